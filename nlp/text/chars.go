package text

import "math/bits"

// Chars is the number of characters (code points) of a canonical text, which is valid UTF-8: its bytes but for those that
// continue a character.
func Chars(text string) int {
	const tops = 0x0101010101010101
	n := len(text)
	for ; len(text) >= 8; text = text[8:] {
		x := uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
			uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
		n -= bits.OnesCount64(x >> 7 &^ (x >> 6) & tops) // 10xxxxxx
	}
	for i := range len(text) {
		if text[i]&0xc0 == 0x80 {
			n--
		}
	}
	return n
}
