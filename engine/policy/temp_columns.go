package policy

import "strings"

// definitions reads the columns and constraints of a new temporary table: (name type [constraint] …, constraint, …).
// Expressions of DEFAULT and CHECK stand in parentheses and are checked as those of a SELECT are. Generated columns and
// references to other tables are not taken.
type definitions struct {
	*parser
	table  string
	parts  []string
	before []string // sequences of the columns that count
}

func (d *definitions) read() bool {
	if !d.byte("(") {
		return false
	}
	for {
		def, ok := d.definition()
		if !ok {
			return false
		}
		d.parts = append(d.parts, def)
		if d.byte(")") {
			return true
		}
		if !d.byte(",") {
			return false
		}
	}
}

// definition is a column or a table's constraint.
func (d *definitions) definition() (string, bool) {
	switch {
	case d.words("primary", "key"):
		cols, ok := d.columns()
		return "PRIMARY KEY" + cols, ok && cols != ""
	case d.word("unique") != "":
		cols, ok := d.columns()
		return "UNIQUE" + cols, ok && cols != ""
	case d.word("check") != "":
		return d.expression("CHECK ")
	}
	name, ok := d.columnName()
	if !ok {
		return "", false
	}
	typ, ok := d.columnType()
	if !ok {
		return "", false
	}
	def := name + " " + typ
	for {
		c, ok := d.constraint(name)
		if !ok {
			return "", false
		}
		if c == "" {
			return def, true
		}
		def += " " + c
	}
}

// constraint is one constraint of a column, "" at the column's end. SERIAL is the wire's word for a column that counts.
func (d *definitions) constraint(column string) (string, bool) {
	switch {
	case d.word("default") != "":
		return d.expression("DEFAULT ")
	case d.word("check") != "":
		return d.expression("CHECK ")
	case d.word("serial") != "":
		sequence := tempTable + `"` + strings.ReplaceAll(unquote(d.table[len(tempTable):])+"_"+unquote(column), `"`, "_") + `_seq"`
		d.before = append(d.before, "CREATE TEMP SEQUENCE IF NOT EXISTS "+sequence)
		return "DEFAULT (nextval('" + strings.ReplaceAll(sequence, "'", "''") + "'))", true
	case d.words("not", "null"):
		return "NOT NULL", true
	case d.word("null") != "":
		return "NULL", true
	case d.words("primary", "key"):
		return "PRIMARY KEY", true
	case d.word("unique") != "":
		return "UNIQUE", true
	}
	t := d.peek()
	return "", t.kind == 'o' && (t.text == "," || t.text == ")")
}

// unquote takes the quotes off a name, doubled ones stay: nextval reads no quotes within a name.
func unquote(name string) string { return name[1 : len(name)-1] }

// columnName is a name that begins a column's definition, quoted.
func (p *parser) columnName() (string, bool) {
	n := p.next()
	if n.kind != 'q' && n.kind != 'w' || n.text == "" || n.kind == 'w' && (reserved[n.text] || constraintWords[n.text]) {
		return "", false
	}
	return quote(n.text), true
}

var constraintWords = set("primary unique check constraint foreign like exclude")

// typeWords are the words that types are made of.
var typeWords = set(`bool boolean tinyint smallint int integer int1 int2 int4 int8 bigint hugeint utinyint usmallint uinteger ubigint
	uhugeint float float4 float8 real double precision decimal numeric dec text varchar character varying char bpchar string name
	blob bytea binary bit date time timestamp timestamptz timetz datetime with without zone interval uuid json jsonb oid
	timestamp_s timestamp_ms timestamp_ns`)

// columnType is a type of known words, with numbers and brackets.
func (p *parser) columnType() (string, bool) {
	var parts []string
	depth := 0
	for {
		t := p.peek()
		switch {
		case t.kind == 'w' && typeWords[t.text] && depth == 0, t.kind == 'n' && depth == 1:
		case t.kind == 'o' && depth == 1 && t.text == ",":
		case t.kind == 'o' && (t.text == "(" || t.text == "[") && depth == 0 && len(parts) > 0:
			depth++
		case t.kind == 'o' && (t.text == ")" || t.text == "]") && depth == 1:
			depth--
		default:
			return strings.Join(parts, " "), depth == 0 && len(parts) > 0
		}
		parts = append(parts, t.text)
		p.next()
	}
}

// expression is (expression), checked, with head before it.
func (p *parser) expression(head string) (string, bool) {
	if p.peek().text != "(" {
		return "", false
	}
	from := p.rest()
	p.byte("(")
	to := p.until(func(token) bool { return false })
	if !p.byte(")") || !p.part("SELECT ", from, p.pos) {
		return "", false
	}
	return head + p.sql[from:to+1], true
}

// until passes what it does not understand, up to the byte that closes an opened parenthesis, to a token outside of all
// parentheses at which stop holds, or to the end, and returns the place. Whoever takes a part so must have it parsed by
// DuckDB: the place is only where it probably ends.
func (p *parser) until(stop func(token) bool) int {
	for depth := 0; ; {
		t := p.peek()
		switch {
		case t.kind == 0, depth == 0 && (stop(t) || t.kind == 'o' && (t.text == ")" || t.text == "]")):
			return t.start
		case t.kind == '!' && t.start < len(p.sql):
			p.pos = t.start + 1
			continue
		case t.kind == 'o' && (t.text == "(" || t.text == "["):
			depth++
		case t.kind == 'o' && (t.text == ")" || t.text == "]"):
			depth--
		}
		p.next()
	}
}

// part checks the text between two places as a SELECT with head before it.
func (p *parser) part(head string, from, to int) bool {
	return p.judged(p.checker.wrapped(head, p.sql[from:to], p.sql, from))
}
