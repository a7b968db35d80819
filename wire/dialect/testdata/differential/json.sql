# JSON made of values.
select json_build_object('a', 1, 'b', n, 'c', null, 'd', array[1,2], 'e', f, 'g', s, 'h', b, 'i', d, 'j', j, 'k', tz, 'l', '{"x":1}'::json) from t order by id
select to_json(n), to_json(s), to_jsonb(n), to_json(arr), to_json(tarr), to_json(b), to_json(d), to_json(ts), to_json(f), to_json(null::int), to_json(iv), to_json(u) from t order by id
select row_to_json(q) from (select id, s, n, arr, d, j from t) q order by id
select row_to_json(row(1,'a',2.50)), to_json(row(1,null)), row_to_json(t) from t order by id
select json_agg(n), json_agg(s), json_agg(n order by id desc), json_agg(distinct v5 order by v5), json_agg(n) filter (where id > 100) from t
select jsonb_agg(n), jsonb_build_object('n', n, 'z', 1.10) from t group by n order by n
select json_object_agg(s, n order by id), json_object_agg(id, s) from t where s is not null
select jsonb_object_agg(s, n) from t where s is not null
select json_build_array(1, 'a', n, null, true, 1.50), jsonb_build_array(1,'x') from t order by id
select json_build_object(), json_build_array(), jsonb_build_object()
select json_build_object('k"1', 'v"2', id, s)->>'k"1' from t order by id
# differs: DuckDB writes a number that it reads from JSON anew
select (json_build_object('a', 1.50))->>'a', jsonb_build_object('a', jsonb_build_object('b', 2.50))->'a'->>'b'
select json_agg(json_build_object('id', id, 'n', n)) from (select * from t order by id) q
select jsonb_agg(q) from (select id, n from t order by id) q
select json_agg(x) over (order by x) from generate_series(1,3) x
select to_json('NaN'::float8), to_json(1e20::float8), json_build_object('f', 72::float8)
