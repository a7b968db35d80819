package feature

// Shapes are the shapes of a token and its neighbours, from left to right: there are few.
type Shapes [3]uint64

// Shapes of token i.
func (e *Extractor) Shapes(i int) Shapes {
	return Shapes{e.Word(i - 1).shape, e.Word(i).shape, e.Word(i + 1).shape}
}

// Features fills to with the features of the shapes.
func (s *Shapes) Features(to *[Max]uint32) int {
	l := list{to: to}
	s.features(&l)
	return l.n
}

func (s *Shapes) features(l *list) {
	l.add(21, s[0], s[1])
	l.add(22, s[1], s[2])
}

// Hash is a number to remember the shapes by.
func (s *Shapes) Hash() uint64 {
	h := (s[0]*31+s[1])*31 + s[2]
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>31
}

// Hints are what the dictionary says of a token and the words around it: mostly nothing.
type Hints struct {
	here                         uint16
	left, right                  [2]uint16 // of the tokens beside, the nearer one first
	leftWord, rightWord          uint16    // of the nearest words
	other, leftOther, rightOther uint16
}

// Hints of token i.
func (e *Extractor) Hints(i int) Hints {
	i += Edge
	w, n := e.words[i-2:i+3], &e.near[i]
	return Hints{
		here: uint16(w[2].hint), left: [2]uint16{uint16(w[1].hint), uint16(w[0].hint)}, right: [2]uint16{uint16(w[3].hint), uint16(w[4].hint)},
		leftWord: uint16(e.words[n.left].hint), rightWord: uint16(e.words[n.right].hint),
		other: uint16(w[2].other), leftOther: uint16(w[1].other), rightOther: uint16(w[3].other),
	}
}

// Features fills to with the features of the hints.
func (h *Hints) Features(to *[Max]uint32) int {
	l := list{to: to}
	h.features(&l)
	return l.n
}

func (h *Hints) features(l *list) {
	here, left, right := uint64(h.here), uint64(h.left[0]), uint64(h.right[0])
	l.add(33, left<<16|here, right)
	l.add(34, left, uint64(h.left[1]))
	l.add(35, right, uint64(h.right[1]))
	l.add(38, here<<8|uint64(h.other), uint64(h.rightOther)<<8|uint64(h.leftOther))
	l.add(53, uint64(h.leftWord), uint64(h.rightWord))
}

// Hash is a number to remember the hints by.
func (h *Hints) Hash() uint64 {
	a := uint64(h.here) | uint64(h.left[0])<<16 | uint64(h.right[0])<<32 | uint64(h.other)<<48
	b := uint64(h.left[1]) | uint64(h.right[1])<<16 | uint64(h.leftWord)<<32 | uint64(h.rightWord)<<48
	c := uint64(h.leftOther)<<16 | uint64(h.rightOther)
	x := (a*31+b)*31 + c
	x *= 0x9e3779b97f4a7c15
	return x ^ x>>31
}
