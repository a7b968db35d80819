package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// pheeLine is a sentence of PHEE with its events.
type pheeLine struct {
	Context     string
	Annotations []struct {
		Events []struct {
			Treatment map[string]json.RawMessage
		}
	}
}

// pheeArgument is an argument of an event: lists of pieces of the text with the code points where they begin.
type pheeArgument struct {
	Text  [][]string
	Start [][]int
}

// phee scores drugs and what is said of how they are taken. A mention counts as found where it overlaps the gold: PHEE
// marks whole phrases ("by intravenous infusion").
func (o Options) phee(ctx context.Context, in io.Reader, t *Table) error {
	drugs, dose, route := Row{Name: "drugs, overlap"}, Row{Name: "dosage, overlap"}, Row{Name: "route, overlap"}
	duration, frequency := Row{Name: "duration, overlap"}, Row{Name: "frequency, overlap"}
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, 1<<24)
	for line := 1; scan.Scan(); line++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		var p pheeLine
		if err := json.Unmarshal(scan.Bytes(), &p); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		t.Documents++
		gold, err := p.spans()
		if err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		doc := o.Annotate(p.Context)
		var drug []annotation.Span
		for i := range doc.Entities {
			if doc.Entities[i].Category == annotation.Medication {
				drug = append(drug, doc.Entities[i].Span)
			}
		}
		overlaps(&drugs, gold["Drug"], drug)
		overlaps(&dose, gold["Dosage"], attributes(doc, "DOSAGE", "STRENGTH", "RATE"))
		overlaps(&route, gold["Route"], attributes(doc, "ROUTE_OR_MODE"))
		overlaps(&duration, gold["Duration"], attributes(doc, "DURATION"))
		overlaps(&frequency, gold["Freq"], attributes(doc, "FREQUENCY"))
	}
	t.add(drugs, dose, route, duration, frequency)
	return scan.Err()
}

// spans are the arguments of the treatments by name, each piece once.
func (p *pheeLine) spans() (map[string][]annotation.Span, error) {
	chars := charBytes(p.Context)
	out := map[string][]annotation.Span{}
	seen := map[string]map[annotation.Span]bool{}
	for _, a := range p.Annotations {
		for _, e := range a.Events {
			for name, raw := range e.Treatment {
				var arg pheeArgument
				if len(raw) == 0 || raw[0] != '{' || json.Unmarshal(raw, &arg) != nil {
					continue // the treatment's own text and ids
				}
				for i := range arg.Start {
					for j, begin := range arg.Start[i] {
						if i >= len(arg.Text) || j >= len(arg.Text[i]) {
							return nil, fmt.Errorf("%s: %d starts without text", name, begin)
						}
						end := begin + len([]rune(arg.Text[i][j]))
						if begin < 0 || end >= len(chars) {
							return nil, fmt.Errorf("%s: %d–%d is outside the text", name, begin, end)
						}
						s := annotation.Span{Begin: chars[begin], End: chars[end]}
						if seen[name] == nil {
							seen[name] = map[annotation.Span]bool{}
						}
						if !seen[name][s] {
							seen[name][s] = true
							out[name] = append(out[name], s)
						}
					}
				}
			}
		}
	}
	return out, nil
}

// attributes are the spans of the attributes of the types, of entities and without one.
func attributes(doc *annotation.Document, types ...string) []annotation.Span {
	var out []annotation.Span
	take := func(list []annotation.Attribute) {
		for i := range list {
			for _, t := range types {
				if list[i].Type == t {
					out = append(out, list[i].Span)
				}
			}
		}
	}
	for i := range doc.Entities {
		if doc.Entities[i].Category == annotation.Medication {
			take(doc.Entities[i].Attributes)
		}
	}
	take(doc.Unmapped)
	return out
}

// overlaps counts gold spans that overlap a found one as right, the others as missed, and found ones that overlap no
// gold as wrong.
func overlaps(row *Row, gold, found []annotation.Span) {
	for _, g := range gold {
		row.count(true, touches(g, found))
	}
	for _, f := range found {
		if !touches(f, gold) {
			row.count(false, true)
		}
	}
}

func touches(s annotation.Span, list []annotation.Span) bool {
	for _, o := range list {
		if s.Overlaps(o) {
			return true
		}
	}
	return false
}
