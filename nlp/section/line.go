package section

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// line is one line of the text as tokens: first to last (exclusive), its break not included.
type line struct {
	first, last int
	blankBefore bool // a blank line or the start of the text stands before it
}

// lineFrom is the line that begins at token i.
func (f *Finder) lineFrom(i int, blankBefore bool) line {
	last, tokens := i, f.tokens
	for last < len(tokens) && tokens[last].Kind != annotation.Break {
		last++
	}
	return line{first: i, last: last, blankBefore: blankBefore}
}

// marker is what stands before the words of a heading.
type marker uint8

const (
	bare     marker = iota
	bullet          // - * • or a number
	markdown        // # or **
)

// skipMarker returns the first token of a line after its bullets, numbers, Markdown signs.
func (f *Finder) skipMarker(l line) (int, marker) {
	m := bare
	for i := l.first; i < l.last; i++ {
		t := &f.tokens[i]
		if t.Kind == annotation.Number && i == l.first && i+1 < l.last && f.tokens[i+1].Glued && isOneOf(f.word(i+1), ".", ")") {
			m = bullet
			i++
			continue
		}
		if t.Kind != annotation.Punct {
			return i, m
		}
		switch w := f.word(i); {
		case w == "#" || w == "=" || w == "*" && i+1 < l.last && f.word(i+1) == "*" || w == "*" && m == markdown:
			m = markdown
		case w == "[" || w == "_" || w == "<":
			if m == bare {
				m = markdown
			}
		case isBullet(w):
			m = bullet
		default:
			return i, m
		}
	}
	return l.last, m
}

func isBullet(s string) bool {
	switch s {
	case "-", "*", "•", "·", "‣", "▪", "–", "●", "○", "◦", "+", ">", "—":
		return true
	}
	return false
}

func isOneOf(s string, list ...string) bool {
	for _, x := range list {
		if s == x {
			return true
		}
	}
	return false
}

func (f *Finder) word(i int) string { return f.text[f.tokens[i].Begin:f.tokens[i].End] }

// underlined reports whether the line after l is an underline: three or more of = - _ ~ *.
func (f *Finder) underlined(l line) bool {
	if l.last >= len(f.tokens) {
		return false
	}
	rest := f.text[f.tokens[l.last].End:]
	if n := strings.IndexAny(rest, "\r\n"); n >= 0 {
		rest = rest[:n]
	}
	rest = strings.TrimSpace(rest)
	return len(rest) >= 3 && strings.Trim(rest, rest[:1]) == "" && strings.Contains("=-_~*", rest[:1])
}

// gap is the number of bytes between token i and the one before it.
func (f *Finder) gap(i int) int {
	if i == 0 {
		return f.tokens[0].Begin
	}
	return f.tokens[i].Begin - f.tokens[i-1].End
}

// style is how the words of a span are written.
type style struct {
	caps  bool // all in capitals
	title bool // the first word begins with a capital
	words int
}

// styleOf reads the style of tokens i to end.
func (f *Finder) styleOf(i, end int) style {
	s := style{caps: true}
	for j := i; j < end; j++ {
		t := &f.tokens[j]
		if t.Kind != annotation.Word && t.Kind != annotation.Mask {
			continue
		}
		if s.words == 0 {
			s.title = t.Upper
		}
		s.words++
		if !t.Caps && (!t.Upper || t.Len() > 1) {
			s.caps = false
		}
	}
	s.caps = s.caps && s.words > 0
	return s
}
