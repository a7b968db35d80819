package rows

import (
	"cmp"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

// entity makes the rows of an entity and of all that hangs on it.
func (w *Worker) entity(i int, e *annotation.Entity) {
	c := w.current
	h := w.hash.start().bytes(c.docID[:]).number(e.Begin).number(e.End).text(e.Category.String()).text(e.Type)
	if w.source != Source {
		h = h.text(w.source)
	}
	own := h.id()
	key := own.String()
	c.entities = append(c.entities, key)
	traits := assertion.Traits(e)
	w.entityRow(i, key, e, traits)
	for k := range e.Attributes {
		w.attribute(own, key, k, &e.Attributes[k])
	}
	w.links(key, e)
	for _, t := range traits {
		w.trait(key, e, t)
	}
}

func (w *Worker) entityRow(i int, key string, e *annotation.Entity, traits []annotation.Trait) {
	t := w.begin(Entity)
	t.text(key)
	w.patient(t)
	t.integer(i)
	t.index(e.Section)
	t.text(w.sectionName(e.Section))
	t.index(e.Sentence)
	t.text(e.Category.String())
	t.text(e.Type)
	t.text(w.words(e.Span))
	t.text(w.name(e))
	w.span(t, e.Span)
	t.double(e.Score)
	t.text(e.Method)
	t.boolean(e.Certainty == annotation.Negative || e.Certainty == annotation.NegativePossible)
	t.text(cmp.Or(e.Certainty, annotation.Positive).String())
	t.text(cmp.Or(e.Conditionality, annotation.Unconditional).String())
	t.text(cmp.Or(e.Temporality, annotation.Current).String())
	t.text(cmp.Or(e.Experiencer, annotation.Patient).String())
	t.text(e.Kind.String())
	t.text(e.Event)
	w.traits = w.traits[:0]
	for _, x := range traits {
		w.traits = append(w.traits, x.String())
	}
	t.texts(w.traits)
	t.boolean(w.asserted(e))
	t.text(w.source)
	t.end()
}

// asserted reports whether an entity is a fact about the patient. What a resource of the family's history says is of the
// family, whatever the words are.
func (w *Worker) asserted(e *annotation.Entity) bool {
	return assertion.Asserted(e) && w.current.resource.Type != "FamilyMemberHistory" && w.current.resource.Status != "entered-in-error"
}

func (w *Worker) sectionName(i int) string {
	s := w.current.result.Document.Sections
	if i < 0 || i >= len(s) {
		return ""
	}
	return s[i].Name
}

// name is the preferred name of the entity's best concept.
func (w *Worker) name(e *annotation.Entity) string {
	if len(e.Concepts) == 0 {
		return strings.ToLower(w.words(e.Span))
	}
	c := annotation.Concept{ID: e.Concepts[0].ID, Vocab: e.Concepts[0].Vocab}
	name, ok := w.names[c]
	if !ok {
		name = w.a.Lexicon().Concept(c.Vocab, c.ID).Name
		w.names[c] = name
	}
	return name
}

// attribute makes the row of attribute i of an owner: an entity, or the document where the key is "".
func (w *Worker) attribute(owner id, key string, i int, a *annotation.Attribute) {
	own := w.hash.start().bytes(owner[:]).number(i).number(a.Begin).number(a.End).text(a.Type).id()
	t := w.begin(Attribute)
	t.text(own.String())
	t.text(key)
	t.integer(i)
	t.text(a.Type)
	t.text(w.words(a.Span))
	w.span(t, a.Span)
	t.double(a.Score)
	t.text(a.Relationship)
	t.text(a.Comparator)
	t.text(a.Value)
	t.decimal(a.Value)
	t.decimal(a.High)
	t.text(a.Unit)
	t.text(a.UCUM)
	t.text(a.Code)
	t.text(a.JSON)
	t.end()
}

// links makes the rows of the candidates, which stand system by system, best first.
func (w *Worker) links(key string, e *annotation.Entity) {
	rank := 0
	for i := range e.Links {
		l := &e.Links[i]
		if rank++; i > 0 && l.System != e.Links[i-1].System {
			rank = 1
		}
		t := w.begin(Link)
		t.text(key)
		t.text(l.System)
		t.integer(rank)
		t.text(l.Code)
		t.text(l.Display)
		t.double(l.Score)
		t.text(l.Method)
		if l.Vocab < 0 {
			t.text(w.source)
		} else {
			t.text(w.a.Vocabularies()[l.Vocab].ID)
		}
		t.boolean(l.Ambiguous)
		t.end()
	}
}

// trait makes the row of a trait, with its cue where one decided it.
func (w *Worker) trait(key string, e *annotation.Entity, name annotation.Trait) {
	t := w.begin(Trait)
	t.text(key)
	t.text(name.String())
	for i := range e.Cues {
		if c := &e.Cues[i]; c.Trait == name {
			t.text(strings.TrimSpace(w.words(c.Span)))
			t.integer(c.Begin)
			t.integer(c.End)
			t.text(c.Rule)
			t.end()
			return
		}
	}
	t.null()
	t.null()
	t.null()
	t.null()
	t.end()
}
