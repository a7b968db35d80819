package dosage

import (
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// describe appends the items given to a drug as attributes, and the whole as SIG.
func (p *parser) describe(doc *annotation.Document, entity int) {
	if len(p.given) == 0 {
		return
	}
	e := &doc.Entities[entity]
	says := false
	begin, end := e.End, 0
	e.Attributes = slices.Grow(e.Attributes, len(p.given)+2)
	for i := range p.given {
		it := &p.given[i]
		if it.kind == itemMethod || it.kind == itemThen || it.kind == itemTotal {
			continue
		}
		says = true
		begin, end = min(begin, it.begin), max(end, it.end)
		if !p.replaced(i) {
			p.attribute(e, it)
		}
	}
	for i := range p.given { // what held before comes last
		if p.replaced(i) {
			p.attribute(e, &p.given[i])
		}
	}
	if !says {
		return
	}
	if begin < e.End {
		begin = min(begin, e.Begin)
	}
	if end <= begin {
		return
	}
	begin = end - len(strings.TrimLeft(doc.Text[begin:end], " \t\r\n,;:-")) // what parts the drug from its instruction
	if begin == end {
		return
	}
	f := &p.folder
	*f = folder{items: p.given, sig: Sig{Text: doc.Text[begin:end], Steps: f.sig.Steps[:0]}, step: Step{Sequence: 1}}
	f.run()
	sig := f.sig
	p.json = sig.AppendJSON(p.json[:0])
	a := annotation.Attribute{
		Span: annotation.Span{Begin: begin, End: end}, Type: "SIG", Relationship: "SIG", Score: 0.9, JSON: string(p.json),
	}
	if d, ok := sig.Daily(); ok {
		a.Value, a.High, a.Unit, a.UCUM = values(d)
	}
	e.Attributes = append(e.Attributes, a)
}

// replaced reports whether given item i is a dose that the next item replaces: the 10 mg of "from 10 mg to 20 mg".
func (p *parser) replaced(i int) bool {
	return i+1 < len(p.given) && p.given[i+1].replaces && p.given[i].kind == itemDose
}

// values prints an amount for an attribute.
func values(a Amount) (value, high, unit, ucum string) {
	value = a.Low.String()
	if a.IsRange() {
		high = a.High.String()
	}
	return value, high, a.Unit, a.UCUM
}

// attribute appends one item.
func (p *parser) attribute(e *annotation.Entity, it *item) {
	a := annotation.Attribute{Span: annotation.Span{Begin: it.begin, End: it.end}, Score: 0.9}
	switch it.kind {
	case itemDose, itemStrength, itemRate, itemMax:
		switch it.kind {
		case itemDose:
			if a.Type = "DOSAGE"; p.strength(it) {
				a.Type = "STRENGTH"
			}
		case itemStrength:
			a.Type = "STRENGTH"
		case itemRate:
			a.Type = "RATE"
		default:
			a.Type = "MAX_DOSE"
		}
		a.Value, a.High, a.Unit, a.UCUM = values(it.amount)
		if it.amount.Per != nil || len(it.amount.Also) > 0 {
			a.JSON = it.amount.ratioJSON()
		}
	case itemVague:
		a.Type, a.Score = "DOSAGE", 0.7
	case itemForm:
		a.Type, a.Code = "FORM", forms[it.ref].name
	case itemRoute:
		r := routes[it.ref].Route
		a.Type, a.Code, a.JSON = "ROUTE_OR_MODE", r.Code, routeJSON[it.ref]
	case itemTiming:
		a.Type, a.Code, a.JSON = "FREQUENCY", it.timing.Code, p.timingJSON(&it.timing)
		if it.timing.Unit == "" && p.is(it.to-1, single) && strings.Contains(strings.ToLower(p.text[it.begin:it.end]), "dose") {
			a.Type = "DOSAGE" // a single dose
		}
	case itemAsNeeded:
		a.Type, a.Code = "FREQUENCY", "PRN"
	case itemDivided:
		a.Type = "FREQUENCY"
	case itemDuration, itemInfusion:
		a.Type, a.JSON = "DURATION", it.length.JSON()
		if l := it.length; l.Unit != "" {
			a.Value, a.High, a.Unit, a.UCUM = values(Amount{Low: l.Low, High: l.High, Unit: l.Unit, UCUM: l.Unit})
		}
	case itemReason:
		a.Type = "REASON"
	case itemSite:
		a.Type = "SYSTEM_ORGAN_SITE"
	case itemInstruction:
		a.Type = "INSTRUCTION"
	default:
		return
	}
	a.Relationship = a.Type
	e.Attributes = append(e.Attributes, a)
	p.partsOfDose(e, it)
}

// strength reports whether a dose reads as the strength: a mass, "lisinopril 20 mg daily", where no other strength is said.
// So annotate n2c2 and Comprehend Medical; SIG has it as the dose.
func (p *parser) strength(it *item) bool {
	if p.bareStrength(it) {
		return true
	}
	if it.amount.Kind != quantity.Mass && it.amount.Kind != quantity.Substance || it.perDay || it.aside || strings.Contains(it.amount.UCUM, "/") {
		return false
	}
	for i := range p.given {
		if p.given[i].kind == itemStrength || p.given[i].extra != nil {
			return false
		}
	}
	return true
}

// timingJSON is Timing.JSON in the parser's memory.
func (p *parser) timingJSON(t *Timing) string {
	w := writer{p.json[:0]}
	w.timing(t, Length{}, Length{})
	p.json = w.b
	return string(w.b)
}

// partsOfDose appends the form and the strength that stand inside a dose: "one 150 mg tab".
func (p *parser) partsOfDose(e *annotation.Entity, it *item) {
	if it.kind != itemDose || it.amount.Kind != 0 || it.amount.Unit == "" || it.to <= it.from {
		return
	}
	if it.extra != nil {
		a := annotation.Attribute{Span: annotation.Span{Begin: it.begin, End: it.end}, Type: "STRENGTH", Relationship: "STRENGTH", Score: 0.8}
		a.Value, a.High, a.Unit, a.UCUM = values(*it.extra)
		e.Attributes = append(e.Attributes, a)
	}
	if f := p.at(it.to - 1); f.kind == formWord && forms[f.ref].name != "dose" && forms[f.ref].name != "application" {
		e.Attributes = append(e.Attributes, annotation.Attribute{
			Span: annotation.Span{Begin: f.begin, End: f.end}, Type: "FORM", Relationship: "FORM", Score: 0.9, Code: forms[f.ref].name,
		})
	}
}

// ratioJSON is a strength in a volume or the strengths of a combination: FHIR Ratio or an array of Quantity.
func (a Amount) ratioJSON() string {
	w := writer{}
	if a.Per != nil {
		w.b = append(w.b, '{')
		w.name("numerator")
		w.quantity(a, false)
		w.name("denominator")
		w.quantity(*a.Per, false)
		w.close('}')
		return string(w.b)
	}
	w.b = append(w.b, '[')
	w.quantity(a, false)
	for _, o := range a.Also {
		w.comma()
		w.quantity(o, false)
	}
	w.close(']')
	return string(w.b)
}
