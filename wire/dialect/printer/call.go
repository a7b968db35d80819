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
		for i, a := range args {
			args[i] = p.jsonValue(a)
		}
	}
	c := called{}
	c.t, c.fields = p.result(fn, args), fn.Columns
	sql := fn.Template
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

// parts are what an aggregate call has besides its arguments.
type parts struct {
	distinct, order string // "DISTINCT ", " ORDER BY …"
	suffix          string // FILTER and OVER
	within          string // the ORDER BY list of WITHIN GROUP
}

// inOrder are the aggregates that show the order of their input.
var inOrder = map[string]bool{"string_agg": true, "array_agg": true, "json_agg": true, "jsonb_agg": true}

func (p *printer) aggregateParts(f *pg.FuncCall, args []value, s *scope) parts {
	var a parts
	if f.AggDistinct {
		a.distinct = "DISTINCT "
	}
	if f.AggDistinct && len(f.AggOrder) == 0 && inOrder[lastName(f.Funcname)] && len(args) > 0 {
		a.order = " ORDER BY " + args[0].sql + " NULLS LAST" // PostgreSQL finds doubles by sorting
	}
	if len(f.AggOrder) > 0 {
		in := *s
		in.output = nil
		if a.order = p.sortList(f.AggOrder, &in); f.AggWithinGroup {
			a.within, a.order = a.order, ""
		} else {
			a.order = " ORDER BY " + a.order
		}
	}
	if f.AggFilter != nil {
		a.suffix = " FILTER (WHERE " + p.condition("FILTER", f.AggFilter, s) + ")"
	}
	if f.Over != nil {
		a.suffix += " OVER " + p.over(f.Over, s)
	}
	return a
}

// sortAfter is the template of an aggregate of distinct computed values: DuckDB holds an expression that may fail (a
// quotient, split_part) unequal to itself and so refuses to sort by it. The list of them is sorted instead.
func (a *parts) sortAfter(template, name string, args []value) string {
	if a.distinct == "" || !inOrder[name] || !strings.Contains(args[0].sql, "(") {
		return template
	}
	how, found := strings.CutPrefix(marks.ReplaceAllString(a.order, ""), " ORDER BY "+marks.ReplaceAllString(args[0].sql, ""))
	sorted, ok := listSorts[how]
	if !found || !ok {
		return template
	}
	list := "list_sort(array_agg($d$1)$f, " + sorted + ")"
	if name != "string_agg" {
		a.order = ""
		return strings.Replace(template, "array_agg($a)$f", list, 1)
	}
	if !types.IsText(args[0].t) {
		return template
	}
	a.order = ""
	return "array_to_string(" + list + ", $2)"
}

// listSorts are the orders of one key, as sortBy prints them, and how list_sort calls them.
var listSorts = map[string]string{
	" NULLS LAST":       "'ASC', 'NULLS LAST'",
	" NULLS FIRST":      "'ASC', 'NULLS FIRST'",
	" DESC NULLS LAST":  "'DESC', 'NULLS LAST'",
	" DESC NULLS FIRST": "'DESC', 'NULLS FIRST'",
}

// fill puts arguments into a template.
func fill(template string, args []value, a parts) string {
	var b strings.Builder
	for i := 0; i < len(template); i++ {
		if template[i] != '$' || i+1 == len(template) {
			b.WriteByte(template[i])
			continue
		}
		i++
		switch c := template[i]; {
		case c == '*':
			b.WriteString(join(args))
		case c == 'a':
			b.WriteString(a.distinct + join(args) + a.order)
		case c == 'd':
			b.WriteString(a.distinct)
		case c == 'o':
			b.WriteString(a.order)
		case c == 'f':
			b.WriteString(a.suffix)
		case c == '[': // $[2]: the arguments from the second as a list
			from := int(template[i+1]-'0') - 1
			b.WriteString("[" + join(args[min(from, len(args)):]) + "]")
			i += 2
		case c >= '1' && c <= '9' && int(c-'0') <= len(args):
			b.WriteString(args[c-'1'].sql)
		default:
			b.WriteString("$" + string(rune(c)))
		}
	}
	return b.String()
}

// catalogCall is a function of the system catalogs: a macro of wire/catalog. One that PostgreSQL has and the emulation
// has not answers NULL with a warning, so that a client's catalog query goes on.
func (p *printer) catalogCall(name string, f *pg.FuncCall, args []value, system bool) (called, bool) {
	procs := catalog.Procs(name)
	proc := chooseProc(procs, args)
	table, ok := catalog.HasFunction(name, len(args))
	if !ok && (proc == nil || !functions.Catalog(name)) {
		return called{}, false
	}
	var t types.Type
	if proc != nil {
		t = columnType(proc.Result, -1)
	}
	for i := range args {
		if proc != nil && i < len(proc.Args) {
			args[i] = p.coerceArg(args[i], columnType(proc.Args[i], -1))
		} else {
			args[i] = p.plain(args[i])
		}
	}
	switch {
	case !ok:
		p.notice("WARNING", "0A000", "function "+name+" is not implemented and answers NULL")
		return called{value: p.nullOf(t)}, true
	case table:
		return called{table: functions.Macro + name + "(" + join(args) + ")", value: value{t: t}}, true
	}
	return called{value: value{sql: mark(f.Location) + functions.Macro + name + "(" + join(args) + ")", t: t}}, true
}

// chooseProc is PostgreSQL's function for the arguments, the one that fits most of them exactly.
func chooseProc(procs []catalog.Proc, args []value) *catalog.Proc {
	var best *catalog.Proc
	high := -1
	for i := range procs {
		if len(procs[i].Args) != len(args) {
			continue
		}
		if n, ok := fits(procs[i].Args, args); ok && n > high {
			best, high = &procs[i], n
		}
	}
	return best
}

func fits(want []uint32, args []value) (exact int, ok bool) {
	for i, a := range args {
		t := branchType(a)
		switch {
		case t.OID == want[i]:
			exact++
		case t.OID == 0 || types.NameOf(want[i]) == "":
		case !types.Implicit(t, types.Of(want[i])):
			return 0, false
		}
	}
	return exact, true
}

// userFunction is a function in a schema of the store.
func (p *printer) userFunction(f *pg.FuncCall, names []string, s *scope) value {
	args := p.arguments(f, s)
	for i := range args {
		args[i] = p.plain(args[i])
	}
	sql := store
	if len(names) == 2 {
		sql += "." + p.ident(names[0])
	} else {
		sql += "." + p.ident(names[len(names)-2])
	}
	return value{sql: mark(f.Location) + sql + "." + p.ident(names[len(names)-1]) + "(" + join(args) + ")"}
}

// otherFunction is a function that neither PostgreSQL's table nor the catalog knows: DuckDB's own, perhaps.
func (p *printer) otherFunction(name string, f *pg.FuncCall, args []value, s *scope) value {
	p.note(name, args)
	for i := range args {
		args[i] = p.plain(args[i])
	}
	a := p.aggregateParts(f, args, s)
	list := join(args)
	if f.AggStar {
		list = "*"
	}
	v := value{sql: mark(f.Location) + p.ident(name) + "(" + a.distinct + list + a.order + ")" + a.suffix}
	if proc := chooseProc(catalog.Procs(name), args); proc != nil {
		v.t = types.Type{} // the name is PostgreSQL's, but DuckDB's function may give another type
	}
	return v
}
