package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// special prints a function that the table cannot describe. done false leaves the call to the table.
type special func(p *printer, f *pg.FuncCall, args []value, s *scope) (v value, done bool)

var specials map[string]special

func init() {
	specials = map[string]special{
		// about the session
		"version": version, "current_database": currentDatabase, "current_user": currentUser,
		"current_schema": currentSchema, "current_schemas": currentSchemas, "current_setting": currentSetting,
		"pg_backend_pid": backendPID, "set_config": setConfig, "pg_notify": notify,
		// patterns and formats
		"like_escape": likeEscape, "regexp_replace": regexpReplace, "regexp_match": regexpMatch,
		"regexp_like": regexpLike, "regexp_count": regexpCount, "regexp_substr": regexpSubstr, "regexp_instr": regexpInstr,
		"unistr": unistr, "substring": substring, "substr": substring, "format": format,
		"to_char": toChar, "to_date": toDate, "to_timestamp": toTimestamp, "to_number": toNumber,
		"round": roundTo, "trunc": roundTo,
		// times
		"extract": extract, "date_part": datePart, "date_trunc": dateTrunc, "make_interval": makeInterval,
		"timezone": atTimeZone, "overlaps": overlaps,
		// aggregates
		"percentile_cont": percentile, "percentile_disc": percentile, "mode": mode, "string_agg": stringAgg,
		"rank": hypothetical, "dense_rank": hypothetical, "percent_rank": hypothetical, "cume_dist": hypothetical,
		// arrays, records
		"concat": variadic, "concat_ws": variadic,
		"jsonb_path_query_array": jsonPathValue, "jsonb_path_query_first": jsonPathValue,
		"jsonb_path_exists": jsonPathValue, "jsonb_path_match": jsonPathValue,
		"to_json": toJSON, "to_jsonb": toJSON, "row_to_json": toJSON,
		"json_build_object": buildObject, "jsonb_build_object": buildObject,
		"json_build_array": buildArray, "jsonb_build_array": buildArray,
		"pg_typeof": typeOf, "columns": columnsCall, "pg_get_expr": firstTwo, "pg_get_viewdef": viewDef,
	}
}

func constText(v string, oid uint32) value { return of(quote(v), oid) }

func version(p *printer, _ *pg.FuncCall, _ []value, _ *scope) (value, bool) {
	return constText(p.env.Version, types.Text), p.env.Version != ""
}

func currentDatabase(p *printer, _ *pg.FuncCall, _ []value, _ *scope) (value, bool) {
	return constText(p.env.Database, types.Name), true
}

func currentUser(p *printer, _ *pg.FuncCall, _ []value, _ *scope) (value, bool) {
	return constText(p.env.User, types.Name), true
}

func currentSchema(p *printer, _ *pg.FuncCall, _ []value, _ *scope) (value, bool) {
	if len(p.env.SearchPath) == 0 {
		return p.nullOf(types.Of(types.Name)), true
	}
	return constText(p.env.SearchPath[0], types.Name), true
}

// currentSchemas is the search path, with pg_catalog before it if the argument is true.
func currentSchemas(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 1 {
		return value{}, false
	}
	var path []string
	for _, n := range p.env.SearchPath {
		path = append(path, quote(n))
	}
	list := "CAST([" + strings.Join(path, ", ") + "] AS VARCHAR[])"
	t := types.ArrayOf(types.Of(types.Name))
	implicit := "CAST([" + strings.Join(append([]string{"'pg_catalog'"}, path...), ", ") + "] AS VARCHAR[])"
	switch arg := p.coerce(args[0], types.Of(types.Bool)).sql; arg {
	case "true":
		return value{sql: implicit, t: t}, true
	case "false":
		return value{sql: list, t: t}, true
	default:
		return value{sql: "CASE WHEN " + arg + " THEN " + implicit + " ELSE " + list + " END", t: t}, true
	}
}

// currentSetting answers from the session where the name is constant.
func currentSetting(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) == 0 || args[0].lit == nil || p.env.Setting == nil {
		return value{}, false
	}
	v, ok := p.env.Setting(strings.ToLower(*args[0].lit))
	switch {
	case ok:
		return constText(v, types.Text), true
	case len(args) == 2:
		return p.nullOf(types.Of(types.Text)), true
	}
	p.fail(f.Location, "42704", "unrecognized configuration parameter %q", *args[0].lit)
	return value{}, true
}

// setConfig answers the new value; whoever keeps the settings reads Statement.SetConfig.
func setConfig(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 3 {
		return value{}, false
	}
	answer := p.coerce(args[1], types.Of(types.Text))
	name, local := p.coerce(args[0], types.Of(types.Text)), p.coerce(args[2], types.Of(types.Bool))
	if hasParam(f.Args[0]) || hasParam(f.Args[2]) { // every parameter must stand in what is printed
		answer = of("CASE WHEN "+name.sql+" IS NULL OR "+local.sql+" IS NULL THEN NULL ELSE "+answer.sql+" END", types.Text)
	}
	return answer, true
}

// hasParam reports whether an argument is a parameter, cast or not.
func hasParam(n *pg.Node) bool {
	for n.GetTypeCast() != nil {
		n = n.GetTypeCast().Arg
	}
	return n.GetParamRef() != nil
}

func notify(p *printer, f *pg.FuncCall, _ []value, _ *scope) (value, bool) {
	p.unsupported(f.Location, "NOTIFY")
	return value{}, false
}

func backendPID(p *printer, _ *pg.FuncCall, _ []value, _ *scope) (value, bool) {
	return of("CAST("+itoa(int(p.env.BackendPID))+" AS INTEGER)", types.Int4), true
}

func likeEscape(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	return p.likeEscape(args), true
}

// substring with constant positive positions is DuckDB's own; with a text as second argument it takes a pattern.
func substring(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) < 2 || args[0].t.OID == types.Bytea {
		return value{}, false
	}
	if types.IsText(args[1].t) || args[1].lit != nil {
		return p.substringPattern(args), true
	}
	if args[1].number == "" || strings.HasPrefix(args[1].number, "-") || args[1].number == "0" {
		return value{}, false
	}
	if len(args) == 3 && (args[2].number == "" || strings.HasPrefix(args[2].number, "-")) {
		return value{}, false
	}
	args[0] = p.coerceText(args[0])
	return of("substring("+join(args)+")", types.Text), true
}

// substringPattern is substring(text FROM pattern): the first group, or the whole match.
func (p *printer) substringPattern(args []value) value {
	if len(args) == 3 {
		return p.substringSimilar(args)
	}
	m, _ := p.match(args)
	first := "(" + m.captured(m.text) + ")[1]"
	switch {
	case m.groups == 0:
		first = "regexp_extract(" + m.text + ", " + m.re + ", 0, 's')"
	case m.groups > 0:
		first = m.group(m.text, 1)
	}
	return of("CASE WHEN regexp_matches("+m.text+", "+m.re+", 's') THEN "+first+" END", types.Text)
}

// substringSimilar is substring(text SIMILAR pattern ESCAPE c): what stands between the two c" of the pattern.
func (p *printer) substringSimilar(args []value) value {
	if args[1].lit == nil || args[2].lit == nil {
		p.unsupported(-1, "substring(… SIMILAR …) with a pattern that is no constant")
	}
	re, err := pattern.SimilarSubstring(*args[1].lit, *args[2].lit)
	p.check(err)
	text := p.coerceText(args[0]).sql
	return of("CASE WHEN regexp_matches("+text+", "+quote(re)+", 's') THEN regexp_extract("+text+", "+quote(re)+", 1, 's') END", types.Text)
}

// format prints format('…%s…', …) with a constant format as a concatenation.
func format(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) == 0 {
		return value{}, false
	}
	if args[0].lit == nil {
		p.unsupported(f.Location, "format with a format that is no constant")
	}
	pieces, err := pattern.Format(*args[0].lit)
	p.check(err)
	parts := []string{"''"}
	next := 1
	for _, piece := range pieces {
		if piece.Verb == 0 {
			parts = append(parts, quote(piece.Text))
			continue
		}
		at := next
		if piece.Arg > 0 {
			at = piece.Arg
		}
		if at >= len(args) {
			p.fail(f.Location, "22023", "too few arguments for format()")
		}
		next = at + 1
		parts = append(parts, p.formatted(piece, args[at]))
	}
	return of("("+strings.Join(parts, " || ")+")", types.Text), true
}

func (p *printer) formatted(piece pattern.FormatPiece, v value) string {
	sql := p.concatArg(v).sql
	switch piece.Verb {
	case 'I':
		sql = functions.Macro + "quote_ident(" + sql + ")"
	case 'L':
		sql = functions.Macro + "quote_nullable(" + sql + ")"
	default:
		sql = "coalesce(" + sql + ", '')"
	}
	switch {
	case piece.Width > 0:
		return "lpad(" + sql + ", CAST(greatest(" + itoa(piece.Width) + ", length(" + sql + ")) AS INTEGER), ' ')"
	case piece.Width < 0:
		return "rpad(" + sql + ", CAST(greatest(" + itoa(-piece.Width) + ", length(" + sql + ")) AS INTEGER), ' ')"
	}
	return sql
}

// columnsCall is DuckDB's COLUMNS(…).
func columnsCall(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if f.AggStar {
		return value{sql: "COLUMNS(*)"}, true
	}
	return value{sql: "COLUMNS(" + join(args) + ")"}, len(f.Args) == 1
}

// firstTwo drops the pretty-printing argument.
func firstTwo(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) != 3 {
		return value{}, false
	}
	return of(functions.Macro+"pg_get_expr("+args[0].sql+", "+p.plain(args[1]).sql+")", types.Text), true
}

// viewDef takes a name as well as an OID.
func viewDef(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) == 0 || args[0].lit == nil {
		return value{}, false
	}
	return of(functions.Macro+"pg_get_viewdef("+p.coerce(args[0], types.Of(types.RegClass)).sql+")", types.Text), true
}

// variadic is concat(VARIADIC array).
func variadic(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if !f.FuncVariadic {
		return value{}, false
	}
	sep := "''"
	if len(args) == 2 {
		sep = p.coerceText(args[0]).sql
	}
	return of(functions.Macro+"array_to_string("+args[len(args)-1].sql+", "+sep+")", types.Text), true
}

// roundTo is round(numeric, n) and trunc(numeric, n) of what DuckDB computed as DOUBLE: it becomes DECIMAL first, so
// that the digits shown are the digits asked for.
func roundTo(p *printer, f *pg.FuncCall, args []value, _ *scope) (value, bool) {
	if len(args) == 0 || args[0].t.OID != types.Numeric || args[0].t.Carry != types.Double {
		return value{}, false
	}
	n := value{number: "0", sql: "0"}
	if len(args) == 2 {
		n = p.coerce(args[1], types.Of(types.Int4))
	}
	sql := lastName(f.Funcname) + "(" + p.decimal(args[0]).sql + ", " + n.sql + ")"
	return of(sql, types.Numeric), true
}
