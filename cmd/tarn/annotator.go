package main

import (
	"context"
	"sync"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
)

// storeAnnotator is the annotator with the store's vocabularies, loaded ones and its own codings, for SQL functions: made
// when a function is first called, and again by the first call after the store has changed.
type storeAnnotator struct {
	owner *owner

	mu      sync.Mutex
	current *nlp.Annotator
	made    int64 // emulated.changes when current was made
}

// annotator is the present annotator.
func (s *storeAnnotator) annotator() (*nlp.Annotator, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	changes := s.owner.catalog.changes.Load()
	if s.current != nil && s.made == changes {
		return s.current, nil
	}
	ctx := context.Background()
	c, err := s.owner.store.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	a := s.owner.annotation()
	if err := a.learn(ctx, c); err != nil {
		return nil, err
	}
	s.current, s.made = a.annotator, changes
	return s.current, nil
}
