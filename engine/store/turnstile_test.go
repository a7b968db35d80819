package store

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestTurnstile(t *testing.T) {
	var s turnstile
	leave, err := s.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	shut := make(chan func())
	go func() { shut <- s.shut(time.Minute) }()
	select {
	case <-shut:
		t.Fatal("shut while a statement was beginning")
	case <-time.After(20 * time.Millisecond):
	}
	leave()
	open := <-shut
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := s.enter(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("entered a shut turnstile: %v", err)
	}
	entered := make(chan error)
	go func() {
		leave, err := s.enter(t.Context())
		if err == nil {
			leave()
		}
		entered <- err
	}()
	open()
	if err := <-entered; err != nil {
		t.Error(err)
	}
	// A statement that takes for ever to begin holds a commit up for its patience only.
	if leave, err = s.enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.shut(10 * time.Millisecond)()
	leave()
	if s.inside != 0 || s.opens != nil {
		t.Errorf("%d inside, %v", s.inside, s.opens)
	}
}
