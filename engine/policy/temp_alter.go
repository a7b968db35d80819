package policy

import "strings"

// alter is ALTER TABLE name with one change: ADD, DROP, RENAME or ALTER a column, RENAME TO.
func (p *parser) alter() (Statement, bool) {
	if p.word("table") == "" {
		return Statement{}, false
	}
	exists := p.ifExists()
	name, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	change, ok := p.change()
	st := Statement{SQL: "ALTER TABLE " + exists + name + " " + change, Verb: "ALTER TABLE", Target: name}
	return st, ok && p.done()
}

func (p *parser) change() (string, bool) {
	switch {
	case p.words("add", "column"):
		head := "ADD COLUMN "
		if p.words("if", "not", "exists") {
			head += "IF NOT EXISTS "
		}
		name, ok := p.columnName()
		if !ok {
			return "", false
		}
		typ, ok := p.columnType()
		if !ok || p.word("default") == "" {
			return head + name + " " + typ, ok
		}
		value, ok := p.expression("DEFAULT ")
		return head + name + " " + typ + " " + value, ok
	case p.words("drop", "column"):
		head := "DROP COLUMN "
		head += p.ifExists()
		name, ok := p.columnName()
		return head + name, ok
	case p.words("rename", "to"):
		name, ok := p.columnName()
		return "RENAME TO " + name, ok
	case p.words("rename", "column"):
		from, ok := p.columnName()
		if !ok || p.word("to") == "" {
			return "", false
		}
		to, ok := p.columnName()
		return "RENAME COLUMN " + from + " TO " + to, ok
	case p.words("alter", "column"):
		return p.alterColumn()
	}
	return "", false
}

// alterColumn is name SET DEFAULT (…) | DROP DEFAULT | SET NOT NULL | DROP NOT NULL | TYPE type [USING …].
func (p *parser) alterColumn() (string, bool) {
	name, ok := p.columnName()
	if !ok {
		return "", false
	}
	head := "ALTER COLUMN " + name + " "
	switch {
	case p.words("set", "default"):
		return p.expression(head + "SET DEFAULT ")
	case p.words("drop", "default"):
		return head + "DROP DEFAULT", true
	case p.words("set", "not", "null"):
		return head + "SET NOT NULL", true
	case p.words("drop", "not", "null"):
		return head + "DROP NOT NULL", true
	case p.word("type") == "":
		return "", false
	}
	typ, ok := p.columnType()
	if !ok || p.word("using") == "" {
		return head + "TYPE " + typ, ok
	}
	return p.expression(head + "TYPE " + typ + " USING ")
}

// index is CREATE [UNIQUE] INDEX [IF NOT EXISTS] name ON table (columns).
func (p *parser) index(unique string) (Statement, bool) {
	head := "CREATE " + unique + "INDEX "
	if p.words("if", "not", "exists") {
		head += "IF NOT EXISTS "
	}
	name, ok := p.columnName()
	if !ok || p.word("on") == "" {
		return Statement{}, false
	}
	table, ok := p.target()
	if !ok {
		return Statement{}, false
	}
	cols, ok := p.columns()
	st := Statement{SQL: head + name + " ON " + table + cols, Verb: "CREATE INDEX", Target: table}
	return st, ok && strings.HasPrefix(cols, " (") && p.done()
}
