package nlp

import (
	"errors"
	"fmt"
	"time"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/link"
	"github.com/tarn-sql/tarn/nlp/text"
)

// Version is the version of the pipeline's code: raise it with every change that can change a result.
const Version = "0.1.0"

// Options say what an Annotator does.
type Options struct {
	// Vocabularies are stacked over the embedded one, in this order: the store's own learned codings, loaded terminologies.
	Vocabularies []Vocabulary
	// NoTagger switches the second tier off: dictionary and rules alone, several times as fast.
	NoTagger bool
	// MaxBytes bounds a document's size and MaxTime the time it may take.
	MaxBytes int
	MaxTime  time.Duration
	// LinkThreshold is the score below which a code is no candidate.
	LinkThreshold float64
	// CacheBytes is about how much memory a Worker spends on the results of texts seen before; negative: none.
	CacheBytes int
}

// Vocabulary is a dictionary image and the name it goes by.
type Vocabulary struct {
	ID     string // "learned", "rxnorm": stands in nlp_link.vocab_id
	SHA256 string // of the image, in hex: part of Annotator.Pipeline
	Image  *lexicon.Image
}

// EnsureDefaults sets what is zero.
func (o *Options) EnsureDefaults() {
	if o.MaxBytes == 0 {
		o.MaxBytes = text.DefaultMaxBytes
	}
	if o.MaxTime == 0 {
		o.MaxTime = 5 * time.Second
	}
	if o.LinkThreshold == 0 {
		o.LinkThreshold = link.Threshold
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = 16 << 20
	}
}

// Validate reports everything that is wrong.
func (o *Options) Validate() error {
	var errs []error
	seen := map[string]bool{EmbeddedID: true}
	for i, v := range o.Vocabularies {
		switch {
		case v.Image == nil:
			errs = append(errs, fmt.Errorf("vocabulary %d (%q) has no image", i, v.ID))
		case v.ID == "" || seen[v.ID]:
			errs = append(errs, fmt.Errorf("vocabulary %d: the id %q is empty or stands twice", i, v.ID))
		}
		seen[v.ID] = true
	}
	if o.MaxBytes < 0 || o.MaxTime < 0 {
		errs = append(errs, fmt.Errorf("limits of %d bytes and %v: neither may be negative", o.MaxBytes, o.MaxTime))
	}
	if o.LinkThreshold < 0 || o.LinkThreshold > 1 {
		errs = append(errs, fmt.Errorf("a link threshold of %v: it must lie between 0 and 1", o.LinkThreshold))
	}
	return errors.Join(errs...)
}
