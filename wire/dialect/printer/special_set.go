package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// percentile prints percentile_cont and percentile_disc WITHIN GROUP. The first computes in float8.
func percentile(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if !f.AggWithinGroup || len(f.Args) != 1 || len(f.AggOrder) != 1 {
		return value{}, false
	}
	fraction := args[0]
	if !types.IsArray(fraction.t) {
		fraction = p.coerce(fraction, types.Of(types.Float8))
	}
	sort := f.AggOrder[0].GetSortBy()
	v := p.plain(p.expr(sort.Node, s))
	name := str(f.Funcname[len(f.Funcname)-1])
	key, t := v.sql, bare(v.t)
	if name == "percentile_cont" && types.IsNumber(v.t) {
		key, t = "CAST("+v.sql+" AS DOUBLE)", types.Of(types.Float8)
	}
	interval := name == "percentile_cont" && v.t.OID == types.Interval && !types.IsArray(fraction.t)
	if interval { // DuckDB interpolates numbers only
		key = "CAST(" + functions.Macro + "interval_total(" + v.sql + ") AS DOUBLE)"
	}
	if types.IsArray(fraction.t) {
		t = types.ArrayOf(t)
	}
	if sort.SortbyDir == pg.SortByDir_SORTBY_DESC {
		key += " DESC"
	}
	f2 := &pg.FuncCall{AggFilter: f.AggFilter, Over: f.Over}
	suffix := p.aggregateParts(f2, nil, s).suffix
	sql := name + "(" + fraction.sql + ") WITHIN GROUP (ORDER BY " + key + ")" + suffix
	if interval {
		sql = functions.Macro + "interval_spread(" + sql + ")"
	}
	return value{sql: sql, t: t}, true
}

// mode() WITHIN GROUP (ORDER BY x): of equally frequent values the first in order.
func mode(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if !f.AggWithinGroup || len(f.AggOrder) != 1 {
		return value{}, false
	}
	sort := f.AggOrder[0].GetSortBy()
	v := p.plain(p.expr(sort.Node, s))
	f2 := &pg.FuncCall{AggFilter: f.AggFilter, Over: f.Over}
	in := *s
	in.output = nil
	return value{sql: "mode(" + v.sql + " ORDER BY " + p.sortBy(sort, &in) + ")" + p.aggregateParts(f2, nil, s).suffix, t: bare(v.t)}, true
}

// stringAgg: DuckDB wants a constant separator. Another one stands before each value but the first of the group.
func stringAgg(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 2 || args[1].lit != nil || args[1].param > 0 || args[1].null || !types.IsText(args[1].t) && args[1].t.OID != 0 {
		return value{}, false
	}
	a := p.aggregateParts(f, args, s)
	text, sep := p.coerceText(args[0]).sql, p.coerceText(args[1]).sql
	pair := "{'v': " + text + ", 's': coalesce(" + sep + ", '')}"
	if f.AggDistinct && len(f.AggOrder) == 0 {
		a.order = " ORDER BY " + pair
	}
	pairs := "array_agg(" + a.distinct + pair + a.order + ")" + a.suffix
	kept := "list_filter(" + pairs + ", lambda e: e.v IS NOT NULL)"
	return of("nullif(array_to_string(list_transform("+kept+", lambda e, i: CASE WHEN i = 1 THEN e.v ELSE e.s || e.v END), ''), '')", types.Text), true
}

// setSpecials are set-returning functions that the table cannot describe.
var setSpecials map[string]func(p *printer, f *pg.FuncCall, args []value) (called, bool)

func init() {
	setSpecials = map[string]func(p *printer, f *pg.FuncCall, args []value) (called, bool){
		"jsonb_path_query": jsonPathQuery, "regexp_matches": regexpMatches, "unnest": unnestMany,
		"json_to_recordset": recordSet, "jsonb_to_recordset": recordSet,
		"json_to_record": recordSet, "jsonb_to_record": recordSet,
	}
}

// unnestMany: unnest(a, b) stands in FROM only and is taken apart there.
func unnestMany(p *printer, f *pg.FuncCall, args []value) (called, bool) {
	if len(args) > 1 {
		p.unsupported(f.Location, "unnest of several arrays outside FROM")
	}
	return called{}, false
}

// regexpMatches gives a row per match with flag g, else at most one.
func regexpMatches(p *printer, f *pg.FuncCall, args []value) (called, bool) {
	m, ok := p.match(args)
	if !ok {
		return called{}, false
	}
	p.inline(m)
	c := called{value: value{t: textArray}}
	if m.global {
		c.set = "list_transform(regexp_extract_all(" + m.text + ", " + m.re + ", 0, " + m.flags + "), lambda e: " + m.captured("e") + ")"
	} else {
		c.set = "CASE WHEN regexp_matches(" + m.text + ", " + m.re + ", " + m.flags + ") THEN [" + m.captured(m.text) + "] END"
	}
	return c, true
}

// recordSet is json_to_recordset(j) or json_to_record(j): the call's alias defines the columns.
func recordSet(p *printer, f *pg.FuncCall, args []value) (called, bool) {
	if len(args) != 1 {
		return called{}, false
	}
	j := p.coerce(args[0], types.Of(types.JSON))
	c := called{value: value{t: types.Of(types.Record)}, json: true}
	if strings.HasSuffix(str(f.Funcname[len(f.Funcname)-1]), "set") {
		c.set = "from_json(" + j.sql + ", '[" + jsonShape + "]')"
	} else {
		c.set = "[from_json(" + j.sql + ", '" + jsonShape + "')]"
	}
	return c, true
}
