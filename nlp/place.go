package nlp

import (
	"sort"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// sectionAt is the index of the section that byte at is in, -1 where there are none.
func sectionAt(d *annotation.Document, at int) int {
	return sort.Search(len(d.Sections), func(i int) bool { return d.Sections[i].Begin > at }) - 1
}

// sectionName is the canonical name of a section, "" where it has none.
func sectionName(d *annotation.Document, i int) string {
	if i < 0 || i >= len(d.Sections) {
		return ""
	}
	return d.Sections[i].Name
}

// sentenceAt is the index of the sentence that byte at is in, -1 where it is in none.
func sentenceAt(d *annotation.Document, at int) int {
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Begin > at }) - 1
	if i < 0 || d.Sentences[i].End <= at {
		return -1
	}
	return i
}

// nearby is how many bytes from the last token that was asked for the next one is looked for step by step.
const nearby = 200

// tokenAt is the index of the first token that ends behind byte at. Rooms ask for one entity after the other, so that
// it is near the one they asked for last.
func (w *Worker) tokenAt(at int) int {
	tokens, i := w.doc.Tokens, w.near
	if i >= len(tokens) || max(at-tokens[i].End, tokens[i].End-at) > nearby {
		i = sort.Search(len(tokens), func(i int) bool { return tokens[i].End > at })
	}
	for i > 0 && tokens[i-1].End > at {
		i--
	}
	for i < len(tokens) && tokens[i].End <= at {
		i++
	}
	w.near = i
	return i
}
