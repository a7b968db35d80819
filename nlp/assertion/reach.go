package assertion

import (
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// part is what a token is to the reach of a cue.
type part uint8

const (
	mark      part = iota // punctuation that parts nothing, a line break
	word                  // counts
	separator             // parts the items of a list: the count begins anew
	comma                 // a separator that some cues do not reach beyond
	semicolon             // ends the reach of a denial or doubt, unless semicolons part a list
	colon                 // ends the reach back of a denial or doubt about what follows it: "Kidney stone: nitrite is negative"
)

// measure fills parts and counts for the tokens of sentence s, where they are not there yet: counts[i] is how many tokens
// before i are no marks. Most cues reach nothing, so it is done when one may.
func (a *asserter) measure(s int) {
	if a.measured == s {
		return
	}
	a.measured = s
	tokens := a.tokensOf(s)
	a.tokens = tokens
	a.parts = slices.Grow(a.parts[:0], len(tokens))[:len(tokens)]
	a.counts = slices.Grow(a.counts[:0], len(tokens)+1)[:len(tokens)+1]
	parts, counts := a.parts[:len(tokens)], a.counts[:len(tokens)]
	n, commas, semicolons := 0, 0, 0
	for i := range tokens {
		counts[i] = n
		if t := &tokens[i]; t.Kind == annotation.Word && t.Len() > len("and") {
			parts[i] = word
			n++
			continue
		}
		switch parts[i] = a.partOf(&tokens[i]); parts[i] {
		case mark, colon:
			continue
		case comma:
			commas++
		case semicolon:
			semicolons++
		}
		n++
	}
	a.counts[len(tokens)] = n
	if commas > 0 {
		for i, p := range parts {
			if p == comma && a.counted(i) && i > 0 && tokens[i-1].Kind != annotation.Number {
				parts[i] = semicolon // "no rash, 2+ pulses": a count begins something else
			}
		}
	}
	if semicolons >= 2 {
		a.listSemicolons()
	}
}

// partOf is the part that a token plays; it is word for words that are longer than "and".
func (a *asserter) partOf(t *annotation.Token) part {
	switch t.Kind {
	case annotation.Word:
		switch a.doc.Text[t.Begin] {
		case 'o', 'O', 'a', 'A', 'n': // most short words are none of these
			switch a.doc.Text[t.Begin:t.End] {
			case "or", "OR", "and", "nor", "AND":
				return separator
			}
		}
	case annotation.Punct:
		if t.Len() == 1 {
			return marks[a.doc.Text[t.Begin]]
		}
		return mark
	case annotation.Break:
		return mark
	}
	return word
}

// marks are the parts of punctuation marks.
var marks = [256]part{',': comma, ';': semicolon, ':': colon, '/': separator, '&': separator}

// maxItem is the most words between the semicolons of a list.
const maxItem = 5

// listSemicolons makes separators of two or more semicolons that stand a few words apart: "denies fever; chills; cough".
func (a *asserter) listSemicolons() {
	for i := 0; i < len(a.parts); i++ {
		if a.parts[i] != semicolon {
			continue
		}
		last := i
		for j := i + 1; j < len(a.parts) && a.counts[j]-a.counts[last] <= maxItem+1; j++ {
			if a.parts[j] == semicolon {
				last = j
			}
		}
		if last > i {
			for j := i; j <= last; j++ {
				if a.parts[j] == semicolon && !a.counted(j) {
					a.parts[j] = separator
				}
			}
		}
		i = last
	}
}

// counted reports whether a number begins the item behind part i: "no appendicitis; 2 cm renal cyst".
func (a *asserter) counted(i int) bool {
	return i+1 < len(a.parts) && a.tokens[i+1].Kind == annotation.Number
}

// scope is where an effect of a cue reaches: entities whose first token (backward: end) is within from to to, both
// inclusive.
type scope struct {
	hit      int
	said     *said
	effect   *effect
	back     bool
	from, to int
}

// reach fills scopes with those of the cues of the sentence at hand that an entity may lie in.
func (a *asserter) reach(s int) {
	a.scopes = a.scopes[:0]
	for k := range a.hits {
		h := &a.hits[k]
		if h.rule.flags&pseudo != 0 {
			continue
		}
		says := a.rules.saidBy(h.rule)
		for i := range says {
			said, g := &says[i], says[i].group()
			for j := range g.effects {
				f := &g.effects[j]
				if f.targets != 0 && f.targets&a.spoken == 0 {
					continue
				}
				if f.dir != backward && !h.flipped && a.begin >= h.first {
					a.measure(s)
					a.scopes = append(a.scopes, scope{k, said, f, false, h.last, a.ahead(k, f)})
				}
				if (f.dir != forward || h.flipped) && a.end <= h.first && (g.flags&closing == 0 || a.closes(a.tokensOf(s), h.last)) {
					a.measure(s)
					a.scopes = append(a.scopes, scope{k, said, f, true, a.behind(k, f), h.first})
				}
			}
		}
	}
}

// ahead is the last token at which an entity may begin that effect f of cue k reaches.
func (a *asserter) ahead(k int, f *effect) int {
	limit := len(a.parts)
	for i := k + 1; i < len(a.hits); i++ {
		if f.class()&^a.hits[i].rule.ends[f.axis] == 0 && !a.joined(k, i, f) && !a.repeats(i, f) && !a.lists(k, i) {
			limit = a.hits[i].first
			break
		}
	}
	run := 0
	for i := a.hits[k].last; i < limit; i++ {
		if a.blocks(k, f, i, &run) {
			return i
		}
	}
	return limit
}

// behind is the first token before which an entity may end that effect f of cue k reaches.
func (a *asserter) behind(k int, f *effect) int {
	limit := 0
	for i := k - 1; i >= 0; i-- {
		if f.class()&^a.hits[i].rule.ends[f.axis] == 0 {
			limit = a.hits[i].last
			break
		}
	}
	run := 0
	for i := a.hits[k].first - 1; i >= limit; i-- {
		if a.blocks(k, f, i, &run) || a.parts[i] == colon && run > 0 && f.axis == certainty && !a.hits[k].flipped {
			return i + 1
		}
	}
	return limit
}

// blocks reports whether effect f of cue k does not reach beyond token i; run counts the words of the item at hand.
func (a *asserter) blocks(k int, f *effect, i int, run *int) bool {
	switch a.parts[i] {
	case word:
		*run++
		return f.reach > 0 && *run > f.reach
	case comma:
		*run = 0
		return a.hits[k].rule.flags&item != 0
	case semicolon:
		*run = 0
		return f.axis == certainty && !a.hits[k].flipped
	case separator:
		*run = 0
		return f.axis == certainty && f.value != negative && a.doc.Text[a.tokens[i].Begin] == ';' // "likely pneumonia; anemia; CKD"
	}
	return false
}

// reaches reports whether a scope covers an entity, and how many words lie between the cue and it.
func (a *asserter) reaches(s *scope, t *place) (int, bool) {
	h := &a.hits[s.hit]
	switch {
	case !s.back && s.from <= t.first && t.first <= s.to:
		return a.counts[t.first] - a.counts[h.last], !a.parted(s, t)
	case s.back && s.from <= t.last && t.last <= s.to:
		return a.counts[h.first] - a.counts[t.last], !a.parted(s, t)
	case !s.back && s.effect.axis != certainty && t.first == h.first && t.last > h.last:
		return 0, true // a cue at the head of the entity itself: "status post bypass" found as one term
	}
	return 0, false
}

// parted reports whether a cue between the scope's and a target ends the reach for targets of its class, though not for
// all that the scope speaks of.
func (a *asserter) parted(s *scope, t *place) bool {
	class := t.class &^ procedures
	step := 1
	if s.back {
		step = -1
	}
	for i := s.hit + step; i >= 0 && i < len(a.hits); i += step {
		h := &a.hits[i]
		if !s.back && h.first >= t.first || s.back && h.last <= t.last {
			return false
		}
		if class&^h.rule.ends[s.effect.axis] == 0 && !a.joined(s.hit, i, s.effect) && (s.back || !a.repeats(i, s.effect) && !a.lists(s.hit, i)) {
			return true
		}
	}
	return false
}

// joined reports whether cue i stands directly behind cue k and is what k denies: "denied any" before "history of".
func (a *asserter) joined(k, i int, f *effect) bool {
	return f.axis == certainty && i == k+1 && a.hits[i].first == a.hits[k].last && a.hits[i].rule.leading().name == "history"
}

// repeats reports whether cue i says of one item of a history what f says of all: "history of DM, status post CABG, COPD".
func (a *asserter) repeats(i int, f *effect) bool {
	if f.value != past {
		return false
	}
	says := a.hits[i].rule.leading()
	return says.flags&item != 0 && says.name == "history_event"
}

// lists reports whether cue i is the "then" between the steps of what cue k offers: "options: lobectomy, then osimertinib".
func (a *asserter) lists(k, i int) bool {
	return a.hits[k].rule.leading().name == options && a.hits[i].rule.leading().name == "end_if"
}
