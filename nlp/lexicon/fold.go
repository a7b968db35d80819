package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// Fold appends the normal form of one word (a token's text) to dst: lower case, no accents, Greek letters by name, no
// possessive, singular, American spelling. The same function makes the dictionary and reads the text, so a fold that is
// no English word ("diabete") does no harm; what must not happen is that two different words fold into one.
func Fold(dst []byte, word string) []byte {
	start := len(dst)
	for i := 0; i < len(word); {
		c := word[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(word[i:])
			if r == '’' && possessive(word[i+n:]) {
				break
			}
			dst = foldRune(dst, r)
			i += n
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c == '\'' {
			if possessive(word[i+1:]) {
				break
			}
			i++
			continue
		}
		if c != ',' { // a number's thousands comma
			dst = append(dst, c)
		}
		i++
	}
	n := american(dst[start:])
	return dst[:start+singular(dst[start:start+n])]
}

// possessive reports whether rest is the "s" of a possessive.
func possessive(rest string) bool { return rest == "s" || rest == "S" }

// greek holds the names of the Greek letters from α (U+03B1) to ω.
var greek = [...]string{
	"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
	"omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
}

// latin folds the letters of Latin-1 and the commonest of Latin Extended-A that carry a mark.
var latin = map[rune]string{
	'à': "a", 'á': "a", 'â': "a", 'ã': "a", 'ä': "a", 'å': "a", 'æ': "ae", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ë': "e",
	'ì': "i", 'í': "i", 'î': "i", 'ï': "i", 'ñ': "n", 'ò': "o", 'ó': "o", 'ô': "o", 'õ': "o", 'ö': "o", 'ø': "o", 'ù': "u",
	'ú': "u", 'û': "u", 'ü': "u", 'ý': "y", 'ÿ': "y", 'ß': "ss", 'œ': "oe", 'š': "s", 'ž': "z", 'ł': "l", 'ć': "c", 'č': "c",
	'ę': "e", 'ą': "a", 'ş': "s", 'ğ': "g", 'µ': "u",
}

func foldRune(dst []byte, r rune) []byte {
	r = unicode.ToLower(r)
	if s, ok := latin[r]; ok {
		return append(dst, s...)
	}
	if 'α' <= r && r <= 'ω' {
		return append(dst, greek[r-'α']...)
	}
	if unicode.Is(unicode.Mn, r) || r == '’' {
		return dst
	}
	return utf8.AppendRune(dst, r)
}
