package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// fromItem is a printed item of FROM with the columns that * gives for it.
type fromItem struct {
	sql  string
	star []starColumn
}

// from prints the FROM clause and puts its items into the scope.
func (p *printer) from(ns []*pg.Node, s *scope) fromItem {
	if len(ns) == 0 {
		return fromItem{}
	}
	var all fromItem
	var parts []string
	for _, n := range ns {
		f := p.fromNode(n, s)
		parts = append(parts, f.sql)
		all.star = append(all.star, f.star...)
	}
	all.sql = " FROM " + strings.Join(parts, ", ")
	return all
}

func (p *printer) fromNode(n *pg.Node, s *scope) fromItem {
	switch v := n.Node.(type) {
	case *pg.Node_RangeVar:
		return p.fromRelation(v.RangeVar, s)
	case *pg.Node_RangeSubselect:
		return p.fromSubquery(v.RangeSubselect, s)
	case *pg.Node_RangeFunction:
		return p.fromFunction(v.RangeFunction, s)
	case *pg.Node_JoinExpr:
		return p.fromJoin(v.JoinExpr, s)
	case *pg.Node_RangeTableSample:
		return p.fromSample(v.RangeTableSample, s)
	case *pg.Node_JsonTable:
		p.unsupported(v.JsonTable.Location, "JSON_TABLE")
	case *pg.Node_RangeTableFunc:
		p.unsupported(v.RangeTableFunc.Location, "XMLTABLE")
	}
	p.unsupported(-1, "this item of FROM")
	return fromItem{}
}

// enter puts an item into the scope; its star columns are its columns under its alias.
func (p *printer) enter(sql string, r *rel, s *scope) fromItem {
	s.rels = append(s.rels, r)
	item := fromItem{sql: sql}
	for _, c := range r.cols {
		item.star = append(item.star, starColumn{c, r.alias, r})
	}
	if !r.known {
		item.star = append(item.star, starColumn{table: r.alias, rel: r})
	}
	return item
}

func (p *printer) fromRelation(rv *pg.RangeVar, s *scope) fromItem {
	sql, r := p.relation(rv, s)
	var names []string
	if rv.Alias != nil {
		r.alias, names = p.cut(rv.Alias.Aliasname), strs(rv.Alias.Colnames)
		r.schema = ""
	}
	r.cols = rename(r.cols, names)
	return p.enter(sql+" AS "+p.ident(r.alias)+p.aliasList(names), r, s)
}

func (p *printer) fromSubquery(sub *pg.RangeSubselect, s *scope) fromItem {
	in := &scope{outer: s.outer, ctes: s.ctes}
	if sub.Lateral {
		in.outer = s
	}
	r := &rel{alias: "unnamed_subquery"}
	var names []string
	if sub.Alias != nil {
		r.alias, names = p.cut(sub.Alias.Aliasname), strs(sub.Alias.Colnames)
	}
	q := sub.Subquery.GetSelectStmt()
	if len(q.ValuesLists) > 0 && q.WithClause == nil && len(q.SortClause) == 0 && q.LimitCount == nil && q.LimitOffset == nil {
		return p.fromValues(q, r, names, in, s)
	}
	sql, sh := p.query(q, in)
	r.cols, r.known = rename(sh.cols, names), sh.known
	word := ""
	if sub.Lateral {
		word = "LATERAL "
	}
	return p.enter(word+"("+sql+") AS "+p.ident(r.alias)+p.aliasList(names), r, s)
}

// fromValues is (VALUES …) AS t(a, b): DuckDB's own names of the columns would be others.
func (p *printer) fromValues(q *pg.SelectStmt, r *rel, names []string, in, s *scope) fromItem {
	rows := p.valueRows(q.ValuesLists, nil, in)
	r.known = true
	for i, t := range rows.types {
		name := "column" + itoa(i+1)
		if i < len(names) {
			name = names[i]
		}
		r.cols = append(r.cols, column{name: name, t: t})
	}
	var all []string
	for _, c := range r.cols {
		all = append(all, c.name)
	}
	return p.enter("(VALUES "+rows.sql+") AS "+p.ident(r.alias)+p.aliasList(all), r, s)
}

var joinWords = map[pg.JoinType]string{
	pg.JoinType_JOIN_INNER: " JOIN ", pg.JoinType_JOIN_LEFT: " LEFT JOIN ",
	pg.JoinType_JOIN_RIGHT: " RIGHT JOIN ", pg.JoinType_JOIN_FULL: " FULL JOIN ",
}

func (p *printer) fromJoin(j *pg.JoinExpr, s *scope) fromItem {
	if j.Alias != nil {
		return p.fromAliasedJoin(j, s)
	}
	first := len(s.rels)
	l := p.fromNode(j.Larg, s)
	second := len(s.rels)
	r := p.fromNode(j.Rarg, s)
	defer fillOuter(j.Jointype, s.rels[first:second], s.rels[second:]) // its condition sees the rows as they are
	word := joinWords[j.Jointype]
	switch {
	case j.IsNatural:
		names := commonNames(l.star, r.star)
		if names == nil {
			return fromItem{l.sql + " NATURAL" + word + p.nest(j.Rarg, r.sql), append(l.star, r.star...)}
		}
		return p.joinUsing(j, l, r, names, s)
	case len(j.UsingClause) > 0:
		return p.joinUsing(j, l, r, strs(j.UsingClause), s)
	case j.Quals == nil:
		return fromItem{l.sql + " CROSS JOIN " + p.nest(j.Rarg, r.sql), append(l.star, r.star...)}
	}
	on := p.condition("JOIN/ON", j.Quals, s)
	if j.Jointype == pg.JoinType_JOIN_LEFT && refersLeft(j.Rarg) {
		r.sql = "LATERAL (SELECT * FROM " + r.sql + " WHERE " + on + ") AS " + p.ident(s.rels[second].alias)
		on = "true" // DuckDB takes few conditions there
	}
	return fromItem{l.sql + word + p.nest(j.Rarg, r.sql) + " ON " + on, append(l.star, r.star...)}
}

// refersLeft tells an item of FROM that may speak of the items before it.
func refersLeft(n *pg.Node) bool {
	if f := n.GetRangeFunction(); f != nil {
		return mentionsColumn(f.ProtoReflect())
	}
	return n.GetRangeSubselect().GetLateral()
}

func mentionsColumn(m protoreflect.Message) bool {
	if _, ok := m.Interface().(*pg.ColumnRef); ok {
		return true
	}
	found := false
	eachMessage(m, func(part protoreflect.Message) { found = found || mentionsColumn(part) })
	return found
}

// nest puts parentheses around a join that is the right side of another.
func (p *printer) nest(n *pg.Node, sql string) string {
	if n.GetJoinExpr() != nil {
		return "(" + sql + ")"
	}
	return sql
}

// joinUsing merges columns. PostgreSQL puts the merged ones first.
func (p *printer) joinUsing(j *pg.JoinExpr, l, r fromItem, names []string, s *scope) fromItem {
	if j.JoinUsingAlias != nil {
		p.unsupported(-1, "an alias of JOIN USING")
	}
	merged := map[string]bool{}
	var star []starColumn
	for _, n := range names {
		merged[n] = true
		c := column{name: n}
		if m, ok := find(l.star, n); ok {
			c.t = m.t
		}
		star = append(star, starColumn{column: c})
		s.merged = append(s.merged, c)
	}
	for _, side := range [][]starColumn{l.star, r.star} {
		for _, c := range side {
			if !merged[c.name] {
				star = append(star, c)
			}
		}
	}
	word := joinWords[j.Jointype]
	if len(names) == 0 {
		return fromItem{l.sql + " CROSS JOIN " + p.nest(j.Rarg, r.sql), star}
	}
	return fromItem{l.sql + word + p.nest(j.Rarg, r.sql) + " USING " + p.aliasList(names), star}
}

func find(star []starColumn, name string) (column, bool) {
	for _, c := range star {
		if c.name == name {
			return c.column, true
		}
	}
	return column{}, false
}

// commonNames are the names that both sides have; nil where a side's columns are not known.
func commonNames(l, r []starColumn) []string {
	names := []string{}
	for _, c := range append(append([]starColumn(nil), l...), r...) {
		if !c.rel.complete() {
			return nil
		}
	}
	for _, c := range l {
		if _, ok := find(r, c.name); ok {
			names = append(names, c.name)
		}
	}
	return names
}

// fromAliasedJoin is (a JOIN b ON …) AS x: a subquery for DuckDB.
func (p *printer) fromAliasedJoin(j *pg.JoinExpr, s *scope) fromItem {
	in := &scope{outer: s.outer, ctes: s.ctes}
	alias := j.Alias
	bare := &pg.JoinExpr{
		Jointype: j.Jointype, IsNatural: j.IsNatural, Larg: j.Larg, Rarg: j.Rarg,
		UsingClause: j.UsingClause, Quals: j.Quals,
	}
	item := p.fromJoin(bare, in)
	cols, known := starShape(item.star)
	r := &rel{alias: p.cut(alias.Aliasname), cols: rename(cols, strs(alias.Colnames)), known: known}
	list := "*"
	if known && needsList(item.star) {
		list = p.starList(item.star, cols, false)
	}
	return p.enter("(SELECT "+list+" FROM "+item.sql+") AS "+p.ident(r.alias)+p.aliasList(strs(alias.Colnames)), r, s)
}

func (p *printer) fromSample(t *pg.RangeTableSample, s *scope) fromItem {
	item := p.fromNode(t.Relation, s)
	method := strings.ToLower(lastName(t.Method))
	if method != "system" && method != "bernoulli" || len(t.Args) != 1 {
		p.fail(t.Location, sqlstate.UndefinedObject, "tablesample method %s does not exist", method)
	}
	v := p.expr(t.Args[0], s)
	if v.number == "" {
		p.unsupported(t.Location, "TABLESAMPLE with anything but a constant")
	}
	item.sql += " TABLESAMPLE " + method + "(" + v.number + "%)"
	if t.Repeatable != nil {
		seed := p.expr(t.Repeatable, s)
		item.sql += " REPEATABLE (" + strings.SplitN(seed.number, ".", 2)[0] + ")"
	}
	return item
}

// fromFunction prints functions in FROM as a subquery that unnests their lists, or as a table function.
func (p *printer) fromFunction(f *pg.RangeFunction, s *scope) fromItem {
	in := &scope{outer: s, ctes: s.ctes} // functions see the items before them
	var calls []setCall
	for _, n := range f.Functions {
		items := n.GetList().GetItems()
		if many := unnests(items[0]); many != nil {
			for _, one := range many {
				calls = append(calls, p.setCall(one, in))
			}
			continue
		}
		call := p.setCall(items[0], in)
		if len(items) > 1 {
			p.columnDefinitions(&call, items[1].GetList().GetItems())
		}
		calls = append(calls, call)
	}
	r := &rel{known: true, alias: calls[0].name}
	p.columnDefinitions(&calls[0], f.Coldeflist)
	var names []string
	if f.Alias != nil {
		r.alias, names = p.cut(f.Alias.Aliasname), strs(f.Alias.Colnames)
		r.scalar = len(calls) == 1 && calls[0].fields == nil
		if r.scalar && len(names) == 0 && !calls[0].out {
			calls[0].name = r.alias // one column is called like the function's alias
		}
	}
	if len(calls) == 1 && calls[0].table != "" {
		return p.fromTable(calls[0], f, r, names, s)
	}
	sql, cols := p.setSelect(calls, f.Ordinality)
	if len(calls) == 1 && calls[0].rows != "" && !f.Ordinality {
		sql = strings.Replace(calls[0].rows, "%s", p.ident(calls[0].name), 1)
	}
	r.cols = rename(cols, names)
	return p.enter("LATERAL ("+sql+") AS "+p.ident(r.alias)+p.aliasList(names), r, s)
}

// fromTable is a DuckDB table function or table macro.
func (p *printer) fromTable(c setCall, f *pg.RangeFunction, r *rel, names []string, s *scope) fromItem {
	for _, fld := range c.fields {
		r.cols = append(r.cols, column{name: fld.Name, t: fld.Type})
	}
	r.known = c.fields != nil
	sql := c.table
	if f.Ordinality {
		sql = "(SELECT *, row_number() OVER () AS ordinality FROM " + sql + ")" // macros know no WITH ORDINALITY
		r.cols = append(r.cols, column{name: "ordinality", t: types.Of(types.Int8)})
	}
	r.cols = rename(r.cols, names)
	return p.enter(sql+" AS "+p.ident(r.alias)+p.aliasList(names), r, s)
}

// unnests takes unnest(a, b) apart: its arrays give rows side by side.
func unnests(n *pg.Node) []*pg.Node {
	f := n.GetFuncCall()
	if f == nil || len(f.Args) < 2 || lastName(f.Funcname) != "unnest" {
		return nil
	}
	var out []*pg.Node
	for _, a := range f.Args {
		one := &pg.FuncCall{Funcname: f.Funcname, Args: []*pg.Node{a}, Location: f.Location}
		out = append(out, &pg.Node{Node: &pg.Node_FuncCall{FuncCall: one}})
	}
	return out
}
