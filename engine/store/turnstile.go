package store

import (
	"context"
	"sync"
	"time"
)

// turnstile keeps clients' statements from beginning while a load commits. DuckDB 1.5 moves what a transaction has written
// in bulk into the table before the commit is done, and a statement that reaches the table meanwhile would count it: what
// begins waits for the second or so that the commit takes, and sees all of the load. What has begun and not found its first
// rows when the commit starts is told so, and begins again.
type turnstile struct {
	mu     sync.Mutex
	inside int           // statements that have begun and not yet their first rows
	shuts  int           // how often it was shut
	opens  chan struct{} // closed when the turnstile opens; nil while it is open
}

// enter lets a client's statement begin; leave is called when its first rows are there, and says whether a commit has
// begun in between, so that the rows may have a part of the load. enter waits while a load commits, until ctx ends.
func (t *turnstile) enter(ctx context.Context) (leave func() (overtaken bool), err error) {
	for {
		t.mu.Lock()
		opens, shuts := t.opens, t.shuts
		if opens == nil {
			t.inside++
			t.mu.Unlock()
			return func() bool { return t.leave(shuts) }, nil
		}
		t.mu.Unlock()
		select {
		case <-opens:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

func (t *turnstile) leave(shuts int) (overtaken bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.inside--
	return t.shuts != shuts
}

// shut waits for a moment in which no statement is beginning, and lets none begin from then on; open does again. It waits
// for calm while others may still begin, then for patience while none may, but no longer: a query may compute for hours
// before its first row. One load commits at a time.
func (t *turnstile) shut(calm, patience time.Duration) (open func()) {
	opens := make(chan struct{})
	t.shutWhenCalm(calm, opens)
	t.shutWhenCalm(patience, opens) // shut already
	t.mu.Lock()
	t.shuts++ // overtakes those that are inside still
	t.mu.Unlock()
	return func() {
		t.mu.Lock()
		t.opens = nil
		t.mu.Unlock()
		close(opens)
	}
}

// shutWhenCalm waits until no statement is beginning, no longer than patience, and shuts the turnstile in that moment.
func (t *turnstile) shutWhenCalm(patience time.Duration, opens chan struct{}) {
	for until := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		t.mu.Lock()
		if t.inside == 0 || !time.Now().Before(until) {
			t.opens = opens
			t.mu.Unlock()
			return
		}
		t.mu.Unlock()
	}
}

// BeginStatement lets a client's statement begin: see turnstile.
func (s *Store) BeginStatement(ctx context.Context) (begun func() (overtaken bool), err error) {
	return s.statements.enter(ctx)
}

// HoldStatements lets no client's statement begin until release is called. It waits for those that are beginning: for calm
// while others may begin, and then for patience.
func (s *Store) HoldStatements(calm, patience time.Duration) (release func()) {
	return s.statements.shut(calm, patience)
}
