package section

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// Finder finds sections. It keeps scratch memory between calls and serves one goroutine at a time. Its zero value is ready.
type Finder struct {
	text    string
	tokens  []annotation.Token
	set     *phrase.Set
	caps    answer // whether most of the text is in capitals: then capitals alone mark nothing
	dst     []annotation.Section
	base    int    // length of dst before this text
	limit   int    // byte at which the open section ends by itself; 0: never
	parent  *canon // canon of the open top section, nil for none
	capital int    // headings in capitals so far
}

// answer is the answer to a question that is seldom asked.
type answer uint8

const (
	notAsked answer = iota
	no
	yes
)

// heading is a heading that was found.
type heading struct {
	annotation.Span // the words, without markers, with the colon
	canon           *canon
	depth           int
	first, until    int  // tokens: the first of the words, the one after the heading
	alone           bool // nothing else stands on its line
}

// Find is Finder.Find for a single text.
func Find(dst []annotation.Section, text string, tokens []annotation.Token) []annotation.Section {
	var f Finder
	return f.Find(dst, text, tokens)
}

// Find appends the sections of text to dst. They tile the text; the part before the first heading has no name. An empty
// text has no sections.
func (f *Finder) Find(dst []annotation.Section, text string, tokens []annotation.Token) []annotation.Section {
	if text == "" {
		return dst
	}
	f.text, f.tokens, f.dst, f.base, f.limit, f.parent, f.capital, f.caps = text, tokens, dst, len(dst), 0, nil, 0, notAsked
	if f.set == nil {
		f.set = forms()
	}
	f.open(annotation.Section{})
	f.lines()
	f.dst[len(f.dst)-1].End = len(text)
	dst = f.dst
	f.text, f.tokens, f.dst = "", nil, nil
	return dst
}

// shouted reports whether more than half of the long words are in capitals.
func (f *Finder) shouted() bool {
	if f.caps == notAsked {
		f.caps = no
		if shouted(f.tokens) {
			f.caps = yes
		}
	}
	return f.caps == yes
}

func shouted(tokens []annotation.Token) bool {
	caps, all := 0, 0
	for i := range tokens {
		if t := &tokens[i]; t.Kind == annotation.Word && t.Len() > 3 {
			all++
			if t.Caps {
				caps++
			}
		}
	}
	return all >= 20 && 2*caps > all
}

// lines walks the lines of the text and opens a section at each heading.
func (f *Finder) lines() {
	blank := true
	for i := 0; i < len(f.tokens); {
		l := f.lineFrom(i, blank)
		i = l.last + 1
		if l.first == l.last {
			blank = true
			continue
		}
		f.expire(l)
		next := l.first
		if h, ok := f.lineHeading(l); ok {
			f.start(l, h)
			next = h.until
		} else if f.looksUnknown(l) {
			f.unknown(l)
			next = l.last
		}
		f.inline(l, next)
		blank = false
	}
}

// expire ends the open section where it has passed its limit.
func (f *Finder) expire(l line) {
	at := f.tokens[l.first].Begin
	if f.limit > 0 && at > f.limit && l.blankBefore {
		f.begin(annotation.Section{Span: annotation.Span{Begin: at}}, nil, 0)
	}
}

// inline finds headings within a line: after a wide gap or the end of a sentence, with a colon.
func (f *Finder) inline(l line, from int) {
	if l.last == l.first || strings.IndexByte(f.text[f.tokens[l.first].Begin:f.tokens[l.last-1].End], ':') < 0 {
		return
	}
	tokens := f.tokens[:l.last]
	for i := f.set.Next(tokens, max(from, l.first+1)); i < l.last; i = f.set.Next(tokens, i+1) {
		if t := &tokens[i]; !t.Upper || t.Kind != annotation.Word || !(f.gap(i) >= 2 || f.gap(i) == 1 && isOneOf(f.word(i-1), ".", ";")) {
			continue
		}
		c, end := f.known(i, l.last)
		if c == nil || end >= l.last || f.word(end) != ":" || !f.fits(c, i, end, true, false, bare) {
			continue
		}
		h := heading{canon: c, first: i, until: end + 1, Span: annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[end].End}}
		f.start(line{first: i, last: l.last}, h)
		i = end
	}
}

// lineHeading reads a known heading at the start of a line.
func (f *Finder) lineHeading(l line) (heading, bool) {
	i, m := f.skipMarker(l)
	if i >= l.last {
		return heading{}, false
	}
	c, end := f.known(i, l.last)
	if c == nil {
		return heading{}, false
	}
	h := heading{canon: c, first: i, Span: annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[end-1].End}}
	end = f.skipAside(end, l.last)
	colon := false
	for end < l.last && f.tokens[end].Kind == annotation.Punct && isOneOf(f.word(end), ":", "*", "_", "#", "]", ">", "=") {
		if f.word(end) == ":" {
			colon = true
			h.End = f.tokens[end].End
		}
		end++
	}
	h.until, h.alone = end, end == l.last
	if !colon && !h.alone && !f.dash(i, end, l) {
		return heading{}, false
	}
	if h.alone && !colon && m == bare && f.underlined(l) {
		m = markdown
	}
	if !f.fits(c, i, h.until, colon, h.alone, m) {
		return heading{}, false
	}
	if m == bullet {
		h.depth = 1
	}
	if h.alone && !colon && m == bare && !l.blankBefore && !f.styleOf(i, end).caps && c.kind != part {
		return heading{}, false
	}
	return h, true
}

// dash reports whether a heading in capitals is parted from its text by " - " or by a wide gap: "ALLERGIES - NONE".
func (f *Finder) dash(i, end int, l line) bool {
	s := f.styleOf(i, end)
	if end >= l.last || !s.title {
		return false
	}
	if isOneOf(f.word(end), "-", "–", "—") && !f.tokens[end].Glued && end+1 < l.last && !f.tokens[end+1].Glued {
		return !f.shouted()
	}
	return s.caps && s.words > 1 && f.gap(end) >= 2 && !f.shouted()
}

// skipAside skips a short remark in brackets: "MEDICATIONS (on admission):", "DIAGNOSIS(ES):".
func (f *Finder) skipAside(i, last int) int {
	if i >= last || f.word(i) != "(" {
		return i
	}
	for j := i + 1; j < last && j < i+8; j++ {
		if f.word(j) == ")" {
			return j + 1
		}
	}
	return i
}

// known is the canon of the form at token i and the token after it, nil for none. Two forms joined by "and", "/" or a
// comma are one heading with the name of the first, unless that is family history, whose prior must not cover more.
func (f *Finder) known(i, last int) (*canon, int) {
	v, end, ok := f.set.At(f.text, f.tokens[:last], i)
	if !ok {
		return nil, i
	}
	c := &canons[v]
	for end+1 < last && joins(f.word(end)) {
		v, next, ok := f.set.At(f.text, f.tokens[:last], end+1)
		if !ok {
			break
		}
		if c.name == FamilyHistory || c.kind != plain {
			c = &canons[v]
		}
		end = next
	}
	return c, end
}

// joins reports whether a word or mark joins two forms to one heading.
func joins(word string) bool {
	return word == "/" || word == "&" || word == "," || len(word) == len("and") && strings.EqualFold(word, "and")
}

// fits judges whether a known form stands there as a heading.
func (f *Finder) fits(c *canon, i, end int, colon, alone bool, m marker) bool {
	s := f.styleOf(i, end)
	marked := m == markdown
	switch {
	case c.kind == system:
		return f.parent != nil && holdsParts(f.parent.name) && s.title && (colon || alone || s.caps || m == bare)
	case c.kind == part:
		return f.parent != nil && isHistory(f.parent.name) && s.title && (colon || alone)
	case c.kind == weak:
		return s.title && colon || marked && alone || s.caps && alone
	case m == bullet && !colon:
		return false
	case m == bullet && f.parent != nil && holdsParts(f.parent.name) && !s.caps:
		return false // "• Medical Treatment: …" is a line of the assessment
	case short(f.word(i)) && s.words == 1:
		return s.title && colon || (s.caps || initials(f.word(i))) && alone || marked
	}
	return marked || colon && (s.title || s.words > 1) || alone && s.title || s.caps
}

// short tells forms that are too short to head a section by standing alone, unless they are in capitals: "CC", "PE".
func short(w string) bool { return len(w) <= 3 }

// initials tells an abbreviation of several words from a word: "FHx".
func initials(w string) bool {
	n := 0
	for i := range len(w) {
		if 'A' <= w[i] && w[i] <= 'Z' {
			n++
		}
	}
	return n >= 2
}

// start opens the section of a heading.
func (f *Finder) start(l line, h heading) {
	at := f.tokens[l.first].Begin
	c := h.canon
	if c.kind == system || h.depth > 0 && f.parent != nil && c.kind == plain && c == f.parent {
		f.begin(annotation.Section{Span: annotation.Span{Begin: at}, Heading: h.Span, Name: f.parent.name, LOINC: f.parent.loinc, Depth: 1}, f.parent, f.limit)
		return
	}
	depth := h.depth
	if f.styleOf(h.first, h.until).caps {
		f.capital++
	} else if c.kind == part || f.capital >= 2 {
		depth = 1 // a note that heads its sections in capitals heads their parts otherwise
	}
	limit := 0
	if c.limit > 0 {
		limit = h.End + c.limit
	}
	f.begin(annotation.Section{Span: annotation.Span{Begin: at}, Heading: h.Span, Name: c.name, LOINC: c.loinc, Depth: depth}, c, limit)
}

// begin closes the open section and opens s below parent.
func (f *Finder) begin(s annotation.Section, parent *canon, limit int) {
	if s.Begin == 0 && len(f.dst) == f.base+1 {
		f.dst = f.dst[:f.base]
	} else {
		f.dst[len(f.dst)-1].End = s.Begin
	}
	f.open(s)
	f.parent, f.limit = parent, limit
}

func (f *Finder) open(s annotation.Section) { f.dst = append(f.dst, s) }
