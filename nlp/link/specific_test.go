package link

import (
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// bareWords is what sameBare compares, as it is defined.
func bareWords(title string) []string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return strings.ContainsRune(" ,()-", r) })
	return slices.DeleteFunc(words, func(w string) bool {
		return slices.Contains(strings.Fields("left right bilateral unilateral primary unspecified acute chronic on and side of"), w)
	})
}

// TestTitles: titles are compared and searched without making words of them, which gives the same as making them.
func TestTitles(t *testing.T) {
	im := lexicon.Embedded()
	same, said := 0, 0
	for i := 0; i+40 < im.Tree(); i += 7 {
		a := im.TreeNode(i).Display
		for _, step := range []int{1, 2, 3, 39} {
			b := im.TreeNode(i + step).Display
			want := slices.Equal(bareWords(a), bareWords(b))
			if sameBare(a, b) != want || sameBare(b, a) != want {
				t.Fatalf("%q and %q: not %v", a, b, want)
			}
			if want {
				same++
			}
		}
		for _, w := range []string{"left", "right", "bilateral", "acute", "chronic"} {
			want := slices.Contains(strings.FieldsFunc(strings.ToLower(a), func(r rune) bool { return strings.ContainsRune(" ,()-", r) }), w)
			if says(a, w) != want {
				t.Fatalf("%q says %q: not %v", a, w, want)
			}
			if want {
				said++
			}
		}
	}
	if same < 1000 || said < 1000 {
		t.Errorf("%d same titles, %d words said: the test shows little", same, said)
	}
}

func TestDetails(t *testing.T) {
	for text, want := range map[string]detail{
		"knee":                            {},
		"Left knee":                       {side: left},
		"right-sided (LEFT) pain":         {side: bilateral},
		"both knees":                      {side: bilateral},
		"acute pain":                      {acuity: acute},
		"Chronic, acute, chronic pain":    {acuity: acuteChronic},
		"chronicity of the leftmost site": {},
	} {
		if got := details(&annotation.Entity{Span: annotation.Span{End: len(text)}}, text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

type anything struct{}

func (anything) Has(_, code string) bool { return len(code)%2 == 0 }

// TestMemory: what is remembered is what is found.
func TestMemory(t *testing.T) {
	lex := lexicon.Default()
	l := Linker{Lexicon: lex}
	m := l.NewMemory()
	im := lexicon.Embedded()
	text := "left acute"
	links := 0
	for range 2 {
		for id := 0; id < im.Concepts(); id += 401 {
			c := im.Concept(uint32(id))
			for _, end := range []int{0, 4, len(text)} {
				for _, section := range []string{"", "medications", "assessment"} {
					for _, patient := range []Record{nil, anything{}} {
						e := &annotation.Entity{
							Span: annotation.Span{End: end}, Category: c.Category, Kind: c.Kind,
							Concepts: []annotation.Concept{{ID: uint32(id), Score: 0.9, Method: "exact"}, {ID: uint32(id / 2), Score: 0.8, Method: "synonym"}},
						}
						ctx := Context{Text: text, Section: section, Patient: patient}
						want, got := l.Link(e, ctx), m.Link(e, ctx)
						if !slices.Equal(got, want) || (got == nil) != (want == nil) {
							t.Fatalf("%s: %v, want %v", c.Name, got, want)
						}
						links += len(got)
					}
				}
			}
		}
	}
	if links == 0 {
		t.Error("no links: the test shows nothing")
	}
}

func TestMemoryForgets(t *testing.T) {
	l := Linker{Lexicon: lexicon.Default()}
	m := l.NewMemory()
	e := &annotation.Entity{Concepts: []annotation.Concept{{Method: "exact"}}}
	for i := range maxRemembered + 10 {
		e.Concepts[0].Score = float64(i)
		m.Link(e, Context{})
	}
	if len(m.seen) > maxRemembered {
		t.Errorf("%d lists remembered", len(m.seen))
	}
	if n := testing.AllocsPerRun(10, func() { m.Link(e, Context{}) }); n != 0 {
		t.Errorf("%v allocations for what is remembered", n)
	}
}
