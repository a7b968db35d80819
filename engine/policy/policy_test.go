package policy_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/policy"
)

// bed is an instance with a store as Tarn has it, and files that an attacker would like to see.
type bed struct {
	dir string
	db  *duck.DB
	c   *duck.Conn
	s   *duck.Serializer
	p   *policy.Policy
}

func newBed(t testing.TB) *bed {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret.csv"), []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := duck.Open(ctx, duck.Options{Path: filepath.Join(dir, "t.duckdb"), Prelude: []string{
		`CREATE SCHEMA lake.public; CREATE SCHEMA lake.fhir; CREATE SCHEMA lake.raw; CREATE SCHEMA memory.pg; CREATE SCHEMA memory.info;
		CREATE TABLE lake.public.patient(id VARCHAR, birth_date DATE, gender VARCHAR);
		CREATE TABLE lake.public.observation(id VARCHAR, patient_id VARCHAR, code VARCHAR, value DECIMAL(18,3), effective TIMESTAMPTZ);
		CREATE VIEW lake.fhir.patient AS SELECT {id: id, name: [{family: 'x', given: ['y']}]} AS resource, id FROM lake.public.patient;
		CREATE TABLE lake.raw.version(id VARCHAR); CREATE SEQUENCE lake.public.seq;
		INSERT INTO lake.public.patient VALUES ('1', '1980-01-01', 'male'), ('2', '1990-01-01', 'female');
		INSERT INTO lake.public.observation VALUES ('o1', '1', '8302-2', 180.5, '2024-01-01 00:00:00+00');
		INSERT INTO lake.raw.version VALUES ('hidden');
		CREATE VIEW memory.pg.pg_class AS SELECT table_oid AS oid, table_name AS relname FROM duckdb_tables() WHERE schema_name <> 'raw';
		CREATE MACRO memory.pg.pg_get_userbyid(x) AS 'tarn';
		CREATE MACRO memory.pg.current_setting(x) AS 'emulated';
		CREATE MACRO memory.pg.pg_get_keywords() AS TABLE SELECT 'select' AS word`,
	}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(ctx, "SET search_path = 'lake.public'"); err != nil {
		t.Fatal(err)
	}
	s, err := db.NewSerializer(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(); c.Close(); db.Close() })
	pg := policy.Schema{Catalog: "memory", Name: "pg"}
	p, err := policy.New(policy.Rules{
		Schemas: []policy.Schema{{Catalog: "lake", Name: "public"}, {Catalog: "lake", Name: "fhir"}, pg, {Catalog: "memory", Name: "info"}},
		Functions: []policy.Function{
			{Schema: pg, Name: "pg_get_userbyid"},
			{Schema: pg, Name: "current_setting"},
			{Schema: pg, Name: "pg_get_keywords", Table: true},
			{Name: "nlp_entities", Table: true},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &bed{dir: dir, db: db, c: c, s: s, p: p}
}

func (b *bed) fill(sql string) string { return strings.ReplaceAll(sql, "{dir}", b.dir) }

// attempt is a statement that must not get through, with the SQLSTATE of its refusal. The sort says what it would reach.
type attempt struct{ state, sql string }

// outside are attempts on files, the network, extensions, other databases and the configuration: Lock must stop them too.
var outside = []attempt{
	{"42501", "SELECT * FROM read_csv('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM read_csv_auto('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM READ_TEXT('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM read_blob('{dir}/*')"},
	{"42501", "SELECT * FROM main.read_text('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM system.main.read_text('{dir}/secret.csv')"},
	{"42501", `SELECT * FROM "read_text"('{dir}/secret.csv')`},
	{"42501", `SELECT * FROM U&"re\0061d_text"('{dir}/secret.csv')`},
	{"42501", "SELECT * FROM read_json('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM read_ndjson_objects('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM read_parquet('{dir}/x.parquet')"},
	{"42501", "SELECT * FROM parquet_scan('{dir}/x.parquet')"},
	{"42501", "SELECT * FROM parquet_metadata('{dir}/x.parquet')"},
	{"42501", "SELECT * FROM parquet_schema('{dir}/x.parquet')"},
	{"42501", "SELECT * FROM read_duckdb('{dir}/t.duckdb')"},
	{"42501", "SELECT * FROM sniff_csv('{dir}/secret.csv')"},
	{"42501", "SELECT * FROM glob('{dir}/*')"},
	{"42501", "SELECT * FROM '{dir}/secret.csv'"},
	{"42501", `SELECT * FROM "{dir}/secret.csv"`},
	{"42501", "FROM '{dir}/secret.csv'"},
	{"42501", "SELECT * FROM 'http://localhost:1/x.parquet'"},
	{"42501", "SELECT * FROM 's3://bucket/x.parquet'"},
	{"42501", "DESCRIBE '{dir}/secret.csv'"},
	{"42501", "SUMMARIZE '{dir}/secret.csv'"},
	{"42501", "TABLE '{dir}/secret.csv'"},
	{"42501", "SELECT (SELECT count(*) FROM '{dir}/secret.csv')"},
	{"42501", "SELECT 1 WHERE EXISTS (FROM read_text('{dir}/secret.csv'))"},
	{"42501", "WITH a AS (SELECT * FROM read_text('{dir}/secret.csv')) SELECT * FROM a"},
	{"42501", "WITH RECURSIVE a AS (SELECT content FROM read_text('{dir}/secret.csv') UNION ALL SELECT content FROM a WHERE false) SELECT * FROM a"},
	{"42501", `WITH "secret.csv" AS (SELECT * FROM "{dir}/secret.csv") SELECT * FROM "secret.csv"`},
	{"42501", "SELECT * FROM patient p, LATERAL (SELECT * FROM read_text('{dir}/secret.csv')) l"},
	{"42501", "SELECT * FROM patient JOIN '{dir}/secret.csv' ON true"},
	{"42501", "SELECT list_transform([1], lambda x: (SELECT content FROM read_text('{dir}/secret.csv')))"},
	{"42501", "SELECT [(SELECT content FROM read_text('{dir}/secret.csv')) FOR x IN [1]]"},
	{"42501", "SELECT 1 UNION ALL SELECT 1 FROM '{dir}/secret.csv'"},
	{"42501", "SELECT * FROM (VALUES ((SELECT content FROM read_text('{dir}/secret.csv'))))"},
	{"42501", "SELECT * FROM patient ORDER BY (SELECT content FROM read_text('{dir}/secret.csv'))"},
	{"42501", "SELECT * FROM patient LIMIT (SELECT size FROM read_text('{dir}/secret.csv'))"},
	{"42501", "SELECT count(*) FILTER (WHERE (SELECT size FROM read_text('{dir}/secret.csv')) > 0) FROM patient"},
	{"42501", "SELECT sum(1) OVER (ORDER BY (SELECT size FROM read_text('{dir}/secret.csv')))"},
	{"42501", "SELECT 1 FROM patient GROUP BY (SELECT size FROM read_text('{dir}/secret.csv'))"},
	{"42501", "SELECT 1 FROM patient QUALIFY (SELECT size FROM read_text('{dir}/secret.csv')) > 0"},
	{"42501", "SELECT * REPLACE ((SELECT content FROM read_text('{dir}/secret.csv')) AS id) FROM patient"},
	{"42501", "SELECT * FROM (PIVOT '{dir}/secret.csv' ON a IN (1) USING count(*))"},
	{"42501", "UNPIVOT '{dir}/secret.csv' ON a INTO NAME n VALUE v"},
	{"42501", "SELECT * FROM unnest((SELECT list(content) FROM read_text('{dir}/secret.csv')))"},
	{"42501", "SELECT * FROM query('SELECT * FROM read_text(''{dir}/secret.csv'')')"},
	{"42501", "SELECT * FROM query_table('{dir}/secret.csv')"},
	{"42501", "SELECT json_serialize_plan('SELECT * FROM read_text(''{dir}/secret.csv'')')"},
	{"42501", "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''{dir}/secret.csv'')'))"},
	{"42501", "/* harmless */ SELECT -- comment\n* FROM /* x */ read_text/**/('{dir}/secret.csv')"},
	{"42501", "EXPLAIN SELECT * FROM read_text('{dir}/secret.csv')"},
	{"42501", "EXPLAIN ANALYZE SELECT * FROM '{dir}/secret.csv'"},
	{"42501", "EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM '{dir}/secret.csv'"},
	{"0A000", "EXPLAIN COPY (SELECT 1) TO '{dir}/out.csv'"},
	{"42501", "CREATE TEMP TABLE x AS SELECT * FROM '{dir}/secret.csv'"},
	{"42501", "CREATE TEMP VIEW x AS SELECT * FROM read_text('{dir}/secret.csv')"},
	{"42501", "COPY (SELECT 1) TO '{dir}/out.csv'"},
	{"42501", "COPY patient FROM '{dir}/secret.csv'"},
	{"42501", "copy patient to '/dev/stdout'"},
	{"42501", "  \n-- x\n/* y */ COPY (SELECT 1) TO '{dir}/out.csv'"},
	{"42501", "ATTACH '{dir}/other.duckdb' AS other"},
	{"42501", "INSTALL httpfs"},
	{"42501", "LOAD '{dir}/evil.duckdb_extension'"},
	{"42501", "EXPORT DATABASE '{dir}/export'"},
	{"42501", "IMPORT DATABASE '{dir}/export'"},
	{"42501", "SET memory_limit TO '1TB' "}, // Lock lets it through for the owner; see locked below
	{"42501", "SET temp_directory = '{dir}'"},
	{"42501", "SET GLOBAL lock_configuration = false"},
	{"42501", "RESET lock_configuration"},
	{"42501", "SET enable_external_access = true"},
	{"42501", "SET file_search_path = '{dir}'"},
	{"42501", "PRAGMA enable_profiling"},
	{"42501", "PRAGMA database_list"},
	{"42501", "PRAGMA profile_output = '{dir}/profile'"},
	{"42501", "SELECT * FROM enable_logging()"},
	{"42501", "CALL enable_logging()"},
	{"42501", "SELECT * FROM enable_profiling(save_location := '{dir}/profile')"},
	{"42501", "SELECT * FROM duckdb_secrets()"},
	{"42501", "SELECT * FROM which_secret('s3://x', 's3')"},
	{"25006", "CREATE SECRET s (TYPE s3)"},
	{"25006", "CREATE PERSISTENT SECRET s (TYPE s3)"},
}

// inside are attempts on what the session may not see or change within the instance: only the policy stops them.
var inside = []attempt{
	{"42501", "SELECT * FROM lake.raw.version"},
	{"42501", "SELECT * FROM raw.version"},
	{"42501", "SELECT * FROM LAKE.RAW.VERSION"},
	{"42501", `SELECT * FROM "lake"."raw"."version"`},
	{"42501", `SELECT * FROM U&"\006cake".raw.version`},
	{"42501", "SELECT (SELECT id FROM raw.version)"},
	{"42501", "WITH public AS (SELECT 1) SELECT * FROM raw.version"},
	{"42501", "SELECT * FROM lake.main.anything"},
	{"42501", "SELECT * FROM memory.main.anything"},
	{"42501", "SELECT * FROM main.anything"},
	{"42501", "SELECT * FROM memory.tarn_meta.key"},
	{"42501", "SELECT * FROM memory.public.patient"},
	{"42501", "SELECT * FROM public.csv"},
	{"42501", "SELECT * FROM lake.public.parquet"},
	{"42501", `SELECT * FROM lake.public."../../etc/passwd"`},
	{"42501", "SELECT * FROM 'lake.raw.version'"},
	{"42501", "SELECT * FROM query_table('lake.raw.version')"},
	{"42501", "SELECT * FROM query_table(['lake.raw.version'])"},
	{"42501", "SELECT * FROM query('FROM lake.raw.version')"},
	{"42501", "SELECT * FROM histogram('lake.raw.version', 'id')"},
	{"42501", "SELECT * FROM histogram_values(raw.version, id)"},
	{"42501", "SELECT * FROM summary((FROM raw.version))"},
	{"42501", "SUMMARIZE raw.version"},
	{"42501", "DESCRIBE raw.version"},
	{"42501", "SHOW ALL TABLES"},
	{"42501", "SHOW DATABASES"},
	{"42501", "SHOW lake.raw.version"},
	{"42501", "SHOW TABLES FROM lake.raw"},
	{"42501", "SELECT * FROM (DESCRIBE lake.raw.version)"},
	{"42501", "SELECT * FROM (FROM lake.raw.version)"},
	{"42501", "SELECT v FROM patient, LATERAL (SELECT version AS v FROM raw.version) x"},
	{"42501", "SELECT * FROM patient SEMI JOIN raw.version USING (id)"},
	{"42501", "SELECT * FROM patient POSITIONAL JOIN raw.version"},
	{"42501", "SELECT * FROM (SHOW ALL TABLES)"},
	{"42501", "SELECT * FROM duckdb_tables"},
	{"42501", "SELECT * FROM duckdb_tables()"},
	{"42501", "SELECT * FROM duckdb_settings()"},
	{"42501", "SELECT * FROM system.main.duckdb_views"},
	{"42501", "SELECT * FROM duckdb_logs"},
	{"42501", "SELECT * FROM duckdb_databases()"},
	{"42501", "SELECT * FROM duckdb_variables()"},
	{"42501", "SELECT * FROM sqlite_master"},
	{"42501", "SELECT * FROM pragma_database_list"},
	{"42501", "SELECT * FROM pragma_table_info('lake.raw.version')"},
	{"42501", "SELECT * FROM pragma_storage_info('lake.raw.version')"},
	{"42501", "SELECT * FROM pg_class"},
	{"42501", "SELECT * FROM pg_catalog.pg_class"},
	{"42501", "SELECT * FROM information_schema.tables"},
	{"42501", "SELECT * FROM system.information_schema.tables"},
	{"42501", "SELECT * FROM sql_auto_complete('SELECT ')"},
	{"42501", "SELECT * FROM test_all_types()"},
	{"42501", "SELECT * FROM arrow_scan(1, 2, 3)"},
	{"42501", "SELECT * FROM seq_scan('lake.raw.version')"},
	{"42501", "SELECT * FROM nosuch_function()"},
	{"42501", "SELECT nosuch_function()"},
	{"42501", "SELECT current_setting('temp_directory')"},
	{"42501", "SELECT current_setting('time' || 'zone')"},
	{"42501", "SELECT getvariable('x')"},
	{"42501", "SELECT getenv('HOME')"},
	{"42501", "SELECT nextval('seq')"},
	{"42501", "SELECT id.nextval() FROM patient"},
	{"42501", "SELECT list_transform(['seq'], lambda x: nextval(x))"},
	{"42501", "SELECT write_log('x')"},
	{"42501", "SELECT stats(id) FROM patient"},
	{"42501", "SELECT memory.pg.nosuch(1)"},
	{"42501", "SELECT * FROM memory.pg.read_text('x')"},
	{"42501", "SELECT pg_get_viewdef('patient')"},
	{"42501", "SELECT * FROM enable_peg_parser()"},
	{"42501", "CALL force_checkpoint()"},
	// The lock keeps it from writing the file, but from then on every statement of the instance fails.
	{"42501", "CALL enable_logging(storage := 'file', storage_path := '{dir}/log')"},
	{"42501", "CALL pragma_version()"},
	{"42501", "CHECKPOINT"},
	{"42501", "FORCE CHECKPOINT lake"},
	{"42501", "VACUUM"},
	{"42501", "ATTACH ':memory:' AS y"},
	{"42501", "DETACH lake"},
	{"42501", "USE memory"},
	{"42501", "SET schema = 'raw'"},
	{"42501", "SET search_path = 'lake.raw'"},
	{"42501", "SET search_path TO 'lake.public,lake.raw'"},
	{"42501", "SET search_path = 'lake'"},
	{"42501", "SET search_path = 'public'"},
	{"42501", "SET VARIABLE x = (SELECT id FROM raw.version)"},
	{"42501", "SET TimeZone = (SELECT id FROM raw.version)"},
	{"42501", "SET GLOBAL TimeZone = 'Europe/Berlin'"},
	{"42501", "PREPARE p AS SELECT * FROM raw.version"},
	{"42501", "EXECUTE p"},
	{"42601", "SELECT 1; SELECT 2"},
	{"0A000", "SELECT 1; DROP TABLE lake.public.patient"},
	{"42601", "EXPLAIN SELECT 1; SELECT * FROM patient"},
	{"0A000", "EXPLAIN SELECT 1; DROP TABLE patient"},
	{"0A000", "EXPLAIN DELETE FROM patient"},
	{"0A000", "EXPLAIN ANALYZE INSERT INTO patient VALUES ('x')"},
	{"0A000", "EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1"},
	{"25006", "INSERT INTO public.patient VALUES ('x')"},
	{"25006", "INSERT INTO lake.public.patient SELECT * FROM patient"},
	{"25006", `INSERT INTO "lake"."public"."patient" SELECT 1`},
	{"25006", "INSERT OR REPLACE INTO patient VALUES ('x')"},
	{"42501", "INSERT INTO t SELECT * FROM raw.version"},
	{"42501", "INSERT INTO t (a) VALUES ((SELECT id FROM raw.version))"},
	{"25006", "UPDATE public.patient SET id = 'x'"},
	{"25006", "UPDATE lake.public.patient SET id = 'x'"},
	{"42501", "UPDATE t SET a = (SELECT id FROM raw.version)"},
	{"42501", "UPDATE t SET a = 1 WHERE b IN (SELECT id FROM raw.version)"},
	{"42501", "UPDATE t SET a = 1 FROM raw.version WHERE true"},
	{"0A000", "UPDATE t SET a = 1; DROP TABLE patient"},
	{"25006", "DELETE FROM public.patient"},
	{"42501", "DELETE FROM t USING raw.version v WHERE v.id = t.a"},
	{"42501", "DELETE FROM t WHERE a IN (SELECT id FROM raw.version)"},
	{"0A000", "DELETE FROM t WHERE true; DROP TABLE patient"},
	{"25006", "TRUNCATE public.patient"},
	{"25006", "TRUNCATE t; DROP TABLE patient"},
	{"25006", "MERGE INTO patient USING observation ON true WHEN MATCHED THEN DELETE"},
	{"25006", "WITH a AS (SELECT 1) DELETE FROM patient"},
	{"25006", "WITH a AS (SELECT 1) INSERT INTO patient SELECT 1"},
	{"25006", "CREATE TABLE x(i INT)"},
	{"25006", "CREATE TABLE temp.x(i INT)"},
	{"25006", "CREATE TABLE lake.public.x AS SELECT 1"},
	{"25006", "CREATE OR REPLACE TABLE patient AS SELECT 1"},
	{"25006", "CREATE TEMP TABLE lake.public.x AS SELECT 1"},
	{"25006", "CREATE TEMP TABLE x (i INT DEFAULT nextval('seq'))"},
	{"42501", "CREATE TEMP TABLE x (i INT DEFAULT (nextval('seq')))"},
	{"42501", "CREATE TEMP TABLE x (i INT DEFAULT ((SELECT count(*) FROM raw.version)))"},
	{"42501", "CREATE TEMP TABLE x (i INT CHECK (i > length(getenv('HOME'))))"},
	{"42501", "CREATE TEMP TABLE x (i INT, CHECK (getenv('HOME') = 'x'))"},
	{"25006", "CREATE TEMP TABLE x (i INT DEFAULT (1) REFERENCES patient(id))"},
	{"42601", "CREATE TEMP TABLE x (i INT DEFAULT (1; DROP TABLE patient))"},
	{"42601", "CREATE TEMP TABLE x (i INT DEFAULT (1 /* ) */ + ))"},
	{"42601", "CREATE TEMP TABLE x (i INT DEFAULT (1 -- )"},
	{"42501", "INSERT INTO t VALUES (1) RETURNING (SELECT id FROM raw.version)"},
	{"42601", "INSERT INTO t VALUES (1) RETURNING a FROM raw.version"},
	{"42501", "INSERT INTO t SELECT id FROM raw.version RETURNING a"},
	{"42501", "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = (SELECT id FROM raw.version)"},
	{"42501", "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 1 WHERE getenv('HOME') <> '' RETURNING a"},
	{"42501", "INSERT INTO t DEFAULT VALUES RETURNING getenv('HOME')"},
	{"42501", "UPDATE t SET a = 1 RETURNING (SELECT id FROM raw.version)"},
	{"42501", "DELETE FROM t RETURNING getenv('HOME')"},
	{"42501", "DELETE FROM t WHERE a = 1 RETURNING read_text('{dir}/secret.csv')"},
	{"42501", "ALTER TABLE t ADD COLUMN c INT DEFAULT (nextval('seq'))"},
	{"42501", "ALTER TABLE t ALTER COLUMN a TYPE VARCHAR USING ((SELECT id FROM raw.version))"},
	{"25006", "ALTER TABLE lake.public.patient RENAME TO x"},
	{"25006", "ALTER TABLE t RENAME TO x; DROP TABLE patient"},
	{"25006", "CREATE INDEX i ON lake.public.patient(id)"},
	{"25006", "CREATE INDEX i ON t (getenv('HOME'))"},
	{"25006", "DROP INDEX lake.public.i"},
	{"25006", "CREATE TEMP TABLE x (i INT GENERATED ALWAYS AS (1))"},
	{"25006", "CREATE TEMP TABLE x (i INT REFERENCES patient(id))"},
	{"25006", `CREATE TEMP TABLE "x.csv" AS SELECT 1`},
	{"0A000", "CREATE TEMP TABLE x AS SELECT 1; DROP TABLE patient"},
	{"42501", "CREATE TEMP TABLE x AS SELECT * FROM raw.version"},
	{"42501", "CREATE TEMP VIEW x AS SELECT * FROM raw.version"},
	{"42501", "CREATE TEMP VIEW x (a) AS SELECT nextval('seq')"},
	{"25006", "CREATE VIEW x AS SELECT 1"},
	{"25006", "CREATE MACRO f() AS TABLE SELECT * FROM raw.version"},
	{"25006", "CREATE TEMP MACRO lower(x) AS (SELECT id FROM raw.version)"},
	{"25006", "CREATE TEMP SEQUENCE s"},
	{"25006", "CREATE TYPE t AS ENUM ('a')"},
	{"25006", "CREATE SCHEMA x"},
	{"25006", "DROP TABLE public.patient"},
	{"25006", "DROP SCHEMA lake.public CASCADE"},
	{"25006", "DROP VIEW lake.fhir.patient"},
	{"25006", "DROP TABLE t; DROP TABLE patient"},
	{"25006", "COMMENT ON TABLE patient IS 'x'"},
	{"25006", "ANALYZE"},
	{"42601", "SELEC 1"},
	{"42601", "SELECT 1 FROM patient FORM x"},
	{"42601", ""},
	{"42601", ";"},
	{"0A000", "SELECT * FROM patient AT (VERSION => 1)"},
	{"0A000", "PIVOT patient ON gender USING count(*)"},
	{"42501", "SELECT * FROM patient\u00a0, raw.version"},
	{"42501", "SELECT 'a' AS x, * FROM raw.version -- '"},
	{"42501", "SELECT $$ ; $$, id FROM raw.version"},
}

// honest is what must pass, and run as rewritten, in this order.
var honest = []string{
	"SELECT 1",
	"SELECT count(*) FROM patient",
	"select Count(*), GENDER from Public.Patient group by gender order by 1 desc nulls last limit 10 offset 0",
	"SELECT * FROM lake.public.patient",
	`SELECT "id" FROM "public"."patient" AS "p" WHERE "p"."gender" IN ('male', 'female')`,
	"SELECT p.id, avg(o.value) FROM patient p LEFT JOIN observation o ON o.patient_id = p.id GROUP BY p.id HAVING count(*) >= 0",
	"SELECT resource.name[1].family, resource.id FROM fhir.patient",
	"SELECT unnest(resource.name).given FROM fhir.patient",
	"SELECT n.given FROM fhir.patient f, unnest(f.resource.name) AS t(n)",
	"SELECT date_trunc('month', effective) AS m, count(DISTINCT patient_id) FROM observation GROUP BY m",
	"SELECT extract(year FROM age(now(), birth_date)) FROM patient",
	"SELECT effective AT TIME ZONE 'Europe/Berlin', strftime(effective, '%Y') FROM observation",
	"SELECT row_number() OVER (PARTITION BY gender ORDER BY birth_date), lag(id) OVER w, sum(1) OVER w FROM patient WINDOW w AS (ORDER BY id)",
	"SELECT quantile_cont(value, 0.5), median(value), stddev(value), approx_count_distinct(id) FROM observation",
	"SELECT string_agg(id, ',' ORDER BY id), array_agg(id), list(id), count(*) FILTER (WHERE gender = 'male') FROM patient",
	"WITH a AS (SELECT * FROM patient), b AS MATERIALIZED (SELECT * FROM a) SELECT * FROM b",
	"WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 5) SELECT sum(i) FROM t",
	"SELECT * FROM patient WHERE id = ANY(SELECT patient_id FROM observation)",
	"SELECT * FROM patient WHERE EXISTS (SELECT 1 FROM observation o WHERE o.patient_id = patient.id)",
	"SELECT CASE WHEN gender LIKE 'm%' THEN 1 ELSE 0 END, coalesce(gender, '?'), nullif(gender, ''), gender ~ '^m' FROM patient",
	"SELECT a.x FROM (VALUES (1), (2)) a(x) UNION SELECT 3 EXCEPT SELECT 1 INTERSECT SELECT 1",
	"FROM patient",
	"FROM patient SELECT id",
	"TABLE patient",
	"VALUES (1, 'a'), (2, 'b')",
	"DESCRIBE patient",
	"SUMMARIZE patient",
	"SHOW TABLES",
	"SELECT * EXCLUDE (id) REPLACE (upper(gender) AS gender) FROM patient",
	"SELECT COLUMNS('id|gender') FROM patient",
	"SELECT * FROM patient QUALIFY row_number() OVER (ORDER BY id) = 1",
	"SELECT * FROM (PIVOT patient ON gender IN ('male', 'female') USING count(*))",
	"UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE v",
	"SELECT * FROM observation ASOF JOIN observation o2 USING (patient_id, effective)",
	"SELECT * FROM range(3), generate_series(1, 2) AS g(i)",
	"SELECT * FROM generate_series(TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-03', INTERVAL '1 day')",
	"SELECT * FROM json_each('{\"a\": 1}')",
	"SELECT '{\"a\": [1]}'::JSON -> 'a' ->> 0, json_extract_string('{}', '$.a'), to_json([1])",
	"SELECT list_transform([1, 2], lambda x: x + 1), list_filter([1], lambda x: x > 0), [x * 2 FOR x IN [1, 2]]",
	"SELECT {a: 1}, MAP {'a': 1}, [1, 2][1], 'abc'[1:2], struct_pack(a := 1)",
	"SELECT gender.upper() FROM patient",
	"SELECT 1 + 2 - 3 * 4 / 5 % 6, 2 ** 3, 7 // 2, -1, @ -1, 'a' || 'b', NOT true, 1 << 2, 5 & 3, 5 | 3, ~1",
	"SELECT 'x' ILIKE 'X', 'x' NOT LIKE 'y', 'x' SIMILAR TO 'y', 'x' GLOB '*', 'x' LIKE 'a' ESCAPE '!', 'a' ^@ 'a'",
	"SELECT 1::DECIMAL(10,2), CAST('1' AS INTEGER), TRY_CAST('x' AS INTEGER), '2024-01-01'::DATE, INTERVAL '1' DAY, 'a'::ENUM('a')",
	"SELECT DATE '2024-01-01' + INTERVAL 1 MONTH, current_date, now(), current_timestamp, today()",
	"SELECT position('a' IN 'abc'), trim(BOTH ' ' FROM ' a '), substring('abc' FROM 2 FOR 1)",
	"SELECT current_user, current_schema(), version(), pg_typeof(1), current_setting('TimeZone')",
	"SELECT greatest(1, 2), least(1, 2), md5('x'), hash(1), uuid(), random()",
	"SELECT grouping(gender), gender FROM patient GROUP BY CUBE (gender)",
	"SELECT DISTINCT ON (gender) * FROM patient ORDER BY gender, id",
	"SELECT * FROM patient USING SAMPLE 10%",
	"SELECT relname, memory.pg.pg_get_userbyid(10), memory.pg.current_setting('x') FROM memory.pg.pg_class",
	"SELECT * FROM memory.pg.pg_get_keywords()",
	"SELECT 'naïve; -- ''quoted''' AS \"we;ird\"",
	"/* tool */ SELECT 1 -- trailing",
	"SELECT 1;",
	"(SELECT 1)",
	"EXPLAIN SELECT * FROM patient",
	"EXPLAIN ANALYZE SELECT * FROM patient",
	"EXPLAIN (FORMAT JSON) SELECT 1",
	"explain (analyze, buffers, format json) select 1",
	"EXPLAIN (SELECT 1)",
	"/* x */ EXPLAIN /* y */ VERBOSE SELECT 1",
	"EXPLAIN /* a /* b */ SELECT 1 -- */ SELECT 2",
	"BEGIN",
	"COMMIT;",
	"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
	"END",
	"START TRANSACTION READ WRITE, ISOLATION LEVEL SERIALIZABLE",
	"ROLLBACK",
	"SET TIME ZONE 'America/New_York'",
	"SET timezone TO 'UTC'",
	"SET SESSION TimeZone = 'Europe/Berlin'",
	"RESET TimeZone",
	"SET search_path = 'lake.public, memory.pg'",
	"CREATE TEMP TABLE t AS SELECT id AS a, 1 AS b FROM patient",
	"SELECT * FROM t",
	"SELECT * FROM temp.t",
	"CREATE TEMPORARY TABLE IF NOT EXISTS pg_temp.t (a INT, b VARCHAR(10), \"C d\" NUMERIC(10,2) NOT NULL, e INT[], f TIMESTAMP WITH TIME ZONE)",
	"CREATE OR REPLACE TEMP TABLE u (a INT PRIMARY KEY, b VARCHAR(10) NOT NULL, \"C d\" NUMERIC(10, 2), e INT[], f TIMESTAMP WITH TIME ZONE)",
	"INSERT INTO u VALUES (1, 'x', 2.5, [1], now()), (2, 'y', NULL, NULL, NULL)",
	"INSERT INTO u (a, b) SELECT 3, gender FROM patient WHERE id = '1'",
	"insert into temp.main.u (a, b) (values (4, 'x'))",
	"UPDATE u SET b = upper(b), \"C d\" = 1 WHERE a IN (SELECT a FROM u WHERE a > 1)",
	"DELETE FROM u WHERE a = 1;",
	"DELETE FROM u",
	"TRUNCATE TABLE u",
	"CREATE TEMP VIEW v (x) AS SELECT count(*) FROM patient",
	"CREATE OR REPLACE TEMPORARY VIEW v AS (SELECT * FROM patient)",
	"SELECT * FROM v",
	"DROP VIEW v",
	"INSERT INTO u AS q (a, b) VALUES (5, 'z') ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE q.a > 1 RETURNING a, b || ', returning' AS r",
	"INSERT INTO u (a, b) SELECT 7, 'x' WHERE EXISTS (SELECT 1) ON CONFLICT DO NOTHING",
	"UPDATE u SET b = p.gender FROM patient p WHERE p.id = '1' RETURNING u.*",
	"UPDATE u AS q SET b = 'returning' WHERE q.a = 1",
	"DELETE FROM u AS q USING patient AS p WHERE p.id = q.b RETURNING q.a",
	"DELETE FROM u RETURNING *",
	"CREATE TEMP TABLE d (\"Id \"\"x\" INT SERIAL NOT NULL, n NUMERIC(5,2) DEFAULT (1.5 + 1) CHECK (n > 0 OR (n = 0)), CHECK (n < 100), UNIQUE (n)) ON COMMIT PRESERVE ROWS",
	"INSERT INTO d VALUES (DEFAULT, 7), (40, DEFAULT)",
	"DELETE FROM d",
	"INSERT INTO d DEFAULT VALUES RETURNING \"Id \"\"x\"",
	"CREATE TEMP TABLE e (a INT, b INT) ON COMMIT DELETE ROWS",
	"CREATE TEMP TABLE e2 ON COMMIT DROP AS SELECT 1 AS a",
	"ALTER TABLE e ADD COLUMN c VARCHAR(5) DEFAULT ('x')",
	"ALTER TABLE e ALTER COLUMN c SET DEFAULT (lower('Y'))",
	"ALTER TABLE e ALTER COLUMN c DROP DEFAULT",
	"ALTER TABLE e ALTER COLUMN b TYPE VARCHAR USING (b || 'x')",
	"ALTER TABLE e ALTER COLUMN b SET NOT NULL",
	"ALTER TABLE e RENAME COLUMN c TO \"C\"",
	"ALTER TABLE e DROP COLUMN IF EXISTS \"C\"",
	"ALTER TABLE e RENAME TO f",
	"CREATE UNIQUE INDEX IF NOT EXISTS i ON f (a, b)",
	"DROP INDEX i",
	"DROP TABLE IF EXISTS u CASCADE",
	"DROP TABLE t",
}

func TestRefused(t *testing.T) {
	b := newBed(t)
	if n := len(outside) + len(inside); n < 40 {
		t.Fatalf("%d attempts", n)
	}
	for _, a := range append(append([]attempt{}, outside...), inside...) {
		sql := b.fill(a.sql)
		st, err := b.p.Check(context.Background(), b.s, sql)
		var e *policy.Error
		switch {
		case err == nil && a.state == "42501" && strings.Contains(sql, "U&"):
			t.Errorf("%s passed", sql)
		case err == nil:
			t.Errorf("%s passed as %s", sql, st.SQL)
		case !errors.As(err, &e):
			t.Errorf("%s: %v is no *policy.Error", sql, err)
		case e.State != a.state && !strings.Contains(sql, "U&"):
			t.Errorf("%s: %s %s, want %s", sql, e.State, e.Message, a.state)
		case st.SQL != "":
			t.Errorf("%s: refused, yet there is %s to run", sql, st.SQL)
		}
	}
}

func TestHonest(t *testing.T) {
	b := newBed(t)
	ctx := context.Background()
	for _, sql := range honest {
		st, err := b.p.Check(ctx, b.s, sql)
		if err != nil {
			t.Errorf("%s: %v", sql, err)
			continue
		}
		for _, sql := range append(st.Before, st.SQL) {
			if _, err := b.c.Exec(ctx, sql); err != nil {
				t.Errorf("%s\nran as %s: %v", st.SQL, sql, err)
			}
		}
	}
}

// The second wall stands without the first: with the instance locked and no policy, nothing outside is reached.
func TestLockAlone(t *testing.T) {
	b := newBed(t)
	ctx := context.Background()
	if err := b.db.Lock(ctx); err != nil {
		t.Fatal(err)
	}
	harmless := map[string]bool{ // they tell or change something, but nothing outside of the instance
		"SET memory_limit TO '1TB' ": true, "PRAGMA database_list": true, "SELECT * FROM which_secret('s3://x', 's3')": true,
		"SELECT * FROM enable_logging()": true, "CALL enable_logging()": true, "PRAGMA enable_profiling": true, // to standard output
		// an error in JSON
		"SELECT json_serialize_plan('SELECT * FROM read_text(''{dir}/secret.csv'')')": true,
	}
	for _, a := range outside {
		if harmless[a.sql] {
			continue
		}
		if _, err := b.c.Exec(ctx, b.fill(a.sql)); err == nil {
			t.Errorf("%s went through the lock", a.sql)
		}
	}
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if n := e.Name(); n != "secret.csv" && !strings.HasPrefix(n, "t.duckdb") {
			t.Errorf("%s was written", n)
		}
	}
}

// What a rewritten statement changes is the session's own, never the store's table of the same name.
func TestTemporaryNeverMeansStored(t *testing.T) {
	b := newBed(t)
	ctx := context.Background()
	for _, sql := range []string{
		"INSERT INTO patient VALUES ('3', NULL, NULL)", "UPDATE patient SET id = 'x'", "DELETE FROM patient", "TRUNCATE patient",
		"DROP TABLE patient", "DELETE FROM patient WHERE true", "INSERT INTO patient VALUES ('3', NULL, NULL) RETURNING id",
		"INSERT INTO patient DEFAULT VALUES", "UPDATE patient SET id = 'x' RETURNING id", "DELETE FROM patient RETURNING *",
		"CREATE INDEX i ON patient (id)", "CREATE UNIQUE INDEX i ON patient (id)", "ALTER TABLE patient ADD COLUMN x INT",
		"ALTER TABLE patient DROP COLUMN id", "ALTER TABLE patient RENAME COLUMN id TO x", "ALTER TABLE patient RENAME TO x",
		"ALTER TABLE patient ALTER COLUMN id SET NOT NULL", "ALTER TABLE patient ALTER COLUMN id SET DEFAULT ('x')",
	} {
		st, err := b.p.Check(ctx, b.s, sql)
		if err != nil {
			t.Errorf("%s: %v", sql, err)
			continue
		}
		var e *duck.Error
		if _, err := b.c.Exec(ctx, st.SQL); !errors.As(err, &e) || e.SQLState() != "42P01" {
			t.Errorf("%s ran as %s: %v, want 42P01", sql, st.SQL, err)
		}
		if st.Target != `temp.main."patient"` {
			t.Errorf("%s: target %s", sql, st.Target)
		}
	}
	var n int
	if err := b.c.QueryRow(ctx, "SELECT count(*) FROM lake.public.patient WHERE id IN ('1', '2')").Scan(&n); err != nil || n != 2 {
		t.Errorf("%d patients left (%v)", n, err)
	}
}

func TestPositions(t *testing.T) {
	b := newBed(t)
	for sql, want := range map[string]int{
		"SELECT 'é', * FROM raw.version":                            20,
		"SELECT 1 + getenv('x')":                                    12,
		"EXPLAIN  SELECT 'é', * FROM raw.version":                   29,
		"CREATE TEMP TABLE é AS SELECT * FROM raw.version":          0,
		"CREATE TEMP TABLE \"é\" AS SELECT 'é', * FROM raw.version": 45,
		"UPDATE \"é\" SET a = getenv('x')":                          20,
		"DELETE FROM \"é\" WHERE getenv('x') = ''":                  23,
		"SELECT 'é' FORM x":                                         17,
		"SELECT 1 FORM x":                                           15,
		"INSERT INTO t VALUES (1, getenv('x'))":                     26,
		"/* é */ DROP TABLE public.patient":                         9,
	} {
		_, err := b.p.Check(context.Background(), b.s, sql)
		var e *policy.Error
		if !errors.As(err, &e) || want > 0 && e.Position() != want {
			t.Errorf("%s: %v at %d, want %d", sql, err, e.Position(), want)
		}
	}
	// Errors of DuckDB's in a rewritten statement, less Moved, point into the client's text.
	const sql = "insert  into t select nosuch from patient"
	st, err := b.p.Check(context.Background(), b.s, sql)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Index(st.SQL, "nosuch") - st.Moved; got != strings.Index(sql, "nosuch") {
		t.Errorf("moved by %d: %s", st.Moved, st.SQL)
	}
}

// Every function of DuckDB's is either allowed or known and refused, so that a new version's functions get looked at.
func TestEveryFunctionIsClassified(t *testing.T) {
	b := newBed(t)
	ctx := context.Background()
	rows, err := b.c.Query(ctx, `SELECT DISTINCT lower(function_name), function_type IN ('table', 'table_macro') FROM duckdb_functions()
		WHERE function_type <> 'pragma' AND database_name = 'system' ORDER BY ALL`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	refused := map[string]bool{}
	for _, f := range strings.Fields(refusedFunctions) {
		refused[f] = true
	}
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			break
		}
		for i := range chunk.Len {
			name, table := chunk.Vectors[0].Value(i).(string), chunk.Vectors[1].Value(i).(bool)
			if allowed := b.p.Allows(name, table); allowed == refused[name] && !table {
				t.Errorf("function %s: allowed %v, listed as refused %v", name, allowed, refused[name])
			}
		}
	}
}

// refusedFunctions are the scalar functions that are not allowed, and why.
const refusedFunctions = `
	nextval currval write_log
	json_serialize_sql json_deserialize_sql json_serialize_plan parse_duckdb_log_message
	current_setting getvariable in_search_path current_query_id current_transaction_id current_connection_id
	pg_get_constraintdef pg_get_expr pg_get_viewdef col_description obj_description shobj_description format_pg_type map_to_pg_oid
	pg_conf_load_time pg_postmaster_start_time inet_client_addr inet_client_port inet_server_addr inet_server_port get_block_size
	stats vector_type create_sort_key cast_to_type can_cast_implicitly get_type make_type replace_type remap_struct combine finalize
	timetz_byte_comparable variant_bytes_to_variant variant_to_parquet_variant variant_normalize
	__internal_compress_integral_ubigint __internal_compress_integral_uinteger __internal_compress_integral_usmallint
	__internal_compress_integral_utinyint __internal_compress_string_hugeint __internal_compress_string_ubigint
	__internal_compress_string_uhugeint __internal_compress_string_uinteger __internal_compress_string_usmallint
	__internal_compress_string_utinyint __internal_decompress_integral_bigint __internal_decompress_integral_hugeint
	__internal_decompress_integral_integer __internal_decompress_integral_smallint __internal_decompress_integral_ubigint
	__internal_decompress_integral_uhugeint __internal_decompress_integral_uinteger __internal_decompress_integral_usmallint
	__internal_decompress_string`

func TestRules(t *testing.T) {
	for name, r := range map[string]policy.Rules{
		"no catalog":        {Schemas: []policy.Schema{{Name: "public"}}},
		"catalog = schema":  {Schemas: []policy.Schema{{Catalog: "lake", Name: "lake"}}},
		"half a function":   {Functions: []policy.Function{{Schema: policy.Schema{Name: "pg"}, Name: "f"}}},
		"function, no name": {Functions: []policy.Function{{}}},
	} {
		if _, err := policy.New(r); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	bed := newBed(b)
	const sql = "SELECT p.id, avg(o.value), count(*) FILTER (WHERE o.code = '8302-2') FROM patient p LEFT JOIN observation o ON o.patient_id = p.id WHERE p.gender = $1 GROUP BY p.id HAVING count(*) >= 0 ORDER BY 2 DESC LIMIT 10"
	for range b.N {
		if _, err := bed.p.Check(context.Background(), bed.s, sql); err != nil {
			b.Fatal(err)
		}
	}
}

// Whatever comes in, Check answers with a typed refusal or with one statement; and what is no query is one that it has put together itself.
func FuzzCheck(f *testing.F) {
	b := newBed(f)
	for _, a := range append(append([]attempt{}, outside...), inside...) {
		f.Add(a.sql)
	}
	for _, sql := range honest {
		f.Add(sql)
	}
	ctx := context.Background()
	f.Fuzz(func(t *testing.T, sql string) {
		st, err := b.p.Check(ctx, b.s, sql)
		var refused *policy.Error
		var failed *duck.Error
		if err != nil {
			if !errors.As(err, &refused) && !errors.As(err, &failed) || st.SQL != "" {
				t.Fatalf("%q: %v (%+v)", sql, err, st)
			}
			return
		}
		switch st.Verb {
		case "SELECT":
			if st.SQL != sql {
				t.Fatalf("%q became %q", sql, st.SQL)
			}
		case "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SET", "RESET":
			if !strings.HasPrefix(st.SQL, st.Verb) {
				t.Fatalf("%q became %q", sql, st.SQL)
			}
		default:
			if !strings.Contains(st.SQL, `temp.main."`) {
				t.Fatalf("%q became %q", sql, st.SQL)
			}
		}
		if n := strings.Count(strings.TrimRight(st.SQL, "; \n"), ";"); n > 0 && st.Verb != "SELECT" && !strings.ContainsAny(st.SQL, "'\"$-/") {
			t.Fatalf("%q became several statements: %q", sql, st.SQL)
		}
	})
}

// A function that nobody has is a mistake; one that there is but that may not be called is refused. Either way it does
// not run.
func TestUnknownFunctions(t *testing.T) {
	b := newBed(t)
	p, err := policy.New(policy.Rules{
		Functions: []policy.Function{{Name: "nlp_entities", Table: true}},
		Known:     map[string]bool{"read_text": true, "getenv": true, "lower": true, "nlp_entities": true},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ sql, state, message string }{
		{"SELECT lower('A')", "", ""},
		{"SELECT * FROM nlp_entities('x')", "", ""},
		{"SELECT nlp_entities('x')", "42501", "permission denied for function nlp_entities"}, // it is a table only
		{"SELECT 1, foo(1)", "42883", "function foo does not exist"},
		{"SELECT * FROM foo(1)", "42883", "function foo does not exist"},
		{"SELECT Foo(1) OVER ()", "42883", "function foo does not exist"},
		{"SELECT lake.public.foo(1)", "42883", "function foo does not exist"},
		{"SELECT GetEnv('HOME')", "42501", "permission denied for function getenv"},
		{"SELECT * FROM READ_TEXT('x')", "42501", "permission denied for function read_text"},
		{"SELECT * FROM lower('x')", "42501", "permission denied for function lower"}, // it is no table
	} {
		_, err := p.Check(t.Context(), b.s, c.sql)
		var e *policy.Error
		switch {
		case c.state == "" && err == nil:
		case c.state == "" || !errors.As(err, &e) || e.State != c.state || !strings.EqualFold(e.Message, c.message):
			t.Errorf("%s: %v, want %s %q", c.sql, err, c.state, c.message)
		case e.At == 0 || e.Advice == "":
			t.Errorf("%s: position %d, advice %q", c.sql, e.At, e.Advice)
		}
	}
}
