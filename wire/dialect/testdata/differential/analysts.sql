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
# Sets that a query groups by are unnested before the grouping.
select unnest(tarr) t, count(*) from t group by 1 order by 1
select unnest(tarr) as tag, count(*), min(id) from t where id < 4 group by tag having count(*) > 0 order by tag desc
select unnest(array[v, 1]) x, k, sum(v) from g group by 1, 2 order by 1, 2
select unnest(array[1,1,2]), count(*) group by 1 order by 1
select unnest(arr) a, unnest(tarr) b, count(*) from t group by 1, 2 order by 1, 2
select (regexp_split_to_table(s, ' ')) w, count(*) from t group by w order by w
select regexp_matches(s, '[ae]') m, count(*) from t group by 1 order by 1
select jsonb_object_keys(j) k, count(*) from t where id < 3 group by 1 order by 1
select k, unnest(array[min(v), max(v)]) from g group by k order by 1, 2
# Distinct values are sorted, computed ones too.
select array_agg(distinct split_part(s, ' ', 1)), string_agg(distinct split_part(s, ' ', 1), ',') from t
select array_agg(distinct v / id order by v / id desc), array_agg(distinct v / id) from g join t on t.id = g.v
select string_agg(distinct split_part(s, ' ', 1), ' | ' order by split_part(s, ' ', 1) desc) filter (where id <> 2) from t
select json_agg(distinct split_part(s, ' ', 1)), string_agg(distinct split_part(s, ' ', 2), ',') filter (where s is null) from t
# numeric to real by its digits; the mean of spans to the microsecond.
select n::real, (n * 0.17)::real, 0.85::real, cast(w as real) from t left join g on g.v = t.id order by 1, 4
select (x::numeric(38,16))::real from (values (0.85), (7.1), (33.4), (0.1)) v(x) order by 1
select avg(i) from (values (interval '1 day 00:00:00.000001'), (interval '01:00:00'), (interval '3 days 12:11:10.5'), (interval '2 days'), (interval '7 days'), (interval '5 days'), (interval '17 seconds')) v(i)
select avg(i) from (values (interval '1 month 1 day'), (interval '2 months 01:00:00'), (interval '0.000001'), (interval '10 days'), (interval '1 month'), (interval '0'), (interval '0.000003')) v(i)
select avg(i) from (values (interval '0.000001'), (interval '0.000002')) v(i)
select interval '7 days 1 hour' / 11, interval '1 month 3 days 00:00:01' / 7, interval '0.000005' / 2
# Means and quotients of numeric without a scale have sixteen exact decimals.
select avg(x), x / 3, sum(x) / count(*), avg(x) over (), sum(x) / 7.5 from (values (1062.85::numeric), (43.05), (172)) v(x) group by x order by x
select x / 9, x / 4.0, (x + 1) / 7, x * 2 / 3, -x / 7 from (values (12.3456::numeric), (9876.54321), (-1.5)) v(x) order by x
select sum(x) / 3, avg(x) from (values (123456789012345678901::numeric), (1)) v(x) having sum(x) > 0
select upper(unnest(tarr)) t, count(*) from t group by 1 order by 1
select (regexp_matches(s, '([ae])l'))[1] as m, count(*) from t group by m order by m
select unnest(arr) % 2 odd, unnest(tarr) || '!' x, count(*) from t group by 1, 2 order by 1, 2
# trunc of an integer is float8.
select trunc(v), sum(trunc(abs(v))), trunc(i2) from g join t on t.id = g.v group by v, i2 order by 1, 3
# The text of a moment is compared as text.
select count(*) from t where tz::text < 'A'
select count(*) from t where tz::text > '2020-01-15 1'
select count(*) from t where not (cast(tz as varchar(30)) > '?')
select count(*) filter (where tz::text <= '2020-02'), count(*) filter (where tz::text in ('2020-01', 'x')) from t

# Factors that say no scale: DuckDB adds theirs, and has no digits left.
select id, q * q from m order by id
select id, q * q * q from m order by id
select sum(q * 1000000000 * q), max(q * 1e9 * q * 10) from m
