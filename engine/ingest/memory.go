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

// trimmer keeps DuckDB small between the large statements of a publication that has the instance for itself. What goes is what
// DuckDB would let go itself before it takes more than its limit: blocks that are in the file already, and the last rows of
// tables that are filled, for which there is scratch on the disk. No statement has less than all of the memory.
type trimmer struct {
	conn *duck.Conn // of its own: a limit that cannot be kept is an error, which would end the transaction; nil: no trimming
	all  int64      // the limit, in bytes
	size int64      // what to leave
}

func (l *Load) newTrimmer() (*trimmer, error) {
	t := &trimmer{all: l.store.Memory(), size: trimmedBase}
	for _, w := range l.writers {
		t.size += w.spool.Size() / trimmedShare
	}
	if !l.opt.Alone || t.size >= t.all {
		return t, nil
	}
	var err error
	t.conn, err = l.store.DB().Connect()
	return t, err
}

// What publishing keeps at hand without being slower (benchmarks/RESULTS.md, Load): some bytes, and a share of what was
// spooled, for what grows with the load, as the index of its resources.
var trimmedBase = int64(256 << 20) // a variable for tests

const trimmedShare = 4

// trim asks DuckDB for what it can do without, by a limit that stands for a moment. Where it cannot keep to that, it gives
// what it can.
func (t *trimmer) trim(ctx context.Context) {
	if t.conn == nil {
		return
	}
	_ = t.limit(ctx, t.size)
	_ = t.limit(context.WithoutCancel(ctx), t.all)
}

func (t *trimmer) limit(ctx context.Context, bytes int64) error {
	_, err := t.conn.Exec(ctx, fmt.Sprintf("SET GLOBAL memory_limit = '%dB'", bytes))
	return err
}

func (t *trimmer) close() {
	if t.conn != nil {
		_ = t.conn.Close()
	}
}
