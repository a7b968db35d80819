package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// with prints WITH and makes its queries visible in s.
func (p *printer) with(w *pg.WithClause, s *scope) string {
	if w == nil {
		return ""
	}
	var parts []string
	for _, n := range w.Ctes {
		parts = append(parts, p.cte(n.GetCommonTableExpr(), w.Recursive, s))
	}
	word := "WITH "
	if w.Recursive {
		word = "WITH RECURSIVE "
	}
	return word + strings.Join(parts, ", ") + " "
}

func (p *printer) cte(c *pg.CommonTableExpr, recursive bool, s *scope) string {
	q := c.Ctequery.GetSelectStmt()
	switch {
	case q == nil:
		p.fail(c.Location, sqlstate.ReadOnlyTransaction, "cannot execute data-modifying WITH in a read-only transaction")
	case c.SearchClause != nil, c.CycleClause != nil:
		p.unsupported(c.Location, "SEARCH or CYCLE in WITH RECURSIVE")
	}
	name := p.cut(c.Ctename)
	in := s.inner()
	if recursive && q.Op != pg.SetOperation_SETOP_NONE && q.Larg != nil {
		in.ctes = &ctes{outer: s.ctes, name: name}
		_, sh := p.query(q.Larg, in.inner()) // the type of the recursion is that of its start
		in.ctes.cols, in.ctes.known = rename(sh.cols, strs(c.Aliascolnames)), sh.known
	}
	sql, sh := p.query(q, in)
	s.ctes = &ctes{outer: s.ctes, name: name, cols: rename(sh.cols, strs(c.Aliascolnames)), known: sh.known}
	var b strings.Builder
	b.WriteString(p.ident(name))
	b.WriteString(p.aliasList(strs(c.Aliascolnames)))
	b.WriteString(" AS ")
	switch c.Ctematerialized {
	case pg.CTEMaterialize_CTEMaterializeAlways:
		b.WriteString("MATERIALIZED ")
	case pg.CTEMaterialize_CTEMaterializeNever:
		b.WriteString("NOT MATERIALIZED ")
	}
	return b.String() + "(" + sql + ")"
}

// aliasList is (a, b) of an alias, "" without names.
func (p *printer) aliasList(names []string) string {
	if len(names) == 0 {
		return ""
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = p.ident(n)
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}
