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

// create is CREATE [OR REPLACE] TEMP TABLE | VIEW name … .
func (p *parser) create() (Statement, bool) {
	head := "CREATE "
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
	return p.createAs(strings.ToUpper("create "+kind), head+name, kind == "table")
}

// createAs is what follows the name: [(columns)] AS SELECT, or for a table its columns.
func (p *parser) createAs(verb, head string, table bool) (Statement, bool) {
	at := p.pos
	cols, ok := p.columns()
	if ok && p.word("as") != "" {
		start := p.rest()
		if !p.query() {
			return Statement{}, false
		}
		return p.rebuilt(verb, head+cols+" AS ", start), true
	}
	if !table {
		return Statement{}, false
	}
	p.pos = at
	defs, ok := p.definitions()
	return Statement{SQL: head + " (" + defs + ")", Verb: verb}, ok && p.done()
}

// definitions is (name type [NOT NULL | NULL | PRIMARY KEY | UNIQUE] …, …). Defaults, checks and generated columns hold
// expressions and are not taken.
func (p *parser) definitions() (string, bool) {
	if !p.byte("(") {
		return "", false
	}
	var defs []string
	for {
		n := p.next()
		if n.kind != 'q' && n.kind != 'w' || n.text == "" || n.kind == 'w' && (reserved[n.text] || constraintWords[n.text]) {
			return "", false
		}
		rest, ok := p.columnType()
		if !ok {
			return "", false
		}
		defs = append(defs, quote(n.text)+" "+rest)
		if p.byte(")") {
			return strings.Join(defs, ", "), true
		}
		if !p.byte(",") {
			return "", false
		}
	}
}

var constraintWords = set("primary unique check constraint foreign like exclude")

// typeWords are the words that types and the harmless constraints are made of.
var typeWords = set(`bool boolean tinyint smallint int integer int1 int2 int4 int8 bigint hugeint utinyint usmallint uinteger ubigint
	uhugeint float float4 float8 real double precision decimal numeric dec text varchar character varying char bpchar string name
	blob bytea binary bit date time timestamp timestamptz timetz datetime with without zone interval uuid json jsonb oid
	timestamp_s timestamp_ms timestamp_ns not null primary key unique`)

// columnType is a type of known words, with numbers and brackets, up to the comma or parenthesis that ends the column.
func (p *parser) columnType() (string, bool) {
	var parts []string
	depth := 0
	for {
		t := p.peek()
		switch {
		case t.kind == 'o' && depth == 0 && (t.text == "," || t.text == ")"):
			return strings.Join(parts, " "), len(parts) > 0
		case t.kind == 'w' && typeWords[t.text] && depth == 0, t.kind == 'n' && depth == 1:
		case t.kind == 'o' && depth == 1 && t.text == ",":
		case t.kind == 'o' && (t.text == "(" || t.text == "[") && depth == 0 && len(parts) > 0:
			depth++
		case t.kind == 'o' && (t.text == ")" || t.text == "]") && depth == 1:
			depth--
		default:
			return "", false
		}
		parts = append(parts, t.text)
		p.next()
	}
}

// insert is INSERT INTO name [(columns)] SELECT | VALUES … .
func (p *parser) insert() (Statement, bool) {
	if p.word("into") == "" {
		return Statement{}, false
	}
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	cols, ok := p.columns()
	start := p.rest()
	if !ok || !p.insertable() || !p.query() {
		return Statement{}, false
	}
	return p.owned("INSERT", "INSERT INTO "+name+cols+" ", start, name), true
}

// insertable reports whether the rest begins as a SELECT does that INSERT takes.
func (p *parser) insertable() bool {
	t := p.peek()
	return t.kind == 'w' && queryWords[t.text] || t.kind == 'o' && t.text == "("
}

var queryWords = set("select values with from table")

// update is UPDATE name SET column = expression, … [WHERE …]. As a SELECT list the assignments are comparisons, so that the
// very text can be checked.
func (p *parser) update() (Statement, bool) {
	name, ok := p.target()
	if !ok || p.word("set") == "" {
		return Statement{}, false
	}
	start := p.rest()
	if !p.wrapped("FROM "+name+" SELECT ", start) {
		return Statement{}, false
	}
	return p.owned("UPDATE", "UPDATE "+name+" SET ", start, name), true
}

// delete is DELETE FROM name [WHERE …].
func (p *parser) delete() (Statement, bool) {
	if p.word("from") == "" {
		return Statement{}, false
	}
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	start := p.rest()
	if p.peek().text != "where" || p.peek().kind != 'w' {
		return Statement{SQL: "DELETE FROM " + name, Verb: "DELETE", Target: name}, p.done()
	}
	if !p.wrapped("SELECT * FROM "+name+" ", start) {
		return Statement{}, false
	}
	return p.owned("DELETE", "DELETE FROM "+name+" ", start, name), true
}

// truncate is TRUNCATE [TABLE] name.
func (p *parser) truncate() (Statement, bool) {
	p.word("table")
	name, ok := p.target()
	return Statement{SQL: "DELETE FROM " + name, Verb: "TRUNCATE", Target: name}, ok && p.done()
}

// drop is DROP TABLE | VIEW [IF EXISTS] name [CASCADE | RESTRICT].
func (p *parser) drop() (Statement, bool) {
	kind := p.word("table", "view")
	if kind == "" {
		return Statement{}, false
	}
	exists := ""
	if p.words("if", "exists") {
		exists = "IF EXISTS "
	}
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	p.word("cascade", "restrict")
	verb := strings.ToUpper("drop " + kind)
	return Statement{SQL: verb + " " + exists + name, Verb: verb, Target: name}, p.done()
}

// owned is a rebuilt statement that writes to target.
func (p *parser) owned(verb, head string, at int, target string) Statement {
	st := p.rebuilt(verb, head, at)
	st.Target = target
	return st
}
