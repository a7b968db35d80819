package match

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// startsRun reports whether a term may begin at token i: not inside a run of letters and digits like "3HTN".
func startsRun(tokens []annotation.Token, i int) bool {
	if i == 0 || !tokens[i].Glued {
		return true
	}
	return !alnum(tokens[i-1].Kind)
}

// endsRun reports whether a term may end before token j: "PD" is no term in "PD1", "aspirin" is one in "aspirin81mg".
func endsRun(tokens []annotation.Token, j int) bool {
	if j >= len(tokens) || !tokens[j].Glued || !alnum(tokens[j].Kind) {
		return true
	}
	return tokens[j-1].Kind == annotation.Word && tokens[j-1].Len() > 4
}

func alnum(k annotation.TokenKind) bool { return k == annotation.Word || k == annotation.Number }

// gap is what stood between the words of a term.
type gap uint8

const (
	comma gap = 1 << iota
	sign      // brackets, plus, colon, …
)

// skip returns the next word after the words of a term so far, over at most one hyphen, slash, comma, apostrophe and wrapped
// line, or over up to four other signs, or -1.
func skip(text string, tokens []annotation.Token, j int) (next int, g gap) {
	broke := false
	for n := 0; j < len(tokens) && n <= 4; n, j = n+1, j+1 {
		t := &tokens[j]
		switch t.Kind {
		case annotation.Word, annotation.Number:
			return j, g
		case annotation.Break:
			if broke {
				return -1, 0
			}
			broke = true
		case annotation.Punct:
			switch text[t.Begin] {
			case '-', '/', '\'':
				if n > 1 {
					g |= sign
				}
			case ',':
				g |= comma
			case '.': // E. coli, vit. D
				if before := tokens[j-1]; !t.Glued || before.Len() > 1 && !(before.Len() == len("vit") && strings.EqualFold(text[before.Begin:before.End], "vit")) {
					g |= sign
				}
			default:
				if s := text[t.Begin:t.End]; s != "–" && s != "‐" && s != "‑" {
					g |= sign
				}
			}
		default:
			return -1, 0
		}
	}
	return -1, 0
}

// closes reports whether the token last, glued to a term, is the bracket that closes one inside it: "(disorder)".
func closes(text string, tokens []annotation.Token, first, last int) bool {
	if tokens[last].Len() != 1 {
		return false
	}
	end := text[tokens[last].Begin]
	if end != ')' && end != ']' {
		return false
	}
	open := 0
	for _, t := range tokens[first:last] {
		if t.Len() == 1 {
			switch text[t.Begin] {
			case '(', '[':
				open++
			case ')', ']':
				open--
			}
		}
	}
	return open > 0
}

// pluralOf reports whether the tokens are an exact-case term with a plural s: PVCs, CABGs.
func pluralOf(t lexicon.Term, text string, tokens []annotation.Token) bool {
	last := tokens[len(tokens)-1]
	if last.Caps || last.Len() < 3 || text[last.End-1] != 's' {
		return false
	}
	var cut [8]annotation.Token
	if len(tokens) > len(cut) {
		return false
	}
	n := copy(cut[:], tokens)
	cut[n-1].End--
	if cut[n-1].Len() > 1 && text[cut[n-1].End-1] == '\'' {
		cut[n-1].End--
	}
	exact, lower := lexicon.Surface(text, cut[:n])
	return t.Written(exact, lower)
}
