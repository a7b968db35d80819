package spelling

import "math/bits"

// candidate is a word that may be meant.
type candidate struct {
	word    string
	letters letters
}

// letters is the set of the letters of a folded word, a bit each: words that are near one another have nearly the same
// ones, which is seen without a look at the words.
type letters uint32

func lettersOf[T string | []byte](word T) (s letters) {
	for i := range len(word) {
		s |= 1 << (word[i] & 31)
	}
	return s
}

// beyond reports whether words of these letters are more than so many edits apart: an edit brings one letter at most and
// takes one at most.
func (s letters) beyond(t letters, edits int) bool {
	return bits.OnesCount32(uint32(s&^t)) > edits || bits.OnesCount32(uint32(t&^s)) > edits
}
