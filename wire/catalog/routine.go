package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

// Routine is a function of the engine's that clients may call besides PostgreSQL's own.
type Routine struct {
	Schema  string // of lake: "public"
	Name    string
	Comment string
	Params  []RoutineColumn
	Result  uint32 // PostgreSQL type; json for nested DuckDB types. Not used with Columns.
	// Columns are the result of a function that gives rows, and Rows about how many a call gives.
	Columns []RoutineColumn
	Rows    int
	// Engine is the name of the DuckDB function behind it, "" the same. That of a function with Columns gives the rows
	// as a list of structs.
	Engine string
}

// RoutineColumn is a parameter or a column of a result.
type RoutineColumn struct {
	Name string
	Type uint32 // OID
}

// KindRoutine is the kind of a Routine's OID; its name is name(types).
const KindRoutine = "p"

// OID is the routine's pg_proc.oid.
func (r *Routine) OID() uint32 { return OID(KindRoutine, r.Schema, r.signature()) }

func (r *Routine) signature() string {
	names := make([]string, len(r.Params))
	for i, p := range r.Params {
		names[i] = typeText(p.Type)
	}
	return r.Name + "(" + strings.Join(names, ",") + ")"
}

// typeText is what format_type says of a type of PostgreSQL's.
func typeText(oid uint32) (name string) {
	static().byName["tarn.type_text"].each(func(v []string) {
		if number(v[0]) == oid {
			name = v[1]
		}
	})
	return name
}

// columnList is names and types as pg_get_function_arguments shows them.
func columnList(columns []RoutineColumn) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = c.Name + " " + typeText(c.Type)
	}
	return strings.Join(parts, ", ")
}

// routineRows are the statements that add routines to pg_proc and to what its functions answer. They run after the
// static tables and before the first Refresh.
func routineRows(routines []Routine) (out []string) {
	for i := range routines {
		r := &routines[i]
		out = append(out, r.row("pg_catalog.pg_proc", r.proc()), r.row("tarn.proc_text", r.text()))
		if r.Comment != "" {
			out = append(out, r.row("pg_catalog.pg_description", map[string]string{
				"objoid": oidText(r.OID()), "classoid": "1255", "objsubid": "0", "description": literal(r.Comment),
			}))
		}
	}
	return out
}

// row is the statement that adds a row to the static rows of a relation.
func (r *Routine) row(relation string, set map[string]string) string {
	s := static().byName[relation]
	p := part{schema: s.schema, name: s.name, from: "(SELECT 1) x", set: set}
	table := place(s)
	switch {
	case s.schema == hiddenSection:
		table = "memory.tarn_catalog." + quote(s.name)
	case len(definitions()[relation]) > 0:
		table = staticName(s)
	}
	return "INSERT INTO " + table + " " + p.query(s.columns, lakeSources)
}

func (r *Routine) proc() map[string]string {
	m := map[string]string{
		"oid": oidText(r.OID()), "proname": literal(r.Name), "proowner": "10", "prolang": "12", "procost": "1000",
		"pronamespace": "(SELECT n.oid FROM memory.tarn_catalog.static_pg_namespace n WHERE n.nspname = " + literal(r.Schema) + ")",
		"prorows":      strconv.Itoa(r.Rows), "prokind": "'f'", "proisstrict": "true", "provolatile": "'s'", "proparallel": "'s'",
		"pronargs": strconv.Itoa(len(r.Params)), "prorettype": oidText(r.Result), "prosrc": literal(r.Name),
	}
	all := append(r.Params[:len(r.Params):len(r.Params)], r.Columns...)
	var types, names, modes []string
	for i, c := range all {
		mode := "'i'"
		if i >= len(r.Params) {
			mode = "'t'"
		}
		types, names, modes = append(types, oidText(c.Type)), append(names, literal(c.Name)), append(modes, mode)
	}
	m["proargtypes"], m["proargnames"] = list(types[:len(r.Params)]), list(names)
	if r.Columns != nil {
		m["proretset"], m["prorettype"] = "true", "2249"
		m["proallargtypes"], m["proargmodes"] = list(types), list(modes)
	}
	return m
}

func (r *Routine) text() map[string]string {
	m := map[string]string{
		"oid": oidText(r.OID()), "name": literal(r.Name), "arguments": literal(columnList(r.Params)),
		"identity": literal(columnList(r.Params)), "result": literal(typeText(r.Result)), "signature": literal(r.signature()),
	}
	if r.Columns != nil {
		m["result"] = literal("TABLE(" + columnList(r.Columns) + ")")
	}
	return m
}

func oidText(oid uint32) string { return strconv.FormatUint(uint64(oid), 10) }

func list(items []string) string { return fmt.Sprintf("[%s]", strings.Join(items, ", ")) }
