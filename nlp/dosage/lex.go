package dosage

import (
	"sort"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/quantity"
	"github.com/tarn-sql/tarn/nlp/token"
)

// lexeme is one or more tokens with their meaning to the grammar.
type lexeme struct {
	kind        kind
	ref         int32
	first, last int // tokens, last exclusive
	begin, end  int // bytes
	num         quantity.Number
}

// parser holds the text at hand and scratch memory.
type parser struct {
	set    *phrase.Set
	text   string
	tokens []annotation.Token
	words  []uint32 // per token of the window
	lex    []lexeme
	items  []item
	names  []name // of the drugs, in text order
	rooms  []room
	given  []item // the items of the drug at hand
	drugs  []int  // the lexemes of the drugs of the room at hand
	heads  []int  // per drug of the room: the first of its names
	owned  [][2]int
	folder folder
	json   []byte
}

// name is a drug's name: a run of tokens with the index of its entity.
type name struct {
	first, last int
	entity      int
}

var parsers = sync.Pool{New: func() any { return &parser{set: phrases()} }}

// ParseSig reads a whole instruction. A text without any has one step that says nothing.
func ParseSig(text string) Sig {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.text, p.tokens, p.names = text, token.Scan(p.tokens[:0], text), p.names[:0]
	p.window(0, len(p.tokens))
	p.scan(0, len(p.lex))
	return fold(p.items, text)
}

// window makes the lexemes of the tokens first to last.
func (p *parser) window(first, last int) {
	p.lex = p.lex[:0]
	p.words = p.set.Words(p.words[:0], p.text, p.tokens[first:last])
	next := sort.Search(len(p.names), func(k int) bool { return p.names[k].last > first })
	for i := first; i < last; {
		if next < len(p.names) && i >= p.names[next].first {
			n := p.names[next]
			next++
			if n.last > i {
				p.push(drug, int32(next-1), i, min(n.last, last))
				i = min(n.last, last)
			}
			continue
		}
		stop := last
		if next < len(p.names) {
			stop = min(stop, p.names[next].first)
		}
		i = p.next(first, i, stop)
	}
	p.roman()
}

// roman turns i, ii and iii before a form into numbers: "ii puffs".
func (p *parser) roman() {
	for i := range p.lex {
		l := &p.lex[i]
		if l.kind == other && l.end-l.begin == 1 && p.letterForm(i) {
			continue
		}
		if l.kind != other || l.end-l.begin > 3 || !p.is(i+1, formWord) {
			continue
		}
		if n := l.end - l.begin; strings.EqualFold(p.text[l.begin:l.end], "iii"[:n]) {
			l.kind, l.num = number, quantity.Number{Low: quantity.Int(int64(n)), High: quantity.Int(int64(n)), Word: true}
		}
	}
}

// letterForm makes the t of "2t po bid" tablets and the c of "1c" capsules, and reports whether it did: the letter is glued
// to a small number.
func (p *parser) letterForm(i int) bool {
	l := &p.lex[i]
	if !p.is(i-1, number) || !p.tokens[l.first].Glued || p.at(i-1).num.High.Compare(quantity.Int(4)) > 0 {
		return false
	}
	switch p.text[l.begin] | 0x20 {
	case 't':
		l.kind, l.ref = formWord, tabletForm
	case 'c':
		l.kind, l.ref = formWord, capsuleForm
	default:
		return false
	}
	return true
}

func (p *parser) push(k kind, ref int32, first, last int) {
	p.lex = append(p.lex, lexeme{
		kind: k, ref: ref, first: first, last: last, begin: p.tokens[first].Begin, end: p.tokens[last-1].End,
	})
}

// next adds the lexeme that begins at token i and returns the token after it; base is the token of words[0].
func (p *parser) next(base, i, stop int) int {
	t := &p.tokens[i]
	if t.Kind == annotation.Break {
		p.push(lineEnd, 0, i, i+1)
		return i + 1
	}
	entry, end, found := p.set.Longest(p.words[:stop-base], i-base)
	end += base
	if n, last, ok := quantity.Read(p.text, p.tokens[:stop], i); ok && (!found || last >= end || t.Kind == annotation.Number) {
		p.push(number, 0, i, last)
		p.lex[len(p.lex)-1].num = n
		return last
	}
	if found {
		w := vocabulary[entry]
		if w.caps && !t.Caps {
			w = word{}
		}
		p.push(w.kind, int32(w.ref), i, end)
		return end
	}
	switch t.Kind {
	case annotation.Punct:
		p.push(punct, int32(p.text[t.Begin]), i, i+1)
	case annotation.Word:
		if !p.unglue(i) {
			p.push(other, 0, i, i+1)
		}
	default:
		p.push(other, 0, i, i+1)
	}
	return i + 1
}

// joints are the words that exports of instructions run together with what follows: "bidx10 days", "dailyprn", "daysprnpain".
var joints = [...]string{"daily", "bid", "tid", "qid", "qhs", "qd", "day", "days", "bedtime", "hr", "hrs", "hour", "hours", "int", "prn", "weekly", "wm"}

// jointsBy are the joints by their first two letters, which few other words begin with.
var jointsBy = func() (t [1 << 10][]string) {
	for _, j := range joints {
		t[letters(j)] = append(t[letters(j)], j)
	}
	return t
}()

// letters is the first two letters of a word as a number that their case does not change.
func letters(w string) int { return int(w[0]&31)<<5 | int(w[1]&31) }

// unglue adds the lexemes of a word that is two or three words run together, if token i is one: a joint and then x, prn or
// instr (a label).
func (p *parser) unglue(i int) bool {
	t := &p.tokens[i]
	w := p.text[t.Begin:t.End]
	if len(w) < 3 || len(w) > 40 {
		return false
	}
	for _, j := range jointsBy[letters(w)] {
		if !hasPrefixFold(w, j) {
			continue
		}
		rest := w[len(j):]
		switch {
		case strings.EqualFold(rest, "x"), hasPrefixFold(rest, "instr"), strings.EqualFold(rest, "prn"),
			j == "prn" && (strings.EqualFold(rest, "as") || strings.EqualFold(rest, "for") || len(rest) > 3):
			p.part(i, t.Begin, t.Begin+len(j))
			p.part(i, t.Begin+len(j), t.End)
			return true
		case hasPrefixFold(rest, "prn"):
			p.part(i, t.Begin, t.Begin+len(j))
			p.part(i, t.Begin+len(j), t.Begin+len(j)+3)
			p.part(i, t.Begin+len(j)+3, t.End)
			return true
		}
	}
	return false
}

// part adds the lexeme of a piece of token i.
func (p *parser) part(i, begin, end int) {
	t := annotation.Token{Span: annotation.Span{Begin: begin, End: end}, Kind: annotation.Word, Begins: annotation.Anywhere}
	s := p.text[begin:end]
	var w word
	ids := [1]uint32{p.set.Word(p.text, t)}
	if ids[0] != phrase.Unknown {
		if v, _, ok := p.set.Longest(ids[:], 0); ok {
			w = vocabulary[v]
		}
	}
	if hasPrefixFold(s, "instr") {
		w = word{kind: sigWord}
	}
	p.lex = append(p.lex, lexeme{kind: w.kind, ref: int32(w.ref), first: i, last: i + 1, begin: begin, end: end})
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// nothing stands for the lexeme beyond the window.
var nothing = lexeme{kind: lineEnd}

// at is lexeme i, or one that is nothing.
func (p *parser) at(i int) *lexeme {
	if i < 0 || i >= len(p.lex) {
		return &nothing
	}
	return &p.lex[i]
}

func (p *parser) is(i int, k kind) bool { return p.at(i).kind == k }

// mark reports whether lexeme i is the mark c.
func (p *parser) mark(i int, c byte) bool {
	l := p.at(i)
	return l.kind == punct && byte(l.ref) == c
}

// said is the text of lexeme i.
func (p *parser) said(i int) string {
	l := p.at(i)
	return p.text[l.begin:l.end]
}

// whole is the value of lexeme i where it is a positive integer below limit, no range.
func (p *parser) whole(i int, limit int64) (int, bool) {
	l := p.at(i)
	if l.kind != number || l.num.IsRange() {
		return 0, false
	}
	n, ok := l.num.Low.IsInt()
	return int(n), ok && 0 < n && n < limit
}

// after is the first lexeme from i on that begins at token t or later.
func (p *parser) after(i, t int) int {
	for i < len(p.lex) && p.lex[i].first < t {
		i++
	}
	return i
}
