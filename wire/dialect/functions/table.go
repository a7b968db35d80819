package functions

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// Kind says how a function is called.
type Kind uint8

// The kinds. A Set function gives rows: its template is a DuckDB LIST, which the printer unnests. A Table function
// stands in FROM as it is.
const (
	Scalar Kind = iota
	Aggregate
	Window
	Set
	Table
)

// Function is one signature.
type Function struct {
	Name     string
	Kind     Kind
	Params   []Param
	Variadic bool // the last Param repeats, also zero times
	// Result is the result's type; Follow and FollowElem/FollowArray say that it follows argument Follow (1-based).
	Result      types.Type
	Follow      int
	FollowElem  bool
	FollowArray bool
	// Out is the name of a Set function's column where it is not the function's own.
	Out string
	// Columns are the columns of a Set or Table function that gives records; their DuckDB value is a STRUCT.
	Columns []Field
	// Template is the DuckDB expression: $1 … the arguments, $* all of them, $a an aggregate's arguments with
	// DISTINCT and ORDER BY, $f its FILTER and OVER, @name a macro memory.pg.name. "" is the same name in DuckDB.
	Template string
}

// Field is a column of a record.
type Field struct {
	Name string
	Type types.Type
}

// Param is what a signature takes in one place.
type Param struct {
	Type  types.Type // the zero Type for the classes below
	Class Class
}

// Class is a parameter that takes several types.
type Class uint8

// The classes. AnyInt is int2, int4, int8; AnyNumber the numbers; Element the element type of the
// call's array, or the type of its first argument.
const (
	One Class = iota
	Any
	AnyInt
	AnyNumber
	AnyArray
	Element
	AnyJSON
	Str   // anything, as the text that PostgreSQL shows for it
	Regex // text that is a regular expression
)

var classes = map[string]Class{
	"any": Any, "int": AnyInt, "number": AnyNumber, "array": AnyArray, "elem": Element, "anyjson": AnyJSON,
	"str": Str, "regex": Regex,
}

// Lookup gives the signatures of a function in order of preference; nil where the table has none.
func Lookup(name string) []Function { return byName[name] }

// Catalog tells a function that wire/catalog defines as memory.pg.<name>.
func Catalog(name string) bool {
	return catalogNames[name] || strings.HasPrefix(name, "pg_") || strings.HasPrefix(name, "has_") ||
		strings.HasPrefix(name, "to_reg")
}

var byName = map[string][]Function{}

func init() {
	for _, text := range []string{stringTable, mathTable, timeTable, jsonTable, arrayTable, aggregateTable, systemTable, rangeTable()} {
		for _, line := range strings.Split(text, "\n") {
			if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			f, err := parseLine(line)
			if err != nil {
				panic("functions: " + line + ": " + err.Error()) // the table is a constant of the program
			}
			byName[f.Name] = append(byName[f.Name], f)
		}
	}
}

// parseLine reads "name(param, param…) [kind] result [name of the column] [= template]".
func parseLine(line string) (Function, error) {
	head, template, _ := strings.Cut(line, " = ")
	open := strings.IndexByte(head, '(')
	shut := strings.IndexByte(head, ')')
	if open < 0 || shut < open {
		return Function{}, fmt.Errorf("no parameter list")
	}
	f := Function{Name: head[:open], Template: strings.ReplaceAll(strings.TrimSpace(template), "@", Macro)}
	for _, p := range strings.Split(head[open+1:shut], ",") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		if strings.HasSuffix(p, "...") {
			f.Variadic = true
			p = strings.TrimSuffix(p, "...")
		}
		param, err := parseParam(p)
		if err != nil {
			return f, err
		}
		f.Params = append(f.Params, param)
	}
	return f, f.parseResult(strings.TrimSpace(head[shut+1:]))
}

// Macro is where macros live.
const Macro = "memory.pg."

func parseParam(s string) (Param, error) {
	if c, ok := classes[s]; ok {
		return Param{Class: c}, nil
	}
	t, err := parseType(s)
	return Param{Type: t}, err
}

func parseType(s string) (types.Type, error) {
	base, isArray := strings.CutSuffix(s, "[]")
	t, ok := types.ByName(base)
	if !ok {
		return t, fmt.Errorf("unknown type %q", s)
	}
	if isArray {
		t = types.ArrayOf(t)
	}
	return t, nil
}

var kinds = map[string]Kind{"agg": Aggregate, "win": Window, "set": Set, "table": Table}

func (f *Function) parseResult(s string) error {
	if word, rest, ok := strings.Cut(s, " "); ok && kinds[word] != 0 {
		f.Kind, s = kinds[word], strings.TrimSpace(rest)
	}
	if strings.HasPrefix(s, "{") {
		return f.parseColumns(strings.Trim(s, "{}"))
	}
	if f.Kind == Set {
		s, f.Out, _ = strings.Cut(s, " ")
	}
	if n := strings.IndexByte(s, ':'); n >= 0 {
		f.Follow = int(s[n+1] - '0')
		f.FollowElem, f.FollowArray = s[:n] == "elem", s[:n] == "array"
		return nil
	}
	switch s {
	case "?":
		return nil
	case "numeric~":
		f.Result = types.Type{OID: types.Numeric, Carry: types.Double}
		return nil
	case "numeric#":
		f.Result = types.Type{OID: types.Numeric, Carry: types.Integer}
		return nil
	}
	var err error
	f.Result, err = parseType(s)
	return err
}

func (f *Function) parseColumns(s string) error {
	f.Result = types.Of(types.Record)
	for _, c := range strings.Split(s, ",") {
		name, typ, _ := strings.Cut(strings.TrimSpace(c), " ")
		t, err := parseType(typ)
		if err != nil {
			return err
		}
		f.Columns = append(f.Columns, Field{name, t})
	}
	return nil
}

// Accepts tells whether the signature takes arguments of these types (a zero or unknown Type fits everything), and
// how many of them fit exactly.
func (f *Function) Accepts(args []types.Type) (exact int, ok bool) {
	if len(args) < len(f.Params) && !(f.Variadic && len(args) == len(f.Params)-1) ||
		len(args) > len(f.Params) && !f.Variadic {
		return 0, false
	}
	for i, a := range args {
		p := f.Param(i)
		fit, is := p.accepts(a)
		if !fit {
			return 0, false
		}
		if is {
			exact++
		}
	}
	return exact, true
}

// Param is the parameter for argument i, the last one repeating where the function is variadic.
func (f *Function) Param(i int) Param {
	if i >= len(f.Params) {
		return f.Params[len(f.Params)-1]
	}
	return f.Params[i]
}

func (p Param) accepts(t types.Type) (ok, exact bool) {
	if t.OID == 0 {
		return true, p.Class == Any // nothing is known: the form that leaves the choice to DuckDB
	}
	switch p.Class {
	case One:
		return types.Implicit(t, p.Type), t.OID == p.Type.OID
	case AnyInt:
		return types.IsInteger(t) || t.OID == types.Unknown, types.IsInteger(t)
	case AnyNumber:
		return types.IsNumber(t) || t.OID == types.Unknown, types.IsNumber(t)
	case AnyArray:
		return types.ElemOf(t).OID != 0 || t.OID == types.Unknown, types.ElemOf(t).OID != 0
	case Regex:
		return types.IsText(t) || t.OID == types.Unknown, types.IsText(t)
	case AnyJSON:
		return types.IsJSON(t) || t.OID == types.Unknown, types.IsJSON(t)
	}
	return true, false
}
