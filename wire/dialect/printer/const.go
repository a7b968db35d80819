package printer

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

func uitoa(u uint32) string { return strconv.FormatUint(uint64(u), 10) }

// constant prints a constant. A quoted one stays open: lit.
func (p *printer) constant(c *pg.A_Const) value {
	if c.Isnull {
		return value{sql: "NULL", null: true, t: types.Of(types.Unknown)}
	}
	t := types.OfConst(c)
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		n := strconv.Itoa(int(v.Ival.Ival))
		return value{sql: n, number: n, t: t}
	case *pg.A_Const_Fval:
		return number(v.Fval.Fval, t)
	case *pg.A_Const_Boolval:
		return of(strconv.FormatBool(v.Boolval.Boolval), types.Bool)
	case *pg.A_Const_Bsval:
		return of(bitString(v.Bsval.Bsval), types.Bit)
	}
	text := c.GetSval().GetSval()
	return value{sql: mark(c.Location) + quote(text), lit: &text, at: c.Location + 1, t: t}
}

// literalOf prints an untyped constant as a value of type t. What is wrong with it is told at its place.
func (p *printer) literalOf(v value, t types.Type) value {
	defer func(outer int32) { p.literalAt = outer }(p.literalAt)
	p.literalAt = v.at
	return p.literal(*v.lit, t)
}

// number prints a numeric constant that is no int4: its digits, since DuckDB reads 1e3 as DOUBLE.
func number(text string, t types.Type) value {
	text = strings.ReplaceAll(text, "_", "")
	if i, err := strconv.ParseInt(text, 0, 64); err == nil && len(text) > 1 && text[0] == '0' && text[1] > '9' {
		text, t = strconv.FormatInt(i, 10), types.Of(types.Int8)
	}
	if t.OID == types.Int8 {
		return value{sql: text, number: text, t: t}
	}
	digits := pattern.PlainDecimal(text)
	whole, fraction, point := strings.Cut(digits, ".")
	switch n := len(whole) + len(fraction); {
	case n > types.MaxPrecision:
		return value{sql: "CAST('" + text + "' AS DOUBLE)", number: text, t: types.Type{OID: types.Numeric, Carry: types.Double}}
	case !point:
		return value{sql: "CAST(" + digits + " AS DECIMAL(" + itoa(max(n, 1)) + ",0))", number: digits, t: types.NumericOf(n, 0)}
	}
	return value{sql: digits, number: digits, t: types.NumericOf(len(whole)+len(fraction), len(fraction))}
}

// literal prints a quoted constant as a value of type t: PostgreSQL's input function, done here where DuckDB reads
// less than PostgreSQL does.
func (p *printer) literal(text string, t types.Type) value {
	sql := quote(text)
	out := value{t: t}
	switch {
	case types.IsArray(t), t.OID == types.Int2Vector, t.OID == types.OIDVector:
		return p.arrayLiteral(text, t)
	case types.IsReg(t):
		return p.regLiteral(text, t)
	case types.IsText(t):
		return p.textLiteral(text, t)
	case types.IsRange(t):
		return p.rangeLiteral(text, t)
	}
	switch t.OID {
	case types.Bool:
		b, err := pattern.Bool(text)
		p.check(err)
		out.sql = strconv.FormatBool(b)
	case types.Numeric:
		return p.numericLiteral(text, t)
	case types.Int2, types.Int4, types.Int8, types.OID, types.XID, types.CID:
		n, err := pattern.Integer(text, types.NameOf(t.OID))
		p.check(err)
		out.sql = "CAST(" + n + " AS " + types.Duck(t) + ")"
		if t.OID == types.Int4 {
			out.sql, out.number = n, n
		}
	case types.Date, types.Timestamp, types.TimestampTZ, types.Time, types.TimeTZ:
		d, err := pattern.DateTime(text, t.OID, p.dateOrder())
		p.check(err)
		out.sql = d
		if t.Mod != 0 && t.Typmod() < 6 && t.OID != types.TimeTZ {
			return p.rounded(out, t, t.Typmod())
		}
	case types.Interval:
		iv, err := pattern.Interval(text)
		p.check(err)
		out.sql = intervalSQL(iv)
		if precision := t.Typmod() & 0xffff; t.Mod != 0 && precision < 6 {
			return p.rounded(out, bare(t), precision)
		}
	case types.Bytea:
		b, err := pattern.Bytea(text)
		p.check(err)
		out.sql = "unhex('" + b + "')"
	case types.JSON, types.JSONB:
		j, err := pattern.JSON(text, t.OID == types.JSONB)
		p.check(err)
		out.sql = "CAST(" + quote(j) + " AS JSON)"
	case types.Bit, types.VarBit:
		return p.bitLiteral(text, t)
	case types.Float4, types.Float8:
		out.sql = "CAST(" + quote(strings.TrimSpace(text)) + " AS " + types.Duck(t) + ")"
	default:
		if duck := types.Duck(t); duck != "" && duck != "VARCHAR" {
			sql = "CAST(" + sql + " AS " + duck + ")"
		}
		out.sql = sql
	}
	return out
}

// check stops with a literal's error.
func (p *printer) check(err *sqlstate.Error) {
	if err != nil {
		if err.Position == 0 && p.literalAt > 0 {
			err.Position = p.position(p.literalAt - 1)
		}
		panic(bail{err})
	}
}

// dateOrder is DateStyle's order of month and day in dates like 1/8/1999.
func (p *printer) dateOrder() string {
	if p.env.Setting != nil {
		if v, ok := p.env.Setting("datestyle"); ok {
			return v
		}
	}
	return "ISO, MDY"
}

func (p *printer) textLiteral(text string, t types.Type) value {
	if n, ok := t.Length(); ok {
		r := []rune(text)
		if len(r) > n {
			text = string(r[:n])
		} else if t.OID == types.BPChar {
			text += strings.Repeat(" ", n-len(r))
		}
	}
	if t.OID == types.Char && len(text) > 1 {
		text = text[:1]
	}
	return value{sql: quote(text), t: t}
}

func (p *printer) numericLiteral(text string, t types.Type) value {
	trimmed := strings.TrimSpace(text)
	switch strings.ToLower(trimmed) {
	case "nan", "infinity", "inf", "-infinity", "-inf", "+infinity", "+inf":
		return value{sql: "CAST(" + quote(trimmed) + " AS DOUBLE)", t: types.Type{OID: types.Numeric, Carry: types.Double}}
	}
	digits := pattern.PlainDecimal(trimmed)
	if digits == "" {
		p.check(sqlstate.New(sqlstate.InvalidTextRepr, "invalid input syntax for type numeric: %q", text))
	}
	if t.Mod != 0 {
		return value{sql: "CAST('" + digits + "' AS " + types.Duck(t) + ")", t: t}
	}
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	v := number(digits, types.Of(types.Numeric))
	if sign != "" {
		v.sql, v.number = "(-"+v.sql+")", "-"+v.number
	}
	return v
}

func intervalSQL(iv pattern.Span) string {
	return "INTERVAL '" + strconv.FormatInt(iv.Months, 10) + " months " + strconv.FormatInt(iv.Days, 10) + " days " +
		strconv.FormatInt(iv.Micros, 10) + " microseconds'"
}

// arrayLiteral prints '{a,b}' as a DuckDB list of the element type.
func (p *printer) arrayLiteral(text string, t types.Type) value {
	elem := types.ElemOf(t)
	if t.OID == types.Int2Vector || t.OID == types.OIDVector {
		text = "{" + strings.Join(strings.Fields(text), ",") + "}"
	}
	a, err := pattern.Array(text)
	p.check(err)
	out := value{sql: p.arrayItems(a, elem), t: t, items: []value{}}
	for _, i := range a.Items {
		switch {
		case i.List != nil:
			out.items = nil
		case out.items == nil:
		case i.Null:
			out.items = append(out.items, value{sql: "NULL", null: true, t: elem})
		default:
			out.items = append(out.items, p.literal(i.Text, elem))
		}
	}
	if len(a.Items) == 0 || !hasValue(a) {
		out.sql = "CAST(" + out.sql + " AS " + types.Duck(t) + ")"
	}
	return out
}

func (p *printer) arrayItems(a pattern.List, elem types.Type) string {
	var parts []string
	for _, i := range a.Items {
		switch {
		case i.List != nil:
			parts = append(parts, p.arrayItems(*i.List, elem))
		case i.Null:
			parts = append(parts, "NULL")
		default:
			parts = append(parts, p.literal(i.Text, elem).sql)
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func hasValue(a pattern.List) bool {
	for _, i := range a.Items {
		if !i.Null {
			return true
		}
	}
	return false
}
