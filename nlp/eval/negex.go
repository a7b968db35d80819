package eval

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/token"
)

// negex scores what is said of a concept in a sentence. The concepts are given and many are in no dictionary, so that
// the rooms up to assertion are scored alone. The kit is in Latin-1, tab-separated: number, (blank), concept, sentence,
// Affirmed|Negated, Recent|Historical|Not particular, Patient|Other.
func (o Options) negex(ctx context.Context, in io.Reader, t *Table) error {
	scan := bufio.NewScanner(charmap.ISO8859_1.NewDecoder().Reader(in))
	scan.Buffer(nil, 1<<24)
	negation, historical, hypothetical := Row{Name: "negation"}, Row{Name: "historical"}, Row{Name: "hypothetical"}
	experiencer, lost := Row{Name: "experiencer"}, Row{Name: "concepts found in their sentence"}
	for line := 1; scan.Scan(); line++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := strings.Split(strings.TrimRight(scan.Text(), "\r"), "\t")
		if len(c) < 7 {
			return fmt.Errorf("line %d: %d columns, want 7", line, len(c))
		}
		t.Documents++
		span, ok := findConcept(c[3], c[2])
		lost.decide(ok)
		if !ok {
			continue
		}
		e := stance(c[3], span)
		negation.count(c[4] == "Negated", assertion.CertaintyTrait(e.Certainty) == annotation.Negation)
		historical.count(c[5] == "Historical", e.Temporality == annotation.Past)
		hypothetical.count(c[5] == "Not particular", e.Conditionality != 0 && e.Conditionality != annotation.Unconditional)
		experiencer.decide((c[6] == "Patient") == (e.Experiencer == 0 || e.Experiencer == annotation.Patient))
	}
	t.add(negation, historical, hypothetical, experiencer, lost)
	return scan.Err()
}

// stance is an entity at the span with what the text says of it.
func stance(text string, span annotation.Span) *annotation.Entity {
	doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
	doc.Sections = section.Find(nil, text, doc.Tokens)
	doc.Sentences = sentence.Split(nil, text, doc.Tokens, doc.Sections)
	e := annotation.Entity{Span: span, Category: annotation.Condition, Sentence: -1}
	for i, s := range doc.Sentences {
		if s.Begin <= span.Begin && span.Begin < s.End {
			e.Sentence = i
		}
	}
	for i, s := range doc.Sections {
		if s.Begin <= span.Begin && span.Begin < s.End {
			e.Section = i
		}
	}
	doc.Entities = []annotation.Entity{e}
	assertion.Apply(doc)
	return &doc.Entities[0]
}

// findConcept is where a concept stands in its sentence: where it is written in capitals, as the kit marks it, else in
// whatever case, as whole words.
func findConcept(text, concept string) (annotation.Span, bool) {
	concept = strings.TrimSpace(concept)
	if concept == "" {
		return annotation.Span{}, false
	}
	if s, ok := findWords(text, strings.ToUpper(concept)); ok {
		return s, true
	}
	low := strings.ToLower(text)
	if len(low) != len(text) {
		return annotation.Span{}, false
	}
	return findWords(low, strings.ToLower(concept))
}

func findWords(text, words string) (annotation.Span, bool) {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return annotation.Span{}, false
		}
		at += i
		end := at + len(words)
		if !asciiLetter(text, at-1) && !asciiLetter(text, end) && !strings.HasPrefix(text[end:], "'") {
			return annotation.Span{Begin: at, End: end}, true
		}
	}
}

func asciiLetter(s string, i int) bool {
	return i >= 0 && i < len(s) && s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
}
