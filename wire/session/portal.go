package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
)

// portal is a statement with arguments, being executed: made by Bind, by a query string, or by DECLARE as a cursor.
type portal struct {
	name      string
	statement *statement
	args      []any
	formats   []int16 // of the result's columns: none, one for all, or one each
	level     int     // of savepoints when it was made

	source  source
	encoder *codec.Rows
	encoded codec.Settings // with which encoder was planned
	started bool
	done    bool
	tag     string // of a command that has no rows, or whose tag is not "SELECT n"

	// Cursors:
	cursor                       bool
	query                        string
	scroll, noScroll, hold, held bool // held: its rows are kept and outlive the transaction
	set                          *rowset
	pos                          int64 // the row it is on: 0 before the first, one behind the last at the end
	total                        int64 // number of rows, -1 while it is not known
}

// source gives out rows in windows of chunks, as rowset does.
type source interface {
	take(ctx context.Context, limit int64) (c *backend.Chunk, from, to int, err error)
	types() []backend.Type
}

// close gives everything back that the portal holds.
func (p *portal) close() {
	if p.set != nil {
		p.set.drop()
	}
	p.source, p.done = nil, true
	p.statement.leave()
}

// replace makes the portal run another statement: EXECUTE runs the prepared one.
func (p *portal) replace(st *statement) {
	st.use()
	p.statement.leave()
	p.statement = st
}

// formatOf is the format of column i: formats has none (text), one for all, or one each.
func formatOf(formats []int16, i int) int16 {
	switch len(formats) {
	case 0:
		return 0
	case 1:
		return formats[0]
	}
	return formats[i]
}

// addPortal names a portal, in the place of an older unnamed one.
func (s *Session) addPortal(p *portal) {
	s.dropPortal(p.name)
	p.level = s.tx.level()
	s.portals[p.name] = p
}

func (s *Session) dropPortal(name string) {
	if p := s.portals[name]; p != nil {
		s.forget(p)
		delete(s.portals, name)
	}
}

// forget closes a portal; if the engine is streaming its rows, it need not any more.
func (s *Session) forget(p *portal) {
	if p.set != nil && s.live == p.set {
		s.live = nil
	}
	p.close()
}

func (s *Session) dropPortals(which func(*portal) bool) {
	for name, p := range s.portals {
		if which(p) {
			s.forget(p)
			delete(s.portals, name)
		}
	}
}

// lowerPortals moves the portals of released savepoints to the level below.
func (s *Session) lowerPortals(level int) {
	for _, p := range s.portals {
		p.level = min(p.level, level)
	}
}
