package dosage

// readSite reads where a drug is applied: "in each eye", "to the affected areas", "into both nostrils", "left arm".
func (p *parser) readSite(i int) int {
	switch p.at(i).kind {
	case number, punct, verb, routeWord, formWord, asNeeded, timeUnit, event, then, forWord:
		return i // what no site begins with
	}
	if p.rightEye(i) {
		return p.add(item{kind: itemSite, ref: ophthalmic, text: p.said(i)}, i, i+1)
	}
	j := i
	for p.is(j, toWord) || p.is(j, inWord) || p.is(j, onWord) || p.said(j) == "around" || p.said(j) == "per" {
		j++
	}
	lead := j > i
	from := j
	for p.is(j, article) || p.is(j, side) || p.is(j, every) || p.is(j, conjunction) && j > from && p.is(j+1, side) || p.is(j, each) {
		j++
	}
	named := j > from
	skipped := 0
	for p.is(j, other) && (lead || named) && skipped < 2 && p.is(j+1, bodyPart) {
		j, skipped = j+1, skipped+1
	}
	if !p.is(j, bodyPart) || !lead && !named && !p.afterDrops(i) {
		return i
	}
	for p.is(from, article) {
		from++
	}
	end := j + 1
	for p.is(end, bodyPart) {
		end++
	}
	end = p.siteTail(end)
	return p.add(item{kind: itemSite, ref: int(p.at(j).ref) - 1, text: p.text[p.at(from).begin:p.at(end-1).end]}, i, end)
}

// siteTail takes in "on left arm", "of the left leg", "around lips" behind a part.
func (p *parser) siteTail(i int) int {
	j := i
	if !p.is(j, onWord) && !p.is(j, ofWord) && p.said(j) != "around" && !p.is(j, inWord) && !p.is(j, atWord) && !(p.is(j, conjunction) && p.is(j+1, bodyPart)) {
		return i
	}
	j++
	for p.is(j, article) || p.is(j, side) {
		j++
	}
	if p.is(j, bodyPart) {
		return j + 1
	}
	return i
}

// afterDrops reports whether the item before lexeme i is a dose of drops or sprays, behind which "OU" is a site.
func (p *parser) afterDrops(i int) bool {
	q := p.previous(i)
	return q != nil && (q.kind == itemDose || q.kind == itemForm || q.kind == itemRoute)
}
