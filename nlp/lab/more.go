package lab

// more reads further values: "-> 11.0", ", 12.8 and 12.1", and the cells of a table's row.
func (p *parser) more(a *anchor, i int) {
	for n := 0; n < 40 && i < p.stop; n++ {
		last := &p.values[len(p.values)-1]
		j, sep := p.separator(i)
		if j == i && !p.tabulated(p.tokens[i-1].End, p.tokens[i].Begin) {
			return
		}
		when := ""
		if end := p.isDate(j); end > j {
			if !sep {
				return
			}
			when = p.text[p.tokens[j].Begin:p.tokens[end-1].End]
			if j = end; p.mark(j, ':') {
				j++
			}
		}
		v, end, ok := p.read(j, a.test)
		if !ok {
			return
		}
		v.when = when
		if p.said(j-1) == "from" {
			v.note = "previous"
		}
		end = p.tail(a, &v, end)
		if !v.hasUnit && last.hasUnit {
			v.unit, v.hasUnit = last.unit, true
		}
		p.values = append(p.values, v)
		i = end
	}
}

// separator passes over what joins two values of a test.
func (p *parser) separator(i int) (end int, found bool) {
	j := i
	for j < p.stop && j < i+4 {
		switch {
		case p.mark(j, ',') || p.mark(j, ';') || p.mark(j, '|') || p.mark(j, '>') || p.said(j) == "→" || p.said(j) == "⟶":
			j++
		case p.dash(j) && (p.mark(j+1, '>') || p.dash(j+1)):
			j++
		default:
			w, last, ok := p.word(j)
			if !ok || w.kind != and && w.kind != up && w.kind != down && !(w.kind == comparator && p.mark(j, '>') && j > i) {
				return j, j > i
			}
			j = last
		}
	}
	return j, j > i
}
