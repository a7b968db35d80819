package duck

import (
	"context"
	"sync"
	"time"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// gate stands before every call into DuckDB that may take long, so that it can be interrupted from other goroutines.
//
// DuckDB forgets an interrupt that comes a moment before a query starts, and an interrupt that comes a moment after it
// would hit the next one. So interrupts are sent only while a call is known to run (under mu), and again and again until
// that very call has returned.
type gate struct {
	mu    sync.Mutex
	raw   bd.Connection // Ptr is nil once closed
	busy  bool
	calls uint64 // number of the running or last call

	interrupted bool // Interrupt came while a stream was open and no call ran

	// The context being watched; kept over the calls of one stream, so that fetching a chunk allocates nothing.
	// Written by the session's goroutine, done under mu.
	done <-chan struct{}
	stop func() bool

	// The context of Go functions that the statement at hand calls; nil until one asks.
	base    context.Context // its parent; nil stands for none
	working context.Context
	quit    context.CancelFunc
}

// again is the pause between two interrupts of the same call.
const again = 2 * time.Millisecond

// enter announces a call. The caller must leave, and not call if there is an error.
func (g *gate) enter(ctx context.Context) error {
	g.mu.Lock()
	if g.raw.Ptr == nil {
		g.mu.Unlock()
		return errClosed("connection")
	}
	g.busy = true
	g.calls++
	g.mu.Unlock()
	g.watch(ctx)
	// Only now: had ctx ended before busy was set, the watcher would have found nobody to interrupt.
	if err := ctx.Err(); err != nil {
		g.leave()
		g.unwatch()
		return errInterrupted(context.Cause(ctx))
	}
	return nil
}

// leave announces that the call returned.
func (g *gate) leave() {
	g.mu.Lock()
	g.busy = false
	g.mu.Unlock()
}

// watch makes ctx's end interrupt the calls made under it.
func (g *gate) watch(ctx context.Context) {
	done := ctx.Done()
	if done == g.done {
		return
	}
	g.unwatch()
	if done == nil {
		return
	}
	g.mu.Lock()
	g.done = done
	g.mu.Unlock()
	g.stop = context.AfterFunc(ctx, func() {
		g.mu.Lock()
		if g.done == done {
			g.abandon()
		}
		g.mu.Unlock()
		g.assert(func() bool { return g.done == done })
	})
}

// unwatch forgets the watched context. A watcher already on its way finds that it is not wanted any more.
func (g *gate) unwatch() {
	if g.stop != nil {
		g.stop()
		g.stop = nil
	}
	g.mu.Lock()
	g.done = nil
	g.mu.Unlock()
}

// assert interrupts the running call until it has returned, or is not the one that was meant.
func (g *gate) assert(meant func() bool) {
	for g.interruptOnce(meant) {
		time.Sleep(again)
	}
}

func (g *gate) interruptOnce(meant func() bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.busy || g.raw.Ptr == nil || !meant() {
		return false
	}
	g.abandon()
	bd.Interrupt(g.raw)
	return true
}

// interrupt stops the running call, or the open stream before its next chunk.
func (g *gate) interrupt() {
	g.mu.Lock()
	n, busy := g.calls, g.busy
	if !busy {
		g.interrupted = true
		g.abandon() // DuckDB computes ahead of an open stream
	}
	g.mu.Unlock()
	if busy {
		go g.assert(func() bool { return g.calls == n })
	}
}

// takeInterrupt answers whether an interrupt came since the last call, and forgets it.
func (g *gate) takeInterrupt() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := g.interrupted
	g.interrupted = false
	return was
}

// work is the context of a Go function that the statement at hand calls, on whatever thread: it ends with the statement
// and when that is interrupted, which DuckDB itself would notice only between chunks.
func (g *gate) work() context.Context {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.beWorking()
	return g.working
}

// SetContext makes ctx the parent of the contexts that Go functions are called with: its values tell them of the session.
func (g *gate) SetContext(ctx context.Context) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.base = ctx
}

func (g *gate) beWorking() {
	if g.working != nil {
		return
	}
	base := g.base
	if base == nil {
		base = context.Background()
	}
	g.working, g.quit = context.WithCancel(base)
}

// abandon stops the Go functions of the statement at hand, also those that it calls from now on. Under mu.
func (g *gate) abandon() {
	g.beWorking()
	g.quit()
}

// endWork is for the end of a statement: its Go functions stop, and those of the next one work again after newWork.
func (g *gate) endWork() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.quit != nil {
		g.quit()
	}
}

// newWork is for the beginning of a statement.
func (g *gate) newWork() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.quit != nil {
		g.quit()
	}
	g.working, g.quit = nil, nil
}
