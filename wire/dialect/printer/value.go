package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// value is a printed expression.
type value struct {
	sql string
	t   types.Type
	// lit is the text of a quoted constant that has no type yet (t is Unknown).
	lit *string
	at  int32 // the constant's location, plus one
	// number is the text of a plain numeric constant.
	number string
	null   bool // the bare NULL
	param  int  // the number of a parameter that has no type yet
	// origin is the column that a plain column reference shows.
	origin origin
	// declared: t.Mod was written by the client or is the column's, so clients are told of it.
	declared bool
	// rows: a set-returning function, already unnested; fields are its columns if it gives records.
	rows   bool
	fields []functions.Field
	// scale is the number of digits behind the point of a numeric, plus one; 0 where it is not known.
	scale int
	// exact is the SQL of a quotient or mean as DECIMAL, where sql gives it as DOUBLE: it serves where the value is shown
	// or rounded.
	exact string
	// items are the elements of an array written out, nil where it is not.
	items []value
	// escape is the ESCAPE character of a LIKE pattern.
	escape *string
	// row: the parts of ROW(…), for comparisons field by field.
	row []value
	// whole: the columns of a table's whole row, for IS NULL; absent: an outer join may not have found one.
	whole  []value
	absent bool
}

// origin is a table's column, as RowDescription tells it.
type origin struct {
	table  uint32
	attnum int16
}

func of(sql string, oid uint32) value { return value{sql: sql, t: types.Of(oid)} }

// as converts a value's type where an expression wants another: typed parameters and constants, and reg* and oid.
func (p *printer) coerce(v value, t types.Type) value {
	switch {
	case v.param > 0:
		return p.settle(v, t)
	case v.null:
		return v
	case v.lit != nil && t.Known():
		return p.literalOf(v, bare(t)) // only an explicit cast cuts or rounds
	case v.lit != nil:
		return v
	case v.t.OID == types.BPChar && t.OID == types.Text:
		return of("rtrim("+v.sql+", ' ')", types.Text)
	case t.OID == types.Text && types.IsText(v.t), v.t.OID == 0, v.t.OID == t.OID, t.OID == 0:
		return v
	}
	return p.implicit(v, t)
}

// implicit are the conversions that DuckDB does not do by itself, or does otherwise.
func (p *printer) implicit(v value, t types.Type) value {
	switch {
	case t.OID == types.TimestampTZ && (v.t.OID == types.Date || v.t.OID == types.Timestamp),
		t.OID == types.Timestamp && v.t.OID == types.Date:
		return of("CAST("+v.sql+" AS "+types.Duck(t)+")", t.OID)
	case v.t.OID == types.Int2 && (t.OID == types.Int4 || t.OID == types.Int8):
		return of("CAST("+v.sql+" AS "+types.Duck(t)+")", t.OID)
	}
	return v
}

// same settles a and b to one type, as PostgreSQL does for the operands of an operator that has it on both sides.
func (p *printer) same(a, b value) (value, value) {
	return p.coerce(a, b.t), p.coerce(b, a.t)
}

// plain gives an untyped constant or parameter its last resort: text.
func (p *printer) plain(v value) value {
	if v.param > 0 || v.lit != nil {
		return p.coerce(v, types.Of(types.Text))
	}
	return v
}

// show is the form in which a value leaves the statement: reg* as names, records as text. A numeric carried as DOUBLE may be
// more than a DECIMAL holds, and NaN: it goes out as it is, unless it is stored in a table.
func (p *printer) show(v value) value {
	v = p.plain(v)
	switch {
	case v.t.OID == types.Numeric && (v.exact != "" || p.stores || v.t.Carry != types.Double):
		return p.decimal(v)
	case types.IsReg(v.t):
		v.sql = regOut(v)
	case types.IsRange(v.t):
		v.sql = rangeOut(v)
	case v.t.OID == types.Record && (v.row != nil || v.fields != nil):
		v.sql = p.recordText(v)
	}
	return v
}

// decimal is a numeric as DECIMAL, whatever carries it.
func (p *printer) decimal(v value) value {
	switch {
	case v.exact != "":
		v.sql = v.exact
	case v.t.Carry == types.Double:
		v.sql = "CAST(CAST(" + v.sql + " AS VARCHAR) AS " + types.Duck(types.Of(types.Numeric)) + ")" // its shortest digits
	case v.t.Carry != types.Exact:
		v.sql = "CAST(" + v.sql + " AS " + types.Duck(types.Type{OID: types.Numeric, Carry: v.t.Carry}) + ")"
	}
	v.t.Carry = types.Exact
	return v
}

// recordText is a record as PostgreSQL writes it: (1,"a b",).
func (p *printer) recordText(v value) string {
	fields := v.row
	for _, f := range v.fields {
		fields = append(fields, v.field(f))
	}
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = functions.Macro + "record_elem(" + p.concatArg(f).sql + ")"
	}
	if len(parts) == 0 {
		return "'()'"
	}
	text := "('(' || " + strings.Join(parts, " || ',' || ") + " || ')')"
	if v.absent {
		return "(CASE WHEN " + v.sql + " IS NOT NULL THEN " + text + " END)"
	}
	return text
}

// field is one of a record's fields.
func (v value) field(f functions.Field) value {
	return value{sql: "struct_extract(" + v.sql + ", " + quote(f.Name) + ")", t: f.Type}
}

// text is the value as PostgreSQL's output function writes it.
func (p *printer) text(v value) value {
	return of(p.textSQL(v), types.Text)
}

func (p *printer) textSQL(v value) string {
	v = p.plain(v)
	cast := "CAST(" + v.sql + " AS VARCHAR)"
	switch {
	case v.null:
		return "CAST(NULL AS VARCHAR)"
	case v.t.OID == types.BPChar:
		return "rtrim(" + v.sql + ", ' ')"
	case types.IsText(v.t):
		return v.sql
	case types.IsReg(v.t):
		return regOut(v)
	case types.IsRange(v.t):
		return rangeOut(v)
	case types.IsArray(v.t):
		return functions.Macro + "array_out(" + v.sql + ")"
	}
	switch v.t.OID {
	case types.Float4, types.Float8:
		return functions.Macro + "float_text(" + cast + ")"
	case types.TimestampTZ: // of a bare cast beside a constant DuckDB makes a comparison of moments
		return "(" + cast + " || '')"
	case types.Interval:
		return functions.Macro + "interval_text(" + cast + ")"
	case types.JSONB:
		return functions.Macro + "jsonb_text(" + v.sql + ")"
	case types.Bytea:
		return functions.Macro + "bytea_text(" + v.sql + ")"
	case types.Int2Vector, types.OIDVector:
		return "array_to_string(" + v.sql + ", ' ')"
	case types.Record:
		if v.row != nil || v.fields != nil {
			return p.recordText(v)
		}
		return functions.Macro + "text(" + v.sql + ")"
	case 0:
		return functions.Macro + "text(" + v.sql + ")"
	case types.Numeric:
		return numericText(p.decimal(v))
	}
	return cast
}

// numericText drops the zeros with which DuckDB fills the scale of a numeric that has none of its own.
func numericText(v value) string {
	if v.t.Mod != 0 || v.t.Carry == types.Integer || v.number != "" {
		return "CAST(" + v.sql + " AS VARCHAR)"
	}
	return functions.Macro + "numeric_text(" + v.sql + ")"
}

// regOut is the name behind a reg* value.
func regOut(v value) string {
	return functions.Macro + types.NameOf(v.t.OID) + "out(" + v.sql + ")"
}

func rangeOut(v value) string { return functions.Macro + "range_out(" + v.sql + ")" }

// regIn is the OID of a reg* name.
func regIn(sql string, t types.Type) string {
	return functions.Macro + types.NameOf(t.OID) + "in(" + sql + ")"
}
