package printer

import (
	"encoding/json"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// JSON is put together as text, since DuckDB's own functions write numbers anew: 10.50 would be 10.5, and 72 of a float8
// 72.0. Blanks stand where PostgreSQL has them.

// jsonText is a value as it stands in JSON, as text; NULL is null.
func (p *printer) jsonText(v value) string {
	if v.null {
		return "'null'"
	}
	return "coalesce(" + p.jsonRaw(v) + ", 'null')"
}

// jsonRaw is jsonText where NULL stays NULL.
func (p *printer) jsonRaw(v value) string {
	v = p.plain(v)
	cast := "CAST(" + v.sql + " AS VARCHAR)"
	switch {
	case v.null:
		return "CAST(NULL AS VARCHAR)"
	case types.IsInteger(v.t), v.t.OID == types.Bool, v.t.OID == types.JSON:
		return cast
	case v.t.OID == types.JSONB:
		return functions.Macro + "jsonb_text(" + v.sql + ")"
	case v.t.OID == types.Numeric:
		return numericText(p.decimal(v))
	case v.t.OID == types.Float8 || v.t.OID == types.Float4:
		return functions.Macro + "json_float(" + cast + ")"
	case v.t.OID == types.Record && (v.fields != nil || v.row != nil):
		return p.jsonRecord(v)
	}
	return "CAST(to_json(" + p.jsonValue(v).sql + ") AS VARCHAR)"
}

// jsonRecord is a record whose fields are known. Those of ROW(…) are called f1, f2 and so on.
func (p *printer) jsonRecord(v value) string {
	var parts []string
	for i, f := range v.row {
		parts = append(parts, quote(jsonKey("f"+itoa(i+1))+":")+" || "+p.jsonText(f))
	}
	for _, f := range v.fields {
		parts = append(parts, quote(jsonKey(f.Name)+":")+" || "+p.jsonText(v.field(f)))
	}
	text := "('{' || " + strings.Join(append(parts, ""), " || ',' || ")
	text = strings.TrimSuffix(text, "',' || ") + "'}')"
	if v.row != nil {
		return text
	}
	return "CASE WHEN " + v.sql + " IS NOT NULL THEN " + text + " END"
}

// jsonKey is a key as JSON writes it.
func jsonKey(key string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(key); err != nil {
		return quote(key) // no string fails
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// toJSON is to_json(x) and row_to_json(x).
func toJSON(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if len(args) != 1 || args[0].t.OID == 0 || args[0].t.OID == types.Record && args[0].fields == nil && args[0].row == nil {
		return value{}, false
	}
	return of("CAST("+p.jsonRaw(args[0])+" AS JSON)", jsonType(f)), true
}

// jsonType is the type that a function says in its name.
func jsonType(f *pg.FuncCall) uint32 {
	if strings.Contains(lastName(f.Funcname), "jsonb") {
		return types.JSONB
	}
	return types.JSON
}

// buildObject is json_build_object(key, value, …).
func buildObject(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if f.FuncVariadic || len(args)%2 == 1 || len(args) == 0 {
		return value{}, false
	}
	var parts []string
	for i := 0; i < len(args); i += 2 {
		key := "CAST(to_json(" + p.concatArg(args[i]).sql + ") AS VARCHAR) || ' : '"
		if lit := args[i].lit; lit != nil {
			key = quote(jsonKey(*lit) + " : ")
		}
		parts = append(parts, key+" || "+p.jsonText(args[i+1]))
	}
	return of("CAST('{' || "+strings.Join(parts, " || ', ' || ")+" || '}' AS JSON)", jsonType(f)), true
}

// buildArray is json_build_array(value, …).
func buildArray(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if f.FuncVariadic || len(args) == 0 {
		return value{}, false
	}
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = p.jsonText(a)
	}
	return of("CAST('[' || "+strings.Join(parts, " || ', ' || ")+" || ']' AS JSON)", jsonType(f)), true
}

// jsonArguments converts the arguments of a function that makes JSON: what an aggregate puts together is text, but for
// DISTINCT, whose order is that of the values.
func (p *printer) jsonArguments(fn *functions.Function, f *pg.FuncCall, args []value) {
	last := len(args) - 1
	if fn.Kind == functions.Aggregate && !f.AggDistinct {
		args[last] = of(p.jsonText(args[last]), types.Text)
		return
	}
	for i, a := range args {
		args[i] = p.jsonValue(a)
	}
}
