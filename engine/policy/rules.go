package policy

import (
	"errors"
	"fmt"
	"strings"
)

// Schema is a schema of a catalog (a database attached to the instance).
type Schema struct{ Catalog, Name string }

// Function is a function that is allowed besides DuckDB's harmless ones, under exactly this name: a macro with its catalog
// and schema, or a function in Go with neither.
type Function struct {
	Schema
	Name  string
	Table bool // it stands in FROM
}

// Rules say what a session may see. The zero value lets it see nothing but its own temporary tables.
type Rules struct {
	Schemas   []Schema
	Functions []Function
	// Known has the lower-case names of all functions that there are, allowed or not: calls of others are told apart
	// as mistakes (42883) from those that are refused (42501). Nil: all are refused.
	Known map[string]bool
}

// Policy is Rules made ready. It is safe for concurrent use and never changes.
type Policy struct {
	schemas   map[Schema]bool
	byName    map[string]bool // schema names without catalog, where that is safe
	functions map[Function]bool
	known     map[string]bool
}

// ambiguous are the schema names that DuckDB itself has, so that only a catalog before them says which is meant.
var ambiguous = set("main information_schema pg_catalog temp system memory")

// New checks rules and makes them ready.
func New(r Rules) (*Policy, error) {
	p := &Policy{schemas: map[Schema]bool{}, byName: map[string]bool{}, functions: map[Function]bool{}, known: r.Known}
	catalogs := map[string]bool{}
	var errs []error
	for _, s := range r.Schemas {
		s = Schema{fold(s.Catalog), fold(s.Name)}
		if s.Catalog == "" || s.Name == "" {
			errs = append(errs, fmt.Errorf("policy: schema %q.%q: name missing", s.Catalog, s.Name))
		}
		p.schemas[s] = true
		p.byName[s.Name] = !ambiguous[s.Name]
		catalogs[s.Catalog] = true
	}
	for c := range catalogs {
		if p.byName[c] {
			errs = append(errs, fmt.Errorf("policy: %q names a catalog and a schema, which DuckDB cannot tell apart", c))
		}
	}
	for _, f := range r.Functions {
		f.Catalog, f.Schema.Name, f.Name = fold(f.Catalog), fold(f.Schema.Name), fold(f.Name)
		if f.Name == "" || (f.Catalog == "") != (f.Schema.Name == "") {
			errs = append(errs, fmt.Errorf("policy: function %v: give catalog and schema, or neither", f))
		}
		p.functions[f] = true
	}
	return p, errors.Join(errs...)
}

// fold lowers ASCII letters, as DuckDB does to compare names. Other letters stay apart, so that nothing looks like an
// allowed name to us that DuckDB would take for another.
func fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return strings.Map(func(r rune) rune {
				if r >= 'A' && r <= 'Z' {
					return r + 'a' - 'A'
				}
				return r
			}, s)
		}
	}
	return s
}
