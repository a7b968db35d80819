package lexicon

import "github.com/tarn-sql/tarn/nlp/annotation"

// folder folds the words of a running text: as Fold does, and a Roman numeral after a word that counts (type II, stage
// IV, grade iii) becomes Arabic. The dictionary's terms and the text go through the same folder.
type folder struct {
	counts bool // the word before counts
}

// gap tells the folder of a token that is no word. A hyphen or comma does not part "type-II".
func (f *folder) gap(kind annotation.TokenKind) {
	if kind == annotation.Break || kind == annotation.Mask {
		f.counts = false
	}
}

func (f *folder) fold(dst []byte, word string) []byte {
	counted := f.counts
	f.counts = false
	if counted {
		if n := roman(word); n != "" {
			return append(dst, n...)
		}
	}
	dst = Fold(dst, word)
	f.counts = len(dst) >= 4 && len(dst) <= 8 && isCounting(dst)
	return dst
}

// isCounting reports whether a Roman numeral after the folded word is a number.
func isCounting(w []byte) bool {
	switch string(w) {
	case "type", "stage", "grade", "clas", "class", "phase", "degree", "level", "factor", "nerve", "zone", "category", "group", "bipolar":
		return true
	}
	return false
}

// roman is the Arabic form of a Roman numeral up to 13, "" for other words. One letter counts in either case.
func roman(s string) string {
	if len(s) > 4 {
		return ""
	}
	var buf [4]byte
	for i := range len(s) {
		buf[i] = s[i] | 0x20
	}
	switch string(buf[:len(s)]) {
	case "i":
		return "1"
	case "ii":
		return "2"
	case "iii":
		return "3"
	case "iv":
		return "4"
	case "v":
		return "5"
	case "vi":
		return "6"
	case "vii":
		return "7"
	case "viii":
		return "8"
	case "ix":
		return "9"
	case "x":
		return "10"
	case "xi":
		return "11"
	case "xii":
		return "12"
	case "xiii":
		return "13"
	}
	return ""
}
