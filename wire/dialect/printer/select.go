package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// shape is what a query gives: its columns, if they are all known.
type shape struct {
	cols  []column
	known bool
}

// query prints a SELECT, VALUES or set operation in a scope made by inner, and tells its shape.
func (p *printer) query(q *pg.SelectStmt, s *scope) (string, shape) {
	with := p.with(q.WithClause, s)
	var body string
	var sh shape
	switch {
	case q.Op > pg.SetOperation_SETOP_NONE:
		body, sh = p.setOperation(q, s)
	case len(q.ValuesLists) > 0:
		body, sh = p.values(q, s)
	default:
		body, sh = p.simple(q, s)
	}
	return with + body, sh
}

// simple prints one SELECT with all its clauses.
func (p *printer) simple(q *pg.SelectStmt, s *scope) (string, shape) {
	q = p.groupedSets(q)
	from := p.from(q.FromClause, s)
	targets, sh := p.targets(q.TargetList, from.star, s)
	var b strings.Builder
	b.WriteString("SELECT ")
	b.WriteString(p.distinct(q, s))
	b.WriteString(targets)
	b.WriteString(from.sql)
	if q.WhereClause != nil {
		b.WriteString(" WHERE " + p.condition("WHERE", q.WhereClause, s))
	}
	b.WriteString(p.groupBy(q, s))
	if q.HavingClause != nil {
		b.WriteString(" HAVING " + p.condition("HAVING", q.HavingClause, s))
	}
	b.WriteString(p.windows(q.WindowClause, s))
	s.output = sh.cols
	b.WriteString(p.limited(q, s))
	return b.String(), sh
}

// condition is the expression of WHERE, ON, HAVING, AND and so on: an untyped constant in it is boolean.
func (p *printer) condition(clause string, n *pg.Node, s *scope) string {
	v := p.expr(n, s)
	p.mustBeBool(clause, v, n)
	return p.coerce(v, types.Of(types.Bool)).sql
}

func (p *printer) distinct(q *pg.SelectStmt, s *scope) string {
	switch {
	case len(q.DistinctClause) == 0:
		return ""
	case q.DistinctClause[0].GetNode() == nil:
		return "DISTINCT "
	}
	return "DISTINCT ON (" + p.positions(q.DistinctClause, s) + ") "
}

// positions prints a list in which an integer constant is a position of the select list.
func (p *printer) positions(ns []*pg.Node, s *scope) string {
	var parts []string
	for _, n := range ns {
		parts = append(parts, p.positional(n, s))
	}
	return strings.Join(parts, ", ")
}

func (p *printer) positional(n *pg.Node, s *scope) string {
	if c := n.GetAConst(); c != nil && c.GetIval() != nil {
		return p.constant(c).sql
	}
	return p.plain(p.expr(n, s)).sql
}

func (p *printer) groupBy(q *pg.SelectStmt, s *scope) string {
	if len(q.GroupClause) == 0 {
		return ""
	}
	var parts []string
	for _, n := range q.GroupClause {
		parts = append(parts, p.grouping(p.groupName(n, q.TargetList, s), s))
	}
	if q.GroupDistinct {
		p.unsupported(-1, "GROUP BY DISTINCT")
	}
	parts = append(parts, p.dependent(q, s)...)
	return " GROUP BY " + strings.Join(parts, ", ")
}

var groupingWords = map[pg.GroupingSetKind]string{
	pg.GroupingSetKind_GROUPING_SET_ROLLUP: "ROLLUP ",
	pg.GroupingSetKind_GROUPING_SET_CUBE:   "CUBE ",
	pg.GroupingSetKind_GROUPING_SET_SETS:   "GROUPING SETS ",
}

func (p *printer) grouping(n *pg.Node, s *scope) string {
	if r := n.GetRowExpr(); r != nil { // (a, b) is one element of a grouping set
		return "(" + p.positions(r.Args, s) + ")"
	}
	g := n.GetGroupingSet()
	if g == nil {
		return p.positional(n, s)
	}
	if g.Kind == pg.GroupingSetKind_GROUPING_SET_EMPTY {
		return "()"
	}
	var parts []string
	for _, c := range g.Content {
		parts = append(parts, p.grouping(c, s))
	}
	return groupingWords[g.Kind] + "(" + strings.Join(parts, ", ") + ")"
}

func (p *printer) orderBy(ns []*pg.Node, s *scope) string {
	if len(ns) == 0 {
		return ""
	}
	return " ORDER BY " + p.sortList(ns, s)
}

func (p *printer) sortList(ns []*pg.Node, s *scope) string {
	var parts []string
	for _, n := range ns {
		parts = append(parts, p.sortBy(n.GetSortBy(), s))
	}
	return strings.Join(parts, ", ")
}

// sortBy states the place of NULLs, which PostgreSQL sorts as the largest values whatever DuckDB's settings say.
func (p *printer) sortBy(n *pg.SortBy, s *scope) string {
	desc := n.SortbyDir == pg.SortByDir_SORTBY_DESC
	if n.SortbyDir == pg.SortByDir_SORTBY_USING {
		op := str(n.UseOp[len(n.UseOp)-1])
		if desc = op == ">"; !desc && op != "<" {
			p.fail(n.Location, sqlstate.WrongObjectType, "operator %s is not a valid ordering operator", op)
		}
	}
	first := desc
	switch n.SortbyNulls {
	case pg.SortByNulls_SORTBY_NULLS_FIRST:
		first = true
	case pg.SortByNulls_SORTBY_NULLS_LAST:
		first = false
	}
	sql := p.sortKey(n.Node, s)
	if desc {
		sql += " DESC"
	}
	if first {
		return sql + " NULLS FIRST"
	}
	return sql + " NULLS LAST"
}

// sortKey is a position, a name of the select list, or an expression.
func (p *printer) sortKey(n *pg.Node, s *scope) string {
	if c := n.GetColumnRef(); c != nil && len(c.Fields) == 1 {
		name := p.cut(str(c.Fields[0]))
		for _, o := range s.output {
			if o.name == name && name != "" {
				return mark(c.Location) + p.ident(name)
			}
		}
	}
	return p.positional(n, s)
}

// values prints VALUES under PostgreSQL's column names, column1 and so on.
func (p *printer) values(q *pg.SelectStmt, s *scope) (string, shape) {
	rows := p.valueRows(q.ValuesLists, nil, s)
	sh := shape{known: true}
	var names []string
	for i, t := range rows.types {
		c := column{name: "column" + itoa(i+1), t: t}
		names = append(names, c.name)
		sh.cols = append(sh.cols, c)
	}
	s.output = sh.cols
	alias := ` AS "*VALUES*"(` + strings.Join(names, ", ") + ")"
	list := "*"
	if s.top {
		list = strings.Join(p.showColumns(sh.cols, ""), ", ")
	}
	return "SELECT " + list + " FROM (VALUES " + rows.sql + ")" + alias + p.orderBy(q.SortClause, s) + p.limit(q, s), sh
}

// showColumns are named columns as the client sees them.
func (p *printer) showColumns(cols []column, table string) []string {
	out := make([]string, len(cols))
	for i := range cols {
		v := value{sql: table + p.ident(cols[i].name), t: cols[i].t}
		shown := p.show(v)
		out[i], cols[i].t = shown.sql, shown.t
		if shown.sql != v.sql {
			out[i] += " AS " + p.ident(cols[i].name)
		}
	}
	return out
}

type valueList struct {
	sql   string
	types []types.Type
}

// valueRows prints rows of VALUES. Columns come to one type each, or to those of want (an INSERT's columns).
func (p *printer) valueRows(lists []*pg.Node, want []types.Type, s *scope) valueList {
	rows := make([][]value, len(lists))
	for i, l := range lists {
		for _, n := range l.GetList().GetItems() {
			rows[i] = append(rows[i], p.valueOrDefault(n, s))
		}
		if len(rows[i]) != len(rows[0]) {
			p.fail(-1, sqlstate.SyntaxError, "VALUES lists must all be the same length")
		}
	}
	ts := make([]types.Type, len(rows[0]))
	for c := range ts {
		if c < len(want) {
			ts[c] = want[c]
			continue
		}
		col := make([]types.Type, 0, len(rows))
		for _, r := range rows {
			col = append(col, branchType(r[c]))
		}
		ts[c] = types.Common(col...)
	}
	var out []string
	for _, r := range rows {
		parts := make([]string, len(r))
		for c := range r {
			parts[c] = p.coerce(r[c], ts[c]).sql
		}
		out = append(out, "("+strings.Join(parts, ", ")+")")
	}
	return valueList{strings.Join(out, ", "), ts}
}

func (p *printer) valueOrDefault(n *pg.Node, s *scope) value {
	if n.GetSetToDefault() != nil {
		return value{sql: "DEFAULT", null: true, t: types.Of(types.Unknown)}
	}
	return p.expr(n, s)
}

// branchType is the type of one branch for types.Common: NULL and untyped parameters follow the others.
func branchType(v value) types.Type {
	if v.null || v.param > 0 {
		return types.Of(types.Unknown)
	}
	return v.t
}

var setWords = map[pg.SetOperation]string{
	pg.SetOperation_SETOP_UNION:     " UNION ",
	pg.SetOperation_SETOP_INTERSECT: " INTERSECT ",
	pg.SetOperation_SETOP_EXCEPT:    " EXCEPT ",
}

// setOperation prints UNION, INTERSECT or EXCEPT. Its branches see what the whole sees; ORDER BY sees their output.
func (p *printer) setOperation(q *pg.SelectStmt, s *scope) (string, shape) {
	l, lsh := p.branch(q.Larg, s.want, s)
	want := s.want
	if lsh.known {
		want = nil
		for i, c := range lsh.cols {
			if untyped(q.Larg, i) {
				c.t = types.Type{}
			}
			want = append(want, bare(c.t))
		}
	}
	r, rsh := p.branch(q.Rarg, want, s)
	op := setWords[q.Op]
	if lsh.known && rsh.known && len(lsh.cols) == len(rsh.cols) {
		if want := p.branchTypes(q, strings.TrimSpace(op), lsh, rsh); want != nil { // constants on the left
			l, lsh = p.branch(q.Larg, want, s)
		}
	}
	if q.All {
		op += "ALL "
	}
	sh := shape{known: lsh.known && rsh.known && len(lsh.cols) == len(rsh.cols)}
	if sh.known {
		for i, c := range lsh.cols {
			sh.cols = append(sh.cols, column{name: c.name, t: types.Common(c.t, rsh.cols[i].t)})
		}
	}
	s.output = lsh.cols
	return l + op + r + p.orderBy(q.SortClause, s) + p.limit(q, s), sh
}

func (p *printer) branch(q *pg.SelectStmt, want []types.Type, s *scope) (string, shape) {
	in := s.inner()
	in.top, in.want = s.top, want
	sql, sh := p.query(q, in)
	return "(" + sql + ")", sh
}

// branchTypes refuses columns that do not go together. It gives the types of the right branch if the left one has
// constants that take them, else nil.
func (p *printer) branchTypes(q *pg.SelectStmt, op string, l, r shape) []types.Type {
	var want []types.Type
	open := false
	for i := range l.cols {
		a, b := value{t: l.cols[i].t}, value{t: r.cols[i].t}
		if untyped(q.Larg, i) {
			a.t = types.Of(types.Unknown)
			open = open || b.t.Known() && !types.IsText(b.t)
		}
		if untyped(q.Rarg, i) {
			b.t = types.Of(types.Unknown)
		}
		p.mustAgree(op, []value{a, b}, func(int) int32 { return placeOf(targetOf(q.Rarg, i)) })
		want = append(want, bare(r.cols[i].t))
	}
	if !open {
		return nil
	}
	return want
}
