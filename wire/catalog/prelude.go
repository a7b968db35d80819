package catalog

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed sql/base.sql
var baseSQL string

//go:embed sql/names.sql
var namesSQL string

//go:embed sql/functions.sql
var functionsSQL string

//go:embed sql/support.sql
var supportSQL string

//go:embed sql/refresh.sql
var refreshSQL string

// Database is the DuckDB name of the attached database whose tables clients see.
const Database = "lake"

// hidden are the schemas of Database that clients never see.
var hidden = []string{"raw"}

// Prelude is what builds everything in the in-memory database, in order, once per DuckDB instance and before the first
// client: schemas, static relations, dynamic ones (by way of Refresh, which need not follow at once) and functions. Routines
// are the engine's functions to show besides PostgreSQL's.
func Prelude(routines ...Routine) []string {
	out := statements(baseSQL)
	out = append(out, staticTables()...)
	out = append(out, routineRows(routines)...)
	out = append(out, statements(namesSQL)...)
	out = append(out, Refresh()...)
	out = append(out, statements(supportSQL)...)
	out = append(out, views()...)
	return append(out, statements(functionsSQL)...)
}

// Refresh is what follows a change of the tables, views, comments or keys of Database, and of memory.tarn_meta: run it
// after every load and DDL statement, in one transaction of its own that has not written to Database. One at a time.
func Refresh() []string {
	in := make([]string, len(hidden))
	for i, h := range hidden {
		in[i] = literal(h)
	}
	sql := strings.NewReplacer("{database}", literal(Database), "{hidden}", "("+strings.Join(in, ", ")+")").Replace(refreshSQL)
	out := statements(sql)
	for _, s := range inOrder() {
		if q := storedQuery(s); q != "" {
			out = append(out, "CREATE OR REPLACE TABLE "+place(s)+" AS "+q)
		}
	}
	return out
}

// statements splits an embedded file at semicolons that end a line.
func statements(text string) []string {
	var out []string
	var b strings.Builder
	for l := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(l, "--") {
			continue
		}
		b.WriteString(l + "\n")
		if strings.HasSuffix(l, ";") {
			out = append(out, strings.TrimSuffix(strings.TrimSpace(b.String()), ";"))
			b.Reset()
		}
	}
	return out
}

// staticName is the table of a relation's static rows where it has others too.
func staticName(s *section) string { return "memory.tarn_catalog." + quote("static_"+s.name) }

// staticTables makes the tables of the bundle. A relation without definitions is its static table itself.
func staticTables() []string {
	var out []string
	for _, s := range static().sections {
		parts := definitions()[s.schema+"."+s.name]
		switch {
		case s.schema == hiddenSection:
			out = append(out, staticTable(s, "memory.tarn_catalog."+quote(s.name)))
		case len(parts) == 0:
			out = append(out, staticTable(s, place(s)))
		case s.rows != "":
			out = append(out, staticTable(s, staticName(s)))
		}
	}
	return out
}

// staticTable makes a table from the bundle's text: DuckDB itself splits and casts it, which is far quicker than VALUES.
func staticTable(s *section, name string) string {
	cols := make([]string, len(s.columns))
	if s.rows == "" {
		for i, c := range s.columns {
			cols[i] = quote(c.Name) + " " + duckType(c.Type)
		}
		return "CREATE TABLE " + name + " (" + strings.Join(cols, ", ") + ")"
	}
	for i, c := range s.columns {
		cols[i] = fromText(c, s.surveys[i], i+1) + " AS " + quote(c.Name)
	}
	return "CREATE TABLE " + name + " AS SELECT " + strings.Join(cols, ", ") +
		" FROM (SELECT string_split(r, chr(31)) AS v FROM (SELECT unnest(string_split($t$" + s.rows + "$t$, chr(30))) AS r))"
}

// storedQuery is the SELECT of the rows of a relation that Refresh computes, "" for other relations.
func storedQuery(s *section) string {
	var selects []string
	if s.rows != "" {
		selects = append(selects, "SELECT * FROM "+staticName(s))
	}
	stored := false
	for _, p := range definitions()[s.schema+"."+s.name] {
		if p.mode == "stored" {
			stored = true
			selects = append(selects, p.query(s.columns, lakeSources))
		}
	}
	if !stored {
		return ""
	}
	return strings.Join(selects, " UNION ALL ")
}

// views makes the relations that every query computes, and the second form of those that may show temporary relations.
func views() []string {
	var out []string
	for _, s := range inOrder() {
		if q := liveQuery(s); q != "" {
			out = append(out, "CREATE OR REPLACE VIEW "+place(s)+" AS "+q)
		}
	}
	for _, s := range inOrder() {
		if q := tempQuery(s); q != "" {
			out = append(out, "CREATE OR REPLACE VIEW "+tempPlace(s)+" AS "+q)
		}
	}
	return out
}

func liveQuery(s *section) string {
	var selects []string
	for _, p := range definitions()[s.schema+"."+s.name] {
		if p.mode == "live" {
			selects = append(selects, p.query(s.columns, lakeSources))
		}
	}
	return strings.Join(selects, " UNION ALL ")
}

// tempQuery is a relation with the session's temporary relations, "" where they make no difference.
func tempQuery(s *section) string {
	if !mayShowTemp(s) {
		return ""
	}
	if q := liveQuery(s); q != "" {
		for _, r := range inOrder() {
			if mayShowTemp(r) {
				q = strings.ReplaceAll(q, "memory.pg."+r.name+" ", tempPlace(r)+" ")
			}
		}
		return q
	}
	selects := []string{"SELECT * FROM " + place(s)}
	for _, p := range definitions()[s.schema+"."+s.name] {
		if p.temporary() {
			selects = append(selects, p.query(s.columns, tempSources))
		}
	}
	return strings.Join(selects, " UNION ALL ")
}

// mayShowTemp says whether a relation has a second form for sessions with temporary relations.
func mayShowTemp(s *section) bool {
	switch s.name {
	case "tables", "columns", "pg_tables", "pg_views":
		return true // views over the others
	}
	parts := definitions()[s.schema+"."+s.name]
	return slices.ContainsFunc(parts, func(p part) bool { return p.temporary() })
}

// tempPlace is the name of the second form.
func tempPlace(s *section) string { return "memory.pgtemp." + quote(s.name) }

// inOrder gives the relations as they are defined, since later ones read earlier ones.
func inOrder() []*section {
	var out []*section
	seen := map[string]bool{}
	for _, text := range []string{relationsDef, informationDef} {
		for l := range strings.SplitSeq(text, "\n") {
			rest, ok := strings.CutPrefix(l, "relation ")
			if !ok {
				continue
			}
			name, _, _ := strings.Cut(rest, " ")
			if s := static().byName[name]; s != nil && !seen[name] {
				seen[name] = true
				out = append(out, s)
			}
		}
	}
	return out
}
