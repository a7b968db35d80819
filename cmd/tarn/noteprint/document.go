package noteprint

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/nlp"
)

// printer prints annotated documents for people.
type printer struct {
	w *bufio.Writer
	styler
	names   names
	width   int
	clip    bool // lines of the table are cut at width
	explain bool
	printed bool // a document was printed before
}

// document prints a document: what it is, its text with the entities marked, the legend, the table of the entities.
func (p *printer) document(file string, r *nlp.Result) {
	if p.printed {
		p.w.WriteByte('\n')
	}
	p.printed = true
	d := &r.Document
	p.w.WriteString(p.paint(title(file, r), style{part: headingText}) + "\n\n")
	if r.Status != nlp.OK {
		return
	}
	p.text(d)
	fmt.Fprintf(p.w, "\n%s\n\n", p.legend(p.width))
	if len(d.Entities) == 0 {
		p.w.WriteString("no entities\n")
		return
	}
	p.table(r)
}

// title is one line that says what a document is and what became of it.
func title(file string, r *nlp.Result) string {
	if file == "-" {
		file = "standard input"
	}
	parts := []string{Visible(file) + ": " + string(r.Status)}
	for _, s := range []string{r.ContentType, r.Language, Visible(r.Error)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if r.Status == nlp.OK {
		parts = append(parts, counted(r.Chars, "character"), counted(len(r.Document.Sentences), "sentence"), counted(len(r.Document.Entities), "entity"))
	}
	return strings.Join(parts, ", ")
}

// counted is "1 sentence", "2 entities".
func counted(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	default:
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
