package assertion

import (
	"slices"
	"strings"
)

// overPast reports whether a cue of the past, or a drug's denial, speaks of something before a target and not of the target.
func (a *asserter) overPast(s int, c *scope, t *place) bool {
	if c.back || c.effect.value != past && c.effect.value != negative {
		return false
	}
	if t.class&(drugs|procedures) != 0 {
		if last := a.hits[c.hit].last; t.class&drugs != 0 && c.said.group().name == "history" && last < t.first && slices.Contains(a.parts[last:t.first], semicolon) {
			return true // "hx of asthma; albuterol prn"
		}
		return a.taken(s, c, t)
	}
	return t.class == conditions && c.effect.value == past && a.lasts(s, c, t)
}

// taken reports whether "on" before a drug or treatment says that it is taken now: "history of DVT on apixaban", "off
// oxycodone, on Tylenol", but not "history of being on steroids".
func (a *asserter) taken(s int, c *scope, t *place) bool {
	on := t.first - 1
	for ; on > a.hits[c.hit].last; on-- {
		if a.saidAt(s, on) != "on" {
			continue
		}
		if p := a.parts[on-1]; p == comma || p == semicolon || p == separator {
			return true // and what is listed behind it
		}
		break
	}
	if on <= a.hits[c.hit].last || on < t.first-1 || c.effect.axis == certainty {
		return false
	}
	switch a.saidAt(s, on-1) {
	case "being", "been", "was", "were", "while", "placed", "put", "started", "when", "not":
		return false
	}
	return true
}

// lasts reports whether what a condition is told by lies between it and a "status post": the operation that it was the
// reason of ("s/p hip replacement for osteoarthritis"), or what is left of an old event ("s/p CVA with residual weakness").
func (a *asserter) lasts(s int, c *scope, t *place) bool {
	h := &a.hits[c.hit]
	if g := c.said.group(); g.flags&item == 0 || g.name != "history_event" {
		return false
	}
	for i := h.last; i < t.first; i++ {
		switch a.saidAt(s, i) {
		case "residual", "persistent", "ongoing":
			return true
		case "for", "due", "secondary":
			return a.operated(h.last, i)
		}
	}
	return false
}

// operated reports whether a procedure or test stands among the tokens from first to last.
func (a *asserter) operated(first, last int) bool {
	for k := range a.spans {
		if p := &a.spans[k]; p.first >= first && p.last <= last && p.class&tests != 0 {
			return true
		}
	}
	return false
}

// saidAt is token i of sentence s in small letters.
func (a *asserter) saidAt(s, i int) string {
	tok := &a.doc.Tokens[a.doc.Sentences[s].First+i]
	return strings.ToLower(a.doc.Text[tok.Begin:tok.End])
}
