package assertion_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/testdata/shared"
	"golang.org/x/text/encoding/charmap"
)

// prepare is a text through the rooms before assertion, with entities at the spans.
func prepare(text string, category annotation.Category, spans ...annotation.Span) *annotation.Document {
	doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
	doc.Sections = section.Find(nil, text, doc.Tokens)
	doc.Sentences = sentence.Split(nil, text, doc.Tokens, doc.Sections)
	for _, span := range spans {
		e := annotation.Entity{Span: span, Category: category, Sentence: -1}
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
		doc.Entities = append(doc.Entities, e)
	}
	return doc
}

// find is the span of a concept in a sentence: where it is written in capitals, else in whatever case, as whole words.
func find(text, concept string) (annotation.Span, bool) {
	concept = strings.TrimSpace(concept)
	for _, words := range []struct{ text, concept string }{{text, strings.ToUpper(concept)}, {strings.ToLower(text), strings.ToLower(concept)}} {
		for at := 0; concept != "" && len(words.text) == len(text); at++ {
			i := strings.Index(words.text[at:], words.concept)
			if i < 0 {
				break
			}
			at += i
			if end := at + len(concept); !letterAt(text, at-1) && !letterAt(text, end) && !strings.HasPrefix(text[end:], "'") {
				return annotation.Span{Begin: at, End: end}, true
			}
		}
	}
	return annotation.Span{}, false
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}

// score counts one axis.
type score struct{ right, wrong, missed int }

func (s *score) count(gold, got bool) bool {
	switch {
	case gold && got:
		s.right++
	case gold:
		s.missed++
	case got:
		s.wrong++
	}
	return gold == got
}

func (s *score) f1() (p, r, f float64) {
	p = float64(s.right) / float64(max(1, s.right+s.wrong))
	r = float64(s.right) / float64(max(1, s.right+s.missed))
	return p, r, 2 * p * r / max(p+r, 1e-9)
}

// TestNegEx scores the three axes of the ConText kit's development half. The kit gives each sentence alone: headings are
// within it, and what the note said before it is not known. TARN_NLP_ERRORS=1 with -v shows each sentence that is wrong.
func TestNegEx(t *testing.T) {
	raw, err := os.Open(shared.Path(t, "nlp", "corpora", "negex_context", "dev.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	scan := bufio.NewScanner(charmap.ISO8859_1.NewDecoder().Reader(raw))
	scan.Buffer(nil, 1<<20)
	var negation, historical, hypothetical score
	experiencer, n := 0, 0
	for scan.Scan() {
		col := strings.Split(scan.Text(), "\t")
		text := col[3]
		span, ok := find(text, col[2])
		if !ok {
			t.Logf("concept %q not in %q", col[2], text)
			continue
		}
		n++
		doc := prepare(text, annotation.Condition, span)
		assertion.Apply(doc)
		e := &doc.Entities[0]
		denied := assertion.CertaintyTrait(e.Certainty) == annotation.Negation
		check := func(s *score, name string, gold, got bool) {
			if !s.count(gold, got) && os.Getenv("TARN_NLP_ERRORS") != "" {
				t.Logf("%s: gold %v got %v %v [%s] %s", name, gold, got, rulesOf(e), col[2], strings.Join(strings.Fields(text), " "))
			}
		}
		check(&negation, "NEG", col[4] == "Negated", denied)
		check(&historical, "HIS", col[5] == "Historical", e.Temporality == annotation.Past)
		check(&hypothetical, "HYP", col[5] == "Not particular", e.Conditionality != annotation.Unconditional)
		if (col[6] == "Patient") == (e.Experiencer == annotation.Patient) {
			experiencer++
		} else {
			t.Logf("EXP: %s %v %s | %s", e.Experiencer, rulesOf(e), col[2], text)
		}
	}
	for _, g := range []struct {
		name string
		s    score
		want float64
	}{{"negation", negation, 0.97}, {"historical", historical, 0.75}, {"hypothetical", hypothetical, 0.80}} {
		p, r, f := g.s.f1()
		t.Logf("NegEx dev %s: P %.3f R %.3f F1 %.3f (%+v)", g.name, p, r, f, g.s)
		if f < g.want {
			t.Errorf("%s: F1 %.3f, want %.2f", g.name, f, g.want)
		}
	}
	t.Logf("experiencer accuracy %.4f of %d", float64(experiencer)/float64(n), n)
}

func rulesOf(e *annotation.Entity) (out []string) {
	for _, c := range e.Cues {
		out = append(out, c.Rule)
	}
	return out
}
