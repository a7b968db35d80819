package timex

import (
	"strconv"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// Finder finds time expressions. It serves one goroutine at a time. Its zero value is ready.
type Finder struct {
	text     string
	tokens   []annotation.Token // without line breaks: expressions run across them
	ids      []uint32
	set      *phrase.Set
	meanings []meaning
}

// Find is Finder.Find for a single text.
func Find(dst []Expression, text string, tokens []annotation.Token) []Expression {
	var f Finder
	return f.Find(dst, text, tokens)
}

// Find appends the time expressions of text to dst, in text order; they do not overlap.
func (f *Finder) Find(dst []Expression, text string, tokens []annotation.Token) []Expression {
	if f.set == nil {
		f.set, f.meanings = words()
	}
	f.text, f.tokens = text, f.tokens[:0]
	line := 0
	for i := range tokens {
		if tokens[i].Kind == annotation.Break {
			f.tokens = append(f.tokens, tokens[line:i]...)
			line = i + 1
		}
	}
	f.tokens = append(f.tokens, tokens[line:]...)
	f.ids = f.set.Words(f.ids[:0], text, f.tokens)
	for i, n := 0, len(f.tokens); i < n; i++ {
		if k := f.tokens[i].Kind; k != annotation.Number && k != annotation.Mask && (f.ids[i] == phrase.Unknown || !f.leads(i)) {
			continue
		}
		if e, end := f.at(i); end > i {
			dst = append(dst, e)
			i = end - 1
		}
	}
	f.text = ""
	return dst
}

// numberRules are tried in order at a number; the first that reads something wins.
var numberRules = [...]func(f *Finder, i int) (Expression, int){
	(*Finder).isoDate, (*Finder).slashDate, (*Finder).clock, (*Finder).dayFirst, (*Finder).lengthFirst, (*Finder).year,
}

// leads reports whether an expression may begin with the word at token i: see point and sincePoint.
func (f *Finder) leads(i int) bool {
	switch m, _ := f.mean(i); m.class {
	case month, fixed, weekday, last, stay, numeral, span, toward, since:
		return true
	}
	return false
}

// at reads the expression that begins at token i.
func (f *Finder) at(i int) (Expression, int) {
	t := &f.tokens[i]
	e, end := f.point(i)
	if end <= i {
		e, end = f.sincePoint(i)
	}
	if end <= i {
		return Expression{}, 0
	}
	e.Span = annotation.Span{Begin: t.Begin, End: f.tokens[end-1].End}
	return e, end
}

// point reads the expression that begins at token i without a "since" before it. What a word means leaves one rule that
// may read it.
func (f *Finder) point(i int) (Expression, int) {
	switch f.tokens[i].Kind {
	case annotation.Number:
		for _, rule := range numberRules {
			if e, end := rule(f, i); end > i {
				return e, end
			}
		}
	case annotation.Mask:
		if e, end := f.mask(i); end > i {
			return e, end
		}
	}
	switch m, _ := f.mean(i); m.class {
	case month:
		return f.monthFirst(i)
	case fixed:
		return f.fixed(i)
	case weekday, last:
		return f.lastUnit(i)
	case stay:
		return f.stayDay(i)
	case numeral:
		return f.lengthFirst(i)
	case span, toward:
		return f.spanOf(i)
	}
	return Expression{}, 0
}

// mean is the meaning of the longest phrase at token i and the token after it.
func (f *Finder) mean(i int) (meaning, int) {
	if i >= len(f.tokens) {
		return meaning{}, i
	}
	v, end, ok := f.set.Longest(f.ids, i)
	if !ok {
		return meaning{}, i
	}
	return f.meanings[v], end
}

// is reports whether token i is the mark c.
func (f *Finder) is(i int, c byte) bool {
	return i < len(f.tokens) && f.tokens[i].Kind == annotation.Punct && f.text[f.tokens[i].Begin] == c
}

// number is the value of token i if it is a number of at most four digits without a point, else -1.
func (f *Finder) number(i int) int {
	if i >= len(f.tokens) || f.tokens[i].Kind != annotation.Number || f.tokens[i].Len() > 4 {
		return -1
	}
	n := 0
	for k := f.tokens[i].Begin; k < f.tokens[i].End; k++ {
		c := f.text[k]
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// glued reports whether tokens i+1 to j follow without blanks.
func (f *Finder) glued(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if k >= len(f.tokens) || !f.tokens[k].Glued {
			return false
		}
	}
	return true
}

// count reads a number of units: digits, a range ("3-4"), a word. The range's lower end counts.
func (f *Finder) count(i int) (n, end int) {
	if n = f.number(i); n >= 0 {
		end = i + 1
		if (f.is(end, '-') || f.text[f.tokens[i].End:min(f.tokens[i].End+1, len(f.text))] == "/") && f.number(end+1) >= 0 {
			return n, end + 2
		}
		if f.is(end, '-') && f.tokens[end].Glued {
			if m, _ := f.mean(end + 1); m.class == unit {
				return n, end + 1
			}
		}
		if end+1 < len(f.tokens) && f.word(end) == "to" && f.number(end+1) >= 0 {
			return n, end + 2
		}
		return n, end
	}
	m, end := f.mean(i)
	if m.class != numeral {
		return -1, i
	}
	if f.is(end, '-') && end+1 < len(f.tokens) && f.tokens[end].Glued && f.tokens[end+1].Glued {
		if next, _ := f.mean(end + 1); next.class == unit {
			return m.value, end + 1
		}
	}
	return m.value, end
}

func (f *Finder) word(i int) string { return f.text[f.tokens[i].Begin:f.tokens[i].End] }

// length reads a count with its unit: "3 days", "two-week", "3-4 hours". value is ISO 8601 without a sign.
func (f *Finder) length(i int) (value string, end int) {
	n, end := f.count(i)
	if n < 0 || end == i {
		return "", i
	}
	m, after := f.mean(end)
	if m.class != unit || after == end {
		return "", i
	}
	if m.value <= 2 {
		return "PT" + strconv.Itoa(n*unitScale[m.value]) + unitCodes[m.value], after
	}
	return "P" + strconv.Itoa(n*unitScale[m.value]) + unitCodes[m.value], after
}
