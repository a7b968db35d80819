package printer

import (
	"github.com/tarn-sql/tarn/wire/dialect/functions"

	pg "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// dependent are the columns that depend on a primary key which the query groups by: PostgreSQL lets them stand beside
// aggregates, DuckDB wants them in GROUP BY.
func (p *printer) dependent(q *pg.SelectStmt, s *scope) []string {
	grouped := map[*rel]map[string]bool{}
	for _, n := range q.GroupClause {
		if n.GetGroupingSet() != nil {
			return nil
		}
		if r, name := s.owner(n.GetColumnRef()); r != nil {
			if grouped[r] == nil {
				grouped[r] = map[string]bool{}
			}
			grouped[r][name] = true
		}
	}
	var out []string
	for _, c := range columnRefs(q) {
		r, name := s.owner(c)
		if r != nil && r.hasKey(grouped[r]) && !grouped[r][name] {
			grouped[r][name] = true
			out = append(out, p.ident(r.alias)+"."+p.ident(name))
		}
	}
	return out
}

// hasKey: the columns contain the primary key.
func (r *rel) hasKey(cols map[string]bool) bool {
	for _, k := range r.key {
		if !cols[k] {
			return false
		}
	}
	return len(r.key) > 0
}

// owner is the item of the innermost FROM that a plain column belongs to, nil where there is none.
func (s *scope) owner(c *pg.ColumnRef) (*rel, string) {
	names := strs(c.GetFields())
	if len(names) == 0 || names[len(names)-1] == "" {
		return nil, ""
	}
	name := names[len(names)-1]
	for _, r := range s.rels {
		if len(names) > 1 && r.alias != names[len(names)-2] {
			continue
		}
		if _, ok := r.column(name); ok {
			return r, name
		}
	}
	return nil, ""
}

// columnRefs are the column references of the select list, HAVING and ORDER BY that stand outside aggregates and
// subqueries.
func columnRefs(q *pg.SelectStmt) []*pg.ColumnRef {
	var refs []*pg.ColumnRef
	var walk func(m protoreflect.Message)
	walk = func(m protoreflect.Message) {
		switch n := m.Interface().(type) {
		case *pg.ColumnRef:
			refs = append(refs, n)
			return
		case *pg.SubLink:
			return
		case *pg.FuncCall:
			if n.Over == nil && isAggregate(n) {
				return
			}
		}
		eachMessage(m, walk)
	}
	for _, ns := range [][]*pg.Node{q.TargetList, {q.HavingClause}, q.SortClause} {
		for _, n := range ns {
			if n != nil {
				walk(n.ProtoReflect())
			}
		}
	}
	return refs
}

func isAggregate(f *pg.FuncCall) bool {
	name := lastName(f.Funcname)
	for _, fn := range functions.Lookup(name) {
		if fn.Kind == functions.Aggregate {
			return true
		}
	}
	return f.AggWithinGroup || f.AggStar
}
