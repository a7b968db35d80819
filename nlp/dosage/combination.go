package dosage

import "github.com/tarn-sql/tarn/nlp/quantity"

// combination reads the strengths of a product of several ingredients: 5/325 mg, 5-325 mg, 160-4.5 mcg, 5 mg/325 mg.
func (p *parser) combination(start, i int) int {
	if end := p.hyphenated(start, i); end > start {
		return end
	}
	var parts [4]Amount
	n, j, units := 0, i, 0
	for n < len(parts) && p.is(j, number) && !p.at(j).num.IsRange() {
		parts[n] = Amount{Low: p.at(j).num.Low.Trim(), High: p.at(j).num.Low.Trim(), Set: true}
		u, t, ok := p.unit(j)
		j++
		if ok && ingredientUnit(u) {
			parts[n] = unitAmount(p.at(j-1).num, u)
			j = p.after(j, t)
			units++
		}
		n++
		if !p.mark(j, '/') && !p.mark(j, '-') || !p.is(j+1, number) {
			break
		}
		if ok && !ingredientUnit(u) {
			return start
		}
		j++
	}
	if n < 2 || !p.combined(parts[:n], units, i, j) {
		return start
	}
	last := parts[n-1]
	for k := range parts[:n] {
		if parts[k].Unit == "" && units > 0 {
			parts[k].Unit, parts[k].UCUM, parts[k].Kind = last.Unit, last.UCUM, last.Kind
		}
	}
	a := parts[0]
	a.Also = append([]Amount(nil), parts[1:n]...)
	return p.add(item{kind: itemStrength, amount: a}, start, j)
}

func ingredientUnit(u quantity.Unit) bool {
	return (u.Kind == quantity.Mass || u.Kind == quantity.Activity || u.Kind == quantity.Substance || u.Kind == quantity.Fraction) &&
		u.Per == quantity.None && u.UCUM != "kg" && u.UCUM != "[lb_av]"
}

// combined reports whether parts that end before lexeme end can be the strengths of one product.
func (p *parser) combined(parts []Amount, units, i, end int) bool {
	last := parts[len(parts)-1]
	if units == 0 { // 5/325 before a form, a route or a timing, or after the drug's name
		if p.mark(i+1, '-') && !p.is(i-1, drug) || last.Low.Compare(quantity.Int(10)) <= 0 && len(parts) < 3 || p.mark(i-1, '/') {
			return false
		}
		switch p.at(end).kind {
		case formWord, routeWord, fixed, adverb, onceWord, every, asNeeded:
			return true
		}
		return p.is(i-1, drug) && !p.is(end, timeUnit)
	}
	if last.Unit == "" {
		return false
	}
	if p.mark(i+1, '-') || parts[0].Unit != "" && p.hyphenAfter(i) { // a range unless it goes down or leaps
		return parts[0].Low.Compare(last.Low) >= 0 || parts[0].Unit != "" && parts[0].Unit != last.Unit || leaps(parts[0].Low, last.Low)
	}
	return true
}

// hyphenAfter reports whether the amount at lexeme i is followed by a hyphen.
func (p *parser) hyphenAfter(i int) bool {
	_, t, ok := p.unit(i)
	return ok && p.mark(p.after(i, t), '-')
}

// leaps reports whether high is so far above low that no prescriber writes such a range.
func leaps(low, high quantity.Decimal) bool {
	far, ok := low.Mul(quantity.Int(20))
	return ok && far.Compare(high) <= 0 && high.Compare(quantity.Int(100)) >= 0
}

// hyphenated reads a combination that looks like a range: 5-325 mg.
func (p *parser) hyphenated(start, i int) int {
	n := p.at(i).num
	if !n.IsRange() || n.Word || !leaps(n.Low, n.High) {
		return start
	}
	u, t, ok := p.unit(i)
	end := i + 1
	if ok && ingredientUnit(u) {
		end = p.after(i, t)
	} else if !p.is(end, formWord) || !p.is(i-1, drug) {
		return start
	}
	low, high := quantity.Number{Low: n.Low, High: n.Low}, quantity.Number{Low: n.High, High: n.High}
	a := unitAmount(low, u)
	a.Also = []Amount{unitAmount(high, u)}
	return p.add(item{kind: itemStrength, amount: a}, start, end)
}
