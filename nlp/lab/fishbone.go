package lab

import "github.com/tarn-sql/tarn/nlp/annotation"

// fishbones finds the shorthand of basic chemistry and blood counts written as numbers only:
//
//	140 | 102 | 20 / 110      Na | Cl | BUN / glucose
//	3.9 | 25 | 1.1            K | HCO3 | Cr
//
//	10.2 > 13.1 / 39.2 < 250  leukocytes > hemoglobin / hematocrit < platelets
//
// The chemistry may also stand in one line, "140|102|20/3.9|25|1.1<110", or as people dictate it, "138/4.1/102/24/14/0.9/110".
// A blood gas is "7.32/45/80/22". Every number must be plausible for its test.
func (p *parser) fishbones() {
	p.stop = len(p.tokens)
	p.from = 0
	from := 0
	for _, i := range p.numbers {
		if i < from {
			continue
		}
		switch {
		case p.mark(i+1, '|'):
			from = p.chemistry(i)
		case p.mark(i+1, '>') || p.mark(i+1, '\\'):
			from = p.count(i)
		case p.mark(i+1, '/') && (i == 0 || !p.is(i-1, '/')):
			from = p.row(i)
		}
	}
}

// cells reads n numbers parted by marks; it returns their tokens.
func (p *parser) cells(i int, cells []int, marks string) (end int, ok bool) {
	for k := range cells {
		if i >= len(p.tokens) || p.tokens[i].Kind != annotation.Number {
			return i, false
		}
		cells[k] = i
		i++
		if k < len(cells)-1 {
			if !p.oneOf(i, marks) {
				return i, false
			}
			i++
		}
	}
	return i, true
}

func (p *parser) oneOf(i int, marks string) bool {
	for k := range len(marks) {
		if p.mark(i, marks[k]) {
			return true
		}
	}
	return false
}

// chemistry reads the fishbone of basic chemistry that begins at token i.
func (p *parser) chemistry(i int) int {
	var c [7]int
	c[6] = -1
	end, ok := p.cells(i, c[:3], "|")
	if !ok {
		return i
	}
	j := end
	if p.oneOf(j, "<\\/") && j+1 < len(p.tokens) && p.tokens[j+1].Kind == annotation.Number && !p.mark(j+2, '|') {
		c[6] = j + 1
		j += 2
	}
	for j < len(p.tokens) && (p.oneOf(j, "/\\<-") || p.dash(j) || p.tokens[j].Kind == annotation.Break) && j < end+20 {
		j++
	}
	if end, ok = p.cells(j, c[3:6], "|"); !ok {
		return i
	}
	if c[6] < 0 && p.oneOf(end, "<\\/") && end+1 < len(p.tokens) && p.tokens[end+1].Kind == annotation.Number {
		c[6] = end + 1
		end += 2
	}
	n := 7
	if c[6] < 0 {
		n = 6
	}
	return p.bones(c[:n], chemistry[:n], i, end)
}

// count reads the fishbone of a blood count that begins at token i: leukocytes > hemoglobin / hematocrit < platelets.
func (p *parser) count(i int) int {
	var c [4]int
	if p.mark(i+1, '\\') && i+4 < len(p.tokens) && (p.mark(i+3, '/') || p.mark(i+3, '\\')) && p.tokens[i+2].Kind == annotation.Number && p.tokens[i+4].Kind == annotation.Number && !p.oneOf(i+5, "/\\<") {
		return p.bones([]int{i, i + 2, i + 4}, short[:], i, i+5) // no hematocrit
	}
	if !p.oneOf(i+1, ">\\") || i+6 >= len(p.tokens) || !p.mark(i+3, '/') || !p.oneOf(i+5, "<\\/") {
		return i
	}
	for k := range c {
		c[k] = i + 2*k
		if p.tokens[c[k]].Kind != annotation.Number {
			return i
		}
	}
	return p.bones(c[:], count[:], i, i+7)
}

// row reads the numbers from token i on that slashes join: a blood gas of four or five, chemistry of six or seven.
func (p *parser) row(i int) int {
	var cells [8]int
	n, end := 0, i
	for j := i; j < len(p.tokens) && p.tokens[j].Kind == annotation.Number; j += 2 {
		if n == len(cells) {
			return i
		}
		cells[n] = j
		n, end = n+1, j+1
		if !p.mark(end, '/') && !(n == 6 && p.mark(end, '<')) {
			break
		}
	}
	switch {
	case n == 4 || n == 5:
		return p.bones(cells[:n], gas[:n], i, end)
	case n == 6 || n == 7:
		return p.bones(cells[:n], dictated[:n], i, end)
	}
	return i
}

// bones adds the tests of a fishbone if every number is plausible.
func (p *parser) bones(cells []int, names []string, start, end int) int {
	from := len(p.added)
	for k, i := range cells {
		t := &tests[byName[names[k]]]
		n, _, ok := p.number(i)
		v := value{low: n, high: n, begin: p.tokens[i].Begin, end: p.tokens[i].End}
		if !ok || !p.plausible(&v, t) || t.ucum == "1" && t.high <= 9000 && n.Scale == 0 { // a pH has decimals
			p.added = p.added[:from]
			return start
		}
		e := newEntity(annotation.Span{Begin: v.begin, End: v.end}, t, "fishbone")
		p.attributes(&e, &v, t)
		p.added = append(p.added, e)
	}
	return end
}
