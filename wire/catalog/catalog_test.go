package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestRelationsAreThoseOfPostgreSQL15(t *testing.T) {
	count := map[string]int{}
	for _, r := range Relations() {
		count[r.Schema]++
		if len(r.Columns) == 0 || r.OID == 0 {
			t.Errorf("%s.%s: %d columns, oid %d", r.Schema, r.Name, len(r.Columns), r.OID)
		}
		for i, c := range r.Columns {
			if c.Type == 0 || int(c.Attnum) != i+1 {
				t.Errorf("%s.%s.%s: type %d, attnum %d", r.Schema, r.Name, c.Name, c.Type, c.Attnum)
			}
		}
	}
	// SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'v') GROUP BY relnamespace, in PostgreSQL 15.
	if count["pg_catalog"] != 139 || count["information_schema"] != 69 {
		t.Errorf("relations by schema: %v", count)
	}
}

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		schema, name, sql string
		columns           []Column // the first ones
	}{
		{"", "pg_class", `memory.pg."pg_class"`, []Column{{"oid", 26, -1, 1, true}, {"relname", 19, -1, 2, true}}},
		{"pg_catalog", "pg_index", `memory.pg."pg_index"`, []Column{{"indexrelid", 26, -1, 1, true}}},
		// sql_identifier is a domain over name, yes_or_no over varchar(3).
		{"information_schema", "tables", `memory.info."tables"`, []Column{{"table_catalog", 19, -1, 1, false}}},
	} {
		r, ok := Lookup(c.schema, c.name)
		if !ok || r.SQL != c.sql || !slices.Equal(r.Columns[:len(c.columns)], c.columns) {
			t.Errorf("Lookup(%q, %q) = %+v, %v", c.schema, c.name, r, ok)
		}
	}
	for _, c := range [][2]string{{"", "tables"}, {"public", "pg_class"}, {"tarn", "keyword"}} {
		if _, ok := Lookup(c[0], c[1]); ok {
			t.Errorf("Lookup(%q, %q) found something", c[0], c[1])
		}
	}
}

func TestDefinitionsSetOnlyColumnsThatExist(t *testing.T) {
	for name, parts := range definitions() {
		s := static().byName[name]
		if s == nil {
			t.Errorf("%s is no relation of PostgreSQL", name)
			continue
		}
		for _, p := range parts {
			if err := p.check(s.columns); err != nil {
				t.Error(err)
			}
			if p.from == "" {
				t.Errorf("%s: a part without source", name)
			}
		}
	}
}

func TestDefinitionErrors(t *testing.T) {
	for _, text := range []string{
		"  oid = 1",                        // before any relation
		"relation pg_class live",           // no schema
		"relation pg_catalog.pg_class now", // no such kind
		"relation pg_catalog.pg_class live\n  oid 1",
	} {
		if p, err := parseDefinitions(text); err == nil {
			t.Errorf("%q: %v", text, p)
		}
	}
}

func TestPartQueryFillsEveryColumn(t *testing.T) {
	parts, err := parseDefinitions("relation x.y live\n  from {rel} r\n    WHERE true\n  b = r.b")
	if err != nil {
		t.Fatal(err)
	}
	cols := []Column{{"a", 26, -1, 1, true}, {"b", 25, -1, 2, false}, {"c", 1005, -1, 3, false}}
	got := parts[0].query(cols, lakeSources)
	want := `SELECT 0::UINTEGER AS "a", CAST(r.b AS VARCHAR) AS "b", NULL::SMALLINT[] AS "c" FROM memory.tarn_catalog.rel r WHERE true`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFunctions(t *testing.T) {
	for _, c := range []struct {
		name      string
		nargs     int
		table, ok bool
	}{
		{"format_type", 2, false, true},
		{"pg_get_expr", 2, false, true},
		{"pg_get_expr", 3, false, true},
		{"pg_get_indexdef", 1, false, true},
		{"pg_get_indexdef", 2, false, false},
		{"pg_get_indexdef", 3, false, true},
		{"has_table_privilege", 2, false, true},
		{"has_table_privilege", 3, false, true},
		{"pg_get_keywords", 0, true, true},
		{"pg_postmaster_start_time", 0, false, true},
		{"regclassin", 1, false, true},
		{"pg_no_such_function", 0, false, false},
	} {
		if table, ok := HasFunction(c.name, c.nargs); table != c.table || ok != c.ok {
			t.Errorf("HasFunction(%q, %d) = %v, %v", c.name, c.nargs, table, ok)
		}
	}
}

func TestEveryMacroOfPgIsListed(t *testing.T) {
	made := map[string]bool{}
	for _, s := range Prelude() {
		if rest, ok := strings.CutPrefix(s, "CREATE OR REPLACE MACRO memory.pg."); ok {
			made[rest[:strings.IndexByte(rest, '(')]] = true
		}
	}
	for _, f := range Functions() {
		if !made[f.Name] {
			t.Errorf("%s is listed but not made", f.Name)
		}
		delete(made, f.Name)
	}
	if len(made) > 0 {
		t.Errorf("made but not listed: %v", made)
	}
}

func TestProcs(t *testing.T) {
	p := Procs("pg_get_indexdef")
	if len(p) != 2 || p[0].Result != 25 || !slices.Equal(p[0].Args, []uint32{26}) || !slices.Equal(p[1].Args, []uint32{26, 23, 16}) {
		t.Errorf("%+v", p)
	}
	if p := Procs("pg_get_keywords"); len(p) != 1 || !p[0].Set || p[0].Result != 2249 {
		t.Errorf("%+v", p)
	}
	if Procs("nope") != nil {
		t.Error("found nope")
	}
}

// The hash must never change: OIDs are kept by clients.
func TestOID(t *testing.T) {
	for _, c := range []struct {
		kind, schema, name string
		want               uint32
	}{
		{KindRelation, "public", "patient", 808146016},
		{KindRelation, "public", "t0", 1412456900},
		{KindSchema, "", "fhir", 1978962605},
	} {
		if got := OID(c.kind, c.schema, c.name); got != c.want {
			t.Errorf("OID(%q, %q, %q) = %d, want %d", c.kind, c.schema, c.name, got, c.want)
		}
	}
}

func TestSystemOID(t *testing.T) {
	for _, c := range []struct {
		reg  Reg
		name string
		want uint32
	}{
		{RegClass, "pg_class", 1259},
		{RegClass, "pg_catalog.pg_namespace", 2615},
		{RegClass, "PG_TYPE", 1247},
		{RegType, "int4", 23},
		{RegType, "integer", 23},
		{RegType, "int", 23},
		{RegType, "pg_catalog.text", 25},
		{RegType, "character varying", 1043},
		{RegType, "_int4", 1007},
		{RegType, "int4[]", 1007},
		{RegType, "timestamp with time zone", 1184},
		{RegType, "timestamptz", 1184},
		{RegType, "numeric[]", 1231},
		{RegProc, "array_in", 750},
		{RegProc, "pg_catalog.array_in", 750},
		{RegNamespace, "pg_catalog", 11},
		{RegNamespace, "public", 2200},
	} {
		if got, ok := SystemOID(c.reg, c.name); !ok || got != c.want {
			t.Errorf("SystemOID(%d, %q) = %d, %v, want %d", c.reg, c.name, got, ok, c.want)
		}
	}
	for _, c := range []struct {
		reg  Reg
		name string
	}{{RegClass, "patient"}, {RegType, "no_such"}, {RegProc, "abs"}, {RegNamespace, "fhir"}} { // abs is overloaded
		if got, ok := SystemOID(c.reg, c.name); ok {
			t.Errorf("SystemOID(%d, %q) = %d", c.reg, c.name, got)
		}
	}
}

func TestStatementsSplitAtSemicolonsThatEndALine(t *testing.T) {
	got := statements("-- a comment;\nSELECT ';',\n  1;\n\nSELECT 2;\n")
	if want := []string{"SELECT ';',\n  1", "SELECT 2"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestRefreshNamesTheDatabaseAndHidesRaw(t *testing.T) {
	all := strings.Join(Refresh(), "\n")
	if strings.Contains(all, "{") && strings.Contains(all, "{database}") {
		t.Error("placeholder left")
	}
	for _, want := range []string{"database_name = 'lake'", "NOT IN ('raw')"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestUnpackRefusesWhatIsBroken(t *testing.T) {
	if _, err := unpack([]byte("no zstd")); err == nil {
		t.Error("took what is no zstd")
	}
	for _, text := range []string{"", "a", "a\x1db\x1dc", "x.y\x1fq\x1fr\x1da\x1f1\x1f-1\x1ft\x1f\x1d", "x.y\x1f1\x1fr\x1da\x1d"} {
		if _, err := parseSection(text); err == nil {
			t.Errorf("took %q", text)
		}
	}
}

// A routine's rows set what clients read; that they are SQL is what the catalog's tests in cmd/tarn see.
func TestRoutineRows(t *testing.T) {
	r := Routine{
		Schema: "public", Name: "words", Comment: "It's words", Params: []RoutineColumn{{"text", 25}},
		Columns: []RoutineColumn{{"word", 25}, {"tags", 1009}}, Engine: "word_list", Rows: 20,
	}
	rows := strings.Join(routineRows([]Routine{r}), "\n")
	for _, want := range []string{
		`INSERT INTO memory.pg."pg_proc" SELECT`, `INSERT INTO memory.tarn_catalog."proc_text"`, `INSERT INTO memory.tarn_catalog."static_pg_description"`,
		"'It''s words'", "'TABLE(word text, tags text[])'", "'words(text)'", "'text text'", "['i', 't', 't']", "[25, 25, 1009]",
		"['text', 'word', 'tags']", oidText(r.OID()),
	} {
		if !strings.Contains(rows, want) {
			t.Errorf("no %s in\n%s", want, rows)
		}
	}
	other := r
	other.Params = nil
	if r.OID() == other.OID() || r.OID() < 16384 {
		t.Errorf("OIDs %d and %d", r.OID(), other.OID())
	}
}

// check finds columns set that the relation does not have.
func (p *part) check(columns []Column) error {
	for name := range p.set {
		if !slices.ContainsFunc(columns, func(c Column) bool { return c.Name == name }) {
			return fmt.Errorf("%s.%s has no column %s", p.schema, p.name, name)
		}
	}
	return nil
}
