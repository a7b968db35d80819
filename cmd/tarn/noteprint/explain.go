package noteprint

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
)

// explainEntity prints, behind a margin, all that is known of an entity: its place, how it was found, the evidence for
// what is said of it, its details, all candidates for its codes and its relations.
func (p *printer) explainEntity(r *nlp.Result, i, margin int) {
	d, e := &r.Document, &r.Document.Entities[i]
	say := func(what, format string, args ...any) {
		text := Visible(fmt.Sprintf(format, args...))
		p.w.WriteString(strings.Repeat(" ", margin+2) + p.paint(padded(what, 10), style{part: faintText}) + p.cut(text, margin+12) + "\n")
	}
	say("where", "%s", place(d, e))
	say("found", "by %s, score %.2f", e.Method, e.Score)
	for _, c := range e.Concepts {
		say("means", "%s: %s match, score %.2f, vocabulary %s", p.names.concept(c.Vocab, c.ID), c.Method, c.Score, p.names.vocabulary(c.Vocab))
	}
	if s := axes(e); s != "" {
		say("stance", "%s", s)
	}
	for _, c := range e.Cues {
		say("because", "%s: %q at byte %d, rule %s", c.Trait, strings.TrimSpace(d.Text[c.Begin:c.End]), c.Begin, c.Rule)
	}
	for k := range e.Attributes {
		a := &e.Attributes[k]
		say("detail", "%s", attributeEvidence(d, a))
		if a.JSON != "" {
			say("", "%s", a.JSON)
		}
	}
	rank := 0
	for k := range e.Links {
		l := &e.Links[k]
		if rank++; k > 0 && l.System != e.Links[k-1].System {
			rank = 1
		}
		say("code", "%d. %s, score %.2f by %s, vocabulary %s%s", rank, codeWords(l), l.Score, l.Method, p.names.vocabulary(l.Vocab), ambiguous(l))
	}
	for k := range d.Relations {
		if rel := &d.Relations[k]; rel.Head == i {
			say("relation", "%s #%d %s, score %.2f, rule %s", rel.Type, rel.Tail+1, d.Text[d.Entities[rel.Tail].Begin:d.Entities[rel.Tail].End], rel.Score, rel.Rule)
		}
	}
}

// place says where an entity stands.
func place(d *annotation.Document, e *annotation.Entity) string {
	s := fmt.Sprintf("bytes %d–%d", e.Begin, e.End)
	if e.Section >= 0 && e.Section < len(d.Sections) {
		s += ", section " + cmp.Or(d.Sections[e.Section].Name, "without a name")
	}
	if e.Sentence >= 0 && e.Sentence < len(d.Sentences) {
		s += fmt.Sprintf(", sentence %d", e.Sentence+1)
	}
	return s
}

// axes are the axes of assertion that are not at their default.
func axes(e *annotation.Entity) string {
	var parts []string
	add := func(name, value, usual string) {
		if value != "" && value != usual {
			parts = append(parts, name+" "+value)
		}
	}
	add("certainty", e.Certainty.String(), annotation.Positive.String())
	add("conditionality", e.Conditionality.String(), annotation.Unconditional.String())
	add("temporality", e.Temporality.String(), annotation.Current.String())
	add("experiencer", e.Experiencer.String(), annotation.Patient.String())
	return strings.Join(parts, ", ")
}

// attributeEvidence is an attribute with its normalised form, unit, relationship and score.
func attributeEvidence(d *annotation.Document, a *annotation.Attribute) string {
	s := attributeWords(d, a)
	if a.UCUM != "" {
		s += ", UCUM " + a.UCUM
	}
	if a.Relationship != "" && a.Relationship != a.Type {
		s += ", " + a.Relationship
	}
	return s + fmt.Sprintf(", bytes %d–%d, score %.2f", a.Begin, a.End, a.Score)
}

func ambiguous(l *annotation.Link) string {
	if l.Ambiguous {
		return ", ambiguous"
	}
	return ""
}
