package noteprint

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// paintDocument says how each byte of a document's text is shown. Entities stand over cues, cues over details; of entities
// that lie in one another the inner one is seen.
func paintDocument(d *annotation.Document) []style {
	paint := make([]style, len(d.Text))
	fill := func(s annotation.Span, as style) {
		for i := max(0, s.Begin); i < min(s.End, len(paint)); i++ {
			paint[i] = as
		}
	}
	for i := range d.Sections {
		fill(d.Sections[i].Heading, style{part: headingText})
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		for k := range e.Attributes {
			if a := &e.Attributes[k]; a.Type != wholeInstruction {
				fill(a.Span, style{part: attributeText, kind: kindOf(e.Category)})
			}
		}
	}
	for i := range d.Entities {
		for _, c := range d.Entities[i].Cues {
			if !strings.HasPrefix(c.Rule, "section/") { // the heading shows that
				fill(c.Span, style{part: cueText})
			}
		}
	}
	order := make([]int, len(d.Entities))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, k int) bool { return d.Entities[order[i]].Len() > d.Entities[order[k]].Len() })
	for _, i := range order {
		e := &d.Entities[i]
		fill(e.Span, style{entityText, kindOf(e.Category), stanceOf(e)})
	}
	return paint
}

// wholeInstruction is the type of the attribute that has all of a drug's instruction; its parts are attributes too.
const wholeInstruction = "SIG"

// glyphCell is one character as it is shown.
type glyphCell struct {
	shown   rune
	columns int
	style   style
}

// text prints a document's text with its entities marked, wrapped at the printer's width.
func (p *printer) text(d *annotation.Document) {
	paint := paintDocument(d)
	var cells []glyphCell
	for at := 0; at < len(d.Text); {
		end, next := lineEnd(d.Text, at)
		cells = lineCells(cells[:0], d.Text, paint, at, end)
		for _, row := range wrapped(cells, p.width) {
			p.row(row)
		}
		at = next
	}
}

// lineEnd is where the line that begins at byte at ends, and where the next one begins.
func lineEnd(text string, at int) (end, next int) {
	for i, r := range text[at:] {
		switch r {
		case '\n', '\f', '\v', 0x85, 0x2028, 0x2029:
			return at + i, at + i + utf8.RuneLen(r)
		case '\r':
			if strings.HasPrefix(text[at+i:], "\r\n") {
				return at + i, at + i + 2
			}
			return at + i, at + i + 1
		}
	}
	return len(text), len(text)
}

const tabStop = 8

// lineCells appends the characters of text[at:end].
func lineCells(dst []glyphCell, text string, paint []style, at, end int) []glyphCell {
	column := 0
	for i, r := range text[at:end] {
		if r == '\t' {
			for n := tabStop - column%tabStop; n > 0; n-- {
				dst = append(dst, glyphCell{' ', 1, paint[at+i]})
				column++
			}
			continue
		}
		shown, columns := glyph(r)
		if shown == 0 {
			continue
		}
		dst = append(dst, glyphCell{shown, columns, paint[at+i]})
		column += columns
	}
	return dst
}

// wrapped parts a line at blanks into rows of at most so many columns. Rows after the first begin below the line's first
// word.
func wrapped(line []glyphCell, width int) [][]glyphCell {
	indent := 0
	for indent < len(line) && line[indent].shown == ' ' {
		indent++
	}
	if indent == len(line) {
		return [][]glyphCell{nil} // blanks alone
	}
	margin := line[:min(indent, width/2)]
	var rows [][]glyphCell
	row, used := 0, 0      // where the row begins, and its columns
	last, at := -1, 0      // the last blank of the row, and the columns behind it
	var prefix []glyphCell // what stands before the row
	for i := 0; i < len(line); i++ {
		if line[i].shown == ' ' && i > indent {
			last, at = i, used+1
		}
		if used+line[i].columns > width && i > row && line[i].shown != ' ' {
			cut, next := i, i
			if last > row {
				cut, next, used = last, last+1, used-at
			} else {
				used = 0
			}
			rows = append(rows, trimmed(prefix, line[row:cut]))
			row, last, prefix = next, -1, margin
			used += len(margin)
		}
		used += line[i].columns
	}
	return append(rows, trimmed(prefix, line[row:]))
}

// trimmed is a row behind its prefix, without blanks at its end.
func trimmed(prefix, row []glyphCell) []glyphCell {
	for len(row) > 0 && row[len(row)-1].shown == ' ' {
		row = row[:len(row)-1]
	}
	if len(prefix) == 0 {
		return row
	}
	out := make([]glyphCell, 0, len(prefix)+len(row))
	for range prefix {
		out = append(out, glyphCell{shown: ' ', columns: 1})
	}
	return append(out, row...)
}

// row prints one row of the text; without colours a row of letters marks the entities in it.
func (p *printer) row(cells []glyphCell) {
	for i := 0; i < len(cells); {
		k := i
		var b strings.Builder
		for ; k < len(cells) && cells[k].style == cells[i].style; k++ {
			b.WriteRune(cells[k].shown)
		}
		p.w.WriteString(p.paint(b.String(), cells[i].style))
		i = k
	}
	p.w.WriteByte('\n')
	if p.colour {
		return
	}
	var marks []byte
	for _, c := range cells {
		for range c.columns {
			marks = append(marks, c.style.letter())
		}
	}
	if line := strings.TrimRight(string(marks), " "); line != "" {
		p.w.WriteString(line + "\n")
	}
}
