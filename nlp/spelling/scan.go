package spelling

import (
	"bytes"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// misread is the known word that a scanner read as w, with rn for m: "hernatoma" for "hematoma", "rnetformin" for
// "metformin"; "" where there is none. w is unknown: "modern" and "sternum" are words.
func misread(lex *lexicon.Lexicon, w []byte) string {
	if !bytes.Contains(w, rn) {
		return ""
	}
	if all := string(bytes.ReplaceAll(w, rn, m)); lex.Word(all) != 0 {
		return all
	}
	for i := 0; ; i++ { // one of several may be true: "sternurn"
		next := bytes.Index(w[i:], rn)
		if next < 0 {
			return ""
		}
		i += next
		if one := string(w[:i]) + "m" + string(w[i+2:]); lex.Word(one) != 0 {
			return one
		}
	}
}

var rn, m = []byte("rn"), []byte("m")
