package ingest

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/tarn-sql/tarn/engine/duck"
)

// handMemoryOver gives back what shredding needed: it is garbage now, and DuckDB needs memory of its own. A small load
// has nothing to give and would only pay for the collection.
func (l *Load) handMemoryOver() {
	for _, w := range l.writers {
		if w.spool.Size() > spoolMemory {
			debug.FreeOSMemory()
			return
		}
	}
}

// bindMemory keeps DuckDB, for a load that has the instance for itself, to the memory that makes publishing no slower than
// any more of it would: what came on top were blocks that are in the file already. unbound ends that.
func (l *Load) bindMemory(ctx context.Context, conn *duck.Conn) (unbound func(), err error) {
	all, enough := l.store.Memory(), l.publishMemory()
	if !l.opt.Alone || enough >= all {
		return func() {}, nil
	}
	if err := setMemory(ctx, conn, enough); err != nil {
		return nil, err
	}
	return func() { _ = setMemory(context.WithoutCancel(ctx), conn, all) }, nil
}

// publishMemory is what DuckDB needs to publish the load at full speed, in bytes (benchmarks/RESULTS.md, Load): for the last
// rows of every table, for the row groups that its threads fill, and for what grows with the load, as the index of its
// resources.
func (l *Load) publishMemory() int64 {
	bytes := publishBase + publishThread*int64(l.store.Threads())
	for _, w := range l.writers {
		bytes += w.spool.Size() / publishShare
	}
	return bytes
}

const (
	publishBase   = int64(128 << 20)
	publishThread = int64(64 << 20)
	publishShare  = 4
)

func setMemory(ctx context.Context, conn *duck.Conn, bytes int64) error {
	_, err := conn.Exec(ctx, fmt.Sprintf("SET GLOBAL memory_limit = '%dB'", bytes))
	return err
}
