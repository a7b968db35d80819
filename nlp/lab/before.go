package lab

import (
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// before reads a result in words directly before a name: elevated WBC, negative troponin, ↑ K.
func (p *parser) before(a *anchor) {
	if a.entity < 0 || a.test.measure == score || a.test.measure == weight || a.test.measure == length {
		return
	}
	stop := p.stop
	p.stop = a.first
	defer func() { p.stop = stop }()
	for i := max(a.first-4, 0); i < a.first; i++ {
		w, end, ok := p.word(i)
		if !ok || end != a.first {
			continue
		}
		if p.insideOther(a) {
			return
		}
		switch {
		case w.kind == flag, w.kind == result && (results[w.ref].code == "POS" || results[w.ref].code == "NEG"):
			p.inWords(a, i, end, w, &value{})
		case (w.kind == up || w.kind == down) && p.leads(i):
			v := value{begin: p.tokens[i].Begin, end: p.tokens[end-1].End, code: "H"}
			if w.kind == down {
				v.code = "L"
			}
			v.text = p.text[v.begin:v.end]
			p.values = append(p.values, v)
		}
		return
	}
}

// leads reports whether the word of a trend at token i is no part of another: the "up" of "follow-up CT".
func (p *parser) leads(i int) bool {
	if i == 0 || p.tokens[i].Kind != annotation.Word {
		return true
	}
	if p.tokens[i].Glued && p.dash(i-1) {
		return false
	}
	switch strings.ToLower(p.said(i - 1)) {
	case "follow", "work", "check", "set", "pick", "f", "w":
		return false
	}
	return true
}

// insideOther reports whether the name lies in a longer entity of another category: the blood pressure of "high blood pressure".
func (p *parser) insideOther(a *anchor) bool {
	begin, end := p.tokens[a.first].Begin, p.tokens[a.last-1].End
	after := sort.Search(len(p.doc.Entities), func(i int) bool { return p.doc.Entities[i].Begin >= end })
	for i := max(after-8, 0); i < after; i++ { // what covers it begins shortly before
		e := &p.doc.Entities[i]
		if e.Category != annotation.TestProcedure && e.Begin <= begin && e.End >= end && e.Len() > end-begin {
			return true
		}
	}
	return false
}
