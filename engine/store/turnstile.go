package store

import (
	"context"
	"sync"
	"time"
)

// turnstile keeps clients' statements from beginning while a load commits. DuckDB 1.5 moves what a transaction has written
// in bulk into the table before the commit is done, and a statement that begins meanwhile would count it: what begins
// waits for the second or so that the commit takes, and sees all of the load.
type turnstile struct {
	mu     sync.Mutex
	inside int           // statements that have begun and not yet their first rows
	opens  chan struct{} // closed when the turnstile opens; nil while it is open
}

// Enter lets a client's statement begin; leave is called when its first rows are there. It waits while a load commits, until
// ctx ends.
func (t *turnstile) enter(ctx context.Context) (leave func(), err error) {
	for {
		t.mu.Lock()
		opens := t.opens
		if opens == nil {
			t.inside++
			t.mu.Unlock()
			return t.leave, nil
		}
		t.mu.Unlock()
		select {
		case <-opens:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

func (t *turnstile) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.inside--
}

// shut lets no more statements begin, and waits for those that are beginning, but no longer than patience: a query may
// compute for hours before its first row. Afterwards open lets statements in again. One load commits at a time.
func (t *turnstile) shut(patience time.Duration) (open func()) {
	t.mu.Lock()
	opens := make(chan struct{})
	t.opens = opens
	t.mu.Unlock()
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(time.Millisecond) {
		t.mu.Lock()
		inside := t.inside
		t.mu.Unlock()
		if inside == 0 {
			break
		}
	}
	return func() {
		t.mu.Lock()
		t.opens = nil
		t.mu.Unlock()
		close(opens)
	}
}

// commitPatience is how long a commit waits for statements that are beginning.
const commitPatience = 2 * time.Second

// BeginStatement lets a client's statement begin: see turnstile.
func (s *Store) BeginStatement(ctx context.Context) (begun func(), err error) {
	return s.statements.enter(ctx)
}

// HoldStatements lets no client's statement begin until release is called.
func (s *Store) HoldStatements() (release func()) { return s.statements.shut(commitPatience) }
