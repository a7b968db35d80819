package lab

import "github.com/tarn-sql/tarn/nlp/annotation"

// datesOf gives the values of a table's row the dates of its header.
func (p *parser) datesOf(a *anchor) {
	if a.to-a.from < 2 {
		return
	}
	if p.readHeader(); a.to-a.from != len(p.dates) {
		return
	}
	for i := a.from; i < a.to; i++ {
		if v := &p.values[i]; v.when == "" {
			v.when = p.dates[i-a.from]
		}
	}
}

// readHeader remembers the dates of the last line before the last name that has two dates at least. Few texts have such
// tables: it is done when a name has values for it.
func (p *parser) readHeader() {
	if p.dated {
		return
	}
	p.dates, p.dated = p.dates[:0], true
	for line := 0; line < p.anchors[len(p.anchors)-1].first; {
		line = p.headerLine(line)
	}
}

// headerLine remembers the dates of the line that begins at token i if it has two at least, and returns the next line.
func (p *parser) headerLine(i int) int {
	first, n := i, 0
	for ; i < len(p.tokens) && p.tokens[i].Kind != annotation.Break; i++ {
		if k := p.tokens[i].Kind; k != annotation.Number && k != annotation.Mask {
			continue
		}
		if end := p.isDate(i); end > i {
			n++
			i = end - 1
		}
	}
	if n >= 2 {
		p.dates = p.dates[:0]
		for j := first; j < i; j++ {
			if end := p.isDate(j); end > j {
				p.dates = append(p.dates, p.text[p.tokens[j].Begin:p.tokens[end-1].End])
				j = end - 1
			}
		}
	}
	return i + 1
}
