package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/pattern"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// regexFlags reads a constant flags argument.
func (p *printer) regexFlags(v value) (duck string, global bool) {
	if v.lit == nil {
		p.unsupported(-1, "regular expression flags that are no constant")
	}
	duck, global, err := pattern.Flags(*v.lit)
	p.check(err)
	return duck, global
}

// match are the printed parts of a call with a text, a regular expression and constant flags.
type match struct {
	text, re, flags string
	groups          int    // -1 where the expression is no constant
	empty           []bool // groups that can match the empty string
	global          bool
}

func (p *printer) match(args []value) (m match, ok bool) {
	if len(args) < 2 || len(args) > 3 {
		return m, false
	}
	m = match{text: p.coerceText(args[0]).sql, re: p.regexArg(args[1]), flags: "'s'", groups: -1}
	if args[1].lit != nil {
		re := pattern.Regex(*args[1].lit)
		m.groups, m.empty = pattern.Groups(re), pattern.EmptyGroups(re)
	}
	if len(args) == 3 {
		duck, global := p.regexFlags(args[2])
		m.flags, m.global = quote(duck), global
	}
	return m, true
}

// captured is the array of groups of a match, or of the whole where there are none.
func (m match) captured(text string) string {
	if m.groups < 0 {
		return functions.Macro + "regexp_captures(" + text + ", '(?" + strings.Trim(m.flags, "'") + ")' || " + m.re + ")"
	}
	if m.groups == 0 {
		return "[regexp_extract(" + text + ", " + m.re + ", 0, " + m.flags + ")]"
	}
	var parts []string
	for i := 1; i <= m.groups; i++ {
		parts = append(parts, m.group(text, i))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// group is the text of a group. DuckDB gives an empty one where the group took no part, PostgreSQL NULL.
func (m match) group(text string, i int) string {
	sql := "regexp_extract(" + text + ", " + m.re + ", " + itoa(i) + ", " + m.flags + ")"
	if i <= len(m.empty) && !m.empty[i-1] {
		return "nullif(" + sql + ", '')"
	}
	return sql
}

// inline refuses flags that a regular expression cannot say itself, where it is no constant: its groups are counted by a
// macro, and DuckDB takes a macro's argument for no constant.
func (p *printer) inline(m match) {
	if m.groups < 0 && strings.Trim(m.flags, "'is") != "" {
		p.unsupported(-1, "these flags of a regular expression that is no constant")
	}
}

// marks is the text split where a match begins, chr(2) standing where one ends: DuckDB tells matches, but no places.
func (m match) marks() string {
	return "string_split(regexp_replace(" + m.text + ", " + m.re + `, chr(1) || '\0' || chr(2), ` + m.replaceFlags(true) + "), chr(1))"
}

// nth is the text of match n, NULL where there are not as many.
func (m match) nth(n string) string {
	return "(regexp_extract_all(" + m.text + ", " + m.re + ", 0, " + m.flags + "))[" + n + "]"
}

// placed are the places of two arguments, counted from 0, in the functions of PostgreSQL 15 that look for a match from a
// character on; 0 is none.
type placed struct{ start, flags int }

// place reads the arguments of such a function. The text becomes what follows its first start - 1 characters.
func (p *printer) place(args []value, at placed) (m match, number func(i int, missing string) string) {
	m, _ = p.match(args[:2])
	number = func(i int, missing string) string {
		if i == 0 || i >= len(args) {
			return missing
		}
		return p.coerce(args[i], types.Of(types.Int4)).sql
	}
	if at.flags > 0 && at.flags < len(args) {
		duck, _ := p.regexFlags(args[at.flags])
		m.flags = quote(duck)
	}
	if start := number(at.start, "1"); start != "1" {
		m.text = functions.Macro + "substr(" + m.text + ", " + start + ")"
	}
	return m, number
}

func regexpMatch(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	m, ok := p.match(args)
	if !ok {
		return value{}, false
	}
	p.inline(m)
	return value{
		sql: "CASE WHEN regexp_matches(" + m.text + ", " + m.re + ", " + m.flags + ") THEN " + m.captured(m.text) + " END",
		t:   textArray,
	}, true
}

// regexpLike is regexp_like(text, pattern [, flags]).
func regexpLike(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	m, ok := p.match(args)
	return of("regexp_matches("+m.text+", "+m.re+", "+m.flags+")", types.Bool), ok
}

// regexpCount is regexp_count(text, pattern [, start [, flags]]).
func regexpCount(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) < 2 || len(args) > 4 {
		return value{}, false
	}
	m, _ := p.place(args, placed{start: 2, flags: 3})
	return of("CAST(len(regexp_extract_all("+m.text+", "+m.re+", 0, "+m.flags+")) AS INTEGER)", types.Int4), true
}

// regexpSubstr is regexp_substr(text, pattern [, start [, n [, flags [, group]]]]).
func regexpSubstr(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) < 2 || len(args) > 6 {
		return value{}, false
	}
	m, number := p.place(args, placed{start: 2, flags: 4})
	sql := m.nth(number(3, "1"))
	if group := number(5, "0"); group != "0" {
		sql = "regexp_extract(" + sql + ", " + m.re + ", " + group + ", " + m.flags + ")"
	}
	return of(sql, types.Text), true
}

// regexpInstr is regexp_instr(text, pattern [, start [, n [, past the end [, flags [, group]]]]]).
func regexpInstr(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) < 2 || len(args) > 7 {
		return value{}, false
	}
	m, number := p.place(args, placed{start: 2, flags: 5})
	if number(6, "0") != "0" {
		p.unsupported(f.Location, "regexp_instr of a subexpression")
	}
	start, n := number(2, "1"), number(3, "1")
	place := functions.Macro + "match_place(" + m.marks() + ", " + n + ", " + number(4, "0") + " = 1)"
	return of("CAST(CASE "+place+" WHEN 0 THEN 0 ELSE "+place+" + "+start+" - 1 END AS INTEGER)", types.Int4), true
}

// regexpReplace is regexp_replace(text, pattern, replacement [, flags]) or (…, start [, n [, flags]]): with a place
// but no number the first match from there on is replaced, with number 0 all of them.
func regexpReplace(p *printer, f *pg.FuncCall, args []value, s *scope) (value, bool) {
	if len(args) < 3 || len(args) > 6 {
		return value{}, false
	}
	with := p.coerceText(args[2]).sql
	if args[2].lit != nil {
		with = quote(pattern.Replacement(*args[2].lit))
	}
	if len(args) == 3 || len(args) == 4 && !types.IsInteger(args[3].t) {
		m, _ := p.match(append(args[:2:2], args[3:]...))
		return of("regexp_replace("+m.text+", "+m.re+", "+with+", "+m.replaceFlags(m.global)+")", types.Text), true
	}
	m, number := p.place(args, placed{start: 3, flags: 5})
	sql := "regexp_replace(" + m.text + ", " + m.re + ", " + with + ", " + m.replaceFlags(true) + ")"
	if n := number(4, "1"); n != "0" {
		one := "regexp_replace(" + m.nth(n) + ", " + m.re + ", " + with + ", " + m.flags + ")"
		sql = "coalesce(" + functions.Macro + "match_replaced(" + m.marks() + ", " + n + ", " + one + "), " + m.text + ")"
	}
	if start := number(3, "1"); start != "1" {
		sql = "(left(" + p.coerceText(args[0]).sql + ", " + start + " - 1) || " + sql + ")"
	}
	return of(sql, types.Text), true
}

// replaceFlags are the flags of DuckDB's regexp_replace.
func (m match) replaceFlags(all bool) string {
	if all {
		return strings.TrimSuffix(m.flags, "'") + "g'"
	}
	return m.flags
}
