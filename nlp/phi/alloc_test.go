package phi_test

import (
	"reflect"
	"testing"

	"github.com/tarn-sql/tarn/nlp/phi"
	"github.com/tarn-sql/tarn/nlp/timex"
	"github.com/tarn-sql/tarn/nlp/token"
)

const letter = "Dr. Ann Lee saw Mr. Garcia, a 54-year-old, at 12 Main St, Boston, MA 02115; call (212) 555-0123 or +1 617 555 0199, MRN 1234567. See www.example.org."

// TestFindDoesNotAllocate: a text costs memory for what may be a name or an address alone.
func TestFindDoesNotAllocate(t *testing.T) {
	known := phi.Compile(phi.Known{Names: []string{"Garcia"}, Telecoms: []string{"617-555-0199"}})
	var f phi.Finder
	for text, most := range map[string]float64{
		"The Patient is well. Blood pressure 120/80, weight 81.5 kg (179 lb). Continue Metoprolol 12.5 mg; was seen again.": 0,
		letter: 6,
	} {
		tokens := token.Scan(nil, text)
		found := f.Find(nil, text, tokens, known)
		if (len(found) > 0) != (most > 0) {
			t.Errorf("%q: found %v", text, found)
		}
		if n := testing.AllocsPerRun(10, func() { found = f.Find(found[:0], text, tokens, known) }); n > most {
			t.Errorf("%q: %v allocations", text, n)
		}
	}
}

// TestFindBeside: with the times of the text at hand the same is found.
func TestFindBeside(t *testing.T) {
	text := letter + " Since March 5, 2024 and on 3/7/2024."
	tokens := token.Scan(nil, text)
	var f phi.Finder
	want := f.Find(nil, text, tokens, nil)
	got := f.FindBeside(nil, text, tokens, nil, timex.Find(nil, text, tokens))
	dates := 0
	for i := range got {
		if got[i].Type == phi.Date {
			dates++
		}
	}
	if !reflect.DeepEqual(got, want) || dates != 2 {
		t.Errorf("%v, want %v", got, want)
	}
}
