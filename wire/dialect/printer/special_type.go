package printer

import (
	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// typeOf is pg_typeof: the type that the expression has here. Where only DuckDB knows it, the catalog's macro tells. The
// expression stays, since an aggregate makes the query one of groups.
func typeOf(p *printer, _ *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if len(args) != 1 || args[0].t.OID == 0 || args[0].param > 0 {
		return value{}, false
	}
	oid := "CAST(" + uitoa(args[0].t.OID) + " AS UINTEGER)"
	if v := args[0]; v.lit == nil && v.number == "" {
		oid = "CASE WHEN " + v.sql + " IS NULL THEN " + oid + " ELSE " + oid + " END"
	}
	return of(oid, types.RegType), true
}

// unistr reads the escapes of a constant.
func unistr(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if len(args) != 1 {
		return value{}, false
	}
	if args[0].lit == nil {
		p.unsupported(f.Location, "unistr of what is no constant")
	}
	text, err := pattern.Unistr(*args[0].lit)
	p.check(err)
	return constText(text, types.Text), true
}
