package main_test

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// catalogSchema is what the emulated catalogs show in these tests, in DuckDB's SQL. The same in PostgreSQL's SQL is
// wire/catalog/testdata/schema.sql.
var catalogSchema = []string{
	"CREATE SCHEMA lake.public", "CREATE SCHEMA lake.fhir", "CREATE SCHEMA lake.history", "CREATE SCHEMA lake.raw",
	"CREATE TABLE lake.raw.block(data BLOB)",
	`CREATE TABLE lake.public.patient(id VARCHAR NOT NULL, active BOOLEAN, birth_date DATE, last_updated TIMESTAMPTZ,
		multiple_birth INTEGER, meta_profile VARCHAR[])`,
	`CREATE TABLE lake.public.encounter(id VARCHAR NOT NULL, patient_id VARCHAR, status VARCHAR, raw JSON,
		cost DECIMAL(18,2), length_value DECIMAL(38,9), tags VARCHAR[])`,
	`CREATE TABLE lake.public.patient_name(patient_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, family VARCHAR, given VARCHAR[])`,
	`CREATE TABLE lake.public.obs(id VARCHAR NOT NULL, patient_id VARCHAR, n BIGINT, score DOUBLE DEFAULT 1.5, taken TIME, bytes BLOB)`,
	`CREATE TABLE lake.history.patient(id VARCHAR, version BIGINT)`,
	`CREATE TABLE lake.fhir."Patient"(id VARCHAR, name STRUCT(family VARCHAR, given VARCHAR[])[])`,
	"CREATE VIEW lake.public.v_pat AS SELECT id, birth_date FROM lake.public.patient WHERE active",
	"COMMENT ON TABLE lake.public.patient IS 'Demographics and other administrative information'",
	"COMMENT ON COLUMN lake.public.patient.birth_date IS 'The date of birth for the individual'",
	"INSERT INTO lake.public.patient(id, active) SELECT 'p' || i, true FROM (SELECT unnest(range(100)) AS i) t(i)",
	"CREATE SCHEMA IF NOT EXISTS memory.tarn_meta",
	`CREATE TABLE memory.tarn_meta.key(schema_name VARCHAR, table_name VARCHAR, constraint_name VARCHAR, kind VARCHAR,
		column_names VARCHAR[], ref_schema VARCHAR, ref_table VARCHAR, ref_column_names VARCHAR[])`,
	`INSERT INTO memory.tarn_meta.key VALUES
		('public', 'patient', 'patient_pkey', 'PRIMARY KEY', ['id'], NULL, NULL, NULL),
		('public', 'encounter', 'encounter_pkey', 'p', ['id'], NULL, NULL, NULL),
		('public', 'patient_name', 'patient_name_pkey', 'p', ['patient_id', 'ordinal'], NULL, NULL, NULL),
		('public', 'encounter', 'encounter_patient_id_fkey', 'f', ['patient_id'], 'public', 'patient', ['id']),
		('public', 'patient_name', 'patient_name_patient_id_fkey', 'f', ['patient_id'], 'public', 'patient', ['id']),
		('public', 'obs', 'obs_view_fkey', 'f', ['patient_id'], 'public', 'v_pat', ['id']),
		('public', 'obs', 'obs_no_key_fkey', 'f', ['patient_id'], 'public', 'patient', ['birth_date']),
		('public', 'obs', 'obs_nowhere_fkey', 'f', ['patient_id'], 'public', 'no_such_table', ['id'])`,
}

// openCatalog makes a store with catalogSchema and the catalogs over it, in a file so that it can be opened again.
func openCatalog(t *testing.T, path string, schema []string) *duck.Conn {
	t.Helper()
	db, err := duck.Open(t.Context(), duck.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); db.Close() })
	run(t, c, schema)
	run(t, c, catalog.Prelude())
	run(t, c, dialect.Macros()) // they stand beside the catalogs' own, whose views must not find them instead of DuckDB's
	return c
}

func newCatalog(t *testing.T) *duck.Conn {
	return openCatalog(t, filepath.Join(t.TempDir(), "test.duckdb"), catalogSchema)
}

func run(t *testing.T, c *duck.Conn, statements []string) {
	t.Helper()
	for _, s := range statements {
		if _, err := c.Exec(t.Context(), s); err != nil {
			t.Fatalf("%.300s\n%v", s, err)
		}
	}
}

// texts gives a query's rows as text, columns joined with |, NULL as ∅.
func texts(t *testing.T, c *duck.Conn, sql string) []string {
	t.Helper()
	rows, err := c.Query(t.Context(), "SELECT COLUMNS(*)::VARCHAR FROM ("+sql+")")
	if err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
	defer rows.Close()
	var out []string
	for {
		chunk, err := rows.Next(t.Context())
		if err != nil {
			t.Fatalf("%s\n%v", sql, err)
		}
		if chunk == nil {
			return out
		}
		for i := range chunk.Len {
			row := make([]string, len(chunk.Vectors))
			for j := range chunk.Vectors {
				row[j] = "∅"
				if v := &chunk.Vectors[j]; !v.Null(i) {
					row[j] = string(v.Bytes(i))
				}
			}
			out = append(out, strings.Join(row, "|"))
		}
	}
}

// wantRows checks a query's rows.
func wantRows(t *testing.T, c *duck.Conn, sql string, want ...string) {
	t.Helper()
	if got := texts(t, c, sql); !slices.Equal(got, want) {
		t.Errorf("%s\ngot  %q\nwant %q", sql, got, want)
	}
}

// TestCatalog reads the catalogs of one store; the tests that change it have their own.
func TestCatalog(t *testing.T) {
	c := newCatalog(t)
	t.Run("relations", func(t *testing.T) { testRelations(t, c) })
	t.Run("tables", func(t *testing.T) { testTables(t, c) })
	t.Run("keys", func(t *testing.T) { testKeys(t, c) })
	t.Run("functions", func(t *testing.T) { testFunctions(t, c) })
	t.Run("strict", func(t *testing.T) { testStrict(t, c) })
	t.Run("hygiene", func(t *testing.T) { testHygiene(t, c) })
	t.Run("errors", func(t *testing.T) { testErrors(t, c) })
}

// Every relation answers with PostgreSQL's columns, carried by types that codec can show as PostgreSQL's.
func testRelations(t *testing.T, c *duck.Conn) {
	for _, r := range catalog.Relations() {
		for _, place := range slices.Compact([]string{r.SQL, r.TempSQL}) {
			rows, err := c.Query(t.Context(), "SELECT * FROM "+place)
			if err != nil {
				t.Errorf("%s: %v", place, err)
				continue
			}
			checkColumns(t, place, rows.Columns(), r.Columns)
			drain(t, place, rows)
		}
	}
}

func checkColumns(t *testing.T, place string, got []duck.Column, want []catalog.Column) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d columns, want %d", place, len(got), len(want))
		return
	}
	for i, w := range want {
		if got[i].Name != w.Name {
			t.Errorf("%s: column %d is %s, want %s", place, i+1, got[i].Name, w.Name)
		}
		if oid := codec.Resolve(wireType(got[i].Type), w.Type); oid != w.Type && !shownAsText[w.Type] {
			t.Errorf("%s.%s: %s is shown as type %d, want %d", place, w.Name, got[i].Type, oid, w.Type)
		}
	}
}

// shownAsText are types of always empty columns that codec has no format for.
var shownAsText = map[uint32]bool{2277: true, 869: true, 3220: true, 3361: true, 3402: true, 5017: true, 10028: true, 2211: true, 1034: true, 1002: true, 1003: true}

func wireType(t duck.Type) backend.Type {
	out := backend.Type{Kind: backend.Kind(t.Kind), Width: t.Width, Scale: t.Scale, Size: t.Size, Names: t.Names}
	for _, c := range t.Children {
		out.Children = append(out.Children, wireType(c))
	}
	return out
}

func drain(t *testing.T, what string, rows *duck.Rows) {
	t.Helper()
	defer rows.Close()
	for {
		chunk, err := rows.Next(context.Background())
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if chunk == nil || err != nil {
			return
		}
	}
}

func testTables(t *testing.T, c *duck.Conn) {
	wantRows(t, c, `SELECT n.nspname, c.relname, c.relkind, c.relnatts, c.reltuples FROM memory.pg.pg_class c
		JOIN memory.pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid >= 16384 ORDER BY 1, 2`,
		"fhir|Patient|r|2|0.0", "history|patient|r|2|0.0", "public|encounter|r|7|0.0", "public|encounter_pkey|i|1|0.0",
		"public|obs|r|6|0.0", "public|patient|r|6|100.0", "public|patient_name|r|4|0.0", "public|patient_name_pkey|i|2|0.0",
		"public|patient_pkey|i|1|100.0", "public|v_pat|v|2|0.0")
	wantRows(t, c, `SELECT b.buffers_alloc, a.archived_count, a.last_archived_wal, w.wal_bytes = 0, b.stats_reset = a.stats_reset AND w.stats_reset <= now(),
		(SELECT count(*) FROM memory.pg.pg_stat_database_conflicts) = (SELECT count(*) FROM memory.pg.pg_database)
		FROM memory.pg.pg_stat_bgwriter b, memory.pg.pg_stat_archiver a, memory.pg.pg_stat_wal w`, "0|0|∅|true|true|true")
	wantRows(t, c, `SELECT rulename, memory.pg.regclassout(ev_class), ev_qual, ev_action FROM memory.pg.pg_rewrite WHERE oid >= 16384`,
		"_RETURN|v_pat|<>|<>")
	wantRows(t, c, `SELECT attnum, attname, memory.pg.format_type(atttypid, atttypmod), attnotnull FROM memory.pg.pg_attribute
		WHERE attrelid = memory.pg.regclassin('encounter') ORDER BY 1`,
		"1|id|text|true", "2|patient_id|text|false", "3|status|text|false", "4|raw|json|false", "5|cost|numeric(18,2)|false",
		"6|length_value|numeric|false", "7|tags|text[]|false")
	wantRows(t, c, `SELECT attname, atttypid FROM memory.pg.pg_attribute WHERE attrelid = memory.pg.regclassin('fhir."Patient"') ORDER BY attnum`,
		"id|25", "name|114")
	wantRows(t, c, `SELECT table_schema, table_name, table_type FROM memory.info.tables
		WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`,
		"fhir|Patient|BASE TABLE", "history|patient|BASE TABLE", "public|encounter|BASE TABLE", "public|obs|BASE TABLE",
		"public|patient|BASE TABLE", "public|patient_name|BASE TABLE", "public|v_pat|VIEW")
	wantRows(t, c, `SELECT column_name, column_default, is_nullable, data_type, numeric_precision, numeric_scale, udt_name
		FROM memory.info.columns WHERE table_schema = 'public' AND table_name = 'obs' ORDER BY ordinal_position`,
		"id|∅|NO|text|∅|∅|text", "patient_id|∅|YES|text|∅|∅|text", "n|∅|YES|bigint|64|0|int8",
		"score|1.5|YES|double precision|53|∅|float8", "taken|∅|YES|time without time zone|∅|∅|time", "bytes|∅|YES|bytea|∅|∅|bytea")
	wantRows(t, c, "SELECT relname, n_live_tup FROM memory.pg.pg_stat_user_tables WHERE n_live_tup > 0", "patient|100")
	wantRows(t, c, "SELECT schemaname, viewname, definition FROM memory.pg.pg_views WHERE schemaname = 'public'",
		"public|v_pat|SELECT id, birth_date FROM public.patient WHERE active;")
	wantRows(t, c, "SELECT count(*) FROM memory.pg.pg_class c JOIN memory.pg.pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'raw'", "0")
}

func testKeys(t *testing.T, c *duck.Conn) {
	wantRows(t, c, `SELECT conname, contype, convalidated, conkey, confkey, memory.pg.pg_get_constraintdef(oid), memory.pg.regclassout(confrelid)
		FROM memory.pg.pg_constraint WHERE oid >= 16384 ORDER BY 1`,
		"encounter_patient_id_fkey|f|false|[2]|[1]|FOREIGN KEY (patient_id) REFERENCES patient(id) NOT VALID|patient",
		"encounter_pkey|p|true|[1]|∅|PRIMARY KEY (id)|-",
		"patient_name_patient_id_fkey|f|false|[1]|[1]|FOREIGN KEY (patient_id) REFERENCES patient(id) NOT VALID|patient",
		"patient_name_pkey|p|true|[1, 2]|∅|PRIMARY KEY (patient_id, ordinal)|-",
		"patient_pkey|p|true|[1]|∅|PRIMARY KEY (id)|-")
	run(t, c, []string{catalog.SearchPath([]string{"history"})}) // names are written as that path finds them
	wantRows(t, c, "SELECT memory.pg.pg_get_constraintdef(oid) FROM memory.pg.pg_constraint WHERE conname = 'encounter_patient_id_fkey'",
		"FOREIGN KEY (patient_id) REFERENCES public.patient(id) NOT VALID")
	run(t, c, []string{catalog.SearchPath([]string{"public"})})
	// As DBD::Pg finds the key that a foreign key names: by its index.
	wantRows(t, c, `SELECT f.conname, u.conname FROM memory.pg.pg_constraint f
		JOIN memory.pg.pg_depend d ON d.classid = 2606 AND d.objid = f.oid AND d.deptype = 'n' AND d.refclassid = 1259 AND d.refobjsubid = 0
		JOIN memory.pg.pg_class x ON x.oid = d.refobjid AND x.relkind = 'i'
		JOIN memory.pg.pg_depend i ON i.classid = 1259 AND i.objid = x.oid AND i.deptype = 'i' AND i.refclassid = 2606
		JOIN memory.pg.pg_constraint u ON u.oid = i.refobjid ORDER BY 1`,
		"encounter_patient_id_fkey|patient_pkey", "patient_name_patient_id_fkey|patient_pkey")
	wantRows(t, c, `SELECT classid, refclassid, refobjsubid, deptype, count(*) FROM memory.pg.pg_depend GROUP BY ALL ORDER BY ALL`,
		"1247|1247|0|i|7", "1247|1259|0|i|7", "1259|2606|0|i|3", "1259|2615|0|n|7", "2606|1259|0|n|2", "2606|1259|1|a|4", "2606|1259|1|n|2",
		"2606|1259|2|a|2", "2618|1259|0|i|1", "2618|1259|0|n|1")
	wantRows(t, c, `SELECT memory.pg.regclassout(indexrelid), indkey, indisprimary, memory.pg.pg_get_indexdef(indexrelid),
		memory.pg.pg_get_indexdef(indexrelid, 2, true) FROM memory.pg.pg_index WHERE indrelid = memory.pg.regclassin('patient_name')`,
		"patient_name_pkey|[1, 2]|true|CREATE UNIQUE INDEX patient_name_pkey ON public.patient_name USING btree (patient_id, ordinal)|ordinal")
	wantRows(t, c, `SELECT k.table_name, k.column_name, k.ordinal_position, r.unique_constraint_name
		FROM memory.info.key_column_usage k LEFT JOIN memory.info.referential_constraints r USING (constraint_name)
		WHERE k.table_schema = 'public' ORDER BY k.constraint_name, 3`,
		"encounter|patient_id|1|patient_pkey", "encounter|id|1|∅", "patient_name|patient_id|1|patient_pkey",
		"patient_name|patient_id|1|∅", "patient_name|ordinal|2|∅", "patient|id|1|∅")
}

func testFunctions(t *testing.T, c *duck.Conn) {
	run(t, c, catalog.Session("ann", "ward", 42, []string{"public"}))
	for _, x := range [][2]string{
		{"format_type(1700, (18 << 16) + 2 + 4)", "numeric(18,2)"},
		{"format_type(1231, (18 << 16) + 2 + 4)", "numeric(18,2)[]"},
		{"format_type(1043, 24)", "character varying(20)"},
		{"format_type(1042, NULL)", "character"},
		{"format_type(1042, -1)", "bpchar"},
		{"format_type(1184, 3)", "timestamp(3) with time zone"},
		{"format_type(1083, -1)", "time without time zone"},
		{"format_type(18, -1)", `"char"`},
		{"format_type(0, -1)", "-"},
		{"format_type(4711, -1)", "???"},
		{"format_type((SELECT reltype FROM memory.pg.pg_class WHERE relname = 'obs'), NULL)", "obs"},
		{"regclassout(regclassin('patient'))", "patient"},
		{"regclassout(regclassin('public.patient'))", "patient"},
		{"regclassout(regclassin('history.patient'))", "history.patient"},
		{`regclassout(regclassin('fhir."Patient"'))`, `fhir."Patient"`},
		{"regclassout(1259)", "pg_class"},
		{"regclassout(regclassin('information_schema.tables'))", "information_schema.tables"},
		{"regclassout(0)", "-"},
		{"regclassout(99)", "99"},
		{"to_regclass('no_such')", "∅"},
		{"to_regclass('fhir.patient')", "∅"}, // it is called "Patient"
		{"regtypein('numeric(10,2)')", "1700"},
		{"regtypein('int4[]')", "1007"},
		{"regtypein('pg_catalog.int8')", "20"},
		{`regtypein('"char"')`, "18"},
		{"regtypein('timestamp with time zone')", "1184"},
		{"regtypeout(1007)", "integer[]"},
		{"to_regtype('no_such')", "∅"},
		{"regprocout(750)", "array_in"},
		{"regprocin('array_in')", "750"},
		{"regprocedureout(regprocedurein('lower(text)'))", "lower(text)"},
		{"regnamespaceout(regnamespacein('pg_catalog'))", "pg_catalog"},
		{"regroleout(10)", "tarn"},
		{"pg_table_is_visible(regclassin('patient'))", "true"},
		{"pg_table_is_visible(regclassin('history.patient'))", "false"},
		{"pg_table_is_visible(1259::UINTEGER)", "true"},
		{"pg_table_is_visible(4711::UINTEGER)", "∅"},
		{"pg_type_is_visible(23::UINTEGER)", "true"},
		{"obj_description(regclassin('patient'), 'pg_class')", "Demographics and other administrative information"},
		{"obj_description(regclassin('patient'))", "Demographics and other administrative information"},
		{"obj_description(regclassin('patient'), 'pg_proc')", "∅"},
		{"col_description(regclassin('patient'), 3)", "The date of birth for the individual"},
		{"col_description(regclassin('patient'), 1)", "∅"},
		{"shobj_description(1::UINTEGER, 'pg_database')", "default template for new databases"},
		{"pg_get_userbyid(10)", "tarn"},
		{"nameconcatoid('lower', 870::UINTEGER)", "lower_870"},
		{"nameconcatoid(repeat('x', 63), 870::UINTEGER)", strings.Repeat("x", 59) + "_870"},
		{"acldefault('n', 10)", "['tarn=UC/tarn']"},
		{"acldefault('d', regrolein('ann'))", "['=Tc/ann', 'ann=CTc/ann']"},
		{"acldefault('c', 10)", "[]"},
		{"acldefault('T', 4711)", "['=U/4711', '4711=U/4711']"},
		{"acldefault('r', NULL)", "∅"},
		{"pg_get_userbyid(4711)", "unknown (OID=4711)"},
		{"pg_get_userbyid(regrolein('ann'))", "ann"},
		{"pg_get_viewdef('v_pat')", "SELECT id, birth_date FROM public.patient WHERE active;"},
		{"pg_get_viewdef(regclassin('v_pat'), true)", "SELECT id, birth_date FROM public.patient WHERE active;"},
		{"pg_get_function_arguments(regprocedurein('lower(text)'))", "text"},
		{"pg_get_function_result(regprocedurein('lower(text)'))", "text"},
		{"has_table_privilege('patient', 'SELECT')", "true"},
		{"has_table_privilege('patient', 'INSERT')", "false"},
		{"has_table_privilege('ann', 'patient', 'insert, select')", "true"},
		{"has_table_privilege(regclassin('patient'), 'SELECT')", "true"},
		{"has_table_privilege(4711::UINTEGER, 'SELECT')", "∅"},
		{"has_any_column_privilege('ann', '\"public\".\"patient\"', 'update')", "false"},
		{"has_schema_privilege('public', 'USAGE')", "true"},
		{"has_schema_privilege('ann', 'public', 'CREATE')", "false"},
		{"has_database_privilege('ward', 'CONNECT')", "true"},
		{"pg_has_role('ann', 'USAGE')", "true"},
		{"pg_has_role('tarn', 'USAGE')", "false"},
		{"pg_size_pretty(10239)", "10239 bytes"},
		{"pg_size_pretty(10240)", "10 kB"},
		{"pg_size_pretty(-123456789)", "-118 MB"},
		{"pg_encoding_to_char(6)", "UTF8"},
		{"pg_char_to_encoding('utf-8')", "6"},
		{"pg_char_to_encoding('no_such')", "-1"},
		{"pg_typeof([1.5])", "1231"},
		{"_pg_char_max_length(1043, 24)", "20"},
		{"_pg_numeric_precision(1700, (18 << 16) + 2 + 4)", "18"},
	} {
		expr := x[0]
		for _, f := range catalog.Functions() {
			expr = qualify(expr, f.Name)
		}
		wantRows(t, c, "SELECT "+expr, x[1])
	}
	wantRows(t, c, "SELECT datname FROM memory.pg.pg_database ORDER BY 1", "postgres", "template0", "template1", "ward")
	wantRows(t, c, "SELECT usename FROM memory.pg.pg_user ORDER BY 1", "ann", "tarn")
	wantRows(t, c, "SELECT count(*) FROM memory.pg.pg_get_keywords()", "460")
}

// qualify puts memory.pg. before calls of a function.
func qualify(expr, name string) string {
	var b strings.Builder
	for {
		i := strings.Index(expr, name+"(")
		if i < 0 {
			return b.String() + expr
		}
		word := i > 0 && (expr[i-1] == '_' || expr[i-1] == '.' || expr[i-1] >= 'a' && expr[i-1] <= 'z')
		b.WriteString(expr[:i])
		if !word {
			b.WriteString("memory.pg.")
		}
		b.WriteString(name + "(")
		expr = expr[i+len(name)+1:]
	}
}

// Names in an argument mean the query's columns, whatever the tables behind a function are called.
// testStrict: a function that PostgreSQL does not call with NULLs gives NULL for them.
func testStrict(t *testing.T, c *duck.Conn) {
	carrier := map[string]string{"26": "UINTEGER", "2205": "UINTEGER", "25": "VARCHAR", "19": "VARCHAR"} // of oid, regclass, text, name
	signatures := texts(t, c, `SELECT proname, array_to_string(proargtypes, ',')
		FROM memory.pg.pg_proc WHERE proisstrict AND NOT proretset AND pronargs > 0 AND oid < 16384`)
	tried := 0
	for _, s := range signatures {
		name, types, _ := strings.Cut(s, "|")
		args := strings.Split(types, ",")
		if table, ok := catalog.HasFunction(name, len(args)); !ok || table {
			continue
		}
		for i, a := range args {
			args[i] = "CAST(NULL AS " + cmp.Or(carrier[a], "\"NULL\"") + ")"
		}
		wantRows(t, c, "SELECT memory.pg."+name+"("+strings.Join(args, ", ")+")", "∅")
		tried++
	}
	if tried < 100 {
		t.Errorf("only %d signatures of strict functions", tried)
	}
}

func testHygiene(t *testing.T, c *duck.Conn) {
	for _, alias := range []string{"", "a", "b", "c", "d", "k", "n", "p", "q", "r", "t", "x"} {
		col := func(name string) string {
			if alias == "" {
				return name
			}
			return alias + "." + name
		}
		wantRows(t, c, "SELECT memory.pg.pg_table_is_visible("+col("oid")+"), memory.pg.regclassout("+col("oid")+"), memory.pg.obj_description("+
			col("oid")+", 'pg_class'), memory.pg.pg_get_userbyid("+col("relowner")+"), memory.pg.format_type("+col("reltype")+", NULL), memory.pg.has_table_privilege("+
			col("oid")+", 'SELECT'), memory.pg.pg_table_size("+col("oid")+") IS NOT NULL, memory.pg.regclassin("+col("relname")+") = "+col("oid")+
			" FROM memory.pg.pg_class "+alias+" WHERE "+col("relname")+" = 'patient' AND "+col("relnamespace")+" = 2200 AND memory.pg.pg_table_is_visible("+col("oid")+")",
			"true|patient|Demographics and other administrative information|tarn|patient|true|true|true")
		wantRows(t, c, "SELECT memory.pg.pg_get_constraintdef("+col("oid")+", true), memory.pg.pg_get_indexdef("+col("conindid")+", 1, true) FROM memory.pg.pg_constraint "+
			alias+" WHERE "+col("conname")+" = 'patient_name_pkey' AND memory.pg.pg_get_constraintdef("+col("oid")+") LIKE 'P%'", "PRIMARY KEY (patient_id, ordinal)|patient_id")
		wantRows(t, c, "SELECT memory.pg.pg_get_function_arguments("+col("oid")+"), left(memory.pg.pg_get_functiondef("+col("oid")+
			"), 42), memory.pg.regtypeout("+col("prorettype")+"), memory.pg.pg_function_is_visible("+col("oid")+
			") FROM memory.pg.pg_proc "+alias+" WHERE "+col("oid")+" = 870 AND memory.pg.pg_function_is_visible("+col("oid")+")", "text|CREATE OR REPLACE FUNCTION pg_catalog.lowe|text|true")
		wantRows(t, c, "SELECT memory.pg.current_setting("+col("name")+") FROM memory.pg.pg_settings "+alias+" WHERE "+col("name")+" = 'block_size'", "8192")
	}
}

func testErrors(t *testing.T, c *duck.Conn) {
	for expr, want := range map[string]string{
		"regclassin('no_such')":                         `[SQLSTATE 42P01] relation "no_such" does not exist`,
		"regtypein('no_such')":                          `[SQLSTATE 42704] type "no_such" does not exist`,
		"regprocin('abs')":                              `[SQLSTATE 42725] more than one function named "abs"`,
		"regprocin('no_such')":                          `[SQLSTATE 42883] function "no_such" does not exist`,
		"regnamespacein('no_such')":                     `[SQLSTATE 3F000] schema "no_such" does not exist`,
		"has_table_privilege('no_such', 'SELECT')":      `[SQLSTATE 42P01] relation "no_such" does not exist`,
		"nextval('no_such')":                            `[SQLSTATE 42P01] relation "no_such" does not exist`,
		"has_any_column_privilege('no_such', 'SELECT')": `[SQLSTATE 42P01] relation "no_such" does not exist`,
	} {
		rows, err := c.Query(t.Context(), "SELECT memory.pg."+expr)
		if err == nil {
			_, err = rows.Next(t.Context())
			rows.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", expr, err, want)
		}
	}
}

const allOIDs = `SELECT 'class', relname, oid, reltype FROM memory.pg.pg_class WHERE oid >= 16384
	UNION ALL SELECT 'constraint', conname, oid, conindid FROM memory.pg.pg_constraint WHERE oid >= 16384
	UNION ALL SELECT 'namespace', nspname, oid, 0 FROM memory.pg.pg_namespace
	UNION ALL SELECT 'type', typname, oid, typarray FROM memory.pg.pg_type WHERE oid >= 16384 ORDER BY ALL`

// OIDs are the same in two stores that know nothing of one another, as in two processes.
func TestCatalogOIDs(t *testing.T) {
	one, two := newCatalog(t), newCatalog(t)
	first, second := texts(t, one, allOIDs), texts(t, two, allOIDs)
	if len(first) < 25 || !slices.Equal(first, second) {
		t.Errorf("%d and %d objects:\n%q\n%q", len(first), len(second), first, second)
	}
	t.Run("stay when tables come and go", func(t *testing.T) { testOIDsStay(t, one) })
	t.Run("are told apart where they collide", func(t *testing.T) { testOIDsCollide(t, two) })
}

func testOIDsStay(t *testing.T, c *duck.Conn) {
	before := texts(t, c, allOIDs)
	run(t, c, []string{"CREATE TABLE lake.public.aaa(i INTEGER)", "CREATE TABLE lake.public.zzz(i INTEGER)"})
	run(t, c, catalog.Refresh())
	during := texts(t, c, allOIDs)
	for _, o := range before {
		if !slices.Contains(during, o) {
			t.Errorf("%s is gone after a refresh", o)
		}
	}
	if len(during) != len(before)+6 { // two tables, each with a row type and an array type
		t.Errorf("%d objects, before %d", len(during), len(before))
	}
	run(t, c, []string{"DROP TABLE lake.public.aaa", "DROP TABLE lake.public.zzz"})
	run(t, c, catalog.Refresh())
	if after := texts(t, c, allOIDs); !slices.Equal(before, after) {
		t.Errorf("got  %q\nwant %q", after, before)
	}
}

func testOIDsCollide(t *testing.T, c *duck.Conn) {
	// Something else already has the number that the table's name hashes to.
	run(t, c, []string{
		"CREATE TABLE lake.public.late(i INTEGER)",
		"INSERT INTO memory.tarn_catalog.oid SELECT 'c', 'other', 'thing', memory.tarn_catalog.oid_of('c', 'public', 'late', '')",
	})
	run(t, c, catalog.Refresh())
	oid := texts(t, c, "SELECT oid FROM memory.pg.pg_class WHERE relname = 'late'")
	if len(oid) != 1 || oid[0] == texts(t, c, "SELECT memory.tarn_catalog.oid_of('c', 'public', 'late', '')")[0] {
		t.Errorf("oid %q", oid)
	}
	run(t, c, catalog.Refresh())
	wantRows(t, c, "SELECT oid FROM memory.pg.pg_class WHERE relname = 'late'", oid[0])
	wantRows(t, c, "SELECT count(*) - count(DISTINCT oid) FROM memory.tarn_catalog.oid", "0")
}
