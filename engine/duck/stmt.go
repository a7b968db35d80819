package duck

import (
	"context"
	"fmt"
	"slices"
	"strings"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// Stmt is a prepared statement of a Conn. Close it before the Conn.
type Stmt struct {
	conn   *Conn
	raw    bd.PreparedStatement
	sql    string
	kind   StatementKind
	params []Type
	cols   []Column
	known  bool // whether cols are
	rows   bool // whether it gives a result
}

// Prepare parses and binds exactly one statement without executing it.
//
// DuckDB expands PRAGMA statements while it parses, and reads the files of IMPORT DATABASE then: whoever prepares a
// stranger's text checks it with engine/policy first, not after.
func (c *Conn) Prepare(ctx context.Context, sql string) (*Stmt, error) {
	if err := c.begin(ctx, sql); err != nil {
		return nil, err
	}
	defer c.leave()
	s := &Stmt{conn: c, sql: sql}
	if bd.Prepare(c.raw, sql, &s.raw) != bd.StateSuccess {
		return nil, s.fail()
	}
	s.describe()
	return s, nil
}

func (c *Conn) prepareExtracted(ctx context.Context, sql string, x bd.ExtractedStatements, i bd.IdxT) (*Stmt, error) {
	if err := c.begin(ctx, sql); err != nil {
		return nil, err
	}
	defer c.leave()
	s := &Stmt{conn: c, sql: sql}
	if bd.PrepareExtractedStatement(c.raw, x, i, &s.raw) != bd.StateSuccess {
		return nil, s.fail()
	}
	s.describe()
	return s, nil
}

func (s *Stmt) fail() error {
	err := parseError(bd.PrepareError(s.raw), s.sql)
	bd.DestroyPrepare(&s.raw)
	return err
}

func (s *Stmt) describe() {
	s.kind = StatementKind(bd.PreparedStatementType(s.raw))
	s.params = make([]Type, bd.NParams(s.raw))
	for i := range s.params {
		s.params[i] = takeType(bd.ParamLogicalType(s.raw, bd.IdxT(i+1)))
	}
	s.cols = make([]Column, bd.PreparedStatementColumnCount(s.raw))
	for i := range s.cols {
		s.cols[i].Name = bd.PreparedStatementColumnName(s.raw, bd.IdxT(i))
		s.cols[i].Type = takeType(bd.PreparedStatementColumnLogicalType(s.raw, bd.IdxT(i)))
	}
	s.known = !s.hidden()
	if s.rows = s.givesRows(); !s.rows {
		s.cols = nil
	}
}

// hidden reports whether an untyped parameter hides the columns: DuckDB then answers one column "unknown".
func (s *Stmt) hidden() bool {
	return len(s.params) > 0 && len(s.cols) == 1 && s.cols[0].Name == "unknown" && s.cols[0].Type.Kind == KindUnknown
}

// Params are the parameters' types, KindUnknown where DuckDB cannot tell.
func (s *Stmt) Params() []Type { return s.params }

// Columns are the result's columns, none for a statement without a result; ok is false where an untyped parameter hides
// them.
func (s *Stmt) Columns() (cols []Column, ok bool) {
	if !s.known {
		return nil, false
	}
	return s.cols, true
}

// Kind says what sort of statement it is.
func (s *Stmt) Kind() StatementKind { return s.kind }

// Close frees the statement. Rows that it gave stay usable.
func (s *Stmt) Close() error {
	bd.DestroyPrepare(&s.raw)
	return nil
}

// Exec runs the statement to its end and returns how many rows it changed.
func (s *Stmt) Exec(ctx context.Context, args ...any) (int64, error) {
	r, err := s.Query(ctx, args)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	for {
		c, err := r.Next(ctx)
		if err != nil {
			return 0, err
		}
		if c == nil {
			return r.Changed(), nil
		}
	}
}

// Query executes the statement and streams its result: the first chunk is there before the last is computed. Args are as
// bind describes.
func (s *Stmt) Query(ctx context.Context, args []any) (*Rows, error) {
	values, err := s.bindValues(ctx, args)
	if err != nil {
		return nil, err
	}
	defer destroyValues(values)
	if err := s.conn.begin(ctx, s.sql); err != nil {
		return nil, err
	}
	r, err := s.start(values)
	s.conn.leave()
	if err != nil {
		s.conn.unwatch()
		return nil, interruptCause(ctx, err)
	}
	return r, nil
}

// start hands the parameters over and runs until the first chunk is ready.
func (s *Stmt) start(values []bd.Value) (*Rows, error) {
	if s.raw.Ptr == nil {
		return nil, errClosed("statement")
	}
	for i, v := range values {
		if bd.BindValue(s.raw, bd.IdxT(i+1), v) != bd.StateSuccess {
			return nil, parseError(bd.PrepareError(s.raw), s.sql)
		}
	}
	var pending bd.PendingResult
	defer bd.DestroyPending(&pending)
	if bd.PendingPreparedStreaming(s.raw, &pending) != bd.StateSuccess {
		return nil, parseError(bd.PendingError(pending), s.sql)
	}
	if !finish(pending) {
		return nil, parseError(bd.PendingError(pending), s.sql)
	}
	r := &Rows{conn: s.conn, sql: s.sql, kind: s.kind}
	if bd.ExecutePending(pending, &r.res) != bd.StateSuccess {
		err := parseError(bd.ResultError(&r.res), s.sql)
		bd.DestroyResult(&r.res)
		return nil, err
	}
	r.describe()
	if c := unreadable(r.cols); c != "" {
		bd.DestroyResult(&r.res)
		return nil, &Error{
			Type: "Not implemented", Message: fmt.Sprintf("column %q is of a type that cannot be shown", c),
			Advice: "Cast it to VARCHAR.",
		}
	}
	s.conn.live = r
	return r, nil
}

// validText refuses what a C string would silently cut off.
func validText(sql string) error {
	if i := strings.IndexByte(sql, 0); i >= 0 {
		return &Error{Type: "Parser", Message: "statement contains a NUL byte", At: charPosition(sql, i)}
	}
	return nil
}

// unreadable is the first column that has no Kind, be it deep within: VARIANT, BIGNUM, TIME_NS, GEOMETRY.
func unreadable(cols []Column) string {
	for _, c := range cols {
		if c.Type.unknown() {
			return c.Name
		}
	}
	return ""
}

func (t Type) unknown() bool {
	return t.Kind == KindUnknown || slices.ContainsFunc(t.Children, Type.unknown)
}

// StatementKind is the sort of a statement, as DuckDB's parser sees it.
type StatementKind int

// The kinds that anyone asks for; others keep DuckDB's number.
const (
	StatementSelect      = StatementKind(bd.StatementTypeSelect)
	StatementInsert      = StatementKind(bd.StatementTypeInsert)
	StatementUpdate      = StatementKind(bd.StatementTypeUpdate)
	StatementDelete      = StatementKind(bd.StatementTypeDelete)
	StatementExplain     = StatementKind(bd.StatementTypeExplain)
	StatementCreate      = StatementKind(bd.StatementTypeCreate)
	StatementDrop        = StatementKind(bd.StatementTypeDrop)
	StatementTransaction = StatementKind(bd.StatementTypeTransaction)
	StatementSet         = StatementKind(bd.StatementTypeSet)
	StatementPragma      = StatementKind(bd.StatementTypePragma)
	StatementCall        = StatementKind(bd.StatementTypeCall)
	StatementMerge       = StatementKind(bd.StatementTypeMergeInto)
)

// ReturnsRows reports whether executing the statement gives a result, be it empty, rather than a count of rows changed or
// nothing at all.
func (s *Stmt) ReturnsRows() bool { return s.rows }

func (s *Stmt) givesRows() bool {
	switch s.kind {
	case StatementInsert, StatementUpdate, StatementDelete, StatementMerge:
		// Without RETURNING DuckDB describes them by one column "Count" BIGINT.
		return len(s.cols) != 1 || s.cols[0].Name != "Count" || s.cols[0].Type.Kind != KindBigInt
	case StatementSelect, StatementExplain, StatementCall, StatementPragma:
		return true
	}
	return false
}
