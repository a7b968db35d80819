package lexicon_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/token"
)

func small(name string, terms ...string) []byte {
	b := lexicon.NewBuilder()
	for _, term := range terms {
		id := b.AddConcept(lexicon.Concept{
			Category: annotation.Condition, Type: "DX_NAME", Kind: annotation.Sign, Name: term, Source: name,
			Codes: []lexicon.Code{{System: "urn:x", Code: term, Display: term}}, Related: []uint32{0}, Unit: "mg",
		})
		b.AddTerm(id, term, lexicon.Permutable, lexicon.Preferred)
	}
	b.AddNode(lexicon.Node{Code: "A00", Display: "a"})
	b.AddNode(lexicon.Node{Code: "A00.1", Display: "b", Billable: true})
	b.AddNode(lexicon.Node{Code: "A01", Display: "c", Billable: true})
	return b.Image(lexicon.Meta{Name: name, Version: "1", Licence: "ours", Source: "test"})
}

func TestImageKeepsWhatWasAdded(t *testing.T) {
	data := small("s", "blue knee pain", "rash")
	if !bytes.Equal(data, small("s", "blue knee pain", "rash")) {
		t.Fatal("the same calls give other bytes")
	}
	if err := lexicon.Verify(data); err != nil {
		t.Fatal(err)
	}
	im, err := lexicon.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if m := im.Meta(); m != (lexicon.Meta{Name: "s", Version: "1", Licence: "ours", Source: "test"}) {
		t.Errorf("meta: %+v", m)
	}
	c := im.Concept(1)
	if c.Name != "rash" || c.Kind != annotation.Sign || c.Category != annotation.Condition || c.Type != "DX_NAME" || c.Unit != "mg" ||
		len(c.Codes) != 1 || c.Codes[0].Code != "rash" || len(c.Related) != 1 || c.Source != "s" {
		t.Errorf("concept: %+v", c)
	}
	if n, at, ok := im.FindCode("A00"); !ok || n.Display != "a" {
		t.Errorf("code: %v %v", n, ok)
	} else if first, end := im.Below(at); end-first != 1 || im.TreeNode(first).Code != "A00.1" {
		t.Errorf("below: %d to %d", first, end)
	}
	if _, _, ok := im.FindCode("B99"); ok {
		t.Error("found a code that is not there")
	}
}

func TestStack(t *testing.T) {
	base, _ := lexicon.Open(small("base", "blue knee", "rash"))
	over, _ := lexicon.Open(small("over", "rash", "green rash"))
	top, _ := lexicon.Open(small("top", "green knee"))
	lex := lexicon.New(base, over, top)
	text := "Blue green rash knees unknown"
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	for i, want := range [][3]string{{"blue", "", ""}, {"", "green", "green"}, {"rash", "rash", ""}, {"knee", "", "knee"}, {"", "", ""}} {
		for k, im := range lex.Images() {
			got := ""
			if w := lex.Local(k, tokens[i].Norm); w != 0 {
				got = im.Word(w)
			}
			if got != want[k] {
				t.Errorf("token %d in image %d: %q, want %q", i, k, got, want[k])
			}
		}
	}
	if lex.Word("Knees") != tokens[3].Norm || lex.Word("nowhere") != 0 {
		t.Error("Word differs from Normalise")
	}
}

func TestRomanNumerals(t *testing.T) {
	lex := lexicon.Default()
	norm := func(text string) uint32 {
		tokens := token.Scan(nil, text)
		lex.Normalise(text, tokens)
		return tokens[len(tokens)-1].Norm
	}
	if norm("type II") != norm("2") || norm("Stage IV") != norm("4") || norm("grade iii") != norm("3") {
		t.Error("a numeral after a counting word is a number")
	}
	if norm("given IV") == norm("4") {
		t.Error("IV after another word is no number")
	}
}

func TestDamaged(t *testing.T) {
	data := small("s", "rash")
	for _, cut := range []int{0, 7, 20, len(data) / 2} {
		if _, err := lexicon.Open(data[:cut]); !errors.Is(err, lexicon.ErrImage) {
			t.Errorf("cut at %d: %v", cut, err)
		}
	}
	data[len(data)-1] ^= 1
	if err := lexicon.Verify(data); !errors.Is(err, lexicon.ErrImage) {
		t.Errorf("a changed byte: %v", err)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(small("s", "rash"))
	f.Add([]byte("TARNLEX3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if lexicon.Verify(data) == nil {
			if _, err := lexicon.Open(data); err != nil {
				t.Error(err)
			}
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Haemorrhages")
	f.Add("β’s")
	f.Fuzz(func(t *testing.T, word string) {
		lexicon.Fold(make([]byte, 0, 8), word)
	})
}
