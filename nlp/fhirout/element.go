package fhirout

import (
	"slices"
	"strings"
)

// The addresses of our own definitions.
const (
	originSystem   = "https://tarn.dev/fhir/CodeSystem/origin"    // meta.tag: nlp-extracted, hypothetical, planned
	typeSystem     = "https://tarn.dev/fhir/CodeSystem/nlp-type"  // types of entities and attributes that have no other code
	usageSystem    = "https://tarn.dev/fhir/CodeSystem/nlp-usage" // never, former, current
	pipelineSystem = "https://tarn.dev/fhir/sid/nlp-pipeline"     // nlp_document.pipeline_sha
	extractionURL  = "https://tarn.dev/fhir/StructureDefinition/nlp-extraction"
	linkURL        = "https://tarn.dev/fhir/StructureDefinition/nlp-link"
	sourceURI      = "https://tarn.dev/fhir/nlp#" // meta.source: and the document's key behind it
	absentURL      = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
)

// The code systems of FHIR.
const (
	terminology  = "http://terminology.hl7.org/CodeSystem/"
	ucumSystem   = "http://unitsofmeasure.org"
	loincSystem  = "http://loinc.org"
	snomedSystem = "http://snomed.info/sct"
	icd10System  = "http://hl7.org/fhir/sid/icd-10-cm"
	rxnormSystem = "http://www.nlm.nih.gov/research/umls/rxnorm"
)

// systemOrder is the order of codings: of the usual systems, then the others by their names.
var systemOrder = []string{icd10System, snomedSystem, rxnormSystem, loincSystem}

// coding is a Coding.
func coding(system, c, display string) object {
	return object{{"system", uri(system)}, {"code", code(c)}, {"display", str(display)}}
}

// concept is a CodeableConcept of one coding and no text.
func concept(system, c, display string) object {
	return object{{"coding", list{coding(system, c, display)}}}
}

// words is a CodeableConcept that is in words alone.
func words(text string) object { return object{{"text", str(strings.TrimSpace(text))}} }

// absent is a reason why data are absent.
func absent(reason, display string) object {
	return concept(terminology+"data-absent-reason", reason, display)
}

// absentExtension stands where an element must be but is unknown.
func absentExtension() object {
	return object{{"extension", list{object{{"url", uri(absentURL)}, {"valueCode", code("unknown")}}}}}
}

// valued is an Extension of one value; without the value it is empty.
type valued struct {
	url, of string // of is the value's name: valueString
	value   value
}

func (v valued) append(dst []byte) []byte {
	start := len(dst)
	dst = uri(v.url).append(append(dst, `{"url":`...))
	dst = append(append(append(dst, `,"`...), v.of...), `":`...)
	before := len(dst)
	if dst = v.value.append(dst); len(dst) == before {
		return dst[:start]
	}
	return append(dst, '}')
}

// extension is an Extension of one value.
func extension(url, of string, v value) value { return valued{url, of, v} }

// reference is a Reference to a resource of the source's own; nil where the id is unknown.
func reference(typ, id string) value {
	if typ == "" || id == "" {
		return nil
	}
	return object{{"reference", str(typ + "/" + id)}}
}

func (d *Document) source() value { return reference(d.SourceType, d.bare(d.SourceID)) }

func (d *Document) encounter() value { return reference("Encounter", d.bare(d.EncounterID)) }

// patient is the reference to the patient, which resources must have: an unknown one is said to be so.
func (d *Document) patient() value {
	if d.PatientID == "" {
		return absentExtension()
	}
	return reference("Patient", d.bare(d.PatientID))
}

// code is the entity's CodeableConcept: the best link of each system, and the words as written.
func (e *Entity) code() object {
	var codings list
	for _, l := range e.best() {
		c := coding(l.System, l.Code, l.Display)
		inner := object{{"url", uri(linkURL)}, {"extension", list{
			extension("score", "valueDecimal", score(l.Score)), extension("method", "valueCode", code(l.Method)), ambiguous(l),
		}}}
		codings = append(codings, append(object{{"extension", list{inner}}}, c...))
	}
	return object{{"coding", codings}, {"text", e.words()}}
}

func ambiguous(l *Link) value {
	if !l.Ambiguous {
		return nil
	}
	return extension("ambiguous", "valueBoolean", boolean(true))
}

// best is the best link of each system, in the order of systems.
func (e *Entity) best() []*Link {
	var out []*Link
	for i := range e.Links {
		l := &e.Links[i]
		if l.System == "" || strings.TrimSpace(l.Code) == "" {
			continue
		}
		k := slices.IndexFunc(out, func(o *Link) bool { return o.System == l.System })
		switch {
		case k < 0:
			out = append(out, l)
		case l.Rank < out[k].Rank:
			out[k] = l
		}
	}
	slices.SortStableFunc(out, func(a, b *Link) int {
		if x, y := systemIndex(a.System), systemIndex(b.System); x != y {
			return x - y
		}
		return strings.Compare(a.System, b.System)
	})
	return out
}

func systemIndex(system string) int {
	if i := slices.Index(systemOrder, system); i >= 0 {
		return i
	}
	return len(systemOrder)
}

// ownCode is the CodeableConcept of a type of ours.
func ownCode(typ string) object {
	return concept(typeSystem, typ, strings.ToLower(strings.ReplaceAll(typ, "_", " ")))
}

// bodySite is where in the body it is, in words: sides and places in the order of the text.
func (e *Entity) bodySite() object {
	var found []*Attribute
	for i := range e.Attributes {
		if t := e.Attributes[i].Type; t == "SYSTEM_ORGAN_SITE" || t == "DIRECTION" {
			found = append(found, &e.Attributes[i])
		}
	}
	slices.SortStableFunc(found, func(a, b *Attribute) int { return a.Span.Begin - b.Span.Begin })
	var parts []string
	for _, a := range found {
		if t := strings.TrimSpace(a.Text); !slices.Contains(parts, t) {
			parts = append(parts, t)
		}
	}
	return words(strings.Join(parts, " "))
}

// bodySites is bodySite where an element has a list of them.
func (e *Entity) bodySites() list { return list{e.bodySite()} }

// quantity is a Quantity of a number with its unit.
func quantity(comparator, number_, unit, ucum string) object {
	if !isNumber(number_) {
		return nil
	}
	q := object{{"value", number(number_)}}
	if slices.Contains([]string{"<", "<=", ">=", ">"}, comparator) {
		q = append(q, member{"comparator", code(comparator)})
	}
	if unit == "" {
		unit = ucum
	}
	q = append(q, member{"unit", str(unit)})
	if ucum != "" {
		q = append(q, member{"system", uri(ucumSystem)}, member{"code", code(ucum)})
	}
	return q
}
