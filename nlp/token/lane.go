package token

// A lane is eight bytes of a word, the first one lowest, zeros behind the word's end. Words are read and hashed lane
// by lane: most have one.
const (
	lane  = 8
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// shortLane is the lane of a word of less than eight bytes.
func shortLane(s string) (x uint64) {
	for i := range len(s) {
		x |= uint64(s[i]) << (8 * i)
	}
	return x
}

// loadLane is the first eight bytes of s.
func loadLane(s string) uint64 {
	b := s[:lane]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// between is a bit, the highest, of each byte of an ASCII lane that is neither less than first nor more than last.
func between(x uint64, first, last byte) uint64 {
	x &^= highs
	return (x + uint64(0x80-first)*ones) &^ (x + uint64(0x7f-last)*ones) & highs
}

// lowerLane is an ASCII lane in lower case.
func lowerLane(x uint64) uint64 { return x | between(x, 'A', 'Z')>>2 }
