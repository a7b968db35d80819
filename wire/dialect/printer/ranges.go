package printer

import (
	"strconv"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// rangeTests are the operators between two ranges that tell true from false.
var rangeTests = map[string]string{
	"&&": "overlaps", "@>": "contains", "<<": "left", "&<": "not_right", "&>": "not_left", "-|-": "adjacent",
}

// rangeOperator prints an operator with a range beside it; ok is false where there is none, or where DuckDB's comparison of
// the parts is PostgreSQL's.
func (p *printer) rangeOperator(op string, a, b value) (v value, ok bool) {
	switch {
	case op == "<@":
		return p.rangeOperator("@>", b, a)
	case op == ">>":
		return p.rangeOperator("<<", b, a)
	case types.IsRange(a.t) && op == "@>" && !types.IsRange(b.t) && b.lit == nil:
		return of(functions.Macro+"range_has("+a.sql+", "+p.coerce(b, types.RangeOf(a.t)).sql+")", types.Bool), true
	case !types.IsRange(a.t) && !types.IsRange(b.t):
		return v, false
	}
	a, b = p.same(a, b)
	t := a.t
	both := "(" + a.sql + ", " + b.sql + ")"
	switch op {
	case "*":
		return value{sql: functions.Macro + "range_common" + both, t: t}, true
	case "+":
		return value{sql: functions.Macro + "range_union" + both, t: t}, true
	case "-":
		p.unsupported(p.operatorAt-1, "the difference of ranges")
	}
	if test := rangeTests[op]; test != "" {
		return of(functions.Macro+"range_"+test+both, types.Bool), true
	}
	return v, false
}

// rangeLiteral is a constant of a range type.
func (p *printer) rangeLiteral(text string, t types.Type) value {
	b, err := pattern.Range(text)
	p.check(err)
	elem := types.RangeOf(t)
	bound := func(s *string) string {
		if s == nil {
			return p.nullOf(elem).sql
		}
		return p.literal(*s, elem).sql
	}
	low, high := bound(b.Low), bound(b.High)
	make := "range_of("
	if elem.OID != types.Numeric && types.CategoryOf(elem) == types.Number || elem.OID == types.Date {
		make = "range_of_steps("
	}
	if b.Empty {
		low, high, b.LowIn = p.emptyBound(elem), p.emptyBound(elem), true
	}
	flags := ", " + strconv.FormatBool(b.LowIn) + ", " + strconv.FormatBool(b.Top) + ")"
	return value{sql: functions.Macro + make + low + ", " + high + flags, t: t}
}

// emptyBound is any value: between it and itself there is nothing.
func (p *printer) emptyBound(elem types.Type) string {
	if types.CategoryOf(elem) == types.Number {
		return "CAST(0 AS " + types.Duck(elem) + ")"
	}
	return p.literal("2000-01-01", elem).sql
}
