package text

import "math/bits"

const tops = 0x0101010101010101

// Chars is the number of characters (code points) of a canonical text, which is valid UTF-8: its bytes but for those that
// continue a character.
func Chars(text string) int {
	n := len(text)
	for len(text) >= 8 {
		if len(text) >= 32 && (eight(text)|eight(text[8:])|eight(text[16:])|eight(text[24:]))&(0x80*tops) == 0 {
			text = text[32:] // ASCII, as nearly all is
			continue
		}
		x := eight(text)
		n -= bits.OnesCount64(x >> 7 &^ (x >> 6) & tops) // 10xxxxxx
		text = text[8:]
	}
	for i := range len(text) {
		if text[i]&0xc0 == 0x80 {
			n--
		}
	}
	return n
}

// eight is the first eight bytes of a text.
func eight(text string) uint64 {
	b := text[:8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}
