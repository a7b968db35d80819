package noteprint

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/rows"
	"github.com/tarn-sql/tarn/nlp/text"
)

// The types below are a document as tarn nlp annotate --json writes it. Names are those of the columns of the nlp tables.
type (
	jsonDocument struct {
		File        string          `json:"file"`
		Status      string          `json:"status"`
		Error       string          `json:"error,omitempty"`
		ContentType string          `json:"content_type,omitempty"`
		Charset     string          `json:"charset,omitempty"`
		Language    string          `json:"lang,omitempty"`
		Bytes       int             `json:"n_bytes"`
		Chars       int             `json:"n_chars"`
		TextSHA256  string          `json:"text_sha256,omitempty"`
		Text        string          `json:"text"`
		Pipeline    string          `json:"pipeline_sha"`
		Sections    []jsonSection   `json:"sections"`
		Sentences   []jsonSpan      `json:"sentences"`
		Entities    []jsonEntity    `json:"entities"`
		Unmapped    []jsonAttribute `json:"unmapped_attributes"`
		Relations   []jsonRelation  `json:"relations"`
	}
	jsonSpan struct {
		BeginByte int `json:"begin_byte"`
		EndByte   int `json:"end_byte"`
		BeginChar int `json:"begin_char"`
		EndChar   int `json:"end_char"`
	}
	jsonSection struct {
		Name  string `json:"name"`
		Title string `json:"title"`
		LOINC string `json:"loinc,omitempty"`
		Depth int    `json:"depth"`
		jsonSpan
	}
	jsonEntity struct {
		Number   int    `json:"entity_no"`
		Category string `json:"category"`
		Type     string `json:"type"`
		Text     string `json:"text"`
		jsonSpan
		Score          float64         `json:"score"`
		Method         string          `json:"method"`
		Section        string          `json:"section,omitempty"`
		SectionNo      int             `json:"section_no"`
		SentenceNo     int             `json:"sentence_no"`
		Negated        bool            `json:"negated"`
		Certainty      string          `json:"certainty"`
		Conditionality string          `json:"conditionality"`
		Temporality    string          `json:"temporality"`
		Experiencer    string          `json:"experiencer"`
		Kind           string          `json:"dx_kind,omitempty"`
		Event          string          `json:"event,omitempty"`
		Asserted       bool            `json:"asserted"`
		Source         string          `json:"source"`
		Traits         []jsonTrait     `json:"traits"`
		Attributes     []jsonAttribute `json:"attributes"`
		Concepts       []jsonConcept   `json:"concepts"`
		Links          []jsonLink      `json:"links"`
	}
	jsonTrait struct {
		Name     string `json:"name"`
		CueText  string `json:"cue_text,omitempty"`
		CueBegin *int   `json:"cue_begin,omitempty"`
		CueEnd   *int   `json:"cue_end,omitempty"`
		Rule     string `json:"rule_id,omitempty"`
	}
	jsonAttribute struct {
		Type string `json:"type"`
		Text string `json:"text"`
		jsonSpan
		Score        float64         `json:"score"`
		Relationship string          `json:"relationship_type,omitempty"`
		Comparator   string          `json:"comparator,omitempty"`
		Value        string          `json:"value,omitempty"`
		High         string          `json:"value_hi,omitempty"`
		Unit         string          `json:"unit,omitempty"`
		UCUM         string          `json:"ucum,omitempty"`
		Code         string          `json:"value_code,omitempty"`
		Normalized   json.RawMessage `json:"normalized,omitempty"`
	}
	jsonConcept struct {
		Name       string  `json:"name"`
		Method     string  `json:"method"`
		Score      float64 `json:"score"`
		Vocabulary string  `json:"vocab_id"`
	}
	jsonLink struct {
		System     string  `json:"system"`
		Rank       int     `json:"rank"`
		Code       string  `json:"code"`
		Display    string  `json:"display"`
		Score      float64 `json:"score"`
		Method     string  `json:"method"`
		Vocabulary string  `json:"vocab_id"`
		Ambiguous  bool    `json:"ambiguous"`
	}
	jsonRelation struct {
		Head  int     `json:"head_no"`
		Tail  int     `json:"tail_no"`
		Type  string  `json:"type"`
		Score float64 `json:"score"`
		Rule  string  `json:"rule_id"`
	}
)

// documentJSON is an annotated document as JSON.
func documentJSON(file string, r *nlp.Result, v names, pipeline string) jsonDocument {
	d := &r.Document
	out := jsonDocument{
		File: file, Status: string(r.Status), Error: r.Error, ContentType: r.ContentType, Charset: r.Charset, Language: r.Language,
		Bytes: r.Bytes, Chars: r.Chars, Text: d.Text, Pipeline: pipeline,
		Sections: []jsonSection{}, Sentences: []jsonSpan{}, Entities: []jsonEntity{}, Unmapped: []jsonAttribute{}, Relations: []jsonRelation{},
	}
	if d.Text != "" {
		out.TextSHA256 = hex.EncodeToString(r.TextSHA256[:])
	}
	j := jsonWriter{d: d, names: v}
	j.chars.Reset(d.Text, r.Chars)
	for _, s := range d.Sections {
		out.Sections = append(out.Sections, jsonSection{s.Name, d.Text[s.Heading.Begin:s.Heading.End], s.LOINC, s.Depth, j.span(s.Span)})
	}
	for _, s := range d.Sentences {
		out.Sentences = append(out.Sentences, j.span(s.Span))
	}
	for i := range d.Entities {
		out.Entities = append(out.Entities, j.entity(i))
	}
	for i := range d.Unmapped {
		out.Unmapped = append(out.Unmapped, j.attribute(&d.Unmapped[i]))
	}
	for _, rel := range d.Relations {
		out.Relations = append(out.Relations, jsonRelation(rel))
	}
	return out
}

// jsonWriter makes the JSON of one document's parts.
type jsonWriter struct {
	d     *annotation.Document
	names names
	chars text.CharIndex
}

func (j *jsonWriter) span(s annotation.Span) jsonSpan {
	return jsonSpan{s.Begin, s.End, j.chars.Char(s.Begin), j.chars.Char(s.End)}
}

func (j *jsonWriter) entity(i int) jsonEntity {
	e := &j.d.Entities[i]
	out := jsonEntity{
		Number: i, Category: e.Category.String(), Type: e.Type, Text: j.d.Text[e.Begin:e.End], jsonSpan: j.span(e.Span),
		Score: e.Score, Method: e.Method, SectionNo: e.Section, SentenceNo: e.Sentence,
		Negated:        assertion.CertaintyTrait(e.Certainty) == annotation.Negation,
		Certainty:      cmp.Or(e.Certainty, annotation.Positive).String(),
		Conditionality: cmp.Or(e.Conditionality, annotation.Unconditional).String(),
		Temporality:    cmp.Or(e.Temporality, annotation.Current).String(),
		Experiencer:    cmp.Or(e.Experiencer, annotation.Patient).String(),
		Kind:           e.Kind.String(), Event: e.Event, Asserted: assertion.Asserted(e), Source: rows.Source,
		Traits: j.traits(e), Attributes: []jsonAttribute{}, Concepts: []jsonConcept{}, Links: j.links(e),
	}
	if e.Section >= 0 && e.Section < len(j.d.Sections) {
		out.Section = j.d.Sections[e.Section].Name
	}
	for k := range e.Attributes {
		out.Attributes = append(out.Attributes, j.attribute(&e.Attributes[k]))
	}
	for _, c := range e.Concepts {
		out.Concepts = append(out.Concepts, jsonConcept{j.names.concept(c.Vocab, c.ID), c.Method, c.Score, j.names.vocabulary(c.Vocab)})
	}
	return out
}

func (j *jsonWriter) traits(e *annotation.Entity) []jsonTrait {
	out := []jsonTrait{}
	for _, name := range assertion.Traits(e) {
		t := jsonTrait{Name: name.String()}
		for i := range e.Cues {
			if c := &e.Cues[i]; c.Trait == name {
				t.CueText, t.CueBegin, t.CueEnd, t.Rule = j.d.Text[c.Begin:c.End], &c.Begin, &c.End, c.Rule
				break
			}
		}
		out = append(out, t)
	}
	return out
}

func (j *jsonWriter) links(e *annotation.Entity) []jsonLink {
	out := []jsonLink{}
	rank := 0
	for i, l := range e.Links {
		if rank++; i > 0 && l.System != e.Links[i-1].System {
			rank = 1
		}
		out = append(out, jsonLink{l.System, rank, l.Code, l.Display, l.Score, l.Method, j.names.vocabulary(l.Vocab), l.Ambiguous})
	}
	return out
}

func (j *jsonWriter) attribute(a *annotation.Attribute) jsonAttribute {
	out := jsonAttribute{
		Type: a.Type, Text: j.d.Text[a.Begin:a.End], jsonSpan: j.span(a.Span), Score: a.Score, Relationship: a.Relationship,
		Comparator: a.Comparator, Value: a.Value, High: a.High, Unit: a.Unit, UCUM: a.UCUM, Code: a.Code,
	}
	if json.Valid([]byte(a.JSON)) {
		out.Normalized = json.RawMessage(a.JSON)
	}
	return out
}

// writeJSON writes a value with indents. Characters that a terminal may obey are escaped.
func writeJSON(w *bufio.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	for _, r := range b.String() {
		if shown, _ := glyph(r); r >= 0x7f && shown != r && r != 0xad && r != 0x200c && r != 0x200d {
			fmt.Fprintf(w, `\u%04x`, r)
			continue
		}
		w.WriteRune(r)
	}
	return nil
}
