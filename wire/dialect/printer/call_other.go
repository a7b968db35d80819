package printer

import (
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

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
	schema, name := names[len(names)-2], names[len(names)-1]
	return value{sql: mark(f.Location) + store + "." + p.ident(schema) + "." + p.ident(name) + "(" + join(args) + ")"}
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
	// Where the name is PostgreSQL's, DuckDB's function may give another type: none is told.
	return value{sql: mark(f.Location) + p.ident(name) + "(" + a.distinct + list + a.order + ")" + a.suffix}
}
