package printer

import (
	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// column is a column that a query can name.
type column struct {
	name     string
	t        types.Type
	origin   origin
	declared bool // t.Mod is the table's own
	fields   []functions.Field
}

// rel is one item of FROM under its alias.
type rel struct {
	alias  string
	schema string // PostgreSQL's, where the item is a relation: schema.alias.column may name it
	table  uint32
	cols   []column
	key    []string // the primary key's columns
	known  bool     // cols is complete
	scalar bool     // a function that gives one column: alias is also its name
	filled bool     // the side of an outer join that has NULLs where there is no match
}

// scope is what an expression can see.
type scope struct {
	outer *scope
	rels  []*rel
	ctes  *ctes
	// merged are columns of USING, named without a table.
	merged []column
	// output are the names of the select list, which ORDER BY may use; aliases those that the client gave, which
	// DuckDB knows in more places than PostgreSQL.
	output  []column
	aliases map[string]bool
	// want are the types that the select list's untyped constants and parameters take: those of the other branch of a
	// set operation, or of the columns of INSERT.
	want []types.Type
	top  bool // the outermost query: its values are shown to the client
}

// ctes are the WITH queries that are visible, innermost first.
type ctes struct {
	outer *ctes
	name  string
	cols  []column
	known bool
}

func (c *ctes) find(name string) *ctes {
	for ; c != nil; c = c.outer {
		if c.name == name {
			return c
		}
	}
	return nil
}

// inner is the scope of a subquery inside s.
func (s *scope) inner() *scope { return &scope{outer: s, ctes: s.ctes} }

// relation finds a table alias, innermost first.
func (s *scope) relation(name string) *rel {
	for ; s != nil; s = s.outer {
		for _, r := range s.rels {
			if r.alias == name {
				return r
			}
		}
	}
	return nil
}

// found is the outcome of looking for an unqualified column.
type found struct {
	col   column
	rel   *rel // nil for a merged column
	known bool // the column is there for certain
	none  bool // it is not there for certain
}

// column looks for an unqualified column, innermost scope first. It stops at a scope that has an item of unknown
// columns, since the name may be one of those.
func (s *scope) column(name string) found {
	for ; s != nil; s = s.outer {
		for _, c := range s.merged {
			if c.name == name {
				return found{col: c, known: true}
			}
		}
		open := false
		for _, r := range s.rels {
			if c, ok := r.column(name); ok {
				return found{col: c, rel: r, known: true}
			}
			open = open || !r.known
		}
		if open || s.aliases[name] {
			return found{}
		}
	}
	return found{none: true}
}

func (r *rel) column(name string) (column, bool) {
	for _, c := range r.cols {
		if c.name == name {
			return c, true
		}
	}
	return column{}, false
}

// rename gives columns the names of an alias list, which may be shorter.
func rename(cols []column, names []string) []column {
	out := make([]column, 0, max(len(cols), len(names)))
	out = append(out, cols...)
	for i, n := range names {
		if i < len(out) {
			out[i].name = n
		} else {
			out = append(out, column{name: n})
		}
	}
	return out
}
