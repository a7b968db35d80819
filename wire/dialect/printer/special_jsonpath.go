package printer

import (
	"encoding/json"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// jsonPathCall reads the arguments of jsonb_path_…(document, path [, vars [, silent]]). The path is a constant. A NULL
// document gives NULL.
func (p *printer) jsonPathCall(f *pg.FuncCall, args []value) (items, predicate string, ok bool) {
	if len(args) < 2 || len(args) > 4 {
		return "", "", false
	}
	var vars map[string]any
	if len(args) > 2 {
		vars = p.pathVars(f.Location, args[2])
	}
	items, predicate = p.sqlJSONPath(f.Location, args[0], args[1], vars)
	return items, predicate, true
}

// sqlJSONPath prints a path over a document.
func (p *printer) sqlJSONPath(location int32, document, path value, vars map[string]any) (items, predicate string) {
	if path.lit == nil {
		p.unsupported(location, "a jsonpath that is no constant")
	}
	items, predicate, err := pattern.JSONPath(*path.lit, vars)
	if err != nil && path.at > 0 {
		err.Position = p.position(path.at - 1)
	}
	p.check(err)
	doc := p.coerce(document, types.Of(types.JSONB)).sql
	in := func(expr string) string {
		if expr == "" {
			return ""
		}
		return "CASE WHEN " + doc + " IS NOT NULL THEN " + strings.ReplaceAll(expr, "$1", doc) + " END"
	}
	return in(items), in(predicate)
}

// pathVars are the variables of a path, a constant JSON object.
func (p *printer) pathVars(location int32, v value) map[string]any {
	if v.lit == nil {
		p.unsupported(location, "jsonpath variables that are no constant")
	}
	d := json.NewDecoder(strings.NewReader(*v.lit))
	d.UseNumber()
	var vars map[string]any
	if d.Decode(&vars) != nil {
		p.fail(location, "22023", "\"vars\" argument is not an object")
	}
	return vars
}

// jsonPathQuery is jsonb_path_query, a row per item.
func jsonPathQuery(p *printer, f *pg.FuncCall, args []value) (called, bool) {
	items, predicate, ok := p.jsonPathCall(f, args)
	if predicate != "" {
		items = "[to_json(" + predicate + ")]"
	}
	return called{value: value{t: types.Of(types.JSONB)}, set: items}, ok
}

// jsonPathValue are the functions that give one value of the items.
func jsonPathValue(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	items, predicate, ok := p.jsonPathCall(f, args)
	if !ok {
		return value{}, false
	}
	name := lastName(f.Funcname)
	if predicate != "" && name != "jsonb_path_match" {
		items = "[to_json(" + predicate + ")]"
	}
	switch name {
	case "jsonb_path_query_array":
		return of("to_json("+items+")", types.JSONB), true
	case "jsonb_path_query_first":
		return of("("+items+")[1]", types.JSONB), true
	case "jsonb_path_exists":
		return of("(len("+items+") > 0)", types.Bool), true
	}
	if predicate == "" {
		p.unsupported(f.Location, "jsonb_path_match of a path that is no condition")
	}
	return of(predicate, types.Bool), true
}

// jsonPathOperator is document @? path and document @@ path.
func (p *printer) jsonPathOperator(op string, a, b value) value {
	if !types.IsJSON(a.t) {
		p.unsupported(p.operatorAt-1, "the operator "+op+" but for jsonb and jsonpath")
	}
	items, predicate := p.sqlJSONPath(p.operatorAt-1, a, b, nil)
	switch {
	case op == "@?" && predicate == "":
		return of("(len("+items+") > 0)", types.Bool)
	case op == "@@" && predicate != "":
		return of("("+predicate+")", types.Bool)
	}
	p.unsupported(p.operatorAt-1, op+" with such a path")
	return value{}
}
