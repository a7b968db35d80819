package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// targets prints a select list. Every expression gets the name that PostgreSQL gives it.
func (p *printer) targets(ns []*pg.Node, star []starColumn, s *scope) (string, shape) {
	if len(ns) == 0 { // SELECT FROM t gives rows without columns; DuckDB has none such
		return "NULL AS \"?column?\"", shape{cols: []column{{name: "?column?", t: types.Of(types.Text)}}, known: true}
	}
	sh := shape{known: true}
	s.aliases = aliasesOf(ns)
	var parts []string
	for i, n := range ns {
		t := n.GetResTarget()
		if cols, sql, ok := p.star(t.Val, star, s); ok {
			parts = append(parts, sql)
			sh.cols = append(sh.cols, cols.cols...)
			sh.known = sh.known && cols.known
			continue
		}
		var want types.Type
		if i < len(s.want) {
			want = s.want[i]
		}
		sql, cols := p.target(t, want, s)
		parts = append(parts, sql)
		sh.cols = append(sh.cols, cols...)
	}
	if !sh.known {
		sh.cols = nil
	}
	return strings.Join(parts, ", "), sh
}

func aliasesOf(ns []*pg.Node) map[string]bool {
	m := map[string]bool{}
	for _, n := range ns {
		if name := n.GetResTarget().GetName(); name != "" {
			m[name] = true
		}
	}
	return m
}

// target prints one expression of a select list with its name. (f(x)).* gives several.
func (p *printer) target(t *pg.ResTarget, want types.Type, s *scope) (string, []column) {
	if sql, cols, ok := p.recordStar(t.Val, s); ok {
		return sql, cols
	}
	name := p.cut(t.Name)
	if t.Name == "" {
		name = figureName(t.Val)
	}
	v := p.expr(t.Val, s)
	if open(v) && want.Known() {
		v = p.coerce(v, want)
	}
	if s.top {
		v = p.show(v)
	} else {
		v = p.plain(v)
	}
	c := column{name: name, t: v.t, origin: v.origin, declared: v.declared, fields: v.fields}
	if v.null {
		c.t = types.Of(types.Unknown)
	}
	if name == "" || t.Name == "" && t.Val.GetColumnRef() != nil && !needsAlias(v.sql, name) {
		return v.sql, []column{c} // DuckDB names it the same, or knows better (COLUMNS)
	}
	return v.sql + " AS " + p.ident(name), []column{c}
}

// needsAlias: the printed column is not called by its own name (another column, or a conversion around it).
func needsAlias(sql, name string) bool {
	last := sql[strings.LastIndexAny(sql, ".\x02")+1:]
	return last != types.QuoteIdentifier(name)
}

// starColumn is one column that * stands for.
type starColumn struct {
	column
	table string // the alias; "" for a merged column of USING
	rel   *rel
}

// star prints * or alias.*: as it is where DuckDB means the same columns in the same order and form.
func (p *printer) star(n *pg.Node, all []starColumn, s *scope) (shape, string, bool) {
	ref := n.GetColumnRef()
	if ref == nil || ref.Fields[len(ref.Fields)-1].GetAStar() == nil {
		return shape{}, "", false
	}
	if len(ref.Fields) == 1 {
		cols, known := starShape(all)
		if known && (needsList(all) || s.top && hidden(cols)) {
			return shape{cols, true}, p.starList(all, cols, s.top), true
		}
		return shape{cols, known}, mark(ref.Location) + "*", true
	}
	table := str(ref.Fields[len(ref.Fields)-2])
	r := s.relation(table)
	if r == nil {
		return shape{}, mark(ref.Location) + p.ident(table) + ".*", true
	}
	cols := append([]column(nil), r.cols...)
	if r.known && s.top && hidden(cols) {
		return shape{cols, true}, strings.Join(p.showColumns(cols, p.ident(table)+"."), ", "), true
	}
	return shape{cols, r.known}, mark(ref.Location) + p.ident(table) + ".*", true
}

// hidden: some column has another form inside than shown.
func hidden(cols []column) bool {
	for _, c := range cols {
		if types.IsReg(c.t) || types.IsRange(c.t) || c.t.OID == types.Numeric && c.t.Carry != types.Exact {
			return true
		}
	}
	return false
}

func starShape(all []starColumn) ([]column, bool) {
	known := all != nil
	var cols []column
	for _, c := range all {
		known = known && c.rel.complete()
		if c.name != "" {
			cols = append(cols, c.column)
		}
	}
	if !known {
		return nil, false
	}
	return cols, true
}

func (r *rel) complete() bool { return r == nil || r.known }

// needsList: a merged column does not stand where DuckDB puts it, at its place in the left table.
func needsList(all []starColumn) bool {
	for _, c := range all {
		if c.table == "" && c.rel == nil {
			return true
		}
	}
	return false
}

func (p *printer) starList(all []starColumn, cols []column, top bool) string {
	var parts []string
	for i, c := range all {
		sql := p.ident(c.name)
		if c.table != "" {
			sql = p.ident(c.table) + "." + sql
		}
		v := value{sql: sql, t: c.t}
		if top {
			v = p.show(v)
			cols[i].t = v.t
		}
		if v.sql != sql {
			v.sql += " AS " + p.ident(c.name)
		}
		parts = append(parts, v.sql)
	}
	return strings.Join(parts, ", ")
}

// recordStar prints (record).* as the record's fields.
func (p *printer) recordStar(n *pg.Node, s *scope) (string, []column, bool) {
	ind := n.GetAIndirection()
	if ind == nil || ind.Indirection[len(ind.Indirection)-1].GetAStar() == nil {
		return "", nil, false
	}
	v := p.indirect(p.expr(ind.Arg, s), ind.Indirection[:len(ind.Indirection)-1], s)
	if v.fields == nil {
		return "unnest(" + v.sql + ")", nil, true
	}
	var parts []string
	var cols []column
	for _, f := range v.fields {
		parts = append(parts, "struct_extract("+v.sql+", "+quote(f.Name)+") AS "+p.ident(f.Name))
		cols = append(cols, column{name: f.Name, t: f.Type})
	}
	return strings.Join(parts, ", "), cols, true
}

// columnsOf makes the result description of a shape.
func columnsOf(sh shape) []Column {
	if !sh.known {
		return nil
	}
	out := make([]Column, len(sh.cols))
	for i, c := range sh.cols {
		out[i] = Column{Name: c.name, OID: c.t.OID, Typmod: -1, TableOID: c.origin.table, Attnum: c.origin.attnum}
		if c.t.OID == types.Unknown {
			out[i].OID = types.Text
		}
		if c.declared {
			out[i].Typmod = c.t.Typmod()
		}
	}
	return out
}
