package eval

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Report is how the pipeline did on a corpus.
type Report struct {
	Tables []Table // one a file or folder, in the order of their names
}

// Table is how it did on one file or folder.
type Table struct {
	Corpus    string // the file's or folder's name
	Kind      string // what it is, as the package's doc lists them
	Documents int    // texts read
	Rows      []Row
}

// Row is one measure: of mentions (precision, recall, F1) or of decisions that are right or not (accuracy).
type Row struct {
	Name     string
	Right    int
	Wrong    int  // found and not in the gold; of decisions: the wrong ones
	Missed   int  // in the gold and not found; of decisions: 0
	Decision bool // right and wrong are decisions
}

// Precision is the share of what was found that is right; 0 where nothing was.
func (r Row) Precision() float64 { return share(r.Right, r.Right+r.Wrong) }

// Recall is the share of the gold that was found; 0 where there is none.
func (r Row) Recall() float64 { return share(r.Right, r.Right+r.Missed) }

// F1 is the harmonic mean of precision and recall.
func (r Row) F1() float64 { return share(2*r.Right, 2*r.Right+r.Wrong+r.Missed) }

// Accuracy is the share of the decisions that are right.
func (r Row) Accuracy() float64 { return share(r.Right, r.Right+r.Wrong) }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// count adds one item that the gold has or not and that was found or not.
func (r *Row) count(gold, found bool) {
	switch {
	case gold && found:
		r.Right++
	case gold:
		r.Missed++
	case found:
		r.Wrong++
	}
}

// decide adds one decision.
func (r *Row) decide(right bool) {
	r.Decision = true
	if right {
		r.Right++
	} else {
		r.Wrong++
	}
}

// empty reports whether nothing was counted.
func (r Row) empty() bool { return r.Right+r.Wrong+r.Missed == 0 }

// Find is the row of that name in the first table that has one.
func (r Report) Find(corpus, name string) (Row, bool) {
	for _, t := range r.Tables {
		if corpus != "" && t.Corpus != corpus {
			continue
		}
		for _, row := range t.Rows {
			if row.Name == name {
				return row, true
			}
		}
	}
	return Row{}, false
}

// add appends the rows that counted something.
func (t *Table) add(rows ...Row) {
	for _, r := range rows {
		if !r.empty() {
			t.Rows = append(t.Rows, r)
		}
	}
}

// Write prints the tables as plain text: the same report, the same bytes.
func (r Report) Write(w io.Writer) error {
	for i, t := range r.Tables {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, t.String()); err != nil {
			return err
		}
	}
	return nil
}

// String prints a table.
func (t Table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %d texts\n", t.Corpus, t.Kind, t.Documents)
	width := len("measure")
	mentions, decisions := false, false
	for _, r := range t.Rows {
		width = max(width, utf8.RuneCountInString(r.Name))
		mentions = mentions || !r.Decision
		decisions = decisions || r.Decision
	}
	if mentions {
		fmt.Fprintf(&b, "  %-*s %7s %7s %7s  %5s %5s %5s\n", width, "measure", "gold", "found", "right", "P", "R", "F1")
	}
	for _, r := range t.Rows {
		if !r.Decision {
			fmt.Fprintf(&b, "  %-*s %7d %7d %7d  %5.3f %5.3f %5.3f\n", width, r.Name, r.Right+r.Missed, r.Right+r.Wrong, r.Right, r.Precision(), r.Recall(), r.F1())
		}
	}
	if decisions {
		fmt.Fprintf(&b, "  %-*s %7s %7s %7s  %5s\n", width, "measure", "of", "", "right", "share")
	}
	for _, r := range t.Rows {
		if r.Decision {
			fmt.Fprintf(&b, "  %-*s %7d %7s %7d  %5.3f\n", width, r.Name, r.Right+r.Wrong, "", r.Right, r.Accuracy())
		}
	}
	return b.String()
}
