package fhirout

import (
	"slices"
	"strings"
)

// test makes an Observation of each value of a test or vital sign, one without a value where the text has none.
func (b *builder) test(e *Entity) {
	results := e.results()
	if observationStatus(e) != "unknown" { // none was had
		results = nil
	}
	if len(results) == 0 {
		b.observation(e, 0, nil)
		return
	}
	for i := range results {
		b.observation(e, i, &results[i])
	}
}

// observationStatus is the status of an Observation. A value of a note is not final: that is the laboratory's to say.
func observationStatus(e *Entity) string {
	switch {
	case e.unreal():
		return "registered"
	case e.Negated && e.Category == "TEST_TREATMENT_PROCEDURE":
		return "cancelled"
	}
	return "unknown"
}

// result is a value with what belongs to it: a number, a range or words, or two numbers of a blood pressure.
type result struct {
	value, diastolic *Attribute
	flag, ref        *Attribute
}

// results are the values of a test, in the order of the text.
func (e *Entity) results() []result {
	var out []result
	for i := range e.Attributes {
		a := &e.Attributes[i]
		last := len(out) - 1
		if a.Type == "TEST_VALUE" && strings.TrimSpace(a.Text) == "" && !isNumber(a.Value) {
			continue
		}
		switch {
		case a.Type == "TEST_VALUE" && isLOINC(a.Code) && last >= 0 && out[last].pairs(a):
			out[last].diastolic = a
		case a.Type == "TEST_VALUE":
			out = append(out, result{value: a})
		case a.Type == "TEST_FLAG" && last >= 0:
			out[last].flag = a
		case a.Type == "TEST_RANGE" && last >= 0:
			out[last].ref = a
		}
	}
	return out
}

// pairs reports whether a component belongs to the same measurement.
func (r *result) pairs(a *Attribute) bool {
	return r.diastolic == nil && isLOINC(r.value.Code) && r.value.Code != a.Code
}

// isLOINC reports whether a code is one of LOINC: 8480-6.
func isLOINC(c string) bool {
	n := len(c)
	if n < 3 || c[n-2] != '-' {
		return false
	}
	for i := range n {
		if i != n-2 && (c[i] < '0' || c[i] > '9') {
			return false
		}
	}
	return true
}

// observation makes one Observation; r is nil where there is no value.
func (b *builder) observation(e *Entity, part int, r *result) {
	o := object{
		{"status", code(observationStatus(e))},
		{"category", e.vital()},
		{"code", e.code()},
		{"subject", b.d.patient()},
		{"encounter", b.d.encounter()},
		b.measured(e, r),
	}
	switch {
	case r == nil:
		o = append(o, member{"dataAbsentReason", missing(e)}, member{"bodySite", e.bodySite()}, member{"derivedFrom", b.observed()})
	case isLOINC(r.value.Code):
		o = append(o, member{"derivedFrom", b.observed()}, member{"component", r.components()})
	default:
		o = append(o, r.worth(), member{"interpretation", r.interpretation()}, member{"bodySite", e.bodySite()},
			member{"derivedFrom", b.observed()}, member{"referenceRange", r.reference()})
	}
	b.add("Observation", e, part, o)
}

// missing is why a test has no value.
func missing(e *Entity) object {
	switch observationStatus(e) {
	case "registered":
		return absent("temp-unknown", "Temporarily Unknown")
	case "cancelled":
		return absent("not-performed", "Not Performed")
	}
	return absent("unknown", "Unknown")
}

// observed is the source, where an Observation may be derived from its type.
func (b *builder) observed() list {
	switch b.d.SourceType {
	case "DocumentReference", "ImagingStudy", "Media", "QuestionnaireResponse", "Observation", "MolecularSequence":
		return list{b.d.source()}
	}
	return nil
}

// vital is the category of what stands among the vital signs.
func (e *Entity) vital() value {
	if e.Section != "vital_signs" {
		return nil
	}
	return list{concept(terminology+"observation-category", "vital-signs", "Vital Signs")}
}

// measured is when a value was had: its own date, the time told of the test, else when the note was written.
func (b *builder) measured(e *Entity, r *result) member {
	if e.unreal() || e.Negated {
		return member{}
	}
	if r != nil {
		if details, ok := parse(r.value.JSON); ok {
			if o, ok := details.(object); ok {
				if when, ok := o.get("time").(str); ok {
					if isDate(string(when)) {
						return member{"effectiveDateTime", code(when)}
					}
					return member{} // at another time, told in words
				}
			}
		}
	}
	a := e.timeOf()
	if date, inWords := b.d.past(a); date != "" {
		return member{"effectiveDateTime", code(date)}
	} else if inWords != "" || e.Temporality == "past" {
		return member{}
	}
	return member{"effectiveDateTime", b.d.written()}
}

// worth is the value.
func (r *result) worth() member {
	a := r.value
	low := quantity(a.Comparator, a.Value, a.Unit, a.UCUM)
	if low == nil {
		return member{"valueCodeableConcept", words(a.Text)}
	}
	if high := quantity("", a.High, a.Unit, a.UCUM); high != nil {
		return member{"valueRange", object{{"low", quantity("", a.Value, a.Unit, a.UCUM)}, {"high", high}}}
	}
	return member{"valueQuantity", low}
}

// components are the numbers of a blood pressure.
func (r *result) components() list {
	var out list
	for _, a := range []*Attribute{r.value, r.diastolic} {
		if a == nil {
			continue
		}
		part := result{value: a}
		c := object{{"code", concept(loincSystem, a.Code, componentNames[a.Code])}, part.worth()}
		if a == r.value {
			c = append(c, member{"interpretation", r.interpretation()})
		}
		out = append(out, c)
	}
	return out
}

var componentNames = map[string]string{"8480-6": "Systolic blood pressure", "8462-4": "Diastolic blood pressure"}

// interpretations are the codes of v3-ObservationInterpretation that values have.
var interpretations = []string{"H", "L", "HH", "LL", "N", "A", "AA", "POS", "NEG", "DET", "ND", "IND", "RR", "NR", "WR"}

func (r *result) interpretation() value {
	for _, a := range []*Attribute{r.flag, r.value} {
		if a != nil && slices.Contains(interpretations, a.Code) {
			return list{concept(terminology+"v3-ObservationInterpretation", a.Code, "")}
		}
	}
	return nil
}

// reference is the reference range, in the unit of the value.
func (r *result) reference() value {
	if r.ref == nil {
		return nil
	}
	var low, high object
	switch a := r.ref; {
	case strings.HasPrefix(a.Comparator, "<"):
		high = quantity("", a.Value, r.value.Unit, r.value.UCUM)
	case strings.HasPrefix(a.Comparator, ">"):
		low = quantity("", a.Value, r.value.Unit, r.value.UCUM)
	default:
		low, high = quantity("", a.Value, r.value.Unit, r.value.UCUM), quantity("", a.High, r.value.Unit, r.value.UCUM)
	}
	return list{object{{"low", low}, {"high", high}, {"text", str(r.ref.Text)}}}
}
