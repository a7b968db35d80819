package fake

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
)

// Backend makes fake connections.
type Backend struct {
	// Named are results for 'fake named x'.
	Named map[string]func() *chunk.Rows

	mu   sync.Mutex
	log  []string
	open int // statements that are prepared and not closed
}

// Open is the number of statements that are prepared and not closed.
func (b *Backend) Open() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open
}

func (b *Backend) count(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open += n
}

// Connect implements backend.Backend; a user called "nobody" is refused.
func (b *Backend) Connect(_ context.Context, user string) (backend.Conn, error) {
	if user == "nobody" {
		return nil, &Error{Code: "28000", Message: `role "nobody" is not permitted to log in`}
	}
	return &Conn{backend: b, interrupted: make(chan struct{}, 1)}, nil
}

// Log is what all connections executed, and forgets it.
func (b *Backend) Log() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	log := b.log
	b.log = nil
	return log
}

func (b *Backend) note(sql string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.log = append(b.log, sql)
}

// Error is an engine's error.
type Error struct {
	Code, Message, Help string
	At                  int
}

func (e *Error) Error() string { return e.Message }

// SQLState implements backend.Error.
func (e *Error) SQLState() string { return e.Code }

// Position is the character in the prepared SQL.
func (e *Error) Position() int { return e.At }

// Hint is the error's hint.
func (e *Error) Hint() string { return e.Help }

// Conn is a fake connection.
type Conn struct {
	backend     *Backend
	interrupted chan struct{}
	stream      int // number of the newest statement: older streams are dead
}

// Set implements backend.Setter.
func (c *Conn) Set(_ context.Context, name, value string) error {
	c.stream++
	c.backend.note("SET " + name + " = " + value)
	return nil
}

// Interrupt implements backend.Conn.
func (c *Conn) Interrupt() {
	select {
	case c.interrupted <- struct{}{}:
	default:
	}
}

// Close implements backend.Conn.
func (c *Conn) Close() error { return nil }

var literal = regexp.MustCompile(`'fake ([^']*)'`)

// Prepare implements backend.Conn.
func (c *Conn) Prepare(_ context.Context, sql string) (backend.Stmt, error) {
	c.stream++
	st := &stmt{conn: c, sql: sql}
	if m := literal.FindStringSubmatch(sql); m != nil {
		st.words = strings.Fields(m[1])
	}
	if len(st.words) > 1 && st.words[0] == "refuse" {
		return nil, &Error{Code: st.words[1], Message: strings.Join(st.words[2:], " "), At: 8, Help: "Do something else."}
	}
	st.params = parameters(sql, st.words)
	c.backend.count(1)
	return st, nil
}

var placeholder = regexp.MustCompile(`\$(\d+)(?:(?:::| AS )(\w+))?`)

// parameters are the types of $1, $2 …: as cast in place, else as the literal says, else unknown.
func parameters(sql string, words []string) []backend.Type {
	var types []backend.Type
	for _, m := range placeholder.FindAllStringSubmatch(sql, -1) {
		n, _ := strconv.Atoi(m[1]) // the pattern is digits
		for len(types) < n {
			types = append(types, backend.Type{})
		}
		if m[2] != "" {
			types[n-1] = Type(m[2])
		}
	}
	for i, w := range words {
		if w != "params" {
			continue
		}
		for j, name := range words[i+1:] {
			if j < len(types) && name != "?" {
				types[j] = Type(name)
			}
		}
	}
	return types
}

// Type is the DuckDB type for a short name: bool int2 int4 int8 float4 float8 numeric text date timestamp timestamptz
// json uuid; unknown for another.
func Type(name string) backend.Type {
	return backend.Type{Kind: kinds[strings.ToLower(name)]}
}

var kinds = map[string]backend.Kind{
	"bool": backend.KindBoolean, "int2": backend.KindSmallInt, "int4": backend.KindInteger, "int8": backend.KindBigInt,
	"smallint": backend.KindSmallInt, "integer": backend.KindInteger, "bigint": backend.KindBigInt, "varchar": backend.KindVarchar,
	"float4": backend.KindFloat, "float8": backend.KindDouble, "text": backend.KindVarchar, "date": backend.KindDate,
	"timestamp": backend.KindTimestamp, "timestamptz": backend.KindTimestampTZ, "numeric": backend.KindHugeInt,
	"json": backend.KindJSON, "uuid": backend.KindUUID,
}

type stmt struct {
	conn   *Conn
	sql    string
	words  []string
	params []backend.Type
	closed bool
}

func (s *stmt) Params() []backend.Type { return s.params }

// Columns hides the columns while a parameter has no type, as DuckDB does.
func (s *stmt) Columns() ([]backend.Column, bool) {
	if s.verb() == "echo" {
		for _, p := range s.params {
			if p.Kind == backend.KindUnknown {
				return nil, false
			}
		}
	}
	return s.columns(), true
}

func (s *stmt) verb() string {
	if len(s.words) == 0 {
		return ""
	}
	return s.words[0]
}

func (s *stmt) columns() []backend.Column {
	switch s.verb() {
	case "series", "fail", "stall":
		return seriesColumns(s.words[2:])
	case "named":
		return s.conn.backend.Named[s.words[1]]().Columns()
	case "echo":
		columns := make([]backend.Column, len(s.params))
		for i := range columns {
			columns[i] = backend.Column{Name: fmt.Sprintf("p%d", i+1), Type: Type("text")}
		}
		return columns
	case "sleep", "error":
		return []backend.Column{{Name: s.verb(), Type: Type("int4")}}
	}
	return nil
}

func (s *stmt) Close() error {
	if s.closed {
		return &Error{Code: "XX000", Message: "closed twice"}
	}
	s.closed = true
	s.conn.backend.count(-1)
	return nil
}

// Query implements backend.Stmt.
func (s *stmt) Query(ctx context.Context, args []any) (backend.Rows, error) {
	c := s.conn
	if s.closed {
		return nil, &Error{Code: "XX000", Message: "the statement is closed"}
	}
	c.stream++
	c.backend.note(s.sql)
	select { // what was interrupted before does not matter
	case <-c.interrupted:
	default:
	}
	switch s.verb() {
	case "named":
		return c.backend.Named[s.words[1]](), nil
	case "echo":
		return chunk.NewRows(s.columns(), [][]any{echo(args)}), nil
	case "changed":
		n, _ := strconv.ParseInt(s.words[1], 10, 64) // the test's own
		return chunk.NewChanged(n), nil
	case "error":
		return nil, &Error{Code: s.words[1], Message: strings.Join(s.words[2:], " ")}
	case "sleep":
		return nil, c.wait(ctx)
	case "series", "fail", "stall":
		n, _ := strconv.ParseInt(s.words[1], 10, 64) // the test's own
		return &series{conn: c, stream: c.stream, columns: s.columns(), left: n, end: s.verb()}, nil
	}
	return chunk.NewChanged(0), nil
}

// wait blocks until the connection is interrupted.
func (c *Conn) wait(context.Context) error {
	select {
	case <-c.interrupted:
		return &Error{Code: "57014", Message: "INTERRUPT Error: Interrupted!"}
	case <-time.After(30 * time.Second):
		return &Error{Code: "XX000", Message: "the fake was never interrupted"}
	}
}

func echo(args []any) []any {
	texts := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case nil:
		case backend.Raw:
			texts[i] = v.Text + "::" + v.Type
		case []byte:
			texts[i] = fmt.Sprintf("%x", v)
		default:
			texts[i] = fmt.Sprintf("%T %v", v, v)
		}
	}
	return texts
}
