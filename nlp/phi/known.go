package phi

import (
	"strings"
	"unicode"

	"github.com/tarn-sql/tarn/nlp/phrase"
)

// Known is what the store knows of the patient that a note is about, and of the people and places around.
type Known struct {
	Names       []string // given and family names each by itself, former ones too; names of practitioners
	Addresses   []string // lines, cities, postal codes
	Identifiers []string
	Telecoms    []string // phone numbers, mail addresses
}

// Lookup is Known compiled. It is immutable and serves any number of goroutines; nil finds nothing.
type Lookup struct {
	set    *phrase.Set
	types  []string
	phones map[string]bool // digits of the phone numbers
}

// lookupName marks values of Lookup that are single names, which must be written with a capital.
const lookupName = 0

// Compile prepares what is known for many notes of one patient.
func Compile(k Known) *Lookup {
	var b phrase.Builder
	l := &Lookup{types: []string{Name, Address, ID, Email}, phones: map[string]bool{}}
	add := func(words string, value int32, shortest int) {
		words = strings.TrimSpace(words)
		if len(words) >= shortest && strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			b.AddPhrase(words, value)
		}
	}
	for _, name := range k.Names {
		for word := range strings.FieldsSeq(name) {
			if w := strings.Trim(word, ".,()"); !titles[strings.ToLower(w)] {
				add(w, lookupName, 2)
			}
		}
	}
	for _, a := range k.Addresses {
		add(a, 1, 4)
	}
	for _, id := range k.Identifiers {
		add(id, 2, 4)
	}
	for _, t := range k.Telecoms {
		if strings.Contains(t, "@") {
			add(strings.TrimPrefix(t, "mailto:"), 3, 4)
		} else if d := digitsOf(t); len(d) >= 7 {
			l.phones[d] = true
		}
	}
	l.set = b.Set()
	return l
}

// digitsOf is the digits of a phone number, without the country code of North America.
func digitsOf(s string) string {
	d := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
	}
	return d
}
