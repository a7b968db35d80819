package lab

import (
	"sort"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// parser holds the text at hand and scratch memory.
type parser struct {
	text    string
	tokens  []annotation.Token
	words   []uint32 // per token
	doc     *annotation.Document
	maybe   func(*annotation.Entity) bool
	anchors []anchor
	values  []value
	stop    int // the token where reading ends
	from    int // the byte where the name at hand ends
	listed  bool
	dates   []string // of the last line of dates: a table's header
	added   []annotation.Entity
	json    []byte
}

// anchor is the name of a test in the text.
type anchor struct {
	first, last int   // tokens
	entity      int   // its index in the document, -1 where only the table knows it
	test        *test // &elsewhere where the table lacks it
	short       bool  // an abbreviation that wants company
	drug        bool  // an entity that is a drug so far
	from, to    int   // its values
}

// elsewhere stands for tests that the table lacks.
var elsewhere = test{measure: other}

var parsers = sync.Pool{New: func() any { return new(parser) }}

// Apply gives the tests of a document (entities of type TEST_NAME) their values and adds the vital signs and common tests
// that stand with a value but are no entity yet. maybe tells the drugs that can be a test (lexicon.TestValue); nil leaves it
// to the table of this package. Entities are added in text order, so indexes of entities change.
//
// Attributes: TEST_VALUE (Comparator, Value, High; Unit and UCUM, the latter also where the test leaves no doubt; Code is the
// interpretation, H L N A POS NEG …, or for a component of a blood pressure its LOINC code; JSON holds reference range, date
// and remarks), TEST_UNIT, and with types of ours TEST_FLAG and TEST_RANGE.
func Apply(doc *annotation.Document, maybe func(*annotation.Entity) bool) {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.text, p.tokens, p.doc, p.maybe = doc.Text, doc.Tokens, doc, maybe
	p.words = phrases.Words(p.words[:0], p.text, p.tokens)
	p.anchors, p.values, p.added, p.dates = p.anchors[:0], p.values[:0], p.added[:0], p.dates[:0]
	p.find()
	p.readAll()
	p.headers()
	p.fishbones()
	p.company()
	for i := range p.anchors {
		p.emit(&p.anchors[i])
	}
	p.merge()
	p.doc, p.maybe = nil, nil
}

// word is the longest phrase that begins at token i.
func (p *parser) word(i int) (w word, end int, ok bool) {
	if i >= p.stop || p.words[i] <= phrase.Skipped {
		return w, i, false
	}
	v, end, ok := phrases.Longest(p.words[:p.stop], i)
	if !ok {
		return w, i, false
	}
	return vocabulary[v], end, true
}

// said is the text of token i in lower case where it is a short ASCII word, "" beyond the end.
func (p *parser) said(i int) string {
	if i >= p.stop {
		return ""
	}
	return p.text[p.tokens[i].Begin:p.tokens[i].End]
}

// find notes the names of tests: the entities, and the words of the table.
func (p *parser) find() {
	p.stop = len(p.tokens)
	next := 0
	for i := 0; i < len(p.tokens); {
		for next < len(p.doc.Entities) && p.doc.Entities[next].End <= p.tokens[i].Begin {
			next++
		}
		if a, ok := p.entityAt(i, next); ok {
			p.anchors = append(p.anchors, a)
			i = a.last
			continue
		}
		if p.hAndH(i) {
			i += 3
			continue
		}
		w, end, ok := p.word(i)
		switch {
		case !ok || w.kind != testName && w.kind != shortName, p.partOf(i, end, w):
			i++
			continue
		case w.kind == shortName && p.text[p.tokens[i].Begin:p.tokens[end-1].End] != w.as:
			i = end
			continue
		}
		p.anchors = append(p.anchors, anchor{first: i, last: end, entity: -1, test: &tests[w.ref], short: w.kind == shortName})
		i = end
	}
}

// hAndH notes the two names of "H/H" and "H&H", hemoglobin and hematocrit.
func (p *parser) hAndH(i int) bool {
	if i+2 >= len(p.tokens) || p.said(i) != "H" || p.said(i+2) != "H" || p.said(i+1) != "/" && p.said(i+1) != "&" || !p.tokens[i+1].Glued || !p.tokens[i+2].Glued {
		return false
	}
	p.anchors = append(p.anchors,
		anchor{first: i, last: i + 1, entity: -1, test: &tests[byName["hemoglobin"]], short: true},
		anchor{first: i + 2, last: i + 3, entity: -1, test: &tests[byName["hematocrit"]], short: true})
	return true
}

// partOf reports whether the tokens are a piece of a run of letters and digits, as the K of "K9", without a number of its own.
func (p *parser) partOf(i, end int, w word) bool {
	if i > 1 && p.tokens[i].Glued && p.said(i-1) == "-" && p.tokens[i-1].Glued { // non-HDL
		return true
	}
	if end < len(p.tokens) && p.tokens[end].Glued && p.tokens[end].Kind == annotation.Number && !tests[w.ref].vital { // vitamin D3
		return true
	}
	if i > 0 && p.tokens[i-1].Kind == annotation.Number { // the K of 12.3 K/uL
		if _, last, ok := quantity.ReadUnit(p.text, p.tokens, i); ok && last > end {
			return true
		}
	}
	return p.tokens[i].Glued && i > 0 && p.tokens[i-1].Kind != annotation.Punct ||
		end < len(p.tokens) && p.tokens[end].Glued && p.tokens[end].Kind == annotation.Word
}

// entityAt is the anchor of an entity that begins at token i; next is the first entity that may.
func (p *parser) entityAt(i, next int) (a anchor, ok bool) {
	best := -1
	for k := next; k < len(p.doc.Entities) && p.doc.Entities[k].Begin <= p.tokens[i].Begin; k++ {
		e := &p.doc.Entities[k]
		if e.Begin != p.tokens[i].Begin || !p.candidate(e) {
			continue
		}
		if best < 0 || e.End > p.doc.Entities[best].End || e.End == p.doc.Entities[best].End && p.doc.Entities[best].Category == annotation.Medication {
			best = k
		}
	}
	if best < 0 {
		return a, false
	}
	e := &p.doc.Entities[best]
	last := i
	for last < len(p.tokens) && p.tokens[last].Begin < e.End {
		last++
	}
	a = anchor{first: i, last: last, entity: best, test: &elsewhere, drug: e.Category == annotation.Medication}
	if w, end, ok := p.word(i); ok && (w.kind == testName || w.kind == shortName) && end >= last {
		a.test, a.last = &tests[w.ref], end
	}
	return a, !a.drug || a.test.drug || a.test == &elsewhere && p.maybe != nil && p.maybe(e)
}

// candidate reports whether an entity can be an anchor.
func (p *parser) candidate(e *annotation.Entity) bool {
	return e.Category == annotation.TestProcedure && e.Type == "TEST_NAME" || e.Category == annotation.Medication
}

// readAll reads the values behind each name.
func (p *parser) readAll() {
	line := 0
	for k := range p.anchors {
		a := &p.anchors[k]
		for line < a.first {
			line = p.headerLine(line)
		}
		p.stop = p.bound(k)
		p.from = p.tokens[a.last-1].End
		if a.to > a.from { // given by slashes before
			continue
		}
		a.from, a.to = len(p.values), len(p.values)
		if p.slashes(k) {
			continue
		}
		p.behind(a)
		if len(p.values) == a.from && !a.drug {
			p.before(a)
		}
		a.to = len(p.values)
	}
	p.stop = len(p.tokens)
}

// headerLine remembers the dates of the line that begins at token i if it has two at least, and returns the next line.
func (p *parser) headerLine(i int) int {
	p.stop = len(p.tokens)
	first, n := i, 0
	for ; i < len(p.tokens) && p.tokens[i].Kind != annotation.Break; i++ {
		if end := p.isDate(i); end > i {
			n++
			i = end - 1
		}
	}
	if n >= 2 {
		p.dates = p.dates[:0]
		for j := first; j < i; j++ {
			if end := p.isDate(j); end > j {
				p.dates = append(p.dates, p.text[p.tokens[j].Begin:p.tokens[end-1].End])
				j = end - 1
			}
		}
	}
	return i + 1
}

// The reach of a name, in tokens.
const reach = 60

// bound is the token where the values of anchor k end at the latest: the next name, or the end of the sentence or line.
func (p *parser) bound(k int) int {
	limit := min(p.anchors[k].last+reach, len(p.tokens))
	if k+1 < len(p.anchors) {
		limit = min(limit, p.anchors[k+1].first)
	}
	for i := p.anchors[k].last; i < limit; i++ {
		t := p.tokens[i]
		switch {
		case t.Kind == annotation.Break:
			if !p.wraps(i) {
				return i
			}
		case t.Kind == annotation.Punct:
			switch p.text[t.Begin] {
			case '.':
				if i+1 >= len(p.tokens) || !p.tokens[i+1].Glued && (p.tokens[i+1].Kind != annotation.Number || p.tokens[i].Glued && i > p.anchors[k].last) {
					return i
				}
			case '?', '!':
				if i > p.anchors[k].last {
					return i
				}
			}
		}
	}
	return limit
}

// wraps reports whether the line break at token i stands inside a sentence: behind a colon, or before a lower-case word or a
// number behind a lower-case word.
func (p *parser) wraps(i int) bool {
	if i == 0 || i+1 >= len(p.tokens) || p.tokens[i+1].Kind == annotation.Break {
		return false
	}
	before, after := p.tokens[i-1], p.tokens[i+1]
	if before.Kind == annotation.Punct && p.text[before.Begin] == ':' {
		return after.Kind == annotation.Number || after.Kind == annotation.Word && !after.Upper
	}
	if before.Kind != annotation.Word || before.Upper {
		return false
	}
	return after.Kind == annotation.Word && !after.Upper || after.Kind == annotation.Number && p.joins(i-1)
}

// joins reports whether the word at token i wants a value behind it: was, of, at.
func (p *parser) joins(i int) bool {
	stop := p.stop
	p.stop = i + 1
	w, _, ok := p.word(i)
	p.stop = stop
	return ok && w.kind == filler
}

// company drops the values of abbreviations that stand alone: no other test with a value on the line, no section of results,
// no unit.
func (p *parser) company() {
	for k := range p.anchors {
		a := &p.anchors[k]
		if !a.short && !a.drug || a.to == a.from || p.certain(a) {
			continue
		}
		if p.sectionIs(a, "results", "vital_signs", "physical_exam", "objective") && (a.short || p.told(a)) || p.neighbour(k) {
			continue
		}
		if a.drug && p.told(a) {
			continue
		}
		a.to = a.from
	}
}

// certain reports whether the first value has a unit that only a test has.
func (p *parser) certain(a *anchor) bool {
	v := &p.values[a.from]
	return v.hasUnit && a.test.measure != weight || v.diastolic != nil || v.ref.isSet() || v.flag != "" && v.flagEnd > v.flagBegin && !a.drug
}

// told reports whether a verb or a colon stands between a name and its value, so that "potassium was 3.7" is a test.
func (p *parser) told(a *anchor) bool {
	v := &p.values[a.from]
	between := p.text[p.tokens[a.last-1].End:v.begin]
	return strings.ContainsAny(between, ":=") || len(between) > 2 || v.low.Scale > 0
}

// neighbour reports whether another name on the line has a value.
func (p *parser) neighbour(k int) bool {
	for _, d := range [...]int{-1, 1} {
		for j := k + d; j >= 0 && j < len(p.anchors); j += d {
			lo, hi := &p.anchors[min(j, k)], &p.anchors[max(j, k)]
			if hi.first-lo.last > 40 || p.breaks(lo.last, hi.first) {
				break
			}
			if b := &p.anchors[j]; b.to > b.from && p.values[b.from].text == "" && (!b.drug || p.told(b) || p.certain(b)) {
				return true
			}
		}
	}
	return false
}

// sectionIs reports whether the anchor stands in one of the sections.
func (p *parser) sectionIs(a *anchor, names ...string) bool {
	s := p.sectionOf(p.tokens[a.first].Begin)
	if s < 0 {
		return false
	}
	for _, n := range names {
		if p.doc.Sections[s].Name == n {
			return true
		}
	}
	return false
}

// sectionOf is the index of the section that holds a byte, -1 where there is none.
func (p *parser) sectionOf(at int) int {
	i := sort.Search(len(p.doc.Sections), func(i int) bool { return p.doc.Sections[i].End > at })
	if i < len(p.doc.Sections) && p.doc.Sections[i].Begin <= at {
		return i
	}
	return -1
}

// merge puts the added entities into their places.
func (p *parser) merge() {
	if len(p.added) == 0 {
		return
	}
	for i := range p.added {
		e := &p.added[i]
		e.Section = max(p.sectionOf(e.Begin), 0)
		e.Sentence = sort.Search(len(p.doc.Sentences), func(i int) bool { return p.doc.Sentences[i].End > e.Begin })
		if e.Sentence == len(p.doc.Sentences) {
			e.Sentence = max(len(p.doc.Sentences)-1, 0)
		}
	}
	p.doc.Entities = append(p.doc.Entities, p.added...)
	sort.SliceStable(p.doc.Entities, func(i, j int) bool { return p.doc.Entities[i].Begin < p.doc.Entities[j].Begin })
}
