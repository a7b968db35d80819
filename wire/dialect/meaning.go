package dialect

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// nativeMeaning finds what PostgreSQL's grammar accepts but the writer meant as DuckDB's: `a ASOF JOIN b` (read as
// the alias asof), lambdas in list functions, SHOW TABLES.
func nativeMeaning(node *pg.Node, src *source) bool {
	if show := node.GetVariableShowStmt(); show != nil {
		return duckdbShows[strings.ToLower(show.Name)]
	}
	if !mayBeNative(src.text) {
		return false
	}
	found := false
	walk(node.ProtoReflect(), func(m protoreflect.Message) {
		switch n := m.Interface().(type) {
		case *pg.JoinExpr:
			found = found || joinWordAsAlias(n, src)
		case *pg.FuncCall:
			found = found || hasLambda(n)
		}
	})
	return found
}

// mayBeNative is the cheap test before the tree is walked.
func mayBeNative(sql string) bool {
	low := strings.ToLower(sql)
	return strings.Contains(low, "->") ||
		strings.Contains(low, "join") && (strings.Contains(low, "asof") || strings.Contains(low, "semi") ||
			strings.Contains(low, "anti") || strings.Contains(low, "positional"))
}

var duckdbShows = map[string]bool{"tables": true, "databases": true, "schemas": true}

var joinWords = map[string]bool{"asof": true, "semi": true, "anti": true, "positional": true}

// joinWordAsAlias tells `patient p` from `patient ASOF`: the alias is a join word, written bare and without AS.
func joinWordAsAlias(j *pg.JoinExpr, src *source) bool {
	left := j.Larg
	for left.GetJoinExpr() != nil {
		left = left.GetJoinExpr().Rarg
	}
	rv := left.GetRangeVar()
	if rv == nil || rv.Alias == nil || !joinWords[rv.Alias.Aliasname] {
		return false
	}
	i := src.base + int(rv.Location)
	if i > len(src.text) {
		return false
	}
	rest := strings.Fields(src.text[i:])
	for k, w := range rest {
		if strings.EqualFold(w, rv.Alias.Aliasname) {
			return k > 0 && !strings.EqualFold(rest[k-1], "as")
		}
	}
	return false
}

// lambdaFunctions take a DuckDB lambda, which PostgreSQL's grammar reads as the operator ->.
var lambdaFunctions = map[string]bool{
	"list_transform": true, "list_apply": true, "apply": true, "array_transform": true, "array_apply": true,
	"list_filter": true, "array_filter": true, "filter": true, "list_reduce": true, "array_reduce": true, "reduce": true,
}

func hasLambda(f *pg.FuncCall) bool {
	if len(f.Funcname) != 1 || !lambdaFunctions[f.Funcname[0].GetString_().GetSval()] {
		return false
	}
	for _, a := range f.Args {
		if startsWithArrow(a) {
			return true
		}
	}
	return false
}

// startsWithArrow tells an expression that begins with name -> …: a lambda whose body has operators of its own.
func startsWithArrow(n *pg.Node) bool {
	for {
		switch v := n.GetNode().(type) {
		case *pg.Node_BoolExpr:
			n = v.BoolExpr.Args[0]
		case *pg.Node_AExpr:
			if len(v.AExpr.Name) == 1 && v.AExpr.Name[0].GetString_().GetSval() == "->" && isName(v.AExpr.Lexpr) {
				return true
			}
			n = v.AExpr.Lexpr
		default:
			return false
		}
	}
}

// isName tells an unqualified name, or names in parentheses: (x, i).
func isName(n *pg.Node) bool {
	return len(n.GetColumnRef().GetFields()) == 1 || n.GetRowExpr() != nil
}

// walk visits m and the messages in it.
func walk(m protoreflect.Message, visit func(protoreflect.Message)) {
	visit(m)
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil:
		case f.IsList():
			for i, l := 0, v.List(); i < l.Len(); i++ {
				walk(l.Get(i).Message(), visit)
			}
		default:
			walk(v.Message(), visit)
		}
		return true
	})
}

// params is the highest parameter number in the tree.
func params(node *pg.Node) int {
	high := 0
	walk(node.ProtoReflect(), func(m protoreflect.Message) {
		if p, ok := m.Interface().(*pg.ParamRef); ok {
			high = max(high, int(p.Number))
		}
	})
	return high
}
