package printer

import (
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// hypothetical is rank(x) WITHIN GROUP (ORDER BY y) and its kin: the place that a row with x would have in the group.
// DuckDB has them as window functions only, so the rows before and beside x are counted.
func hypothetical(p *printer, f *pg.FuncCall, _ []value, s *scope) (value, bool) {
	if !f.AggWithinGroup {
		return value{}, false
	}
	if len(f.Args) != 1 || len(f.AggOrder) != 1 {
		p.unsupported(f.Location, lastName(f.Funcname)+" WITHIN GROUP of several columns")
	}
	sort := f.AggOrder[0].GetSortBy()
	x, y := p.comparable(p.expr(f.Args[0], s), p.expr(sort.Node, s))
	x, y = p.plain(x), p.plain(y)
	before, first := "<", sort.SortbyNulls == pg.SortByNulls_SORTBY_NULLS_FIRST
	if sort.SortbyDir == pg.SortByDir_SORTBY_DESC {
		before, first = ">", sort.SortbyNulls != pg.SortByNulls_SORTBY_NULLS_LAST
	}
	smaller := "coalesce(" + y.sql + " " + before + " " + x.sql + ", " + y.sql + " IS NOT NULL AND " + x.sql + " IS NULL)"
	if first {
		smaller = "coalesce(" + y.sql + " " + before + " " + x.sql + ", " + y.sql + " IS NULL AND " + x.sql + " IS NOT NULL)"
	}
	in := "true"
	if f.AggFilter != nil {
		in = p.condition("FILTER", f.AggFilter, s)
	}
	count := func(what, cond string) string {
		return "count(" + what + ") FILTER (WHERE " + in + " AND " + cond + ")"
	}
	equal := y.sql + " IS NOT DISTINCT FROM " + x.sql
	switch lastName(f.Funcname) {
	case "rank":
		return of("("+count("*", smaller)+" + 1)", types.Int8), true
	case "dense_rank": // NULL is a value of its own
		return of("("+count("DISTINCT {'v': "+y.sql+"}", smaller)+" + 1)", types.Int8), true
	case "percent_rank":
		return of("coalesce(CAST("+count("*", smaller)+" AS DOUBLE) / nullif("+count("*", "true")+", 0), 0)", types.Float8), true
	}
	return of("(CAST("+count("*", "("+smaller+" OR "+equal+")")+" + 1 AS DOUBLE) / ("+count("*", "true")+" + 1))", types.Float8), true
}
