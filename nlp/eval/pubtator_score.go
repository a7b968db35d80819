package eval

import (
	"context"
	"io"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// mention is what must agree: where, and what.
type mention struct {
	annotation.Span
	category annotation.Category
}

// pubtator scores chemicals and diseases by exact span and type, and where the pipeline links to MeSH the ids of each
// document.
func (o Options) pubtator(ctx context.Context, in io.Reader, t *Table) error {
	docs, err := ReadPubTator(in)
	if err != nil {
		return err
	}
	rows := map[annotation.Category]*Row{annotation.Medication: {Name: "chemicals"}, annotation.Condition: {Name: "diseases"}}
	both, links := Row{Name: "both"}, Row{Name: "MeSH ids of documents"}
	marked, linked := map[annotation.Category]bool{}, false
	for _, d := range docs {
		for _, m := range d.Mentions {
			marked[m.Category()] = true
		}
	}
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		gold, ids := map[mention]bool{}, map[string]bool{}
		for _, m := range d.Mentions {
			if rows[m.Category()] != nil {
				gold[mention{m.Span, m.Category()}] = true
			}
			for _, id := range m.IDs {
				ids[id] = true
			}
		}
		found, codes := map[mention]bool{}, map[string]bool{}
		doc := o.Annotate(d.Text)
		for i := range doc.Entities {
			e := &doc.Entities[i]
			if rows[e.Category] != nil && marked[e.Category] {
				found[mention{e.Span, e.Category}] = true
				if code := first(e.Links, isMeSH); code != "" {
					codes[code] = true
				}
			}
		}
		linked = linked || len(codes) > 0
		for m := range union(gold, found) {
			rows[m.category].count(gold[m], found[m])
			both.count(gold[m], found[m])
		}
		for id := range union(ids, codes) {
			links.count(ids[id], codes[id])
		}
		t.Documents++
	}
	t.add(*rows[annotation.Medication], *rows[annotation.Condition])
	if marked[annotation.Medication] && marked[annotation.Condition] {
		t.add(both)
	}
	if linked {
		t.add(links)
	}
	return nil
}

func isMeSH(system string) bool { return strings.Contains(strings.ToLower(system), "mesh") }

// first is the code of the best link in a system, "" where there is none.
func first(links []annotation.Link, system func(string) bool) string {
	for _, l := range links {
		if system(l.System) {
			return l.Code
		}
	}
	return ""
}

// union is the keys of both sets.
func union[K comparable](a, b map[K]bool) map[K]bool {
	all := make(map[K]bool, len(a)+len(b))
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return all
}
