package lexicon

import "github.com/tarn-sql/tarn/nlp/annotation"

// Surface hashes the words of tokens as they stand in text, without blanks and punctuation: as written, and in lower case. A term
// whose own surface has the same hash was met word for word.
func Surface(text string, tokens []annotation.Token) (exact, lower uint32) {
	e, l := uint32(2166136261), uint32(2166136261)
	for i := range tokens {
		if tokens[i].Kind != annotation.Word && tokens[i].Kind != annotation.Number {
			continue
		}
		word := text[tokens[i].Begin:tokens[i].End]
		k := 0
		if e == l { // no capital so far: one hash is enough
			for k < len(word) && 'a' <= word[k] && word[k] <= 'z' {
				e = (e ^ uint32(word[k])) * 16777619
				k++
			}
			l = e
		}
		for ; k < len(word); k++ {
			c := word[k]
			if c == 0xE2 && len(word)-k > 2 && word[k:k+3] == "’" { // Crohn’s is written Crohn's
				c, k = '\'', k+2
			}
			e = (e ^ uint32(c)) * 16777619
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			l = (l ^ uint32(c)) * 16777619
		}
	}
	return e, l
}

// Written reports whether the term's surface is the one with the hashes of Surface.
func (t Term) Written(exact, lower uint32) bool {
	if t.Flags&ExactCase != 0 {
		return t.hash == exact
	}
	return t.hash == lower
}
