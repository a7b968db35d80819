package noteprint

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

// style is how a piece of text is shown.
type style struct {
	part   part
	kind   uint8 // index into kinds, of entities and their attributes
	stance stance
}

// part is what a piece of text is.
type part uint8

const (
	plainText part = iota
	headingText
	attributeText
	cueText
	entityText
	faintText // of the table: not of the text
)

// stance is what the text says of an entity.
type stance uint8

const (
	asserted stance = iota
	denied
	apart // hypothetical, of the family, planned
)

func stanceOf(e *annotation.Entity) stance {
	switch {
	case assertion.CertaintyTrait(e.Certainty) == annotation.Negation:
		return denied
	case assertion.Asserted(e):
		return asserted
	}
	return apart
}

// kinds are the categories with how they are shown: a word, a letter where there are no colours, and the number of the
// colour (SGR), which are of those that every terminal has and its user chose; the plain blue is too dark on most.
var kinds = []struct {
	category annotation.Category
	word     string
	letter   byte
	sgr      string
}{
	{annotation.Medication, "medication", 'M', "32"},
	{annotation.Condition, "condition", 'C', "31"},
	{annotation.TestProcedure, "test or procedure", 'T', "94"},
	{annotation.Anatomy, "anatomy", 'A', "35"},
	{annotation.PHI, "identifying", 'P', "30;43"},
	{annotation.Social, "social", 'S', "36"},
	{annotation.TimeExpression, "time", 'D', "33"},
}

// kindOf is the index of a category, of none for one that is not known.
func kindOf(c annotation.Category) uint8 {
	for i := range kinds {
		if kinds[i].category == c {
			return uint8(i)
		}
	}
	return uint8(len(kinds))
}

// styler writes styles as colours or, without colours, not at all.
type styler struct{ colour bool }

// paint is s, which is visible text, in a style.
func (s styler) paint(text string, as style) string {
	sgr := as.sgr()
	if !s.colour || sgr == "" || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// sgr is the parameters of "select graphic rendition", "" for plain text.
func (s style) sgr() string {
	switch s.part {
	case headingText:
		return "1"
	case cueText:
		return "4"
	case faintText:
		return "2"
	case attributeText, entityText:
	default:
		return ""
	}
	var p []string
	if int(s.kind) < len(kinds) {
		p = append(p, kinds[s.kind].sgr)
	}
	if s.part == entityText {
		switch s.stance {
		case asserted:
			p = append(p, "1")
		case denied:
			p = append(p, "2", "9")
		case apart:
			p = append(p, "2", "3")
		}
	}
	return strings.Join(p, ";")
}

// letter marks a style below the text where there are no colours.
func (s style) letter() byte {
	switch s.part {
	case cueText:
		return '^'
	case attributeText:
		return '.'
	case entityText:
		letter := byte('?')
		if int(s.kind) < len(kinds) {
			letter = kinds[s.kind].letter
		}
		if s.stance != asserted && letter != '?' {
			letter += 'a' - 'A'
		}
		return letter
	}
	return ' '
}

// legend tells what the styles mean, in lines of at most so many columns.
func (s styler) legend(width int) string {
	condition := kindOf(annotation.Condition)
	var categories []item
	for i, k := range kinds {
		categories = append(categories, item{string(k.letter), k.word, style{part: entityText, kind: uint8(i)}})
	}
	rest := []item{
		{"small letter", "denied, hypothetical, planned or of somebody else", style{}},
		{".", "detail", style{}},
		{"^", "deciding words", style{}},
	}
	if s.colour {
		rest = []item{
			{"", "denied", style{entityText, condition, denied}},
			{"", "hypothetical, planned or of somebody else", style{entityText, condition, apart}},
			{"", "detail", style{part: attributeText, kind: condition}},
			{"", "deciding words", style{part: cueText}},
		}
	}
	return s.items(categories, width) + "\n" + s.items(rest, width)
}

// item is a part of the legend: the mark where there are no colours, what it means, and the style where there are.
type item struct {
	mark, word string
	style      style
}

func (s styler) items(list []item, width int) string {
	var b strings.Builder
	used := 0
	for _, x := range list {
		shown, columns := s.paint(x.word, x.style), columnsOf(x.word)
		if !s.colour {
			shown = x.mark + " " + x.word
			columns = columnsOf(shown)
		}
		switch {
		case used == 0:
		case used+2+columns > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteString("  ")
			used += 2
		}
		b.WriteString(shown)
		used += columns
	}
	return b.String()
}
