package phi

import (
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/timex"
)

// Finder finds protected health information. It serves one goroutine at a time. Its zero value is ready.
type Finder struct {
	*vocabulary
	text     string
	tokens   []annotation.Token
	notNames *phrase.WordMap
	wordsOfNames
	lookup *Lookup
	known  []uint32 // ids of the words in lookup
	found  []finding
	times  timex.Finder
	dates  []timex.Expression // scratch of Find
}

// finding is what stands in text at a span, before it becomes an entity.
type finding struct {
	annotation.Span
	typ    string
	score  float64
	method string
}

// Find is Finder.Find for a single text.
func Find(dst []annotation.Entity, text string, tokens []annotation.Token, known *Lookup) []annotation.Entity {
	var f Finder
	return f.Find(dst, text, tokens, known)
}

// Find appends the protected health information of text to dst, in text order, without overlaps: what is known wins over
// patterns, then the longer one. known may be nil. Sentence and Section of the entities are not set.
func (f *Finder) Find(dst []annotation.Entity, text string, tokens []annotation.Token, known *Lookup) []annotation.Entity {
	f.dates = f.times.Find(f.dates[:0], text, tokens)
	return f.FindBeside(dst, text, tokens, known, f.dates)
}

// FindBeside is Find with the text's time expressions, where they are known already.
func (f *Finder) FindBeside(dst []annotation.Entity, text string, tokens []annotation.Token, known *Lookup, times []timex.Expression) []annotation.Entity {
	if f.vocabulary == nil {
		f.vocabulary, f.notNames, f.wordsOfNames = words(), notNames(), wordsOfNames{givenNames(), verbs(), places()}
	}
	f.text, f.tokens, f.lookup, f.found = text, tokens, known, f.found[:0]
	if known != nil {
		f.known = known.set.Words(f.known[:0], text, tokens)
	}
	for i := range times {
		f.date(&times[i])
	}
	f.patterns()
	dst = settle(dst, f.found)
	f.text, f.tokens, f.lookup = "", nil, nil
	return dst
}

// date adds a date with more than its year.
func (f *Finder) date(x *timex.Expression) {
	if x.Kind != timex.Date || len(x.Value) <= 4 || strings.ContainsAny(f.text[x.Begin:x.End], "[*") {
		return
	}
	begin := x.Begin
	if n := len("since "); x.Len() > n && strings.EqualFold(f.text[begin:begin+n], "since ") {
		begin += n
	}
	f.add(Date, annotation.Span{Begin: begin, End: x.End}, 0.95, "pattern")
}

// patterns tries the patterns that begin with each token, and what the store knows.
func (f *Finder) patterns() {
	tokens, leads, known := f.tokens, f.leads, f.lookup != nil
	for i := range tokens {
		if known {
			f.lookUp(i)
		}
		t := &tokens[i]
		if t.Upper && t.Kind == annotation.Word {
			if f.goesOn(i) {
				f.namedBefore(i)
			}
			f.given(i)
		}
		if leads.Begins(t) { // most words are small and announce nothing
			f.lead(i)
		}
	}
}

// lead reads what a number or a mark begins, and what a word announces.
func (f *Finder) lead(i int) {
	switch t := &f.tokens[i]; t.Kind {
	case annotation.Number:
		f.number(i)
	case annotation.Punct:
		switch f.text[t.Begin] {
		case '@':
			f.email(i)
		case '(', '+':
			f.phone(i)
		}
	}
	c, end := f.class(i)
	switch c {
	case title:
		f.titled(i, end)
	case nameLabel, signed:
		f.names(end, end, 0.85)
	case idLabel:
		f.labelled(end)
	case aged:
		f.age(end)
	case scheme:
		f.web(i)
	case works:
		f.profession(end)
	case box:
		if end < len(f.tokens) && f.tokens[end].Kind == annotation.Number {
			f.add(Address, f.span(i, f.city(end+1)), 0.9, "pattern")
		}
	}
}

func (f *Finder) class(i int) (class, int) {
	v, end, ok := f.set.At(f.text, f.tokens, i)
	if !ok {
		return none, i
	}
	return class(v), end
}

func (f *Finder) word(i int) string { return f.text[f.tokens[i].Begin:f.tokens[i].End] }

// span is the span of tokens i to end.
func (f *Finder) span(i, end int) annotation.Span {
	return annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[end-1].End}
}

func (f *Finder) add(typ string, span annotation.Span, score float64, method string) {
	f.found = append(f.found, finding{span, typ, score, method})
}

// settle appends found to dst in text order. Of two that overlap the better one stays: what is known, else the longer;
// two of one type become one ("Dr. Ann Lee" found around "Lee").
func settle(dst []annotation.Entity, found []finding) []annotation.Entity {
	slices.SortStableFunc(found, func(a, b finding) int {
		if a.Begin != b.Begin {
			return a.Begin - b.Begin
		}
		return b.End - a.End
	})
	from := len(dst)
	for i := range found {
		x := &found[i]
		n := len(dst) - 1
		if n < from || !dst[n].Overlaps(x.Span) {
			dst = append(dst, annotation.Entity{Category: annotation.PHI, Span: x.Span, Type: x.typ, Score: x.score, Method: x.method})
			continue
		}
		last := &dst[n]
		switch {
		case last.Type == x.typ:
			last.End = max(last.End, x.End)
			if x.method == "record" {
				last.Method, last.Score = x.method, x.score
			}
		case last.Method != "record" && (x.method == "record" || x.Len() > last.Len()):
			last.Span, last.Type, last.Score, last.Method = x.Span, x.typ, x.score, x.method
		}
	}
	return dst
}
