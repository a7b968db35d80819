package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// detail is what the text says of side and acuity.
type detail struct {
	side   side
	acuity acuity
}

type side uint8

const (
	noSide side = iota
	left
	right
	bilateral
)

// sides are the words of titles.
var sides = [...]string{left: "left", right: "right", bilateral: "bilateral"}

type acuity uint8

const (
	noAcuity     acuity = 0
	acute        acuity = 1
	chronic      acuity = 2
	acuteChronic        = acute | chronic // acute on chronic
)

// details reads the entity's own words and its attributes.
func details(e *annotation.Entity, text string) detail {
	var d detail
	if e.End <= len(text) && e.Begin < e.End {
		d.read(text[e.Begin:e.End])
	}
	for i := range e.Attributes {
		a := &e.Attributes[i]
		if a.Type == "DIRECTION" || a.Type == "ACUITY" || a.Type == "SYSTEM_ORGAN_SITE" || a.Type == "QUALITY" {
			if a.End <= len(text) && a.Begin < a.End {
				d.read(text[a.Begin:a.End])
			}
		}
	}
	return d
}

// longestDetail is the length of "right-sided" and "bilaterally".
const longestDetail = 11

// detailLengths are the lengths of the words of a detail, as bits, by the first letter: few other words have these.
var detailLengths = func() (t [256]uint16) {
	for _, w := range [...]string{
		"left", "left-sided", "l-sided", "l", "lt", "os", "right", "right-sided", "r-sided", "r", "rt", "od",
		"bilateral", "bilaterally", "both", "bilat", "b/l", "ou", "acute", "chronic",
	} {
		t[w[0]] |= 1 << len(w)
		t[w[0]^0x20] |= 1 << len(w)
	}
	return t
}()

func (d *detail) read(s string) {
	var buf [longestDetail]byte
	for s != "" {
		var w string
		if w, s = cutField(s); w == "" {
			continue
		}
		if !isLetter(w[0]) || !isLetter(w[len(w)-1]) {
			if w = strings.Trim(w, ".,;:()-"); w == "" {
				continue
			}
		}
		if len(w) > longestDetail || detailLengths[w[0]]&(1<<len(w)) == 0 {
			continue
		}
		switch word := string(lower(buf[:0], w)); word { // the compiler makes no string of it
		case "left", "left-sided", "l-sided", "l", "lt", "os":
			d.side = both(d.side, left)
		case "right", "right-sided", "r-sided", "r", "rt", "od":
			d.side = both(d.side, right)
		case "bilateral", "bilaterally", "both", "bilat", "b/l", "ou":
			d.side = bilateral
		case "acute":
			d.acuity |= acute
		case "chronic":
			d.acuity |= chronic
		}
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// cutField is what stands before the first blank of s, and what stands behind it.
func cutField(s string) (field, rest string) {
	for i := 0; i < len(s); i++ {
		if !mayBeBlank[s[i]] {
			continue
		}
		if r, n := utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
			return s[:i], s[i+n:]
		}
	}
	return s, ""
}

// mayBeBlank tells the bytes that blanks begin with.
var mayBeBlank = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= utf8.RuneSelf || unicode.IsSpace(rune(c))
	}
	return t
}()

// lower appends a word in lower case, ASCII letters only.
func lower(dst []byte, w string) []byte {
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

func both(old, new side) side {
	if old != noSide && old != new {
		return bilateral
	}
	return new
}

// specific is the code beside or below the code at place at that says the same and the detail: H66.90, otitis media of
// unspecified ear, and "right" give H66.91. Where the classification has sides only for the unilateral or primary form,
// that one is meant, as its index says: M17.9, osteoarthritis of knee, and "left" give M17.12.
func specific(im *lexicon.Image, at int, d detail) (lexicon.Node, bool) {
	if d == (detail{}) {
		return lexicon.Node{}, false
	}
	n := im.TreeNode(at)
	if d.side != noSide && says(n.Display, sides[d.side]) || d.side == noSide && (d.acuity == acute && says(n.Display, "acute") || d.acuity == chronic && says(n.Display, "chronic")) {
		return lexicon.Node{}, false // it says so already
	}
	for code := n.Code; len(code) >= 3; code = strings.TrimSuffix(code[:len(code)-1], ".") {
		_, up, ok := im.FindCode(code)
		if !ok {
			continue
		}
		first, end := im.Below(up)
		for i := first; i < end; i++ {
			c := im.TreeNode(i)
			if sameBare(c.Display, n.Display) && d.fits(c.Display, n.Display) {
				return c, true
			}
		}
	}
	return lexicon.Node{}, false
}

// fits reports whether a title says all of the detail and nothing else of side and acuity, but for the acuity that the
// title of the code itself has.
func (d detail) fits(title, own string) bool {
	for side := left; side <= bilateral; side++ {
		if says(title, sides[side]) != (side == d.side) {
			return false
		}
	}
	if d.acuity == acuteChronic {
		return says(title, "acute") && says(title, "chronic")
	}
	if d.acuity == noAcuity {
		return says(title, "acute") == says(own, "acute") && says(title, "chronic") == says(own, "chronic")
	}
	return says(title, "acute") == (d.acuity == acute) && says(title, "chronic") == (d.acuity == chronic)
}

// says reports whether a title has a word.
func says(title, word string) bool {
	for title != "" {
		var w string
		if w, title = cutWord(title); strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// sameBare reports whether two titles are the same without their words of side, acuity and lack of detail.
func sameBare(a, b string) bool {
	for {
		var x, y string
		x, a = cutBare(a)
		y, b = cutBare(b)
		switch {
		case !strings.EqualFold(x, y):
			return false
		case x == "":
			return true
		}
	}
}

// cutBare is the first word of a title that a bare title has, and the rest; "" where there is none.
func cutBare(title string) (word, rest string) {
	for rest = title; rest != ""; {
		if word, rest = cutWord(rest); word != "" && !isDetail(word) {
			return word, rest
		}
	}
	return "", ""
}

// cutWord is the first word of a title and the rest.
func cutWord(title string) (word, rest string) {
	i := 0
	for i < len(title) && isSeparator(title[i]) {
		i++
	}
	from := i
	for i < len(title) && !isSeparator(title[i]) {
		i++
	}
	return title[from:i], title[i:]
}

// isDetail reports whether a word of a title is of side, acuity or lack of detail.
func isDetail(w string) bool {
	if len(w) > len("unspecified") {
		return false
	}
	var buf [len("unspecified")]byte
	switch string(lower(buf[:0], w)) {
	case "left", "right", "bilateral", "unilateral", "primary", "unspecified", "acute", "chronic", "on", "and", "side", "of":
		return true
	}
	return false
}

func isSeparator(c byte) bool { return c == ' ' || c == ',' || c == '(' || c == ')' || c == '-' }
