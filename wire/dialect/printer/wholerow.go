package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// fillOuter notes which items an outer join fills with NULLs where they have no match.
func fillOuter(join pg.JoinType, left, right []*rel) {
	if join == pg.JoinType_JOIN_LEFT || join == pg.JoinType_JOIN_FULL {
		for _, r := range right {
			r.filled = true
		}
	}
	if join == pg.JoinType_JOIN_RIGHT || join == pg.JoinType_JOIN_FULL {
		for _, r := range left {
			r.filled = true
		}
	}
}

// wholeRow is a table's name where a value is wanted: a STRUCT of its columns. Where an outer join has found no row, it
// is NULL, so that count(t) leaves it out and to_json(t) gives nothing; DuckDB would make a STRUCT of NULLs.
func (p *printer) wholeRow(at string, names []string, s *scope) (value, bool) {
	r := s.relation(names[0])
	if r == nil || len(names) > 1 {
		return value{}, false
	}
	if r.scalar && len(r.cols) > 0 {
		return value{sql: at + p.ident(r.alias) + "." + p.ident(r.cols[0].name), t: r.cols[0].t}, true
	}
	v := value{sql: at + p.ident(r.alias), t: types.Of(types.Record)}
	if !r.known {
		return v, true
	}
	var present []string
	for _, c := range r.cols {
		column := p.ident(r.alias) + "." + p.ident(c.name)
		v.fields = append(v.fields, functions.Field{Name: c.name, Type: c.t})
		v.whole = append(v.whole, value{sql: column, t: c.t})
		present = append(present, column+" IS NOT NULL")
	}
	if r.filled && len(present) > 0 {
		v.absent = true
		v.sql = "(CASE WHEN " + strings.Join(present, " OR ") + " THEN " + v.sql + " END)"
	}
	return v, true
}
