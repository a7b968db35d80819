package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Abstract is a document of a corpus in PubTator format: a title, a blank, an abstract, and the mentions in them.
type Abstract struct {
	ID       string
	Text     string
	Mentions []Mention
}

// Mention is a gold span of an abstract.
type Mention struct {
	annotation.Span
	Kind string   // as the corpus names it: Chemical, Disease, SpecificDisease, Modifier, …
	IDs  []string // MeSH or OMIM ids without prefix; empty where the corpus has none (-1)
}

// Category is the category that a mention of this kind falls in, "" for kinds that Tarn does not look for.
func (m Mention) Category() annotation.Category {
	switch m.Kind {
	case "Chemical":
		return annotation.Medication
	case "Disease", "SpecificDisease", "DiseaseClass", "Modifier", "CompositeMention":
		return annotation.Condition
	}
	return 0
}

// ReadPubTator reads a PubTator file: "id|t|title", "id|a|abstract", "id\tbegin\tend\ttext\tkind\tids" with offsets in
// code points, and a blank line after each document. Relations (CID) are passed over. An error names the line.
func ReadPubTator(r io.Reader) ([]Abstract, error) {
	var docs []Abstract
	var chars []int // per code point of the document at hand: its byte
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<24)
	for line := 1; in.Scan(); line++ {
		row := strings.TrimSuffix(in.Text(), "\r")
		if id, kind, text, ok := textLine(row); ok {
			if kind == "t" {
				docs = append(docs, Abstract{ID: id, Text: text})
			} else if len(docs) == 0 {
				return nil, fmt.Errorf("line %d: abstract before a title", line)
			} else {
				docs[len(docs)-1].Text += " " + text
			}
			chars = nil
			continue
		}
		if c := strings.SplitN(row, "\t", 3); len(c) < 3 || !isNumber(c[1]) {
			continue
		}
		if len(docs) == 0 {
			return nil, fmt.Errorf("line %d: mention before a title", line)
		}
		d := &docs[len(docs)-1]
		if chars == nil {
			chars = charBytes(d.Text)
		}
		m, err := readMention(row, d.Text, chars)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		d.Mentions = append(d.Mentions, m)
	}
	return docs, in.Err()
}

// textLine splits "id|t|title" and "id|a|abstract".
func textLine(row string) (id, kind, text string, ok bool) {
	p := strings.SplitN(row, "|", 3)
	if len(p) < 3 || p[1] != "t" && p[1] != "a" || strings.Contains(p[0], "\t") {
		return "", "", "", false
	}
	return p[0], p[1], p[2], true
}

// charBytes is the byte at which each code point of text begins, and the end of the text.
func charBytes(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

func readMention(row, text string, chars []int) (Mention, error) {
	c := strings.Split(row, "\t")
	if len(c) < 5 {
		return Mention{}, fmt.Errorf("a mention of %d columns, want 5 or 6", len(c))
	}
	begin, err := strconv.Atoi(c[1])
	if err != nil {
		return Mention{}, fmt.Errorf("begin: %w", err)
	}
	end, err := strconv.Atoi(c[2])
	if err != nil {
		return Mention{}, fmt.Errorf("end: %w", err)
	}
	if begin < 0 || begin >= end || end >= len(chars) {
		return Mention{}, fmt.Errorf("span %d–%d is outside the text of %d characters", begin, end, len(chars)-1)
	}
	m := Mention{Span: annotation.Span{Begin: chars[begin], End: chars[end]}, Kind: c[4]}
	if got := text[m.Begin:m.End]; strings.TrimSpace(got) != strings.TrimSpace(c[3]) {
		return Mention{}, fmt.Errorf("span %d–%d is %q, the row says %q", begin, end, got, c[3])
	}
	if len(c) > 5 {
		m.IDs = conceptIDs(c[5])
	}
	return m, nil
}

// conceptIDs splits the ids of a mention, joined by | (one of several parts) or + (parts of one meaning).
func conceptIDs(s string) []string {
	var ids []string
	for _, id := range strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '+' || r == ',' }) {
		id = strings.TrimPrefix(strings.TrimSpace(id), "MESH:")
		if id != "-1" && id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// isNumber tells a mention's begin from a relation's name.
func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}
