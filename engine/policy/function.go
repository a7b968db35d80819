package policy

import (
	_ "embed"
	"strings"
)

// allowedText lists DuckDB's functions that read nothing but their arguments and change nothing: scalar functions, aggregates,
// operators, macros and what the parser itself makes. A function that is not in it is refused, so that a newer
// library's functions wait until someone has looked at them.
//
//go:embed functions.txt
var allowedText string

var allowedFunctions = set(withoutComments(allowedText))

// allowedTables are DuckDB's table functions that read nothing but their arguments.
var allowedTables = set(`unnest range generate_series generate_subscripts json_each json_tree repeat repeat_row summary
	pg_timezone_names icu_calendar_names duckdb_keywords`)

// publicSettings are the settings that current_setting may show; others tell paths and limits of the machine.
var publicSettings = set("timezone calendar search_path schema default_null_order integer_division")

func withoutComments(text string) string {
	var b strings.Builder
	for l := range strings.Lines(text) {
		if !strings.HasPrefix(l, "# ") {
			b.WriteString(l)
		}
	}
	return b.String()
}

// function decides on a call. A schema before the name may also be a column (name.lower()), so it does not matter for
// functions that are harmless by name.
func (p *Policy) function(catalog, schema, name string, table bool) *Error {
	f := Function{Schema{fold(catalog), fold(schema)}, fold(name), table}
	if p.functions[f] {
		return nil
	}
	known := allowedFunctions
	if table {
		known = allowedTables
	}
	if known[f.Name] {
		return nil
	}
	if p.known != nil && !p.known[f.Name] {
		e := refuse(undefined, "function %s does not exist", name)
		e.Advice = "No function matches the given name and argument types. You might need to add explicit type casts."
		return e
	}
	e := refuse(denied, "permission denied for function %s", name)
	e.Advice = "Only functions known to read nothing but their arguments may be called; the name may also be misspelt."
	return e
}

// Allows reports whether DuckDB's own function of that name may be called, as a table function or a scalar one.
func (p *Policy) Allows(name string, table bool) bool { return p.function("", "", name, table) == nil }
