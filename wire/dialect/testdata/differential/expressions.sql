select 7/2, -7/2, 7%3, -7%3, 7.0/2, 10.0/3, 2^3, 2^0.5, 5#3, 5&3, 5|3, ~5, 1<<3, @(-5), |/16.0, ||/27.0
select 1/0
select 1%0
select 1.0/0
select 1.5::float8/0
select 2147483647+1
select 9223372036854775807+1
select 'a'||'b', 'a'||1, 1||'a', 'a'||null, 'x'||true, 'x'||1.5, 'x'||1.0::float8, 'x'||date '2020-01-01'
select id/2, i8/3, i2+1, n/3, f/2, n*2, n+1, id+n, id*f, i2*i2, -id, n%3 from t where id<3
select id, n/id, sum(id) over (order by id), avg(n) over () from t where id < 3 order by id
select sum(id), sum(i8), sum(n), sum(f), sum(i2), avg(id), avg(n), avg(f), avg(i8), count(*), count(s), min(s), max(d), min(ts) from t
select k, count(*), sum(v), avg(v), string_agg(v::text, ',' order by v desc), array_agg(v order by v) from g group by k order by k
select k, sum(w) filter (where v > 1) from g group by 1 order by 1
select extract(year from d), extract(month from ts), extract(epoch from tz), extract(second from ts), extract(dow from d), extract(isodow from d), extract(week from d), extract(quarter from d), extract(doy from d), extract(hour from ts), extract(milliseconds from ts), extract(microseconds from ts), extract(century from d), extract(epoch from iv), extract(day from iv), extract(epoch from d) from t where id in (1,2,4) order by id
select date_part('year', d), date_part('epoch', ts), date_part('second', ts) from t where id=1
select date_trunc('month', d), date_trunc('day', ts), date_trunc('hour', tz), date_trunc('quarter', d), date_trunc('week', ts), date_trunc('year', tz), date_trunc('century', ts), date_trunc('decade', ts), date_trunc('hour', iv) from t where id in (1,2,4) order by id
select d + 1, d - 1, d - date '2020-01-01', d + interval '1 month', ts + interval '1 day', ts - timestamp '2020-01-01', tz - timestamptz '2020-01-01 00:00:00+00', d + time '10:00', ts - d, tm + interval '1 hour', time '10:00' - time '09:15' from t where id in (1,2) order by id
select age(timestamp '2020-03-01', timestamp '2019-12-15'), age(ts, timestamp '2019-01-01') from t where id < 3 order by id
select interval '1 day' * 2, interval '1 day' / 2, interval '1 month' * 1.5, -interval '1 day', interval '1-2', interval '1 2:03:04', interval 'P1Y2M3DT4H5M6S', interval '1.5 hours', interval '2 weeks', interval '90 minutes', interval '1 year ago'
select interval '1' day, interval '2' hour, interval '3' month, interval '10:30' hour to minute
select date '2020-1-5', date '20200105', date 'Jan 5, 2020', date '5 January 2020', date '1/8/1999', timestamp '2020-01-05T10:11:12.5', timestamp '2020-01-05 10:11', timestamptz '2020-01-05 10:00:00+02', timestamptz '2020-01-05 10:00:00 America/New_York', time '10:11', time '10:11 PM', date '2020-02-29'
select date '2021-02-29'
select date 'foo'
select 'abc'::int
select ' 12 '::int, '12'::int8, '1.50'::numeric, '1e3'::numeric, '1.5'::float8, 't'::bool, 'yes'::bool, 'off'::bool, 1::bool, true::int, 'abc'::varchar(2), 'abc'::char(5), 12.567::numeric(5,1), 2.5::int, 3.5::int, -2.5::int, 2.5::float8::int, 3.5::float8::int, '{1,2}'::int[], '{a,"b c",NULL}'::text[]
select 99999::int2
select round(2.5), round(2.5::float8), round(3.5::float8), round(-2.5), round(2.567,2), trunc(2.567,1), trunc(-2.5), ceil(2.1), floor(-2.1), ceil(2.1::float8), abs(-2.5), sign(-2.5), mod(7,3), mod(-7,3), mod(7.5,2), div(7.5,2), gcd(12,18), lcm(4,6), power(2,3), power(2.0,3), sqrt(16), sqrt(2.0), exp(1.0), ln(2.718), log(100), log(2,8), pi(), cbrt(27), degrees(1.0), radians(180), factorial(5), width_bucket(5.35, 0.024, 10.06, 5)
select length('häß'), octet_length('häß'), char_length('abc'), lower('ÀB'), upper('àb'), initcap('hello wORLD'), btrim('  a '), trim(both 'x' from 'xax'), ltrim('xxa','x'), rtrim('axx','x'), left('abc',2), left('abc',-1), right('abc',2), right('abc',-1), lpad('abc',5), lpad('abc',5,'xy'), rpad('abc',2), repeat('ab',3), reverse('abc'), replace('aXbX','X','-'), translate('abc','ab','xy'), ascii('A'), chr(65), md5('a')
select substring('abcdef' from 2 for 3), substring('abcdef' from 3), substr('abcdef',0,3), substr('abcdef',-1,4), substring('foobar' from 'o(.)b'), substring('foobar' from 'o.b'), position('b' in 'abc'), strpos('abc','c'), overlay('abcdef' placing 'XX' from 3 for 2), overlay('abcdef' placing 'XX' from 3), split_part('a,b,c',',',2), split_part('a,b,c',',',-1), split_part('a,b',',',5), starts_with('abc','ab')
select string_to_array('a,b,c',','), string_to_array('abc',null), string_to_array('a,b',',','b'), array_to_string(array[1,2,null],','), array_to_string(array['a',null,'b'],',','*'), array_to_string(array[1.5,2.5],'|')
select regexp_replace('foobar','o+','X'), regexp_replace('foobar','o','X','g'), regexp_replace('Foo','f','x','i'), regexp_replace('abc','(b)','[\1]'), regexp_match('foobar','o(b)(a)'), regexp_match('foobar','zz'), regexp_match('foobar','o.'), regexp_split_to_array('a1b2c','\d'), 'abc' ~ 'B', 'abc' ~* 'B', 'abc' !~ 'b', 'abc' !~* 'X', 'abc' similar to 'a%', 'abc' similar to '(a|x)b_', 'abc' like 'a\_c', 'a_c' like 'a\_c', 'abc' like 'a_c', 'abc' not like 'b%', 'ABC' ilike 'a%', 'a%c' like 'a!%c' escape '!'
select format('Hello %s, %I %L %% %2$s', 'x', 'Y z', 'q''q'), format('%5s|%-5s|', 'a', 'b'), quote_ident('Foo bar'), quote_ident('foo'), quote_literal('it''s'), quote_literal(1), quote_nullable(null), concat('a',null,1,true,1.5), concat_ws(',', 'a', null, 'b', 1)
select encode('\x4142'::bytea,'hex'), encode('abc'::bytea,'base64'), decode('4142','hex'), sha256('a'::bytea), length('\x4142'::bytea), '\x41'::bytea || '\x42'::bytea, convert_from('\xc3a9'::bytea,'UTF8'), to_hex(255), to_hex(-1)
select array[1,2,3], (array[1,2,3])[2], (array[1,2,3])[1:2], (array['a','b'])[1], array[1,2]||array[3], array[1,2]||3, 0||array[1], array_length(array[1,2,3],1), array_upper(array[1,2],1), array_lower(array[1,2],1), cardinality(array[1,2]), array_append(array[1],2), array_prepend(0,array[1]), array_cat(array[1],array[2]), array_remove(array[1,2,1],1), array_replace(array[1,2],1,9), array_position(array['a','b'],'b'), array_positions(array[1,2,1],1), array[1,2] @> array[1], array[1] <@ array[1,2], array[1,2] && array[2,3], array_ndims(array[1,2]), array_dims(array[1,2])
select 1 = any(array[1,2]), 3 = any('{1,2}'), 1 <> all(array[2,3]), 2 > any(array[1,5]), 2 > all(array[1,5]), null = any(array[1]), 1 = any(array[2,null]), 1 = any(array[1,null]), 1 <> all(array[2,null]), 'a' = any('{a,b}'::text[])
select id, id = any(arr), 2 = any(arr), arr[1], arr[5], array_length(arr,1), tarr[2], 'a' = any(tarr) from t order by id
select coalesce(null,1), coalesce(s,'none'), nullif(id,1), greatest(1,2,null), least(3,2), case when id=1 then 'one' when id=2 then 'two' end, case id when 1 then 10 else 20 end from t order by id
select id between 1 and 2, id between symmetric 2 and 1, id is distinct from 1, b is true, b is not true, b is unknown, s is null, s isnull, not b, id in (1,2), id not in (1,null) from t order by id
select (1,2) = (1,2), (1,null) = (1,2), (1,2) < (1,3), (1,2) <> (1,3), row(1,null) is null, row(null,null) is null, row(1,2) is not null, (1,2) in ((1,2),(3,4))
select '{"a":{"b":1}}'::json->'a', '{"a":{"b":1}}'::jsonb->'a'->>'b', '[1,2]'::json->0, '[1,2]'::json->>-1, '{"a":{"b":[1,2]}}'::json#>'{a,b}', '{"a":{"b":[1,2]}}'::json#>>'{a,b,1}', '{"a":1,"b":2}'::jsonb @> '{"a":1}', '{"a":1}'::jsonb ? 'a', '{"a":1}'::jsonb ?| array['x','a'], '{"a":1}'::jsonb ?& array['x','a'], '{"a":null}'::json->>'a'
select j->>'a', j->'b'->'c'->>0, j#>>'{b,c}', jsonb_typeof(j), jsonb_typeof(j->'a') from t order by id
select json_build_object('a',1,'b','x'), jsonb_build_array(1,'a',null), to_json(array[1,2]), json_array_length('[1,2,3]'), json_typeof('"a"'), json_extract_path_text('{"a":{"b":"c"}}','a','b')
select * from json_each('{"a":1,"b":"x"}')
select * from json_each_text('{"a":1,"b":"x"}')
select * from jsonb_array_elements_text('["a","b",null]') x
select value from json_array_elements('[1,2]')
select json_object_keys('{"a":1,"b":2}')
select json_agg(v order by v), json_object_agg(k||v::text, v) from g where v < 3
select row_to_json(x) from (select 1 as a, 'b' as b) x
select * from json_to_recordset('[{"a":1,"b":"x"},{"a":2,"b":"y"}]') as x(a int, b text)
select * from generate_series(1,5) g
select * from generate_series(1,10,3) as g(i)
select generate_series(1,3), generate_series(10,11)
select * from generate_series(timestamp '2020-01-01', timestamp '2020-01-03', interval '1 day') d
select * from generate_series(date '2020-01-01', date '2020-01-03', interval '1 day') d
select * from unnest(array['a','b']) with ordinality as x(v,o)
select * from unnest(array[1,2], array['a','b','c']) as x(a,b)
select t.id, x from t, unnest(t.arr) x order by 1,2
select t.id, x.* from t cross join lateral jsonb_each_text(case when jsonb_typeof(j)='object' then j end) x order by 1,2
select t.id, x from t left join lateral unnest(t.arr) x on true order by 1,2
select unnest(arr), id from t where id = 1
select * from current_schema()
select * from current_date as d where false
select current_user = session_user, current_schema(), current_schema
select array(select id from t order by id desc), exists(select 1 from t where id=9), (select max(id) from t), 2 in (select id from t), 2 = any(select id from t), 9 <> all(select id from t where id < 3), (1,'alpha') in (select id, s from t)
select percentile_cont(0.5) within group (order by v), percentile_disc(0.5) within group (order by v), mode() within group (order by k), percentile_cont(array[0.25,0.75]) within group (order by w) from g
select stddev(v), variance(v), stddev_pop(v), var_pop(w), corr(v,w), regr_slope(w,v), bool_and(v>0), bool_or(v>3), every(v>0), bit_and(v), bit_or(v) from g
select k, v, rank() over (order by k), dense_rank() over (order by k), row_number() over (partition by k order by v), lag(v) over (order by v), lead(v,2,0) over (order by v), first_value(v) over (partition by k order by v), ntile(2) over (order by v), cume_dist() over (order by k), percent_rank() over (order by k), sum(v) over (order by v rows between 1 preceding and current row), avg(w) over w from g window w as (partition by k) order by k, v
select k, sum(v), grouping(k) from g group by rollup(k) order by k
select k, dt, sum(v) from g group by grouping sets ((k),(dt),()) order by 1,2,3
select distinct on (k) k, v from g order by k, v desc
select distinct k from g order by k
select k, v from g order by v desc
select k, v from g order by v
select v from g order by v nulls first limit 2 offset 1
select k, v from g order by k fetch first 1 row with ties
with a as (select 1 as x union all select 2) select * from a order by x
with recursive r(n) as (values (1) union all select n+1 from r where n < 5) select n, n*2 from r
values (1,'a'),(2,null)
select * from (values (1,'a'),(2,'b')) v(x,y) order by x
select * from (values (1,'a'),(2,'b')) v order by 1
select 1 union select 2 union all select 2 order by 1
(select 1 as a) except (select 2) order by a
select * from t a join g b on a.id = b.v where a.id = 1
select * from t join g on t.id = g.v and t.id < 3 order by id
select id from t natural join (select 1 as id) q
select * from (select 1 as b, 2 as a) x join (select 2 as a, 3 as c) y using (a)
select a, b, c from (select 1 as b, 2 as a) x full join (select 3 as a, 3 as c) y using (a) order by a
select ?column? from (select 1) x
select 1, 1+1, 'a', count(*), max(id)+1, now() is null, id::text, 'x'::varchar, cast(1 as int8), coalesce(1,2), case when true then 1 end, array[1], row(1,2) is null, (select 1), exists(select 1), extract(year from now()) > 0, current_date is null, (array[1])[1], not true, -1, 1 in (1), s like 'a' from t group by id, s limit 0
select t.* from t limit 0
select to_char(ts,'YYYY-MM-DD HH24:MI:SS'), to_char(d,'Mon DD, YYYY'), to_char(d,'FMMonth FMDD'), to_char(d,'Day'), to_char(ts,'HH12:MI AM'), to_char(d,'Q IW DDD'), to_char(ts,'MS US'), to_char(d,'YY-MM'), to_char(d, '"Year" YYYY'), to_char(d,'dy DY'), to_char(d,'DDth'), to_char(ts,'J') from t where id in (1,2) order by id
select to_char(1234.567,'FM9,999.00'), to_char(1234.567,'9999.9'), to_char(-5,'999'), to_char(5,'000'), to_char(0.5,'0.00'), to_char(0.5,'FM990.0'), to_char(12345,'999'), to_char(1234,'9,999'), to_char(-1.5,'S9.9'), to_char(1.5,'9.99MI'), to_char(0,'999'), to_char(0.1,'9.9'), to_char(1.5,'FM9.99'), to_char(1,'$99')
select to_date('2020-01-05','YYYY-MM-DD'), to_date('05 Jan 2020','DD Mon YYYY'), to_timestamp('2020-01-05 10:11:12','YYYY-MM-DD HH24:MI:SS'), to_timestamp(1577836800), to_number('1,234.5','9,999.9')
select make_date(2020,1,5), make_time(1,2,3.5), make_timestamp(2020,1,5,1,2,3.5), make_interval(days => 5, hours => 3), make_interval(1,2)
select justify_hours(interval '30 hours'), justify_days(interval '40 days'), justify_interval(interval '40 days 30 hours'), isfinite(date '2020-01-01')
select timestamp '2020-01-01 00:00' at time zone 'America/New_York', timestamptz '2020-01-01 00:00+00' at time zone 'America/New_York', date '2020-01-01' at time zone 'UTC', d at time zone 'UTC' from t where id=1
select date_bin('15 minutes', timestamp '2020-01-01 10:22', timestamp '2001-01-01'), (date '2020-01-01', date '2020-02-01') overlaps (date '2020-01-15', date '2020-03-01'), timestamp '2020-01-01' + '1 day', date '2020-01-05' > '2020-01-01', '2020-01-01' < date '2020-01-05'
select s || ' ' || id, s || d, s || n, s || f, s || b, s || iv, s || arr::text from t where id = 1
select id::text, n::text, f::text, b::text, d::text, ts::text, tz::text, iv::text, arr::text, tarr::text, by::text, u::text, tm::text, r4::text, i8::text, c3, v5 from t order by id
select id::float8 as a, n::int, f::int, f::numeric, id::numeric as z, n::float8, d::timestamp, ts::date, tz::date, d::text::date, ts::time, b::int, id::bool as x, id::text::int as y, n::numeric(6,1), s::varchar(3) from t where id in (1,2) order by id
select count(distinct k), sum(distinct v), array_agg(distinct k order by k), string_agg(distinct k, ',' order by k) from g
select k from g where v > (select avg(v) from g) order by 1
select k, count(*) from g group by k having count(*) > 1 order by 2 desc, 1
select k as x, sum(v) as v from g group by x order by v desc nulls last
select sum(v)/count(v), sum(v)*1.0/count(v), 100.0*count(v)/count(*), round(100.0*count(v)/count(*),1), round(avg(v),2), round(avg(w),2), sum(w)/3, sum(w)/count(*) from g
select pg_typeof(1) is not null
select 'foo'::name, 'a'::"char", 1::oid, 'pg_class'::regclass, 'int4'::regtype, 1259::regclass, 23::regtype::text, 'pg_class'::regclass::oid, 'pg_class'::regclass::text, to_regclass('nosuch'), 'pg_catalog'::regnamespace
select oid from pg_class where oid = 'pg_class'::regclass
select relname from pg_class where oid = '1259'
select typname, typinput, typinput::text from pg_type where oid = 23
select format_type(23,-1), format_type(1043,14), format_type(1700,655366)
# differs: PostgreSQL 16's constants, which 15 refuses
select 0x1F, 1_000, 0b101
select 1e3, 1e-3, .5, 5., 1.50, 123456789012, 12345678901234567890
select b'101', x'1F', b'101' | b'010'
select 'it''s', E'a\nb', U&'d\0061t', $$x$y$$, $a$b$a$
select true and null, null or true, not null::bool
select "S" from (select 1 as "S") q
select 1 as "select", 2 as "desc", 3 as "Order By"
select q."a b" from (select 1 as "a b") q
select q.* from (select 1 as "order", 2 as "group") q
# differs: a row has the type record, not the table's
select g.k, g from g where v = 1
select (g).k from g where v=1
select count(g) from g
select regexp_matches('a1b2','([a-z])(\d)','g')
select regexp_split_to_table('a,b',',')
select string_agg(k, v::text order by v) from g
select array_agg(k order by v desc nulls last) from g
select current_setting('server_version_num')::int >= 150000
select row_number() over () from g
select sum(v) over (order by v range between unbounded preceding and current row exclude current row) from g where v is not null order by 1
select case when v > 2 then 'big' else null end, case v when 1 then 1.5 else 2 end, coalesce(v, 0.5) from g order by v
select lower(k) || upper(k), length(k) + 1, k < 'b', k > any(array['a']) from g order by v
select d, d::timestamptz, date_trunc('month', d)::date, extract(year from age(date '2022-01-01', d))::int from t where id in (1,2) order by id
select (date '2022-01-01' - d) / 365, (date '2022-01-01' - d)/365.25, floor((date '2022-01-01' - d)/365.25) from t where id in (1,2) order by id
select to_char(date_trunc('month', d),'YYYY-MM'), count(*) from t group by 1 order by 1
select width_bucket(v,0,10,5), v % 2 = 0, v::float/3, v/3.0 from g where v is not null order by v
