package noteprint

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// entityLine is a row of the table before it is laid out.
type entityLine struct {
	number, text, kind, said string
	codes                    []string
	style                    style
}

// The widest a text is shown in the table, and the least columns worth putting codes beside it.
const (
	widestText = 36
	leastCodes = 24
)

// table prints the entities, one a line, their details and further codes below them.
func (p *printer) table(r *nlp.Result) {
	d := &r.Document
	lines := make([]entityLine, len(d.Entities))
	head := entityLine{number: "#", text: "text", kind: "category and type", said: "traits", codes: []string{"codes"}, style: style{part: headingText}}
	widths := [4]int{}
	widen := func(l *entityLine) {
		for i, s := range []string{l.number, l.text, l.kind, l.said} {
			widths[i] = max(widths[i], columnsOf(s))
		}
	}
	widen(&head)
	for i := range d.Entities {
		lines[i] = p.line(d, i)
		widen(&lines[i])
	}
	if p.clip && p.width-tableColumns(widths) < leastCodes {
		head.codes = nil
	}
	p.entityRow(&head, widths)
	for i := range lines {
		p.entityRow(&lines[i], widths)
		if p.explain {
			p.explainEntity(r, i, widths[0]+1)
			continue
		}
		p.details(d, &d.Entities[i], widths[0]+1)
	}
	for i := range d.Unmapped {
		fmt.Fprintf(p.w, "%s without an entity: %s\n", strings.Repeat(" ", widths[0]), attributeWords(d, &d.Unmapped[i]))
	}
}

func (p *printer) line(d *annotation.Document, i int) entityLine {
	e := &d.Entities[i]
	l := entityLine{
		number: strconv.Itoa(i + 1), text: clipped(Visible(d.Text[e.Begin:e.End]), widestText),
		style: style{entityText, kindOf(e.Category), stanceOf(e)},
	}
	l.kind = Visible(shortCategory(e.Category) + " " + e.Type)
	said := make([]string, 0, 4)
	for _, t := range assertion.Traits(e) {
		said = append(said, t.String())
	}
	if e.Event != "" {
		said = append(said, e.Event)
	}
	l.said = Visible(strings.Join(said, " "))
	for k := range e.Links {
		if k == 0 || e.Links[k].System != e.Links[k-1].System {
			l.codes = append(l.codes, codeWords(&e.Links[k]))
		}
	}
	return l
}

// shortCategory is a category in a word.
func shortCategory(c annotation.Category) string {
	switch c {
	case annotation.TestProcedure:
		return "test"
	case annotation.PHI:
		return "phi"
	}
	if k := kindOf(c); int(k) < len(kinds) {
		return kinds[k].word
	}
	return c.String()
}

func codeWords(l *annotation.Link) string {
	return Visible(shortSystem(l.System) + " " + l.Code + " " + l.Display)
}

// entityRow prints a row; codes that do not fit beside it stand below it.
func (p *printer) entityRow(l *entityLine, widths [4]int) {
	row := padded("", widths[0]-columnsOf(l.number)) + l.number + " " + p.paint(l.text, l.style) +
		padded("", widths[1]-columnsOf(l.text)) + "  " + padded(l.kind, widths[2]) + "  " + padded(l.said, widths[3])
	used := tableColumns(widths)
	beside := !p.clip || p.width-used >= leastCodes
	if !beside {
		used = widths[0] + 3
	}
	codes := l.codes
	if beside && len(codes) > 0 {
		row += "  " + p.cut(codes[0], used)
		codes = codes[1:]
	}
	p.w.WriteString(strings.TrimRight(row, " ") + "\n")
	for _, c := range codes {
		p.w.WriteString(strings.Repeat(" ", used) + p.cut(c, used) + "\n")
	}
}

// tableColumns is how many columns stand before the codes.
func tableColumns(widths [4]int) int { return widths[0] + widths[1] + widths[2] + widths[3] + 7 }

// cut is a visible text that stands behind so many columns, cut at the width where lines are.
func (p *printer) cut(s string, behind int) string {
	if !p.clip {
		return s
	}
	return clipped(s, max(p.width-behind, 8))
}

// details prints the attributes of an entity in lines behind a margin.
func (p *printer) details(d *annotation.Document, e *annotation.Entity, margin int) {
	var parts []string
	for i := range e.Attributes {
		if a := &e.Attributes[i]; a.Type != wholeInstruction || len(e.Attributes) == 1 {
			parts = append(parts, attributeWords(d, a))
		}
	}
	blanks := strings.Repeat(" ", margin+2)
	line := ""
	for _, s := range parts {
		switch {
		case line == "":
			line = s
		case margin+2+columnsOf(line)+3+columnsOf(s) > p.width:
			p.w.WriteString(blanks + p.cut(line, margin+2) + "\n")
			line = s
		default:
			line += " · " + s
		}
	}
	if line != "" {
		p.w.WriteString(blanks + p.cut(line, margin+2) + "\n")
	}
}

// attributeWords is an attribute with its words and, where it says more, its normalised form.
func attributeWords(d *annotation.Document, a *annotation.Attribute) string {
	words := Visible(d.Text[a.Begin:a.End])
	s := Visible(a.Type) + " " + words
	if n := normalised(a); n != "" && n != words {
		s += " = " + n
	}
	return s
}

// normalised is the normalised value of an attribute: "<= 500 mg", "BID".
func normalised(a *annotation.Attribute) string {
	value := a.Value
	if a.High != "" {
		value += "–" + a.High
	}
	var parts []string
	for _, s := range []string{a.Comparator, value, a.Unit, a.Code} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return Visible(strings.Join(parts, " "))
}

// shortSystem is how people call a code system.
func shortSystem(uri string) string {
	if name, ok := systemNames[uri]; ok {
		return name
	}
	return uri
}

var systemNames = map[string]string{
	lexicon.ICD10CM: "ICD-10-CM",
	lexicon.RxNorm:  "RxNorm",
	lexicon.LOINC:   "LOINC",
	lexicon.SNOMED:  "SNOMED CT",
	lexicon.UNII:    "UNII",
	lexicon.DOID:    "DOID",
}
