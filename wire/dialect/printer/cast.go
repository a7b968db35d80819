package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// typeName finds the type that a client names.
func (p *printer) typeName(n *pg.TypeName) types.Type {
	t, ok := types.Resolve(n)
	if !ok {
		p.fail(n.Location, sqlstate.UndefinedObject, "type %q does not exist", types.Written(n))
	}
	return t
}

// typeCast prints CAST(x AS t), x::t and t 'constant'.
func (p *printer) typeCast(c *pg.TypeCast, s *scope) value {
	t, ok := types.Resolve(c.TypeName)
	if !ok {
		return p.duckdbCast(c, s)
	}
	v := p.expr(c.Arg, s)
	if v.lit != nil && t.OID == types.Interval && len(c.TypeName.Typmods) > 0 {
		v = p.intervalFields(v, c.TypeName)
	}
	out := p.cast(v, t)
	out.declared = t.Mod != 0
	return out
}

// duckdbCast takes DuckDB's own types (HUGEINT, UBIGINT …), which PostgreSQL's clients do not know.
func (p *printer) duckdbCast(c *pg.TypeCast, s *scope) value {
	name := strings.ToUpper(types.Written(c.TypeName))
	switch strings.TrimRight(name, "[]") {
	case "HUGEINT", "UHUGEINT", "TINYINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "TIMESTAMP_S", "TIMESTAMP_MS",
		"TIMESTAMP_NS", "BIGNUM", "VARIANT":
		return value{sql: "CAST(" + p.plain(p.expr(c.Arg, s)).sql + " AS " + name + ")"}
	}
	p.typeName(c.TypeName) // fails
	return value{}
}

// intervalUnits are the masks with which the grammar says interval '1' DAY.
var intervalUnits = map[int32]string{
	1 << 2: "year", 1 << 1: "month", 1 << 3: "day", 1 << 10: "hour", 1 << 11: "minute", 1 << 12: "second",
}

// intervalFields puts the unit of interval '1' DAY to the number.
func (p *printer) intervalFields(v value, n *pg.TypeName) value {
	mask := n.Typmods[0].GetAConst().GetIval().GetIval()
	text := *v.lit
	if unit, ok := intervalUnits[mask]; ok && strings.Trim(text, "+-.0123456789 ") == "" {
		text = strings.TrimSpace(text) + " " + unit
	}
	v.lit = &text
	return v
}

// cast converts a value as PostgreSQL's explicit cast does.
func (p *printer) cast(v value, t types.Type) value {
	switch {
	case v.param > 0 && types.IsReg(t): // by name or by number, which the text tells
		return p.castToReg(p.settle(v, types.Of(types.Text)), t)
	case v.param > 0:
		v = p.settle(v, t)
		if t.Mod == 0 {
			return v
		}
	case v.lit != nil:
		return p.literalOf(v, t)
	case v.null:
		return p.nullOf(t)
	}
	switch {
	case types.IsReg(t):
		return p.castToReg(v, t)
	case types.IsRange(t) && !types.IsRange(v.t):
		p.unsupported(-1, "a range from what is no constant")
	case types.IsText(t):
		return p.castToText(v, t)
	case types.IsArray(t) && types.IsText(v.t):
		return value{sql: "CAST(" + functions.Macro + "array_in(" + v.sql + ") AS " + types.Duck(t) + ")", t: t}
	case v.t.OID == t.OID && t.Mod == 0:
		return value{sql: v.sql, t: v.t, number: v.number, items: v.items}
	}
	return p.castByType(v, t)
}

func (p *printer) castByType(v value, t types.Type) value {
	duck := types.Duck(t)
	switch t.OID {
	case types.Numeric:
		return p.castToNumeric(v, t)
	case types.JSON, types.JSONB:
		if types.IsJSON(v.t) {
			return value{sql: v.sql, t: t}
		}
	case types.Float4:
		if v.t.OID == types.Numeric { // DuckDB divides a DECIMAL's digits in FLOAT: 0.85 would read 0.84999996
			v = double(v)
		}
	case types.Time:
		if v.t.OID == types.TimestampTZ {
			v.sql = "CAST(" + v.sql + " AS TIMESTAMP)"
		}
		if t.Mod != 0 && t.Typmod() < 6 {
			return p.rounded(v, t, t.Typmod())
		}
	case types.TimeTZ:
		if v.t.OID == types.Time { // in the session's time zone, as it is today
			v.sql = "CAST(CAST(now() AS DATE) + " + v.sql + " AS TIMESTAMPTZ)"
		}
	case types.Timestamp, types.TimestampTZ:
		if t.Mod != 0 && t.Typmod() < 6 {
			return p.rounded(v, t, t.Typmod())
		}
	case types.Bytea:
		if types.IsText(v.t) {
			return value{sql: "encode(" + v.sql + ")", t: t}
		}
	case types.Bool:
		if types.IsText(v.t) {
			return value{sql: "CAST(CASE lower(" + v.sql + ") WHEN 'on' THEN 'true' WHEN 'off' THEN 'false' ELSE " + v.sql + " END AS BOOLEAN)", t: t}
		}
	case types.Bit, types.VarBit:
		return p.castToBit(v, t)
	case types.Interval:
		if v.t.OID == types.Time {
			v.sql = "to_microseconds(epoch_us(DATE '1970-01-01' + " + v.sql + "))"
		}
		precision := t.Typmod() & 0xffff // the fields that it may name stand above
		t.Mod = 0
		if precision < 6 {
			return p.rounded(v, t, precision)
		}
	case types.Record, types.Void:
		return value{sql: v.sql, t: t}
	}
	if duck == "" {
		p.fail(-1, sqlstate.CannotCoerce, "cannot cast to type %s", types.NameOf(t.OID))
	}
	return value{sql: "CAST(" + p.plain(v).sql + " AS " + duck + ")", t: t}
}

// rounded is timestamp(n), time(n) and interval(n).
func (p *printer) rounded(v value, t types.Type, digits int32) value {
	unit := 1
	for ; digits < 6; digits++ {
		unit *= 10
	}
	cast := "CAST(" + v.sql + " AS " + types.Duck(t) + ")"
	return value{sql: functions.Macro + "round_time(" + cast + ", " + itoa(unit) + ")", t: t}
}

// castToNumeric: numeric(p,s) is DECIMAL(p,s); numeric alone keeps the digits that are there.
func (p *printer) castToNumeric(v value, t types.Type) value {
	if t.Mod != 0 {
		if v.t.OID == types.Float4 || v.t.OID == types.Float8 || v.t.OID == types.Numeric && v.t.Carry == types.Double && v.number == "" {
			v.sql = "CAST(" + v.sql + " AS VARCHAR)" // 8.325 rounds by its digits, not by the binary fraction below them
		}
		return value{sql: "CAST(" + v.sql + " AS " + types.Duck(t) + ")", t: t}
	}
	switch {
	case types.IsInteger(v.t):
		return value{sql: v.sql, number: v.number, t: types.Type{OID: types.Numeric, Carry: types.Integer}}
	case v.t.OID == types.Float4: // the digits that a float is sure of
		return value{sql: "CAST(printf('%.6g', " + v.sql + ") AS DOUBLE)", t: types.Type{OID: types.Numeric, Carry: types.Double}}
	case v.t.OID == types.Float8:
		return value{sql: "CAST(printf('%.15g', " + v.sql + ") AS DOUBLE)", t: types.Type{OID: types.Numeric, Carry: types.Double}}
	case v.t.OID == types.Numeric || v.t.OID == types.Money:
		return value{sql: v.sql, number: v.number, t: bare(v.t)}
	}
	return value{sql: "CAST(" + v.sql + " AS " + types.Duck(t) + ")", t: t}
}

func (p *printer) castToText(v value, t types.Type) value {
	sql := p.textSQL(v)
	if v.t.OID == types.BPChar && t.OID == types.BPChar {
		sql = v.sql
	}
	switch n, ok := t.Length(); {
	case ok && t.OID == types.BPChar:
		sql = "rpad(left(" + sql + ", " + itoa(n) + "), " + itoa(n) + ", ' ')"
	case ok:
		sql = "left(" + sql + ", " + itoa(n) + ")"
	case t.OID == types.Char:
		sql = "left(" + sql + ", 1)"
	case t.OID == types.Name && v.t.OID != types.Name:
		sql = "left(" + sql + ", 63)"
	}
	return value{sql: sql, t: t}
}

func (p *printer) nullOf(t types.Type) value {
	if duck := types.Duck(t); duck != "" {
		return value{sql: "CAST(NULL AS " + duck + ")", t: t}
	}
	return value{sql: "NULL", null: true, t: t}
}

// castToReg: a number is the OID itself, text is looked up.
func (p *printer) castToReg(v value, t types.Type) value {
	switch {
	case types.IsText(v.t):
		return value{sql: regIn(v.sql, t), t: t}
	case v.t.OID == 0:
		return value{sql: regIn("CAST("+v.sql+" AS VARCHAR)", t), t: t}
	case types.IsReg(v.t), v.t.OID == types.OID:
		return value{sql: v.sql, t: t}
	}
	return value{sql: "CAST(" + v.sql + " AS UINTEGER)", t: t}
}

var regClasses = map[uint32]catalog.Reg{
	types.RegClass: catalog.RegClass, types.RegType: catalog.RegType, types.RegProc: catalog.RegProc,
	types.RegNamespace: catalog.RegNamespace, types.RegProcedure: catalog.RegProc,
}

// regLiteral resolves what PostgreSQL ships at once; the rest is looked up by the engine. Digits are an OID.
func (p *printer) regLiteral(text string, t types.Type) value {
	name := strings.TrimSpace(text)
	switch {
	case name == "-":
		return value{sql: "CAST(0 AS UINTEGER)", t: t}
	case name != "" && strings.Trim(name, "0123456789") == "":
		return value{sql: "CAST(" + name + " AS UINTEGER)", t: t}
	}
	if class, ok := regClasses[t.OID]; ok && !strings.Contains(name, `"`) {
		if oid, ok := catalog.SystemOID(class, name); ok {
			return value{sql: "CAST(" + uitoa(oid) + " AS UINTEGER)", t: t}
		}
	}
	if t.OID == types.RegClass {
		if oid, ok := p.relationOID(name); ok {
			return value{sql: "CAST(" + uitoa(oid) + " AS UINTEGER)", t: t}
		}
	}
	return value{sql: regIn(quote(text), t), t: t}
}

// relationOID asks the session for a relation that a regclass constant names.
func (p *printer) relationOID(name string) (uint32, bool) {
	if p.env.Relation == nil {
		return 0, false
	}
	parts := splitName(name)
	if len(parts) == 0 || len(parts) > 2 {
		return 0, false
	}
	schema := ""
	if len(parts) == 2 {
		schema = parts[0]
	}
	r, ok := p.env.Relation(schema, parts[len(parts)-1])
	if !ok || r.OID == 0 {
		return 0, false
	}
	return r.OID, true
}

// splitName reads "Schema".table as identifiers.
func splitName(s string) []string {
	var parts []string
	for s != "" {
		var part string
		if s[0] == '"' {
			end := 1
			for end < len(s) && (s[end] != '"' || strings.HasPrefix(s[end:], `""`)) {
				if s[end] == '"' {
					end++
				}
				end++
			}
			if end >= len(s) {
				return nil
			}
			part, s = strings.ReplaceAll(s[1:end], `""`, `"`), s[end+1:]
		} else {
			n := strings.IndexByte(s, '.')
			if n < 0 {
				n = len(s)
			}
			part, s = strings.ToLower(strings.TrimSpace(s[:n])), s[n:]
		}
		parts = append(parts, part)
		if s != "" {
			if s[0] != '.' {
				return nil
			}
			s = s[1:]
		}
	}
	return parts
}
