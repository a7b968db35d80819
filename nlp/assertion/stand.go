package assertion

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// stands judges whether the words of a cue stand there as a cue, and marks answers. tokens are those of the sentence.
func (a *asserter) stands(tokens []annotation.Token, h *hit) bool {
	f := h.rule.flags
	if f&imperative != 0 && !a.clauseBegins(tokens, h.first) {
		return false
	}
	mark := tokens[h.first].Kind == annotation.Punct
	if (f&answer != 0 || mark && a.isSign(tokens, h)) && a.asked(tokens, h.first) && (a.final(tokens, h.last) || a.nextAsked(tokens, h.last)) {
		h.flipped = true
		return true
	}
	if sign := mark && a.bracketed(tokens, h); (f&answer != 0 || sign) && a.behindEntity(h.first) && (a.final(tokens, h.last) || sign && a.signsFollow(tokens)) {
		h.flipped = true // depression no, rash (-), pruritus (+)
		return true
	}
	if f&letter != 0 {
		return false
	}
	if mark && tokens[h.first].Len() == 1 && h.last == h.first+1 {
		return a.signStands(tokens, h.first, a.doc.Text[tokens[h.first].Begin])
	}
	return true
}

// relative reports whether a cue within a social entity is somebody of whom more is told: "lives with daughter who has asthma".
func (a *asserter) relative(tokens []annotation.Token, h *hit, t *place) bool {
	return t.class == social && h.rule.leading().name == "family" && h.last < len(tokens) &&
		strings.EqualFold(a.doc.Text[tokens[h.last].Begin:tokens[h.last].End], "who")
}

// evidenceReach is how many tokens behind a denial its evidence may be said to suggest something.
const evidenceReach = 8

// deniedEvidence reports whether a cue says what something suggests that the cue before it denies, so that the denial goes
// on: "no filling defect to suggest pulmonary embolism".
func (a *asserter) deniedEvidence(tokens []annotation.Token, h *hit) bool {
	n := len(a.hits)
	if n == 0 || h.rule.flags&pseudo != 0 || h.first-a.hits[n-1].last > evidenceReach || !h.rule.leading().affirms() {
		return false
	}
	denial := &a.hits[n-1]
	if denial.flipped || denial.rule.flags&pseudo != 0 || denial.last == h.first || !denial.rule.leading().denies() || !evidence(a.doc.Text[tokens[h.first].Begin:tokens[h.first].End]) {
		return false
	}
	for i := denial.last; i < h.first; i++ {
		switch p := a.partOf(&tokens[i]); {
		case p == comma || p == semicolon || p == colon || tokens[i].Kind == annotation.Break:
			return false
		}
	}
	return true
}

// evidence reports whether a word says what a finding points to.
func evidence(word string) bool {
	if len(word) < len("suggest") || len(word) > len("suspicious") {
		return false
	}
	switch strings.ToLower(word) {
	case "suggest", "suggests", "suggesting", "suggestive", "suspicious", "concerning", "worrisome", "consistent", "compatible", "indicate", "indicates", "indicating", "indicative", "diagnostic", "represent":
		return true
	}
	return false
}

// endsNo reports whether token i and the next are a "no" with the stop of its sentence ("Cough: no."), not a number's sign
// ("No. 5").
func (a *asserter) endsNo(tokens []annotation.Token, i int) bool {
	return a.doc.Text[tokens[i+1].Begin] == '.' && (i+2 >= len(tokens) || tokens[i+2].Kind != annotation.Number)
}

// bracketed reports whether a cue is a sign in brackets: (-), [x].
func (a *asserter) bracketed(tokens []annotation.Token, h *hit) bool {
	if h.last < h.first+2 {
		return false
	}
	first, last := a.doc.Text[tokens[h.first].Begin], a.doc.Text[tokens[h.last-1].Begin]
	return first == '(' && last == ')' || first == '[' && last == ']'
}

// isSign reports whether a cue is a plus or minus alone.
func (a *asserter) isSign(tokens []annotation.Token, h *hit) bool {
	c := a.doc.Text[tokens[h.first].Begin]
	return h.last == h.first+1 && (c == '+' || c == '-') && tokens[h.first].Len() == 1
}

// signsFollow reports whether the signs in brackets of a sentence stand behind their findings: "fever (-) cough (+)". The
// first is then directly behind one, and nothing follows the last.
func (a *asserter) signsFollow(tokens []annotation.Token) bool {
	first, end := -1, 0
	for i := range tokens {
		if c := a.doc.Text[tokens[i].Begin]; c != '(' && c != '[' {
			continue
		}
		for j := i + 1; j < len(tokens) && j <= i+2; j++ {
			if c := a.doc.Text[tokens[j].Begin]; c == ')' || c == ']' {
				if first < 0 {
					first = i
				}
				end = j + 1
				break
			}
		}
	}
	return first >= 0 && a.behindEntity(first) && a.final(tokens, end)
}

// behindEntity reports whether an entity ends directly before token i.
func (a *asserter) behindEntity(i int) bool {
	for k := range a.spans {
		if a.spans[k].last == i {
			return true
		}
	}
	return false
}

// clauseBegins reports whether a clause may begin with token i: at the start, after a mark or "and".
func (a *asserter) clauseBegins(tokens []annotation.Token, i int) bool {
	if i == 0 || tokens[i-1].Kind == annotation.Punct {
		return true
	}
	switch a.doc.Text[tokens[i-1].Begin:tokens[i-1].End] {
	case "and", "will", "please", "to", "then", "also":
		return true
	}
	return false
}

// final reports whether nothing but the end of a cell, item or sentence follows token i.
func (a *asserter) final(tokens []annotation.Token, i int) bool {
	if i >= len(tokens) || tokens[i].Kind == annotation.Break {
		return true
	}
	switch a.doc.Text[tokens[i].Begin] {
	case ',', ';', '.', '|', ')', ']':
		return true
	}
	return strings.IndexByte(a.doc.Text[tokens[i-1].End:tokens[i].Begin], '\t') >= 0
}

// nextAsked reports whether another question with its answer follows the answer before token i on the same line: "Chest
// pain: No Dyspnea: Yes".
func (a *asserter) nextAsked(tokens []annotation.Token, i int) bool {
	for j := i; j+1 < len(tokens) && j < i+6 && tokens[j].Kind != annotation.Break; j++ {
		if a.doc.Text[tokens[j].Begin] != ':' {
			continue
		}
		switch strings.ToLower(a.doc.Text[tokens[j+1].Begin:tokens[j+1].End]) {
		case "yes", "no", "none", "negative", "positive", "neg", "pos", "denies", "denied", "absent", "present", "y", "n":
			return j > i
		}
		return false
	}
	return false
}

// closes reports whether a clause ends before token i.
func (a *asserter) closes(tokens []annotation.Token, i int) bool {
	if a.final(tokens, i) || tokens[i].Kind == annotation.Number { // "HIV neg 2023"
		return true
	}
	switch a.doc.Text[tokens[i].Begin:tokens[i].End] {
	case "but", "given", "although", "though", "however", "versus", "vs", "by", "on", "clinically", "at":
		return true
	}
	return false
}

// asked reports whether the word at i answers what stands before it: after a colon, a dash, a question mark, a tab.
func (a *asserter) asked(tokens []annotation.Token, i int) bool {
	if i == 0 {
		return false
	}
	switch a.doc.Text[tokens[i-1].Begin] {
	case ':', '?', '|', '=', '(', '[':
		return true
	case '-':
		return !tokens[i-1].Glued
	}
	return strings.IndexByte(a.doc.Text[tokens[i-1].End:tokens[i].Begin], '\t') >= 0
}

// signStands judges the signs that are cues when they are stuck to a word: ?PE, -fever, +cough.
func (a *asserter) signStands(tokens []annotation.Token, i int, sign byte) bool {
	stuck := i+1 < len(tokens) && tokens[i+1].Glued && tokens[i+1].Kind == annotation.Word
	free := i == 0 || !tokens[i].Glued || strings.IndexByte("(,/;", a.doc.Text[tokens[i-1].Begin]) >= 0
	switch sign {
	case '?':
		return free && i+1 < len(tokens) && tokens[i+1].Kind == annotation.Word
	case '-':
		if i > 0 && a.doc.Text[tokens[i-1].Begin] == ',' && i+1 < len(tokens) && tokens[i+1].Kind == annotation.Word {
			return true // + dyspnea, - nausea
		}
		return stuck && free && i > 0
	case '+':
		return stuck && free
	}
	return true
}
