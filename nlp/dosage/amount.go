package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

var one = quantity.Int(1)

// readAmount reads a dose, a strength or a rate.
func (p *parser) readAmount(i int) int {
	start := i
	if p.mark(i, '.') {
		return i
	}
	if p.is(i, each) && p.is(i+1, number) && p.said(i) != "per" && !p.tokens[p.at(i+1).first].Glued { // a single 200 mg; a 200 mg; but not a1c
		i++
	}
	if end := p.article(start, i); end > start {
		return end
	}
	if !p.is(i, number) || p.inName(i) {
		return start
	}
	if end := p.combination(start, i); end > start {
		return end
	}
	if end := p.counted(start, i); end > start {
		return end
	}
	if end := p.spoonfuls(start, i); end > start {
		return end
	}
	if end := p.measured(start, i); end > start {
		return end
	}
	return p.bare(start, i)
}

// article reads "a tablet".
func (p *parser) article(start, i int) int {
	f := p.at(i + 1)
	if !p.is(i, each) || p.said(i) == "per" || f.kind != formWord || !forms[f.ref].countable || forms[f.ref].weak {
		return start
	}
	return p.add(item{kind: itemDose, amount: formAmount(quantity.Number{Low: one, High: one}, &forms[f.ref]), aside: p.aside(start)}, start, i+2)
}

// inName reports whether the number at lexeme i is part of a test's name: the 1 of "a1c".
func (p *parser) inName(i int) bool {
	return p.is(i-1, each) && p.tokens[p.at(i).first].Glued
}

func formAmount(n quantity.Number, f *form) Amount {
	return Amount{Low: n.Low.Trim(), High: n.High.Trim(), Unit: f.name, UCUM: f.ucum, Set: true}
}

func unitAmount(n quantity.Number, u quantity.Unit) Amount {
	return Amount{Low: n.Low.Trim(), High: n.High.Trim(), Unit: u.Name, UCUM: u.UCUM, Set: true, Kind: u.Kind}
}

// asideReach is how far back the opening parenthesis is looked for.
const asideReach = 24

// aside reports whether lexeme i stands in parentheses or after an equals sign, where a dose is said again.
func (p *parser) aside(i int) bool {
	for j := i - 1; j >= 0 && j > i-asideReach; j-- {
		switch {
		case p.mark(j, '(') || p.mark(j, '='):
			return true
		case p.mark(j, ')') || p.is(j, lineEnd) || p.is(j, verb):
			return false
		}
	}
	return false
}

// counted reads a number of forms: two tablets, 1-2 puffs, one 150 mg tab, 2 (5 mg) tablets, half of a tablet.
func (p *parser) counted(start, i int) int {
	j := i + 1
	if p.mark(j, '-') {
		j++
	}
	if p.is(j, ofWord) {
		j++
	}
	for p.is(j, each) && p.said(j) != "per" || p.is(j, article) {
		j++
	}
	var strength Amount
	if p.is(j, times) || p.mark(j, '(') {
		if s, end, ok := p.strengthOf(j + 1); ok {
			strength, j = s, end
			if p.mark(j, ')') {
				j++
			}
		}
	} else if s, end, ok := p.strengthOf(j); ok {
		strength, j = s, end
	}
	j = p.formAt(j)
	f := p.at(j)
	if f.kind == cycle && hasPrefixFold(p.said(j), "dose") && !strength.Set {
		n := p.at(i).num
		return p.add(item{kind: itemDose, ref: doseForm, amount: formAmount(n, &forms[doseForm]), aside: p.aside(start)}, start, j+1)
	}
	if f.kind != formWord || !forms[f.ref].countable || forms[f.ref].name == "dose" && strength.Set {
		return start
	}
	it := item{kind: itemDose, ref: int(f.ref), amount: formAmount(p.at(i).num, &forms[f.ref]), aside: p.aside(start)}
	if strength.Set {
		it.extra = &Amount{}
		*it.extra = strength
	}
	return p.add(it, start, j+1)
}

// spoonfuls reads "two 5 mL spoonfuls", which are 10 mL.
func (p *parser) spoonfuls(start, i int) int {
	if !p.is(i+1, number) || p.at(i+1).num.IsRange() {
		return start
	}
	u, t, ok := p.unit(i + 1)
	if !ok || u.UCUM != "mL" {
		return start
	}
	j := p.after(i+1, t)
	if s := p.said(j); s != "spoonful" && s != "spoonfuls" && s != "spoon" && s != "spoons" {
		return start
	}
	n, each := p.at(i).num, p.at(i+1).num.Low
	var okHigh bool
	n.Low, ok = n.Low.Mul(each)
	if n.High, okHigh = n.High.Mul(each); !ok || !okHigh {
		return start
	}
	return p.add(item{kind: itemDose, amount: unitAmount(n, u), aside: p.aside(start)}, start, j+1)
}

// doseForm is the index of the form "dose".
var doseForm = func() int {
	for i := range forms {
		if forms[i].name == "dose" {
			return i
		}
	}
	panic("dosage: no form dose")
}()

// strengthOf reads the strength between a number and its form.
func (p *parser) strengthOf(i int) (a Amount, end int, ok bool) {
	if !p.is(i, number) {
		return a, i, false
	}
	u, t, ok := p.unit(i)
	if !ok || u.Kind != quantity.Mass && u.Kind != quantity.Activity && u.Kind != quantity.Substance || u.Per != quantity.None {
		return a, i, false
	}
	return unitAmount(p.at(i).num, u), p.after(i, t), true
}

// unit reads the unit after the number at lexeme i; end is a token.
func (p *parser) unit(i int) (u quantity.Unit, end int, ok bool) {
	t := p.at(i).last
	if t < len(p.tokens) && p.text[p.tokens[t].Begin] == '-' && p.tokens[t].Glued { // 20-mg
		t++
	}
	stop := len(p.tokens)
	if len(p.lex) > 0 {
		stop = p.lex[len(p.lex)-1].last
	}
	for j := i + 1; j < len(p.lex); j++ { // a drug's name is no unit
		if p.lex[j].kind == drug {
			stop = p.lex[j].first
			break
		}
		if p.lex[j].first > t+8 {
			break
		}
	}
	if t >= stop {
		return u, t, false
	}
	return quantity.ReadUnit(p.text, p.tokens[:stop], t)
}

// usable reports whether a unit can be one of a drug's amount.
func usable(u quantity.Unit) bool {
	switch u.Kind {
	case quantity.Mass:
		return u.UCUM != "kg" && u.UCUM != "[lb_av]" && u.UCUM != "kg/m2"
	case quantity.Volume, quantity.Activity, quantity.Substance, quantity.Fraction, quantity.Radiation:
		return u.UCUM != "fL"
	case quantity.Frequency:
		return u.UCUM == "L/min"
	case quantity.Concentration:
		return strings.HasSuffix(u.UCUM, "/mL") && (u.Name == "U/mL" || u.Name == "IU/mL")
	}
	return false
}

// measured reads a number with a unit of measure: a dose, the strength of a form, a ratio, or a rate.
func (p *parser) measured(start, i int) int {
	n := p.at(i).num
	u, t, ok := p.unit(i)
	if !ok || !usable(u) {
		return start
	}
	end := max(p.after(i, t), i+1)
	diluted := p.diluted(end)
	if diluted > end && !p.fluid(start, diluted-1) {
		return diluted
	}
	if m, last, ok := p.second(end, n, u); ok { // 10 mg to 20 mg
		n.High, end = m, last
	}
	a := unitAmount(n, u)
	kind := itemDose
	switch {
	case u.Kind == quantity.Fraction || u.Kind == quantity.Concentration:
		if len(p.names) > 0 && !p.is(i-1, drug) && !p.is(p.formAt(end), formWord) && p.previous(start) == nil {
			return start
		}
		kind = itemStrength
	case u.Kind == quantity.Frequency || u.Time == "h" || u.Time == "min":
		if kind = itemRate; p.patchFollows(end) || u.Per == quantity.Time && p.mark(end, ')') && p.patchFollows(end+1) {
			kind = itemStrength
		}
	case u.Per == quantity.Volume:
		kind = itemStrength
	}
	if per, last, ok := p.ratio(end); ok && kind == itemDose && p.inDiluent(end) == end {
		denominator := per // only what is kept is allocated
		a.Per, end, kind = &denominator, last, itemStrength
	}
	it := item{kind: kind, amount: a, aside: p.aside(start), replaces: p.is(start-1, toWord) && p.cameFrom(start-1)}
	if kind == itemDose {
		it.perDay = daily(&it.amount, u)
		if u.Time == "wk" {
			it.timing = Timing{Frequency: 1, Period: one, Unit: "wk"}
		}
		if p.ofForm(end, u) {
			it.kind = itemStrength
		}
	}
	p.add(it, start, end)
	p.items[len(p.items)-1].begin = p.at(i).begin
	return max(p.inDiluent(end), diluted)
}

// fluid reports whether the diluent at lexeme i is what is given, as the verb before lexeme start says: infuse 1000 mL NS.
func (p *parser) fluid(start, i int) bool {
	if !p.previousIsVerb(start) {
		return false
	}
	switch methods[p.at(start-1).ref].name {
	case "infuse", "give":
	default:
		return false
	}
	switch w := strings.ToLower(p.said(i)); w {
	case "ns", "d5w", "d5ns", "saline", "normal saline":
		return true
	default:
		return strings.HasPrefix(w, "0.9") || strings.HasPrefix(w, "dextrose")
	}
}

// diluted is the end of "of warm water" or "NS" after an amount, which then is no dose, or i.
func (p *parser) diluted(i int) int {
	j := i
	if p.is(j, ofWord) {
		j++
	}
	if p.is(j, diluent) {
		return j + 1
	}
	return i
}

// inDiluent is the end of "in D5W 250 mL" or "in 100 mL of NS" after a dose, or i.
func (p *parser) inDiluent(i int) int {
	if !p.is(i, inWord) {
		return i
	}
	j, found := i+1, false
	for range 2 {
		if p.is(j, number) {
			u, t, ok := p.unit(j)
			if !ok || u.Kind != quantity.Volume && u.UCUM != "[oz_av]" || u.Per != quantity.None {
				break
			}
			j = p.after(j, t)
			if p.is(j, ofWord) {
				j++
			}
		}
		if p.is(j, diluent) {
			j, found = j+1, true
		}
	}
	if !found {
		return i
	}
	return j
}

// second reads the high end of a range whose low end has a unit too: "- 10 mg", "to 10 mg".
func (p *parser) second(i int, n quantity.Number, u quantity.Unit) (high quantity.Decimal, end int, ok bool) {
	if n.IsRange() || !p.mark(i, '-') && !p.is(i, toWord) && !p.is(i, orWord) || !p.is(i+1, number) {
		return high, i, false
	}
	v, t, ok := p.unit(i + 1)
	m := p.at(i + 1).num
	if !ok || v.UCUM != u.UCUM || m.IsRange() || m.Low.Compare(n.Low) <= 0 || p.cameFrom(i) {
		return high, i, false
	}
	return m.Low, p.after(i+1, t), true
}

// cameFrom reports whether "from" stands before the amount that ends at lexeme i: "from 10 mg to 20 mg" is no range.
func (p *parser) cameFrom(i int) bool {
	for j := i - 1; j >= 0 && j >= i-7; j-- {
		if p.is(j, fromWord) {
			return true
		}
		if p.is(j, event) && strings.HasSuffix(strings.ToLower(p.said(j)), "from") {
			return true
		}
	}
	return false
}

func (p *parser) patchFollows(i int) bool {
	for j := i; j < i+3; j++ {
		if p.is(j, formWord) {
			return forms[p.at(j).ref].name == "patch"
		}
		if p.is(j, lineEnd) || p.is(j, drug) {
			return false
		}
	}
	return false
}

// ratio reads the denominator of a strength: "/5 mL", "per 0.5 mL", "/72 hours", "/actuation".
func (p *parser) ratio(i int) (per Amount, end int, ok bool) {
	j := i + 1
	if !p.mark(i, '/') && p.said(i) != "per" && !p.is(i, inWord) {
		return per, i, false
	}
	if f := p.at(j); f.kind == formWord && forms[f.ref].countable && !p.is(i, inWord) {
		return formAmount(quantity.Number{Low: one, High: one}, &forms[f.ref]), j + 1, forms[f.ref].name != "dose"
	}
	if !p.is(j, number) || p.at(j).num.IsRange() {
		return per, i, false
	}
	u, t, ok := p.unit(j)
	if !ok || u.Kind != quantity.Volume && u.Kind != quantity.Time || u.Kind == quantity.Time && p.is(i, inWord) {
		return per, i, false
	}
	return unitAmount(p.at(j).num, u), p.after(j, t), true
}

// daily strips the day from a unit as mg/day and reports whether there was one.
func daily(a *Amount, u quantity.Unit) bool {
	if u.Time != "d" && u.Time != "wk" {
		return false
	}
	a.Unit, a.UCUM = cut(a.Unit), cut(a.UCUM)
	return u.Time == "d"
}

func cut(unit string) string {
	if i := strings.LastIndexByte(unit, '/'); i > 0 {
		return unit[:i]
	}
	return unit
}

// ofForm reports whether the amount that ends at lexeme i is the strength of the form behind it: "20 mg tablet", "500 mL
// bags", but not "200 mg intravenous dose" nor "10 mL syrup".
func (p *parser) ofForm(i int, u quantity.Unit) bool {
	j := i
	if p.mark(j, '-') {
		j++
	}
	j = p.formAt(j)
	if p.is(j, other) && p.at(j).last-p.at(j).first == 1 && p.tokens[p.at(j).first].Kind == annotation.Word && p.is(j+1, formWord) {
		j++
	}
	f := p.at(j)
	if f.kind != formWord {
		return false
	}
	switch forms[f.ref].name {
	case "dose", "treatment", "application", "injection":
		return false
	}
	return u.Kind != quantity.Volume || forms[f.ref].countable
}

// bare reads a number without unit that stands where a dose does: before a route or a timing, or after a verb.
func (p *parser) bare(start, i int) int {
	n := p.at(i).num
	if n.High.Compare(quantity.Int(2000)) > 0 || n.Low.IsZero() || p.mark(i-1, '/') || p.mark(i-1, '-') || p.mark(i-1, '#') {
		return start
	}
	if w := p.said(i); len(w) == 4 && w[0] == '0' && w[1] != '.' { // given 0915
		return start
	}
	ok := p.strengthAlone(i) || p.previousIsVerb(start) && !p.is(i+1, timeUnit) && !p.mark(i+1, '/') && !p.is(i+1, other) && !p.is(i+1, cycle)
	switch l := p.at(i + 1); l.kind {
	case routeWord, fixed, adverb, asNeeded, whenWord:
		ok = true
	case every, onceWord:
		ok = true
	case onWord: // 6 tablets on day 1, 5 on day 2
		ok = ok || p.is(i+2, timeUnit) && p.at(i+2).ref == days && p.is(i+3, number)
	case verb:
		ok = l.last > l.first+1 || p.said(i+1) == "taken"
	case side, bodyPart:
		ok = ok && l.kind == side
	}
	if p.is(i-1, timeUnit) || p.is(i-1, every) || p.is(i-1, atWord) || !ok {
		return start
	}
	return p.add(item{kind: itemDose, amount: Amount{Low: n.Low.Trim(), High: n.High.Trim(), Set: true}, aside: p.aside(start)}, start, i+1)
}

func (p *parser) previousIsVerb(i int) bool { return p.is(i-1, verb) }
