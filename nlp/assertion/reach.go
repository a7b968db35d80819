package assertion

import "github.com/tarn-sql/tarn/nlp/annotation"

// reaches reports whether effect f of cue k reaches an entity, and how many words lie between.
func (a *asserter) reaches(s, k int, f *effect, t *place) (int, bool) {
	h := &a.hits[k]
	dir := f.dir
	if h.flipped {
		dir = backward
	}
	if dir != backward && t.first >= h.last {
		return a.walk(s, k, f, h.last, t.first)
	}
	if dir != forward && t.last <= h.first {
		return a.walk(s, k, f, t.last, h.first)
	}
	// A cue at the head of the entity itself: "status post bypass" found as one term.
	if dir == forward && f.axis != certainty && t.first == h.first && t.last > h.last {
		return 0, true
	}
	return 0, false
}

// walk counts the words between an entity and cue k, tokens from to to, and reports whether the cue's reach spans them.
func (a *asserter) walk(s, k int, f *effect, from, to int) (int, bool) {
	if !a.open(k, f.axis, from, to) {
		return 0, false
	}
	sent := a.doc.Sentences[s]
	tokens := a.doc.Tokens[sent.First:sent.Last]
	words, run := 0, 0
	back := a.hits[k].first >= to
	for n := 0; n < to-from; n++ {
		i := from + n
		if back {
			i = to - 1 - n
		}
		switch {
		case a.separates(tokens[i]):
			run = 0
			words++
			c := a.doc.Text[tokens[i].Begin]
			if c == ',' && a.hits[k].rule.flags&item != 0 || c == ';' && f.axis == certainty && !a.hits[k].flipped && !listed(a.doc.Text, tokens[from:]) {
				return 0, false
			}
		case tokens[i].Kind != annotation.Punct && tokens[i].Kind != annotation.Break:
			words++
			run++
			if f.reach > 0 && run > f.reach {
				return 0, false
			}
		}
	}
	return words, true
}

// open reports whether no cue between tokens from and to ends the reach of cue k on an axis.
func (a *asserter) open(k int, x axis, from, to int) bool {
	for i := range a.hits {
		h := &a.hits[i]
		if h.first >= to {
			break
		}
		if i != k && h.first >= from && h.last <= to && h.rule.ends.has(x) {
			return false
		}
	}
	return true
}

// separates reports whether a token parts the items of a list.
func (a *asserter) separates(t annotation.Token) bool {
	w := a.doc.Text[t.Begin:t.End]
	switch len(w) {
	case 1:
		return w == "," || w == "/" || w == ";" || w == "&"
	case 2:
		return w == "or" || w == "OR"
	case 3:
		return w == "and" || w == "nor" || w == "AND"
	}
	return false
}

// listed reports whether semicolons part the items of a list in tokens: two of them at least, a few words apart.
func listed(text string, tokens []annotation.Token) bool {
	n, run := 0, 0
	for i := range tokens {
		if text[tokens[i].Begin] == ';' {
			n++
			run = 0
		} else if run++; run > 5 {
			break
		}
	}
	return n >= 2
}
