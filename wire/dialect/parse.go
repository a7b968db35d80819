package dialect

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"

	pg "github.com/pganalyze/pg_query_go/v6"
	"github.com/pganalyze/pg_query_go/v6/parser"
)

// Parse splits a query string into statements and classifies them. Empty statements (comments, spare semicolons) do
// not appear. Positions in errors are 1-based characters in sql. The error is *Error.
//
// A statement that PostgreSQL's grammar refuses and that could be DuckDB's becomes Native, carrying the refusal as
// SyntaxError; one that could not is the error.
func Parse(sql string) ([]Statement, error) {
	if err := checkEncoding(sql); err != nil {
		return nil, err
	}
	tree, err := pg.Parse(sql)
	if err != nil {
		return parseParts(sql, parseError(err, sql, 0))
	}
	src := &source{text: sql}
	sts := make([]Statement, 0, len(tree.Stmts))
	for _, raw := range tree.Stmts {
		st, err := parsed(raw, src)
		if err != nil {
			return nil, err
		}
		sts = append(sts, *st)
	}
	return sts, nil
}

func checkEncoding(sql string) error {
	if strings.IndexByte(sql, 0) >= 0 {
		return sqlstate.New("22021", `invalid byte sequence for encoding "UTF8": 0x00`)
	}
	if !utf8.ValidString(sql) {
		return sqlstate.New("22021", `invalid byte sequence for encoding "UTF8"`)
	}
	return nil
}

// parsed makes the statement of one tree.
func parsed(raw *pg.RawStmt, src *source) (*Statement, error) {
	from := src.base + int(raw.StmtLocation)
	to := from + int(raw.StmtLen)
	if raw.StmtLen == 0 {
		to = len(src.text)
		if end := src.end(); end > from {
			to = end
		}
	}
	text, off := trimmed(src.text, from, to)
	st := &Statement{Text: text, Offset: off, node: raw.Stmt, src: src}
	if nativeMeaning(raw.Stmt, src) {
		return native(st, nil), nil
	}
	if err := classify(st); err != nil {
		return nil, err
	}
	return st, nil
}

// end is where the part ends: the tree says nothing of the length of a last statement.
func (s *source) end() int { return s.base + splitEnd(s.text[s.base:]) }

// parseParts is the way of a string that PostgreSQL's grammar refuses as a whole: its statements one by one.
func parseParts(sql string, whole *Error) ([]Statement, error) {
	if whole.Code != sqlstate.SyntaxError {
		return nil, whole
	}
	var sts []Statement
	for _, p := range split(sql) {
		st, err := parsePart(sql, p, whole)
		if err != nil {
			return nil, err
		}
		if st != nil {
			sts = append(sts, *st)
		}
	}
	return sts, nil
}

func parsePart(sql string, p part, whole *Error) (*Statement, error) {
	src := &source{text: sql, base: p.from}
	tree, err := pg.Parse(sql[p.from:p.to])
	switch {
	case err == nil && len(tree.Stmts) == 0:
		return nil, nil
	case err == nil && len(tree.Stmts) == 1:
		return parsed(tree.Stmts[0], src)
	case err == nil: // the splitter and the grammar disagree: say what the grammar said of the whole
		return nil, whole
	}
	syntax := parseError(err, sql, p.from)
	if syntax.Code != sqlstate.SyntaxError || p.unfinished || !duckdbStarts[firstWord(sql[p.from:p.to])] {
		return nil, syntax
	}
	text, off := trimmed(sql, p.from, p.to)
	return native(&Statement{Text: text, Offset: off, src: src}, syntax), nil
}

func native(st *Statement, syntax *Error) *Statement {
	st.Kind, st.Tag, st.SyntaxError, st.Rows, st.node = Native, "SELECT", syntax, true, nil
	st.NumParams = textParams(st.Text)
	return st
}

// parseError is libpg_query's error with its position moved from the part at byte base to the whole string.
func parseError(err error, sql string, base int) *Error {
	var pe *parser.Error
	if !errors.As(err, &pe) {
		return sqlstate.New(sqlstate.StatementTooComplex, "statement is too complex: %v", err)
	}
	e := sqlstate.New(sqlstate.SyntaxError, "%s", pe.Message)
	if strings.Contains(pe.Message, "stack depth") || strings.Contains(pe.Message, "memory exhausted") {
		e.Code = sqlstate.StatementTooComplex
	}
	if pe.Cursorpos > 0 {
		e.Position = utf8.RuneCountInString(sql[:base]) + pe.Cursorpos
	}
	return e
}
