package worth_test

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/vocab/worth"
)

func TestTerm(t *testing.T) {
	const (
		drug = annotation.Medication
		cond = annotation.Condition
		test = annotation.TestProcedure
		site = annotation.Anatomy
	)
	var j worth.Judge
	for _, c := range []struct {
		name     string
		category annotation.Category
		want     bool
	}{
		{"Prediabetes", cond, true}, // chosen by hand
		{"Metformin", drug, true},
		{"Episiotomy", test, true}, // an English word, medical by its ending
		{"zorbification", cond, true},
		{"Married", cond, false}, // English words that nobody chose
		{"Removal", test, false},
		{"Peanut", drug, false},
		{"Married person at home", cond, true}, // several words say enough
		{"Hemoglobin", drug, false},            // known as something else
		{"Pain", test, false},
		{"Left", site, false},
		{"Disease", cond, false}, // general
		{"Yes", cond, false},
		{"not done", test, false},
		{"Not Done", test, false},
		{"5", test, false},
		{"B", test, false},
		{"mg", drug, false},
		{"", cond, false},
	} {
		if got := j.Term(c.name, c.category, false); got != c.want {
			t.Errorf("%q as %s: %v", c.name, c.category, got)
		}
	}
	for name, want := range map[string]bool{"diphtheria": true, "Smallpox": true, "Stress": true, "married": true, "disease": false, "hand": false, "Accidents": false, "yes": false, "hemoglobin": false} {
		if got := j.Term(name, cond, true); got != want {
			t.Errorf("%q of a source that knows diseases: %v", name, got)
		}
	}
	for name, want := range map[string]bool{"suramin": true, "Bemiparin": true, "water": false, "eggs": false, "gold": false, "cholesterol": false} {
		if got := j.Term(name, drug, true); got != want {
			t.Errorf("%q of a source that knows ingredients: %v", name, got)
		}
	}
	if !j.Has("penicillin", drug) || j.Has("penicillin", cond) || j.Has("cow's milk", drug) {
		t.Error("Has differs from the embedded vocabulary")
	}
}

func TestFlags(t *testing.T) {
	var j worth.Judge
	for _, c := range []struct {
		name     string
		category annotation.Category
		want     lexicon.TermFlags
	}{
		{"zorb pain", annotation.Condition, lexicon.Permutable},
		{"zorb pain of left knee", annotation.Condition, 0}, // right would be the same
		{"zorbicillin", annotation.Medication, 0},
		{"ZRB", annotation.Medication, lexicon.ExactCase},
		{"AIDS", annotation.Condition, lexicon.ExactCase | lexicon.Permutable}, // hearing aids
		{"DTaP", annotation.Medication, 0},                                     // no word
		{"ZORBICILLIN", annotation.Medication, 0},
	} {
		b := lexicon.NewBuilder()
		worth.Prepare(b)
		if got := j.Flags(b, c.name, c.category); got != c.want {
			t.Errorf("%q: %b, want %b", c.name, got, c.want)
		}
	}
}

// TestBags: words that stand for others in the embedded vocabulary do so in foreign ones.
func TestBags(t *testing.T) {
	var j worth.Judge
	b := lexicon.NewBuilder()
	worth.Prepare(b)
	id := b.AddConcept(lexicon.Concept{Category: annotation.Condition, Type: "DX_NAME", Name: "zorb of the kidney"})
	const name = "zorb of the kidney"
	b.AddTerm(id, name, j.Flags(b, name, annotation.Condition), lexicon.Preferred)
	im, err := lexicon.Open(b.Image(lexicon.Meta{}))
	if err != nil {
		t.Fatal(err)
	}
	lex := lexicon.New(im)
	var words []uint32
	for _, w := range []string{"zorb", "kidney"} {
		canon, ok := im.Canonical(lex.Word(w))
		if !ok {
			t.Fatalf("%s does not count", w)
		}
		words = append(words, canon)
	}
	if got := im.Bag(nil, words); len(got) != 1 {
		t.Errorf("the words without their order: %v", got)
	}
}
