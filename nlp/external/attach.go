package external

import (
	"sort"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Attach is a document with its own text, sections and sentences, and the entities of a result in place of its own: each
// knows in which section and sentence it stands. d stays as it is, the result's entities become the document's.
func Attach(d *annotation.Document, r *Result) annotation.Document {
	out := annotation.Document{Text: d.Text, Sections: d.Sections, Sentences: d.Sentences, Entities: r.Entities, Unmapped: r.Unmapped}
	for i := range out.Entities {
		e := &out.Entities[i]
		e.Section = sort.Search(len(d.Sections), func(k int) bool { return d.Sections[k].Begin > e.Begin }) - 1
		e.Sentence = sort.Search(len(d.Sentences), func(k int) bool { return d.Sentences[k].Begin > e.Begin }) - 1
		if e.Sentence >= 0 && d.Sentences[e.Sentence].End <= e.Begin {
			e.Sentence = -1
		}
	}
	return out
}
