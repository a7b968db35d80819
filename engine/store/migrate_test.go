package store

import (
	"context"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
)

func text(name, comment string) Column {
	return Column{Name: name, Type: arrow.BinaryTypes.String, Comment: comment}
}

// oldTables and newTables are the definitions of two versions of a binary.
func oldTables() []Table {
	return []Table{
		{Name: "patient", Comment: "Patients", Columns: []Column{text("id", "Key"), text("gone", "")}, OwnerType: "Patient", OwnerID: "id"},
		{Name: "dropped", Columns: []Column{text("id", "")}, OwnerType: "X", OwnerID: "id"},
	}
}

func newTables() []Table {
	return []Table{
		{
			Name: "patient", Comment: "All patients", OwnerType: "Patient", OwnerID: "id", PrimaryKey: []string{"id"},
			Columns: []Column{text("id", "The key"), {Name: "Born", Type: arrow.FixedWidthTypes.Date32, Comment: "It's a date"}},
		},
		{
			Schema: "fhir", Name: "visit", OwnerType: "Encounter", OwnerID: "id",
			Columns: []Column{
				text("id", ""), text("patient_id", ""),
				{Name: "at", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}},
				{Name: "cost", Type: &arrow.Decimal128Type{Precision: 20, Scale: 4}},
				{Name: "tags", Type: arrow.ListOf(arrow.BinaryTypes.String)},
				{Name: "time", Type: arrow.FixedWidthTypes.Time64us},
				{Name: "flag", Type: arrow.FixedWidthTypes.Boolean},
				{Name: "n", Type: arrow.PrimitiveTypes.Int32},
				{Name: "x", Type: arrow.PrimitiveTypes.Float64},
				{Name: "raw", Type: arrow.BinaryTypes.Binary},
			},
			ForeignKeys: []ForeignKey{{Columns: []string{"patient_id"}, RefTable: "public.patient", RefColumns: []string{"id"}}},
		},
	}
}

func newViews() []View {
	return []View{
		{Name: "adult", Comment: "Adults", SQL: "SELECT id, born FROM lake.public.patient;", ColumnComments: map[string]string{"Born": "Date of birth"}},
		{Schema: "fhir", Name: "adult_visit", SQL: "SELECT v.* FROM lake.fhir.visit v JOIN lake.public.adult a ON a.id = v.patient_id"},
	}
}

// TestMigrate opens with fewer tables, stores a row and a load, and reopens with more.
func TestMigrate(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{Tables: oldTables()})
	execute(t, s, "INSERT INTO lake.public.patient VALUES ('p1', 'old'); INSERT INTO lake.tarn.load(load_id) VALUES (3)")
	mustClose(t, s)
	for range 2 { // the second time nothing is to be done
		s = mustOpen(t, dir, Options{Tables: newTables(), Views: newViews()})
		for sql, want := range map[string]string{
			"SELECT concat_ws('|', id, gone, coalesce(born::VARCHAR, 'none')) FROM lake.public.patient":                                                          "p1|old|none",
			"SELECT count(*)::VARCHAR FROM lake.public.dropped":                                                                                                  "0",
			"SELECT comment FROM memory.tarn_meta.comment WHERE table_name = 'patient' AND column_name = ''":                                                     "All patients",
			"SELECT comment FROM memory.tarn_meta.comment WHERE table_name = 'patient' AND column_name = 'id'":                                                   "The key",
			"SELECT comment FROM memory.tarn_meta.comment WHERE table_name = 'patient' AND column_name ILIKE 'born'":                                             "It's a date",
			"SELECT comment FROM memory.tarn_meta.comment WHERE table_name = 'adult' AND column_name = ''":                                                       "Adults",
			"SELECT comment FROM memory.tarn_meta.comment WHERE table_name = 'adult' AND column_name ILIKE 'born'":                                               "Date of birth",
			"SELECT count(*)::VARCHAR FROM lake.fhir.adult_visit":                                                                                                "0",
			"SELECT string_agg(data_type, ',' ORDER BY column_index) FROM duckdb_columns() WHERE table_name = 'visit'":                                           "VARCHAR,VARCHAR,TIMESTAMP WITH TIME ZONE,DECIMAL(20,4),VARCHAR[],TIME,BOOLEAN,INTEGER,DOUBLE,BLOB",
			`SELECT string_agg(table_name || '.' || coalesce(column_name, '*') || after_load_id, ' ' ORDER BY table_name) FROM lake.tarn.added_column`:           "patient.Born3 visit.*3",
			`SELECT string_agg(constraint_name || ' ' || kind, ', ' ORDER BY constraint_name) FROM memory.tarn_meta.key WHERE schema_name IN ('public', 'fhir')`: "patient_pkey p, visit_patient_id_fkey f",
			`SELECT ref_schema || '.' || ref_table || ref_column_names::VARCHAR FROM memory.tarn_meta.key WHERE table_name = 'visit'`:                            "public.patient[id]",
			"SELECT value FROM lake.tarn.setting WHERE name = 'format'":                                                                                          "1",
		} {
			if got := query(t, s, sql); got != want {
				t.Errorf("%s\ngot  %q\nwant %q", sql, got, want)
			}
		}
		mustClose(t, s)
	}
	// An older binary finds its tables, and keeps what it does not know.
	s = mustOpen(t, dir, Options{Tables: oldTables()})
	if got := query(t, s, "SELECT count(*)::VARCHAR FROM lake.fhir.visit"); got != "0" {
		t.Errorf("the older binary lost a table: %q", got)
	}
	mustClose(t, s)
}

// TestMigrateRefusesOtherType keeps a column from silently becoming another.
func TestMigrateRefusesOtherType(t *testing.T) {
	dir := t.TempDir()
	mustClose(t, mustOpen(t, dir, Options{Tables: oldTables()}))
	tables := oldTables()
	tables[0].Columns[1].Type = arrow.PrimitiveTypes.Int64
	_, err := Open(context.Background(), dir, Options{Tables: tables})
	want := "table public.patient: the column gone is VARCHAR in the data directory and BIGINT in this tarn"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
	mustClose(t, mustOpen(t, dir, Options{Tables: oldTables()}))
}

// TestMigrateRefusesView: where a newer binary has made a view of a table, an older one says what to do and changes nothing.
func TestMigrateRefusesView(t *testing.T) {
	dir := t.TempDir()
	view := []View{{Name: "patient", SQL: "SELECT 1 AS id"}}
	mustClose(t, mustOpen(t, dir, Options{Views: view}))
	_, err := Open(context.Background(), dir, Options{Tables: oldTables()})
	if err == nil || !strings.Contains(err.Error(), "if a newer tarn wrote it, use that one: nothing was changed") {
		t.Fatalf("opened: %v", err)
	}
	s := mustOpen(t, dir, Options{Views: view})
	if tables := query(t, s, "SELECT count(*)::VARCHAR FROM duckdb_tables() WHERE table_name = 'dropped'"); tables != "0" {
		t.Errorf("it was changed: %s tables more", tables)
	}
	mustClose(t, s)
}

// TestEverythingIsCommented: no table or column of ours is without its words.
func TestEverythingIsCommented(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	defer mustClose(t, s)
	got := query(t, s, `SELECT string_agg(table_name || '.' || column_name, ' ') FROM (
SELECT schema_name, table_name, '' AS column_name FROM duckdb_tables() WHERE database_name = 'lake'
UNION ALL SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE database_name = 'lake' AND NOT internal)
ANTI JOIN memory.tarn_meta.comment USING (schema_name, table_name, column_name)`)
	if got != "<nil>" {
		t.Errorf("without a comment: %s", got)
	}
}

func execute(t *testing.T, s *Store, sql string) {
	t.Helper()
	c, err := s.DB().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Exec(context.Background(), sql); err != nil {
		t.Fatal(err)
	}
}

// query returns the one value of a query.
func query(t *testing.T, s *Store, sql string) string {
	t.Helper()
	c, err := s.DB().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var v any
	if err := c.QueryRow(context.Background(), sql).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	if v == nil {
		return "<nil>"
	}
	return v.(string)
}
