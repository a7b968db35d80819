package fhirout

import "slices"

// healthlakeURL is the extension of HealthLake's integrated NLP on DocumentReference. Its structure is that of the AWS
// HealthLake Developer Guide, "HealthLake integrated NLP example requests" (cm-api-results) and "Search with GET", and of AWS'
// own reader of it (aws-samples, a Glue job over aws-cm-icd10-entity): status, message, and for each operation of Comprehend
// Medical a raw-response, a model-version and, for codes, an entity with its ConceptList. The guide shows no
// entity of infer-rxnorm; its names are built like those of infer-icd10. Of detect-entities it shows the response alone.
const healthlakeURL = "http://healthlake.amazonaws.com/aws-cm/"

// HealthLake is the extension that HealthLake writes for a document. It differs in two ways: raw-response is valid JSON,
// where HealthLake drops the quotes, and the model's version is the hash of our rules. Denied entities are in it, as they
// are in HealthLake's, with their traits in the response; protected health information is not. Offsets are characters of the
// canonical text, which for HTML and RTF is not that of the attachment.
func HealthLake(d *Document) []byte {
	if d.Status != "ok" && d.Status != "empty" {
		return object{{"url", uri(healthlakeURL)}, {"extension", outcome("VALIDATION_ERROR", failure(d))}}.append(nil)
	}
	numbered := entityNumbers(d)
	parts := list{
		operation(d, "detect-entities", nil, response(d, numbered, nil)),
		operation(d, "infer-icd10", coded(numbered, icd10), response(d, numbered, &icd10)),
		operation(d, "infer-rxnorm", coded(numbered, rxnorm), response(d, numbered, &rxnorm)),
	}
	parts = append(parts, outcome("SUCCESS", "The tarn NLP operation was successful.")...)
	return object{{"extension", parts}, {"url", uri(healthlakeURL)}}.append(nil)
}

// failure is why a document has no entities.
func failure(d *Document) string {
	if d.Error != "" {
		return d.Status + ": " + d.Error
	}
	return d.Status
}

// outcome is the status and the message.
func outcome(status, message string) list {
	return list{
		extension(healthlakeURL+"status/", "valueString", str(status)),
		extension(healthlakeURL+"message/", "valueString", str(message)),
	}
}

// ontology is one of the operations that give codes.
type ontology struct {
	system, category string
	url, entity      string // of the extension, and what its parts are called
	concepts         string // the member of the response
}

var (
	icd10  = ontology{icd10System, "MEDICAL_CONDITION", healthlakeURL + "infer-icd10/", "aws-cm-icd10-entity", "ICD10CMConcepts"}
	rxnorm = ontology{rxnormSystem, "MEDICATION", healthlakeURL + "infer-rxnorm/", "aws-cm-rxnorm-entity", "RxNormConcepts"}
)

// numbered is an entity with its Id in the responses.
type numbered struct {
	*Entity
	id         int
	attributes []int // the ids of its attributes, -1 for those that Comprehend Medical has no type for
}

// entityNumbers numbers entities and their attributes in the order of the text.
func entityNumbers(d *Document) []numbered {
	var out []numbered
	next := 0
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Category == "PROTECTED_HEALTH_INFORMATION" {
			continue
		}
		n := numbered{Entity: e, id: next}
		next++
		for k := range e.Attributes {
			if !slices.Contains(comprehendAttributes, e.Attributes[k].Type) {
				n.attributes = append(n.attributes, -1)
				continue
			}
			n.attributes = append(n.attributes, next)
			next++
		}
		out = append(out, n)
	}
	return out
}

// comprehendAttributes are the types of attributes that Comprehend Medical has.
var comprehendAttributes = []string{
	"DOSAGE", "DURATION", "FORM", "FREQUENCY", "RATE", "ROUTE_OR_MODE", "STRENGTH", "ACUITY", "DIRECTION", "SYSTEM_ORGAN_SITE",
	"QUALITY", "QUANTITY", "TEST_VALUE", "TEST_UNIT", "AMOUNT", "USAGE", "TIME_TO_MEDICATION_NAME", "TIME_TO_DX_NAME",
	"TIME_TO_TEST_NAME", "TIME_TO_PROCEDURE_NAME", "TIME_TO_TREATMENT_NAME",
}

// candidates are the codes of an entity in an ontology's system, best first.
func (o *ontology) candidates(e *Entity) []*Link {
	var out []*Link
	if e.Category != o.category {
		return nil
	}
	for i := range e.Links {
		if e.Links[i].System == o.system {
			out = append(out, &e.Links[i])
		}
	}
	slices.SortStableFunc(out, func(a, b *Link) int { return a.Rank - b.Rank })
	return out
}

// operation is the extension of one operation.
func operation(d *Document, name string, entities list, response object) value {
	base := healthlakeURL + name + "/"
	parts := list{
		extension(base+"raw-response", "valueString", str(response.append(nil))),
		extension(base+"model-version", "valueString", str(modelVersion(d))),
	}
	return object{{"url", uri(base)}, {"extension", append(parts, entities...)}}
}

// modelVersion is what the entities were found with.
func modelVersion(d *Document) string { return "tarn " + d.Pipeline }

// coded are the entities with codes as extensions.
func coded(entities []numbered, o ontology) list {
	var out list
	for _, e := range entities {
		links := o.candidates(e.Entity)
		if len(links) == 0 {
			continue
		}
		base := o.url + o.entity
		var concepts list
		for _, l := range links {
			concepts = append(concepts, object{{"url", uri(base + "-Concept")}, {"extension", list{
				extension(base+"-Concept-Code", "valueString", str(l.Code)),
				extension(base+"-Concept-Description", "valueString", str(l.Display)),
				extension(base+"-Concept-Score", "valueDecimal", score(l.Score)),
			}}})
		}
		out = append(out, object{{"url", uri(base)}, {"extension", list{
			extension(base+"-id", "valueInteger", integer(e.id)),
			extension(base+"-text", "valueString", str(e.Text)),
			extension(base+"-begin-offset", "valueInteger", integer(e.Span.Begin)),
			extension(base+"-end-offset", "valueInteger", integer(e.Span.End)),
			extension(base+"-score", "valueDecimal", score(e.Score)),
			object{{"url", uri(base + "-ConceptList")}, {"extension", concepts}},
		}}})
	}
	return out
}

// response is the answer of an operation of Comprehend Medical: of detect-entities where o is nil.
func response(d *Document, entities []numbered, o *ontology) object {
	all := list{}
	for _, e := range entities {
		m := object{
			{"Id", integer(e.id)},
			{"Text", str(e.Text)},
			{"Category", str(e.Category)},
			{"Type", str(e.Type)},
			{"Score", score(e.Score)},
			{"BeginOffset", integer(e.Span.Begin)},
			{"EndOffset", integer(e.Span.End)},
			{"Attributes", attributes(e)},
			{"Traits", traits(e.Entity)},
		}
		if o != nil {
			links := o.candidates(e.Entity)
			if len(links) == 0 {
				continue
			}
			var concepts list
			for _, l := range links {
				concepts = append(concepts, object{{"Description", str(l.Display)}, {"Code", str(l.Code)}, {"Score", score(l.Score)}})
			}
			m = append(m, member{o.concepts, concepts})
		}
		all = append(all, m)
	}
	return object{{"Entities", full(all)}, {"ModelVersion", str(modelVersion(d))}}
}

// full is a list that may be empty: responses are no FHIR.
type full list

func (l full) append(dst []byte) []byte {
	if len(l) == 0 {
		return append(dst, '[', ']')
	}
	return list(l).append(dst)
}

func attributes(e numbered) value {
	out := full{}
	for i, id := range e.attributes {
		if id < 0 {
			continue
		}
		a := &e.Attributes[i]
		out = append(out, object{
			{"Type", str(a.Type)},
			{"Score", score(a.Score)},
			{"RelationshipScore", score(a.Score)},
			{"RelationshipType", str(a.Relationship)},
			{"Id", integer(id)},
			{"BeginOffset", integer(a.Span.Begin)},
			{"EndOffset", integer(a.Span.End)},
			{"Text", str(a.Text)},
			{"Traits", full{}},
		})
	}
	return out
}

// traits are the traits, as sure as the entity is.
func traits(e *Entity) value {
	out := full{}
	for _, t := range e.Traits {
		out = append(out, object{{"Name", str(t.Name)}, {"Score", score(e.Score)}})
	}
	return out
}
