package lexicon

// Start is what the first word of terms leads to, in one place: nearly all words of a text begin no term, and nearly all
// that begin one are followed by a word that goes on with none.
type Start struct {
	Node uint32 // 0: no term begins with the word
	Ends bool   // the word by itself is a term
	next uint64 // bits of the words that follow it in terms
}

// Leads reports whether a term may go on with a word; where it is false, Next is 0.
func (s *Start) Leads(word uint32) bool { return s.next&wordBit(word) != 0 }

// Alone reports whether no term goes on from the first word.
func (s *Start) Alone() bool { return s.next == 0 }

func wordBit(word uint32) uint64 { return 1 << (word * 0x9E3779B1 >> 26) }

// Start is what a word of the image leads to as the first of a term.
func (im *Image) Start(word uint32) *Start {
	if int(word) >= len(im.starts) {
		return &im.starts[0]
	}
	return &im.starts[word]
}

// startTable makes the Start of each word. A damaged image may name nodes that are not there: they lead nowhere.
func startTable(im *Image) []Start {
	starts := make([]Start, im.words+1)
	for w := 1; w <= im.words; w++ {
		n := u32(im.s[secFirst], w)
		if n == 0 || int(n)+1 >= len(im.nodes) {
			continue
		}
		s := &starts[w]
		first, end := im.TermsAt(n)
		s.Node, s.Ends = n, first < end
		for _, e := range im.edges[im.nodes[n].edges:im.nodes[n+1].edges] {
			s.next |= wordBit(e.word)
		}
	}
	return starts
}
