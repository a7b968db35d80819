package lab

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// boundReach is how far before a name the word may stand that makes its number an order's, in tokens; each bound of a list
// ("for SBP <100, HR <60") starts it anew.
const boundReach = 4

// conditional reports whether a name stands behind "if", "for" or the like: "hold for HR below 55" is an order, no value.
func (p *parser) conditional(a *anchor) bool {
	first := a.first - boundReach
	for i := a.first - 1; i >= max(first, 0); i-- {
		switch strings.ToLower(p.text[p.tokens[i].Begin:p.tokens[i].End]) {
		case "if", "for", "when", "until", "unless", "keep", "maintain", "goal", "target", "notify", "call", "below", "titrate", "hold":
			return true
		case ",", "or", "and", "/":
			if !p.endsBound(i) {
				return false
			}
			first = i - boundReach - 2
		case ".", ";", ":", "\n":
			return false
		}
	}
	return false
}

// endsBound reports whether the two or three tokens before token i are a bound: "<100", "> 101 F".
func (p *parser) endsBound(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if p.tokens[k].Kind == annotation.Number {
			return k > 0 && (p.mark(k-1, '<') || p.mark(k-1, '>') || p.mark(k-1, '='))
		}
	}
	return false
}

// sets reports whether the word before a name says that its number is what is aimed at: "goal INR 2-3", "keep MAP 65".
func (p *parser) sets(a *anchor) bool {
	for i := a.first - 1; i >= max(a.first-3, 0); i-- {
		switch strings.ToLower(p.text[p.tokens[i].Begin:p.tokens[i].End]) {
		case "goal", "target", "keep", "maintain", "titrate", "aim":
			return true
		case "a", "an", "the", "to", "of", "for", ":", "his", "her":
		default:
			return false
		}
	}
	return false
}
