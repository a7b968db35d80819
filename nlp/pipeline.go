package nlp

import (
	"github.com/tarn-sql/tarn/nlp/abbreviation"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/nlp/lab"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/link"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/phi"
	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/social"
	"github.com/tarn-sql/tarn/nlp/spelling"
	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/timex"
	"github.com/tarn-sql/tarn/nlp/token"
)

// stage is one step of the pipeline: it reads w.doc and adds to it. Any status but OK ends the annotation.
type stage struct {
	name string
	run  func(w *Worker) Status
}

// stages is the pipeline, in order. A room that is not here is not used.
var stages = []stage{
	{"token", (*Worker).tokens},
	{"language", (*Worker).checkLanguage},
	{"section", (*Worker).sections},
	{"sentence", (*Worker).sentences},
	{"spelling", (*Worker).spellings},
	{"match", (*Worker).dictionary},
	{"abbreviation", (*Worker).abbreviations},
	{"tagger", (*Worker).tag},
	{"entity", (*Worker).entities},
	{"social", (*Worker).socials},
	{"settle", (*Worker).settle},
	{"lab", (*Worker).values},
	{"dosage", (*Worker).dosages},
	{"timex", (*Worker).times},
	{"phi", (*Worker).identities},
	{"settle", (*Worker).settle},
	{"detail", (*Worker).details},
	{"kind", (*Worker).kinds},
	{"assertion", (*Worker).assertions},
	{"link", (*Worker).links},
}

// rooms are the rooms that keep scratch memory, and what they found in the document at hand.
type rooms struct {
	words        *lexicon.Reader
	section      section.Finder
	sentence     sentence.Splitter
	match        *match.Matcher
	abbreviation *abbreviation.Resolver
	spelling     *spelling.Reader
	corrections  []spelling.Correction
	social       social.Finder
	background   []annotation.Entity // what social found
	timex        timex.Finder
	matches      []match.Match
	expressions  []timex.Expression
	phi          phi.Finder
	kept         []annotation.Entity // the other half of Document.Entities' memory
	order        []standing
	denied       []int
	linked       *link.Memory
	tagger       *tagger.Tagger // nil: switched off
	hints        []tagger.Hint
	spans        []tagger.Span
	trust        trust
}

func newRooms(a *Annotator) rooms {
	r := rooms{
		words:        a.lexicon.NewReader(phrase.Number),
		spelling:     a.speller.NewReader(),
		match:        match.New(a.lexicon),
		abbreviation: abbreviation.New(a.lexicon),
		linked:       a.linker.NewMemory(),
	}
	if !a.options.NoTagger {
		r.tagger = tagger.Default().NewTagger()
	}
	return r
}

func (w *Worker) tokens() Status {
	d := &w.doc
	d.Tokens = token.Scan(d.Tokens[:0], d.Text)
	w.words.Normalise(d.Text, d.Tokens)
	d.Entities, d.Unmapped, d.Relations = d.Entities[:0], d.Unmapped[:0], d.Relations[:0]
	return OK
}

func (w *Worker) checkLanguage() Status {
	if w.language = language(w.doc.Text, w.doc.Tokens, w.ascii); w.language != "en" {
		return NonEnglish
	}
	return OK
}

func (w *Worker) sections() Status {
	d := &w.doc
	d.Sections = w.section.Find(d.Sections[:0], d.Text, d.Tokens)
	return OK
}

func (w *Worker) sentences() Status {
	d := &w.doc
	d.Sentences = w.sentence.Split(d.Sentences[:0], d.Text, d.Tokens, d.Sections)
	return OK
}

// spellings gives misspelt words the Norm of the word that was meant.
func (w *Worker) spellings() Status {
	w.corrections = w.rooms.spelling.Correct(w.corrections[:0], w.doc.Text, w.doc.Tokens)
	return OK
}

func (w *Worker) dictionary() Status {
	w.matches = w.match.Find(w.matches[:0], w.doc.Text, w.doc.Tokens)
	spelling.Mark(w.matches, w.corrections)
	return OK
}

func (w *Worker) abbreviations() Status {
	w.matches = w.abbreviation.Resolve(w.doc.Text, w.doc.Tokens, w.matches, func(t int) string {
		return sectionName(&w.doc, sectionAt(&w.doc, w.doc.Tokens[t].Begin))
	})
	return OK
}

// values gives tests their values. A substance that turns out to be a test ("glucose 110 mg/dL") is no longer what the
// dictionary says of the drug.
func (w *Worker) values() Status {
	w.testsOf()
	w.susceptibilities()
	lab.Apply(&w.doc, func(e *annotation.Entity) bool {
		for _, c := range e.Concepts {
			if w.a.lexicon.Images()[c.Vocab].FlagsOf(c.ID)&lexicon.TestValue != 0 {
				return true
			}
		}
		return false
	})
	for i := range w.doc.Entities {
		if e := &w.doc.Entities[i]; e.Category == annotation.TestProcedure && len(e.Concepts) > 0 && w.category(e.Concepts[0]) == annotation.Medication {
			e.Concepts = nil
		}
	}
	return OK
}

// category is the category of a concept.
func (w *Worker) category(c annotation.Concept) annotation.Category {
	return lexicon.CategoryName(w.a.lexicon.Images()[c.Vocab].CategoryOf(c.ID))
}

func (w *Worker) dosages() Status {
	dosage.Apply(&w.doc)
	w.dropSpent()
	return OK
}

func (w *Worker) times() Status {
	d := &w.doc
	w.expressions = w.timex.Find(w.expressions[:0], d.Text, d.Tokens)
	timex.Attach(d, w.expressions)
	return OK
}

// identities adds protected health information.
func (w *Worker) identities() Status {
	d := &w.doc
	var known *phi.Lookup
	if w.patient != nil {
		known = w.patient.Known
	}
	from := len(d.Entities)
	d.Entities = w.phi.FindBeside(d.Entities, d.Text, d.Tokens, known, w.expressions)
	w.dropDoctors(from)
	return OK
}
