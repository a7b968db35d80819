package nlp

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// foreign are function words of languages that notes come in, none of which is a word of English notes. Short forms that
// English medicine has too (de novo, per os, est., des, van) are left out.
var foreign = func() map[string]string {
	m := map[string]string{}
	for language, words := range map[string]string{
		"es": "el los las una del por para está con sin fue pero como muy desde años paciente dolor tiene refiere hasta niega fiebre diario cada horas derecha izquierda",
		"fr": "le les une du et dans pour avec sans été sur qui depuis ans au aux cette chez douleur douleurs mais sont patiente fièvre fois jour droite gauche",
		"de": "der das und ist nicht mit ein eine einen auf bei für von zum zur wurde wird keine sich nach seit jahre patientin kein über unter durch dem sind haben oder aber wegen zeigt klagt schmerzen befund beschwerden verdacht linken rechten rechts links täglich morgens abends nacht unauffällig",
		"it": "il gli della nel di una che non sono stato dal anni paziente dolore senza anche alla",
		"pt": "uma não com são foi está ao anos há sem mais dor mas pelo febre",
		"nl": "het een en niet zijn voor met bij geen naar ook werd wordt sinds jaar patiënt maar",
	} {
		for w := range strings.FieldsSeq(words) {
			if old, twice := m[w]; twice && old != language {
				m[w] = "?" // of several languages
			} else {
				m[w] = language
			}
		}
	}
	return m
}()

// english are function words of English that the languages above lack.
var english = set("the of and is was were with for has had have not are been this that be which from or by to patient he she his her denies history pain")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// foreignWords and englishWords are the words of foreign and english, in any letter case.
var (
	foreignWords = phrase.SharedWords(func() *phrase.WordMap { return phrase.NewWordSet(slices.Collect(maps.Keys(foreign))...) })
	englishWords = phrase.SharedWords(func() *phrase.WordMap { return phrase.NewWordSet(slices.Collect(maps.Keys(english))...) })
)

// languageSample is how many words are looked at.
const languageSample = 200

// language is "en" unless the text clearly is another language: a note of drug names and numbers has no function words at
// all and is taken for English. ascii says that the text is.
func language(text string, tokens []annotation.Token, ascii bool) string {
	tokens = sample(tokens)
	count, theirs, strange := foreignIn(text, tokens), 0, 0
	for _, n := range count {
		theirs += n
	}
	if !ascii {
		strange = strangeLetters(text, tokens)
	}
	if strange < fewStrange && theirs < fewForeign {
		return "en"
	}
	words, letters := size(tokens)
	ours := englishIn(text, tokens)
	switch {
	case strange >= fewStrange && 2*strange > letters:
		return "und"
	case theirs >= 5 && theirs > 2*ours && 12*theirs > words, theirs >= fewForeign && ours == 0 && 6*theirs > words:
		return most(count)
	}
	return "en"
}

// foreignIn counts the words of foreign by their language; nil where there are none.
func foreignIn(text string, tokens []annotation.Token) (count map[string]int) {
	known := foreignWords()
	for i := known.Next(tokens, 0); i < len(tokens); i = known.Next(tokens, i+1) {
		t := &tokens[i]
		if t.Kind != annotation.Word || !known.Has(text, t) {
			continue
		}
		if l, ok := foreign[lowerASCII(text[t.Begin:t.End])]; ok {
			if count == nil {
				count = map[string]int{}
			}
			count[l]++
		}
	}
	return count
}

// englishIn counts the words of english.
func englishIn(text string, tokens []annotation.Token) (n int) {
	known := englishWords()
	for i := known.Next(tokens, 0); i < len(tokens); i = known.Next(tokens, i+1) {
		if t := &tokens[i]; t.Kind == annotation.Word && known.Has(text, t) {
			n++
		}
	}
	return n
}

// sample is the tokens up to the last word that is looked at.
func sample(tokens []annotation.Token) []annotation.Token {
	words := 0
	for i := range tokens {
		if tokens[i].Kind == annotation.Word {
			if words++; words > languageSample {
				return tokens[:i]
			}
		}
	}
	return tokens
}

// size is the number of words and that of their bytes.
func size(tokens []annotation.Token) (words, letters int) {
	for i := range tokens {
		if t := &tokens[i]; t.Kind == annotation.Word {
			words++
			letters += t.Len()
		}
	}
	return words, letters
}

// fewForeign is the number of words of another language below which a text is English.
const fewForeign = 3

// fewStrange is the bytes of words in another script below which a text is too short to tell.
const fewStrange = 18

// strangeLetters is the bytes of the words in scripts that no language of these has: such scripts without blanks have few
// words, and long ones.
func strangeLetters(text string, tokens []annotation.Token) (n int) {
	for i := range tokens {
		if t := &tokens[i]; t.Kind == annotation.Word && text[t.Begin] >= utf8.RuneSelf && isStrange(text[t.Begin:t.End]) {
			n += t.Len()
		}
	}
	return n
}

// isStrange reports whether a word begins with a letter of a script that no language of these has.
func isStrange(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.Is(unicode.Latin, r) && !unicode.Is(unicode.Greek, r)
}

// lowerASCII is s in lower case, ASCII letters only.
func lowerASCII(s string) string {
	var buf [16]byte
	return string(lower(buf[:0], s))
}

// lower appends s in lower case, ASCII letters only.
func lower(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// most is the language with most words, the first in the alphabet of equal ones.
func most(count map[string]int) string {
	best, n := "und", 0
	for l, k := range count {
		if l != "?" && (k > n || k == n && l < best) {
			best, n = l, k
		}
	}
	return best
}
