package eval

import (
	"context"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

const notesKind = "gold notes"

// notes scores the folders of our gold format, given by their tables.
func (o Options) notes(ctx context.Context, tables []string, t *Table) error {
	s := newScore()
	for _, table := range tables {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, gold, err := ReadNote(table)
		if err != nil {
			return err
		}
		s.note(gold, o.Annotate(text))
		t.Documents++
	}
	s.report(t)
	return nil
}

// score counts what agrees over notes.
type score struct {
	exact, overlap map[string]*Row
	kinds          Row // types of the mentions found
	traits         map[string]*Row
	attributes     map[string]*Row
	codes          []codeRow
	recorded       Row // mentions whose code the record has
	facts          Row // mentions that are no facts about the patient: are they told so?
}

// codeRow scores the codes of one system.
type codeRow struct {
	system string
	least  int // codes of the gold that are shorter are not scored
	same   func(gold, found string) bool
	found  Row // of the mentions that were found
	all    Row
}

func newScore() *score {
	equal := func(a, b string) bool { return a == b }
	category := func(a, b string) bool { return len(a) >= 3 && len(b) >= 3 && a[:3] == b[:3] }
	s := &score{
		exact: map[string]*Row{}, overlap: map[string]*Row{},
		traits: map[string]*Row{}, attributes: map[string]*Row{},
		kinds:    Row{Name: "type of mentions found"},
		recorded: Row{Name: "recorded codes, mention found"},
		facts:    Row{Name: "denied, family, planned: not asserted"},
	}
	for _, c := range []struct {
		name, system string
		least        int
		same         func(a, b string) bool
	}{
		{"ICD-10-CM, 3 characters", "http://hl7.org/fhir/sid/icd-10-cm", 3, category},
		{"ICD-10-CM, whole code", "http://hl7.org/fhir/sid/icd-10-cm", 4, equal},
		{"RxNorm ingredient", "http://www.nlm.nih.gov/research/umls/rxnorm", 1, equal},
		{"LOINC", "http://loinc.org", 1, equal},
		{"SNOMED CT", "http://snomed.info/sct", 1, equal},
	} {
		s.codes = append(s.codes, codeRow{c.system, c.least, c.same, Row{Name: c.name + ", of mentions found"}, Row{Name: c.name + ", of all mentions"}})
	}
	return s
}

// note counts one note. Entities of categories that the gold of the corpus never marks are not held against us: see report.
func (s *score) note(gold []Gold, doc *annotation.Document) {
	pairs, taken := pair(gold, doc.Entities)
	for i := range gold {
		g := &gold[i]
		e := pairs[i]
		at(s.exact, g.Category.String(), ", exact").count(true, e != nil && e.Span == g.Span)
		at(s.overlap, g.Category.String(), ", overlap").count(true, e != nil)
		if g.InRecord {
			s.recorded.decide(e != nil)
		}
		s.code(g, e)
		if e != nil {
			s.found(g, e, doc.Text)
		}
	}
	for i := range doc.Entities {
		e := &doc.Entities[i]
		if !taken[i] {
			at(s.overlap, e.Category.String(), ", overlap").count(false, true)
		}
		if !taken[i] || !exactly(gold, e) {
			at(s.exact, e.Category.String(), ", exact").count(false, true)
		}
	}
}

func exactly(gold []Gold, e *annotation.Entity) bool {
	return slices.ContainsFunc(gold, func(g Gold) bool { return g.Category == e.Category && g.Span == e.Span })
}

// at is the row of a key, made at the first use.
func at(rows map[string]*Row, key, more string) *Row {
	if rows[key] == nil {
		rows[key] = &Row{Name: key + more}
	}
	return rows[key]
}

// pair finds the entity of each gold mention: the one with the same span and category, else of those of the category that
// overlap it the one that shares most. No entity serves two mentions.
func pair(gold []Gold, entities []annotation.Entity) (pairs []*annotation.Entity, taken []bool) {
	pairs, taken = make([]*annotation.Entity, len(gold)), make([]bool, len(entities))
	for _, exact := range []bool{true, false} {
		for i := range gold {
			if pairs[i] != nil {
				continue
			}
			best, most := -1, 0
			for j := range entities {
				e := &entities[j]
				if taken[j] || e.Category != gold[i].Category || exact && e.Span != gold[i].Span {
					continue
				}
				if shared := min(e.End, gold[i].End) - max(e.Begin, gold[i].Begin); shared > most {
					best, most = j, shared
				}
			}
			if best >= 0 {
				pairs[i], taken[best] = &entities[best], true
			}
		}
	}
	return pairs, taken
}

// code scores the best link of the gold's system.
func (s *score) code(g *Gold, e *annotation.Entity) {
	if g.Code == "" {
		return
	}
	for i := range s.codes {
		c := &s.codes[i]
		if c.system != g.System || len(g.Code) < c.least {
			continue
		}
		if e == nil {
			c.all.decide(false)
			continue
		}
		right := c.same(g.Code, first(e.Links, func(system string) bool { return system == c.system }))
		c.found.decide(right)
		c.all.decide(right)
	}
}

// found scores what is said of a mention that was found.
func (s *score) found(g *Gold, e *annotation.Entity, text string) {
	s.kinds.decide(g.Type == e.Type)
	traits := assertion.Traits(e)
	for t := range union(set(g.Traits), set(traits)) {
		at(s.traits, t.String(), "").count(slices.Contains(g.Traits, t), slices.Contains(traits, t))
	}
	if notFact(g) {
		s.facts.decide(!assertion.Asserted(e))
	}
	gold, found := map[Attribute]bool{}, map[Attribute]bool{}
	for _, a := range g.Attributes {
		gold[normalAttribute(a)] = true
	}
	for i := 0; i < len(e.Attributes); i++ {
		a := e.Attributes[i]
		if i+1 < len(e.Attributes) && isPair(&a, &e.Attributes[i+1], text) {
			i++
			a.End = e.Attributes[i].End
		}
		found[normalAttribute(Attribute{a.Type, text[a.Begin:a.End]})] = true
	}
	for a := range union(gold, found) {
		at(s.attributes, a.Type, "").count(gold[a], found[a])
	}
}

// isPair reports whether two values are those of a blood pressure, which the gold has as one: 120/80.
func isPair(a, b *annotation.Attribute, text string) bool {
	return a.Type == "TEST_VALUE" && b.Type == "TEST_VALUE" && a.End < b.Begin && strings.TrimSpace(text[a.End:b.Begin]) == "/"
}

// notFact reports whether the gold says that a mention is no fact about the patient.
func notFact(g *Gold) bool {
	for _, t := range []annotation.Trait{annotation.Negation, annotation.PertainsToFamily, annotation.Hypothetical, annotation.Future} {
		if slices.Contains(g.Traits, t) {
			return true
		}
	}
	return false
}

func set[K comparable](list []K) map[K]bool {
	m := make(map[K]bool, len(list))
	for _, k := range list {
		m[k] = true
	}
	return m
}

// normalAttribute makes attributes comparable: small letters, single blanks, TEST_UNITS as TEST_UNIT.
func normalAttribute(a Attribute) Attribute {
	if a.Type == "TEST_UNITS" {
		a.Type = "TEST_UNIT"
	}
	return Attribute{a.Type, strings.ToLower(strings.Join(strings.Fields(a.Text), " "))}
}

// report adds the rows to the table. Categories, traits and attributes that the gold never has are left out: the corpus
// does not mark them.
func (s *score) report(t *Table) {
	for _, c := range sorted(s.exact) {
		if marked(s.exact[c]) {
			t.add(*s.exact[c], *s.overlap[c])
		}
	}
	s.group(t, "traits", s.traits)
	total := Row{Name: "attributes, all"}
	for _, a := range sorted(s.attributes) {
		if r := s.attributes[a]; marked(r) {
			r.Name = "attribute " + a
			total.plus(r)
			t.add(*r)
		}
	}
	t.add(total, s.kinds)
	for _, c := range s.codes {
		t.add(c.found, c.all)
	}
	t.add(s.facts, s.recorded)
}

// group adds the traits and their total.
func (s *score) group(t *Table, name string, rows map[string]*Row) {
	total := Row{Name: name + ", all"}
	for _, k := range sorted(rows) {
		if r := rows[k]; marked(r) {
			total.plus(r)
			r.Name = "trait " + k
			t.add(*r)
		}
	}
	t.add(total)
}

func marked(r *Row) bool { return r.Right+r.Missed > 0 }

func (r *Row) plus(o *Row) {
	r.Right += o.Right
	r.Wrong += o.Wrong
	r.Missed += o.Missed
}

func sorted(rows map[string]*Row) []string {
	keys := make([]string, 0, len(rows))
	for k := range rows {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
