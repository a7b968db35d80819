package printer

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// operator prints an operator expression. OPERATOR(pg_catalog.~) is ~.
func (p *printer) operator(e *pg.A_Expr, s *scope) value {
	op := str(e.Name[len(e.Name)-1])
	switch e.Kind {
	case pg.A_Expr_Kind_AEXPR_OP_ANY, pg.A_Expr_Kind_AEXPR_OP_ALL:
		return p.quantified(e, op, s)
	case pg.A_Expr_Kind_AEXPR_IN:
		return p.in(e, op, s)
	case pg.A_Expr_Kind_AEXPR_DISTINCT:
		return p.distinctFrom(e, " IS DISTINCT FROM ", s)
	case pg.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		return p.distinctFrom(e, " IS NOT DISTINCT FROM ", s)
	case pg.A_Expr_Kind_AEXPR_NULLIF:
		return p.nullIf(e, s)
	case pg.A_Expr_Kind_AEXPR_BETWEEN, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN,
		pg.A_Expr_Kind_AEXPR_BETWEEN_SYM, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM:
		return p.between(e, s)
	case pg.A_Expr_Kind_AEXPR_SIMILAR:
		return p.similar(e, op, s)
	}
	if e.Lexpr == nil {
		return p.prefix(op, p.expr(e.Rexpr, s))
	}
	a, b := p.expr(e.Lexpr, s), p.expr(e.Rexpr, s)
	defer func(outer int32) { p.operatorAt = outer }(p.operatorAt)
	p.operatorAt = e.Location + 1
	return p.infix(op, a, b)
}

// prefix prints -x, +x, ~x, @x, |/x and ||/x.
func (p *printer) prefix(op string, v value) value {
	v = p.coerce(v, prefixType(op, v))
	switch op {
	case "-":
		if v.number != "" && !strings.HasPrefix(v.number, "-") {
			return value{sql: "-" + v.sql, number: "-" + v.number, t: v.t}
		}
		return value{sql: "(- " + v.sql + ")", t: bare(v.t)} // a blank, since v may begin with a minus
	case "+":
		return value{sql: v.sql, t: bare(v.t)}
	case "@":
		return value{sql: "abs(" + v.sql + ")", t: bare(v.t)}
	case "|/":
		return of(functions.Macro+"sqrt("+v.sql+")", types.Float8)
	case "||/":
		return of("cbrt("+v.sql+")", types.Float8)
	}
	return value{sql: "(" + op + " " + v.sql + ")", t: bare(v.t)}
}

func prefixType(op string, v value) types.Type {
	if v.param == 0 && v.lit == nil {
		return types.Type{}
	}
	if op == "~" {
		return types.Of(types.Int4)
	}
	return types.Of(types.Float8)
}

// bare is a type without a declared modifier: results of operators have none.
func bare(t types.Type) types.Type { return types.Type{OID: t.OID, Carry: t.Carry} }

// infix prints a op b for values.
func (p *printer) infix(op string, a, b value) value {
	if v, ok := p.rangeOperator(op, a, b); ok {
		return v
	}
	switch op {
	case "=", "<>", "!=", "<", ">", "<=", ">=":
		return p.compare(op, a, b)
	case "+", "-", "*", "/", "%", "^", "**", "//":
		return p.arithmetic(op, a, b)
	case "||":
		return p.concat(a, b)
	case "~", "~*", "!~", "!~*":
		return p.regex(op, a, b)
	case "~~", "!~~", "~~*", "!~~*":
		return p.like(op, a, b)
	case "->", "->>", "#>", "#>>", "?", "?|", "?&", "#-", "@?", "@@":
		return p.jsonOperator(op, a, b)
	case "@>", "<@", "&&":
		return p.containment(op, a, b)
	case "&", "|", "#", "<<", ">>":
		return p.bits(op, a, b)
	case "^@":
		return of("starts_with("+p.coerce(a, types.Of(types.Text)).sql+", "+p.coerce(b, types.Of(types.Text)).sql+")", types.Bool)
	}
	return value{sql: "(" + p.plain(a).sql + " " + op + " " + p.plain(b).sql + ")"}
}

func (p *printer) bits(op string, a, b value) value {
	a, b = p.same(a, b)
	if a.t.OID == types.INet || a.t.OID == types.CIDR {
		p.unsupported(p.operatorAt-1, "the operator "+op+" of network addresses")
	}
	t := types.Promote(a.t, b.t)
	if a.t.OID == types.Bit || a.t.OID == types.VarBit {
		t = bare(a.t)
	}
	if op == "<<" || op == ">>" {
		t = bare(a.t)
	}
	if op == "#" {
		return value{sql: "xor(" + p.plain(a).sql + ", " + p.plain(b).sql + ")", t: t}
	}
	return value{sql: "(" + p.plain(a).sql + " " + op + " " + p.plain(b).sql + ")", t: t}
}

// compare prints a comparison. Rows are compared field by field, since DuckDB takes NULL in a STRUCT for a value.
func (p *printer) compare(op string, a, b value) value {
	if a.row != nil && b.row != nil {
		return p.compareRows(op, a.row, b.row)
	}
	p.mustCompare(op, a, b)
	a, b = p.comparable(a, b)
	return of("("+a.sql+" "+op+" "+b.sql+")", types.Bool)
}

// mustCompare refuses a text beside a number, a number beside a boolean and so on, which PostgreSQL has no operators for. DuckDB would
// convert the texts, and its error for one that is no number quotes it.
func (p *printer) mustCompare(op string, a, b value) {
	if open(a) || open(b) || a.null || b.null {
		return
	}
	if clash[[2]types.Category{types.CategoryOf(a.t), types.CategoryOf(b.t)}] || clash[[2]types.Category{types.CategoryOf(b.t), types.CategoryOf(a.t)}] {
		p.noOperator(op, a, b)
	}
}

// noOperator stops at an operator that PostgreSQL has not for such operands.
func (p *printer) noOperator(op string, a, b value) {
	p.failHint(p.operatorAt-1, "No operator matches the given name and argument types. You might need to add explicit type casts.",
		sqlstate.UndefinedFunction, "operator does not exist: %s %s %s", types.Display(a.t), op, types.Display(b.t))
}

// clash are the kinds of types that no comparison takes together.
var clash = map[[2]types.Category]bool{
	{types.String, types.Number}: true, {types.String, types.DateTime}: true, {types.String, types.Boolean}: true,
	{types.String, types.TimeSpan}: true, {types.Boolean, types.Number}: true, {types.Boolean, types.DateTime}: true,
	{types.Boolean, types.TimeSpan}: true, {types.Number, types.DateTime}: true, {types.Number, types.TimeSpan}: true,
}

// comparable settles both sides: a constant takes the other side's type, a reg* is compared by its OID, or by its
// name with text.
func (p *printer) comparable(a, b value) (value, value) {
	a, b = p.same(a, b)
	if a.t.OID == types.BPChar || b.t.OID == types.BPChar { // blanks at the end do not count
		return of("rtrim("+p.plain(a).sql+", ' ')", types.BPChar), of("rtrim("+p.plain(b).sql+", ' ')", types.BPChar)
	}
	if a.t.OID == types.JSONB && b.t.OID == types.JSONB { // 1 and 1.0 are the same number
		return of(functions.Macro+"jsonb_same("+a.sql+")", types.JSONB), of(functions.Macro+"jsonb_same("+b.sql+")", types.JSONB)
	}
	if types.IsReg(a.t) && types.IsText(b.t) {
		a = p.text(a)
	}
	if types.IsReg(b.t) && types.IsText(a.t) {
		b = p.text(b)
	}
	if a.param > 0 && b.param > 0 || a.param > 0 && b.lit != nil || a.lit != nil && b.param > 0 {
		a, b = p.plain(a), p.plain(b)
	}
	return a, b
}

func (p *printer) compareRows(op string, a, b []value) value {
	if len(a) != len(b) {
		p.fail(-1, "42601", "unequal number of entries in row expressions")
	}
	switch op {
	case "=":
		return of("("+strings.Join(p.pairs("=", a, b), " AND ")+")", types.Bool)
	case "<>", "!=":
		return of("("+strings.Join(p.pairs("<>", a, b), " OR ")+")", types.Bool)
	}
	strict := strings.TrimSuffix(op, "=")
	last := len(a) - 1
	sql := p.compare(op, a[last], b[last]).sql
	for i := last - 1; i >= 0; i-- {
		sql = "(" + p.compare(strict, a[i], b[i]).sql + " OR (" + p.compare("=", a[i], b[i]).sql + " AND " + sql + "))"
	}
	return of(sql, types.Bool)
}

func (p *printer) pairs(op string, a, b []value) []string {
	out := make([]string, len(a))
	for i := range a {
		out[i] = p.compare(op, a[i], b[i]).sql
	}
	return out
}

func (p *printer) distinctFrom(e *pg.A_Expr, word string, s *scope) value {
	a, b := p.comparable(p.expr(e.Lexpr, s), p.expr(e.Rexpr, s))
	return of("("+p.plain(a).sql+word+p.plain(b).sql+")", types.Bool)
}

func (p *printer) nullIf(e *pg.A_Expr, s *scope) value {
	a, b := p.comparable(p.expr(e.Lexpr, s), p.expr(e.Rexpr, s))
	return value{sql: "nullif(" + p.plain(a).sql + ", " + p.plain(b).sql + ")", t: a.t}
}

func (p *printer) between(e *pg.A_Expr, s *scope) value {
	bounds := e.Rexpr.GetList().GetItems()
	x, lo, hi := p.expr(e.Lexpr, s), p.expr(bounds[0], s), p.expr(bounds[1], s)
	if x.lit != nil || x.param > 0 {
		x = p.coerce(x, common(lo, hi))
	}
	_, lo = p.comparable(x, lo)
	_, hi = p.comparable(x, hi)
	symmetric := e.Kind == pg.A_Expr_Kind_AEXPR_BETWEEN_SYM || e.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM
	sql := x.sql + " BETWEEN " + lo.sql + " AND " + hi.sql
	if symmetric {
		sql = "(" + sql + " OR " + x.sql + " BETWEEN " + hi.sql + " AND " + lo.sql + ")"
	}
	if e.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN || e.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM {
		return of("(NOT "+"("+sql+"))", types.Bool)
	}
	return of("("+sql+")", types.Bool)
}

// in prints x IN (a, b, c).
func (p *printer) in(e *pg.A_Expr, op string, s *scope) value {
	x := p.expr(e.Lexpr, s)
	var items []value
	for _, n := range e.Rexpr.GetList().GetItems() {
		items = append(items, p.expr(n, s))
	}
	not := ""
	if op == "<>" {
		not = "NOT "
	}
	if x.row != nil {
		parts := make([]string, len(items))
		for i, it := range items {
			parts[i] = p.compareRows("=", x.row, it.row).sql
		}
		return of("("+not+"("+strings.Join(parts, " OR ")+"))", types.Bool)
	}
	if x.lit != nil || x.param > 0 {
		x = p.coerce(x, common(items...))
	}
	for i := range items {
		_, items[i] = p.comparable(x, items[i])
	}
	if types.IsReg(x.t) && len(items) > 0 && types.IsText(items[0].t) {
		x = p.text(x)
	}
	return of("("+x.sql+" "+not+"IN ("+join(items)+"))", types.Bool)
}

// quantified prints x op ANY (array) and x op ALL (array).
func (p *printer) quantified(e *pg.A_Expr, op string, s *scope) value {
	x, list := p.expr(e.Lexpr, s), p.expr(e.Rexpr, s)
	if x.lit != nil || x.param > 0 {
		x = p.coerce(x, elemOrText(list.t))
	}
	if list.lit != nil || list.param > 0 {
		elem := x.t
		if elem.OID == 0 && list.lit != nil {
			elem = types.Of(types.Text)
		}
		list = p.coerce(list, types.ArrayOf(types.Of(elem.OID)))
	}
	if types.IsReg(x.t) && types.IsText(types.ElemOf(list.t)) {
		x = p.text(x)
	}
	word := " ANY "
	if e.Kind == pg.A_Expr_Kind_AEXPR_OP_ALL {
		word = " ALL "
	}
	x = p.plain(x)
	switch {
	case op == "=" && word == " ANY ", (op == "<>" || op == "!=") && word == " ALL ":
		return p.anyEqual(x, list, op != "=")
	case isComparison(op):
		return of("("+x.sql+" "+op+word+"("+p.plain(list).sql+"))", types.Bool)
	}
	elem := value{sql: "e", t: types.ElemOf(list.t)}
	test := p.infix(op, x, elem)
	fold := "list_bool_or"
	if word == " ALL " {
		fold = "list_bool_and"
	}
	return of(fold+"(list_transform("+list.sql+", lambda e: "+test.sql+"))", types.Bool)
}

// anyEqual prints x = ANY (list), or its negation. Constants become IN (…), which DuckDB plans best; its own ANY makes
// a subquery, which it refuses in outer joins, and takes a NULL list for an empty one.
func (p *printer) anyEqual(x, list value, not bool) value {
	word := ""
	if not {
		word = "NOT "
	}
	switch {
	case list.items == nil:
		return of("("+word+functions.Macro+"any_equal("+list.sql+", "+x.sql+"))", types.Bool)
	case len(list.items) == 0:
		return of(strconv.FormatBool(not), types.Bool)
	}
	for i, it := range list.items {
		_, list.items[i] = p.comparable(x, it)
	}
	return of("("+x.sql+" "+word+"IN ("+join(list.items)+"))", types.Bool)
}

func elemOrText(t types.Type) types.Type {
	if e := types.ElemOf(t); e.OID != 0 {
		return e
	}
	return types.Of(types.Text)
}

func isComparison(op string) bool {
	switch op {
	case "=", "<>", "!=", "<", ">", "<=", ">=":
		return true
	}
	return false
}
