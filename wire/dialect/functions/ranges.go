package functions

import "strings"

// rangeElements are the range types and what they are ranges of.
var rangeElements = [][2]string{
	{"int4range", "int4"},
	{"int8range", "int8"},
	{"numrange", "numeric"},
	{"daterange", "date"},
	{"tsrange", "timestamp"},
	{"tstzrange", "timestamptz"},
}

// rangeTable has the functions on ranges, for each type: a range is a STRUCT of its bounds, NULL where it has none. Those of
// integers and dates are kept as PostgreSQL shows them, from a bound that belongs to them to one that does not.
func rangeTable() string {
	var b strings.Builder
	for _, r := range rangeElements {
		make := "@range_of("
		if r[1] == "int4" || r[1] == "int8" || r[1] == "date" {
			make = "@range_of_steps("
		}
		b.WriteString(strings.NewReplacer("RANGE", r[0], "ELEM", r[1], "MAKE(", make).Replace(rangeFunctions))
	}
	return b.String()
}

const rangeFunctions = `
RANGE(ELEM, ELEM) RANGE = MAKE($1, $2, true, false)
RANGE(ELEM, ELEM, text) RANGE = MAKE($1, $2, @range_flag($3, 1), @range_flag($3, 2))
lower(RANGE) ELEM = ($1).lo
upper(RANGE) ELEM = ($1).hi
isempty(RANGE) bool = ($1).void
lower_inc(RANGE) bool = ($1).lo_in
upper_inc(RANGE) bool = ($1).hi_in
lower_inf(RANGE) bool = (NOT ($1).void AND ($1).lo IS NULL)
upper_inf(RANGE) bool = (NOT ($1).void AND ($1).hi IS NULL)
range_merge(RANGE, RANGE) RANGE = @range_merge($1, $2)
`

// rangeMacros are the macros that the table and the operators on ranges name. The parts of a range that is NULL are NULL. A
// lambda over one value keeps DuckDB from copying arguments to every place where a macro has them.
const rangeMacros = `
range_parts(lo, hi, lo_in, hi_in) AS CASE WHEN lo > hi THEN @raise('22000', 'range lower bound must be less than or equal to range upper bound')
	WHEN lo = hi AND NOT (lo_in AND hi_in) THEN {'lo': NULL, 'hi': NULL, 'lo_in': false, 'hi_in': false, 'void': true}
	ELSE {'lo': lo, 'hi': hi, 'lo_in': lo_in AND lo IS NOT NULL, 'hi_in': hi_in AND hi IS NOT NULL, 'void': false} END;
range_flag(f, side) AS CASE WHEN f IN ('[)', '[]', '(]', '()') THEN f[side] IN ('[', ']') ELSE @raise('42601', 'invalid range bound flags') END;
range_of(lo, hi, lo_in, hi_in) AS list_transform([{'lo': lo, 'hi': hi, 'lo_in': lo_in, 'hi_in': hi_in}],
	lambda r: @range_parts((r).lo, (r).hi, (r).lo_in, (r).hi_in))[1];
range_of_steps(lo, hi, lo_in, hi_in) AS list_transform([{'lo': lo + CASE WHEN lo_in THEN 0 ELSE 1 END, 'hi': hi + CASE WHEN hi_in THEN 1 ELSE 0 END, 'ok': coalesce(lo <= hi, true)}],
	lambda r: @range_parts((r).lo, CASE WHEN (r).ok AND (r).hi < (r).lo THEN (r).lo ELSE (r).hi END, true, false))[1];
range_before(a, b) AS coalesce((a).hi < (b).lo OR ((a).hi = (b).lo AND NOT ((a).hi_in AND (b).lo_in)), false);
range_low_within(a, b) AS ((a).lo IS NULL OR coalesce((a).lo < (b).lo OR ((a).lo = (b).lo AND ((a).lo_in OR NOT (b).lo_in)), false));
range_high_within(a, b) AS ((a).hi IS NULL OR coalesce((a).hi > (b).hi OR ((a).hi = (b).hi AND ((a).hi_in OR NOT (b).hi_in)), false));
range_meets(a, b) AS coalesce((a).hi = (b).lo AND (a).hi_in <> (b).lo_in, false);
range_pair(a, b) AS [{'a': a, 'b': b, 'full': NOT (a).void AND NOT (b).void}];
range_left(a, b) AS list_transform(@range_pair(a, b), lambda p: (p).full AND @range_before((p).a, (p).b))[1];
range_overlaps(a, b) AS list_transform(@range_pair(a, b), lambda p: (p).full AND NOT @range_before((p).a, (p).b) AND NOT @range_before((p).b, (p).a))[1];
range_not_right(a, b) AS list_transform(@range_pair(a, b), lambda p: (p).full AND @range_high_within((p).b, (p).a))[1];
range_not_left(a, b) AS list_transform(@range_pair(a, b), lambda p: (p).full AND @range_low_within((p).b, (p).a))[1];
range_adjacent(a, b) AS list_transform(@range_pair(a, b), lambda p: (p).full AND (@range_meets((p).a, (p).b) OR @range_meets((p).b, (p).a)))[1];
range_contains(a, b) AS list_transform(@range_pair(a, b), lambda p: CASE WHEN (p).full IS NOT NULL THEN (p).b.void OR ((p).full AND @range_low_within((p).a, (p).b)
	AND @range_high_within((p).a, (p).b)) END)[1];
range_has(a, x) AS list_transform([{'a': a, 'x': x}], lambda p: CASE WHEN (p).x IS NOT NULL THEN NOT (p).a.void
	AND coalesce((p).x > (p).a.lo OR ((p).x = (p).a.lo AND (p).a.lo_in), true) AND coalesce((p).x < (p).a.hi OR ((p).x = (p).a.hi AND (p).a.hi_in), true) END)[1];
range_joined(a, b, low, high) AS {'lo': CASE WHEN low THEN (a).lo ELSE (b).lo END, 'hi': CASE WHEN high THEN (a).hi ELSE (b).hi END,
	'lo_in': CASE WHEN low THEN (a).lo_in ELSE (b).lo_in END, 'hi_in': CASE WHEN high THEN (a).hi_in ELSE (b).hi_in END, 'void': false};
range_common(a, b) AS list_transform(@range_pair(a, b), lambda p: CASE WHEN (p).full AND NOT @range_before((p).a, (p).b) AND NOT @range_before((p).b, (p).a)
	THEN @range_joined((p).a, (p).b, NOT @range_low_within((p).a, (p).b), NOT @range_high_within((p).a, (p).b))
	WHEN (p).full IS NOT NULL THEN {'lo': NULL, 'hi': NULL, 'lo_in': false, 'hi_in': false, 'void': true} END)[1];
range_merge(a, b) AS list_transform(@range_pair(a, b), lambda p: CASE WHEN (p).full THEN @range_joined((p).a, (p).b, @range_low_within((p).a, (p).b), @range_high_within((p).a, (p).b))
	WHEN (p).full IS NOT NULL THEN CASE WHEN (p).a.void THEN (p).b ELSE (p).a END END)[1];
range_union(a, b) AS CASE WHEN @range_left(a, b) OR @range_left(b, a) THEN CASE WHEN @range_adjacent(a, b) THEN @range_merge(a, b)
	ELSE @raise('22000', 'result of range union would not be contiguous') END ELSE @range_merge(a, b) END;
range_bound(x) AS CASE WHEN x IS NULL THEN '' WHEN regexp_matches(x, '[][(),"\\\s]') THEN '"' || x || '"' ELSE x END;
range_out(a) AS list_transform([a], lambda r: CASE WHEN (r).void THEN 'empty' WHEN NOT (r).void THEN CASE WHEN (r).lo_in THEN '[' ELSE '(' END || @range_bound(@text((r).lo)) || ',' ||
	@range_bound(@text((r).hi)) || CASE WHEN (r).hi_in THEN ']' ELSE ')' END END)[1];
`
