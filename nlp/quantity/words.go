package quantity

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// counting are the words that a number begins with.
var counting = phrase.SharedWords(func() *phrase.WordMap {
	var words []string
	for w := range known {
		switch w {
		case "third", "and", "to", "or":
		default:
			words = append(words, w)
		}
	}
	return phrase.NewWordSet(words...)
})

// begins reports whether number words begin with a letter.
var begins = func() (t [256]bool) {
	for _, c := range []byte("aefhnoqstzAEFHNOQSTZ") {
		t[c] = true
	}
	return t
}()

// mayCount reports whether a word has the length and the first letter of a number word, and may be one.
func mayCount(text string, t *annotation.Token) bool {
	c := text[t.Begin]
	switch t.Len() {
	case 1:
		return c|0x20 == 'a' && counting().Begins(t)
	case 3, 4, 5, 6, 7, 8, 9:
		return begins[c] && counting().Begins(t)
	}
	return false
}

// words reads a number in words: two, half, one-half, twenty-five, one and a half, five hundred.
func words(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	if !mayCount(text, &tokens[i]) {
		return d, i, false
	}
	if d, end, ok = half(text, tokens, i); ok {
		return d, end, true
	}
	n, end, ok := cardinal(text, tokens, i)
	if !ok {
		return d, i, false
	}
	if f, last, ok := andHalf(text, tokens, end); ok && n < 20 {
		sum, _ := Int(n).Add(f)
		return sum, last, true
	}
	return Int(n), end, true
}

// cardinal reads one, twenty-five, two hundred.
func cardinal(text string, tokens []annotation.Token, i int) (n int64, end int, ok bool) {
	if n, ok = value(text, tokens, i); !ok || n >= 100 {
		return 0, i, false
	}
	end = i + 1
	if n >= 20 {
		j := end
		if is(text, tokens, j, '-') {
			j++
		}
		if m, ok := value(text, tokens, j); ok && 0 < m && m < 10 {
			n, end = n+m, j+1
		}
	}
	if m, ok := value(text, tokens, end); ok && m >= 100 {
		n, end = n*m, end+1
	}
	return n, end, true
}

// half reads half, one half, one-half, a half, a quarter, one-third.
func half(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	end = i
	if s := wordAt(text, tokens, i); s == "one" || s == "a" {
		if end++; is(text, tokens, end, '-') {
			end++
		}
	}
	switch wordAt(text, tokens, end) {
	case "half":
		return Decimal{5, 1}, end + 1, true
	case "quarter":
		return Decimal{25, 2}, end + 1, true
	case "third":
		return Decimal{3333, 4}, end + 1, end > i
	}
	return d, i, false
}

func andHalf(text string, tokens []annotation.Token, i int) (d Decimal, end int, ok bool) {
	if wordAt(text, tokens, i) != "and" {
		return d, i, false
	}
	if d, end, ok = half(text, tokens, i+1); ok {
		return d, end, true
	}
	return fraction(text, tokens, i+1)
}

// value is the value of one number word.
func value(text string, tokens []annotation.Token, i int) (int64, bool) {
	switch wordAt(text, tokens, i) {
	case "zero":
		return 0, true
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "nineteen":
		return 19, true
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty":
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	case "hundred":
		return 100, true
	case "thousand":
		return 1000, true
	}
	return 0, false
}

func wordAt(text string, tokens []annotation.Token, i int) string {
	if i < 0 || i >= len(tokens) || tokens[i].Kind != annotation.Word {
		return ""
	}
	return fold(text[tokens[i].Begin:tokens[i].End])
}

// known are the words that fold must recognise; fold returns one of them or "".
var known = func() map[string]string {
	m := map[string]string{}
	for _, w := range []string{
		"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty",
		"seventy", "eighty", "ninety", "hundred", "thousand", "half", "quarter", "third", "a", "and", "to", "or",
	} {
		m[w] = w
	}
	return m
}()

// fold is the lower-case form of a word that numbers are written with, "" for any other word. It does not allocate.
func fold(s string) string {
	if len(s) == 0 || len(s) > 9 {
		return ""
	}
	var b [9]byte
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c < 'a' || c > 'z' {
			return ""
		}
		b[i] = c
	}
	return known[string(b[:len(s)])]
}
