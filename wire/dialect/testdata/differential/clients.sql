# As BI tools, drivers and people write.
SELECT DATE_TRUNC('month', "public"."g"."dt") AS "dt", COUNT(*) AS "count" FROM "public"."g" GROUP BY DATE_TRUNC('month', "public"."g"."dt") ORDER BY DATE_TRUNC('month', "public"."g"."dt") ASC
SELECT CAST("public"."t"."ts" AS date) AS "ts", COUNT(*) AS "count" FROM "public"."t" WHERE ("public"."t"."ts" >= CAST((CAST('2021-01-01' AS timestamp) + (INTERVAL '-400 day')) AS date)) AND ("public"."t"."ts" < CAST((NOW() + (INTERVAL '1 day')) AS date)) GROUP BY CAST("public"."t"."ts" AS date) ORDER BY CAST("public"."t"."ts" AS date) ASC
SELECT (DATE_TRUNC('week', ("public"."t"."ts" + INTERVAL '1 day')) + INTERVAL '-1 day') AS "w", COUNT(*) AS "count" FROM "public"."t" GROUP BY (DATE_TRUNC('week', ("public"."t"."ts" + INTERVAL '1 day')) + INTERVAL '-1 day') ORDER BY 1
SELECT CAST(extract(dow from "public"."t"."ts") AS integer) + 1 AS "dow", CEIL((CAST(extract(doy from "public"."t"."ts") AS integer) / 7.0)) AS "wk" FROM "public"."t" ORDER BY "public"."t"."id"
SELECT "source"."k" AS "k", SUM("source"."v") AS "sum" FROM (SELECT "public"."g"."k" AS "k", "public"."g"."v" AS "v" FROM "public"."g" WHERE "public"."g"."v" > 1) AS "source" GROUP BY "source"."k" ORDER BY "source"."k" ASC LIMIT 1048575
SELECT CAST(SUM(CASE WHEN "v" > 2 THEN 1 ELSE 0.0 END) AS float) / NULLIF(CAST(COUNT(*) AS float), 0.0) AS "share" FROM "public"."g"
SELECT SUM(CASE WHEN v > 1 THEN v ELSE 0.0 END) AS "sum-where", COUNT(DISTINCT "public"."g"."k") AS "count" FROM "public"."g"
SELECT FLOOR((("public"."g"."w" - 0) / 2.5)) * 2.5 + 0 AS "w", COUNT(*) AS "count" FROM "public"."g" GROUP BY FLOOR((("public"."g"."w" - 0) / 2.5)) * 2.5 + 0 ORDER BY 1
SELECT "public"."g"."k", PERCENTILE_CONT(0.5) within group (order by "public"."g"."v") AS "median" FROM "public"."g" GROUP BY "public"."g"."k" ORDER BY 2 DESC, 1
SELECT DATE_TRUNC('day', dt) AS __timestamp, sum(v) AS "SUM(v)" FROM public.g WHERE dt >= TO_DATE('2020-01-01', 'YYYY-MM-DD') AND dt < TO_DATE('2021-01-01', 'YYYY-MM-DD') GROUP BY DATE_TRUNC('day', dt) ORDER BY "SUM(v)" DESC NULLS LAST LIMIT 100
SELECT ts FROM t WHERE ts >= TO_TIMESTAMP('2020-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') AND ts < '2021-01-01 00:00:00' ORDER BY ts
SELECT COUNT(*) FROM (SELECT k, sum(v) AS s FROM g GROUP BY k) AS rowcount_qry
SELECT "g"."k" AS "k", SUM("g"."v") AS "sum:v:ok", CAST(DATE_TRUNC('MONTH', CAST("g"."dt" AS DATE)) AS DATE) AS "tmn:dt:ok" FROM "public"."g" "g" GROUP BY 1, 3 HAVING (COUNT(1) > 0) ORDER BY 1, 3
SELECT CAST(TRUNC(EXTRACT(YEAR FROM "g"."dt")) AS INTEGER) AS "yr:dt:ok", COUNT(DISTINCT "g"."k") AS "ctd:k:ok", AVG(CAST("g"."v" AS DOUBLE PRECISION)) AS "avg:v:ok" FROM "public"."g" "g" GROUP BY 1 ORDER BY 1
SELECT (CASE WHEN 2 >= 0 THEN SUBSTRING("k",1,CAST(2 AS INTEGER)) ELSE NULL END) AS "c", CAST("v" AS TEXT) AS "t", ("v" / NULLIF("v" - 1, 0)) AS "q", POWER("v", 2) AS p FROM g ORDER BY v
SELECT floor(extract(epoch from ts)/3600)*3600 AS "time", count(*) FROM t WHERE ts BETWEEN '2020-01-01T00:00:00Z' AND '2022-01-01T00:00:00Z' GROUP BY 1 ORDER BY 1
SELECT to_timestamp(floor((extract('epoch' from tz) / 600 )) * 600) as "time", avg(f) FROM t WHERE tz is not null GROUP BY 1 ORDER BY 1
select "_"."k" as "c1", sum(cast("_"."v" as decimal)) as "a0" from "public"."g" "_" where not "_"."v" is null group by "_"."k" order by "_"."k" limit 1000001
select count(*) as "c0" from ( select "rows"."k" as "k" from ( select "k","v" from "public"."g" "$Table" ) "rows" group by "k" ) "rows"
SELECT t.id AS t_id, g_1.k AS g_1_k FROM t LEFT OUTER JOIN g AS g_1 ON t.id = g_1.v WHERE t.id IN (1, 2) ORDER BY t.id
SELECT anon_1.k, anon_1.rnk FROM (SELECT g.k AS k, rank() OVER (PARTITION BY g.k ORDER BY g.v DESC) AS rnk FROM g) AS anon_1 WHERE anon_1.rnk <= 1 ORDER BY anon_1.k
WITH RECURSIVE tree AS (SELECT 1 AS id, NULL::int AS parent, 0 AS depth UNION ALL SELECT t.id + 1, t.id, t.depth + 1 FROM tree t WHERE t.depth < 3) SELECT * FROM tree ORDER BY depth
WITH d AS (SELECT generate_series('2020-01-01'::date, '2020-03-01'::date, '1 month'::interval)::date AS m) SELECT d.m, COALESCE(SUM(g.v), 0) AS total FROM d LEFT JOIN g ON date_trunc('month', g.dt)::date = d.m GROUP BY d.m ORDER BY d.m
SELECT k, v, v - LAG(v) OVER (PARTITION BY k ORDER BY dt) AS delta, ROUND(v::numeric / NULLIF(LAG(v) OVER (ORDER BY v), 0), 2) AS ratio FROM g ORDER BY k, v
SELECT k, COUNT(*) FILTER (WHERE v >= 2) * 100.0 / COUNT(*) AS pct FROM g GROUP BY k ORDER BY pct DESC, k
SELECT CASE WHEN age < 18 THEN '0-17' WHEN age BETWEEN 18 AND 39 THEN '18-39' ELSE '40+' END AS band, count(*) FROM (SELECT EXTRACT(YEAR FROM AGE(DATE '2024-01-01', d))::int AS age FROM t WHERE d IS NOT NULL) q GROUP BY band ORDER BY band
SELECT DATE_PART('year', AGE(DATE '2024-01-01', d)) AS years, (DATE '2024-01-01' - d) / 365 AS y2, EXTRACT(DAY FROM TIMESTAMP '2024-01-01' - ts) AS days FROM t WHERE id IN (1,2) ORDER BY id
SELECT EXTRACT(EPOCH FROM (ts - LAG(ts) OVER (ORDER BY ts))) / 86400 AS gap_days FROM t WHERE ts IS NOT NULL ORDER BY ts
SELECT a.k, b.k FROM g a JOIN g b ON a.dt BETWEEN b.dt AND b.dt + INTERVAL '30 days' AND a.v <> b.v ORDER BY a.v, b.v
SELECT a.k FROM g a JOIN g b ON a.dt <= b.dt + 30 AND a.v > b.v ORDER BY a.v, b.v
SELECT k, array_agg(v ORDER BY v) AS vs, (array_agg(v ORDER BY v DESC))[1] AS top FROM g GROUP BY k ORDER BY k
SELECT k, MAX(dt) - MIN(dt) AS span, MIN(dt) + (MAX(dt) - MIN(dt)) / 2 AS mid FROM g GROUP BY k ORDER BY k
SELECT DISTINCT ON (k) k, dt, v FROM g ORDER BY k, dt DESC NULLS LAST
SELECT k FROM g GROUP BY k HAVING bool_or(v IS NULL) OR sum(v) > 5 ORDER BY k
SELECT t.id, u.x FROM t, LATERAL (SELECT max(v) AS x FROM g WHERE g.v <= t.id) u ORDER BY t.id
SELECT t.id, (SELECT string_agg(x, '|' ORDER BY x) FROM unnest(t.tarr) AS x) AS joined FROM t ORDER BY t.id
SELECT k, v FROM g WHERE v = (SELECT max(v) FROM g g2 WHERE g2.k = g.k) ORDER BY k
SELECT k, v FROM g WHERE NOT EXISTS (SELECT 1 FROM g g2 WHERE g2.k = g.k AND g2.v > g.v) ORDER BY k, v
SELECT COALESCE(k, 'total') AS k, SUM(v) FROM g GROUP BY ROLLUP (k) ORDER BY GROUPING(k), k
SELECT s, CASE WHEN s ILIKE '%a%' THEN 'has a' WHEN s IS NULL THEN 'none' ELSE 'other' END FROM t ORDER BY id
SELECT lower(s) AS s, count(*) c FROM t GROUP BY lower(s) HAVING count(*) >= 1 ORDER BY c DESC, s NULLS FIRST
SELECT concat(s, ' (', id, ')') AS label, length(coalesce(s, '')) AS len, md5(s) AS h FROM t ORDER BY id
SELECT j ->> 'a' AS a, (j -> 'b' -> 'c' ->> 0)::int AS c FROM t WHERE j ? 'a' ORDER BY id
SELECT id, jsonb_array_length(j -> 'b' -> 'c') FROM t WHERE j -> 'b' IS NOT NULL ORDER BY id
SELECT to_char(sum(w), 'FM999G999D00') AS total, to_char(avg(w), '990.99') AS mean, to_char(count(*), '999') FROM g
SELECT sum(w)::float8, sum(w)::int, avg(v)::numeric(10,3), (sum(v)::numeric / count(*))::numeric(6,2), round(sum(w) / sum(v), 4), (avg(w))::text IS NOT NULL FROM g
SELECT stddev(w)::numeric(12,6), variance(v)::numeric(12,6), corr(v, w)::numeric(6,4) FROM g
SELECT percentile_cont(array[0.25,0.5,0.75]) WITHIN GROUP (ORDER BY w) FROM g
SELECT width_bucket(w, 0, 6, 3) AS b, min(w), max(w), count(*) FROM g GROUP BY b ORDER BY b
SELECT generate_series(1, 3) AS n, generate_series(1, 3) * 10 AS m ORDER BY 1
SELECT x, x::text AS y, x + 1, x / 2, x % 2 FROM generate_series(1, 5) x WHERE x % 2 = 1 ORDER BY x
SELECT * FROM (VALUES ('a', 1, DATE '2020-01-01'), ('b', NULL, NULL)) AS v(name, n, d) ORDER BY name
SELECT t1.id, t2.id FROM t t1 CROSS JOIN t t2 WHERE t1.id < t2.id ORDER BY 1, 2
SELECT count(*) FROM t t1 FULL OUTER JOIN g ON t1.id = g.v
SELECT id, n, sum(n) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS running, avg(n) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS ma FROM t ORDER BY id
SELECT id, d, d + make_interval(months => 1) AS m1, (d + interval '1 month')::date AS m2, date_trunc('month', d) + interval '1 month - 1 day' AS eom FROM t WHERE d IS NOT NULL ORDER BY id
SELECT id FROM t WHERE d > (SELECT avg(extract(epoch FROM d)) FROM t)::int::text::date
SELECT id FROM t WHERE ts::date IN ('2020-01-15', '2021-12-31') ORDER BY id
SELECT id FROM t WHERE (d, id) > ('2020-01-15', 0) ORDER BY id
SELECT id FROM t WHERE tz AT TIME ZONE 'America/New_York' < '2020-06-01' ORDER BY id
SELECT id, tz AT TIME ZONE 'Europe/Berlin' AS local, (tz AT TIME ZONE 'Europe/Berlin')::date AS day, date_trunc('day', tz, 'Europe/Berlin') AS d0 FROM t WHERE tz IS NOT NULL ORDER BY id
SELECT string_agg(DISTINCT k, ', ' ORDER BY k) AS ks, array_to_string(array_agg(DISTINCT k ORDER BY k), '/') AS ks2 FROM g
SELECT k, json_agg(json_build_object('v', v, 'w', w) ORDER BY v) AS items FROM g GROUP BY k ORDER BY k
SELECT row_number() OVER (ORDER BY v NULLS LAST, k) AS rn, ntile(2) OVER (ORDER BY v) AS half, k FROM g ORDER BY rn
SELECT nullif(trim(both ' ' from s), '') AS s FROM t ORDER BY id
SELECT id, GREATEST(d, DATE '2020-06-01') AS g, LEAST(ts, now()) < now() AS l FROM t ORDER BY id
# differs: DuckDB knows the capital ß
SELECT 'a' < 'B', 'a' < 'b', 'Z' < 'a', 'é' > 'z', upper('straße'), lower('ÀÉ')
SELECT 10 / 4, 10 / 4.0, 10 % 4, -10 / 4, -10 % 4, 10.5 / 2, 1 / 3.0, 2 / 3.0::float8, 7 / 2::float4
SELECT 0.1 + 0.2, 0.1::float8 + 0.2::float8, 1e2, 1.0, 100::numeric, 1.10::numeric(10,3), 123456789 * 1000::bigint, 99999999999 * 1.5
SELECT round(0.5), round(1.5), round(2.5), round(-0.5), round(0.15, 1), round(1234.5678, -2), trunc(1234.5678, -2), round(0.5::float8), round(1.5::float8)
SELECT 5::numeric / 3, 5 / 3::numeric, (5::numeric / 3)::numeric(10,4), 2::numeric ^ 0.5, sqrt(2::numeric), 1::numeric / 7 * 7
SELECT true::text, 1.0::text, 1.50::text, 1e10::float8::text, 1e-7::float8::text, 123456789012345678::float8::text, 0.1::float4::text, (1/3.0)::float8::text
SELECT '1 day'::interval + '2 hours', interval '1 day' = interval '24 hours', interval '1 month' > interval '29 days', extract(days from interval '1 month 5 days'), interval '36 hours'::text, justify_interval(interval '36 hours')::text
SELECT date '2024-02-29' + interval '1 year', date '2024-01-31' + interval '1 month', timestamp '2024-03-31 10:00' - interval '1 month', date '2024-03-10' - 10, date '2024-03-10' - date '2024-02-10', age(timestamp '2024-03-31', timestamp '2024-02-29')
SELECT extract(isoyear from date '2021-01-03'), extract(week from date '2021-01-03'), to_char(date '2021-01-03', 'IYYY-IW-ID'), extract(isodow from date '2021-01-03'), extract(quarter from date '2021-05-05'), extract(decade from date '2021-05-05'), extract(century from date '2000-12-31'), extract(millennium from date '2001-01-01'), extract(julian from date '2020-01-01')
SELECT t.id, t.s, count(g.k) AS n, max(g.v) + t.id AS m FROM t LEFT JOIN g ON g.v = t.id GROUP BY t.id HAVING t.id < 4 ORDER BY t.n NULLS LAST, t.id
SELECT json_object_agg(k, v), jsonb_object_agg(k, v) FROM g WHERE false

# the conditions of an outer join with a LATERAL item
SELECT t.id, x.k, x.v FROM t LEFT JOIN LATERAL (SELECT k, v FROM g WHERE g.v <= t.id) x ON x.k = 'a' OR t.id > 2 ORDER BY 1, 2, 3
SELECT t.id, x.* FROM t LEFT JOIN LATERAL (SELECT k, v FROM g WHERE g.v <= t.id ORDER BY v DESC LIMIT 2) x(a, b) ON x.b > 1 AND t.b ORDER BY 1, 2, 3
SELECT t.id, u.e, u.n FROM t LEFT JOIN LATERAL unnest(t.arr) WITH ORDINALITY AS u(e, n) ON u.e > t.id AND t.b ORDER BY 1, 2
SELECT t.id, n, i FROM t LEFT JOIN LATERAL (SELECT count(*) AS n FROM g WHERE v = t.id) c ON n > 0 AND s IS NOT NULL LEFT JOIN generate_series(1, 2) i ON i = t.id OR n = 0 ORDER BY 1, 2, 3

# int2vector and oidvector are arrays
SELECT proname, array_to_string(coalesce(proallargtypes, proargtypes), ' '), pg_typeof(coalesce(proargtypes, proallargtypes)), cardinality(coalesce(proallargtypes, proargtypes)), pg_typeof(CASE WHEN proretset THEN proallargtypes ELSE proargtypes END) FROM pg_proc WHERE proname IN ('abs', 'generate_series', 'pg_get_keywords') ORDER BY oid
SELECT indkey = indkey, ARRAY[1]::int2[] || '2 3'::int2vector, 2 = ANY('1 2'::int2vector) FROM pg_index ORDER BY indexrelid LIMIT 1

# timestamp(n), time(n) and interval(n), before and after 1970 and 2000
SELECT x::timestamp(0), x::timestamp(3), (x + interval '1 year')::timestamptz(2), CASE WHEN isfinite(x) THEN x::time END::time(1) FROM (VALUES (timestamp '1962-05-01'), ('1962-05-01 00:00:00.5'), ('1962-05-01 00:00:01.5'), ('1985-05-01 00:00:00.126456'), ('1985-05-01 12:00:00.5'), ('2005-05-01 00:00:00.5'), ('infinity'), ('-infinity'), (NULL)) t(x)
SELECT (timestamp '1969-12-31 23:59:59.9')::timestamp(0), date '1943-09-02'::timestamp(0), ('23:59:59.96'::time + interval '0')::time(1), i::interval(1), i::interval(0) FROM (VALUES (interval '1 mon 2 days 1.26 s'), ('-1.26 s')) t(i)

# the groups of regular expressions that are no constants
SELECT regexp_match(s, p) FROM (VALUES ('abc-def', '(\w+)-(\w+)'), ('abc-def', '\w+-'), ('abc', 'x(y)'), ('abc', '(?:a)(b)'), ('a(c', 'a\((c)'), ('a(c', '[(]c'), ('a(c', '[](]c'), ('abc', '((a)b)')) t(s, p)
SELECT (regexp_match(s, '(' || '^(\w+) ' || ')'))[2], regexp_match(s, '(' || '^\w' || ')') FROM t ORDER BY id
SELECT s, regexp_match(s, p, 'i') FROM (VALUES ('ABC-def', '(b)c-(D)'), ('x', 'y')) t(s, p)
SELECT regexp_matches(s, p, 'g') FROM (VALUES ('abc-def', '(\w)(\w)'), ('abc-def', '\w')) t(s, p)
