package nlp

import (
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/text"
)

// Result is an annotated document. It is the caller's to keep and must not be changed: equal texts share one.
type Result struct {
	// Document has the canonical text where it could be read, and entities where Status is OK. Its Tokens are not kept.
	Document    annotation.Document
	Status      Status
	Error       string // the cause of Failed and Timeout
	ContentType string // what the bytes were read as
	Charset     string
	Language    string       // "en", another code, or "" where nothing was read
	TextSHA256  [32]byte     // of the canonical text
	Bytes       int          // of the source
	Chars       int          // code points of the canonical text
	Offsets     text.Offsets // from the canonical text back to the source
}

// SourceSpan is where in the source's bytes a span of the canonical text comes from. For plain text it is the same.
func (r *Result) SourceSpan(s annotation.Span) annotation.Span {
	if r.Offsets.Identity() || s.Len() <= 0 {
		return s
	}
	return annotation.Span{Begin: r.Offsets.Source(s.Begin), End: r.Offsets.Source(s.End-1) + 1}
}

// InSource is the document with the spans of its entities and their attributes as places in the source's bytes, and the
// source as its text: what corpora of marked-up documents are scored by.
func (r *Result) InSource(source string) *annotation.Document {
	d := r.Document
	d.Text, d.Entities = source, slices.Clone(d.Entities)
	for i := range d.Entities {
		e := &d.Entities[i]
		e.Span = r.SourceSpan(e.Span)
		e.Attributes = slices.Clone(e.Attributes)
		for k := range e.Attributes {
			e.Attributes[k].Span = r.SourceSpan(e.Attributes[k].Span)
		}
	}
	return &d
}
