package external

import (
	"cmp"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// NoVocabulary is the vocabulary of links that come from outside: none of the annotator's.
const NoVocabulary = -1

// perSystem is how many candidates of a code system are kept.
const perSystem = 5

// links takes the concepts of a code system over, those whose codes look like its codes.
func (d *decoder) links(e *annotation.Entity, system string, concepts []Concept) {
	for _, c := range concepts {
		if !isCode(system, c.Code) || !likelihood(c.Score) {
			d.drop("a concept: %q is no code, or %v no score", clipped(c.Code, 20), c.Score)
			continue
		}
		e.Links = append(e.Links, annotation.Link{
			System: system, Code: c.Code, Display: clipped(c.Description, 500), Score: c.Score, Method: Method, Vocab: NoVocabulary,
		})
	}
}

// isCode reports whether code may be one of a system: digits, of ICD-10-CM "E11.9", "S52.521A".
func isCode(system, code string) bool {
	if code == "" || len(code) > 18 {
		return false
	}
	for i := range len(code) {
		c := code[i]
		switch {
		case '0' <= c && c <= '9':
		case system == icd10cm && ('A' <= c && c <= 'Z' || c == '.' && i == 3):
		default:
			return false
		}
	}
	return system != icd10cm || 'A' <= code[0] && code[0] <= 'Z' && len(code) >= 3
}

// ranked puts links system by system, best first, each code once, at most perSystem of each.
func ranked(links []annotation.Link) []annotation.Link {
	slices.SortStableFunc(links, func(a, b annotation.Link) int {
		return cmp.Or(cmp.Compare(order(a.System), order(b.System)), cmp.Compare(b.Score, a.Score))
	})
	var out []annotation.Link
	n := 0
	for _, l := range links {
		if len(out) > 0 && out[len(out)-1].System != l.System {
			n = 0
		}
		twice := slices.ContainsFunc(out, func(k annotation.Link) bool { return k.System == l.System && k.Code == l.Code })
		if n < perSystem && !twice {
			out = append(out, l)
			n++
		}
	}
	return out
}

// order is the place of a code system among the links of an entity.
func order(system string) int { return slices.Index([]string{icd10cm, rxnorm, snomed}, system) }
