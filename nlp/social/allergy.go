package social

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// none adds the denied allergies of "NKDA" or "no known drug allergies": the entity is the abbreviation, or the words from
// "drug" or "allergies" on, so that the denial before them is the cue.
func (f *Finder) none(i, end int) {
	first := i
	for j := i; j < end; j++ {
		switch strings.ToLower(f.doc.Text[f.tokens[j].Begin:f.tokens[j].End]) {
		case "allergies", "allergy", "allergic":
			first = j
		}
	}
	last := first + 1
	if first == i {
		last = end
	}
	e := f.add(Allergies, first, last, "pattern")
	e.Certainty = annotation.Negative
}

// maxAllergen is the most words that name an allergen.
const maxAllergen = 4

// allergens adds the allergens listed from token i on: in a section of allergies each item, after "allergic to" what is
// joined by commas and "and". It returns the token after the list.
func (f *Finder) allergens(i int, section bool) int {
	for i < len(f.tokens) {
		for i < len(f.tokens) && !f.names(i) {
			if f.endsList(i) {
				return i + 1
			}
			i++
		}
		first := i
		for i < len(f.tokens) && f.names(i) && i-first < maxAllergen && !f.joins(i) {
			if c, _ := f.class(i); c == end || c == per || c == numeral && i > first {
				break
			}
			i++
		}
		if i == first {
			return i + 1
		}
		f.add(Allergies, first, i, "pattern")
		for i < len(f.tokens) && !f.joins(i) { // the reaction: "(rash)", "- hives", ": anaphylaxis"
			if f.endsList(i) || !section && !f.bracket(i) {
				return i
			}
			i = f.pastBracket(i)
		}
	}
	return i
}

// names reports whether token i can be a word of an allergen.
func (f *Finder) names(i int) bool {
	t := f.tokens[i]
	if t.Kind != annotation.Word && !(t.Kind == annotation.Punct && t.Glued && f.doc.Text[t.Begin] == '-' && i > 0 && i+1 < len(f.tokens) && f.tokens[i+1].Glued) {
		return false
	}
	switch strings.ToLower(f.doc.Text[t.Begin:t.End]) {
	case "tolerates", "tolerated", "tolerate", "tolerating", "but", "however", "except", "can", "cannot", "takes",
		"and", "or", "to", "the", "a", "an", "none", "no", "known", "unknown", "allergies", "allergy", "allergic", "patient", "she", "he", "reports", "reported", "denies", "is", "has",
		"include", "includes", "including", "drug", "drugs", "medication", "medications", "reviewed", "updated", "any", "other", "severe", "mild", "multiple", "reaction", "reactions", "as", "per", "see", "listed", "chart", "below", "above", "of", "are", "noted", "pt", "states":
		return false
	}
	return true
}

// joins reports whether token i parts two allergens.
func (f *Finder) joins(i int) bool {
	t := f.tokens[i]
	w := f.doc.Text[t.Begin:t.End]
	return w == "," || w == ";" || w == "/" || w == "•" || strings.EqualFold(w, "and") || strings.EqualFold(w, "or") || t.Kind == annotation.Break
}

// endsList reports whether token i ends a list of allergens.
func (f *Finder) endsList(i int) bool {
	if w := f.doc.Text[f.tokens[i].Begin:f.tokens[i].End]; w == "." || w == "!" {
		return !f.numbersItem(i)
	}
	switch strings.ToLower(f.doc.Text[f.tokens[i].Begin:f.tokens[i].End]) {
	case "tolerates", "tolerated", "tolerate", "tolerating", "but", "however", "except", "can", "takes":
		return true
	}
	c, _ := f.class(i)
	return c == end
}

// numbersItem reports whether token i is the stop behind the number of a list's item: "2. Shellfish".
func (f *Finder) numbersItem(i int) bool {
	return i > 0 && f.tokens[i-1].Kind == annotation.Number && (i == 1 || f.tokens[i-2].Kind == annotation.Break)
}

func (f *Finder) bracket(i int) bool { return f.doc.Text[f.tokens[i].Begin] == '(' }

// pastBracket is the token after token i, or after the bracket that it opens.
func (f *Finder) pastBracket(i int) int {
	if !f.bracket(i) {
		return i + 1
	}
	for j := i + 1; j < len(f.tokens) && j < i+12; j++ {
		if f.doc.Text[f.tokens[j].Begin] == ')' {
			return j + 1
		}
	}
	return i + 1
}
