package engine

import (
	"context"
	"errors"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/store"
)

// Store is an open data directory. Safe for concurrent use.
type Store struct {
	store  *store.Store
	loader *ingest.Loader
}

// Open opens the data directory dir, or makes one of an absent or empty folder. Only one process can have it open,
// unless all open it ReadOnly. The caller closes it.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	s, err := store.Open(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	l, err := ingest.New(s)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &Store{s, l}, nil
}

// BeginLoad starts a load. There is one at a time: a second one waits until ctx ends.
func (s *Store) BeginLoad(ctx context.Context, o LoadOptions) (Load, error) {
	l, err := s.loader.Begin(ctx, o)
	if err != nil {
		return nil, err
	}
	return load{l}, nil
}

// load makes ingest's writers the door's.
type load struct{ *ingest.Load }

func (l load) Writer() Writer { return l.Load.Writer() }

// Status reads what the store knows of itself.
func (s *Store) Status(ctx context.Context) (Status, error) { return s.store.Status(ctx) }

// Stored is a current resource as it was loaded.
type Stored = store.Stored

// Types lists the resource types that have current resources, sorted.
func (s *Store) Types(ctx context.Context) ([]string, error) { return s.store.Types(ctx) }

// Resources calls each for every current, not deleted resource of a type with its exact bytes, in one snapshot and always
// in the same order, whatever their size and number: for programs run over what is stored.
func (s *Store) Resources(ctx context.Context, resourceType string, each func(Stored) error) error {
	return s.store.Resources(ctx, resourceType, each)
}

// Close checkpoints and leaves the data directory to the next process. Sessions must be closed and loads ended before.
func (s *Store) Close() error { return s.store.Close() }
