package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// regex prints ~ ~* !~ !~*: DuckDB's own ~ matches the whole string.
func (p *printer) regex(op string, a, b value) value {
	flags := "'s'"
	if strings.HasSuffix(op, "*") {
		flags = "'is'"
	}
	sql := "regexp_matches(" + p.coerceText(a).sql + ", " + p.regexArg(b) + ", " + flags + ")"
	if op[0] == '!' {
		sql = "(NOT " + sql + ")"
	}
	return of(sql, types.Bool)
}

// coerceText is a value where text is wanted: reg* and other types come as PostgreSQL shows them.
func (p *printer) coerceText(v value) value {
	v = p.coerce(v, types.Of(types.Text))
	if v.t.OID == 0 || types.IsText(v.t) || v.null {
		return v
	}
	return p.text(v)
}

// regexArg prints a regular expression; a constant one in RE2's syntax.
func (p *printer) regexArg(v value) string {
	if v.lit != nil {
		re := pattern.Regex(*v.lit)
		p.check(pattern.CheckRegex(re))
		return quote(re)
	}
	return p.coerceText(v).sql
}

var likeWords = map[string]string{"~~": " LIKE ", "!~~": " NOT LIKE ", "~~*": " ILIKE ", "!~~*": " NOT ILIKE "}

// like prints LIKE and ILIKE. PostgreSQL's default escape is the backslash, DuckDB has none.
func (p *printer) like(op string, a, b value) value {
	text := p.coerceText(a)
	if b.escape != nil {
		return of("("+text.sql+likeWords[op]+b.sql+b.escapeClause()+")", types.Bool)
	}
	escape := ` ESCAPE '\'`
	if b.lit != nil && !strings.Contains(*b.lit, `\`) {
		escape = ""
	}
	return of("("+text.sql+likeWords[op]+p.coerceText(b).sql+escape+")", types.Bool)
}

// escapeClause is ESCAPE for a pattern that came with one; an empty string means none.
func (v value) escapeClause() string {
	if *v.escape == "" {
		return ""
	}
	return " ESCAPE " + quote(*v.escape)
}

// likeEscape is pattern ESCAPE 'c' as the grammar gives it: like_escape(pattern, 'c').
func (p *printer) likeEscape(args []value) value {
	if len(args) != 2 || args[1].lit == nil {
		p.unsupported(-1, "ESCAPE with anything but a constant")
	}
	p.check(pattern.LikeEscape(*args[1].lit))
	v := p.coerceText(args[0])
	v.escape = args[1].lit
	return v
}

// similar prints SIMILAR TO with a constant pattern as a regular expression.
func (p *printer) similar(e *pg.A_Expr, op string, s *scope) value {
	a := p.expr(e.Lexpr, s)
	esc := `\`
	args := e.Rexpr.GetFuncCall().GetArgs()
	pat := p.expr(args[0], s)
	if len(args) == 2 {
		v := p.expr(args[1], s)
		if v.lit == nil {
			p.unsupported(-1, "ESCAPE with anything but a constant")
		}
		esc = *v.lit
	}
	if pat.lit == nil {
		p.unsupported(-1, "SIMILAR TO with a pattern that is no constant")
	}
	re, err := pattern.SimilarTo(*pat.lit, esc)
	p.check(err)
	sql := "regexp_matches(" + p.coerceText(a).sql + ", " + quote(re) + ", 's')"
	if strings.HasPrefix(op, "!") {
		sql = "(NOT " + sql + ")"
	}
	return of(sql, types.Bool)
}

// concat prints ||: of text, arrays, jsonb, bytea and bit strings.
func (p *printer) concat(a, b value) value {
	a.t, b.t = types.OfVector(a.t), types.OfVector(b.t)
	switch {
	case types.IsArray(a.t) || types.IsArray(b.t):
		return p.concatArrays(a, b)
	case types.IsJSON(a.t) && !types.IsText(b.t), types.IsJSON(b.t) && !types.IsText(a.t):
		return p.concatJSON(a, b)
	case a.t.OID == types.Bytea || b.t.OID == types.Bytea:
		a, b = p.coerce(a, types.Of(types.Bytea)), p.coerce(b, types.Of(types.Bytea))
		return of("("+a.sql+" || "+b.sql+")", types.Bytea)
	case a.t.OID == types.Bit || a.t.OID == types.VarBit:
		return of("("+a.sql+" || "+p.coerce(b, a.t).sql+")", types.VarBit)
	case a.t.OID == 0 && b.t.OID == 0:
		return value{sql: "(" + a.sql + " || " + b.sql + ")"}
	}
	return of("("+p.concatText(a)+" || "+p.concatText(b)+")", types.Text)
}

// concatText: beside text anything is text; DuckDB's own form serves where the type is not known.
func (p *printer) concatText(v value) string {
	v = p.coerce(v, types.Of(types.Text))
	if v.t.OID == 0 || v.null {
		return v.sql
	}
	return p.textSQL(v)
}

func (p *printer) concatArrays(a, b value) value {
	switch {
	case !types.IsArray(a.t) && (a.lit == nil && a.param == 0 && !a.null && a.t.OID != 0):
		return value{sql: "list_prepend(" + a.sql + ", " + b.sql + ")", t: b.t}
	case !types.IsArray(b.t) && (b.lit == nil && b.param == 0 && !b.null && b.t.OID != 0):
		return value{sql: "list_append(" + a.sql + ", " + b.sql + ")", t: a.t}
	}
	a, b = p.same(a, b)
	return value{sql: "list_concat(" + a.sql + ", " + b.sql + ")", t: common(a, b)}
}
