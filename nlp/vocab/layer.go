package vocab

import (
	"cmp"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/vocab/worth"
)

// Entry is one name of one code.
type Entry struct {
	Key     string // what the names of one concept share; "" means System and Code
	System  string // canonical URI; "" adds a name only
	Code    string
	Display string // the code's own name, "" = Term
	Term    string
	Name    string // of the concept, "" = Display
	Class   Class
	Method  lexicon.Method
}

// Stats counts what a layer took and left.
type Stats struct {
	Rows     int // names that were read
	Concepts int
	Terms    int
	Skipped  int // names that are inactive, of another language or kind, or too general to be found in notes
	Bad      int // lines that are no rows
}

// maxComplaints is how many bad lines a layer describes.
const maxComplaints = 5

// Layer collects the entries of one vocabulary.
type Layer struct {
	b          *lexicon.Builder
	meta       lexicon.Meta
	ids        map[string]uint32
	judge      worth.Judge
	stats      Stats
	complaints []string
	bad        *Error // the first bad line
}

// NewLayer returns an empty layer. Name, version and licence of the vocabulary stay with its image; those that are empty
// are taken from the files, where they say any.
func NewLayer(meta lexicon.Meta) *Layer {
	l := &Layer{b: lexicon.NewBuilder(), meta: meta, ids: map[string]uint32{}}
	worth.Prepare(l.b)
	return l
}

// Add adds an entry; the first of a concept gives it its class and name.
func (l *Layer) Add(e Entry) {
	l.stats.Rows++
	e.Term = strings.TrimSpace(e.Term)
	if e.Class.Category == 0 || denied(e.Term, e.Class) || !l.judge.Term(e.Term, e.Class.Category, e.Class.sure()) {
		l.stats.Skipped++
		return
	}
	flags := l.judge.Flags(l.b, e.Term, e.Class.Category)
	if !l.b.AddTerm(l.concept(&e), e.Term, flags, e.Method) {
		l.stats.Skipped++
		return
	}
	l.stats.Terms++
}

// concept is the number of the entry's concept, which has the entry's code.
func (l *Layer) concept(e *Entry) uint32 {
	if e.Key == "" {
		e.Key = e.System + "\x00" + e.Code
	}
	if e.Display == "" {
		e.Display = e.Term
	}
	id, ok := l.ids[e.Key]
	if !ok {
		// Cloned, since it is part of a line, which would stay in memory with it.
		name := strings.Clone(cmp.Or(e.Name, e.Display))
		id = l.b.AddConcept(lexicon.Concept{Category: e.Class.Category, Type: e.Class.Type, Kind: e.Class.Kind, Name: name, Source: l.meta.Name})
		l.ids[strings.Clone(e.Key)] = id
		l.stats.Concepts++
	}
	if e.System != "" && e.Code != "" {
		l.code(id, lexicon.Code{System: e.System, Code: e.Code, Display: e.Display})
	}
	return id
}

// code adds a code to a concept that lacks it.
func (l *Layer) code(id uint32, code lexicon.Code) {
	c := l.b.Concept(id)
	for _, old := range c.Codes {
		if old.System == code.System && old.Code == code.Code {
			return
		}
	}
	c.Codes = append(c.Codes, lexicon.Code{System: code.System, Code: strings.Clone(code.Code), Display: strings.Clone(code.Display)})
}

// skip counts a name that is not wanted.
func (l *Layer) skip() { l.stats.Rows++; l.stats.Skipped++ }

// complain keeps a bad line.
func (l *Layer) complain(e *Error) {
	if l.bad == nil {
		l.bad = e
	}
	if l.stats.Bad++; len(l.complaints) < maxComplaints {
		l.complaints = append(l.complaints, e.Error())
	}
}

// Stats returns the counts so far.
func (l *Layer) Stats() Stats { return l.stats }

// Complaints describes the first bad lines, with their places.
func (l *Layer) Complaints() []string { return l.complaints }

// Meta is what the image will say of itself.
func (l *Layer) Meta() lexicon.Meta { return l.meta }

// propose fills in what the caller did not say of the vocabulary.
func (l *Layer) propose(m lexicon.Meta) {
	for _, p := range []struct {
		to   *string
		from string
	}{{&l.meta.Name, m.Name}, {&l.meta.Version, m.Version}, {&l.meta.Licence, m.Licence}, {&l.meta.Source, m.Source}} {
		if *p.to == "" {
			*p.to = strings.Join(strings.Fields(p.from), " ")
		}
	}
}

// Image returns the bytes of the layer's image. Nothing may be added afterwards.
func (l *Layer) Image() []byte { return l.b.Image(l.meta) }
