package section

import "github.com/tarn-sql/tarn/nlp/annotation"

// maxUnknown is the number of words that a heading not known to us may have.
const maxUnknown = 6

// looksUnknown reports whether a line looks like a heading whose words are not known: all in capitals, or titled with a
// colon at its end, alone on its line after a blank line, or marked by Markdown or an underline.
func (f *Finder) looksUnknown(l line) bool {
	i, m := f.skipMarker(l)
	if i >= l.last || m == bullet || f.tokens[i].Kind != annotation.Word || !f.tokens[i].Upper {
		return false
	}
	end := l.last
	for end > i && f.tokens[end-1].Kind == annotation.Punct && isOneOf(f.word(end-1), "*", "_", "#", "]") {
		end--
	}
	colon := f.word(end-1) == ":"
	if colon {
		end--
	}
	if !f.fewWords(i, end) {
		return false
	}
	s := f.styleOf(i, end)
	if m == markdown && f.word(l.first) == "#" || f.underlined(l) {
		return true
	}
	if !l.blankBefore {
		return false
	}
	return colon || s.caps && (s.words > 1 || f.tokens[i].Len() > 4) && !f.shouted()
}

// fewWords reports whether a span has no more words than a heading may have, no numbers, and no marks but those that join
// words of a heading.
func (f *Finder) fewWords(i, end int) bool {
	for words := 0; i < end; i++ {
		switch f.tokens[i].Kind {
		case annotation.Word:
			if words++; words > maxUnknown {
				return false
			}
		case annotation.Punct:
			if !isOneOf(f.word(i), "/", "&", "-", "(", ")", ",") {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// unknown opens a section for a heading that is not known: a sub-section where the open one has such, else one without a name.
func (f *Finder) unknown(l line) {
	at := f.tokens[l.first].Begin
	s := annotation.Section{Span: annotation.Span{Begin: at}, Heading: annotation.Span{Begin: at, End: f.tokens[l.last-1].End}}
	if f.parent != nil && holdsParts(f.parent.name) {
		s.Name, s.LOINC, s.Depth = f.parent.name, f.parent.loinc, 1
		f.begin(s, f.parent, f.limit)
		return
	}
	f.begin(s, nil, 0)
}
