package lab

import "github.com/tarn-sql/tarn/nlp/annotation"

// slashed is the most names that slashes join.
const slashed = 8

// slashes reads names joined by slashes with values joined by slashes: "Na/K 140/4.0", "H/H 12/36". The anchors from k on
// get their values; it reports whether there were any.
func (p *parser) slashes(k int) bool {
	n := 1
	for n < slashed && k+n < len(p.anchors) && p.anchors[k+n].first == p.anchors[k+n-1].last+1 && (p.is(p.anchors[k+n-1].last, '/') || p.is(p.anchors[k+n-1].last, '&')) {
		n++
	}
	if n < 2 {
		return false
	}
	last := &p.anchors[k+n-1]
	p.stop = p.bound(k + n - 1)
	p.from = p.tokens[last.last-1].End
	i := last.last
	for {
		if w, end, ok := p.word(i); ok && w.kind == filler {
			i = end
			continue
		}
		if p.mark(i, ':') || p.mark(i, '=') {
			i++
			continue
		}
		break
	}
	p.listed = true
	defer func() { p.listed = false }()
	from := len(p.values)
	for j := range n {
		a := &p.anchors[k+j]
		v, end, ok := p.read(i, a.test)
		if !ok || j < n-1 && !p.mark(end, '/') {
			p.values = p.values[:from]
			return false
		}
		p.values = append(p.values, v)
		i = end + 1
	}
	for j := range n {
		p.anchors[k+j].from, p.anchors[k+j].to = from+j, from+j+1
	}
	return true
}

// is reports whether token i is the mark c, wherever reading stops.
func (p *parser) is(i int, c byte) bool {
	return i < len(p.tokens) && p.tokens[i].Kind == annotation.Punct && p.text[p.tokens[i].Begin] == c
}

// columns is the most columns of a table.
const columns = 40

// headers reads tables whose first line names the tests and whose next line has their values, as many as the names.
func (p *parser) headers() {
	for k := 0; k < len(p.anchors); {
		n := 1
		for n < columns && k+n < len(p.anchors) && !p.breaks(p.anchors[k+n-1].last, p.anchors[k+n].first) {
			n++
		}
		if n >= 2 {
			p.below(k, n)
		}
		k += n
	}
}

// breaks reports whether a line break stands among the tokens.
func (p *parser) breaks(from, to int) bool {
	for i := from; i < to; i++ {
		if p.tokens[i].Kind == annotation.Break {
			return true
		}
	}
	return false
}

// below gives the anchors k to k+n, all without values and nothing but names on their line, the numbers of the next line.
func (p *parser) below(k, n int) {
	first, last := &p.anchors[k], &p.anchors[k+n-1]
	for j := k; j < k+n; j++ {
		if a := &p.anchors[j]; a.to > a.from || j > k && a.first-p.anchors[j-1].last > 2 {
			return
		}
	}
	i := last.last
	if i >= len(p.tokens) || p.tokens[i].Kind != annotation.Break {
		return
	}
	i++
	end := i
	for end < len(p.tokens) && p.tokens[end].Kind != annotation.Break {
		end++
	}
	p.stop, p.from = end, p.tokens[last.last-1].End
	defer func() { p.stop = len(p.tokens) }()
	when := ""
	if e := p.isDate(i); e > i {
		when = p.text[p.tokens[i].Begin:p.tokens[e-1].End]
		i = e
	}
	from := len(p.values)
	for j := k; j < k+n; j++ {
		i = p.bar(i)
		v, e, ok := p.read(i, p.anchors[j].test)
		if !ok {
			p.values = p.values[:from]
			return
		}
		v.when = when
		if code, f, ok := p.flagAt(e); ok {
			v.flag, v.flagBegin, v.flagEnd = code, p.tokens[e].Begin, p.tokens[f-1].End
			e = f
		}
		p.values = append(p.values, v)
		i = e
	}
	if p.bar(i) < end {
		p.values = p.values[:from]
		return
	}
	_ = first
	for j := range n {
		p.anchors[k+j].from, p.anchors[k+j].to = from+j, from+j+1
	}
}
