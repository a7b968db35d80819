package pattern

import (
	"sort"
	"strings"
)

// Piece is a part of a to_char format: a strftime format, or a DuckDB expression of the value $1.
type Piece struct {
	Strftime string
	Expr     string
}

// code is what a format word of to_char is: strftime's code, with a variant for the prefix FM, or an expression.
type code struct {
	strftime, fm string
	expr, fmExpr string
}

func padded(f, expr string) code {
	return code{expr: f + "(" + expr + ")", fmExpr: f + "(" + expr + ")"}
}

// name is a month's or weekday's name, blank-padded to nine without FM.
func name(wrap, strftime string) code {
	e := "strftime($1, '" + strftime + "')"
	if wrap != "" {
		e = wrap + "(" + e + ")"
	}
	return code{expr: "rpad(" + e + ", 9, ' ')", fmExpr: e}
}

func digits(expr string, width string) code {
	return code{expr: "lpad(CAST(" + expr + " AS VARCHAR), " + width + ", '0')", fmExpr: "CAST(" + expr + " AS VARCHAR)"}
}

var timeCodes = map[string]code{
	"YYYY": {strftime: "%Y", fm: "%Y"}, "YYY": {expr: "right(strftime($1, '%Y'), 3)"},
	"YY": {strftime: "%y", fm: "%-y"}, "Y": {expr: "right(strftime($1, '%Y'), 1)"},
	"Y,YYY": {expr: "regexp_replace(strftime($1, '%Y'), '(\\d)(\\d{3})$', '\\1,\\2')"},
	"IYYY":  {strftime: "%G", fm: "%G"}, "IYY": {expr: "right(strftime($1, '%G'), 3)"},
	"IY": {expr: "right(strftime($1, '%G'), 2)"}, "I": {expr: "right(strftime($1, '%G'), 1)"},
	"MM": {strftime: "%m", fm: "%-m"}, "DD": {strftime: "%d", fm: "%-d"}, "DDD": {strftime: "%j", fm: "%-j"},
	"HH": {strftime: "%I", fm: "%-I"}, "HH12": {strftime: "%I", fm: "%-I"}, "HH24": {strftime: "%H", fm: "%-H"},
	"MI": {strftime: "%M", fm: "%-M"}, "SS": {strftime: "%S", fm: "%-S"},
	"MS": {strftime: "%g", fm: "%g"}, "US": {strftime: "%f", fm: "%f"},
	"FF1": {expr: "left(strftime($1, '%f'), 1)"}, "FF2": {expr: "left(strftime($1, '%f'), 2)"},
	"FF3": {strftime: "%g", fm: "%g"}, "FF4": {expr: "left(strftime($1, '%f'), 4)"},
	"FF5": {expr: "left(strftime($1, '%f'), 5)"}, "FF6": {strftime: "%f", fm: "%f"},
	"SSSS":  {expr: "CAST(date_part('hour', $1) * 3600 + date_part('minute', $1) * 60 + date_part('second', $1) AS VARCHAR)"},
	"SSSSS": {expr: "CAST(date_part('hour', $1) * 3600 + date_part('minute', $1) * 60 + date_part('second', $1) AS VARCHAR)"},
	"AM":    {strftime: "%p", fm: "%p"}, "PM": {strftime: "%p", fm: "%p"},
	"am": {expr: "lower(strftime($1, '%p'))"}, "pm": {expr: "lower(strftime($1, '%p'))"},
	"A.M.":  {expr: "CASE WHEN date_part('hour', $1) < 12 THEN 'A.M.' ELSE 'P.M.' END"},
	"P.M.":  {expr: "CASE WHEN date_part('hour', $1) < 12 THEN 'A.M.' ELSE 'P.M.' END"},
	"a.m.":  {expr: "CASE WHEN date_part('hour', $1) < 12 THEN 'a.m.' ELSE 'p.m.' END"},
	"p.m.":  {expr: "CASE WHEN date_part('hour', $1) < 12 THEN 'a.m.' ELSE 'p.m.' END"},
	"MONTH": name("upper", "%B"), "Month": name("", "%B"), "month": name("lower", "%B"),
	"MON": padded("upper", "strftime($1, '%b')"), "Mon": {strftime: "%b", fm: "%b"}, "mon": padded("lower", "strftime($1, '%b')"),
	"DAY": name("upper", "%A"), "Day": name("", "%A"), "day": name("lower", "%A"),
	"DY": padded("upper", "strftime($1, '%a')"), "Dy": {strftime: "%a", fm: "%a"}, "dy": padded("lower", "strftime($1, '%a')"),
	"D":    {expr: "CAST(date_part('dow', $1) + 1 AS VARCHAR)"},
	"ID":   {strftime: "%u", fm: "%u"},
	"IDDD": digits("(date_part('week', $1) - 1) * 7 + date_part('isodow', $1)", "3"),
	"IW":   {strftime: "%V", fm: "%-V"},
	"WW":   digits("(date_part('doy', $1) - 1) // 7 + 1", "2"),
	"W":    {expr: "CAST((date_part('day', $1) - 1) // 7 + 1 AS VARCHAR)"},
	"Q":    {expr: "CAST(date_part('quarter', $1) AS VARCHAR)"},
	"CC":   digits("date_part('century', $1)", "2"),
	"J":    {expr: "CAST(CAST(floor(date_part('julian', $1)) AS BIGINT) AS VARCHAR)"},
	"BC":   {expr: "CASE WHEN date_part('year', $1) > 0 THEN 'AD' ELSE 'BC' END"},
	"AD":   {expr: "CASE WHEN date_part('year', $1) > 0 THEN 'AD' ELSE 'BC' END"},
	"RM":   {expr: "rpad(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'][date_part('month', $1)], 4, ' ')"},
	"TZ":   {expr: "upper(strftime($1, '%Z'))"}, "tz": {expr: "lower(strftime($1, '%Z'))"},
	"TZH": {expr: "left(strftime($1, '%z'), 3)"},
	"TZM": {expr: "CASE WHEN length(strftime($1, '%z')) > 3 THEN right(strftime($1, '%z'), 2) ELSE '00' END"},
	"OF":  {strftime: "%z", fm: "%z"},
}

// spanCodes are the words for intervals, which have no calendar.
var spanCodes = map[string]code{
	"YYYY": digits("date_part('year', $1)", "4"), "MM": digits("date_part('month', $1)", "2"),
	"DD": digits("date_part('day', $1)", "2"), "DDD": digits("date_part('day', $1)", "3"),
	"HH24": digits("date_part('hour', $1)", "2"), "HH": digits("(date_part('hour', $1) + 11) % 12 + 1", "2"),
	"HH12": digits("(date_part('hour', $1) + 11) % 12 + 1", "2"), "MI": digits("date_part('minute', $1)", "2"),
	"SS": digits("date_part('second', $1)", "2"), "MS": digits("date_part('milliseconds', $1) % 1000", "3"),
	"US": digits("date_part('microseconds', $1) % 1000000", "6"),
}

// words are the format words, longest first.
var words = func() []string {
	var ws []string
	for w := range timeCodes {
		ws = append(ws, w)
	}
	sort.Slice(ws, func(i, j int) bool { return len(ws[i]) > len(ws[j]) || len(ws[i]) == len(ws[j]) && ws[i] < ws[j] })
	return ws
}()

// lowerWords: words in lower case mean the same as in upper case, unless they are listed themselves.
func lookWord(s string) string {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	up := strings.ToUpper(s)
	for _, w := range words {
		if strings.HasPrefix(up, w) && strings.ToLower(s[:len(w)]) == s[:len(w)] {
			return w
		}
	}
	return ""
}

// TimeFormat takes a to_char format for dates, times and (span) intervals apart.
func TimeFormat(format string, span bool) []Piece {
	var out []Piece
	for i := 0; i < len(format); {
		fm := false
		for hasFold(format[i:], "FM") || hasFold(format[i:], "TM") || hasFold(format[i:], "FX") {
			fm = fm || !hasFold(format[i:], "FX") // names after TM are not padded either
			i += 2
		}
		if i >= len(format) {
			break
		}
		if format[i] == '"' {
			end := strings.IndexByte(format[i+1:], '"')
			if end < 0 {
				end = len(format) - i - 1
			}
			out = append(out, text(format[i+1:i+1+end]))
			i += end + 2
			continue
		}
		w := lookWord(format[i:])
		if w == "" {
			n := runeLen(format[i:])
			out = append(out, text(format[i:i+n]))
			i += n
			continue
		}
		i += len(w)
		piece := pieceOf(w, fm, span)
		if hasFold(format[i:], "TH") {
			piece = ordinal(piece, format[i] == 't')
			i += 2
		}
		out = append(out, piece)
	}
	return join(out)
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func text(s string) Piece { return Piece{Strftime: strings.ReplaceAll(s, "%", "%%")} }

func pieceOf(w string, fm, span bool) Piece {
	c := timeCodes[w]
	if s, ok := spanCodes[w]; ok && span {
		c = s
	}
	switch {
	case c.strftime != "" && fm:
		return Piece{Strftime: c.fm}
	case c.strftime != "":
		return Piece{Strftime: c.strftime}
	case fm && c.fmExpr != "":
		return Piece{Expr: c.fmExpr}
	}
	return Piece{Expr: c.expr}
}

// ordinal adds st, nd, rd or th to a number.
func ordinal(p Piece, lower bool) Piece {
	e := p.Expr
	if e == "" {
		e = "strftime($1, '" + p.Strftime + "')"
	}
	suffix := "CASE WHEN " + e + " SIMILAR TO '.*1[0-9]' THEN 'TH' WHEN right(" + e + ", 1) = '1' THEN 'ST' WHEN right(" + e +
		", 1) = '2' THEN 'ND' WHEN right(" + e + ", 1) = '3' THEN 'RD' ELSE 'TH' END"
	if lower {
		suffix = "lower(" + suffix + ")"
	}
	return Piece{Expr: e + " || " + suffix}
}

// join puts neighbouring strftime formats together.
func join(ps []Piece) []Piece {
	var out []Piece
	for _, p := range ps {
		if n := len(out); n > 0 && p.Expr == "" && out[n-1].Expr == "" {
			out[n-1].Strftime += p.Strftime
			continue
		}
		out = append(out, p)
	}
	return out
}

// parseCodes are strptime's codes for to_date and to_timestamp.
var parseCodes = map[string]string{
	"YYYY": "%Y", "YY": "%y", "IYYY": "%G", "MM": "%m", "DD": "%d", "DDD": "%j", "HH": "%I", "HH12": "%I", "HH24": "%H",
	"MI": "%M", "SS": "%S", "MS": "%g", "US": "%f", "FF3": "%g", "FF6": "%f", "AM": "%p", "PM": "%p", "am": "%p", "pm": "%p",
	"MONTH": "%B", "Month": "%B", "month": "%B", "MON": "%b", "Mon": "%b", "mon": "%b", "DAY": "%A", "Day": "%A",
	"day": "%A", "DY": "%a", "Dy": "%a", "dy": "%a", "IW": "%V", "ID": "%u", "TZ": "%Z", "tz": "%Z", "TZH": "%z", "OF": "%z",
}

// ParseFormat writes a format of to_date and to_timestamp for strptime; ok is false for a word that strptime has not.
func ParseFormat(format string) (strptime string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(format); {
		for hasFold(format[i:], "FM") || hasFold(format[i:], "TM") || hasFold(format[i:], "FX") {
			i += 2
		}
		if i >= len(format) {
			break
		}
		w := lookWord(format[i:])
		switch {
		case w == "":
			n := runeLen(format[i:])
			if format[i] != '"' {
				b.WriteString(strings.ReplaceAll(format[i:i+n], "%", "%%"))
			}
			i += n
			continue
		case parseCodes[w] == "":
			return "", false
		}
		b.WriteString(parseCodes[w])
		i += len(w)
	}
	return b.String(), true
}
