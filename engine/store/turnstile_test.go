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
	go func() { shut <- s.shut(0, time.Minute) }()
	select {
	case <-shut:
		t.Fatal("shut while a statement was beginning")
	case <-time.After(20 * time.Millisecond):
	}
	if leave() {
		t.Error("overtaken by a commit that waited")
	}
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
	// A statement that takes for ever to begin holds a commit up for its patience only, and is told.
	if leave, err = s.enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.shut(0, 10*time.Millisecond)()
	if !leave() {
		t.Error("not told of the commit")
	}
	if s.inside != 0 || s.opens != nil {
		t.Errorf("%d inside, %v", s.inside, s.opens)
	}
}

// Waiting for a calm moment holds nobody up.
func TestTurnstileWaitsOpen(t *testing.T) {
	var s turnstile
	slow, err := s.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	shut := make(chan func())
	go func() { shut <- s.shut(time.Minute, 0) }()
	time.Sleep(5 * time.Millisecond)
	quick, err := s.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if quick() || slow() {
		t.Error("overtaken before the turnstile was shut")
	}
	(<-shut)()
}
