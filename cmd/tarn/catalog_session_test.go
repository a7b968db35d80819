package main_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/wire/catalog"
)

func TestCatalogOfASession(t *testing.T) {
	c := newCatalog(t)
	t.Run("temporary tables", func(t *testing.T) { testTemporary(t, c) })
	t.Run("state", func(t *testing.T) { testSession(t, c) })
}

func testTemporary(t *testing.T, c *duck.Conn) {
	run(t, c, []string{"CREATE TEMP TABLE scratch(a INTEGER, b DECIMAL(10,2), s STRUCT(x INTEGER))", "CREATE TEMP VIEW peek AS SELECT a FROM scratch"})
	run(t, c, catalog.Temp())
	place := func(name string) string {
		r, ok := catalog.Lookup("pg_catalog", name)
		if !ok || r.TempSQL == r.SQL {
			t.Fatalf("%s has no second form", name)
		}
		return r.TempSQL
	}
	wantRows(t, c, "SELECT n.nspname, c.relname, c.relkind, c.relpersistence FROM "+place("pg_class")+" c JOIN "+
		place("pg_namespace")+" n ON n.oid = c.relnamespace WHERE c.relname IN ('scratch', 'peek') ORDER BY 2",
		"pg_temp_3|peek|v|t", "pg_temp_3|scratch|r|t")
	wantRows(t, c, "SELECT attname, memory.pg.format_type(atttypid, atttypmod) FROM "+place("pg_attribute")+
		" WHERE attrelid = memory.pg.regclassin('scratch') ORDER BY attnum", "a|integer", "b|numeric(10,2)", "s|json")
	wantRows(t, c, "SELECT memory.pg.pg_table_is_visible(memory.pg.regclassin('pg_temp.scratch')), memory.pg.regclassout(memory.pg.regclassin('peek'))", "true|peek")
	info, _ := catalog.Lookup("information_schema", "tables")
	wantRows(t, c, "SELECT table_name, table_type FROM "+info.TempSQL+" WHERE table_schema = 'pg_temp_3' ORDER BY 1",
		"peek|LOCAL TEMPORARY", "scratch|LOCAL TEMPORARY")
	wantRows(t, c, catalog.Describe("", "scratch", []string{"public"}),
		"temp|main|"+texts(t, c, "SELECT memory.pg.regclassin('scratch')")[0]+"|a|23|-1|1",
		"temp|main|"+texts(t, c, "SELECT memory.pg.regclassin('scratch')")[0]+"|b|1700|655366|2",
		"temp|main|"+texts(t, c, "SELECT memory.pg.regclassin('scratch')")[0]+"|s|0|-1|3")
	run(t, c, []string{"DROP VIEW peek", "DROP TABLE scratch"})
	run(t, c, catalog.Temp())
	wantRows(t, c, "SELECT count(*) FROM "+place("pg_class")+" WHERE relpersistence = 't'", "0")
	wantRows(t, c, "SELECT memory.pg.to_regclass('scratch')", "∅")
}

func testSession(t *testing.T, c *duck.Conn) {
	run(t, c, []string{
		catalog.Settings([]catalog.Setting{{Name: "TimeZone", Value: "Europe/Vienna"}}),
		catalog.PreparedStatements([]catalog.Prepared{{Name: "p1", Statement: "SELECT 'it''s'", FromSQL: true}}),
		catalog.Cursors([]catalog.Cursor{{Name: "c1", Statement: "SELECT 1", Holdable: true}}),
		catalog.SearchPath([]string{"history", "public"}),
	})
	wantRows(t, c, "SELECT setting, source FROM memory.pg.pg_settings WHERE name = 'TimeZone'", "Europe/Vienna|session")
	wantRows(t, c, "SELECT name, statement, from_sql FROM memory.pg.pg_prepared_statements", "p1|SELECT 'it''s'|true")
	wantRows(t, c, "SELECT name, is_holdable FROM memory.pg.pg_cursors", "c1|true")
	wantRows(t, c, "SELECT memory.pg.regclassout(memory.pg.regclassin('patient')) || ' ' || memory.pg.regclassout(memory.pg.regclassin('public.patient'))",
		"patient public.patient")
}

// A refresh neither waits for readers nor disturbs them: a transaction goes on seeing its snapshot, a prepared statement
// sees the new tables when it runs again.
func TestCatalogRefreshesUnderReaders(t *testing.T) {
	db, err := duck.Open(t.Context(), duck.Options{Path: filepath.Join(t.TempDir(), "test.duckdb"), Prelude: append(slices.Clone(catalogSchema), catalog.Prelude()...)})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var conns [3]*duck.Conn
	for i := range conns {
		if conns[i], err = db.Connect(); err != nil {
			t.Fatal(err)
		}
		defer conns[i].Close()
	}
	writer, reader, other := conns[0], conns[1], conns[2]
	const count = "SELECT count(*) FROM memory.pg.pg_class WHERE oid >= 16384"
	prepared, err := other.Prepare(t.Context(), "SELECT (SELECT count(*) FROM memory.pg.pg_class WHERE oid >= 16384)::VARCHAR")
	if err != nil {
		t.Fatal(err)
	}
	defer prepared.Close()
	before := texts(t, reader, count)[0]
	run(t, reader, []string{"BEGIN"})
	wantRows(t, reader, count, before)
	run(t, writer, []string{"CREATE TABLE lake.public.fresh(i INTEGER)", "BEGIN"})
	run(t, writer, catalog.Refresh())
	run(t, writer, []string{"COMMIT"})
	wantRows(t, reader, count, before)
	run(t, reader, []string{"COMMIT"})
	after := texts(t, reader, count)[0]
	if after == before {
		t.Errorf("%s relations before and after", after)
	}
	rows, err := prepared.Query(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if chunk, err := rows.Next(t.Context()); err != nil || string(chunk.Vectors[0].Bytes(0)) != after {
		t.Errorf("the prepared statement does not see %s relations: %v", after, err)
	}
}
