package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// arithmetic prints + - * / % ^ with PostgreSQL's result types. ** and // are DuckDB's own.
func (p *printer) arithmetic(op string, a, b value) value {
	if op == "**" || op == "//" {
		return value{sql: "(" + p.plain(a).sql + " " + op + " " + p.plain(b).sql + ")"}
	}
	a, b = p.operands(op, a, b)
	if v, ok := p.timeArithmetic(op, a, b); ok {
		return v
	}
	if types.IsJSON(a.t) && op == "-" {
		return p.jsonDelete(a, b)
	}
	t := types.Promote(a.t, b.t)
	switch {
	case t.OID == 0 && plainKind(a.t) && plainKind(b.t):
		p.noOperator(op, a, b)
	case op == "^":
		return p.power(a, b, t)
	case op == "/":
		return p.divide(a, b, t)
	case op == "%":
		return p.modulo(a, b, t)
	case t.OID == 0 && op == "-" && (a.t.OID == 0 || b.t.OID == 0):
		return p.minus(a, b)
	}
	a, b = widen(a, t), widen(b, t)
	scale := scaleOf(op, a, b)
	if op == "*" && t.OID == types.Numeric && t.Carry == types.Exact && scale > maxProduct+1 {
		return value{sql: functions.Macro + "product(" + a.sql + ", " + b.sql + ")", t: t, scale: maxExactDividend + 1}
	}
	a, b = roomy(op, a, b, t)
	return value{sql: "(" + a.sql + " " + op + " " + b.sql + ")", t: t, scale: scale}
}

// narrowDigits are the digits of a DECIMAL that DuckDB keeps in 64 bits. It stays with them for a result of two such
// operands, and fails where the result has more.
const narrowDigits = 18

// roomy gives a numeric operation room for all its digits: where the result may have more than narrowDigits, one operand is
// cast to 38.
func roomy(op string, a, b value, t types.Type) (value, value) {
	if t.OID != types.Numeric || t.Carry == types.Double {
		return a, b
	}
	sa, sb := digits(a)-1, digits(b)-1
	width := max(wholeDigits(a), wholeDigits(b)) + max(sa, sb) + 1
	if op == "*" {
		width = wholeDigits(a) + wholeDigits(b) + sa + sb
	}
	switch {
	case width <= narrowDigits:
	case t.Carry == types.Integer:
		a.sql = "CAST(" + a.sql + " AS HUGEINT)"
	case !unscaled(a):
		a.sql = "CAST(" + a.sql + " AS DECIMAL(38," + itoa(sa) + "))"
	case !unscaled(b):
		b.sql = "CAST(" + b.sql + " AS DECIMAL(38," + itoa(sb) + "))"
	}
	return a, b
}

// unscaled tells a numeric whose scale is only supposed, so that a cast to it might cut digits.
func unscaled(v value) bool {
	_, _, said := v.t.Precision()
	return v.t.OID == types.Numeric && v.t.Carry == types.Exact && !said && v.scale == 0 && v.number == ""
}

// wholeDigits are the most digits that a number can have before its point.
func wholeDigits(v value) int {
	if v.number != "" {
		whole, _, _ := strings.Cut(strings.TrimLeft(v.number, "-0"), ".")
		return len(whole)
	}
	switch v.t.OID {
	case types.Int2:
		return 5
	case types.Int4:
		return 10
	case types.Int8:
		return 19
	}
	if p, s, ok := v.t.Precision(); ok {
		return p - s
	}
	return types.MaxPrecision
}

// maxProduct is the largest scale of a product that is left to DuckDB, which adds the factors' scales: beyond it the 38
// digits leave fewer than 18 whole ones.
const maxProduct = 20

// jsonDelete is jsonb - 'key', jsonb - index or jsonb - keys.
func (p *printer) jsonDelete(a, b value) value {
	what := "json_delete_keys(" + a.sql + ", [" + b.sql + "])"
	switch {
	case types.IsInteger(b.t):
		what = "json_delete_at(" + a.sql + ", " + b.sql + ")"
	case types.IsArray(b.t):
		what = "json_delete_keys(" + a.sql + ", " + b.sql + ")"
	}
	return value{sql: functions.Macro + what, t: a.t}
}

// plainKind tells the types whose operators this package knows all.
func plainKind(t types.Type) bool {
	switch types.CategoryOf(t) {
	case types.Number, types.String, types.Boolean, types.DateTime, types.TimeSpan:
		return true
	}
	return false
}

// digits is a value's scale plus one; 0 where it is not known.
func digits(v value) int {
	if types.IsInteger(v.t) || v.t.OID == types.Numeric && v.t.Carry == types.Integer {
		return 1
	}
	if _, s, ok := v.t.Precision(); ok {
		return s + 1
	}
	if v.scale == 0 && v.number == "" && v.t.OID == types.Numeric && v.t.Carry == types.Exact {
		return maxExactDividend + 1 // numeric without a scale is carried with that of types.Duck
	}
	return v.scale
}

// scaleOf is the scale, plus one, of a + b, a - b or a * b.
func scaleOf(op string, a, b value) int {
	da, db := digits(a), digits(b)
	switch {
	case da == 0 || db == 0:
		return 0
	case op == "*":
		return da + db - 1
	}
	return max(da, db)
}

// The scales with which a quotient is computed in DECIMAL. The product of divisor and quotient must leave room for
// whole digits; the dividend may have all the digits that a numeric is carried with.
const maxExactDivisor, maxExactDividend = 4, 16

// exactQuotient is a / b as DECIMAL; "" where a scale is not known or too large.
func exactQuotient(macro string, a, b value) string {
	da, db := digits(a), digits(b)
	if da == 0 || db == 0 || da > maxExactDividend+1 || db > maxExactDivisor+1 {
		return ""
	}
	return functions.Macro + macro + "(" + exactOperand(a) + ", " + exactOperand(b) + ")"
}

func exactOperand(v value) string {
	if v.t.Carry == types.Integer || types.IsInteger(v.t) {
		return "CAST(" + v.sql + " AS DECIMAL(38,0))"
	}
	return v.sql
}

// operands gives untyped operands a type: that of the other side, or what the operator wants beside it.
func (p *printer) operands(op string, a, b value) (value, value) {
	if open(a) && open(b) {
		a = p.coerce(a, types.Of(types.Int4))
		b = p.coerce(b, types.Of(types.Int4))
		return a, b
	}
	if open(a) {
		a = p.coerce(a, beside(op, b.t, false))
	}
	if open(b) {
		b = p.coerce(b, beside(op, a.t, true))
	}
	return a, b
}

func open(v value) bool { return v.param > 0 || v.lit != nil }

// beside is the type that an untyped operand takes next to t: PostgreSQL first tries t itself.
func beside(op string, t types.Type, right bool) types.Type {
	switch t.OID {
	case types.Date:
		if op == "+" {
			return types.Of(types.Int4)
		}
	case types.Timestamp, types.TimestampTZ, types.Time, types.TimeTZ:
		if op == "+" {
			return types.Of(types.Interval)
		}
	case types.Interval:
		if op == "*" || op == "/" {
			return types.Of(types.Float8)
		}
		if op == "+" && !right {
			return types.Of(types.TimestampTZ)
		}
	case types.JSONB, types.JSON:
		return types.Of(types.Text)
	case 0:
		return types.Type{}
	}
	return bare(t)
}

// widen keeps DuckDB from computing in a smaller type than PostgreSQL: int2 + 1 is int4.
func widen(v value, t types.Type) value {
	if v.t.OID == types.Int2 && t.OID != types.Int2 && v.number == "" {
		v.sql = "CAST(" + v.sql + " AS " + types.Duck(types.Of(types.Int4)) + ")"
	}
	if v.t.OID == types.Float4 && t.OID == types.Float8 {
		v.sql = "CAST(" + v.sql + " AS DOUBLE)"
	}
	return v
}

func (p *printer) minus(a, b value) value {
	if b.number != "" || a.number != "" {
		return value{sql: "(" + a.sql + " - " + b.sql + ")"}
	}
	return value{sql: functions.Macro + "minus(" + a.sql + ", " + b.sql + ")"}
}

func (p *printer) power(a, b value, t types.Type) value {
	if t.OID != types.Numeric || a.t.OID != types.Numeric && b.t.OID != types.Numeric {
		t = types.Of(types.Float8)
	}
	if t.OID == types.Numeric {
		t = types.Type{OID: types.Numeric, Carry: types.Double}
	}
	return value{sql: "pow(" + p.plain(a).sql + ", " + p.plain(b).sql + ")", t: t}
}

// nonZero tells a constant divisor that needs no test.
func nonZero(v value) bool { return v.number != "" && strings.Trim(v.number, "-0.") != "" }

// divide: integers divide with truncation, numeric as DOUBLE; zero is an error.
func (p *printer) divide(a, b value, t types.Type) (v value) {
	switch {
	case t.OID == 0:
		return value{sql: functions.Macro + "divide(" + a.sql + ", " + b.sql + ")"}
	case t.OID == types.Numeric:
		t.Carry = types.Double
		exact := exactQuotient("numeric_divide", a, b)
		defer func() { v.exact = exact }()
		a, b = double(a), double(b)
	}
	sign := " / "
	a, b = widen(a, t), widen(b, t)
	if types.IsInteger(t) {
		sign = " // "
	}
	if nonZero(b) {
		return value{sql: "(" + a.sql + sign + b.sql + ")", t: t}
	}
	return value{sql: p.guarded(b, "("+a.sql+sign+b.sql+")"), t: t}
}

// double carries a numeric operand as DOUBLE.
func double(v value) value {
	if v.number == "" {
		v.sql = "CAST(" + v.sql + " AS DOUBLE)"
	}
	return v
}

// guarded prints result unless the divisor is zero.
func (p *printer) guarded(divisor value, result string) string {
	return "CASE WHEN " + divisor.sql + " = 0 THEN " + functions.Raise("22012", "'division by zero'") + " ELSE " + result + " END"
}

func (p *printer) modulo(a, b value, t types.Type) value {
	sql := "(" + widen(a, t).sql + " % " + widen(b, t).sql + ")"
	if nonZero(b) {
		return value{sql: sql, t: t}
	}
	if t.OID == 0 {
		return value{sql: functions.Macro + "mod(" + a.sql + ", " + b.sql + ")"}
	}
	return value{sql: p.guarded(b, sql), t: t}
}

// timeResult are the operators on dates, times and intervals: operator and operand types, result type.
type timeKey struct {
	op   string
	a, b uint32
}

var timeResults = map[timeKey]uint32{
	{"-", types.Date, types.Date}:               types.Int4,
	{"+", types.Date, types.Int4}:               types.Date,
	{"+", types.Int4, types.Date}:               types.Date,
	{"-", types.Date, types.Int4}:               types.Date,
	{"+", types.Date, types.Interval}:           types.Timestamp,
	{"+", types.Interval, types.Date}:           types.Timestamp,
	{"-", types.Date, types.Interval}:           types.Timestamp,
	{"+", types.Date, types.Time}:               types.Timestamp,
	{"+", types.Time, types.Date}:               types.Timestamp,
	{"+", types.Timestamp, types.Interval}:      types.Timestamp,
	{"+", types.Interval, types.Timestamp}:      types.Timestamp,
	{"-", types.Timestamp, types.Interval}:      types.Timestamp,
	{"-", types.Timestamp, types.Timestamp}:     types.Interval,
	{"+", types.TimestampTZ, types.Interval}:    types.TimestampTZ,
	{"+", types.Interval, types.TimestampTZ}:    types.TimestampTZ,
	{"-", types.TimestampTZ, types.Interval}:    types.TimestampTZ,
	{"-", types.TimestampTZ, types.TimestampTZ}: types.Interval,
	{"+", types.Time, types.Interval}:           types.Time,
	{"+", types.Interval, types.Time}:           types.Time,
	{"-", types.Time, types.Interval}:           types.Time,
	{"-", types.Time, types.Time}:               types.Interval,
	{"+", types.TimeTZ, types.Interval}:         types.TimeTZ,
	{"-", types.TimeTZ, types.Interval}:         types.TimeTZ,
	{"+", types.Interval, types.Interval}:       types.Interval,
	{"-", types.Interval, types.Interval}:       types.Interval,
	{"*", types.Interval, types.Float8}:         types.Interval,
	{"*", types.Float8, types.Interval}:         types.Interval,
	{"/", types.Interval, types.Float8}:         types.Interval,
}

// timeArithmetic prints the operators on dates and times.
func (p *printer) timeArithmetic(op string, a, b value) (value, bool) {
	a, b = p.timeOperands(op, a, b)
	t, ok := timeResults[timeKey{op, a.t.OID, b.t.OID}]
	if !ok {
		return value{}, false
	}
	sql := "(" + a.sql + " " + op + " " + b.sql + ")"
	switch {
	case a.t.OID == types.Date && t == types.Int4:
		sql = "CAST(" + sql + " AS INTEGER)"
	case op == "-" && a.t.OID == types.TimestampTZ && b.t.OID == types.TimestampTZ:
		sql = "(timezone('UTC', " + a.sql + ") - timezone('UTC', " + b.sql + "))"
	case a.t.OID == types.Time && t == types.Interval:
		sql = functions.Macro + "minus(" + a.sql + ", " + b.sql + ")"
	case op == "/" && !nonZero(b):
		sql = p.guarded(b, sql)
	}
	return of(sql, t), true
}

// timeOperands brings unlike operands together: a date beside a timestamp becomes one, numbers beside intervals float8.
func (p *printer) timeOperands(op string, a, b value) (value, value) {
	if types.CategoryOf(a.t) == types.DateTime && types.CategoryOf(b.t) == types.DateTime && op == "-" && a.t.OID != b.t.OID {
		if types.Implicit(a.t, b.t) {
			a = p.implicit(a, b.t)
		} else if types.Implicit(b.t, a.t) {
			b = p.implicit(b, a.t)
		}
	}
	if a.t.OID == types.Interval && types.IsNumber(b.t) {
		b.t = types.Of(types.Float8)
	}
	if b.t.OID == types.Interval && types.IsNumber(a.t) {
		a.t = types.Of(types.Float8)
	}
	for _, v := range []*value{&a, &b} {
		if types.IsInteger(v.t) {
			v.t = types.Of(types.Int4)
		}
	}
	return a, b
}
