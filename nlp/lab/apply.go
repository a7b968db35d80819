package lab

import (
	"slices"
	"sort"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// parser holds the text at hand and scratch memory.
type parser struct {
	set     *phrase.Set
	text    string
	tokens  []annotation.Token
	numbers []int // the tokens that are numbers
	named   []int // the entities that can be anchors
	doc     *annotation.Document
	maybe   func(*annotation.Entity) bool
	anchors []anchor
	values  []value
	stop    int // the token where reading ends
	from    int // the byte where the name at hand ends
	listed  bool
	dates   []string // of the last line of dates before a name: a table's header
	dated   bool     // dates is that of the document
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

// elsewhere stands for tests that the table lacks, studyTest for studies.
var elsewhere, studyTest = test{measure: other}, test{measure: study}

var parsers = sync.Pool{New: func() any { return &parser{set: phrases()} }}

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
	p.anchors, p.values, p.added, p.dated = p.anchors[:0], p.values[:0], p.added[:0], false
	p.findNumbers()
	p.findNamed()
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

// findNumbers fills numbers.
func (p *parser) findNumbers() {
	tokens, n := p.tokens, 0
	numbers := slices.Grow(p.numbers[:0], len(tokens))[:len(tokens)]
	for i := range tokens {
		if tokens[i].Kind == annotation.Number {
			numbers[n] = i
			n++
		}
	}
	p.numbers = numbers[:n]
}

// longest bounds the tokens of a phrase.
const longest = 12

// word is the longest phrase that begins at token i.
func (p *parser) word(i int) (w word, end int, ok bool) {
	stop := min(p.stop, i+longest)
	if stop <= i {
		return w, i, false
	}
	v, end, ok := p.set.At(p.text, p.tokens[:stop], i)
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

// readAll reads the values behind each name.
func (p *parser) readAll() {
	for k := range p.anchors {
		a := &p.anchors[k]
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

// The reach of a name, in tokens.
const reach = 60

// bound is the token where the values of anchor k end at the latest: the next name, or the end of the sentence or line.
func (p *parser) bound(k int) int {
	limit := min(p.anchors[k].last+reach, len(p.tokens))
	if k+1 < len(p.anchors) {
		limit = min(limit, p.anchors[k+1].first)
	}
	for i := p.anchors[k].last; i < limit; i++ {
		t := &p.tokens[i] // tokens are large
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
