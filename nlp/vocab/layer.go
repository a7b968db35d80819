package vocab

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// Entry is one name of one code.
type Entry struct {
	Key     string // what the names of one concept share; "" means System and Code
	System  string // canonical URI; "" adds a name only
	Code    string
	Display string // the code's own name, "" = Term
	Term    string
	Class   Class
	Method  lexicon.Method
}

// Class is what kind of thing a code is.
type Class struct {
	Category annotation.Category // "" means that the code is not wanted
	Type     string
	Kind     annotation.Trait
}

// The classes.
var (
	Ingredient = Class{annotation.Medication, "GENERIC_NAME", ""}
	Brand      = Class{annotation.Medication, "BRAND_NAME", ""}
	Diagnosis  = Class{annotation.Condition, "DX_NAME", annotation.Diagnosis}
	Symptom    = Class{annotation.Condition, "DX_NAME", annotation.Symptom}
	Sign       = Class{annotation.Condition, "DX_NAME", annotation.Sign}
	Test       = Class{annotation.TestProcedure, "TEST_NAME", ""}
	Procedure  = Class{annotation.TestProcedure, "PROCEDURE_NAME", ""}
	Treatment  = Class{annotation.TestProcedure, "TREATMENT_NAME", ""}
	Site       = Class{annotation.Anatomy, "SYSTEM_ORGAN_SITE", ""}
)

// Stats counts what a layer took and left.
type Stats struct{ Rows, Concepts, Terms, Skipped int }

// Layer collects the entries of one vocabulary.
type Layer struct {
	b     *lexicon.Builder
	meta  lexicon.Meta
	ids   map[string]uint32
	stats Stats
}

// NewLayer returns an empty layer. Name, version and licence of the vocabulary stay with its image.
func NewLayer(meta lexicon.Meta) *Layer {
	return &Layer{b: lexicon.NewBuilder(), meta: meta, ids: map[string]uint32{}}
}

// Add adds an entry; the first of a concept gives it its class and name.
func (l *Layer) Add(e Entry) {
	l.stats.Rows++
	e.Term = strings.TrimSpace(e.Term)
	if e.Class.Category == "" || useless(e.Term) {
		l.stats.Skipped++
		return
	}
	if e.Key == "" {
		e.Key = e.System + "\x00" + e.Code
	}
	if e.Display == "" {
		e.Display = e.Term
	}
	id, ok := l.ids[e.Key]
	if !ok {
		id = l.b.AddConcept(lexicon.Concept{Category: e.Class.Category, Type: e.Class.Type, Kind: e.Class.Kind, Name: e.Display, Source: l.meta.Name})
		l.ids[e.Key] = id
		l.stats.Concepts++
	}
	if e.System != "" && e.Code != "" {
		l.code(id, lexicon.Code{System: e.System, Code: e.Code, Display: e.Display})
	}
	flags := lexicon.TermFlags(0)
	if e.Class.Category == annotation.Condition || e.Class.Category == annotation.TestProcedure {
		flags = lexicon.Permutable
	}
	if acronym(e.Term) {
		flags |= lexicon.ExactCase
	}
	if l.b.AddTerm(id, e.Term, flags, e.Method) {
		l.stats.Terms++
	} else {
		l.stats.Skipped++
	}
}

// code adds a code to a concept that lacks it.
func (l *Layer) code(id uint32, code lexicon.Code) {
	c := l.b.Concept(id)
	for _, old := range c.Codes {
		if old.System == code.System && old.Code == code.Code {
			return
		}
	}
	c.Codes = append(c.Codes, code)
}

// Stats returns the counts so far.
func (l *Layer) Stats() Stats { return l.stats }

// Image returns the bytes of the layer's image. Nothing may be added afterwards.
func (l *Layer) Image() []byte { return l.b.Image(l.meta) }

// useless reports whether a term has fewer than two letters or is far longer than what a note says.
func useless(term string) bool {
	letters := 0
	for _, r := range term {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 {
			letters++
		}
	}
	return letters < 2 || len(term) > 255
}

// acronym reports whether a term is short and of capitals, so that it matches only as written.
func acronym(term string) bool { return len(term) <= 4 && term == strings.ToUpper(term) }

// Error says at which line of an input a loader stopped.
type Error struct {
	Kind string // the loader
	Line int
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("vocab: %s: line %d: %v", e.Kind, e.Line, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
