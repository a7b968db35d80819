package external

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
	canonical "github.com/tarn-sql/tarn/nlp/text"
)

// Result is what an annotator found in one document.
type Result struct {
	ID           string
	Entities     []annotation.Entity    // in text order; Method is "external", Section and Sentence are -1: see Attach
	Unmapped     []annotation.Attribute // attributes without an entity
	ModelVersion string
	Missing      bool     // the answer has nothing about the document
	Error        string   // the annotator says that it could not do it
	Dropped      int      // entities and attributes that were left out since they are wrong
	Problems     []string // the first of the reasons; none has words of the document
}

// Method is the method of entities and links that come from outside.
const Method = "external"

// maxProblems bounds Result.Problems, maxError the length of Result.Error.
const (
	maxProblems = 10
	maxError    = 200
)

// answered is one element of an answer.
type answered struct {
	ID    string          `json:"id"`
	Error json.RawMessage `json:"error"`
	found
	InferICD10CM  found
	InferRxNorm   found
	InferSNOMEDCT found
}

// found is a Response whose parts are decoded one by one, so that a wrong one costs no other.
type found struct {
	Entities           []json.RawMessage
	UnmappedAttributes []json.RawMessage
	ModelVersion       string
}

// DecodeBatch reads an answer to a batch. Its results are those of the documents, in their order. An error means that the
// answer as a whole is none. For a batch of one, a bare response without "documents" is an answer too.
func DecodeBatch(answer []byte, documents []Document) ([]Result, error) {
	elements, err := elementsOf(answer, documents)
	if err != nil {
		return nil, err
	}
	out := make([]Result, len(documents))
	for i, d := range documents {
		raw, ok := elements[d.ID]
		if !ok {
			out[i] = Result{ID: d.ID, Missing: true}
			continue
		}
		out[i] = decodeOne(raw, d)
	}
	return out, nil
}

// elementsOf are the elements of an answer by the id of their document.
func elementsOf(answer []byte, documents []Document) (map[string]json.RawMessage, error) {
	var a struct {
		Documents []json.RawMessage `json:"documents"`
		Entities  json.RawMessage
	}
	if err := json.Unmarshal(answer, &a); err != nil {
		return nil, fmt.Errorf("the answer is not as agreed: %w", shapeOf(err))
	}
	if a.Documents == nil {
		if a.Entities != nil && len(documents) == 1 {
			return map[string]json.RawMessage{documents[0].ID: answer}, nil
		}
		return nil, errors.New(`the answer is not as agreed: it has no "documents"`)
	}
	out := map[string]json.RawMessage{}
	for _, raw := range a.Documents {
		var head struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(raw, &head) != nil {
			continue
		}
		if _, twice := out[head.ID]; !twice {
			out[head.ID] = raw
		}
	}
	return out, nil
}

// shapeOf is an error of package json without the bytes that it may quote.
func shapeOf(err error) error {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrong):
		return fmt.Errorf("a %s at byte %d", wrong.Value, wrong.Offset)
	case errors.As(err, &syntax):
		return fmt.Errorf("no JSON from byte %d on", syntax.Offset)
	}
	return errors.New("no JSON")
}

func decodeOne(raw json.RawMessage, document Document) Result {
	d := decoder{text: document.Text, total: canonical.Chars(document.Text), out: Result{ID: document.ID}}
	d.chars.Reset(d.text, d.total)
	var a answered
	if err := json.Unmarshal(raw, &a); err != nil {
		d.out.Error = shapeOf(err).Error()
		return d.out
	}
	if e := errorText(a.Error); e != "" {
		d.out.Error = e
		return d.out
	}
	d.out.ModelVersion = clipped(a.ModelVersion, 100)
	for _, part := range [...]*found{&a.found, &a.InferICD10CM, &a.InferRxNorm, &a.InferSNOMEDCT} {
		for _, e := range part.Entities {
			d.entity(e)
		}
		for _, u := range part.UnmappedAttributes {
			d.unmapped(u)
		}
	}
	d.settle()
	return d.out
}

// errorText is what an annotator says went wrong: a text, or anything but null, false and "".
func errorText(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null" || string(raw) == "false":
		return ""
	case json.Unmarshal(raw, &s) == nil:
		return clipped(s, maxError)
	}
	return "the annotator reports an error"
}

// clipped is the beginning of a text, on one line.
func clipped(s string, n int) string {
	out := make([]rune, 0, min(len(s), n))
	for _, r := range s {
		if len(out) == n {
			break
		}
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			r = ' '
		}
		out = append(out, r)
	}
	return string(out)
}

// decoder reads what was found in one document.
type decoder struct {
	text  string
	total int // its characters
	chars canonical.CharIndex
	out   Result
}

// drop counts something that is left out, and keeps why.
func (d *decoder) drop(format string, args ...any) {
	d.out.Dropped++
	if len(d.out.Problems) < maxProblems {
		d.out.Problems = append(d.out.Problems, fmt.Sprintf(format, args...))
	}
}

// settle puts the entities in order: as ours are, by place, longer ones first.
func (d *decoder) settle() {
	slices.SortStableFunc(d.out.Entities, func(a, b annotation.Entity) int {
		if a.Begin != b.Begin {
			return a.Begin - b.Begin
		}
		return b.End - a.End
	})
	for i := range d.out.Entities {
		e := &d.out.Entities[i]
		e.Links = ranked(e.Links)
		slices.SortStableFunc(e.Attributes, func(a, b annotation.Attribute) int { return a.Begin - b.Begin })
	}
}

// span is the bytes of characters begin to end, and whether they are there and are the words that they are said to be. A
// span without words is taken as it is.
func (d *decoder) span(begin, end int, words string) (annotation.Span, error) {
	if begin < 0 || begin >= end || end > d.total {
		return annotation.Span{}, fmt.Errorf("characters %d–%d are not in a text of %d", begin, end, d.total)
	}
	s := annotation.Span{Begin: d.chars.Byte(begin), End: d.chars.Byte(end)}
	if words != "" && d.text[s.Begin:s.End] != words {
		return annotation.Span{}, fmt.Errorf("characters %d–%d are other words than its Text", begin, end)
	}
	return s, nil
}
