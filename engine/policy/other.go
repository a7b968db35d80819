package policy

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// parser takes statements apart that DuckDB cannot serialise.
type parser struct {
	*checker
	lexer
	err *Error
}

// refusals are the SQLSTATEs of statements that are never allowed, by their first word.
var refusals = map[string]string{
	"alter": readOnly, "comment": readOnly, "merge": readOnly, "analyze": readOnly, "reindex": readOnly, "truncate": readOnly,
	"copy": denied, "attach": denied, "detach": denied, "install": denied, "load": denied, "export": denied, "import": denied,
	"update_extensions": denied, "use": denied, "pragma": denied, "call": denied, "checkpoint": denied, "force": denied,
	"vacuum": denied, "grant": denied, "revoke": denied, "prepare": denied, "execute": denied, "deallocate": denied,
	"set": denied, "reset": denied, "show": denied, "describe": denied, "summarize": denied,
	"create": readOnly, "drop": readOnly, "insert": readOnly, "update": readOnly, "delete": readOnly,
	"pivot": unsupported, "pivot_wider": unsupported, "with": readOnly, "from": unsupported, "select": unsupported,
	"explain": unsupported, "begin": unsupported, "start": unsupported, "commit": unsupported, "end": unsupported,
	"rollback": unsupported, "abort": unsupported, "savepoint": unsupported, "release": unsupported,
}

// grammar is what may follow the first word of a statement that is no SELECT. A function answers ok only if it has
// understood and checked the statement to its end.
var grammar = map[string]func(*parser) (Statement, bool){
	"explain":  (*parser).explain,
	"create":   (*parser).create,
	"insert":   (*parser).insert,
	"update":   (*parser).update,
	"delete":   (*parser).delete,
	"truncate": (*parser).truncate,
	"drop":     (*parser).drop,
	"alter":    (*parser).alter,
	"begin":    (*parser).begin,
	"start":    (*parser).begin,
	"commit":   (*parser).end,
	"end":      (*parser).end,
	"rollback": (*parser).end,
	"abort":    (*parser).end,
	"set":      (*parser).set,
	"reset":    (*parser).reset,
}

// other decides on a statement that is no SELECT.
func (c *checker) other(sql string) (Statement, error) {
	p := &parser{checker: c, lexer: lexer{sql: sql}}
	first := p.next()
	state, known := refusals[first.text]
	if first.kind != 'w' || !known {
		return Statement{}, refuse(unsupported, "this kind of statement is not supported")
	}
	verb := strings.ToUpper(first.text)
	if f := grammar[first.text]; f != nil {
		st, ok := f(p)
		if ok {
			return st, nil
		}
		if p.err != nil {
			return Statement{}, p.err
		}
	}
	if first.text == "with" && !writes.MatchString(sql) {
		state = unsupported
	}
	e := refuse(state, "permission denied for %s", verb)
	switch state {
	case readOnly:
		e = refuse(state, "cannot execute %s: the store is read-only, except for temporary tables", verb)
	case unsupported:
		e = refuse(state, "this form of %s is not supported", verb)
	}
	e.At = character(sql, first.start)
	return Statement{}, e
}

// writes finds, for the sake of the SQLSTATE only, what a statement that begins with WITH may do.
var writes = regexp.MustCompile(`(?i)\b(insert|update|delete|merge)\b`)

// word takes the next token if it is one of the words, and returns which; "" if not.
func (p *parser) word(words ...string) string {
	t := p.peek()
	if t.kind == 'w' {
		for _, w := range words {
			if t.text == w {
				p.next()
				return w
			}
		}
	}
	return ""
}

// words takes all the words in a row, or none.
func (p *parser) words(row ...string) bool {
	at := p.pos
	for _, w := range row {
		if p.word(w) == "" {
			p.pos = at
			return false
		}
	}
	return true
}

// byte takes the next token if it is that byte.
func (p *parser) byte(c string) bool {
	if t := p.peek(); t.kind == 'o' && t.text == c {
		p.next()
		return true
	}
	return false
}

// done reports whether nothing but a semicolon is left.
func (p *parser) done() bool {
	at := p.pos
	p.byte(";")
	if p.peek().kind == 0 {
		return true
	}
	p.pos = at
	return false
}

// rest is the offset of the next token: what is left of the statement.
func (p *parser) rest() int { return p.peek().start }

// query checks the rest of the statement as a SELECT.
func (p *parser) query() bool { return p.peek().kind != 0 && p.wrapped("", p.rest()) }

// wrapped checks the rest of the statement, from offset at, as a SELECT with head before it.
func (p *parser) wrapped(head string, at int) bool { return p.part(head, at, len(p.sql)) }

// judged keeps the error of a part that was not let through.
func (p *parser) judged(err error) bool {
	if err == nil {
		return true
	}
	if e, ok := err.(*Error); ok {
		p.err = e
	} else {
		p.err = &Error{State: "XX000", Message: err.Error()}
	}
	return false
}

// rebuilt is the statement of a head of our making and the client's text from offset at.
func (p *parser) rebuilt(verb, head string, at int) Statement {
	moved := utf8.RuneCountInString(head) - utf8.RuneCountInString(p.sql[:at])
	return Statement{SQL: head + p.sql[at:], Verb: verb, Moved: moved}
}

// explain is EXPLAIN [ANALYZE] [(option, …)] SELECT … .
func (p *parser) explain() (Statement, bool) {
	head := "EXPLAIN "
	if p.word("analyze", "analyse") != "" {
		head += "ANALYZE "
	}
	p.word("verbose")
	at := p.pos
	if options, ok := p.explainOptions(); ok {
		head += options
	} else {
		p.pos = at
	}
	start := p.rest()
	if !p.query() {
		return Statement{}, false
	}
	return p.rebuilt("EXPLAIN", head, start), true
}

// explainOptions is (ANALYZE [true|false], FORMAT text|json, …); PostgreSQL's other options say nothing to DuckDB.
func (p *parser) explainOptions() (string, bool) {
	if !p.byte("(") {
		return "", false
	}
	analyze, format := "", ""
	for {
		switch p.word("analyze", "analyse", "format", "verbose", "costs", "buffers", "timing", "summary", "settings", "wal") {
		case "":
			return "", false
		case "analyze", "analyse":
			if w := p.word("true", "false", "on", "off"); w != "false" && w != "off" {
				analyze = "ANALYZE "
			}
		case "format":
			f := p.word("text", "json")
			if f == "" {
				return "", false
			}
			if f == "json" {
				format = "(FORMAT json) "
			}
		default:
			p.word("true", "false", "on", "off")
		}
		if p.byte(")") {
			return joinExplain(analyze, format), true
		}
		if !p.byte(",") {
			return "", false
		}
	}
}

func joinExplain(analyze, format string) string {
	if analyze != "" && format != "" {
		return "(ANALYZE, FORMAT json) "
	}
	return analyze + format
}

// begin is BEGIN or START TRANSACTION with PostgreSQL's modes, of which DuckDB knows READ ONLY.
func (p *parser) begin() (Statement, bool) {
	p.word("transaction", "work")
	mode := ""
	for !p.done() {
		switch {
		case p.words("read", "only"):
			mode = " READ ONLY"
		case p.words("read", "write"):
		case p.words("isolation", "level"):
			if !p.isolationLevel() {
				return Statement{}, false
			}
		case p.words("not", "deferrable"), p.words("deferrable"), p.byte(","):
		default:
			return Statement{}, false
		}
	}
	return Statement{SQL: "BEGIN TRANSACTION" + mode, Verb: "BEGIN"}, true
}

// isolationLevel is any of PostgreSQL's; DuckDB has but one, which is snapshot isolation.
func (p *parser) isolationLevel() bool {
	return p.words("read", "committed") || p.words("read", "uncommitted") || p.words("repeatable", "read") ||
		p.words("serializable")
}

// end is COMMIT, END, ROLLBACK or ABORT.
func (p *parser) end() (Statement, bool) {
	p.pos = 0
	verb := "COMMIT"
	if w := p.next().text; w == "rollback" || w == "abort" {
		verb = "ROLLBACK"
	}
	p.word("transaction", "work")
	return Statement{SQL: verb, Verb: verb}, p.done()
}
