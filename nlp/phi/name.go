package phi

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// maxName is the most words that one name has.
const maxName = 4

// nameWord reports whether token i can be a word of a name: a capital and small letters, or an initial.
func (f *Finder) nameWord(i int) bool {
	if i >= len(f.tokens) {
		return false
	}
	t := &f.tokens[i]
	return t.Kind == annotation.Word && t.Upper && !(f.notNames.Begins(t) && f.notNames.Has(f.text, t))
}

// nameEnd is the token after the name that begins at token i: words, initials with their stop, hyphens, one comma where
// the family name stands first.
func (f *Finder) nameEnd(i int, comma bool) int {
	words, end := 0, i
	for j := i; j < len(f.tokens) && words < maxName; {
		switch {
		case f.nameWord(j) && (words == 0 || !f.degree(j)):
			words++
			j++
			end = j
			if f.tokens[j-1].Len() == 1 && j < len(f.tokens) && f.tokens[j].Glued && f.word(j) == "." {
				j++
				if f.nameWord(j) {
					end = j
				}
			}
		case words > 0 && f.word(j) == "-" && f.tokens[j].Glued && j+1 < len(f.tokens) && f.tokens[j+1].Glued:
			j++
		case words == 1 && comma && f.word(j) == "," && f.nameWord(j+1) && !f.degree(j+1):
			comma = false
			j++
		case words > 0 && isParticle(f.word(j)) && f.nameWord(j+1):
			j++
		default:
			return end
		}
	}
	return end
}

// degree reports whether an academic degree or a license stands at token i, in capitals.
func (f *Finder) degree(i int) bool {
	c, end := f.class(i)
	return c == degree && end > i && (f.tokens[i].Caps || f.tokens[i].Len() == 1 || strings.HasPrefix(f.word(i), "Ph"))
}

func isParticle(w string) bool {
	if len(w) > len("van") {
		return false
	}
	switch w {
	case "de", "van", "von", "der", "la", "del", "bin", "al", "di", "da", "dos":
		return true
	}
	return false
}

// titled reads Dr. Ann Lee: the title is part of the name.
func (f *Finder) titled(i, end int) {
	if !f.tokens[i].Upper {
		return
	}
	if last := f.nameEnd(end, false); last > end && !f.breakBetween(i, end) && !f.labels(end, last) {
		f.add(Name, f.span(i, last), 0.9, "pattern")
	}
}

// labels reports whether tokens i to end are two letters that head what follows, no name behind a title: the "TV:" of
// "moderate MR. TV: mild TR".
func (f *Finder) labels(i, end int) bool {
	return end == i+1 && f.tokens[i].Caps && f.tokens[i].Len() <= 2 && end < len(f.tokens) && f.word(end) == ":"
}

func (f *Finder) breakBetween(i, end int) bool {
	for ; i < end; i++ {
		if f.tokens[i].Kind == annotation.Break {
			return true
		}
	}
	return false
}

// names reads one name after a label; it starts at first.
func (f *Finder) names(first, i int, score float64) {
	if c, end := f.class(i); c == title {
		i = end
	}
	if end := f.nameEnd(i, true); end > i && (end-i > 1 || f.tokens[i].Len() > 2) && !f.tokens[i].Caps || end > i+1 {
		f.add(Name, f.span(first, end), score, "pattern")
	}
}

// goesOn reports whether a second word of a name, or the stop of an initial, may stand behind token i: names that
// namedBefore reads have two words at least.
func (f *Finder) goesOn(i int) bool {
	if i+1 >= len(f.tokens) {
		return false
	}
	switch t := &f.tokens[i+1]; t.Kind {
	case annotation.Word:
		return t.Upper || isParticle(f.word(i+1))
	case annotation.Punct:
		c := f.text[t.Begin]
		return c == '-' || c == '.' && f.tokens[i].Len() == 1
	}
	return false
}

// namedBefore reads a name that what follows shows to be one: "Ann Lee, MD", "Ann Lee is a 54-year-old".
func (f *Finder) namedBefore(i int) {
	if !f.nameWord(i) || i > 0 && (f.nameWord(i-1) || f.word(i-1) == "-" && f.tokens[i].Glued) {
		return
	}
	end := f.nameEnd(i, false)
	if end < i+2 || end >= len(f.tokens) {
		return
	}
	next := end
	if f.word(next) == "," {
		next++
	}
	if next < len(f.tokens) && (next > end || f.tokens[i].Len() == 1 && f.word(i+1) == ".") && f.degree(next) { // "J. Kim RN"
		f.add(Name, f.span(i, end), 0.85, "pattern")
		return
	}
	if w := f.word(end); (w == "is" || w == "was") && end+2 < len(f.tokens) && (f.word(end+1) == "a" || f.word(end+1) == "an") {
		for j := end + 2; j < len(f.tokens) && j < end+6; j++ {
			if f.tokens[j].Kind == annotation.Number {
				if c, _ := f.class(j + 1); c == old {
					f.add(Name, f.span(i, end), 0.85, "pattern")
				}
				return
			}
		}
	}
}

// lookUp finds the words that the store knows.
func (f *Finder) lookUp(i int) {
	v, end, ok := f.lookup.set.Longest(f.known, i)
	if !ok {
		return
	}
	typ := f.lookup.types[v]
	if v != lookupName {
		f.add(typ, f.span(i, end), 1, "record")
		return
	}
	if !f.tokens[i].Upper || common[strings.ToLower(f.word(i))] && !f.besideName(i) {
		return
	}
	f.add(Name, f.span(i, f.joined(end)), 1, "record")
}

// besideName reports whether a known name or a title stands next to token i.
func (f *Finder) besideName(i int) bool {
	isName := func(j int) bool {
		if j < 0 || j >= len(f.tokens) || !f.tokens[j].Upper {
			return false
		}
		v, _, ok := f.lookup.set.Longest(f.known, j)
		return ok && v == lookupName
	}
	before := i - 1
	if before >= 0 && (f.word(before) == "." || f.word(before) == ",") {
		before--
	}
	after := i + 1
	if after < len(f.tokens) && f.word(after) == "," {
		after++
	}
	return isName(before) || isName(after) || before >= 0 && titles[strings.ToLower(f.word(before))]
}

// joined is the end of the run of known names, and initials between them, that goes on at token i.
func (f *Finder) joined(i int) int {
	end := i
	for j := i; j < len(f.tokens) && j < i+6; {
		if v, next, ok := f.lookup.set.Longest(f.known, j); ok && v == lookupName && f.tokens[j].Upper {
			j, end = next, next
			continue
		}
		if t := f.tokens[j]; t.Kind == annotation.Word && t.Upper && t.Len() == 1 || f.word(j) == "." || f.word(j) == "," {
			j++
			continue
		}
		break
	}
	return end
}
