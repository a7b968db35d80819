package nlp

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/section"
)

// susceptibilities makes tests of the antimicrobials that a laboratory tried on a germ: "resistant to ciprofloxacin,
// ampicillin", "cefazolin S", "Gentamicin | <=1 | S". The patient does not take them. The value is what the germ is, by
// the codes of FHIR's v3-ObservationInterpretation: S, I, R.
func (w *Worker) susceptibilities() {
	d := &w.doc
	listed := finding{} // that of the list which the drug before stands in
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Category != annotation.Medication || sectionName(d, e.Section) == section.Allergies {
			continue
		}
		said, own := w.triedBehind(i)
		if !own {
			said = w.triedBefore(i, listed)
		}
		if said.code == "" || !w.antimicrobial(e) {
			listed = finding{}
			continue
		}
		if listed = said; own {
			listed = finding{}
		}
		e.Category, e.Type, e.Concepts = annotation.TestProcedure, "TEST_NAME", nil
		e.Attributes = append(e.Attributes, annotation.Attribute{
			Span: said.Span, Type: "TEST_VALUE", Relationship: "TEST_VALUE", Score: 0.9, Code: said.code,
		})
		listed.drug = i + 1
	}
}

// finding is what a germ is found to be to a drug, with its words; code "" is none.
type finding struct {
	annotation.Span
	code string
	drug int // 1 + the entity that it was said of last
}

// susceptibility is the code of a word, a letter only in capitals.
func susceptibility(word string) string {
	switch word {
	case "S", "I", "R":
		return word
	case "SDD":
		return "SDD"
	}
	if len(word) < len("sensitive") || len(word) > len("susceptibility") {
		return ""
	}
	switch strings.ToLower(word) {
	case "sensitive", "susceptible", "sensitivity", "susceptibility":
		return "S"
	case "intermediate":
		return "I"
	case "resistant", "resistance":
		return "R"
	}
	return ""
}

// triedBefore reads what introduces drug i, "resistant to", "Sensitive:", or what the list that it stands in is headed by.
func (w *Worker) triedBefore(i int, listed finding) finding {
	d := &w.doc
	at := w.tokenAt(d.Entities[i].Begin)
	if at == 0 || w.compounds(i) {
		return finding{}
	}
	switch t := d.Tokens[at-1]; strings.ToLower(d.Text[t.Begin:t.End]) {
	case "to", "against", ":":
		if at < 2 {
			return finding{}
		}
		head := d.Tokens[at-2]
		code := susceptibility(d.Text[head.Begin:head.End])
		if code == "" || head.Len() <= len("SDD") && d.Text[t.Begin] == ':' || w.person(at-2) { // "S: amoxicillin done" is what a patient says
			return finding{}
		}
		return finding{Span: head.Span, code: code}
	case ",", "and", "or", "/", "&":
		if listed.code == "" || listed.drug != i || !w.listsOn(d.Entities[i-1].End, at) || !w.endsItem(i) {
			return finding{}
		}
		return listed
	}
	return finding{}
}

// compounds reports whether drug i is the head of a compound: "resistance to gentamicin-induced renal failure".
func (w *Worker) compounds(i int) bool {
	d := &w.doc
	k := w.tokenAt(d.Entities[i].End)
	return k < len(d.Tokens) && d.Tokens[k].Glued && d.Text[d.Tokens[k].Begin] == '-'
}

// person reports whether shortly before token i, in its sentence, somebody is named who bears a drug badly: "she is sensitive to".
func (w *Worker) person(i int) bool {
	d := &w.doc
	for k := i - 1; k >= max(0, i-4); k-- {
		t := d.Tokens[k]
		switch strings.ToLower(d.Text[t.Begin:t.End]) {
		case "patient", "pt", "she", "he", "i", "mother", "who", "allergy", "allergic":
			return true
		case ".", ";":
			return false
		}
	}
	return false
}

// listsOn reports whether nothing but commas and "and" stands from byte from to token at.
func (w *Worker) listsOn(from, at int) bool {
	d := &w.doc
	for k := w.tokenAt(from); k < at; k++ {
		switch strings.ToLower(d.Text[d.Tokens[k].Begin:d.Tokens[k].End]) {
		case ",", "and", "or", "/", "&":
		default:
			return false
		}
	}
	return true
}

// endsItem reports whether drug i ends an item of a list: neither a dose nor a verb stands behind it ("…, ceftriaxone started").
func (w *Worker) endsItem(i int) bool {
	d := &w.doc
	k := w.tokenAt(d.Entities[i].End)
	if k >= len(d.Tokens) || d.Tokens[k].Kind == annotation.Break || d.Tokens[k].Kind == annotation.Punct {
		return true
	}
	next := d.Text[d.Tokens[k].Begin:d.Tokens[k].End]
	return next == "and" || next == "or" || next == "but"
}

// triedReach is how many tokens, those of a concentration, may stand between a drug and its letter.
const triedReach = 9

// triedBehind reads the letter or word behind drug i, a concentration between them: "Ampicillin >=32 R", "vancomycin-resistant".
func (w *Worker) triedBehind(i int) (finding, bool) {
	d := &w.doc
	from := w.tokenAt(d.Entities[i].End)
	for k := from; k < min(len(d.Tokens), from+triedReach); k++ {
		t := d.Tokens[k]
		switch t.Kind {
		case annotation.Break:
			return finding{}, false
		case annotation.Punct:
			if strings.IndexByte(".,;", d.Text[t.Begin]) >= 0 {
				return finding{}, false
			}
		case annotation.Word:
			word := d.Text[t.Begin:t.End]
			code := susceptibility(word)
			if code != "" {
				return finding{Span: t.Span, code: code}, len(word) > len("SDD") || w.letterAlone(i, k)
			}
			if !concentration(word) {
				return finding{}, false
			}
		}
	}
	return finding{}, false
}

// concentration reports whether a word belongs to a minimal inhibitory concentration.
func concentration(word string) bool {
	switch word {
	case "MIC", "mcg", "ug", "µg", "μg", "mL", "ml", "mg", "L", "is", "was":
		return true
	}
	return false
}

// letterAlone reports whether the letter at token k is a word of its own, behind drug i: the end of a cell or an item, or
// before the next drug. "Amoxicillin R ear" and "cefazolin S/P" are not.
func (w *Worker) letterAlone(i, k int) bool {
	d := &w.doc
	if k+1 >= len(d.Tokens) {
		return true
	}
	switch t := d.Tokens[k+1]; t.Kind {
	case annotation.Break:
		return true
	case annotation.Punct:
		return strings.IndexByte("/-'+&", d.Text[t.Begin]) < 0 && (d.Text[t.Begin] != '.' || k+2 >= len(d.Tokens) || !d.Tokens[k+2].Glued)
	case annotation.Number:
		return !t.Glued
	default:
		return i+1 < len(d.Entities) && d.Entities[i+1].Begin == t.Begin && d.Entities[i+1].Category == annotation.Medication
	}
}

// antimicrobials are the names, or ends of names, of drugs that germs are tried with.
var antimicrobials = strings.Fields(`cillin floxacin mycin micin cycline penem oxacin conazole fungin sulfamethoxazole trimethoprim sulbactam tazobactam clavulanate avibactam bactam
	vancomycin linezolid tedizolid daptomycin nitrofurantoin fosfomycin colistin polymyxin aztreonam amikacin rifampin metronidazole chloramphenicol quinupristin
	dalbavancin telavancin oritavancin isoniazid ethambutol pyrazinamide amphotericin flucytosine acyclovir ganciclovir`)

// antimicrobial reports whether a drug is one that germs are tried with, by the name of its first concept.
func (w *Worker) antimicrobial(e *annotation.Entity) bool {
	if len(e.Concepts) == 0 {
		return false
	}
	c := e.Concepts[0]
	name := strings.ToLower(w.a.lexicon.Concept(c.Vocab, c.ID).Name)
	for _, part := range antimicrobials {
		if strings.Contains(name, part) {
			return true
		}
	}
	return strings.HasPrefix(name, "cef") || strings.HasPrefix(name, "ceph")
}
