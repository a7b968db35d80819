package text

import (
	"sort"
	"unicode/utf8"
)

// CharIndex leads between the bytes and the characters (code points) of a canonical text.
type CharIndex struct {
	text   string
	before []int // characters before each piece of the text; none where every character has one byte
}

// piece is how many bytes have an entry in a CharIndex.
const piece = 64

// Reset takes a text and the number of its characters.
func (x *CharIndex) Reset(text string, chars int) {
	x.text, x.before = text, x.before[:0]
	if chars == len(text) {
		return
	}
	n := 0
	for i := 0; i < len(text); i += piece {
		x.before = append(x.before, n)
		n += Chars(text[i:min(i+piece, len(text))])
	}
}

// Char is the number of characters before byte i of the text.
func (x *CharIndex) Char(i int) int {
	if len(x.before) == 0 {
		return i
	}
	p := min(i/piece, len(x.before)-1)
	return x.before[p] + Chars(x.text[p*piece:i])
}

// Byte is the byte at which character n of the text begins; the text's end where there are but n.
func (x *CharIndex) Byte(n int) int {
	if len(x.before) == 0 {
		return n
	}
	p := sort.Search(len(x.before), func(p int) bool { return x.before[p] > n }) - 1
	i := p * piece
	for left := n - x.before[p]; i < len(x.text); i++ {
		if utf8.RuneStart(x.text[i]) {
			if left == 0 {
				break
			}
			left--
		}
	}
	return i
}
