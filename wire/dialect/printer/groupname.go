package printer

import pg "github.com/pganalyze/pg_query_go/v6"

// groupName is what a name in GROUP BY stands for: of select g.name AS g … GROUP BY g, where no column is called g, the
// output column's expression. DuckDB would take the table g for it, as a row.
func (p *printer) groupName(n *pg.Node, targets []*pg.Node, s *scope) *pg.Node {
	c := n.GetColumnRef()
	if c == nil || len(c.Fields) != 1 {
		return n
	}
	name := p.cut(str(c.Fields[0]))
	if s.relation(name) == nil || s.mayHave(name) {
		return n
	}
	for _, t := range targets {
		if r := t.GetResTarget(); p.cut(r.GetName()) == name {
			return r.Val
		}
	}
	return n
}

// mayHave says whether FROM has a column of that name, or something whose columns are unknown.
func (s *scope) mayHave(name string) bool {
	for _, c := range s.merged {
		if c.name == name {
			return true
		}
	}
	for _, r := range s.rels {
		if _, ok := r.column(name); ok || !r.known {
			return true
		}
	}
	return false
}
