package nlp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/link"
	"github.com/tarn-sql/tarn/nlp/spelling"
	"github.com/tarn-sql/tarn/nlp/tagger"
)

// EmbeddedID is the id of the embedded vocabulary, which stands below all others.
const EmbeddedID = "tarn"

// Annotator knows the vocabularies and rules. It is immutable and safe for concurrent use.
type Annotator struct {
	options      Options
	vocabularies []Vocabulary
	lexicon      *lexicon.Lexicon
	linker       link.Linker
	speller      *spelling.Corrector
	pipeline     string
}

// New makes an annotator. The first one of a process unpacks the embedded vocabulary, which takes some tens of milliseconds.
func New(o Options) (*Annotator, error) {
	o.EnsureDefaults()
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	a := &Annotator{options: o}
	embedded := lexicon.Embedded()
	a.vocabularies = append(a.vocabularies, Vocabulary{ID: EmbeddedID, SHA256: embeddedIdentity(), Image: embedded})
	a.vocabularies = append(a.vocabularies, o.Vocabularies...)
	images := make([]*lexicon.Image, len(a.vocabularies))
	for i, v := range a.vocabularies {
		images[i] = v.Image
	}
	a.lexicon = lexicon.New(images...)
	a.linker = link.Linker{Lexicon: a.lexicon, Threshold: o.LinkThreshold}
	a.speller = spelling.New(a.lexicon)
	a.pipeline = a.fingerprint()
	return a, nil
}

// Vocabularies are the stacked vocabularies; annotation.Link.Vocab and annotation.Concept.Vocab are indexes into them.
func (a *Annotator) Vocabularies() []Vocabulary { return a.vocabularies }

// Lexicon is the stack of vocabularies that texts are read with.
func (a *Annotator) Lexicon() *lexicon.Lexicon { return a.lexicon }

// Pipeline is the SHA-256, in hex, of everything that a result depends on besides the text and the patient: the version
// of the rules, the vocabularies with their order, the tagger and the options.
func (a *Annotator) Pipeline() string { return a.pipeline }

// Config is what Pipeline is the hash of, one fact a line.
func (a *Annotator) Config() string {
	s := "tarn-nlp " + Version + "\n"
	for _, v := range a.vocabularies {
		s += fmt.Sprintf("vocabulary %s %s\n", v.ID, v.SHA256)
	}
	if !a.options.NoTagger {
		s += "tagger " + tagger.Default().Identity() + "\n"
	}
	return s + fmt.Sprintf("max_bytes %d\nlink_threshold %g\n", a.options.MaxBytes, a.options.LinkThreshold)
}

func (a *Annotator) fingerprint() string {
	sum := sha256.Sum256([]byte(a.Config()))
	return hex.EncodeToString(sum[:])
}

// embeddedIdentity tells versions of the embedded vocabulary apart: the SHA-256 of what it says.
var embeddedIdentity = sync.OnceValue(func() string {
	im := lexicon.Embedded()
	h := sha256.New()
	fmt.Fprintf(h, "%+v %d %d %d", im.Meta(), im.Words(), im.Terms(), im.Concepts())
	var b []byte
	for i := range im.Concepts() {
		c := im.Concept(uint32(i))
		b = append(append(b[:0], c.Name...), c.Type...)
		for _, code := range c.Codes {
			b = append(append(b, code.System...), code.Code...)
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))
})
