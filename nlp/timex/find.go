package timex

import "github.com/tarn-sql/tarn/nlp/annotation"

// Finder finds time expressions. It serves one goroutine at a time. Its zero value is ready.
type Finder struct {
	*vocabulary
	text   string
	tokens []annotation.Token // without line breaks: expressions run across them
}

// Find is Finder.Find for a single text.
func Find(dst []Expression, text string, tokens []annotation.Token) []Expression {
	var f Finder
	return f.Find(dst, text, tokens)
}

// Find appends the time expressions of text to dst, in text order; they do not overlap.
func (f *Finder) Find(dst []Expression, text string, tokens []annotation.Token) []Expression {
	if f.vocabulary == nil {
		f.vocabulary = words()
	}
	f.text = text
	f.join(tokens)
	for i := f.leads.Next(f.tokens, 0); i < len(f.tokens); i = f.leads.Next(f.tokens, i+1) {
		if e, end := f.at(i); end > i {
			dst = append(dst, e)
			i = end - 1
		}
	}
	f.text = ""
	return dst
}

// join fills tokens.
func (f *Finder) join(tokens []annotation.Token) {
	list, line := f.tokens[:0], 0
	for i := range tokens {
		if tokens[i].Kind == annotation.Break {
			list = append(list, tokens[line:i]...)
			line = i + 1
		}
	}
	f.tokens = append(list, tokens[line:]...)
}

// rule reads the expression that begins at token i; its end is i or less where there is none.
type rule func(f *Finder, i int) (Expression, int)

// numberRules are those for numbers of so many digits, tried in order; the first that reads something wins.
var numberRules = [...][]rule{
	1: {(*Finder).slashDate, (*Finder).clock, (*Finder).dayFirst, (*Finder).lengthFirst},
	2: {(*Finder).slashDate, (*Finder).clock, (*Finder).dayFirst, (*Finder).lengthFirst},
	3: {(*Finder).lengthFirst},
	4: {(*Finder).isoDate, (*Finder).clock, (*Finder).lengthFirst, (*Finder).year},
}

// at reads the expression that begins at token i.
func (f *Finder) at(i int) (Expression, int) {
	var m meaning
	next := i
	if k := f.tokens[i].Kind; k != annotation.Number && k != annotation.Mask {
		if m, next = f.mean(i); !m.class.leads() || m.class.needs() && !f.goesOn(next) {
			return Expression{}, 0
		}
	}
	e, end := f.point(i, m, next)
	if end <= i && m.class == since {
		e, end = f.sincePoint(i, next)
	}
	if end <= i {
		return Expression{}, 0
	}
	e.Span = annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[end-1].End}
	return e, end
}

// point reads the expression that begins at token i without a "since" before it. What the phrase to token end means leaves
// one rule that may read it.
func (f *Finder) point(i int, m meaning, end int) (Expression, int) {
	switch f.tokens[i].Kind {
	case annotation.Number:
		if f.number(i) < 0 || !f.dated(i) {
			return Expression{}, 0
		}
		for _, rule := range numberRules[f.tokens[i].Len()] {
			if e, end := rule(f, i); end > i {
				return e, end
			}
		}
		return Expression{}, 0
	case annotation.Mask:
		return f.mask(i)
	}
	switch m.class {
	case month:
		return f.monthFirst(i, m, end)
	case fixed:
		return f.fixed(i, m, end)
	case weekday, last:
		return f.lastUnit(i, m, end)
	case stay:
		return f.stayDay(end)
	case numeral:
		if next, _ := f.mean(end); next.class != unit && !f.is(end, '-') {
			return Expression{}, 0 // "a" and "one" are many
		}
		return f.lengthFirst(i)
	case span, toward:
		return f.spanOf(i, m, end)
	}
	return Expression{}, 0
}

// goesOn reports whether token i may be one that a phrase of a class that needs more goes on with.
func (f *Finder) goesOn(i int) bool {
	return i < len(f.tokens) && (f.tokens[i].Kind == annotation.Number || f.set.Begins(&f.tokens[i]) || f.is(i, '-'))
}

// dated reports whether one of numberRules may read number i: a bare year, or one with something of theirs behind it.
func (f *Finder) dated(i int) bool {
	return f.tokens[i].Len() == 4 || i+1 < len(f.tokens) && f.behind.Begins(&f.tokens[i+1])
}

// mean is the meaning of the longest phrase at token i and the token after it.
func (f *Finder) mean(i int) (meaning, int) {
	if i >= len(f.tokens) {
		return meaning{}, i
	}
	v, end, ok := f.set.At(f.text, f.tokens, i)
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

// length reads a count with its unit: "3 days", "two-week", "3-4 hours". ago is ISO 8601 with the sign of the past.
func (f *Finder) length(i int) (ago string, end int) {
	n, end := f.count(i)
	if n < 0 || end == i {
		return "", i
	}
	m, after := f.mean(end)
	if m.class != unit || after == end {
		return "", i
	}
	if n < commonLengths {
		return f.lengths[m.value][n], after
	}
	return lengthOf(n, m.value), after
}
