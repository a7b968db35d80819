package engine

import (
	"context"
	"io"

	"github.com/tarn-sql/tarn/engine/store"
)

// Asset is a file that belongs to the data directory and is no resource: a vocabulary, say.
type Asset = store.Asset

// ErrNoAsset says that there is no asset of a kind and name.
var ErrNoAsset = store.ErrNoAsset

// PutAsset stores an asset with its bytes, in place of one of the same kind and name if there is one, and returns it as
// stored: with SHA256, Bytes and Added. It is one transaction; where r fails nothing changes.
func (s *Store) PutAsset(ctx context.Context, a Asset, r io.Reader) (Asset, error) {
	return s.store.PutAsset(ctx, a, r)
}

// Assets lists the assets of a kind, by name.
func (s *Store) Assets(ctx context.Context, kind string) ([]Asset, error) {
	return s.store.Assets(ctx, kind)
}

// ReadAsset returns the bytes of an asset, checked against their SHA-256. The caller may keep them.
func (s *Store) ReadAsset(ctx context.Context, kind, name string) ([]byte, error) {
	return s.store.ReadAsset(ctx, kind, name)
}

// SetAsset says whether an asset is used.
func (s *Store) SetAsset(ctx context.Context, kind, name string, enabled bool) error {
	return s.store.SetAsset(ctx, kind, name, enabled)
}

// RemoveAsset removes an asset with its bytes.
func (s *Store) RemoveAsset(ctx context.Context, kind, name string) error {
	return s.store.RemoveAsset(ctx, kind, name)
}
