package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// jsonOperator prints PostgreSQL's JSON operators. DuckDB's own -> takes JSON paths, PostgreSQL's plain keys.
func (p *printer) jsonOperator(op string, a, b value) value {
	if a.lit != nil || a.param > 0 {
		a = p.coerce(a, types.Of(types.JSON))
	}
	t := types.Of(types.Text)
	suffix := "_text"
	if op == "->" || op == "#>" || op == "#-" {
		t, suffix = bare(a.t), ""
	}
	switch op {
	case "->", "->>":
		return value{sql: p.jsonMember(a, b, suffix), t: t}
	case "#>", "#>>":
		return value{sql: p.jsonPath(a, b, suffix), t: t}
	case "?":
		return of(functions.Macro+"json_has("+a.sql+", "+p.coerce(b, types.Of(types.Text)).sql+")", types.Bool)
	case "?|", "?&":
		name := "json_has_any("
		if op == "?&" {
			name = "json_has_all("
		}
		return of(functions.Macro+name+a.sql+", "+p.coerce(b, textArray).sql+")", types.Bool)
	case "@?", "@@":
		return p.jsonPathOperator(op, a, b)
	case "#-":
		return value{sql: functions.Macro + "json_delete_path(" + a.sql + ", " + p.coerce(b, textArray).sql + ")", t: t}
	}
	p.unsupported(-1, "the operator "+op)
	return value{}
}

var textArray = types.ArrayOf(types.Of(types.Text))

// jsonMember: an integer picks an element, anything else a member.
func (p *printer) jsonMember(a, b value, suffix string) string {
	if types.IsInteger(b.t) {
		return p.jsonAt(a, b, suffix)
	}
	return p.jsonGet(a, b, suffix)
}

func jsonExtract(suffix string) string {
	if suffix == "" {
		return "json_extract("
	}
	return "json_extract_string("
}

func (p *printer) jsonAt(a, i value, suffix string) string {
	if i.number != "" {
		path := "$[" + i.number + "]"
		if strings.HasPrefix(i.number, "-") {
			path = "$[#" + i.number + "]"
		}
		return jsonExtract(suffix) + a.sql + ", " + quote(path) + ")"
	}
	return functions.Macro + "json_at" + suffix + "(" + a.sql + ", " + i.sql + ")"
}

func (p *printer) jsonGet(a, k value, suffix string) string {
	if k.lit != nil {
		return jsonExtract(suffix) + a.sql + ", " + quote(pointer(*k.lit)) + ")"
	}
	return functions.Macro + "json_get" + suffix + "(" + a.sql + ", " + p.coerce(k, types.Of(types.Text)).sql + ")"
}

func (p *printer) jsonPath(a, keys value, suffix string) string {
	if keys.lit != nil {
		l, err := pattern.Array(*keys.lit)
		p.check(err)
		path := ""
		for _, i := range l.Items {
			path += pointer(i.Text)
		}
		return jsonExtract(suffix) + a.sql + ", " + quote(path) + ")"
	}
	return functions.Macro + "json_path" + suffix + "(" + a.sql + ", " + p.coerce(keys, textArray).sql + ")"
}

// pointer is a step of a JSON pointer.
func pointer(key string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

func (p *printer) concatJSON(a, b value) value {
	a, b = p.coerce(a, b.t), p.coerce(b, a.t)
	return of(functions.Macro+"json_concat("+a.sql+", "+b.sql+")", types.JSONB)
}

// containment prints @>, <@ and && of arrays and jsonb.
func (p *printer) containment(op string, a, b value) value {
	a, b = p.same(a, b)
	if op == "<@" {
		a, b = b, a
	}
	name := "list_has_all("
	switch {
	case op == "&&":
		name = "list_has_any("
	case types.IsJSON(a.t) || types.IsJSON(b.t):
		name = "json_contains("
	}
	return of(name+p.plain(a).sql+", "+p.plain(b).sql+")", types.Bool)
}

// jsonValue is a value as PostgreSQL writes it into JSON where DuckDB does otherwise: times in ISO 8601 with T, numerics
// with their own digits.
func (p *printer) jsonValue(v value) value {
	switch {
	case v.null:
		return v
	case v.t.OID == types.Timestamp, v.t.OID == types.TimestampTZ:
		return of(functions.Macro+"json_time("+v.sql+")", types.Text)
	case v.t.OID == types.Interval, v.t.OID == types.Bytea, types.IsRange(v.t):
		return p.text(v)
	case v.t.OID == types.Numeric:
		return of("CAST("+numericText(p.decimal(v))+" AS JSON)", types.JSON)
	case v.t.OID == types.Record && len(v.fields) > 0:
		return of("CAST("+p.jsonRecord(v)+" AS JSON)", types.JSON)
	}
	return v
}

// isJSON prints x IS JSON.
func (p *printer) isJSON(j *pg.JsonIsPredicate, s *scope) value {
	v := p.coerceText(p.expr(j.Expr, s)).sql
	valid := "json_valid(" + v + ")"
	kind := "json_type(CASE WHEN json_valid(" + v + ") THEN CAST(" + v + " AS JSON) END)"
	switch j.ItemType {
	case pg.JsonValueType_JS_TYPE_OBJECT:
		return of("coalesce("+kind+" = 'OBJECT', false)", types.Bool)
	case pg.JsonValueType_JS_TYPE_ARRAY:
		return of("coalesce("+kind+" = 'ARRAY', false)", types.Bool)
	case pg.JsonValueType_JS_TYPE_SCALAR:
		return of("coalesce("+kind+" NOT IN ('ARRAY', 'OBJECT'), false)", types.Bool)
	}
	return of(valid, types.Bool)
}

func (p *printer) jsonObject(j *pg.JsonObjectConstructor, s *scope) value {
	var parts []string
	for _, n := range j.Exprs {
		kv := n.GetJsonKeyValue()
		parts = append(parts, p.coerceText(p.expr(kv.Key, s)).sql, p.plain(p.expr(kv.Value.RawExpr, s)).sql)
	}
	return of("json_object("+strings.Join(parts, ", ")+")", types.JSON)
}

func (p *printer) jsonArray(j *pg.JsonArrayConstructor, s *scope) value {
	var parts []string
	for _, n := range j.Exprs {
		parts = append(parts, p.plain(p.expr(n.GetJsonValueExpr().GetRawExpr(), s)).sql)
	}
	return of("json_array("+strings.Join(parts, ", ")+")", types.JSON)
}
