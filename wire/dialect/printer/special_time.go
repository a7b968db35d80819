package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// numericCarried is a numeric that DuckDB keeps as an integer.
var numericCarried = types.Type{OID: types.Numeric, Carry: types.Integer}

// field is a constant field name of extract, date_part or date_trunc, and the value.
func (p *printer) timeField(args []value) (field string, v value, ok bool) {
	if len(args) < 2 {
		return "", value{}, false
	}
	name := args[0]
	v = args[1]
	if open(v) {
		v = p.coerce(v, types.Of(types.TimestampTZ))
	}
	if name.lit == nil {
		return "", v, false
	}
	return strings.ToLower(*name.lit), v, true
}

// extract is numeric in PostgreSQL.
func extract(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	field, v, ok := p.timeField(args)
	if !ok {
		return value{}, false
	}
	return p.extracted(f, field, v), true
}

// datePart is extract as float8.
func datePart(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	field, v, ok := p.timeField(args)
	if !ok {
		return value{}, false
	}
	return of("CAST("+p.extracted(f, field, v).sql+" AS DOUBLE)", types.Float8), true
}

// fieldNames are the spellings of a field that DuckDB does not know.
var fieldNames = map[string]string{
	"years": "year", "y": "year", "yr": "year", "yrs": "year", "months": "month", "mon": "month", "mons": "month",
	"days": "day", "d": "day", "hours": "hour", "h": "hour", "hr": "hour", "hrs": "hour", "minutes": "minute", "m": "minute",
	"min": "minute", "mins": "minute", "seconds": "second", "s": "second", "sec": "second", "secs": "second",
	"weeks": "week", "w": "week", "quarters": "quarter", "qtr": "quarter", "decades": "decade", "centuries": "century",
	"c": "century", "millennia": "millennium", "mil": "millennium", "ms": "milliseconds", "msec": "milliseconds",
	"millisecond": "milliseconds", "us": "microseconds", "usec": "microseconds", "microsecond": "microseconds",
}

var knownFields = map[string]bool{
	"century": true, "day": true, "decade": true, "dow": true, "doy": true, "epoch": true, "hour": true, "isodow": true,
	"isoyear": true, "julian": true, "microseconds": true, "millennium": true, "milliseconds": true, "minute": true,
	"month": true, "quarter": true, "second": true, "timezone": true, "timezone_hour": true, "timezone_minute": true,
	"week": true, "year": true,
}

// dateFields are the fields of a date.
var dateFields = map[string]bool{
	"century": true, "day": true, "decade": true, "dow": true, "doy": true, "epoch": true, "isodow": true, "isoyear": true,
	"julian": true, "millennium": true, "month": true, "quarter": true, "week": true, "year": true,
}

func canonicalField(name string) string {
	if n, ok := fieldNames[name]; ok {
		return n
	}
	return name
}

func (p *printer) extracted(f *pg.FuncCall, name string, v value) value {
	field := canonicalField(name)
	if !knownFields[field] {
		p.fail(-1, sqlstate.InvalidParameterValue, "unit %q not recognized for type %s", name, sqlName(v.t))
	}
	if v.t.OID == types.Date && !dateFields[field] {
		p.fail(-1, sqlstate.FeatureNotSupported, "unit %q not supported for type date", name)
	}
	part := func(f string) string { return "date_part('" + f + "', " + v.sql + ")" }
	exact := func(sql string, scale int) value {
		return value{sql: sql, t: types.NumericOf(18, scale)}
	}
	switch {
	case field == "epoch" && v.t.OID == types.Date:
		return value{sql: "CAST(" + part("epoch") + " AS BIGINT)", t: numericCarried}
	case field == "epoch" && v.t.OID == types.Interval:
		return exact("CAST("+functions.Macro+"interval_epoch("+v.sql+") AS DECIMAL(18,6))", 6)
	case field == "epoch" && v.t.OID == 0:
		return exact("CAST("+functions.Macro+"date_part('epoch', "+v.sql+") AS DECIMAL(18,6))", 6)
	case field == "epoch":
		return exact("CAST("+part("epoch")+" AS DECIMAL(18,6))", 6)
	case field == "second":
		return exact("(CAST("+part("microseconds")+" AS DECIMAL(12,0)) * 0.000001)", 6)
	case field == "milliseconds":
		return exact("(CAST("+part("microseconds")+" AS DECIMAL(12,0)) * 0.001)", 3)
	case field == "week" && v.t.OID == types.Interval:
		return value{sql: "(" + part("day") + " // 7)", t: numericCarried}
	case field == "julian":
		return value{sql: part("julian"), t: types.Type{OID: types.Numeric, Carry: types.Double}}
	}
	return value{sql: part(field), t: numericCarried}
}

// sqlName is a type's name in messages.
func sqlName(t types.Type) string {
	switch t.OID {
	case types.TimestampTZ:
		return "timestamp with time zone"
	case types.Timestamp:
		return "timestamp without time zone"
	case 0:
		return "unknown"
	}
	return types.NameOf(t.OID)
}

// dateTrunc: a date becomes a timestamptz first; centuries begin in year 1.
func dateTrunc(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	name, v, ok := p.timeField(args)
	if !ok || len(f.Args) != 2 || v.t.OID == 0 {
		return value{}, false
	}
	field := canonicalField(name)
	if !knownFields[field] {
		p.fail(-1, sqlstate.InvalidParameterValue, "unit %q not recognized for type %s", name, sqlName(v.t))
	}
	if v.t.OID == types.Date {
		v = p.implicit(v, types.Of(types.TimestampTZ))
	}
	sql := "date_trunc('" + field + "', " + v.sql + ")"
	if field == "century" || field == "millennium" {
		sql = functions.Macro + "trunc_any('" + field + "', " + v.sql + ")"
	}
	return value{sql: sql, t: bare(v.t)}, true
}

// atTimeZone is timestamp AT TIME ZONE zone: timezone(zone, timestamp).
func atTimeZone(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 2 {
		return value{}, false
	}
	zone, v := p.coerce(args[0], types.Of(types.Text)), args[1]
	if open(v) {
		v = p.coerce(v, types.Of(types.TimestampTZ))
	}
	switch v.t.OID {
	case types.Date:
		v = p.implicit(v, types.Of(types.TimestampTZ))
	case 0:
		return value{}, false
	}
	t := types.Of(types.TimestampTZ)
	switch v.t.OID {
	case types.TimestampTZ:
		t = types.Of(types.Timestamp)
	case types.TimeTZ, types.Time:
		t = types.Of(types.TimeTZ)
	}
	if zone.t.OID == types.Interval {
		return p.atOffset(zone, v, t), true
	}
	if args[0].lit != nil {
		if offset, ok := pattern.ZoneOffset(*args[0].lit); ok {
			return p.atOffset(of(intervalSQL(pattern.Span{Micros: offset}), types.Interval), v, t), true
		}
	}
	return value{sql: "timezone(" + zone.sql + ", " + v.sql + ")", t: t}, true
}

// overlaps is (a, b) OVERLAPS (c, d), where an interval in the second place counts from the first.
func overlaps(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if len(args) != 4 {
		return value{}, false
	}
	for i := 1; i < 4; i += 2 {
		if args[i].t.OID == types.Interval {
			args[i] = p.infix("+", args[i-1], args[i])
			args[i-1] = p.implicit(args[i-1], args[i].t)
		}
	}
	return value{}, false
}

// atOffset is AT TIME ZONE with an interval.
func (p *printer) atOffset(offset, v value, t types.Type) value {
	if v.t.OID == types.TimestampTZ {
		return value{sql: "(timezone('UTC', " + v.sql + ") + " + offset.sql + ")", t: t}
	}
	return value{sql: "timezone('UTC', " + v.sql + " - " + offset.sql + ")", t: t}
}

var intervalArgs = []string{"years", "months", "weeks", "days", "hours", "mins", "secs"}

// makeInterval takes named arguments.
func makeInterval(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	var parts []string
	for i, n := range f.Args {
		name := ""
		if i < len(intervalArgs) {
			name = intervalArgs[i]
		}
		if named := n.GetNamedArgExpr(); named != nil {
			name = named.Name
		}
		t := types.Of(types.Int4)
		if name == "secs" {
			t = types.Of(types.Float8)
		}
		parts = append(parts, name+" := "+p.coerce(args[i], t).sql)
	}
	return of(functions.Macro+"make_interval("+strings.Join(parts, ", ")+")", types.Interval), true
}

// toChar needs a constant format.
func toChar(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 2 {
		return value{}, false
	}
	if args[1].lit == nil {
		p.unsupported(f.Location, "to_char with a format that is no constant")
	}
	v, format := args[0], *args[1].lit
	if open(v) {
		v = p.coerce(v, types.Of(types.TimestampTZ))
	}
	if types.IsNumber(v.t) || v.t.OID == 0 && strings.ContainsAny(format, "90") {
		expr, ok := pattern.NumberFormat(format, v.t.OID == types.Float8 || v.t.OID == types.Float4)
		if !ok {
			p.unsupported(f.Location, "the to_char format "+format)
		}
		return of(strings.ReplaceAll(expr, "$1", v.sql), types.Text), true
	}
	var parts []string
	for _, piece := range pattern.TimeFormat(format, v.t.OID == types.Interval) {
		if piece.Expr != "" {
			parts = append(parts, strings.ReplaceAll(piece.Expr, "$1", v.sql))
		} else {
			parts = append(parts, strftime(v, piece.Strftime))
		}
	}
	if parts == nil {
		parts = []string{"''"}
	}
	if len(parts) == 1 {
		return of(parts[0], types.Text), true
	}
	return of("("+strings.Join(parts, " || ")+")", types.Text), true
}

// strftime prints text without codes as a constant.
func strftime(v value, format string) string {
	if plain := strings.ReplaceAll(format, "%%", ""); !strings.Contains(plain, "%") {
		return quote(strings.ReplaceAll(format, "%%", "%"))
	}
	if v.t.OID == types.Time {
		v.sql = "(DATE '1970-01-01' + " + v.sql + ")"
	}
	return "strftime(" + v.sql + ", " + quote(format) + ")"
}

// parsedTime is strptime for a constant format.
func (p *printer) parsedTime(f *pg.FuncCall, args []value) (string, bool) {
	if len(args) != 2 {
		return "", false
	}
	if args[1].lit == nil {
		p.unsupported(f.Location, "to_date and to_timestamp with a format that is no constant")
	}
	format, ok := pattern.ParseFormat(*args[1].lit)
	if !ok {
		p.unsupported(f.Location, "the format "+*args[1].lit)
	}
	return "strptime(" + p.coerceText(args[0]).sql + ", " + quote(format) + ")", true
}

func toDate(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	sql, ok := p.parsedTime(f, args)
	return of("CAST("+sql+" AS DATE)", types.Date), ok
}

// toTimestamp with one argument takes seconds since 1970: the table has it.
func toTimestamp(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	sql, ok := p.parsedTime(f, args)
	return of("CAST("+sql+" AS TIMESTAMPTZ)", types.TimestampTZ), ok
}

func toNumber(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 2 || args[1].lit == nil {
		p.unsupported(f.Location, "to_number with a format that is no constant")
	}
	scale := pattern.Scale(*args[1].lit)
	t := types.NumericOf(types.MaxPrecision, scale)
	text := "regexp_replace(" + p.coerceText(args[0]).sql + ", '[^0-9.\\-]', '', 'g')"
	text = "regexp_replace(" + text + `, '^([0-9.]+)-$', '-\1')` // the sign may come last
	return value{sql: "CAST(" + text + " AS " + types.Duck(t) + ")", t: t}, true
}

// valueFunction prints current_date, current_user and the like.
func (p *printer) valueFunction(f *pg.SQLValueFunction) value {
	switch f.Op {
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_DATE:
		return of("CAST(now() AS DATE)", types.Date) // the bare word would be the column of that name, where there is one
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP, pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N:
		return p.atPrecision(of("now()", types.TimestampTZ), f.Typmod)
	case pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP, pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N:
		return p.atPrecision(of("CAST(now() AS TIMESTAMP)", types.Timestamp), f.Typmod)
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME, pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N:
		return of("CAST(now() AS TIMETZ)", types.TimeTZ)
	case pg.SQLValueFunctionOp_SVFOP_LOCALTIME, pg.SQLValueFunctionOp_SVFOP_LOCALTIME_N:
		return of("CAST(CAST(now() AS TIMESTAMP) AS TIME)", types.Time)
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_CATALOG:
		return constText(p.env.Database, types.Name)
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_SCHEMA:
		v, _ := currentSchema(p, nil, nil, nil)
		return v
	case pg.SQLValueFunctionOp_SVFOP_SESSION_USER:
		if p.env.SessionUser != "" {
			return constText(p.env.SessionUser, types.Name)
		}
	}
	return constText(p.env.User, types.Name)
}

func (p *printer) atPrecision(v value, typmod int32) value {
	if typmod < 0 || typmod > 5 {
		return v
	}
	return p.rounded(v, types.Type{OID: v.t.OID, Mod: typmod + 1}, typmod)
}
