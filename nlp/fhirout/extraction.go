package fhirout

import (
	"slices"
)

// extraction is the extension that says what in the text a resource stands for: the words and their place, how sure they
// are, the stance of the text with the words that decided it, and the codes that came second.
func (b *builder) extraction(e *Entity) value {
	parts := list{
		extension("text", "valueString", str(e.Text)),
		extension("begin", "valueInteger", integer(e.Span.Begin)),
		extension("end", "valueInteger", integer(e.Span.End)),
		extension("score", "valueDecimal", score(e.Score)),
		extension("method", "valueCode", code(e.Method)),
		extension("type", "valueCode", code(e.Type)),
		extension("section", "valueString", str(e.Section)),
		extension("path", "valueString", str(b.d.Path)),
	}
	if s := b.d.source(); s != nil {
		parts = append(parts, extension("source", "valueReference", s))
	}
	for _, axis := range [...]struct{ name, value, usual string }{
		{"certainty", e.Certainty, "positive"},
		{"conditionality", e.Conditionality, "none"},
		{"temporality", e.Temporality, "current"},
		{"experiencer", e.Experiencer, "patient"},
		{"event", e.Event, ""},
		{"annotator", e.Annotator, "tarn"},
	} {
		if axis.value != axis.usual {
			parts = append(parts, extension(axis.name, "valueCode", code(axis.value)))
		}
	}
	for _, t := range e.Traits {
		parts = append(parts, trait(t))
	}
	for i := range e.Attributes {
		if a := &e.Attributes[i]; !slices.Contains(expressed, a.Type) {
			parts = append(parts, attribute(a))
		}
	}
	best := e.best()
	for i := range e.Links {
		if l := &e.Links[i]; !slices.Contains(best, l) {
			parts = append(parts, candidate(l))
		}
	}
	return object{{"url", uri(extractionURL)}, {"extension", parts}}
}

// expressed are the attributes that are parts of others and need no words of their own.
var expressed = []string{"SIG", "TEST_UNIT"}

// trait is a trait, with the words and the rule that decided it.
func trait(t Trait) value {
	return object{{"url", uri("trait")}, {"extension", list{
		extension("name", "valueCode", code(t.Name)),
		extension("cue", "valueString", str(t.Cue)),
		extension("rule", "valueString", str(t.Rule)),
	}}}
}

// attribute is an attribute as it is written.
func attribute(a *Attribute) value {
	return object{{"url", uri("attribute")}, {"extension", list{
		extension("type", "valueCode", code(a.Type)),
		extension("text", "valueString", str(a.Text)),
		extension("begin", "valueInteger", integer(a.Span.Begin)),
		extension("end", "valueInteger", integer(a.Span.End)),
	}}}
}

// candidate is a code that came second.
func candidate(l *Link) value {
	return object{{"url", uri("candidate")}, {"extension", list{
		extension("coding", "valueCoding", coding(l.System, l.Code, l.Display)),
		extension("rank", "valueInteger", integer(l.Rank)),
		extension("score", "valueDecimal", score(l.Score)),
	}}}
}
