package match

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// endings are the stems of drug names (INN) that are safe alone: no English word that the lexicon lacks ends so. Longer
// than the ending by three letters at least, the word must have.
var endings = []string{
	"azole", "cillin", "mycin", "micin", "statin", "sartan", "olol", "floxacin", "azepam", "azolam", "barbital", "dipine", "tidine", "prazole", "tinib", "ciclib",
	"zumab", "ximab", "mumab", "tuzumab", "limab", "lumab", "triptan", "setron", "gliptin", "gliflozin", "glutide", "parin", "ciclovir", "navir", "buvir", "tegravir",
	"oxetine", "bactam", "penem", "thiazide", "semide", "dronate", "terol", "tropium", "asteride", "caine", "platin", "rubicin", "taxel", "cycline", "sulfonamide",
	"profen", "oxicam", "coxib", "curonium", "fentanil", "glitazone", "pitant", "gatran", "xaban", "grelor", "fibrate", "vastatin", "vudine", "citabine", "trexate",
	"nidazole", "conazole", "fungin", "quine", "zosin", "dopa", "giline", "azine", "triptyline", "pramine", "peridone",
}

// minDrug is the least number of letters of a word that is a drug by its ending.
const minDrug = 8

// morphology adds the words that no vocabulary has and that end as drug names do.
func (m *Matcher) morphology(dst []Match, start int, text string, tokens []annotation.Token) []Match {
	for _, i := range m.unknown {
		t := &tokens[i]
		if !startsRun(tokens, i) || !endsRun(tokens, i+1) {
			continue
		}
		w := strings.TrimSuffix(text[t.Begin:t.End], "s")
		if !drugLike(w) {
			continue
		}
		dst = append(dst, Match{
			Span: t.Span, First: i, Last: i + 1, Category: annotation.Medication, Type: "GENERIC_NAME",
			Method: "morphology", Score: 0.7,
		})
	}
	return dst
}

// byLast are the endings by their last letter.
var byLast = func() (m [256][]string) {
	for _, e := range endings {
		last := e[len(e)-1]
		m[last] = append(m[last], e)
	}
	return m
}()

func drugLike(w string) bool {
	if w == "" {
		return false
	}
	for _, e := range byLast[w[len(w)-1]] {
		if len(w) >= len(e)+3 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
