package assertion

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// immunized takes a disease that stands for the vaccine against it for a supposition: "received MMR and varicella", "HPV #2",
// "hepatitis B series", "up to date on tetanus". Only the diseases that people are vaccinated against are asked for.
func (a *asserter) immunized(s int, t *place, e *annotation.Entity, won *[axesN]decision) {
	if e.Category != annotation.Condition || won[conditionality].rule != "" || won[certainty].value == negative || !preventable(a.doc.Text[e.Begin:e.End]) {
		return
	}
	at, ok := a.doseBehind(s, t.last)
	if !ok {
		at, ok = a.vaccineBefore(s, t.first)
	}
	if ok {
		span := a.doc.Tokens[a.doc.Sentences[s].First+at].Span
		won[conditionality] = decision{value: supposed, rule: "lexical/vaccine", span: span}
	}
}

// preventable reports whether there is a vaccine against a disease of this name.
func preventable(name string) bool {
	if len(name) > len("meningococcal disease") {
		return false
	}
	switch strings.ToLower(name) {
	case "measles", "mumps", "rubella", "varicella", "chickenpox", "chicken pox", "vzv", "tetanus", "diphtheria", "pertussis", "whooping cough", "polio", "poliomyelitis",
		"hepatitis a", "hepatitis b", "hep a", "hep b", "hav", "hbv", "hpv", "influenza", "flu", "h1n1", "pneumococcal", "pneumococcus", "pneumonia", "meningococcal", "meningococcus",
		"meningitis", "shingles", "zoster", "herpes zoster", "covid", "covid-19", "covid 19", "rotavirus", "typhoid", "yellow fever", "rabies", "rsv", "hib",
		"japanese encephalitis", "cholera", "mpox", "meningococcal disease", "pneumococcal disease":
		return true
	}
	return false
}

// doseBehind is the token behind a disease that makes a vaccine of it: "#2", "series", "booster".
func (a *asserter) doseBehind(s, i int) (int, bool) {
	sent := a.doc.Sentences[s]
	n := sent.Last - sent.First
	if i >= n {
		return 0, false
	}
	switch a.saidAt(s, i) {
	case "#":
		return i, i+1 < n && a.doc.Tokens[sent.First+i+1].Kind == annotation.Number
	case "series":
		return i, i+1 >= n || a.saidAt(s, i+1) != "of"
	case "booster", "boosters", "shot", "shots", "dose", "doses", "jab", "vaccine", "vaccines", "vaccination", "vaccinations", "vax", "immunization", "immunizations",
		"immunisation", "immunisations", "toxoid", "utd":
		return i, true
	}
	return 0, false
}

// vaccineBefore is the token before a disease, with nothing but the items of a list between them, that says that it is
// given or due.
func (a *asserter) vaccineBefore(s, i int) (int, bool) {
	against := false
	for i--; i >= 0; i-- {
		if k := a.ending(i + 1); k >= 0 {
			if e := &a.doc.Entities[a.spans[k].entity]; against || e.Category == annotation.Condition && !preventable(a.doc.Text[e.Begin:e.End]) {
				return 0, false // "oseltamivir for flu"
			}
			i = a.spans[k].first
			continue
		}
		switch w := a.saidAt(s, i); w {
		case "on", "with", "against", "for":
			against = true
		case ",", "and", "&", "/", "+", "the", "her", "his", "their", "both", ":", "last", "first", "second", "third", "a", "#", "1", "2", "3", "4", "5":
		case "received", "receives":
			return i, !against
		case "immunized", "immunised", "immune", "vaccinated", "revaccinated", "vaccine", "vaccines", "vaccination", "vaccinations", "immunization", "immunizations", "immunisation",
			"immunisations", "booster", "boosters", "shots", "jabs", "utd", "date", "vaxxed", "vax":
			return i, w != "date" || i > 1 && a.saidAt(s, i-2) == "up"
		default:
			return 0, false
		}
	}
	return 0, false
}

// ending is the entity of the sentence whose last token is before token i, -1 where there is none.
func (a *asserter) ending(i int) int {
	for k := range a.spans {
		if a.spans[k].last == i {
			return k
		}
	}
	return -1
}
