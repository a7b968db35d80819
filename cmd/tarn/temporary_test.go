package main

import "testing"

// TestTemporaryRelationsInTheCatalog: a session finds its temporary tables and views in its catalogs, and nobody else does.
func TestTemporaryRelationsInTheCatalog(t *testing.T) {
	server := startServer(t)
	c, other := pgxConn(t, server, false), pgxConn(t, server, false)
	ctx := t.Context()
	exec := func(sql string) {
		t.Helper()
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	const count = "SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'scratch' AND pg_table_is_visible(c.oid)"
	if _, err := c.Prepare(ctx, "early", count); err != nil {
		t.Fatal(err)
	}
	want := func(sql, want string) {
		t.Helper()
		if got := line(t, c, sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
	want("early", "0")
	exec("CREATE TEMP TABLE scratch(a int, b numeric(10,2), c text[])")
	want("early", "1")
	want(count, "1")
	want("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'scratch'::regclass AND attnum > 0 ORDER BY attnum",
		"a|integer\nb|numeric(10,2)\nc|text[]")
	want("SELECT table_schema, table_type FROM information_schema.tables WHERE table_name = 'scratch'", "pg_temp_3|LOCAL TEMPORARY")
	if got := line(t, other, count); got != "0" {
		t.Errorf("another session sees %s", got)
	}
	exec("CREATE TEMP VIEW peek AS SELECT a FROM scratch")
	want("SELECT relkind::text FROM pg_class WHERE relname = 'peek'", "v")
	exec("DROP VIEW peek")
	want("SELECT count(*) FROM pg_class WHERE relname = 'peek'", "0")
	exec("BEGIN")
	exec("CREATE TEMP TABLE passing(z int)")
	want("SELECT count(*) FROM pg_class WHERE relname = 'passing'", "1")
	exec("ROLLBACK")
	want("SELECT count(*) FROM pg_class WHERE relname = 'passing'", "0")
	// What the analysis of statements knows of its columns: a parameter compared with one takes its type.
	sd, err := c.Prepare(ctx, "typed", "SELECT b FROM scratch WHERE a = $1")
	if err != nil || sd.ParamOIDs[0] != 23 || sd.Fields[0].DataTypeOID != 1700 || sd.Fields[0].TypeModifier != 10<<16|2+4 {
		t.Errorf("described as %+v: %v", sd, err)
	}
	exec("DROP TABLE scratch")
	want("early", "0")
	exec("CREATE TEMP TABLE t(a int)")
	exec("DISCARD ALL")
	want("SELECT count(*) FROM pg_class WHERE relname = 't'", "0")
}
