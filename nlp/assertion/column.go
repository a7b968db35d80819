package assertion

import (
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// row is a line of a form whose answer stands in a column, or is missing.
type row struct {
	begin, end int      // bytes of the line
	won        decision // "" where the form says yes
	axis       axis
}

// forms fills rows with the lines of the document's forms: those below a header with a column of yes and one of no, and
// those that offer both ("Asthma   Y  N").
func (a *asserter) forms() {
	a.rows = a.rows[:0]
	text := a.doc.Text
	if strings.IndexByte(text, '|') < 0 && strings.IndexByte(text, '\t') < 0 && !mayOffer(text) {
		return
	}
	yes, no, mark := -1, -1, byte(0)
	for begin := 0; begin < len(text); {
		end := begin + len(text[begin:])
		if n := strings.IndexByte(text[begin:], '\n'); n >= 0 {
			end = begin + n
		}
		line := text[begin:end]
		switch {
		case offers(line):
			a.rows = append(a.rows, row{begin, end, decision{value: supposed, rule: "column/unanswered", span: annotation.Span{Begin: begin, End: end}}, conditionality})
		case mark != 0 && strings.IndexByte(line, mark) >= 0:
			a.answer(line, begin, mark, yes, no)
		default:
			yes, no, mark = header(line)
		}
		begin = end + 1
	}
}

// header finds the columns of yes and no of a form; mark is 0 where the line is none's head.
func header(line string) (yes, no int, mark byte) {
	for _, mark := range [...]byte{'|', '\t'} {
		if strings.IndexByte(line, mark) < 0 {
			continue
		}
		yes, no := -1, -1
		for i, cell := range strings.Split(line, string(mark)) {
			switch strings.ToLower(strings.TrimSpace(cell)) {
			case "yes", "y", "present", "positive", "pos", "reports", "+":
				yes = i
			case "no", "n", "absent", "negative", "neg", "denies", "-":
				no = i
			}
		}
		if yes > 0 && no > 0 {
			return yes, no, mark
		}
	}
	return -1, -1, 0
}

// answer notes a line of a form. One without a mark in either column says nothing.
func (a *asserter) answer(line string, begin int, mark byte, yes, no int) {
	at := begin
	marked, where := -1, annotation.Span{Begin: begin, End: begin + len(line)}
	for i, cell := range strings.Split(line, string(mark)) {
		if (i == yes || i == no) && ticked(cell) {
			marked, where = i, annotation.Span{Begin: at, End: at + len(cell)}
		}
		at += len(cell) + 1
	}
	r := row{begin: begin, end: begin + len(line)}
	switch marked {
	case yes:
	case no:
		r.won, r.axis = decision{value: negative, rule: "column/no", span: trimmed(a.doc.Text, where)}, certainty
	default:
		r.won, r.axis = decision{value: supposed, rule: "column/unanswered", span: where}, conditionality
	}
	a.rows = append(a.rows, r)
}

// ticked reports whether a cell is marked.
func ticked(cell string) bool {
	switch strings.ToLower(strings.TrimSpace(cell)) {
	case "x", "[x]", "(x)", "✓", "✔", "☑", "☒", "✗", "yes", "y", "no", "n", "+", "*", "●":
		return true
	}
	return false
}

// offers reports whether a line ends with both answers and none chosen.
func offers(line string) bool {
	line = strings.TrimRight(line, " \t\r")
	for _, both := range [...][2]string{{"Y", "N"}, {"Yes", "No"}, {"YES", "NO"}} {
		rest, ok := strings.CutSuffix(line, both[1])
		if !ok {
			continue
		}
		gap := strings.TrimRight(rest, " /|\t")
		head, ok := strings.CutSuffix(gap, both[0])
		if ok && len(gap) < len(rest) && len(head) > 0 && parted(head) {
			return true
		}
	}
	return false
}

// mayOffer reports whether a "yes" stands in a text as offers wants it.
func mayOffer(text string) bool {
	for from := 0; ; {
		n := strings.IndexByte(text[from:], 'Y')
		if n < 0 {
			return false
		}
		if parted(text[:from+n]) {
			return true
		}
		from += n + 1
	}
}

// parted reports whether what stands behind head is in a column of its own.
func parted(head string) bool { return strings.HasSuffix(head, "  ") || strings.HasSuffix(head, "\t") }

// trimmed is a span without the blanks around its text.
func trimmed(text string, s annotation.Span) annotation.Span {
	for s.Begin < s.End && text[s.Begin] == ' ' {
		s.Begin++
	}
	for s.End > s.Begin && text[s.End-1] == ' ' {
		s.End--
	}
	return s
}

// column lets the form that a condition stands in decide.
func (a *asserter) column(e *annotation.Entity, class targets, won *[axesN]decision) {
	i := sort.Search(len(a.rows), func(i int) bool { return a.rows[i].end > e.Begin })
	if i == len(a.rows) || a.rows[i].begin > e.Begin || a.rows[i].won.rule == "" || class&(conditions|social) == 0 {
		return
	}
	if r := &a.rows[i]; won[r.axis].rule == "" {
		won[r.axis] = r.won
	}
}
