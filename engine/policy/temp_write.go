package policy

// clause finds the words of a clause outside of parentheses: the place of the first, and the place behind the last; both
// the end where there is none.
func (p *parser) clause(row ...string) (from, behind int) {
	for {
		from = p.until(func(t token) bool { return t.kind == 'w' && t.text == row[0] })
		if p.words(row...) {
			return from, p.pos
		}
		if p.next().kind == 0 {
			return len(p.sql), len(p.sql)
		}
	}
}

// returning checks the list of RETURNING, which stands from a place on; len(sql) is none.
func (p *parser) returning(from int) bool {
	return from == len(p.sql) || p.part("SELECT ", from, len(p.sql))
}

// alias is [AS] name behind a target, quoted, with a blank before it.
func (p *parser) alias() string {
	at := p.pos
	if p.word("as") != "" {
		if n := p.next(); n.kind == 'q' || n.kind == 'w' && !reserved[n.text] {
			return " AS " + quote(n.text)
		}
	}
	p.pos = at
	return ""
}

// insert is INSERT INTO name [AS alias] [(columns)] SELECT | VALUES … | DEFAULT VALUES [ON CONFLICT …] [RETURNING …].
func (p *parser) insert() (Statement, bool) {
	if p.word("into") == "" {
		return Statement{}, false
	}
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	head := "INSERT INTO " + name + p.alias()
	cols, ok := p.columns()
	start := p.rest()
	if !ok {
		return Statement{}, false
	}
	list, behind := p.clause("returning")
	p.pos = start
	conflict, action := p.clause("on", "conflict")
	p.pos = start
	end := min(conflict, list)
	switch {
	case p.words("default", "values") && p.rest() >= end:
	case !p.insertable() || !p.part("", start, end):
		return Statement{}, false
	}
	if conflict < list && !p.onConflict(action, list) || !p.returning(behind) {
		return Statement{}, false
	}
	return p.owned("INSERT", head+cols+" ", start, name), true
}

// insertable reports whether the rest begins as a SELECT does that INSERT takes.
func (p *parser) insertable() bool {
	t := p.peek()
	return t.kind == 'w' && queryWords[t.text] || t.kind == 'o' && t.text == "("
}

var queryWords = set("select values with from table")

// onConflict is [(columns)] DO NOTHING | DO UPDATE SET … [WHERE …], up to a place.
func (p *parser) onConflict(from, to int) bool {
	p.pos = from
	if _, ok := p.columns(); !ok {
		return false
	}
	if p.words("do", "nothing") {
		return p.rest() >= to || p.done()
	}
	return p.words("do", "update", "set") && p.part("SELECT ", p.rest(), to)
}

// update is UPDATE name [AS alias] SET column = expression, … [FROM …] [WHERE …] [RETURNING …]. As a SELECT list the
// assignments are comparisons, so that the very text can be checked.
func (p *parser) update() (Statement, bool) {
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	head := "UPDATE " + name + p.alias() + " SET "
	if p.word("set") == "" {
		return Statement{}, false
	}
	start := p.rest()
	list, behind := p.clause("returning")
	if !p.part("SELECT ", start, list) || !p.returning(behind) {
		return Statement{}, false
	}
	return p.owned("UPDATE", head, start, name), true
}

// delete is DELETE FROM name [AS alias] [USING …] [WHERE …] [RETURNING …].
func (p *parser) delete() (Statement, bool) {
	if p.word("from") == "" {
		return Statement{}, false
	}
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	head := "DELETE FROM " + name + p.alias()
	start := p.rest()
	list, behind := p.clause("returning")
	p.pos = start
	from, empty := start, list <= start || p.done()
	before := "SELECT 1 "
	if p.word("using") != "" {
		from, before = p.rest(), "SELECT 1 FROM "
	}
	switch {
	case empty && list == len(p.sql):
		return Statement{SQL: head, Verb: "DELETE", Target: name}, true
	case !empty && !p.part(before, from, list), !p.returning(behind):
		return Statement{}, false
	}
	return p.owned("DELETE", head+" ", start, name), true
}
