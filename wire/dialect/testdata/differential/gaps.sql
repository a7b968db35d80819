select to_char(12345.678,'9.99EEEE'), to_char(0.000123,'9.9EEEE'), to_char(-1234,'9.999EEEE'), to_char(1.5::float8,'9.99EEEE')
select to_char(4,'RN'), to_char(1999,'FMRN'), to_char(485,'rn'), to_char(4000,'RN'), to_char(0,'RN'), to_char(3888.5,'FMRN')
select to_char(22,'FM99th'), to_char(11,'99TH'), to_char(1,'9th'), to_char(103,'FM999TH'), to_char(1234.5,'L9,999.99'), to_char(12.45,'99V9'), to_char(-3,'9V99'), to_char(12,'B99')
select to_char(485,'9 9 9'), to_char(123456789,'000-00-0000'), to_char(5551234567,'(000) 000-0000'), to_char(123456789,'FM000-00-0000'), to_char(485,'SG999'), to_char(-485,'999PR'), to_char(-485,'999S')
select to_char(date '2020-01-05', 'TMMonth'), to_char(date '2020-09-05', 'TMDay, DD TMMonth YYYY')
select to_char(timestamptz '2020-01-05 10:11:12+00','YYYY-MM-DD TZ'), to_char(timestamptz '2020-01-05 10:11:12+00','OF'), to_char(timestamptz '2020-01-05 10:11:12+00','TZH:TZM')
select trim_scale(1.500), trim_scale(100), trim_scale(8.4100), min_scale(8.4100), min_scale(8), scale(8.4100), trim_scale(null)
select regexp_instr('number of your street, town zip, FR','[^,]+',1,2), regexp_instr('abcabc','b'), regexp_instr('abcabc','b',3), regexp_instr('abcabc','b',1,2,1), regexp_instr('ABC','b',1,1,0,'i'), regexp_instr('abc','x'), regexp_instr('xfoo foo','\mfoo')
select regexp_like('Hello World','world$','i'), regexp_count('123123123123','\d\d\d',2), regexp_count('abcABC','b',1,'i'), regexp_substr('number of your street, town zip, FR','[^,]+',1,2), regexp_substr('ABCDEFGHI','(c..)(...)',1,1,'i',2), regexp_substr('abc','x'), regexp_substr('abcabc','b.',3)
select regexp_replace('foobarbaz','b..','X',1,2), regexp_replace('A PostgreSQL function','a|e|i|o|u','X',1,0,'i'), regexp_replace('A PostgreSQL function','a|e|i|o|u','X',1,3,'i'), regexp_replace('foobarbaz','b..','X',5), regexp_replace('abc','b','X',1,2), regexp_replace('foobarbaz','b(..)','<\1>',1,2)
select id, regexp_count(s, '[ae]'), regexp_instr(s, 'a', 1, 2), regexp_replace(s, 'a', 'A', 1, 2), regexp_substr(s, '[a-z]+$') from t order by id
select '{"a":1,"b":{"c":2}}'::jsonb #- '{b,c}', '{"a":1}'::jsonb #- '{x,y}', '{"a":1,"b":2,"c":3}'::jsonb - array['a','b'], '["a","b","c"]'::jsonb - '{a,c}'::text[], '[1,2,3]'::jsonb - -1
select '1'::jsonb = '1.0'::jsonb, '{"a":1}'::jsonb <> '{"a":1.00}'::jsonb, '[1.50, "1.50"]'::jsonb = '[1.5, "1.5"]'::jsonb, '[10, 100]'::jsonb = '[10, 1e2]'::jsonb is not null, '{"a":"x.0,"}'::jsonb = '{"a":"x,"}'::jsonb, j = j from t where id = 1
select '{"a":1,"b":[1,2]}'::jsonb::text, ('{"b":1,"a":{"d":"x, y: z","c":2}}'::jsonb)::text, '{"a" :1}'::json::text, j::text || '' from t where id in (1, 2, 4) order by id
select jsonb_insert('{"a":[1,2]}','{a,1}','9'), jsonb_insert('{"a":[1,2]}','{a,1}','9',true), jsonb_insert('{"a":1}','{b}','2'), jsonb_insert('[1,2]','{-1}','9'), jsonb_set('[1,2]','{-1}','5'), jsonb_set('{"a":1}','{b}','2',false)
select jsonb_insert('{"a":1}','{a}','2')
select array_ndims(array[[1,2],[3,4]]), array_dims(array[[1,2],[3,4]]), cardinality(array[[1,2],[3,4]]), array_ndims(array[1]), array_dims(array[1,2]), cardinality(array[]::int[]), array_dims(array[]::int[]), array_ndims(null::int[])
select (date '2001-02-16', interval '100 days') overlaps (date '2001-10-30', date '2002-10-30'), (timestamp '2020-01-01', interval '1 day') overlaps (timestamp '2020-01-01 12:00', interval '1 hour'), (d, interval '1 year') overlaps (date '2020-06-01', interval '1 day') from t where id in (1,2) order by id
select rank(2) within group (order by v), dense_rank(2) within group (order by v), percent_rank(2) within group (order by v), cume_dist(2) within group (order by v), rank(2) within group (order by v desc), rank('b') within group (order by k) filter (where v > 1), rank(null) within group (order by v) from g
select pg_typeof('x') = 'unknown'::regtype, pg_typeof(1)::text, pg_typeof(1.5)::text, pg_typeof('{}'::jsonb)::text, pg_typeof('a'::varchar(3))::text, pg_typeof(array[1])::text, pg_typeof(row(1,2))::text, pg_typeof(current_date)::text
select 5::bit(8), B'101'::bit(5), B'10101'::bit(3), 44::bit(10), B'1010'::int, cast(-44 as bit(12)), B'101'::varbit(2), '1010'::bit(4), 6::bit, id::bit(3) from t order by id
select unistr('d\0061t\+000061'), unistr('\u0441\u043B\u043E\u043D'), unistr('a\\b'), unistr('\d83d\de00')
select unistr('\xyz')
select masklen('10.0.0.1/8'::inet), masklen('10.0.0.1'::inet), family('::1'::inet), host('10.0.0.1/8'::inet)
select convert_from('\xe9','LATIN1'), convert_to('é','LATIN1'), convert_to('é','UTF8'), convert('\xc3a9','UTF8','LATIN1')
select convert_to('€','LATIN1')
select asind(1), acosd(0), atand(1), sind(30), cosd(60), tand(45), cotd(45), atan2d(1,1)
select power(0,-1)
select 0::numeric ^ 2, power(2.5, 3), power(-8, 3), (-2) ^ 2
select chr(0)
select justify_interval(interval '1 mon -1 hour'), justify_hours(interval '1 day -1 hour'), justify_days(interval '1 mon -1 day'), justify_interval(interval '-40 days 30 hours'), justify_days(interval '35 days'), justify_hours(interval '-27 hours')
select date_bin('1 hour','2020-02-11 15:44:17','2001-01-01')
select extract(hour from date '2020-01-01')
select extract(epoch from date '2020-01-01'), extract(julian from date '2020-01-01'), date_part('isodow', date '2020-01-05')
select string_agg(distinct k, ','), array_agg(distinct v), array_agg(distinct k), json_agg(distinct v), string_agg(distinct k, '') filter (where v > 1) from g
select timestamptz '2020-07-01 12:00+00' at time zone '+03', timestamp '2020-07-01 12:00' at time zone '-5', timestamptz '2020-07-01 12:00+00' at time zone '-03:30', timestamp '2020-07-01 12:00' at time zone 'America/New_York' at time zone 'UTC'
select current_date is not null, current_time is not null from t limit 1
select current_date as d, current_date - date '2020-01-01' > 0, age(date '1990-01-01') > interval '30 years'
select 'a' union select 1
select 'a'::text union select 1
select 1 union select 'x'::text
select '1' union select 1
select null union select 1
select 'a' union select 'b' union select null order by 1
select 1, 'x' union select id, s from t where id < 3 order by 1, 2
select '2020-01-01', null union all select d, n from t where id = 1 order by 1
select d from t union select s from t
select id from t except select s from t
select case when true then 1 else 'a'::text end
select case when id = 1 then d when id = 2 then s end from t
select coalesce(1,'a'::text)
select coalesce(d, ts), coalesce(n, 'NaN'), coalesce(s, 'x'), greatest(id, f), least(d, tz) from t where id = 1
select array[1,'a'::text]
select greatest(1,'x'::text)
select 1 where 1
select 1 where s from t
select not 1
select true and 1
select case when 1 then 2 end
select * from t join g on t.id
select count(*) filter (where 1) from t
select k from g group by k having count(*)
select 1 is true
select 'a'::text + 1
select true + 1
select now() - 1
select date '2020-01-01' + date '2020-01-01'
select interval '1 day' * interval '1 day'
select s * 2 from t
select d + n from t
select s = 1 from t
select extract(nope from d) from t
select rank() from g
select jsonb_path_query('{"a":[1,2,3]}','$.a[*]')
select jsonb_path_query_array('{"a":[1,2,3]}','$.a[*] ? (@ > 1)'), jsonb_path_query_first('{"a":[1,2,3]}','$.a[0]'), jsonb_path_exists('{"a":[1,2,3]}','$.a[*] ? (@ == 2)'), jsonb_path_match('{"a":[1,2]}','exists($.a[*] ? (@ > 1))'), jsonb_path_match('{"a":[1,2]}','$.a > 5')
select jsonb_path_query_array('{"a":{"b":[{"c":1},{"c":2}]}}','$.a.b[*].c'), jsonb_path_query_array('{"a":{"b":[{"c":1},{"c":2}]}}','$.a.b.c'), jsonb_path_query_array('{"a":1,"b":2}','$.*'), jsonb_path_query_array('[1,2,3]','$[1 to 2]'), jsonb_path_query_array('[1,2,3]','$[last]'), jsonb_path_query_array('[1,2,3]','$[0, last - 1]'), jsonb_path_query_array('{"a":{"b":1}}','lax $.a.b'), jsonb_path_exists('{"a":1}','$.b'), jsonb_path_query_first('{"a":1}','$.b'), jsonb_path_query_array('{"a b":1}','$."a b"'), jsonb_path_query_array('[1,2]','$[5]')
select jsonb_path_query_array('{"a":[{"x":"p","y":1},{"x":"q","y":2},{"x":null}]}','$.a[*] ? (@.x == "q").y'), jsonb_path_query_array('[1,"a",null,true,[1],{"a":1}]','$[*].type()'), jsonb_path_query('{"a":[1,2]}','$.a.size()'), '{"a":[1,2]}'::jsonb @? '$.a[*] ? (@ > 1)', '{"a":1}'::jsonb @@ '$.a == 1', jsonb_path_query_array('[{"x":null},{"x":1}]','$[*] ? (@.x == null)'), jsonb_path_query_array('[{"x":null},{"x":1},{}]','$[*] ? (@.x != null)')
select jsonb_path_query_array('{"a":[1,2,3,4]}','$.a[*] ? (@ >= $min && @ <= $max)','{"min":2,"max":3}'), jsonb_path_query_array('["abc","xbd"]','$[*] ? (@ like_regex "^A" flag "i")'), jsonb_path_query_array('["abc","xbd"]','$[*] ? (@ starts with "x")'), jsonb_path_query_array('[{"a":1,"b":1},{"a":1,"b":2},{"a":"x","b":"x"}]','$[*] ? (@.a == @.b)'), jsonb_path_query_array('[{"a":1,"b":[{"c":5}]},{"b":[]}]','$[*] ? (exists(@.b[*] ? (@.c > 4)) || !(@.a == 1))'), jsonb_path_query_array('[true,false]','$[*] ? (@ == true)'), jsonb_path_query_array('["$1", "it''s"]','$[*] ? (@ == "$1" || @ == "it''s")')
select id, jsonb_path_query_array(j, '$.b.c[*]'), j @? '$.a', jsonb_path_query_first(j, '$.a') from t order by id
select id, x from t, jsonb_path_query(j, '$.*') x order by id, x::text
select jsonb_path_query('{"a":1}','$.a ? (')
select jsonb_path_query('{"a":1}','$x')
select id, initcap(s) from t order by id
select pg_typeof(sum(v))::text, pg_typeof(count(*))::text from g
select 1 = true
select d = 1 from t
select iv > 1 from t
select s = iv from t
select sum(k) from g
select avg(b) from t
select sum(d) from t
select regexp_replace('abc', '(', '')
select 'a' ~ '['
select 'a' ~ '*a'
# differs: RE2 has no back references
select 'aa' ~ '(a)\1'
select to_number('12,454.8-','99G999D9S'), to_number('$1,234.50','L9,999.99'), to_number('-12','S99'), to_number('1 234','9 999')
select encode('a\\b\001\377'::bytea,'escape'), encode('\x00617f80'::bytea,'escape')
select j #- '{a}', j - 'a' from t where id = 1
select '{"a":1,"b":2}'::jsonb - 'a', '["a","b"]'::jsonb - 0, '["a","b"]'::jsonb - 'a', j - array['a','k'], j - 'zz' from t where id = 2
select string_agg(distinct k, k), string_agg(distinct k, v::text) from g where v < 3
select row_number() from g
select lag(v) from g
select to_char(-0.001, '0.0'), to_char(-0.06, '0.0'), to_char(-0.4, '99'), to_char(-0.004, 'FM0.00'), to_char(-0.0049::float8, 'S0.00'), to_char(-12.345, '99V99')
select tz::timetz, time '10:00'::timetz, tz::time from t where id = 1
