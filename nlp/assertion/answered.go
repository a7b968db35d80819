package assertion

import "github.com/tarn-sql/tarn/nlp/annotation"

// answersOther reports whether the answer before which a target stands is that of something between them: the "neg" of
// "lung cancer, ALK neg" is the test's, and "headache Y / dizziness N" denies one of the two.
func (a *asserter) answersOther(s int, c *scope, t *place) bool {
	h := &a.hits[c.hit]
	if c.effect.axis != certainty || c.effect.value != negative || !h.flipped && c.said.group().flags&closing == 0 {
		return false
	}
	if k := a.ending(h.first); k >= 0 && a.spans[k].entity != t.entity && a.spans[k].class == tests {
		return true
	}
	tokens := a.tokensOf(s)
	for i := t.last; i < h.first; i++ {
		if tok := &tokens[i]; tok.Kind != annotation.Word || tok.Len() > len("positive") {
			continue
		}
		switch a.saidAt(s, i) {
		case "y", "yes", "pos", "positive":
			return true
		}
	}
	return false
}

// questioned takes what a question is about for a supposition: "Any vaginal discharge?", "Should I start aspirin?". The answer
// "yes" at the head of the next sentence makes it a fact.
func (a *asserter) questioned(s int, t *place, e *annotation.Entity, won *[axesN]decision) {
	if won[conditionality].rule != "" || won[certainty].rule != "" || e.Category == annotation.Social {
		return
	}
	sent := a.doc.Sentences[s]
	if a.doc.Text[sent.End-1] != '?' || a.affirmedBy(s+1) {
		return
	}
	for i := t.first - 1; i >= 0; i-- {
		head := i == 0 || a.doc.Tokens[sent.First+i-1].Kind != annotation.Word
		switch a.saidAt(s, i) {
		case "any":
		case "do", "does", "did", "are", "have", "has", "is", "should", "can", "could", "would", "may", "was", "were", "shall":
			if !head {
				continue
			}
		default:
			continue
		}
		won[conditionality] = decision{value: supposed, rule: "lexical/question", span: a.doc.Tokens[sent.First+i].Span}
		return
	}
}

// affirmedBy reports whether sentence s begins with yes.
func (a *asserter) affirmedBy(s int) bool {
	if s >= len(a.doc.Sentences) || a.doc.Sentences[s].First >= a.doc.Sentences[s].Last {
		return false
	}
	switch a.saidAt(s, 0) {
	case "yes", "y", "+", "yeah", "yep":
		return true
	}
	return false
}
