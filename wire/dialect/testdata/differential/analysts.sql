# What analysts ask of numerics without precision, of lengths of stay and of keys.
select q::text, q || ' mg', concat(q, 'x'), format('%s', q), length(q::text), q::varchar(3), (q / 4)::numeric(10,2)::text from m order by id
select string_agg(q::text, ',' order by id), array_agg(q order by id)::text, array_to_string(array_agg(q order by id), ';') from m where q is not null
select '1.50'::numeric::text, 1.50::text, 10.00::numeric(10,2)::text, n::text, w::text from t, g where id = 1 and v = 1
select sum(iv), avg(iv), min(iv), max(iv), count(iv), extract(epoch from sum(iv)), extract(epoch from avg(iv)) from m
select sum(iv) filter (where id > 100), avg(iv) filter (where id > 100) from m
select id, sum(iv) over (order by id), avg(iv) over (order by id rows between 1 preceding and current row) from m order by id
select avg(x), sum(x) from (values (interval '1 hour'), (interval '2 days'), (interval '1 month')) v(x)
select percentile_cont(0.5) within group (order by iv), percentile_disc(0.5) within group (order by iv) from m
select q / 3 > 11, round(q / 3, 2), round(avg(q) over (), 2) from m order by id
select 8.325::float8::numeric(10,2), 1.005::float8::numeric(5,2), (1::float8 / 3)::numeric(20,10), 2.5::real::numeric(3,0), sum(f)::numeric(20,2) from t
select json_build_object('q', q, 't', tz, 'n', null)::jsonb, to_json(tz)::text, to_jsonb(q)::text, jsonb_build_array(q, tz)::text from m order by id
select to_json(ts)::text, to_json(tz)::text, to_json(d)::text, to_json(iv)::text, to_json(tm)::text from t where id = 1
select row_to_json(m)::jsonb from m order by id
select jsonb_agg(x) from (select q, tz from m where id < 4 order by id) x
select to_jsonb(m)->>'tz' from m order by id
select json_object_agg(id, q order by id desc)::text, jsonb_object_agg(id, q)::text, json_object_agg(id, q) filter (where id > 100) from m
select id from m where id::text = id
select id from t where s = id
select id from t where s = 5
select id from t where s > 1.5
select id from t where s = d
select id from t where s = b
select id from t where s in (1, 2)
select id from t where s between 1 and 2
select id from t where id in ('1', '2') and s <> '5'
select id from t where s = any(array[1,2])
select t.id from t join g on t.s = g.v
select date '2000-01-01 +00', '2000-01-01 +00'::date, '2000-01-01 -05'::timestamptz, '2000-01-01 +02'::timestamp
# A whole row is NULL where an outer join has found none.
select count(h), count(h.*), count(t), count(h.k) from t left join g h on h.v = t.id
select t.id, to_json(h)::text, row_to_json(h) is null from t left join (select v, k from g) h on h.v = t.id + 2 order by 1
select t.id from t left join g h on h.v = t.id + 2 where h is null order by 1
select t.id from t left join g h on h.v = t.id + 2 where h is not null order by 1
select t.id from t left join g h on h.v = t.id + 2 where not (h is null) order by 1
select t.id, json_agg(h) filter (where h is not null) is null from t left join (select v, k from g) h on h.v = t.id + 2 group by 1 order by 1
select h::text, count(*) from t left join (select v, k from g) h on h.v = t.id + 2 group by h order by 1
select count(a), count(b) from (values (1),(2)) a(x) full join (values (2),(3)) b(x) using (x)
select count(a), count(b) from (select v from g where v > 2) a(x) right join t b on b.id = a.x
select count(h) from t left join (g h join m on m.id = h.v) on h.v = t.id + 2
select count(h) from t left join lateral (select * from g where g.v = t.id + 2) h on true
