package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/quantity"
)

// itemKind is what an item says.
type itemKind uint8

// The kinds of items.
const (
	itemDose itemKind = iota
	itemStrength
	itemRate
	itemForm
	itemRoute
	itemTiming
	itemDuration
	itemInfusion
	itemAsNeeded
	itemReason
	itemMax
	itemThen
	itemMethod
	itemSite
	itemInstruction
	itemVague
	itemDivided
	itemTotal
)

// item is a run of lexemes that says one thing.
type item struct {
	kind       itemKind
	from, to   int // lexemes, to exclusive
	begin, end int // bytes
	ref        int // form, route or method
	amount     Amount
	extra      *Amount // strength of a dose: one 150 mg tab
	perDay     bool
	timing     Timing
	length     Length
	text       string
	aside      bool // in parentheses or after =
	before     bool // belongs only to a drug behind it: 3 weeks of
	replaces   bool // the dose before it: from 10 mg to 20 mg
}

// scan finds the items of the lexemes from to to.
func (p *parser) scan(from, to int) {
	p.items = p.items[:0]
	for i := from; i < to; {
		if end := p.item(i); end > i {
			i = end
			continue
		}
		i++
	}
	p.settle()
}

// settle makes the mass before a number of forms a strength: "0.2 mg 2 tabs".
func (p *parser) settle() {
	for i := 0; i+1 < len(p.items); i++ {
		a, b := &p.items[i], &p.items[i+1]
		if a.kind == itemDose && a.amount.Kind == quantity.Mass && a.amount.Per == nil && !a.perDay && !a.amount.IsRange() &&
			b.kind == itemDose && b.amount.Kind == quantity.None && b.amount.Unit != "" && b.amount.Unit != "dose" && !b.aside &&
			b.from-a.to <= 2 && !p.drugBetween(a.to, b.from) {
			a.kind = itemStrength
		}
	}
}

func (p *parser) drugBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if p.is(i, drug) || p.is(i, conjunction) {
			return true
		}
	}
	return false
}

// item adds the items that begin at lexeme i and returns the lexeme after them, or i.
func (p *parser) item(i int) int {
	switch p.lex[i].kind {
	case other:
		w := p.said(i)
		if len(w) < 2 || !otherStarts[letters(w)] {
			return i
		}
		switch s := strings.ToLower(w); {
		case s == "remove" || s == "discard":
			return p.clause(i)
		case s != "now" && s != "around" && !p.firstDay(i) && !p.day(i, false):
			return i
		}
	case punct:
		if byte(p.lex[i].ref) != '/' && byte(p.lex[i].ref) != '.' && !p.mark(i, '#') {
			return i
		}
	case lineEnd, drug, article, conjunction, ofWord, be:
		return i
	case dispense:
		return p.skipDispense(i)
	case prepare:
		if p.is(i+1, number) {
			if end := p.counted(i+1, i+1); end > i+1 { // dissolve 1 packet in 8 oz of water
				return max(end, p.inDiluent(end))
			}
		}
		return p.skipPreparation(i)
	case event:
		if p.is(i+1, number) && p.diluentNear(i+2) {
			return p.skipPreparation(i)
		}
		if p.said(i+1) == "by" && p.is(i+2, number) {
			return p.readChange(i)
		}
	}
	for _, read := range readers {
		if end := read(p, i); end > i {
			return end
		}
	}
	return i
}

// otherStarts are the first two letters of the words of kind other which begin an item.
var otherStarts = func() (t [1 << 10]bool) {
	for _, w := range [...]string{"remove", "discard", "now", "around", "first", "sat", "sun"} {
		t[letters(w)] = true
	}
	return t
}()

// readers are tried in this order.
var readers []func(p *parser, i int) int

func init() {
	readers = []func(p *parser, i int) int{
		(*parser).readMax, (*parser).readRepeat, (*parser).readInDoses, (*parser).readAsNeeded, (*parser).readDuration, (*parser).readTiming, (*parser).readAmount,
		(*parser).readRoute, (*parser).readSite, (*parser).readForm, (*parser).readWord,
	}
}

// add adds an item over the lexemes from to to.
func (p *parser) add(it item, from, to int) int {
	it.from, it.to = from, to
	it.begin, it.end = p.lex[from].begin, p.lex[to-1].end
	if last := p.text[p.lex[to-1].begin:it.end]; strings.IndexByte(last, '.') == len(last)-1 && len(last) > 1 { // the end of the sentence: 2 tabs.
		it.end--
	}
	p.items = append(p.items, it)
	return to
}

// previous is the last item if it ends at lexeme i, not counting a comma between, else nil.
func (p *parser) previous(i int) *item {
	if len(p.items) == 0 {
		return nil
	}
	last := &p.items[len(p.items)-1]
	if last.to == i || last.to == i-1 && (p.mark(i-1, ',') || p.mark(i-1, ')') || p.mark(i-1, '-')) {
		return last
	}
	return nil
}

// readWord reads the items that are one lexeme.
func (p *parser) readWord(i int) int {
	l := p.at(i)
	switch l.kind {
	case verb:
		return p.add(item{kind: itemMethod, ref: int(l.ref)}, i, i+1)
	case then:
		it := item{kind: itemThen}
		if p.is(i+1, event) && events[p.at(i+1).ref].name == stopped {
			it.text = stopped
		}
		return p.add(it, i, i+1)
	case instruction:
		return p.add(item{kind: itemInstruction, text: p.said(i)}, i, i+1)
	case vague, doseWord:
		return p.add(item{kind: itemVague, text: p.said(i)}, i, i+1)
	case lasting:
		return p.add(item{kind: itemDuration, length: Length{Text: p.said(i)}}, i, i+1)
	case divided:
		return p.readDivided(i)
	case total:
		return p.add(item{kind: itemTotal}, i, i+1)
	}
	return i
}

// readRepeat reads "may be repeated after 4 hours", which is a timing where none else is said.
func (p *parser) readRepeat(i int) int {
	if !p.is(i, repeat) {
		return i
	}
	j := i + 1
	for p.said(j) == "dose" || p.is(j, article) || p.said(j) == "once" || p.said(j) == "x1" {
		j++
	}
	if p.is(j, every) || p.is(j, inWord) || p.said(j) == "after" {
		j++
	}
	if !p.is(j, number) || !p.is(j+1, timeUnit) || p.at(j).num.Low.IsZero() {
		return i
	}
	for k := range p.items { // once, may repeat in 5 minutes
		if t := &p.items[k]; t.kind == itemTiming && t.timing.Count > 0 && hasPrefixFold(p.said(i), "may") {
			return p.add(item{kind: itemInstruction, text: p.text[p.at(i).begin:p.at(j+1).end]}, i, j+2)
		}
	}
	return p.add(item{kind: itemTiming, timing: p.eachPeriod(p.at(j).num, int(p.at(j+1).ref))}, i, j+2)
}

// clause reads what is to be done apart from taking the drug, to the end of its clause: "remove at bedtime".
func (p *parser) clause(i int) int {
	j := i + 1
	for ; j < len(p.lex); j++ {
		if l := p.at(j); l.kind == lineEnd || l.kind == drug || l.kind == then || l.kind == verb || l.kind == conjunction || l.kind == punct && strings.IndexByte(".;,)", byte(l.ref)) >= 0 {
			break
		}
	}
	return p.add(item{kind: itemInstruction, text: p.text[p.at(i).begin:p.at(j-1).end]}, i, j)
}

// readInDoses reads "in 2 divided doses" and "in 3 equal doses".
func (p *parser) readInDoses(i int) int {
	n, ok := p.whole(i+1, 13)
	if !p.is(i, inWord) || !ok || n < 2 {
		return i
	}
	j := i + 2
	switch {
	case p.is(j, divided):
	case p.said(j) == "equal" || p.said(j) == "separate":
		if j++; p.is(j, divided) {
			break
		}
		if !p.is(j, cycle) {
			return i
		}
	default:
		return i
	}
	return p.add(item{kind: itemTiming, timing: per(n, days)}, i, j+1)
}

// readDivided reads "divided", "divided into 3 doses", "in 2 divided doses".
func (p *parser) readDivided(i int) int {
	j := i + 1
	if n, ok := p.whole(j, 13); ok && p.is(j+1, cycle) {
		return p.add(item{kind: itemTiming, timing: Timing{Frequency: n, Period: one, Unit: "d"}}, i, j+2)
	}
	return p.add(item{kind: itemDivided}, i, j)
}

// skipDispense passes over what is dispensed: "#30", "disp 21 tabs", "refills: 2", "30 rf 0".
func (p *parser) skipDispense(i int) int {
	j := i + 1
	for p.is(j, punct) && !p.mark(j, '.') && !p.mark(j, ';') {
		j++
	}
	if p.is(j, number) {
		if j++; p.is(j, formWord) {
			j++
		}
	}
	return j
}

// skipPreparation passes over how a dose is made ready: "mix with 8 oz of water". It ends with the clause.
func (p *parser) skipPreparation(i int) int {
	j := i + 1
	for ; j < len(p.lex); j++ {
		switch l := p.at(j); l.kind {
		case lineEnd, drug, then, verb:
			return j
		case punct:
			if c := byte(l.ref); c == '.' || c == ';' || c == ')' {
				return j
			}
		case fixed, adverb, every, onceWord, asNeeded, routeWord, whenWord:
			return j
		}
	}
	return j
}

// readChange reads "reduce by 5 mg every 3 days": a change of the dose, no dose.
func (p *parser) readChange(i int) int {
	before := len(p.items)
	end := p.readAmount(i + 2)
	if end == i+2 {
		end++
	}
	p.items = p.items[:before]
	if _, last, ok := p.timing(end); ok {
		end = last
	}
	return p.add(item{kind: itemInstruction, text: p.text[p.at(i).begin:p.at(end-1).end]}, i, end)
}

// diluentNear reports whether water or the like stands at lexeme i or shortly behind it.
func (p *parser) diluentNear(i int) bool {
	for j := i; j < i+5 && !p.mark(j, '.') && !p.is(j, lineEnd); j++ {
		if p.is(j, diluent) {
			return true
		}
	}
	return false
}

// readForm reads a dose form that no number stands before, with its modifiers: extended release tablet.
func (p *parser) readForm(i int) int {
	j := i
	for p.is(j, modifier) {
		j++
	}
	l := p.at(j)
	if l.kind != formWord || forms[l.ref].weak {
		return i
	}
	if p.is(i-1, drug) && p.said(i) == "gtt" && !p.intoEye(i+1) {
		return p.add(item{kind: itemRoute, ref: len(routes) - 1}, i, i+1) // "heparin gtt" runs
	}
	return p.add(item{kind: itemForm, ref: int(l.ref)}, i, j+1)
}

// intoEye reports whether lexeme i names an eye or ear that drops go into, or how often they do.
func (p *parser) intoEye(i int) bool {
	switch strings.ToLower(p.said(i)) {
	case "ou", "od", "os", "au", "ad", "as", "to", "in", "into", "bid", "tid", "qid", "qhs", "daily", "both", "each", "right", "left":
		return true
	}
	return false
}

// formAt is the lexeme of the form at lexeme i, behind modifiers and a route ("oral").
func (p *parser) formAt(i int) int {
	for p.is(i, modifier) || p.is(i, routeWord) && p.at(i).ref <= inhalation {
		i++
	}
	return i
}

// unsure reports whether the route at lexeme i is two or three letters of other meanings (INH, TD, PR) that stand alone in
// a note.
func (p *parser) unsure(i int) bool {
	if len(p.names) == 0 || p.previous(i) != nil || p.is(i-1, drug) || p.is(i-1, formWord) {
		return false
	}
	switch strings.ToLower(p.said(i)) {
	case "inh", "td", "pr", "top", "ng", "sl", "sc", "im", "pv":
		k := p.at(i + 1).kind
		return k != drug && k != fixed && k != adverb && k != every && k != onceWord && k != asNeeded
	}
	return false
}

// readRoute reads a route; IN is intranasal only in capitals.
func (p *parser) readRoute(i int) int {
	l := p.at(i)
	switch {
	case l.kind == routeWord && p.unsure(i):
	case l.kind == routeWord:
		return p.add(item{kind: itemRoute, ref: int(l.ref)}, i, i+1)
	case l.kind == inWord && p.tokens[l.first].Caps && p.previous(i) != nil && !p.is(i+1, number) && !p.is(i+1, article) && !p.is(i+1, other):
		return p.add(item{kind: itemRoute, ref: nasal}, i, i+1)
	}
	return i
}
