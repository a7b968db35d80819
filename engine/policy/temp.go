package policy

import "strings"

// tempTable is where temporary relations live; spelling it out is what keeps a statement away from the store.
const tempTable = "temp.main."

// target is the name of a temporary relation: name, temp.name, temp.main.name or pg_temp.name. It returns the name spelt
// out and quoted.
func (p *parser) target() (string, bool) {
	names := []token{p.next()}
	for p.byte(".") {
		names = append(names, p.next())
	}
	for _, n := range names {
		if n.kind != 'q' && n.kind != 'w' || n.text == "" || fileLike(n.text) || len(names) > 3 {
			return "", false
		}
	}
	last := len(names) - 1
	qualifier := ""
	for _, n := range names[:last] {
		qualifier += fold(n.text) + "."
	}
	switch qualifier {
	case "", "temp.", "pg_temp.", tempTable:
	default:
		return "", false
	}
	if n := names[last]; n.kind == 'w' && reserved[n.text] {
		return "", false
	}
	return tempTable + quote(names[last].text), true
}

// reserved are words that cannot be a bare name here but begin another clause.
var reserved = set(`as select with from where set values default table using on if not only into returning order limit`)

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// columns is an optional list of bare or quoted names in parentheses, returned as it is to be written.
func (p *parser) columns() (string, bool) {
	at := p.pos
	if !p.byte("(") {
		return "", true
	}
	var names []string
	for {
		n := p.next()
		if n.kind != 'q' && n.kind != 'w' || n.text == "" || n.kind == 'w' && reserved[n.text] {
			p.pos = at // a parenthesised SELECT, or a list of definitions
			return "", len(names) == 0
		}
		names = append(names, quote(n.text))
		if p.byte(")") {
			return " (" + strings.Join(names, ", ") + ")", true
		}
		if !p.byte(",") {
			p.pos = at
			return "", true
		}
	}
}

// create is CREATE [OR REPLACE] TEMP TABLE | VIEW name …, or CREATE INDEX.
func (p *parser) create() (Statement, bool) {
	head := "CREATE "
	if p.words("unique", "index") {
		return p.index("UNIQUE ")
	}
	if p.word("index") != "" {
		return p.index("")
	}
	if p.words("or", "replace") {
		head += "OR REPLACE "
	}
	p.word("local")
	if p.word("temp", "temporary") == "" {
		return Statement{}, false
	}
	kind := p.word("table", "view")
	if kind == "" {
		return Statement{}, false
	}
	head += "TEMP " + strings.ToUpper(kind) + " "
	if kind == "table" && p.words("if", "not", "exists") {
		head += "IF NOT EXISTS "
	}
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	return p.createAs(strings.ToUpper("create "+kind), head, name, kind == "table")
}

// createAs is what follows the name: [(columns)] [ON COMMIT …] AS SELECT, or for a table its columns.
func (p *parser) createAs(verb, head, name string, table bool) (Statement, bool) {
	at := p.pos
	cols, ok := p.columns()
	commit := p.onCommit(name)
	if ok && p.word("as") != "" {
		start := p.rest()
		if !p.query() {
			return Statement{}, false
		}
		st := p.rebuilt(verb, head+name+cols+" AS ", start)
		st.OnCommit = commit
		return st, true
	}
	if !table {
		return Statement{}, false
	}
	p.pos = at
	d := definitions{parser: p, table: name}
	if !d.read() {
		return Statement{}, false
	}
	st := Statement{SQL: head + name + " (" + strings.Join(d.parts, ", ") + ")", Verb: verb, Before: d.before}
	st.OnCommit = p.onCommit(name)
	return st, p.done()
}

// onCommit is ON COMMIT DROP | DELETE ROWS | PRESERVE ROWS: what is to run when the transaction commits, "" nothing.
func (p *parser) onCommit(name string) string {
	switch {
	case p.words("on", "commit", "drop"):
		return "DROP TABLE IF EXISTS " + name
	case p.words("on", "commit", "delete", "rows"):
		return "DELETE FROM " + name
	case p.words("on", "commit", "preserve", "rows"):
	}
	return ""
}

// truncate is TRUNCATE [TABLE] name.
func (p *parser) truncate() (Statement, bool) {
	p.word("table")
	name, ok := p.target()
	return Statement{SQL: "DELETE FROM " + name, Verb: "TRUNCATE", Target: name}, ok && p.done()
}

// drop is DROP TABLE | VIEW | INDEX [IF EXISTS] name [CASCADE | RESTRICT].
func (p *parser) drop() (Statement, bool) {
	kind := p.word("table", "view", "index")
	if kind == "" {
		return Statement{}, false
	}
	exists := p.ifExists()
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	p.word("cascade", "restrict")
	verb := strings.ToUpper("drop " + kind)
	return Statement{SQL: verb + " " + exists + name, Verb: verb, Target: name}, p.done()
}

// ifExists is IF EXISTS, where it stands.
func (p *parser) ifExists() string {
	if p.words("if", "exists") {
		return "IF EXISTS "
	}
	return ""
}

// owned is a rebuilt statement that writes to target.
func (p *parser) owned(verb, head string, at int, target string) Statement {
	st := p.rebuilt(verb, head, at)
	st.Target = target
	return st
}
