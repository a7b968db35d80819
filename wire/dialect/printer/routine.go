package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// routine prints a call of a function of the engine's own.
func (p *printer) routine(name string, f *pg.FuncCall, args []value, s *scope) (called, bool) {
	known := p.env.Routines[name]
	if known == nil {
		return called{}, false
	}
	fn := choose(known, args)
	if fn == nil {
		e := sqlstate.New(sqlstate.UndefinedFunction, "function %s does not exist", signature(name, args))
		e.Hint = "No function matches the given name and argument types. You might need to add explicit type casts."
		e.Position = p.position(f.Location)
		panic(bail{e})
	}
	return p.apply(fn, f, args, s), true
}

// signature is a call in PostgreSQL's words: f(integer, unknown).
func signature(name string, args []value) string {
	parts := make([]string, len(args))
	for i, t := range typesOf(args) {
		if parts[i] = types.Display(t); parts[i] == "" {
			parts[i] = "unknown"
		}
	}
	return types.QuoteIdentifier(name) + "(" + strings.Join(parts, ", ") + ")"
}

// note remembers how a call reads that only the engine can judge.
func (p *printer) note(name string, args []value) {
	if p.calls == nil {
		p.calls = map[string]string{}
	}
	if p.calls[name] == "" {
		p.calls[name] = signature(name, args)
	}
}
