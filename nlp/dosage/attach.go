package dosage

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// share gives the items of a room to its drugs. The lexemes and items are those of the room.
func (p *parser) share(doc *annotation.Document) {
	p.drugs = p.drugs[:0]
	for i := range p.lex {
		if p.lex[i].kind == drug {
			p.drugs = append(p.drugs, i)
		}
	}
	if len(p.drugs) == 0 {
		return
	}
	p.aliases()
	p.divide()
	for k, head := range p.heads {
		if head != k {
			continue
		}
		last := k
		for last+1 < len(p.heads) && p.heads[last+1] == k {
			last++
		}
		p.give(doc, k, last, p.owned[k][0], p.owned[last][1])
	}
}

// divide finds the items of each drug: those between it and the next one, but for the chain directly before the next.
func (p *parser) divide() {
	p.owned = p.owned[:0]
	next := p.itemsBefore(0, p.drugs[0])
	begin := p.chain(0, next, p.drugs[0])
	for k := range p.drugs {
		end := len(p.items)
		if k+1 < len(p.drugs) {
			last := p.itemsBefore(next, p.drugs[k+1])
			end = last
			if p.heads[k+1] == k+1 {
				end = p.split(p.drugs[k], p.drugs[k+1], next, last)
			}
			next = last
		}
		p.owned = append(p.owned, [2]int{begin, end})
		begin = end
	}
}

// itemsBefore is the number of items that end at lexeme i or before, counted from item from.
func (p *parser) itemsBefore(from, i int) int {
	for from < len(p.items) && p.items[from].to <= i {
		from++
	}
	return from
}

// aliases finds drugs that are another name of the drug before or its partner in a combination: "lisinopril (Zestril)",
// "lisinopril/hydrochlorothiazide". It notes for each the first of its group.
func (p *parser) aliases() {
	p.heads = p.heads[:0]
	for k, i := range p.drugs {
		head := k
		if k > 0 {
			before := p.drugs[k-1]
			switch {
			case p.mark(i-1, '(') && i-1 <= before+6 && (p.mark(i+1, ')') || p.mark(i+2, ')')) && !p.breaks(before+1, i-1),
				(p.mark(i-1, '/') || p.mark(i-1, '-')) && before == i-2 && p.tokens[p.at(i-1).first].Glued:
				head = p.heads[k-1]
			}
		}
		p.heads = append(p.heads, head)
	}
}

// breaks reports whether words that the grammar has no use for stand between the lexemes.
func (p *parser) breaks(from, to int) bool {
	for i := from; i < to; i++ {
		if p.is(i, lineEnd) || p.is(i, conjunction) {
			return true
		}
	}
	return false
}

// chain is the first of the items from to to that stand directly before lexeme i, with nothing but connecting words
// between them and it.
func (p *parser) chain(from, to, i int) int {
	edge := i
	for to > from && p.connected(p.items[to-1].to, edge) {
		to--
		edge = p.items[to].from
	}
	return to
}

// connected reports whether only connecting words stand between the lexemes from and to: "of", "her", "dose of", "therapy with".
func (p *parser) connected(from, to int) bool {
	linked, strange := false, 0
	for i := from; i < to; i++ {
		linked = linked || p.is(i, ofWord) || p.said(i) == "with"
		switch l := p.at(i); l.kind {
		case ofWord, article, each, formWord, doseWord, fromWord, orWord:
		case punct:
			if c := byte(l.ref); c != '-' && c != '(' && c != ')' {
				return false
			}
		case other, cycle, courseWord, event, verb, divided:
			switch p.said(i) {
			case "with", "treatment", "therapy", "administration", "use", "using", "doses", "worth", "of", "course", "continuous", "continuing", "almost", "approximately", "taking", "on", "treated", "use of", "courses", "cycles", "higher", "lower":
			default:
				if strange++; !linked || strange > 2 || p.is(i, event) || p.is(i, verb) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// split is the item between two drugs, at lexemes a and b, from which on items belong to the one behind.
func (p *parser) split(a, b, from, to int) int {
	c := p.chain(from, to, b)
	if c == to {
		return to
	}
	last := p.items[to-1]
	if last.kind == itemReason || last.kind == itemAsNeeded || last.kind == itemThen {
		return to
	}
	start, given := p.items[c].from, false
	for c < to-1 && p.items[c].kind == itemMethod { // and given 20 mg …
		c, given = c+1, true
	}
	if given {
		return c
	}
	if p.is(last.to, ofWord) {
		for c < to-1 && p.items[c].kind != itemDose && p.items[c].kind != itemVague && p.items[c].kind != itemStrength {
			c++ // bid and 20 mg of: the dose begins the chain
		}
		return c
	}
	if start > a+1 && (c == from || p.items[c-1].to < start) {
		return c // something parts it from the drug before
	}
	return to
}

// give attaches the items from to to to the drugs first to last, which are one.
func (p *parser) give(doc *annotation.Document, first, last, from, to int) {
	at := p.drugs
	p.given = p.given[:0]
	edge := at[last]
	for i := from; i < to; i++ {
		it := &p.items[i] // items are large
		switch {
		case it.before && it.from > at[last]:
			continue
		case it.to <= at[last]: // before the drug, or between its names
		case it.kind == itemDuration && p.is(it.from, lasting), it.kind == itemTiming && p.is(it.from, continuous) && it.from > edge:
			continue // chronic pain
		case p.distance(edge, it.from) > reach(it.kind):
			if it.kind != itemMax {
				continue
			}
		default:
			edge = it.to
		}
		p.given = append(p.given, *it)
	}
	entity := p.names[p.lex[at[first]].ref].entity
	if p.compound(at, first, last) {
		p.strengths()
	}
	p.describe(doc, entity)
	e := &doc.Entities[entity]
	e.Event = p.event(first, last, doc, e)
	p.joint(doc, first, e.Event)
	for k := first + 1; k <= last; k++ {
		other := &doc.Entities[p.names[p.lex[at[k]].ref].entity]
		other.Attributes = append(other.Attributes, e.Attributes...)
		other.Event = e.Event
	}
}

// compound reports whether the names first to last are those of one product of several ingredients: lisinopril/HCTZ.
func (p *parser) compound(at []int, first, last int) bool {
	if last > first {
		return p.mark(at[last]-1, '/') || p.mark(at[last]-1, '-')
	}
	name := p.said(at[first])
	for i := range len(name) {
		if name[i] == '/' || name[i] == '-' {
			return i > 3 && i < len(name)-4
		}
	}
	return false
}

// strengths makes the range behind the name of a compound the strengths of its ingredients: "20-25 mg".
func (p *parser) strengths() {
	for i := range p.given {
		it := &p.given[i]
		if it.kind != itemDose {
			continue
		}
		if it.amount.IsRange() && it.amount.Kind == quantity.Mass {
			second := it.amount
			second.Low = second.High
			it.amount.High, it.amount.Also, it.kind = it.amount.Low, []Amount{second}, itemStrength
		}
		return
	}
}

// joint gives an event told behind a list to the drugs before in the list: "vancomycin and Zosyn were started".
func (p *parser) joint(doc *annotation.Document, k int, event string) {
	for ; event != "" && k > 0; k-- {
		e := &doc.Entities[p.names[p.lex[p.drugs[k-1]].ref].entity]
		if e.Event != "" || p.distance(p.drugs[k-1]+1, p.drugs[k]) > 1 || !p.joined(p.drugs[k-1]+1, p.drugs[k]) {
			return
		}
		e.Event = event
	}
}

// joined reports whether "and" or a comma stands between the lexemes, and neither a verb nor a full stop.
func (p *parser) joined(from, to int) (found bool) {
	for i := from; i < to; i++ {
		switch {
		case p.is(i, event), p.is(i, verb), p.is(i, other), p.is(i, lineEnd), p.mark(i, '.'):
			return false
		case p.is(i, conjunction), p.mark(i, ','):
			found = true
		}
	}
	return found
}

// distance is the number of words between lexemes that the grammar has no use for.
func (p *parser) distance(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		switch l := p.at(i); l.kind {
		case other, event, bodyPart, ago, number:
			n++
		case conjunction:
			n++
		case lineEnd:
		case punct:
			if byte(l.ref) == '.' {
				n++
			}
		}
	}
	return n
}

// reach is how many other words may stand between a drug, or its last attribute, and an attribute of the kind.
func reach(k itemKind) int {
	switch k {
	case itemForm:
		return 2
	case itemReason, itemInstruction, itemSite, itemMethod, itemTotal, itemDivided:
		return 3
	case itemRoute:
		return 3
	case itemVague:
		return 4
	case itemMax:
		return 12
	}
	return 7
}
