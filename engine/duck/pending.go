package duck

import (
	"time"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// The pauses of finish, from the first to the longest one.
const (
	firstPause = 10 * time.Microsecond
	lastPause  = 200 * time.Microsecond
)

// finish runs a statement's tasks until its result is ready, and answers whether it is; else the pending result has the
// error. DuckDB's own loop (ExecutePending alone) asks for tasks without a pause as long as other threads work on the
// last ones: at a COMMIT or at the end of an INSERT it kept a second processor busy with nothing, a fifth of the time
// of a whole load's publishing.
func finish(pending bd.PendingResult) bool {
	pause := firstPause
	for {
		switch bd.PendingExecuteTask(pending) {
		case bd.PendingStateResultReady:
			return true
		case bd.PendingStateError:
			return false
		case bd.PendingStateNoTasksAvailable:
			time.Sleep(pause)
			pause = min(2*pause, lastPause)
		default:
			pause = firstPause
		}
	}
}
