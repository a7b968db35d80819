package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// statement prints what reaches the engine.
func (p *printer) statement(node *pg.Node) (string, []Column) {
	switch v := node.GetNode().(type) {
	case *pg.Node_SelectStmt:
		return p.selectStmt(v.SelectStmt)
	case *pg.Node_ExplainStmt:
		return p.explain(v.ExplainStmt)
	case *pg.Node_InsertStmt:
		return p.insert(v.InsertStmt)
	case *pg.Node_UpdateStmt:
		return p.update(v.UpdateStmt)
	case *pg.Node_DeleteStmt:
		return p.delete(v.DeleteStmt)
	case *pg.Node_CreateStmt:
		return p.createTable(v.CreateStmt), nil
	case *pg.Node_CreateTableAsStmt:
		return p.createTableAs(v.CreateTableAsStmt), nil
	case *pg.Node_ViewStmt:
		return p.createView(v.ViewStmt), nil
	case *pg.Node_DropStmt:
		return p.drop(v.DropStmt), nil
	case *pg.Node_TruncateStmt:
		return p.truncate(v.TruncateStmt), nil
	case *pg.Node_AlterTableStmt:
		return p.alter(v.AlterTableStmt), nil
	case *pg.Node_RenameStmt:
		return p.rename(v.RenameStmt), nil
	case *pg.Node_IndexStmt:
		return p.index(v.IndexStmt), nil
	case *pg.Node_MergeStmt:
		p.tempTarget(v.MergeStmt.Relation, "MERGE")
		p.unsupported(v.MergeStmt.Relation.Location, "MERGE into a temporary table")
	}
	p.unsupported(-1, "this statement")
	return "", nil
}

func (p *printer) selectStmt(q *pg.SelectStmt) (string, []Column) {
	if into := leftmost(q).IntoClause; into != nil {
		return "CREATE TEMP TABLE " + p.newTemp(into.Rel) + " AS " + p.stored(q), nil
	}
	sql, sh := p.query(q, &scope{top: true})
	return sql, columnsOf(sh)
}

// leftmost is the SELECT at the left end of set operations, where INTO stands.
func leftmost(q *pg.SelectStmt) *pg.SelectStmt {
	for q.Larg != nil {
		q = q.Larg
	}
	return q
}

func (p *printer) explain(e *pg.ExplainStmt) (string, []Column) {
	var options []string
	for _, n := range e.Options {
		d := n.GetDefElem()
		switch d.Defname {
		case "analyze":
			if on(d.Arg) {
				options = append(options, "ANALYZE")
			}
		case "format":
			if str(d.Arg) == "json" {
				options = append(options, "FORMAT json")
			}
		}
	}
	sql, _ := p.statement(e.Query)
	word := "EXPLAIN "
	if options != nil {
		word += "(" + strings.Join(options, ", ") + ") "
	}
	return word + sql, []Column{{Name: "QUERY PLAN", OID: types.Text, Typmod: -1}}
}

// on reads the boolean of an option; one without a value is on.
func on(n *pg.Node) bool {
	if n == nil {
		return true
	}
	switch str(n) {
	case "false", "off":
		return false
	}
	return n.GetInteger() == nil || n.GetInteger().Ival != 0
}

// target is the temporary relation that a statement writes to: the store's are read-only.
func (p *printer) tempTarget(rv *pg.RangeVar, command string) (string, *rel) {
	r := &rel{alias: p.cut(rv.Relname)}
	if rv.Alias != nil {
		r.alias = p.cut(rv.Alias.Aliasname)
	}
	if p.env.Relation != nil {
		if u, ok := p.env.Relation(rv.Schemaname, p.cut(rv.Relname)); ok {
			if u.Catalog != temp {
				p.fail(-1, sqlstate.ReadOnlyTransaction, "cannot execute %s in a read-only transaction", command)
			}
			return mark(rv.Location) + p.describe(u, r), r
		}
	}
	if rv.Schemaname != "" && rv.Schemaname != pgTemp {
		p.fail(-1, sqlstate.ReadOnlyTransaction, "cannot execute %s in a read-only transaction", command)
	}
	return mark(rv.Location) + temp + ".main." + p.ident(rv.Relname), r
}

func (p *printer) targetAlias(rv *pg.RangeVar, r *rel) string {
	if rv.Alias == nil {
		return ""
	}
	return " AS " + p.ident(r.alias)
}

func (p *printer) insert(i *pg.InsertStmt) (string, []Column) {
	table, r := p.tempTarget(i.Relation, "INSERT")
	s := &scope{}
	with := p.with(i.WithClause, s)
	var names []string
	var want []types.Type
	for _, c := range i.Cols {
		names = append(names, c.GetResTarget().Name)
		want = append(want, p.written(c.GetResTarget(), r, i.Relation).t)
	}
	if len(names) == 0 {
		for _, c := range r.cols {
			want = append(want, c.t)
		}
	}
	body, width := p.insertSource(i.SelectStmt.GetSelectStmt(), want, s)
	if len(names) == 0 && width > 0 && width < len(r.cols) { // the columns that are left take their defaults
		for _, c := range r.cols[:width] {
			names = append(names, c.name)
		}
	}
	sql := "INSERT INTO " + table + p.targetAlias(i.Relation, r) + p.aliasList(names) + " " + with + body // WITH belongs to the query in DuckDB's grammar
	s.rels = append(s.rels, r)
	sql += p.onConflict(i.OnConflictClause, s)
	ret, cols := p.returning(i.ReturningList, r, s)
	return sql + ret, cols
}

// insertSource prints what an INSERT inserts and tells how many columns that has; 0 if that is not known or does not matter.
func (p *printer) insertSource(q *pg.SelectStmt, want []types.Type, s *scope) (sql string, width int) {
	switch {
	case q == nil:
		return "DEFAULT VALUES", 0
	case len(q.ValuesLists) > 0:
		rows := p.valueRows(q.ValuesLists, want, s)
		return "VALUES " + rows.sql, len(rows.types)
	}
	in := s.inner()
	in.want = want
	sql, sh := p.query(q, in)
	if !sh.known {
		return sql, 0
	}
	return sql, len(sh.cols)
}

func (p *printer) onConflict(c *pg.OnConflictClause, s *scope) string {
	if c == nil {
		return ""
	}
	sql := " ON CONFLICT"
	if c.Infer != nil {
		var names []string
		for _, n := range c.Infer.IndexElems {
			names = append(names, n.GetIndexElem().GetName())
		}
		if names != nil {
			sql += " " + p.aliasList(names)
		}
	}
	if c.Action == pg.OnConflictAction_ONCONFLICT_NOTHING {
		return sql + " DO NOTHING"
	}
	s.rels = append(s.rels, &rel{alias: "excluded"})
	sql += " DO UPDATE SET " + p.assignments(c.TargetList, nil, nil, s)
	if c.WhereClause != nil {
		sql += " WHERE " + p.condition("WHERE", c.WhereClause, s)
	}
	return sql
}

// written is the column that a statement writes to.
func (p *printer) written(t *pg.ResTarget, r *rel, rv *pg.RangeVar) column {
	col, ok := r.column(p.cut(t.Name))
	if !ok && r.known {
		p.fail(t.Location, sqlstate.UndefinedColumn, "column %q of relation %q does not exist", t.Name, rv.Relname)
	}
	return col
}

// assignments prints SET a = x, (b, c) = (y, z).
func (p *printer) assignments(ns []*pg.Node, r *rel, rv *pg.RangeVar, s *scope) string {
	var parts []string
	for _, n := range ns {
		t := n.GetResTarget()
		val := t.Val
		if m := val.GetMultiAssignRef(); m != nil {
			row := m.Source.GetRowExpr()
			if row == nil {
				p.unsupported(t.Location, "SET (a, b) = (SELECT …)")
			}
			val = row.Args[m.Colno-1]
		}
		v := p.expr(val, s)
		if r != nil {
			v = p.coerce(v, p.written(t, r, rv).t)
		}
		parts = append(parts, p.ident(t.Name)+" = "+v.sql)
	}
	return strings.Join(parts, ", ")
}

func (p *printer) returning(ns []*pg.Node, r *rel, s *scope) (string, []Column) {
	if len(ns) == 0 {
		return "", nil
	}
	s.top = true
	var star []starColumn
	for _, c := range r.cols {
		star = append(star, starColumn{c, "", r})
	}
	if !r.known {
		star = append(star, starColumn{rel: r})
	}
	list, sh := p.targets(ns, star, s)
	return " RETURNING " + list, columnsOf(sh)
}

func (p *printer) update(u *pg.UpdateStmt) (string, []Column) {
	table, r := p.tempTarget(u.Relation, "UPDATE")
	s := &scope{}
	p.noWith(u.WithClause, "UPDATE")
	s.rels = append(s.rels, r)
	from := p.from(u.FromClause, s)
	sql := "UPDATE " + table + p.targetAlias(u.Relation, r) + " SET " + p.assignments(u.TargetList, r, u.Relation, s) + from.sql
	if u.WhereClause != nil {
		sql += " WHERE " + p.condition("WHERE", u.WhereClause, s)
	}
	ret, cols := p.returning(u.ReturningList, r, s)
	return sql + ret, cols
}

func (p *printer) delete(d *pg.DeleteStmt) (string, []Column) {
	table, r := p.tempTarget(d.Relation, "DELETE")
	s := &scope{}
	p.noWith(d.WithClause, "DELETE")
	s.rels = append(s.rels, r)
	using := strings.Replace(p.from(d.UsingClause, s).sql, " FROM ", " USING ", 1)
	sql := "DELETE FROM " + table + p.targetAlias(d.Relation, r) + using
	if d.WhereClause != nil {
		sql += " WHERE " + p.condition("WHERE", d.WhereClause, s)
	}
	ret, cols := p.returning(d.ReturningList, r, s)
	return sql + ret, cols
}

func (p *printer) noWith(w *pg.WithClause, command string) {
	if w != nil {
		p.unsupported(w.Location, "WITH before "+command)
	}
}
