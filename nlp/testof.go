package nlp

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// testsOf makes tests of the diseases that only name one whose result is negative: "DVT study: negative", "strep antigen
// not detected". What is positive stays a disease that the words assert, and a sentence ("the DVT study was negative") a denied one.
func (w *Worker) testsOf() {
	d := &w.doc
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Category != annotation.Condition || e.End < len(d.Text) && endsWords(d.Text[e.End]) {
			continue
		}
		noun := w.tokenAt(e.End)
		if noun >= len(d.Tokens) || d.Tokens[noun].Kind != annotation.Word || !namesTest(d.Text[d.Tokens[noun].Begin:d.Tokens[noun].End]) {
			continue
		}
		if w.cameNegative(noun + 1) {
			e.End = d.Tokens[noun].End
			e.Category, e.Type, e.Concepts = annotation.TestProcedure, "TEST_NAME", nil
		}
	}
}

// endsWords reports whether a byte is a mark or ends a line: no word begins with it or has it inside.
func endsWords(c byte) bool {
	switch c {
	case '.', ',', ';', ':', '-', '/', '(', ')', '\n':
		return true
	}
	return false
}

// namesTest reports whether a word behind a disease makes the name of a test.
func namesTest(word string) bool {
	if len(word) > len("antibodies") {
		return false
	}
	switch strings.ToLower(word) {
	case "study", "studies", "scan", "test", "tests", "testing", "screen", "screening", "swab", "pcr", "naat", "panel", "titer", "titers",
		"antigen", "antibody", "antibodies", "ag", "ab", "serology", "serologies", "rna", "dna", "culture", "cultures", "toxin", "workup":
		return true
	}
	return false
}

// resultReach is how many tokens may stand between the name of a test and its result.
const resultReach = 4

// cameNegative reports whether the first word of a result behind token i says that nothing was found.
func (w *Worker) cameNegative(i int) bool {
	d := &w.doc
	for last := i + resultReach; i < len(d.Tokens) && i < last; i++ {
		t := d.Tokens[i]
		if t.Kind == annotation.Break || t.Glued && d.Text[t.Begin] == '-' { // antibody-negative patients
			return false
		}
		switch strings.ToLower(d.Text[t.Begin:t.End]) {
		case "negative", "neg", "nonreactive", "non-reactive", "undetected", "not", "non":
			return true
		case ":", "-", "–", "=", "(", "|", "both", "all", "today", "pcr":
		default:
			return false
		}
	}
	return false
}
