package link

import (
	"cmp"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// Threshold is the default score below which no candidate may be first.
const Threshold = 0.6

// perSystem bounds the candidates of one system.
const perSystem = 5

// Record is what is known of the patient: the codes of the structured record.
type Record interface {
	// Has reports whether the record holds the code.
	Has(system, code string) bool
}

// Linker links entities with the vocabularies of one lexicon. It is immutable and safe for concurrent use.
type Linker struct {
	Lexicon   *lexicon.Lexicon
	Threshold float64 // 0 means Threshold
}

// Context is what surrounds an entity.
type Context struct {
	Text    string // the document's text, for the words of attributes
	Section string // canonical name of the entity's section, "" unknown
	Patient Record // may be nil
}

// Link returns the candidates for an entity, best first, all of one system together. It reads the entity's Concepts, Category,
// Attributes and span, and does not change it.
func (l *Linker) Link(e *annotation.Entity, ctx Context) []annotation.Link {
	return l.finish(l.candidates(e.Concepts, details(e, ctx.Text)), e, ctx)
}

// candidates are the codes of the concepts with the codes that the details choose, not yet in order.
func (l *Linker) candidates(concepts []annotation.Concept, d detail) []annotation.Link {
	var all []annotation.Link
	for _, c := range concepts {
		concept := l.Lexicon.Images()[c.Vocab].Concept(c.ID)
		for i, code := range concept.Codes {
			score := c.Score
			if len(concept.Related) < 2 && i > 0 && code.System == concept.Codes[i-1].System {
				score -= 0.05 * float64(i)
			}
			cand := annotation.Link{System: code.System, Code: code.Code, Display: code.Display, Score: score, Method: c.Method, Vocab: c.Vocab}
			all = l.add(all, cand, d)
		}
	}
	return all
}

// finish scores candidates by what surrounds the entity and ranks them. It changes all.
func (l *Linker) finish(all []annotation.Link, e *annotation.Entity, ctx Context) []annotation.Link {
	listed := listed(e, ctx.Section)
	for i := range all {
		all[i].Score = clamp(all[i].Score + prior(&all[i], ctx.Patient, listed))
	}
	return l.rank(all, len(e.Concepts))
}

// add appends a candidate, with the official title of an ICD-10-CM code and the child that the entity's details choose.
func (l *Linker) add(all []annotation.Link, c annotation.Link, d detail) []annotation.Link {
	if c.System == lexicon.ICD10CM {
		im := l.Lexicon.Images()[0]
		if n, at, ok := im.FindCode(c.Code); ok {
			c.Display = n.Display
			if child, ok := specific(im, at, d); ok {
				better := c
				better.Code, better.Display = child.Code, child.Display
				all = merge(all, better)
				c.Score -= 0.05
			}
		}
	}
	return merge(all, c)
}

// merge keeps the better of two candidates of one code.
func merge(all []annotation.Link, c annotation.Link) []annotation.Link {
	for i := range all {
		if all[i].System == c.System && all[i].Code == c.Code {
			if c.Score > all[i].Score {
				all[i] = c
			}
			return all
		}
	}
	return append(all, c)
}

// rank orders the candidates by system and score and cuts each system's list.
func (l *Linker) rank(all []annotation.Link, concepts int) []annotation.Link {
	threshold := cmp.Or(l.Threshold, Threshold)
	slices.SortStableFunc(all, better)
	out := all[:0]
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].System == all[i].System {
			j++
		}
		if all[i].Score >= threshold {
			group := all[i:min(j, i+perSystem)]
			if concepts > 1 && len(group) > 1 && rivals(group[0], group[1]) {
				group[0].Ambiguous = true
			}
			out = append(out, group...)
		}
		i = j
	}
	return out
}

// better orders candidates by system and, within one, by score.
func better(a, b annotation.Link) int {
	if a.System != b.System {
		return cmp.Or(cmp.Compare(order(a.System), order(b.System)), cmp.Compare(a.System, b.System))
	}
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Code, b.Code))
}

// rivals reports whether the second candidate is another thing and about as good: not a child or sibling of the first.
func rivals(a, b annotation.Link) bool {
	if a.Score-b.Score > 0.04 {
		return false
	}
	return a.System != lexicon.ICD10CM || len(a.Code) < 3 || len(b.Code) < 3 || a.Code[:3] != b.Code[:3]
}

// order puts the systems that people ask for first.
func order(system string) int {
	switch system {
	case lexicon.ICD10CM:
		return 0
	case lexicon.RxNorm:
		return 1
	case lexicon.LOINC:
		return 2
	case lexicon.SNOMED:
		return 3
	}
	return 9
}

func clamp(x float64) float64 { return max(0, min(1, x)) }

// prior is the bonus of a candidate: the patient's record holds the code; the section is one where such entities are
// listed.
func prior(c *annotation.Link, patient Record, listed bool) float64 {
	bonus := 0.0
	if patient != nil && patient.Has(c.System, c.Code) {
		bonus += 0.1
	}
	if listed {
		bonus += 0.02
	}
	return bonus
}

// listed reports whether a section is one where entities like e are listed.
func listed(e *annotation.Entity, section string) bool {
	switch section {
	case "medications", "discharge_medications", "admission_medications":
		return e.Category == annotation.Medication
	case "past_medical_history", "problem_list", "assessment", "assessment_and_plan", "impression", "admission_diagnosis", "discharge_diagnosis":
		return e.Category == annotation.Condition && e.Kind == annotation.Diagnosis
	}
	return false
}
