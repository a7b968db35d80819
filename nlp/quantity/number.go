package quantity

import (
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Number is one number or a range of two.
type Number struct {
	Low, High Decimal // equal where it is no range
	Word      bool    // written in words: two, half
}

// IsRange reports whether the number is a range.
func (n Number) IsRange() bool { return n.Low != n.High }

// Read reads the number or range that begins at token i; end is the token after it. A range needs its low end first: of
// "160-4.5" it reads 160. A number said twice is one: "one (1)", "4 four".
func Read(text string, tokens []annotation.Token, i int) (n Number, end int, ok bool) {
	if i >= len(tokens) || !mayBegin(text, &tokens[i]) {
		return n, i, false
	}
	n, end, ok = span(text, tokens, i)
	if !ok {
		return n, i, false
	}
	return n, again(text, tokens, end, n), true
}

// mayBegin reports whether a number may begin with a token: most words and marks begin none.
func mayBegin(text string, t *annotation.Token) bool {
	switch t.Kind {
	case annotation.Number:
		return true
	case annotation.Word:
		return mayCount(text, t)
	case annotation.Punct: // .5 or ½
		c := text[t.Begin]
		return c == '.' || c >= utf8.RuneSelf
	}
	return false
}

func span(text string, tokens []annotation.Token, i int) (n Number, end int, ok bool) {
	n, end, ok = Single(text, tokens, i)
	if !ok {
		return n, i, false
	}
	j, hyphen := rangeSign(text, tokens, end)
	if j == end || hyphen && i >= 2 && glued(text, tokens, i-1, '-') && tokens[i].Glued && isNumber(tokens, i-2) { // the rest of 1-0-1
		return n, end, true
	}
	m, last, ok := Single(text, tokens, j)
	if !ok || n.Low.Compare(m.Low) >= 0 {
		return n, end, true
	}
	if hyphen && glued(text, tokens, last, '-') && isNumber(tokens, last+1) { // 1-0-1, 1-2-2015, 555-1234-5
		return n, end, true
	}
	if hyphen && !m.Word && last < len(tokens) && is(text, tokens, last, '/') && tokens[last].Glued && isNumber(tokens, last+1) && j == end+1 {
		return n, end, true // 5-325/1: no range
	}
	return Number{Low: n.Low, High: m.Low, Word: n.Word || m.Word}, last, true
}

// rangeSign is the token after the sign of a range at token i, or i.
func rangeSign(text string, tokens []annotation.Token, i int) (next int, hyphen bool) {
	if i >= len(tokens) {
		return i, false
	}
	switch s := text[tokens[i].Begin:tokens[i].End]; {
	case s == "-" || s == "–" || s == "—" || s == "‑":
		return i + 1, true
	case len(s) == 2 && (fold(s) == "to" || fold(s) == "or"):
		return i + 1, false
	}
	return i, false
}

// again is the end of a repetition of n at token i, "(1)" after "one" or "four" after "4", or i.
func again(text string, tokens []annotation.Token, i int, n Number) int {
	if i >= len(tokens) || tokens[i].Kind == annotation.Break {
		return i
	}
	j, open := i, is(text, tokens, i, '(')
	if open {
		j++
	}
	m, end, ok := span(text, tokens, j)
	if !ok || m.Low.Compare(n.Low) != 0 || m.High.Compare(n.High) != 0 || m.Word == n.Word && !open {
		return i
	}
	if !open {
		return end
	}
	if !is(text, tokens, end, ')') {
		return i
	}
	return end + 1
}

// Single reads one number, no range, that begins at token i.
func Single(text string, tokens []annotation.Token, i int) (n Number, end int, ok bool) {
	if i >= len(tokens) {
		return n, i, false
	}
	switch tokens[i].Kind {
	case annotation.Number:
		d, end, ok := digits(text, tokens, i)
		return Number{Low: d, High: d}, end, ok
	case annotation.Punct:
		d, end, ok := sign(text, tokens, i)
		return Number{Low: d, High: d}, end, ok
	case annotation.Word:
		d, end, ok := words(text, tokens, i)
		return Number{Low: d, High: d, Word: true}, end, ok
	}
	return n, i, false
}

// sign reads a number that begins with a mark: .5 or ½.
func sign(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	if d, ok = vulgar(text[tokens[i].Begin:tokens[i].End]); ok {
		return d, i + 1, true
	}
	if !is(text, tokens, i, '.') || tokens[i].Glued && i > 0 && tokens[i-1].Kind != annotation.Punct || !isNumber(tokens, i+1) || !tokens[i+1].Glued {
		return d, i, false
	}
	d, ok = behindPoint(text[tokens[i+1].Begin:tokens[i+1].End])
	return d, i + 2, ok
}

// behindPoint is the number 0.digits.
func behindPoint(digits string) (Decimal, bool) {
	d, ok := ParseDecimal(digits)
	if !ok || d.Scale > 0 || len(digits) > maxScale {
		return Decimal{}, false
	}
	return Decimal{d.Coef, uint8(len(digits))}, true
}

// digits reads a number token and what belongs to it: 1/2, 1 1/2, 1-1/2, 1 and 1/2, 1½, 0,5.
func digits(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	if d, ok = ParseDecimal(text[tokens[i].Begin:tokens[i].End]); !ok {
		return d, i, false
	}
	end = i + 1
	if f, last, ok := fraction(text, tokens, i); ok {
		return f, last, true
	}
	if n, whole := d.IsInt(); whole && n < 100 {
		if f, last, ok := mixed(text, tokens, end); ok {
			sum, _ := d.Add(f)
			return sum, last, true
		}
	}
	if d.Coef == 0 && glued(text, tokens, end, ',') && isNumber(tokens, end+1) && tokens[end+1].Glued && tokens[end+1].Len() <= 3 { // 0,5
		if f, ok := behindPoint(text[tokens[end+1].Begin:tokens[end+1].End]); ok {
			return f, end + 2, true
		}
	}
	return d, end, true
}

// mixed reads the fraction of a mixed number after its whole part, from token i.
func mixed(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	if i >= len(tokens) {
		return d, i, false
	}
	s := text[tokens[i].Begin:tokens[i].End]
	if d, ok = vulgar(s); ok {
		return d, i + 1, true
	}
	switch {
	case tokens[i].Kind == annotation.Number && !tokens[i].Glued:
		return fraction(text, tokens, i)
	case s == "-" && tokens[i].Glued || s == "&":
		return fraction(text, tokens, i+1)
	case len(s) == 3 && fold(s) == "and":
		if d, end, ok = fraction(text, tokens, i+1); ok {
			return d, end, ok
		}
		return half(text, tokens, i+1)
	}
	return d, i, false
}

// fraction reads n/d with the denominators that doses have, so that 3/7 (days), 2/6 (murmur) and 120/80 stay what they are.
func fraction(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	if !isNumber(tokens, i) || !is(text, tokens, i+1, '/') || !isNumber(tokens, i+2) || tokens[i].Len() != 1 || tokens[i+2].Len() != 1 {
		return d, i, false
	}
	if tokens[i+1].Glued != tokens[i+2].Glued || glued(text, tokens, i+3, '/') {
		return d, i, false
	}
	n, m := int64(text[tokens[i].Begin]-'0'), int64(text[tokens[i+2].Begin]-'0')
	if n == 0 || n >= m || m != 2 && m != 3 && m != 4 && m != 8 {
		return d, i, false
	}
	d, ok = Int(n).Div(Int(m))
	return d, i + 3, ok
}

// vulgar is the value of a one-character fraction.
func vulgar(s string) (Decimal, bool) {
	switch s {
	case "½":
		return Decimal{5, 1}, true
	case "¼":
		return Decimal{25, 2}, true
	case "¾":
		return Decimal{75, 2}, true
	case "⅓":
		return Decimal{3333, 4}, true
	case "⅔":
		return Decimal{6667, 4}, true
	}
	return Decimal{}, false
}

func isNumber(tokens []annotation.Token, i int) bool {
	return i < len(tokens) && tokens[i].Kind == annotation.Number
}

// is reports whether token i is the one-byte mark c.
func is(text string, tokens []annotation.Token, i int, c byte) bool {
	return i < len(tokens) && tokens[i].Len() == 1 && text[tokens[i].Begin] == c
}

// glued reports whether token i is the mark c with no blank before it.
func glued(text string, tokens []annotation.Token, i int, c byte) bool {
	return is(text, tokens, i, c) && tokens[i].Glued
}
