package policy

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Serializer gives the parse tree of SELECT statements as DuckDB's json_serialize_sql does; *duck.Serializer is one.
type Serializer interface {
	SerializeSQL(ctx context.Context, sql string) ([]byte, error)
}

// Statement is what may run.
type Statement struct {
	// SQL is the text to run in place of the client's.
	SQL string
	// Verb is the first word: "SELECT" for all that reads, else "EXPLAIN", "INSERT", "CREATE TABLE", "SET", …
	Verb string
	// Moved is by how many characters the part of SQL that the client wrote stands further right than in its own text:
	// a position in an error of DuckDB's, less Moved, is one in the client's statement (and none where that is < 1).
	Moved int
	// Target is the temporary relation that an INSERT, UPDATE, DELETE, TRUNCATE or DROP is for. Where DuckDB then says
	// that there is no such table (42P01), the client may have meant a stored one: the honest answer is 25006.
	Target string
	// Before are statements to run first: the sequences of a table's columns that count.
	Before []string
	// OnCommit is to run in the transaction that made a table, before its COMMIT, or, where it deletes rows, before every
	// COMMIT as long as there is the table.
	OnCommit string
}

// TargetName is the target's own name, without the quotes and the schema that it is written with.
func (s Statement) TargetName() string {
	name := strings.TrimSuffix(strings.TrimPrefix(s.Target, tempTable+`"`), `"`)
	return strings.ReplaceAll(name, `""`, `"`)
}

// Check decides on one statement. The error is a *Error, or the Serializer's.
func (p *Policy) Check(ctx context.Context, s Serializer, sql string) (Statement, error) {
	c := &checker{p: p, ctx: ctx, s: s}
	st, err := c.statement(sql)
	if err != nil {
		return Statement{}, err
	}
	return st, nil
}

type checker struct {
	p   *Policy
	ctx context.Context
	s   Serializer
}

// reply is what json_serialize_sql answers.
type reply struct {
	Error      bool   `json:"error"`
	Type       string `json:"error_type"`
	Message    string `json:"error_message"`
	Subtype    string `json:"error_subtype"`
	Position   string `json:"position"`
	Statements []any  `json:"statements"`
}

// notSelect is DuckDB's word for statements that it cannot serialise.
const notSelect = "not implemented"

func (c *checker) statement(sql string) (Statement, error) {
	r, err := c.tree(sql)
	if err != nil {
		return Statement{}, err
	}
	if !r.Error {
		return Statement{SQL: sql, Verb: "SELECT"}, c.judge(r, sql)
	}
	st, err := c.other(sql)
	if err != nil && r.Type != notSelect {
		// DuckDB does not parse it, which says more than that the small grammar does not either. That comes first since
		// it knows PostgreSQL's spelling of what it takes: BEGIN ISOLATION LEVEL …, SET TIME ZONE ….
		err = r.syntaxError(sql)
	}
	return st, err
}

func (c *checker) tree(sql string) (reply, error) {
	raw, err := c.s.SerializeSQL(c.ctx, sql)
	if err != nil {
		return reply{}, err
	}
	var r reply
	if err := json.Unmarshal(raw, &r); err != nil {
		return reply{}, fmt.Errorf("policy: DuckDB's parse tree: %w", err)
	}
	return r, nil
}

func (r reply) syntaxError(sql string) *Error {
	e := refuse(syntax, "%s", r.Message)
	if at, err := strconv.Atoi(r.Position); err == nil {
		e.At = character(sql, at)
		if r.Subtype == "SYNTAX_ERROR" { // the grammar counts characters, not bytes
			e.At = min(at, utf8.RuneCountInString(sql)) + 1
		}
	}
	return e
}

// judge walks the one statement of a reply.
func (c *checker) judge(r reply, sql string) error {
	if len(r.Statements) != 1 {
		return refuse(syntax, "%d statements where one is expected", len(r.Statements))
	}
	w := &walker{p: c.p, target: -1}
	if err := w.walk(r.Statements[0]); err != nil {
		err.At = character(sql, w.target)
		return err
	}
	return nil
}

// wrapped checks a part of a statement that, with head before it, makes a SELECT. Positions are told in the statement.
func (c *checker) wrapped(head, part, sql string, at int) error {
	r, err := c.tree(head + part)
	if err != nil {
		return err
	}
	if r.Error {
		e := r.syntaxError(head + part)
		if r.Type == notSelect {
			e = refuse(unsupported, "only a SELECT is supported here")
		}
		e.At = shifted(e.At, head, sql, at)
		return e
	}
	if err := c.judge(r, head+part); err != nil {
		if e, ok := err.(*Error); ok {
			e.At = shifted(e.At, head, sql, at)
		}
		return err
	}
	return nil
}

// shifted turns a character of head + part into one of the statement, whose byte offset at is where part begins.
func shifted(pos int, head, sql string, at int) int {
	pos -= utf8.RuneCountInString(head)
	if pos < 1 {
		return 0
	}
	return pos + utf8.RuneCountInString(sql[:at])
}

// character turns a byte offset into a 1-based character; 0 where there is none.
func character(sql string, offset int) int {
	if offset < 0 || offset > len(sql) {
		return 0
	}
	return utf8.RuneCountInString(sql[:offset]) + 1
}
