package duck

import (
	"context"
	"sync"
)

// Serializer turns SELECT statements into DuckDB's own parse tree. It has a session of its own, since anything that runs
// on a session ends the stream that is open there. Safe for concurrent use.
type Serializer struct {
	mu   sync.Mutex
	conn *Conn
	stmt *Stmt
}

// NewSerializer opens a Serializer; close it before the DB.
func (db *DB) NewSerializer(ctx context.Context) (*Serializer, error) {
	c, err := db.Connect()
	if err != nil {
		return nil, err
	}
	s := &Serializer{conn: c}
	s.stmt, err = c.Prepare(ctx, "SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true)::VARCHAR")
	if err != nil {
		_ = c.Close()
		return nil, err
	}
	return s, nil
}

// SerializeSQL is the tree of all statements in sql as JSON: {"error":false,"statements":[…]} or, where sql holds anything
// but SELECTs or does not parse, {"error":true,"error_type":…,"error_message":…,"position":…}. Nothing is bound or
// executed.
func (s *Serializer) SerializeSQL(ctx context.Context, sql string) ([]byte, error) {
	if err := validText(sql); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rows, err := s.stmt.Query(ctx, []any{sql})
	if err != nil {
		return nil, err
	}
	var tree []byte
	err = rows.One(ctx, &tree)
	return tree, err
}

// Close ends the session.
func (s *Serializer) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.stmt.Close()
	return s.conn.Close()
}
