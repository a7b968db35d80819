package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

func (p *printer) boolean(b *pg.BoolExpr, s *scope) value {
	if b.Boolop == pg.BoolExprType_NOT_EXPR {
		return of("(NOT "+p.condition("NOT", b.Args[0], s)+")", types.Bool)
	}
	word := " AND "
	if b.Boolop == pg.BoolExprType_OR_EXPR {
		word = " OR "
	}
	parts := make([]string, len(b.Args))
	for i, a := range b.Args {
		parts[i] = p.condition(strings.TrimSpace(word), a, s)
	}
	return of("("+strings.Join(parts, word)+")", types.Bool)
}

// nullTest: a row is NULL if all its fields are, and NOT NULL if none is.
func (p *printer) nullTest(n *pg.NullTest, s *scope) value {
	v := p.expr(n.Arg, s)
	row := append(v.row, v.whole...) // one of them at most is there
	if v.param > 0 {                 // NULL or not says nothing of the type: another place may
		p.params[v.param-1].open = true
	} else {
		v = p.plain(v)
	}
	word := " IS NULL"
	if n.Nulltesttype == pg.NullTestType_IS_NOT_NULL {
		word = " IS NOT NULL"
	}
	if row == nil {
		return of("("+v.sql+word+")", types.Bool)
	}
	parts := []string{"true"}
	for _, f := range row {
		parts = append(parts, p.plain(f).sql+word)
	}
	return of("("+strings.Join(parts, " AND ")+")", types.Bool)
}

var booleanTests = map[pg.BoolTestType]struct{ clause, sql string }{
	pg.BoolTestType_IS_TRUE: {"IS TRUE", "IS NOT DISTINCT FROM true"}, pg.BoolTestType_IS_NOT_TRUE: {"IS NOT TRUE", "IS DISTINCT FROM true"},
	pg.BoolTestType_IS_FALSE: {"IS FALSE", "IS NOT DISTINCT FROM false"}, pg.BoolTestType_IS_NOT_FALSE: {"IS NOT FALSE", "IS DISTINCT FROM false"},
	pg.BoolTestType_IS_UNKNOWN: {"IS UNKNOWN", "IS NULL"}, pg.BoolTestType_IS_NOT_UNKNOWN: {"IS NOT UNKNOWN", "IS NOT NULL"},
}

func (p *printer) booleanTest(n *pg.BooleanTest, s *scope) value {
	test := booleanTests[n.Booltesttype]
	return of("("+p.condition(test.clause, n.Arg, s)+" "+test.sql+")", types.Bool)
}

// caseExpr prints CASE; its results come to one type.
func (p *printer) caseExpr(c *pg.CaseExpr, s *scope) value {
	var arg value
	var b strings.Builder
	b.WriteString("CASE")
	var conds, results []value
	for _, w := range c.Args {
		conds = append(conds, p.expr(w.GetCaseWhen().Expr, s))
		results = append(results, p.expr(w.GetCaseWhen().Result, s))
	}
	if c.Arg != nil {
		arg = p.expr(c.Arg, s)
		if types.IsReg(arg.t) {
			arg.t = types.Of(types.OID)
		}
		if arg.lit != nil || arg.param > 0 {
			arg = p.coerce(arg, common(conds...))
		}
		b.WriteString(" " + p.plain(arg).sql)
	}
	if c.Defresult != nil {
		results = append(results, p.expr(c.Defresult, s))
	}
	p.casesAgree(c, results)
	results, t := p.unify(results)
	for i, cond := range conds {
		if c.Arg != nil {
			cond = p.coerce(cond, arg.t)
		} else {
			p.mustBeBool("CASE/WHEN", cond, c.Args[i].GetCaseWhen().Expr)
			cond = p.coerce(cond, types.Of(types.Bool))
		}
		b.WriteString(" WHEN " + cond.sql + " THEN " + results[i].sql)
	}
	if c.Defresult != nil {
		b.WriteString(" ELSE " + results[len(results)-1].sql)
	}
	b.WriteString(" END")
	return value{sql: b.String(), t: t}
}

// casesAgree: PostgreSQL looks at ELSE first.
func (p *printer) casesAgree(c *pg.CaseExpr, results []value) {
	var ns []*pg.Node
	for _, w := range c.Args {
		ns = append(ns, w.GetCaseWhen().Result)
	}
	if n := len(ns); len(results) > n {
		results = append(results[n:n+1:n+1], results[:n]...)
		ns = append([]*pg.Node{c.Defresult}, ns...)
	}
	p.mustAgree("CASE", results, placesOf(ns))
}

// common is the type that values come to.
func common(vs ...value) types.Type {
	ts := make([]types.Type, len(vs))
	for i, v := range vs {
		ts[i] = branchType(v)
	}
	return types.Common(ts...)
}

// unify brings values to one type, as branches of CASE, COALESCE or an array.
func (p *printer) unify(vs []value) ([]value, types.Type) {
	t := common(vs...)
	out := make([]value, len(vs))
	for i, v := range vs {
		if t.OID == types.Text && types.IsReg(v.t) {
			v = p.text(v)
		}
		out[i] = p.coerce(v, t)
		if t.OID == 0 && v.lit != nil && !v.null {
			out[i] = v // DuckDB converts the constant to what the others are
		}
	}
	return out, t
}

// branches prints a function whose arguments come to one type.
func (p *printer) branches(name string, ns []*pg.Node, s *scope) value {
	var vs []value
	for _, n := range ns {
		vs = append(vs, p.expr(n, s))
	}
	p.mustAgree(strings.ToUpper(name), vs, placesOf(ns))
	vs, t := p.unify(vs)
	return value{sql: name + "(" + join(vs) + ")", t: t}
}

func (p *printer) minMax(m *pg.MinMaxExpr, s *scope) value {
	if m.Op == pg.MinMaxOp_IS_LEAST {
		return p.branches("least", m.Args, s)
	}
	return p.branches("greatest", m.Args, s)
}

func join(vs []value) string {
	parts := make([]string, len(vs))
	for i, v := range vs {
		parts[i] = v.sql
	}
	return strings.Join(parts, ", ")
}

// array prints ARRAY[…].
func (p *printer) array(a *pg.A_ArrayExpr, s *scope) value {
	var vs []value
	for _, n := range a.Elements {
		vs = append(vs, p.expr(n, s))
	}
	p.mustAgree("ARRAY", vs, placesOf(a.Elements))
	vs, t := p.unify(vs)
	if types.IsReg(t) {
		t = types.Of(types.OID)
	}
	items := append([]value{}, vs...)
	for _, v := range vs {
		if types.IsArray(v.t) || v.row != nil {
			items = nil
		}
	}
	return value{sql: "[" + join(vs) + "]", t: types.ArrayOf(t), items: items}
}

// row prints ROW(…); comparisons take its fields apart.
func (p *printer) row(r *pg.RowExpr, s *scope) value {
	var vs []value
	for _, n := range r.Args {
		vs = append(vs, p.expr(n, s))
	}
	shown := make([]string, len(vs))
	for i, v := range vs {
		shown[i] = "'f" + itoa(i+1) + "': " + p.plain(v).sql
	}
	if len(vs) == 0 { // DuckDB has no empty STRUCT
		return value{sql: "NULL", t: types.Of(types.Record), row: []value{}}
	}
	return value{sql: "{" + strings.Join(shown, ", ") + "}", t: types.Of(types.Record), row: vs}
}
