package assertion

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// dated puts what a bare year stands behind into the past, where no cue says when: "appendectomy in 1998", "stroke (2015)",
// "biopsy of the left breast, March 2018". A full date says nothing: it may be that of the visit.
func (a *asserter) dated(s int, t *place, e *annotation.Entity, won *[axesN]decision) {
	if won[temporality].rule != "" || won[conditionality].rule != "" || won[certainty].value == negative || t.class&(drugs|social) != 0 || hasValue(e) {
		return
	}
	tokens := a.tokensOf(s)
	i := t.last
	for bridges := bridges(); i < len(tokens) && i < t.last+6 && bridges.Has(a.doc.Text, &tokens[i]); {
		i++
	}
	if i == t.last || i >= len(tokens) || !year(a.doc.Text[tokens[i].Begin:tokens[i].End]) {
		return
	}
	if i+1 < len(tokens) && tokens[i+1].Glued && strings.IndexByte("-/", a.doc.Text[tokens[i+1].Begin]) >= 0 {
		return // 2015-03-01
	}
	won[temporality] = decision{value: past, rule: "lexical/year", span: tokens[i].Span}
}

// bridges are the words that may stand between a mention and its year.
var bridges = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordSet("in", "(", "since", "circa", "about", "around", "early", "late", "mid", "and", "done", "performed", "again", "last", "was", ",",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "spring", "summer", "fall", "winter")
})

// year reports whether a token is a year that people now alive may speak of.
func year(w string) bool {
	if len(w) != 4 || w[:2] != "19" && w[:2] != "20" {
		return false
	}
	return w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}
