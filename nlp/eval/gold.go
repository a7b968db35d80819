package eval

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The files of our own gold format: a folder for each note, with these two in it.
const (
	noteText  = "note.txt"
	noteTable = "note.tsv"
)

// Gold is what a note's author says is in it.
type Gold struct {
	annotation.Span
	Text       string
	Category   annotation.Category
	Type       string
	Traits     []annotation.Trait
	System     string // of the code, "" where the mention has none
	Code       string
	Attributes []Attribute
	InRecord   bool // synth: the patient's structured record has the code too
}

// Attribute is a gold detail of a mention.
type Attribute struct{ Type, Text string }

// ReadGold reads a table of gold mentions with a header, tab-separated (comma says a comma instead): the columns
// begin, end (or begin_byte, end_byte), text, category, type, traits, system, code, attributes, and if there are,
// document_id, value, unit and in_record. It calls f with each row's document ("" without such a column). Errors name
// the line.
func ReadGold(in io.Reader, comma rune, f func(document string, g Gold) error) error {
	r := csv.NewReader(in)
	r.Comma, r.ReuseRecord = comma, true
	r.LazyQuotes = comma == '\t'
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("header: %w", err)
	}
	columns := map[string]int{}
	for i, name := range header {
		columns[strings.TrimPrefix(name, "\ufeff")] = i
	}
	for _, need := range []string{"text", "category", "type"} {
		if _, ok := columns[need]; !ok {
			return fmt.Errorf("header: no column %s", need)
		}
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		row := row{columns, record}
		g, err := row.gold()
		if err == nil {
			err = f(row.get("document_id"), g)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// row is a record with its columns' names.
type row struct {
	columns map[string]int
	record  []string
}

// get is the first of the named columns that there is; "" where there is none.
func (r row) get(names ...string) string {
	for _, n := range names {
		if i, ok := r.columns[n]; ok && i < len(r.record) {
			return r.record[i]
		}
	}
	return ""
}

func (r row) gold() (Gold, error) {
	begin, err := strconv.Atoi(r.get("begin", "begin_byte"))
	if err != nil {
		return Gold{}, fmt.Errorf("begin: %w", err)
	}
	end, err := strconv.Atoi(r.get("end", "end_byte"))
	if err != nil {
		return Gold{}, fmt.Errorf("end: %w", err)
	}
	g := Gold{
		Span:     annotation.Span{Begin: begin, End: end},
		Text:     strings.Clone(r.get("text")),
		Category: annotation.ParseCategory(r.get("category")),
		Type:     r.get("type"),
		System:   r.get("system"),
		Code:     r.get("code"),
		InRecord: r.get("in_record") == "true",
	}
	for _, t := range list(r.get("traits")) {
		g.Traits = append(g.Traits, annotation.ParseTrait(t))
	}
	for _, a := range list(r.get("attributes")) {
		name, text, ok := strings.Cut(a, "=")
		if !ok {
			return Gold{}, fmt.Errorf("attribute %q is not TYPE=text", a)
		}
		g.Attributes = append(g.Attributes, Attribute{name, text})
	}
	if v := r.get("value"); v != "" && !g.has("TEST_VALUE") {
		g.Attributes = append(g.Attributes, Attribute{"TEST_VALUE", v})
	}
	if u := r.get("unit"); u != "" && !g.has("TEST_UNIT") {
		g.Attributes = append(g.Attributes, Attribute{"TEST_UNIT", u})
	}
	return g, nil
}

// has reports whether there is an attribute of the type.
func (g *Gold) has(kind string) bool {
	for _, a := range g.Attributes {
		if a.Type == kind {
			return true
		}
	}
	return false
}

// list splits a list parted by |.
func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// check compares the mentions with the text: each must stand where it says.
func check(text string, gold []Gold) error {
	for _, g := range gold {
		if g.Begin < 0 || g.End <= g.Begin || g.End > len(text) {
			return fmt.Errorf("%q: bytes %d–%d are outside the text of %d", g.Text, g.Begin, g.End, len(text))
		}
		if got := text[g.Begin:g.End]; got != g.Text {
			return fmt.Errorf("bytes %d–%d are %q, the table says %q", g.Begin, g.End, got, g.Text)
		}
	}
	return nil
}

// ReadNote reads a folder of our gold format and checks that every mention stands where it says.
func ReadNote(table string) (text string, gold []Gold, err error) {
	data, err := os.ReadFile(strings.TrimSuffix(table, noteTable) + noteText)
	if err != nil {
		return "", nil, err
	}
	f, err := os.Open(table)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	err = ReadGold(f, '\t', func(_ string, g Gold) error {
		gold = append(gold, g)
		return nil
	})
	if err == nil {
		err = check(string(data), gold)
	}
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w", table, err)
	}
	return string(data), gold, nil
}
