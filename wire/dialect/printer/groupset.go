package printer

import (
	"github.com/tarn-sql/tarn/wire/dialect/functions"

	pg "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// groupedSets moves set-returning functions that a query groups by (select unnest(tags) AS tag, count(*) … GROUP BY 1)
// into FROM: PostgreSQL unnests before it groups, DuckDB cannot. Several of them give their rows side by side, as in a
// select list. A function that is not grouped by stays; it gives its rows after the grouping.
func (p *printer) groupedSets(q *pg.SelectStmt) *pg.SelectStmt {
	places := groupedPlaces(q)
	if len(places) == 0 {
		return q
	}
	q = proto.Clone(q).(*pg.SelectStmt)
	const set = "tarn_set" // the name of the item of FROM, and the start of its columns' names
	f := &pg.RangeFunction{Lateral: true, IsRowsfrom: true, Alias: &pg.Alias{Aliasname: set}}
	for _, place := range places {
		t := q.TargetList[place].GetResTarget()
		if t.Name == "" {
			t.Name = figureName(t.Val)
		}
		for _, n := range setsIn(t.Val) {
			name := set + "_" + itoa(len(f.Functions)+1)
			column := pg.MakeColumnRefNode([]*pg.Node{pg.MakeStrNode(set), pg.MakeStrNode(name)}, n.GetFuncCall().Location)
			f.Functions = append(f.Functions, pg.MakeListNode([]*pg.Node{{Node: n.Node}, {}}))
			f.Alias.Colnames = append(f.Alias.Colnames, pg.MakeStrNode(name))
			n.Node = column.Node
		}
	}
	q.FromClause = append(q.FromClause, &pg.Node{Node: &pg.Node_RangeFunction{RangeFunction: f}})
	return q
}

// groupedPlaces are the places in the select list of expressions with sets that GROUP BY names by position or alias.
func groupedPlaces(q *pg.SelectStmt) []int {
	var places []int
	for i, n := range q.TargetList {
		t := n.GetResTarget()
		for _, g := range q.GroupClause {
			at := g.GetAConst().GetIval()
			name := strs(g.GetColumnRef().GetFields())
			named := at != nil && int(at.Ival) == i+1 || len(name) == 1 && t.Name != "" && name[0] == t.Name
			if named && len(setsIn(t.Val)) > 0 {
				places = append(places, i)
				break
			}
		}
	}
	return places
}

// setsIn are the outermost set-returning functions of an expression, without those of subqueries. PostgreSQL allows none
// in CASE and COALESCE.
func setsIn(n *pg.Node) []*pg.Node {
	var sets []*pg.Node
	var walk func(m protoreflect.Message)
	walk = func(m protoreflect.Message) {
		switch n := m.Interface().(type) {
		case *pg.SubLink, *pg.CaseExpr, *pg.CoalesceExpr:
			return
		case *pg.Node:
			if f := n.GetFuncCall(); f != nil && givesSet(f) {
				sets = append(sets, n)
				return
			}
		}
		eachMessage(m, walk)
	}
	walk(n.ProtoReflect())
	return sets
}

// eachMessage visits the parts of a node.
func eachMessage(m protoreflect.Message, visit func(protoreflect.Message)) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil:
		case f.IsList():
			for i, l := 0, v.List(); i < l.Len(); i++ {
				visit(l.Get(i).Message())
			}
		default:
			visit(v.Message())
		}
		return true
	})
}

// givesSet tells a function whose rows are single values.
func givesSet(f *pg.FuncCall) bool {
	name := lastName(f.Funcname)
	if name == "regexp_matches" || name == "jsonb_path_query" {
		return true
	}
	fns := functions.Lookup(name)
	return len(fns) > 0 && fns[0].Kind == functions.Set && len(fns[0].Columns) == 0 && (name != "unnest" || len(f.Args) == 1)
}
