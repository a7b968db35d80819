package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// expr prints an expression. Its SQL can stand anywhere an operand can: operators come in parentheses.
func (p *printer) expr(n *pg.Node, s *scope) value {
	switch v := n.GetNode().(type) {
	case *pg.Node_AConst:
		return p.constant(v.AConst)
	case *pg.Node_ParamRef:
		return p.param(v.ParamRef)
	case *pg.Node_ColumnRef:
		return p.columnRef(v.ColumnRef, s)
	case *pg.Node_AExpr:
		return p.operator(v.AExpr, s)
	case *pg.Node_BoolExpr:
		return p.boolean(v.BoolExpr, s)
	case *pg.Node_FuncCall:
		return p.callValue(v.FuncCall, s)
	case *pg.Node_TypeCast:
		return p.typeCast(v.TypeCast, s)
	case *pg.Node_CaseExpr:
		return p.caseExpr(v.CaseExpr, s)
	case *pg.Node_CoalesceExpr:
		return p.branches("coalesce", v.CoalesceExpr.Args, s)
	case *pg.Node_MinMaxExpr:
		return p.minMax(v.MinMaxExpr, s)
	case *pg.Node_NullTest:
		return p.nullTest(v.NullTest, s)
	case *pg.Node_BooleanTest:
		return p.booleanTest(v.BooleanTest, s)
	case *pg.Node_SubLink:
		return p.subLink(v.SubLink, s)
	case *pg.Node_AArrayExpr:
		return p.array(v.AArrayExpr, s)
	case *pg.Node_RowExpr:
		return p.row(v.RowExpr, s)
	case *pg.Node_AIndirection:
		return p.indirect(p.expr(v.AIndirection.Arg, s), v.AIndirection.Indirection, s)
	case *pg.Node_CollateClause:
		return p.expr(v.CollateClause.Arg, s) // everything sorts by code point here
	}
	return p.rareExpr(n, s)
}

func (p *printer) rareExpr(n *pg.Node, s *scope) value {
	switch v := n.GetNode().(type) {
	case *pg.Node_SqlvalueFunction:
		return p.valueFunction(v.SqlvalueFunction)
	case *pg.Node_GroupingFunc:
		return of("CAST(grouping("+p.positions(v.GroupingFunc.Args, s)+") AS INTEGER)", types.Int4)
	case *pg.Node_NamedArgExpr:
		return p.expr(v.NamedArgExpr.Arg, s)
	case *pg.Node_SetToDefault:
		return value{sql: "DEFAULT", null: true, t: types.Of(types.Unknown)}
	case *pg.Node_JsonIsPredicate:
		return p.isJSON(v.JsonIsPredicate, s)
	case *pg.Node_JsonObjectConstructor:
		return p.jsonObject(v.JsonObjectConstructor, s)
	case *pg.Node_JsonArrayConstructor:
		return p.jsonArray(v.JsonArrayConstructor, s)
	case *pg.Node_List:
		return p.row(&pg.RowExpr{Args: v.List.Items}, s)
	case *pg.Node_XmlExpr, *pg.Node_XmlSerialize:
		p.unsupported(-1, "XML")
	case *pg.Node_CurrentOfExpr:
		p.unsupported(-1, "WHERE CURRENT OF")
	}
	p.unsupported(-1, "this expression")
	return value{}
}

// columnRef prints a name: a column, a field of a struct column, or a whole row.
func (p *printer) columnRef(c *pg.ColumnRef, s *scope) value {
	names := make([]string, 0, len(c.Fields))
	for _, f := range c.Fields {
		if f.GetAStar() != nil {
			continue // t.* where one value is wanted: the row
		}
		names = append(names, p.cut(str(f)))
	}
	at := mark(c.Location)
	if len(names) > 1 {
		names = p.dropSchema(names, s)
	}
	if r := s.relation(names[0]); r != nil && len(names) > 1 {
		return p.qualified(at, r, names, s)
	}
	f := s.column(names[0])
	if !f.known {
		if v, ok := p.wholeRow(at, names, s); ok {
			return v
		}
		if v, ok := systemColumn(names[len(names)-1], s.soleRelation()); ok {
			return v
		}
	}
	if f.none {
		p.missing(c.Location, names)
	}
	v := value{sql: at + p.dotted(names)}
	if f.known && len(names) == 1 {
		v.from(f.col)
	}
	return v
}

// from takes what is known of a column.
func (v *value) from(c column) {
	v.t, v.origin, v.declared, v.fields = c.t, c.origin, c.declared, c.fields
}

// missing tells of a name that no item of FROM has. DuckDB might find one: it does not tell "A" from a.
func (p *printer) missing(location int32, names []string) {
	if len(names) == 1 {
		p.fail(location, sqlstate.UndefinedColumn, "column %q does not exist", names[0])
	}
	p.fail(location, sqlstate.UndefinedTable, "missing FROM-clause entry for table %q", names[len(names)-2])
}

// dropSchema takes schema (and database) off schema.table.column where the scope has that table.
func (p *printer) dropSchema(names []string, s *scope) []string {
	for i := 1; i < min(len(names)-1, 3); i++ {
		r := s.relation(names[i])
		if r != nil && r.schema == names[i-1] || r != nil && r.schema == "" && names[i-1] == "public" {
			return names[i:]
		}
	}
	return names
}

// qualified is table.column, with fields of a struct after it.
func (p *printer) qualified(at string, r *rel, names []string, s *scope) value {
	col, ok := r.column(names[1])
	if !ok && r.scalar && len(r.cols) > 0 { // n.family of FROM unnest(p.name) n: a field of the one column
		return value{sql: at + p.ident(r.alias) + "." + p.ident(r.cols[0].name) + "." + p.dotted(names[1:])}
	}
	if !ok {
		if v, ok := systemColumn(names[1], r); ok && len(names) == 2 {
			return v
		}
	}
	v := value{sql: at + p.dotted(names)}
	if ok && len(names) == 2 {
		v.from(col)
	}
	if !ok && r.known && s.relation(names[0]) == r && len(names) == 2 {
		p.fail(locationOf(at), sqlstate.UndefinedColumn, "column %s.%s does not exist", names[0], names[1])
	}
	return v
}

// locationOf reads a mark back.
func locationOf(at string) int32 {
	n := int32(0)
	for _, c := range at {
		if c >= '0' && c <= '9' {
			n = n*10 + c - '0'
		}
	}
	if at == "" {
		return -1
	}
	return n
}

// soleRelation is the innermost scope's only item.
func (s *scope) soleRelation() *rel {
	if s != nil && len(s.rels) == 1 {
		return s.rels[0]
	}
	return nil
}

// systemColumn answers PostgreSQL's hidden columns, which clients read to page through a table or to notice changes.
func systemColumn(name string, r *rel) (value, bool) {
	if r == nil {
		return value{}, false
	}
	switch name {
	case "xmin", "xmax":
		return of("CAST(0 AS UINTEGER)", types.XID), true
	case "cmin", "cmax":
		return of("CAST(0 AS UINTEGER)", types.CID), true
	case "ctid":
		return of("'(0,1)'", types.TID), true
	case "tableoid":
		if r.table != 0 {
			return of("CAST("+uitoa(r.table)+" AS UINTEGER)", types.OID), true
		}
	}
	return value{}, false
}

func (p *printer) dotted(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = p.ident(n)
	}
	return strings.Join(quoted, ".")
}

// indirect prints subscripts, slices and fields behind a value.
func (p *printer) indirect(v value, ns []*pg.Node, s *scope) value {
	for _, n := range ns {
		switch {
		case n.GetAIndices() != nil:
			v = p.subscript(p.plain(v), n.GetAIndices(), s)
		case n.GetAStar() != nil:
			return v
		default:
			v = p.field(v, str(n))
		}
	}
	return v
}

func (p *printer) field(v value, name string) value {
	out := value{sql: "struct_extract(" + v.sql + ", " + quote(name) + ")", rows: v.rows}
	for _, f := range v.fields {
		if f.Name == name {
			out.t = f.Type
		}
	}
	return out
}

// subscript is 1-based in PostgreSQL and DuckDB, but for name, int2vector and oidvector, which count from 0. DuckDB counts
// negative subscripts from the end, where PostgreSQL has nothing.
func (p *printer) subscript(v value, ix *pg.A_Indices, s *scope) value {
	index := func(n *pg.Node) string {
		if n == nil {
			return ""
		}
		i := p.coerce(p.expr(n, s), types.Of(types.Int4))
		switch {
		case v.t.OID == types.Name || v.t.OID == types.Int2Vector || v.t.OID == types.OIDVector:
			return i.sql + " + 1"
		case i.number == "":
			return i.sql
		case strings.HasPrefix(i.number, "-"):
			return "0"
		}
		return i.sql
	}
	if types.IsJSON(v.t) {
		return p.jsonSubscript(v, ix, s)
	}
	if ix.IsSlice {
		return value{sql: "(" + v.sql + ")[" + index(ix.Lidx) + ":" + index(ix.Uidx) + "]", t: v.t}
	}
	elem := types.ElemOf(v.t)
	if v.t.OID == types.Name {
		elem = types.Of(types.Char)
	}
	return value{sql: "(" + v.sql + ")[" + index(ix.Uidx) + "]", t: elem}
}

func (p *printer) jsonSubscript(v value, ix *pg.A_Indices, s *scope) value {
	k := p.expr(ix.Uidx, s)
	if types.IsInteger(k.t) {
		return value{sql: p.jsonAt(v, k, ""), t: v.t}
	}
	return value{sql: p.jsonGet(v, k, ""), t: v.t}
}
