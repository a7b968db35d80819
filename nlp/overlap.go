package nlp

import (
	"cmp"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/social"
)

// The rules by which entities that share words are settled, first to last:
//
//  1. Compatible categories stand side by side: protected health information and times may overlap each other (a date is
//     both), and a place of the body or a direction may lie inside of anything (detail.go makes it an attribute).
//  2. What the patient's own record names (method "record") wins, and then an allergy over a condition: "no known drug
//     allergies" is no disease. What identifies somebody wins over what only the tagger proposes: "MRN 1234567".
//  3. The one around the other wins: "hepatitis B vaccine" over "hepatitis B", "Parkinson's disease" over "Parkinson".
//  4. Of equal spans, the category of higher rank wins, then the better score.
//  5. Of spans that cross, the longer one wins, then the better score, then the first.
//
// Words of a known heading ("Allergies:") name the section and are no entities, but for tests ("EKG: normal"); a heading
// that is not known may be a problem ("Hypertension:") and is. Parts of an examination ("Heart:") are headings too.

// rank orders the categories for equal spans: what a special grammar found is surer than a word of the dictionary.
var rank = [...]int{
	annotation.Social:         6,
	annotation.PHI:            5,
	annotation.TimeExpression: 4,
	annotation.Medication:     3,
	annotation.TestProcedure:  2,
	annotation.Condition:      1,
	annotation.Anatomy:        0,
}

// compatible is rule 1.
func compatible(a, b *annotation.Entity) bool {
	if a.Category == b.Category {
		return false
	}
	if aside(a.Category) && aside(b.Category) {
		return true
	}
	return a.Category == annotation.Anatomy && b.Contains(a.Span) && b.Len() > a.Len() ||
		b.Category == annotation.Anatomy && a.Contains(b.Span) && a.Len() > b.Len()
}

func aside(c annotation.Category) bool {
	return c == annotation.PHI || c == annotation.TimeExpression
}

// beats reports whether a is kept where it and b, which overlap, cannot both be (rules 2 to 5). Exactly one of
// beats(a, b) and beats(b, a) holds for entities in the order of place.
func beats(a, b *annotation.Entity) bool {
	if ra, rb := a.Method == "record", b.Method == "record"; ra != rb {
		return ra
	}
	if la, lb := a.Type == social.Allergies, b.Type == social.Allergies; la != lb && (a.Category == annotation.Condition || b.Category == annotation.Condition) {
		return la
	}
	if pa, pb := a.Category == annotation.PHI && b.Method == "tagger", b.Category == annotation.PHI && a.Method == "tagger"; pa != pb {
		return pa
	}
	if a.Span == b.Span {
		return cmp.Or(cmp.Compare(rank[a.Category], rank[b.Category]), cmp.Compare(a.Score, b.Score)) > 0
	}
	if a.Contains(b.Span) || b.Contains(a.Span) {
		return a.Contains(b.Span)
	}
	return cmp.Or(cmp.Compare(a.Len(), b.Len()), cmp.Compare(a.Score, b.Score)) > 0
}

// place orders entities as they stand in the text, outer ones first.
func place(a, b *annotation.Entity) int {
	if c := cmp.Or(a.Begin-b.Begin, b.End-a.End); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(rank[b.Category], rank[a.Category]),
		cmp.Compare(b.Score, a.Score), cmp.Compare(a.Type, b.Type))
}

// settle drops the entities that lose to one they overlap, puts the others in text order and gives them their sentence and
// section. Entities are large: they are ordered by their numbers and moved once.
func (w *Worker) settle() Status {
	d := &w.doc
	w.sort()
	sections, sentences := d.Sections, d.Sentences
	kept := w.kept[:0]
	section, sentence := 0, 0 // the first that begins behind the entity at hand
	reach := 0                // where the last of kept ends
	for _, at := range w.order {
		e := at.of(d.Entities)
		for section < len(sections) && sections[section].Begin <= e.Begin {
			section++
		}
		if heads(d, e, section-1) {
			continue
		}
		if e.Begin < reach {
			var stays bool
			if kept, stays = admit(kept, e); !stays {
				continue
			}
		}
		reach = max(reach, e.End)
		for sentence < len(sentences) && sentences[sentence].Begin <= e.Begin {
			sentence++
		}
		e.Section, e.Sentence = section-1, sentence-1
		if sentence == 0 || sentences[sentence-1].End <= e.Begin {
			e.Sentence = -1
		}
		kept = push(kept, e)
	}
	w.kept, d.Entities = d.Entities, kept
	return OK
}

// standing is an entity's first byte, above its number.
type standing uint64

func (s standing) of(list []annotation.Entity) *annotation.Entity { return &list[uint32(s)] }

// sort fills order with the entities that have words in the text, in the order of place; those of one place stay as they are.
func (w *Worker) sort() {
	list, order := w.doc.Entities, w.order[:0]
	for i := range list {
		if e := &list[i]; e.Begin >= 0 && e.Begin < e.End && e.End <= len(w.doc.Text) {
			order = append(order, standing(e.Begin)<<32|standing(i))
		}
	}
	sortStanding(order)
	for i := range order { // few begin with one byte
		for j := i; j > 0 && order[j]>>32 == order[j-1]>>32 && place(order[j].of(list), order[j-1].of(list)) < 0; j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	w.order = order
}

// fewLate is up to how many entities that stand behind their places are put there one by one.
const fewLate = 64

// sortStanding sorts a list to which a few were added at the end, as rooms do.
func sortStanding(order []standing) {
	late := 1
	for late < len(order) && order[late-1] < order[late] {
		late++
	}
	if len(order)-late > fewLate {
		slices.Sort(order)
		return
	}
	for ; late < len(order); late++ {
		s := order[late]
		at, _ := slices.BinarySearch(order[:late], s)
		copy(order[at+1:late+1], order[at:late])
		order[at] = s
	}
}

// heads reports whether an entity of section i is part of a known heading.
func heads(d *annotation.Document, e *annotation.Entity, i int) bool {
	if i < 0 || e.Begin >= d.Sections[i].Heading.End {
		return false
	}
	s := &d.Sections[i]
	if s.Name == "" || !s.Heading.Contains(e.Span) || aside(e.Category) || e.Category == annotation.TestProcedure {
		return false
	}
	for i > 0 && d.Sections[i].Depth > 0 {
		i--
	}
	part := s.Depth > 0 && d.Sections[i].Name == s.Name // of an examination or a list of problems
	return !part || e.Category == annotation.Anatomy
}

// admit reports whether e stays beside the entities kept so far, and drops those that lose to it. Entities are short:
// the look back ends where one can no longer reach e.
func admit(kept []annotation.Entity, e *annotation.Entity) ([]annotation.Entity, bool) {
	const longest = 400
	first, rivals := len(kept), false
	for first > 0 && kept[first-1].Begin > e.Begin-longest {
		first--
		if k := &kept[first]; k.Overlaps(e.Span) && !compatible(k, e) {
			if !beats(e, k) {
				return kept, false
			}
			rivals = true
		}
	}
	if !rivals {
		return kept, true
	}
	out := kept[:first]
	for i := first; i < len(kept); i++ {
		if k := &kept[i]; !k.Overlaps(e.Span) || compatible(k, e) {
			out = append(out, *k)
		}
	}
	return out, true
}
