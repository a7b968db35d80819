package eval

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// headings scores the sections' headings: in ACI-Bench's notes each stands in capitals on a line of its own. One that is
// found must have a name.
func (o Options) headings(ctx context.Context, in io.Reader, t *Table) error {
	r := csv.NewReader(in)
	header, err := r.Read()
	if err != nil {
		return err
	}
	column := slices.Index(header, "note")
	row := Row{Name: "headings"}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if column < 0 || column >= len(record) {
			return fmt.Errorf("record %d has no column note", t.Documents+1)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		t.Documents++
		scoreHeadings(&row, record[column], o.Annotate(record[column]).Sections)
	}
	t.add(row)
	return nil
}

func scoreHeadings(row *Row, note string, sections []annotation.Section) {
	gold, found := map[int]bool{}, map[int]bool{}
	at := 0
	for line := range strings.Lines(note) {
		if capitalLine(line) {
			gold[at] = true
		}
		at += len(line)
	}
	for _, s := range sections {
		if s.Heading.Len() > 0 && s.Depth == 0 && (s.Name != "" || !gold[s.Begin]) {
			found[s.Begin] = true
		}
	}
	for at := range union(gold, found) {
		row.count(gold[at], found[at])
	}
}

// capitalLine reports whether a line is what ACI-Bench's authors wrote as a heading: capitals only, six words at most.
func capitalLine(line string) bool {
	line = strings.TrimSuffix(strings.TrimSpace(line), ":")
	letters := 0
	for _, r := range line {
		switch {
		case unicode.IsUpper(r):
			letters++
		case !strings.ContainsRune(" /&-,", r):
			return false
		}
	}
	return letters >= 2 && len(strings.Fields(line)) <= 6
}
