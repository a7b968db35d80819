package store

import (
	"context"
	"os"
)

// walWorthFolding is the size of the write-ahead log from which a checkpoint is worth its time: a small load leaves its
// few pages in the log, where the next start reads them in no time.
const walWorthFolding = 4 << 20

// Settle folds the write-ahead log into the file after a load, where it is big. A checkpoint is refused while others
// have transactions open; then it is left to DuckDB, which tries at every commit, the next load, or Close.
func (s *Store) Settle(ctx context.Context) {
	if info, err := os.Stat(s.path(dbFile + ".wal")); err != nil || info.Size() < walWorthFolding {
		return
	}
	c, err := s.db.Connect()
	if err != nil {
		return
	}
	defer c.Close()
	_, _ = c.Exec(ctx, "CHECKPOINT lake")
}
