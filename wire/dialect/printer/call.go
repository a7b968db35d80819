package printer

import (
	"regexp"
	"strings"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// called is a printed function call.
type called struct {
	value
	set   string // the list that a set-returning function gives, not yet unnested
	table string // a DuckDB table function or macro
	out   string // the name of the set's column, "" the function's
	// duckdb: not PostgreSQL's, so in FROM it is taken for a table function or macro of DuckDB's.
	duckdb bool
	json   bool // the records' structure comes from a column definition list
}

// callValue prints a function where a value is wanted: sets are unnested, as in PostgreSQL's select list.
func (p *printer) callValue(f *pg.FuncCall, s *scope) value {
	c := p.call(f, s)
	switch {
	case c.set != "":
		return value{sql: "unnest(" + c.set + ")", t: c.t, fields: c.fields, rows: true}
	case c.table != "":
		return p.tableValue(c)
	}
	return c.value
}

// tableValue is a table function in a select list: an array of its rows, unnested.
func (p *printer) tableValue(c called) value {
	if c.t.OID != types.Record && c.t.OID != 0 { // one column
		return value{sql: "unnest(ARRAY(FROM " + c.table + "))", t: c.t, rows: true}
	}
	return value{sql: "unnest(ARRAY(SELECT r FROM " + c.table + " AS r))", t: types.Of(types.Record), fields: c.fields, rows: true}
}

// call prints a function. Names are PostgreSQL's: unqualified, or in pg_catalog or information_schema.
func (p *printer) call(f *pg.FuncCall, s *scope) called {
	names := strs(f.Funcname)
	name := names[len(names)-1]
	system := len(names) > 1 && (names[0] == pgCatalog || names[0] == infoSchema)
	if len(names) > 1 && !system {
		if len(names) == 2 && names[0] == public {
			if c, ok := p.routine(name, f, p.arguments(f, s), s); ok {
				return c
			}
		}
		return called{value: p.userFunction(f, names, s), duckdb: true}
	}
	args := p.arguments(f, s)
	if sp, ok := specials[name]; ok {
		if v, done := sp(p, f, args, s); done {
			return called{value: v}
		}
	}
	if sp, ok := setSpecials[name]; ok {
		if c, done := sp(p, f, args); done {
			return c
		}
	}
	if fn := choose(functions.Lookup(name), args); fn != nil {
		return p.apply(fn, f, args, s)
	}
	if c, ok := p.routine(name, f, args, s); ok {
		return c
	}
	if c, ok := p.catalogCall(name, f, args, system); ok {
		return c
	}
	return called{value: p.otherFunction(name, f, args, s), duckdb: len(catalog.Procs(name)) == 0}
}

// arguments prints the arguments of a call.
func (p *printer) arguments(f *pg.FuncCall, s *scope) []value {
	var args []value
	for _, n := range f.Args {
		args = append(args, p.expr(n, s))
	}
	return args
}

func typesOf(args []value) []types.Type {
	ts := make([]types.Type, len(args))
	for i, a := range args {
		ts[i] = branchType(a)
	}
	return ts
}

// choose is the signature that fits the arguments best, the first among equals.
func choose(fns []functions.Function, args []value) *functions.Function {
	var best *functions.Function
	high := -1
	ts := typesOf(args)
	for i := range fns {
		if n, ok := fns[i].Accepts(ts); ok && n > high {
			best, high = &fns[i], n
		}
	}
	return best
}

// apply prints a call of a function of the table.
func (p *printer) apply(fn *functions.Function, f *pg.FuncCall, args []value, s *scope) called {
	if fn.Kind == functions.Window && f.Over == nil {
		p.fail(f.Location, sqlstate.WrongObjectType, "window function %s requires an OVER clause", fn.Name)
	}
	p.mustAdd(fn, f, args)
	args = p.convert(fn, args)
	if functions.BuildsJSON(fn.Name) {
		p.jsonArguments(fn, f, args)
	}
	c := called{}
	c.t, c.fields = p.result(fn, args), fn.Columns
	sql := fn.Template
	if f.AggDistinct && functions.BuildsJSON(fn.Name) && len(args) == 1 {
		sql = "to_json(array_agg($a)$f)"
	}
	if sql == "" {
		sql = fn.Name + "($*)"
		if fn.Kind == functions.Aggregate || fn.Kind == functions.Window {
			sql = fn.Name + "($a)$f"
		}
	}
	parts := p.aggregateParts(f, args, s)
	sql = parts.sortAfter(sql, fn.Name, args)
	c.sql = fill(sql, args, parts)
	if fn.Kind == functions.Scalar || fn.Kind == functions.Set {
		c.sql = keepParams(c.sql, sql, args)
	}
	p.keepExact(&c.value, fn, args, parts)
	c.sql = mark(f.Location) + c.sql
	switch fn.Kind {
	case functions.Set:
		c.set, c.sql, c.out = c.sql, "", fn.Out
	case functions.Table:
		c.table, c.sql = c.sql, ""
	}
	return c
}

// mustAdd refuses sum and avg of what is no number and no time span: DuckDB's error tells its own types.
func (p *printer) mustAdd(fn *functions.Function, f *pg.FuncCall, args []value) {
	if fn.Name != "sum" && fn.Name != "avg" || len(args) != 1 {
		return
	}
	switch types.CategoryOf(args[0].t) {
	case types.String, types.Boolean, types.DateTime:
		p.failHint(f.Location, "No function matches the given name and argument types. You might need to add explicit type casts.",
			sqlstate.UndefinedFunction, "function %s(%s) does not exist", fn.Name, types.Display(args[0].t))
	}
}

// keepParams mentions an argument that a template has no use for but that holds a parameter: the client binds it all
// the same. Functions are strict, so a NULL there makes the result NULL.
func keepParams(sql, template string, args []value) string {
	if strings.Contains(template, "$*") || strings.Contains(template, "$[") {
		return sql
	}
	for i, a := range args {
		if !strings.Contains(template, "$"+itoa(i+1)) && holdsParam.MatchString(a.sql) {
			sql = "CASE WHEN " + a.sql + " IS NULL THEN NULL ELSE " + sql + " END"
		}
	}
	return sql
}

var holdsParam = regexp.MustCompile(`\$[0-9]`)

// keepExact notes what is known of a numeric result's digits: a mean is also the quotient of sum and count.
func (p *printer) keepExact(v *value, fn *functions.Function, args []value, a parts) {
	if v.t.OID != types.Numeric || len(args) == 0 {
		return
	}
	switch fn.Name {
	case "sum", "min", "max", "abs":
		v.scale = digits(args[0])
	case "avg":
		total := value{sql: fill("sum($a)$f", args, a), t: types.Of(types.Numeric), scale: digits(args[0])}
		if types.IsInteger(args[0].t) {
			total.t.Carry = types.Integer
		}
		count := value{sql: fill("count($a)$f", args, a), t: types.Of(types.Int8)}
		v.exact = exactQuotient("numeric_mean", total, count)
	}
}

// convert brings arguments to the types of the signature.
func (p *printer) convert(fn *functions.Function, args []value) []value {
	elem := elementOf(fn, args)
	out := make([]value, len(args))
	for i, a := range args {
		switch param := fn.Param(i); param.Class {
		case functions.One:
			out[i] = p.coerceArg(a, param.Type)
		case functions.Str:
			out[i] = p.concatArg(a)
		case functions.Regex:
			out[i] = value{sql: p.regexArg(a), t: types.Of(types.Text)}
		case functions.Element:
			out[i] = p.coerce(a, elem)
		case functions.AnyArray:
			out[i] = p.coerce(a, textArray)
		case functions.AnyNumber, functions.AnyInt:
			out[i] = p.coerce(a, types.Of(types.Float8))
		case functions.AnyJSON:
			out[i] = p.coerce(a, types.Of(types.JSON))
		default:
			out[i] = p.plain(a)
		}
	}
	return out
}

// elementOf is what the Element parameters take: the element type of the call's array, or the type of its first
// argument.
func elementOf(fn *functions.Function, args []value) types.Type {
	for i, a := range args {
		if fn.Param(i).Class == functions.AnyArray && types.ElemOf(a.t).OID != 0 {
			return types.ElemOf(a.t)
		}
	}
	if len(args) > 0 && fn.Param(0).Class == functions.Any {
		return bare(args[0].t)
	}
	return types.Type{}
}

// coerceArg is an argument of one type: text takes reg* by name, numerics stay as they are carried.
func (p *printer) coerceArg(a value, t types.Type) value {
	if types.IsText(t) && types.IsReg(a.t) {
		return p.text(a)
	}
	if a.null {
		return p.nullOf(t)
	}
	if a.param > 0 && types.IsReg(t) {
		return p.cast(a, t) // a name, where coerce would take a number
	}
	return p.coerce(a, t)
}

// concatArg is an argument of concat: text as output functions write it, where booleans are t and f.
func (p *printer) concatArg(a value) value {
	if a.t.OID == types.Bool {
		return of("CASE "+a.sql+" WHEN true THEN 't' WHEN false THEN 'f' END", types.Text)
	}
	return p.text(a)
}

// result is the call's type.
func (p *printer) result(fn *functions.Function, args []value) types.Type {
	if fn.Follow == 0 || fn.Follow > len(args) {
		return fn.Result
	}
	t := bare(args[fn.Follow-1].t)
	switch {
	case fn.FollowElem:
		return types.ElemOf(t)
	case fn.FollowArray:
		return types.ArrayOf(t)
	}
	return t
}
