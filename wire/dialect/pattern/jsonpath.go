package pattern

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// JSONPath writes an SQL/JSON path for DuckDB, with $1 for the document. items is an expression of the list of items
// that the path gives; predicate is set instead where the path is a condition ($.a == 1). Known are members, elements,
// filters and the methods type and size, in lax mode; vars are the variables, from a JSON object or nil.
func JSONPath(path string, vars map[string]any) (items, predicate string, err *sqlstate.Error) {
	p := &pathParser{text: path, vars: vars}
	defer func() {
		if e, ok := recover().(*sqlstate.Error); ok {
			items, predicate, err = "", "", e
		}
	}()
	p.space()
	if p.word("strict") {
		p.unsupported("strict mode")
	}
	p.word("lax")
	o := p.condition("")
	if p.space(); p.at < len(p.text) {
		p.wrong()
	}
	switch {
	case o.predicate != "":
		return "", o.predicate, nil
	case o.list == "":
		p.unsupported("a path without $")
	}
	return o.list, "", nil
}

// pathParser reads a path and writes as it reads. It panics with the error.
type pathParser struct {
	text  string
	at    int
	vars  map[string]any
	depth int // of lambdas, to tell their parameters apart
	deep  int // of conditions within conditions
}

// maxPathDepth bounds the conditions within conditions.
const maxPathDepth = 100

// operand is a list of items, a constant, or a condition: one of the three.
type operand struct {
	list      string
	constant  any
	isConst   bool
	predicate string
}

func (p *pathParser) wrong() {
	near := "end"
	if p.at < len(p.text) {
		near = "or near " + strconv.Quote(p.text[p.at:p.at+runeLen(p.text[p.at:])])
	}
	panic(sqlstate.New(sqlstate.SyntaxError, "syntax error at %s of jsonpath input", near))
}

func (p *pathParser) unsupported(what string) {
	panic(sqlstate.New(sqlstate.FeatureNotSupported, "%s in jsonpath is not supported", what))
}

func (p *pathParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// token takes s if it comes next.
func (p *pathParser) token(s string) bool {
	p.space()
	if !strings.HasPrefix(p.text[p.at:], s) {
		return false
	}
	p.at += len(s)
	return true
}

// word takes a word of letters.
func (p *pathParser) word(w string) bool {
	at := p.at
	if p.token(w) && (p.at == len(p.text) || !isNameByte(p.text[p.at])) {
		return true
	}
	p.at = at
	return false
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// condition is a || b, where a plain path or constant is what it is. item is the SQL of @, "" outside of filters.
func (p *pathParser) condition(item string) operand {
	if p.deep++; p.deep > maxPathDepth {
		panic(sqlstate.New(sqlstate.StatementTooComplex, "jsonpath is nested too deeply"))
	}
	defer func() { p.deep-- }()
	o := p.conjunction(item)
	for p.token("||") {
		o = operand{predicate: "(" + p.must(o) + " OR " + p.must(p.conjunction(item)) + ")"}
	}
	return o
}

func (p *pathParser) conjunction(item string) operand {
	o := p.comparison(item)
	for p.token("&&") {
		o = operand{predicate: "(" + p.must(o) + " AND " + p.must(p.comparison(item)) + ")"}
	}
	return o
}

// must is a condition where one is needed.
func (p *pathParser) must(o operand) string {
	if o.predicate == "" {
		p.wrong()
	}
	return o.predicate
}

var pathComparisons = []struct{ path, sql string }{
	{"==", "="}, {"!=", "<>"}, {"<>", "<>"}, {"<=", "<="}, {">=", ">="}, {"<", "<"}, {">", ">"},
}

func (p *pathParser) comparison(item string) operand {
	if p.token("!") {
		if p.peek() != '(' {
			p.wrong()
		}
		return operand{predicate: "(NOT " + p.must(p.operand(item)) + ")"}
	}
	a := p.operand(item)
	if a.predicate != "" {
		return a
	}
	for _, c := range pathComparisons {
		if p.token(c.path) {
			return operand{predicate: p.compare(c.sql, a, p.operand(item))}
		}
	}
	switch {
	case p.word("like_regex"):
		return operand{predicate: p.likeRegex(a)}
	case p.word("starts"):
		if !p.word("with") {
			p.wrong()
		}
		start := quoteText(p.str())
		return operand{predicate: p.any(a, func(x string) string {
			return "json_type(" + x + ") = 'VARCHAR' AND starts_with(json_extract_string(" + x + ", '$'), " + start + ")"
		})}
	case strings.IndexByte("+-*/%", p.peek()) >= 0:
		p.unsupported("arithmetic")
	}
	return a
}

func (p *pathParser) close() {
	if !p.token(")") {
		p.wrong()
	}
}

func (p *pathParser) peek() byte {
	if p.space(); p.at < len(p.text) {
		return p.text[p.at]
	}
	return ' '
}

func (p *pathParser) likeRegex(a operand) string {
	re, flags := quoteText(Regex(p.str())), "''"
	if p.word("flag") {
		f := p.str()
		if strings.Trim(f, "is") != "" {
			p.unsupported("the flag " + f)
		}
		flags = quoteText(f)
	}
	return p.any(a, func(x string) string {
		return "json_type(" + x + ") = 'VARCHAR' AND regexp_matches(json_extract_string(" + x + ", '$'), " + re + ", " + flags + ")"
	})
}

// any is the condition that one of the items of a list meets.
func (p *pathParser) any(a operand, test func(x string) string) string {
	if a.list == "" {
		p.wrong()
	}
	p.depth++
	x := "x" + strconv.Itoa(p.depth)
	return "(len(list_filter(" + a.list + ", lambda " + x + ": coalesce(" + test(x) + ", false))) > 0)"
}

// compare is true if it is for one pair of items. Values of different types are not compared, but for null.
func (p *pathParser) compare(op string, a, b operand) string {
	switch {
	case a.isConst && b.isConst:
		p.unsupported("a comparison of constants")
	case a.isConst:
		flipped := map[string]string{"<": ">", ">": "<", "<=": ">=", ">=": "<="}
		if f, ok := flipped[op]; ok {
			op = f
		}
		return p.compare(op, b, a)
	case b.isConst:
		return p.any(a, func(x string) string { return compareConstant(op, x, b.constant) })
	}
	return p.any(a, func(x string) string {
		return p.any(b, func(y string) string { return macro("jsonpath_compare", x, y, "'"+op+"'") })
	})
}

func compareConstant(op, x string, c any) string {
	switch c := c.(type) {
	case json.Number:
		return "json_type(" + x + ") IN ('UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT') AND TRY_CAST(" + x + " AS DOUBLE) " + op + " " + c.String()
	case string:
		return "json_type(" + x + ") = 'VARCHAR' AND json_extract_string(" + x + ", '$') " + op + " " + quoteText(c)
	case bool:
		return "json_type(" + x + ") = 'BOOLEAN' AND TRY_CAST(" + x + " AS BOOLEAN) " + op + " " + strconv.FormatBool(c)
	}
	switch op { // null
	case "=", "<=", ">=":
		return "json_type(" + x + ") = 'NULL'"
	case "<>":
		return "json_type(" + x + ") <> 'NULL'"
	}
	return "false"
}

// operand is a path, a constant, a variable, exists(…) or a condition in parentheses.
func (p *pathParser) operand(item string) operand {
	switch c := p.peek(); {
	case c == '(':
		p.token("(")
		o := p.condition(item)
		p.close()
		return o
	case c == '"':
		return operand{constant: p.str(), isConst: true}
	case c == '-' || digit(c):
		return operand{constant: json.Number(p.number()), isConst: true}
	case c == '@':
		if item == "" {
			panic(sqlstate.New(sqlstate.SyntaxError, "@ is not allowed in root expressions"))
		}
		p.token("@")
		return operand{list: p.steps("["+item+"]", item)}
	case c == '$':
		p.token("$")
		if p.at < len(p.text) && (isNameByte(p.text[p.at]) || p.text[p.at] == '"') {
			return p.variable()
		}
		return operand{list: p.steps("[$1]", item)}
	}
	for word, v := range map[string]any{"true": true, "false": false, "null": nil} {
		if p.word(word) {
			return operand{constant: v, isConst: true}
		}
	}
	if p.word("exists") && p.token("(") {
		o := p.operand(item)
		if p.close(); o.list == "" {
			p.wrong()
		}
		return operand{predicate: "(len(" + o.list + ") > 0)"}
	}
	p.wrong()
	return operand{}
}

func (p *pathParser) variable() operand {
	name := p.name()
	v, ok := p.vars[name]
	switch v.(type) {
	case map[string]any, []any:
		p.unsupported("a variable that is no scalar")
	}
	if !ok {
		panic(sqlstate.New(sqlstate.UndefinedObject, "could not find jsonpath variable %q", name))
	}
	return operand{constant: v, isConst: true}
}
