package assertion_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/token"
)

// benchNote is a note of about 2.7 kB with forty entities.
func benchNote() *annotation.Document {
	return marked(strings.Repeat(`CHIEF COMPLAINT:
[Cough] for 3 days.

HISTORY OF PRESENT ILLNESS:
The patient is a 54-year-old woman with a history of [hypertension], [type 2 diabetes] and [asthma] who presents with [cough] and
[fever]. She denies [chest pain], [dyspnea], [nausea], [vomiting], or [abdominal pain]. She was seen last week by her primary care
doctor and was given [m:azithromycin] without much relief. Possible [pneumonia] was discussed.

FAMILY HISTORY:
Mother with [breast cancer]. No family history of [colon cancer].

PHYSICAL EXAM:
Lungs: clear to auscultation, no [wheezes], [rales] or [rhonchi]. Heart: regular rate and rhythm without [murmur].

ASSESSMENT AND PLAN:
1. [Bronchitis]: supportive care. Return if [fever] or [shortness of breath] develops.
2. [Hypertension]: stable, continue [m:lisinopril] 10 mg daily. Check [t:creatinine] in two weeks.

`, 2))
}

func BenchmarkApply(b *testing.B) {
	doc := benchNote()
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		assertion.Apply(doc)
	}
	b.ReportMetric(float64(len(doc.Entities)), "entities")
}

func BenchmarkRoomsBefore(b *testing.B) {
	text := benchNote().Text
	var finder section.Finder
	var splitter sentence.Splitter
	var tokens []annotation.Token
	var sections []annotation.Section
	var sentences []annotation.Sentence
	b.Run("token", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			tokens = token.Scan(tokens[:0], text)
		}
	})
	b.Run("section", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sections = finder.Find(sections[:0], text, tokens)
		}
	})
	b.Run("sentence", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sentences = splitter.Split(sentences[:0], text, tokens, sections)
		}
	})
}
