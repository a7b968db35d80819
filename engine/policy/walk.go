package policy

import (
	"maps"
	"slices"
	"strings"
)

// A tree is DuckDB's parse tree as JSON gives it. Objects are expressions (they have a class), relations, query nodes, result
// modifiers or type descriptions (told by their type), or plain parts without either.
type walker struct {
	p      *Policy
	target int // byte offset of the construct being refused; negative where unknown
}

// expressions are the classes of expressions that exist in a parsed, unbound tree.
var expressions = set(`AGGREGATE BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT DEFAULT FUNCTION LAMBDA LAMBDA_REF
	OPERATOR PARAMETER POSITIONAL_REFERENCE STAR SUBQUERY WINDOW TYPE`)

// parts are the types of objects that are no expressions and need no decision of their own.
var parts = set(`SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE
	JOIN SUBQUERY EXPRESSION_LIST EMPTY PIVOT
	ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER
	ASCENDING DESCENDING ORDER_DEFAULT`)

// walk decides on a value and all below it.
func (w *walker) walk(v any) *Error {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if err := w.walk(item); err != nil {
				return err
			}
		}
	case map[string]any:
		return w.object(v)
	}
	return nil
}

func (w *walker) object(m map[string]any) *Error {
	if err := w.decide(m); err != nil {
		w.locate(m)
		return err
	}
	if m["class"] == "CONSTANT" {
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(m)) { // sorted, so that the same statement fails in the same way
		if err := w.walk(m[k]); err != nil {
			w.locate(m)
			return err
		}
	}
	return nil
}

// locate remembers where the innermost construct that has a place stands.
func (w *walker) locate(m map[string]any) {
	if at, ok := m["query_location"].(float64); ok && at < 1<<40 && w.target < 0 {
		w.target = int(at)
	}
}

// decide judges one object without what is in it.
func (w *walker) decide(m map[string]any) *Error {
	if class, ok := m["class"].(string); ok {
		return w.expression(class, m)
	}
	kind, ok := m["type"].(string)
	if !ok {
		return nil
	}
	switch kind {
	case "BASE_TABLE":
		if m["at_clause"] != nil {
			return refuse(unsupported, "AT (VERSION | TIMESTAMP) is not supported")
		}
		return w.p.relation(text(m, "catalog_name"), text(m, "schema_name"), text(m, "table_name"))
	case "TABLE_FUNCTION":
		return w.tableFunction(m)
	case "SHOW_REF":
		return showRef(m)
	}
	if parts[kind] || strings.HasSuffix(kind, "_TYPE_INFO") {
		return nil
	}
	return refuse(unsupported, "%s is not supported", strings.ToLower(kind))
}

func (w *walker) expression(class string, m map[string]any) *Error {
	if !expressions[class] {
		return refuse(unsupported, "%s expressions are not supported", strings.ToLower(class))
	}
	if class != "FUNCTION" && class != "WINDOW" && class != "AGGREGATE" {
		return nil
	}
	name := text(m, "function_name")
	if fold(name) == "current_setting" && publicSetting(m) {
		return nil
	}
	return w.p.function(text(m, "catalog"), text(m, "schema"), name, false)
}

// tableFunction decides on the function and hides it from the walk, which would take it for a scalar one; its arguments
// are walked on.
func (w *walker) tableFunction(m map[string]any) *Error {
	f, ok := m["function"].(map[string]any)
	if !ok || f["class"] != "FUNCTION" {
		return refuse(unsupported, "this kind of table function is not supported")
	}
	if err := w.p.function(text(f, "catalog"), text(f, "schema"), text(f, "function_name"), true); err != nil {
		return err
	}
	delete(f, "class")
	delete(f, "type")
	return nil
}

// showRef lets DESCRIBE and SUMMARIZE of a query through, which is walked, and SHOW TABLES, which lists the search path.
func showRef(m map[string]any) *Error {
	if m["query"] != nil || m["show_type"] == "SHOW_UNQUALIFIED" && strings.Trim(text(m, "table_name"), `"`) == "tables" {
		return nil
	}
	return refuse(denied, "permission denied for SHOW %s", strings.Trim(text(m, "table_name"), `"`))
}

// publicSetting reports whether current_setting is called with the name of a setting that anyone may see.
func publicSetting(call map[string]any) bool {
	args, _ := call["children"].([]any)
	if len(args) != 1 {
		return false
	}
	arg, _ := args[0].(map[string]any)
	value, _ := arg["value"].(map[string]any)
	name, ok := value["value"].(string)
	return arg["class"] == "CONSTANT" && ok && publicSettings[fold(name)]
}

func text(m map[string]any, key string) string {
	s, _ := m[key].(string)
	return s
}
