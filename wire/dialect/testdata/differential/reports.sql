# What reports showed to differ.
select 123456789012.5::numeric * 123456789012.5::numeric, 1e15 * 10000, 9999999.99 * 9999999.99 * 1.00, 999999999999999.99 + 9999999999999999.99
select sum(x * x), stddev(x), variance(x) from (values (123456789012.5::numeric), (2e12)) v(x)
select i8::numeric * i8::numeric * 100, id::numeric * 100000 * 100000, i8 * n * n from t order by id
select q * q, q * 1.25, q * q * q from m order by id
select 'NaN'::numeric, 'Infinity'::numeric, '-inf'::numeric, 'NaN'::float8::numeric
select power(10, 25::numeric), 10::numeric ^ 30, variance(x) from (values (1e20::numeric), (3e20)) v(x)
select (0.1::float8 + 0.2::float8)::numeric, (0.1::float8 + 0.2::float8)::numeric = 0.3, r4::numeric, f::numeric from t order by id
select regexp_match(s, '(x)|(a)'), regexp_match(s, '(x)?(a)'), regexp_match(s, '(x*)a') from t order by id
select regexp_match(s, p), substring(s from p) from (values ('abc','(x)|(b)'),('zzz','(x)'),('foo','fo(o)'),('foo','o+'),('key:','key:(.*)'),(null,'a')) v(s,p)
select regexp_matches(s, p, 'g') from (values ('abcb','(x)|(b)'),('zzz','(x)')) v(s,p)
select substring('abc' from '(x)|b'), substring('abc' from 'b'), substring('abc' from 'z')
select 'Zoë Ång' ~ '^\w+ \w+$', regexp_replace('naïve café','\w+','X','g'), 'É' ~ '[[:upper:]]', regexp_replace('Ünï-cödé 1','[^[:alnum:]]','','g'), 'é_b' ~ '^[\w]+$', regexp_split_to_array('Ann Ångström','\W+')
select time(0) '10:20:30.6', timestamp(0) '2020-01-01 10:20:30.6', '10:20:30.567'::time(1), '2020-01-01 10:20:30.567'::timestamp(2), timestamptz(0) '2020-01-01 10:20:30.6+02', '1.567 s'::interval(1)
select row(1,'a b',null,true,1.5,date '2020-01-01'), row(), row('a"b','c,d')
select '10:00'::time::interval, tm::interval from t order by id
select to_char(null::int, 'RN'), width_bucket(null::int, array[1,2]), width_bucket(id, array[1,2]) from t order by id
select key, value from t, jsonb_each_text(j) where id = 1 order by key
# differs: nobody would hear it
select pg_notify('a', 'b')
