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
	text   string
	tokens []annotation.Token
	ids    []uint32
	set    *phrase.Set
	lookup *Lookup
	known  []uint32 // ids of the words in lookup
	found  []annotation.Entity
	times  timex.Finder
	dates  []timex.Expression
}

// Find is Finder.Find for a single text.
func Find(dst []annotation.Entity, text string, tokens []annotation.Token, known *Lookup) []annotation.Entity {
	var f Finder
	return f.Find(dst, text, tokens, known)
}

// Find appends the protected health information of text to dst, in text order, without overlaps: what is known wins over
// patterns, then the longer one. known may be nil. Sentence and Section of the entities are not set.
func (f *Finder) Find(dst []annotation.Entity, text string, tokens []annotation.Token, known *Lookup) []annotation.Entity {
	if f.set == nil {
		f.set = words()
	}
	f.text, f.tokens, f.lookup, f.found = text, tokens, known, f.found[:0]
	f.ids = f.set.Words(f.ids[:0], text, tokens)
	if known != nil {
		f.known = known.set.Words(f.known[:0], text, tokens)
	}
	f.dates = f.times.Find(f.dates[:0], text, tokens)
	for _, d := range f.dates {
		if d.Kind == timex.Date && len(d.Value) > 4 && !strings.ContainsAny(text[d.Begin:d.End], "[*") {
			begin := d.Begin
			if low := strings.ToLower(text[d.Begin:d.End]); strings.HasPrefix(low, "since ") {
				begin += len("since ")
			}
			f.add(Date, annotation.Span{Begin: begin, End: d.End}, 0.95, "pattern")
		}
	}
	for i := range tokens {
		f.at(i)
	}
	dst = settle(dst, f.found)
	f.text, f.tokens, f.lookup = "", nil, nil
	return dst
}

// at tries all patterns at token i.
func (f *Finder) at(i int) {
	t := f.tokens[i]
	f.lookUp(i)
	switch t.Kind {
	case annotation.Number:
		f.number(i)
	case annotation.Punct:
		switch f.text[t.Begin] {
		case '@':
			f.email(i)
		case '(', '+':
			f.phone(i)
		}
	case annotation.Word:
		f.web(i)
		f.namedBefore(i)
	}
	if f.ids[i] > phrase.Skipped {
		f.cue(i)
	}
}

// cue reads what a word announces.
func (f *Finder) cue(i int) {
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
	case works:
		f.profession(end)
	case box:
		if end < len(f.tokens) && f.tokens[end].Kind == annotation.Number {
			f.add(Address, f.span(i, f.city(end+1)), 0.9, "pattern")
		}
	}
}

func (f *Finder) class(i int) (class, int) {
	if i >= len(f.tokens) {
		return none, i
	}
	v, end, ok := f.set.Longest(f.ids, i)
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
	f.found = append(f.found, annotation.Entity{Span: span, Category: annotation.PHI, Type: typ, Score: score, Method: method})
}

// settle appends found to dst in text order. Of two that overlap the better one stays: what is known, else the longer;
// two of one type become one ("Dr. Ann Lee" found around "Lee").
func settle(dst, found []annotation.Entity) []annotation.Entity {
	slices.SortStableFunc(found, func(a, b annotation.Entity) int {
		if a.Begin != b.Begin {
			return a.Begin - b.Begin
		}
		return b.End - a.End
	})
	from := len(dst)
	for _, e := range found {
		n := len(dst) - 1
		if n < from || !dst[n].Overlaps(e.Span) {
			dst = append(dst, e)
			continue
		}
		last := &dst[n]
		switch {
		case last.Type == e.Type:
			last.End = max(last.End, e.End)
			if e.Method == "record" {
				last.Method, last.Score = e.Method, e.Score
			}
		case last.Method != "record" && (e.Method == "record" || e.Len() > last.Len()):
			*last = e
		}
	}
	return dst
}
