package session

import (
	"context"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// transaction is what the session knows of its transaction. PostgreSQL's rules are kept here; the engine only hears
// BEGIN, COMMIT and ROLLBACK, and BEGIN only with the first statement that it has to execute.
type transaction struct {
	block      bool // inside BEGIN … COMMIT
	failed     bool // an error happened in the block
	implicit   bool // inside a query string of several statements
	savepoints []savepoint
	wrote      bool // something was changed since the newest savepoint
}

// status is the byte of ReadyForQuery.
func (t *transaction) status() byte {
	switch {
	case t.failed:
		return 'E'
	case t.block:
		return 'T'
	}
	return 'I'
}

func (t *transaction) open() bool { return t.block }

// level counts the transaction and its savepoints; portals remember where they were made.
func (t *transaction) level() int { return len(t.savepoints) }

// find is the position of the newest savepoint of a name.
func (t *transaction) find(name string) (int, bool) {
	for i := len(t.savepoints) - 1; i >= 0; i-- {
		if t.savepoints[i].name == name {
			return i, true
		}
	}
	return 0, false
}

// allowed says whether a statement may run in a failed transaction: only what ends it.
func (t *transaction) allowed(st *dialect.Statement) bool {
	if !t.failed || st == nil {
		return true
	}
	if st.Kind != dialect.Transaction {
		return false
	}
	switch st.Transaction.Op {
	case dialect.Commit, dialect.Rollback, dialect.RollbackTo, dialect.PrepareTransaction:
		return true
	}
	return false
}

// transactionStatement executes a transaction command and returns its tag.
func (s *Session) transactionStatement(ctx context.Context, st *dialect.Statement) (string, error) {
	t := st.Transaction
	switch t.Op {
	case dialect.Begin:
		return st.Tag, s.begin(t)
	case dialect.Commit:
		return s.commitBlock(ctx, t)
	case dialect.Rollback:
		return s.rollbackBlock(ctx, t)
	case dialect.Savepoint, dialect.Release, dialect.RollbackTo:
		return st.Tag, s.savepoint(ctx, t)
	case dialect.SetTransaction:
		return st.Tag, s.setTransaction(t)
	case dialect.SetSession:
		return st.Tag, s.setModes(t, "default_", false)
	}
	return "", fail("0A000", "prepared transactions are not supported")
}

func (s *Session) begin(t *dialect.TransactionStatement) error {
	if s.tx.block {
		s.notice("WARNING", "25001", "there is already a transaction in progress")
		return s.setModes(t, "", true)
	}
	s.tx.block = true
	if s.settings.Depth() == 0 {
		s.settings.Begin()
	}
	for _, mode := range []string{"isolation", "read_only", "deferrable"} {
		value, _ := s.settings.Get("default_transaction_" + mode)
		if err := s.settings.Set("transaction_"+mode, value, true); err != nil {
			return err
		}
	}
	return s.setModes(t, "", true)
}

func (s *Session) setTransaction(t *dialect.TransactionStatement) error {
	if t.Snapshot != "" {
		return fail("0A000", "importing snapshots is not supported")
	}
	if !s.tx.block && !s.tx.implicit {
		s.notice("WARNING", "25P01", "SET TRANSACTION can only be used in transaction blocks")
		return nil
	}
	return s.setModes(t, "", true)
}

// setModes sets transaction_isolation and its like, or the defaults for later transactions.
func (s *Session) setModes(t *dialect.TransactionStatement, prefix string, local bool) error {
	set := func(name, value string) error { return s.settings.Set(prefix+"transaction_"+name, value, local) }
	if t.Isolation != "" {
		if err := set("isolation", t.Isolation); err != nil {
			return err
		}
	}
	for name, mode := range map[string]*bool{"read_only": t.ReadOnly, "deferrable": t.Deferrable} {
		if mode == nil {
			continue
		}
		value := "off"
		if *mode {
			value = "on"
		}
		if err := set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// commitBlock is COMMIT; of a failed transaction only a rollback is left.
func (s *Session) commitBlock(ctx context.Context, t *dialect.TransactionStatement) (string, error) {
	if s.tx.failed {
		return s.rollbackBlock(ctx, t)
	}
	if !s.tx.block {
		if t.Chain {
			return "", fail("25P01", "COMMIT AND CHAIN can only be used in transaction blocks")
		}
		s.notice("WARNING", "25P01", "there is no transaction in progress")
	}
	if err := s.endTransaction(ctx, true); err != nil {
		return "", err
	}
	return "COMMIT", s.chain(t)
}

func (s *Session) rollbackBlock(ctx context.Context, t *dialect.TransactionStatement) (string, error) {
	if !s.tx.block {
		if t.Chain {
			return "", fail("25P01", "ROLLBACK AND CHAIN can only be used in transaction blocks")
		}
		s.notice("WARNING", "25P01", "there is no transaction in progress")
	}
	if err := s.endTransaction(ctx, false); err != nil {
		return "", err
	}
	return "ROLLBACK", s.chain(t)
}

func (s *Session) chain(t *dialect.TransactionStatement) error {
	if !t.Chain {
		return nil
	}
	return s.begin(t)
}

// endTransaction ends the block, or the implicit transaction of a query string. Of the portals only WITH HOLD cursors
// live on, and only over a commit.
func (s *Session) endTransaction(ctx context.Context, commit bool) error {
	if commit {
		if err := s.holdPortals(ctx); err != nil {
			return err
		}
	}
	s.dropPortals(func(p *portal) bool { return !p.hold || !p.held })
	implicit := s.tx.implicit
	s.tx = transaction{implicit: implicit}
	if commit {
		s.settings.Commit()
	} else {
		s.settings.Rollback()
	}
	if implicit {
		s.settings.Begin()
	}
	return s.endEngine(ctx, commit)
}

// failTransaction is what an error does: the block is aborted, the portals made in it since the last savepoint are gone.
func (s *Session) failTransaction(ctx context.Context) {
	s.tx.failed = s.tx.block
	level := s.tx.level()
	s.dropPortals(func(p *portal) bool { return !p.held && p.level >= level })
	if !s.tx.block {
		s.settings.Rollback()
		s.tx = transaction{}
		_ = s.endEngine(ctx, false) // the error that led here is the one to tell
	}
}

// beginEngine starts the engine's transaction with the first statement that needs it.
func (s *Session) beginEngine(ctx context.Context) error {
	if s.engineTx || !s.tx.block && !s.tx.implicit {
		return nil
	}
	if err := s.command(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	s.engineTx = true
	return nil
}

// endEngine ends the engine's transaction if it has one.
func (s *Session) endEngine(ctx context.Context, commit bool) error {
	if !s.engineTx {
		return nil
	}
	s.engineTx = false
	if !commit {
		// A rollback must happen even though the statement was canceled.
		return s.command(context.WithoutCancel(ctx), "ROLLBACK")
	}
	err := s.command(ctx, "COMMIT")
	if err != nil && !strings.Contains(err.Error(), "no transaction is active") {
		_ = s.command(context.WithoutCancel(ctx), "ROLLBACK") // the commit's error is the one to tell
		return err
	}
	return nil
}

// command executes a statement of the engine that has no result.
func (s *Session) command(ctx context.Context, sql string) error {
	st, err := s.engine.Prepare(ctx, sql)
	if err != nil {
		return err
	}
	defer st.Close()
	rows, err := st.Query(ctx, nil)
	if err != nil {
		return err
	}
	for {
		c, err := rows.Next(ctx)
		if err != nil {
			_ = rows.Close() // the first error is the one to tell
			return err
		}
		if c == nil {
			return rows.Close()
		}
	}
}
