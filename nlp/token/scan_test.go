package token

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

func TestScan(t *testing.T) {
	// A token prints as itself; W N P M B is its kind, + says that it is glued to the one before, ^ upper, ^^ caps.
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"No fever.", "No:W^ fever:W .:P+"},
		{"T2DM", "T:W^ 2:N+ DM:W+^^"},
		{"metoprolol 12.5mg bid", "metoprolol:W 12.5:N mg:W+ bid:W"},
		{"5/325, 1,000 units", "5:N /:P+ 325:N+ ,:P+ 1,000:N units:W"},
		{"1,2 and 1.", "1:N ,:P+ 2:N+ and:W 1:N .:P+"},
		{"Crohn's don't ’tis", "Crohn's:W^ don't:W ’:P tis:W+"},
		{"a\r\nb\rc\n", "a:W ␤:B b:W c:W ␤:B"},
		{"[**2018-1-1**] **NAME[AAA BBB] ___ XXXX", "[**2018-1-1**]:M **NAME[AAA BBB]:M ___:M XXXX:M^^"},
		{"** bold **", "*:P *:P+ bold:W *:P *:P+"},
		{"µg 37 °C", "µg:W 37:N °:P C:W+^"},
		{"Sjögren é", "Sjögren:W^ é:W"},
		{"a b", "a:W b:W"},
		{"\xff", "\xff:P"},
	} {
		if got := show(c.text, Scan(nil, c.text)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func show(text string, tokens []annotation.Token) string {
	var parts []string
	for _, t := range tokens {
		s := text[t.Begin:t.End]
		if t.Kind == annotation.Break {
			s = "␤"
		}
		s += ":" + string("WNPMB"[t.Kind])
		if t.Glued {
			s += "+"
		}
		if t.Caps {
			s += "^^"
		} else if t.Upper {
			s += "^"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"T2DM 12.5mg [**x**]", "a\r\n\xffé’s", "**AB[", "1,000,000.5."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, tok := range Scan(nil, text) {
			if tok.Begin < end || tok.End <= tok.Begin || tok.End > len(text) {
				t.Fatalf("bad span %v after %d in %q", tok.Span, end, text)
			}
			if gap := text[end:tok.Begin]; strings.TrimFunc(gap, isBlank) != "" {
				t.Fatalf("lost %q of %q", gap, text)
			}
			if w := text[tok.Begin:tok.End]; tok.Hash != Hash(w) && tok.Kind != annotation.Break {
				t.Fatalf("%q has hash %x, want %x", w, tok.Hash, Hash(w))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[tok.Begin:tok.End]) {
				t.Fatalf("token %v cuts a character of %q", tok.Span, text)
			}
			end = tok.End
		}
		if strings.TrimFunc(text[end:], isBlank) != "" {
			t.Fatalf("lost %q of %q", text[end:], text)
		}
	})
}

func isBlank(r rune) bool {
	return strings.ContainsRune(" \t\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u0085\u200b\ufeff", r)
}

// TestHash: a token has the hash of its text, and words that differ in letter case alone have one hash.
func TestHash(t *testing.T) {
	text := "No Fever’s NO fever's 1,000 É é [**x**] — XXX \xff ."
	byWord := map[string]uint64{}
	for _, tok := range Scan(nil, text) {
		w := text[tok.Begin:tok.End]
		if tok.Hash == 0 || tok.Hash != Hash(w) {
			t.Errorf("%q: hash %x, want %x", w, tok.Hash, Hash(w))
		}
		byWord[w] = tok.Hash
	}
	for a, b := range map[string]string{"No": "NO", "Fever’s": "fever's", "É": "é"} {
		if byWord[a] != byWord[b] {
			t.Errorf("%q and %q: hashes %x and %x", a, b, byWord[a], byWord[b])
		}
	}
	if byWord["No"] == byWord["."] {
		t.Error("two words with one hash")
	}
}

// TestLanes: words that are read a lane at a time are what they are where they are read letter by letter, at the end of a
// text, and have the hash that is made of their runes.
func TestLanes(t *testing.T) {
	for _, w := range []string{
		"a", "I", "no", "NO", "No", "fever", "denies", "PATIENT", "patients", "Patients", "HYPERTEN", "Hypertension", "electrocardiogram",
		"ELECTROENCEPHALOGRAPHIES", "xxx", "XXX", "xX", "XXXXXXXXXXXX", "xxxxxxxxa", "x", "@a", "a@", "z[", "Z{", "a`", "a\xff", "a\xfb\xfb000", "é", "fevér", "hyperténsion",
		"don't", "Crohn’s", "abcdefgh's", "12", "1,000.5", "12345678901", "a1", "café", "İstanbul", "Ⱥbcdefg",
	} {
		alone := Scan(nil, w)
		for _, behind := range []string{" and more of it", ", and more of it", "\nand more of it"} {
			within := Scan(nil, w+behind)
			if got := within[:len(alone)]; !slices.Equal(got, alone) {
				t.Errorf("%q:\n got %+v\nwant %+v", w+behind, got, alone)
			}
		}
		if got, want := Hash(w), hashRunes(w); got != want {
			t.Errorf("%q: hash %x, by its runes %x", w, got, want)
		}
		if got, want := Hash(strings.ToUpper(w)), Hash(w); got != want && len(strings.ToUpper(w)) == len(w) && w != "İstanbul" {
			t.Errorf("%q: hash %x in capitals, %x", w, got, want)
		}
	}
}

func TestScanDoesNotAllocate(t *testing.T) {
	text := "Started Metoprolol 12.5mg b.i.d. for T2DM, Crohn's; «café».\n"
	tokens := Scan(nil, text)
	if n := testing.AllocsPerRun(10, func() { tokens = Scan(tokens[:0], text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("The patient is a 54-year-old woman with a history of hypertension, who presents with cough.\n", 29)
	b.SetBytes(int64(len(text)))
	var tokens []annotation.Token
	for b.Loop() {
		tokens = Scan(tokens[:0], text)
	}
}
