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

// tokenAt is the index of the first token that ends behind byte at.
func tokenAt(d *annotation.Document, at int) int {
	return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > at })
}
