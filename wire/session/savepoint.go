package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// savepoint is one SAVEPOINT that is open.
type savepoint struct {
	name  string
	wrote bool // something was changed before it
}

// savepoint keeps SAVEPOINT, RELEASE and ROLLBACK TO. The engine has none: reading needs none, and what was changed since a
// savepoint cannot be undone alone.
func (s *Session) savepoint(ctx context.Context, t *dialect.TransactionStatement) error {
	if !s.tx.block {
		name := map[dialect.TransactionOp]string{
			dialect.Savepoint: "SAVEPOINT", dialect.Release: "RELEASE SAVEPOINT", dialect.RollbackTo: "ROLLBACK TO SAVEPOINT",
		}[t.Op]
		return fail("25P01", "%s can only be used in transaction blocks", name)
	}
	if t.Op == dialect.Savepoint {
		s.tx.savepoints = append(s.tx.savepoints, savepoint{t.Name, s.tx.wrote})
		s.tx.wrote = false
		s.settings.Begin()
		return nil
	}
	i, ok := s.tx.find(t.Name)
	if !ok {
		return fail("3B001", "savepoint \"%s\" does not exist", t.Name)
	}
	wrote := s.tx.wrote
	for _, p := range s.tx.savepoints[i+1:] {
		wrote = wrote || p.wrote
	}
	if t.Op == dialect.Release {
		s.tx.wrote = wrote || s.tx.savepoints[i].wrote
		s.tx.savepoints = s.tx.savepoints[:i]
		s.settings.Release(i + 1)
		s.lowerPortals(i)
		return nil
	}
	return s.rollbackTo(ctx, i, wrote)
}

func (s *Session) rollbackTo(ctx context.Context, i int, wrote bool) error {
	if wrote {
		return fail("0A000", "ROLLBACK TO SAVEPOINT cannot undo changes to temporary tables")
	}
	s.dropPortals(func(p *portal) bool { return !p.held && p.level > i })
	s.tx.savepoints = s.tx.savepoints[:i+1]
	s.settings.RollbackTo(i + 2)
	earlier := false
	for _, p := range s.tx.savepoints {
		earlier = earlier || p.wrote
	}
	if s.tx.failed && !earlier {
		// An error may have spoilt the engine's transaction. Nothing was changed in it: a new one is as good.
		if err := s.release(ctx, nil); err != nil {
			return err
		}
		if err := s.endEngine(ctx, false); err != nil {
			return err
		}
	}
	s.tx.failed, s.tx.wrote = false, false
	return nil
}
