package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Asset is a file that belongs to the data directory and is no resource: a vocabulary, say. Its bytes lie in the database, so
// that one backup and one encryption cover them too.
type Asset struct {
	Kind    string // what sort of thing it is: "vocabulary"
	Name    string // unique among its kind
	Version string
	Licence string
	Source  string         // the files it was made of
	SHA256  string         // of the bytes, in hexadecimal: PutAsset computes it
	Bytes   int64          // how many: PutAsset counts them
	Facts   map[string]any // what else its owner wants to know of it: JSON values
	Enabled bool
	Added   time.Time // when it was put

	id int64
}

// ErrNoAsset says that there is no asset of a kind and name.
var ErrNoAsset = errors.New("there is no such asset")

// PutAsset stores an asset with its bytes in one transaction, in place of one of the same kind and name if there is one, and
// returns it as stored: with SHA256, Bytes and Added. r is read to its end in small pieces; where it fails nothing changes.
func (s *Store) PutAsset(ctx context.Context, a Asset, r io.Reader) (Asset, error) {
	if a.Kind == "" || a.Name == "" {
		return a, fmt.Errorf("an asset needs a kind and a name, got %q and %q", a.Kind, a.Name)
	}
	facts, err := json.Marshal(a.Facts)
	if err != nil {
		return a, fmt.Errorf("asset %s: %w", a.Name, err)
	}
	err = s.changeAssets(ctx, func(c *duck.Conn) error {
		if err := dropAsset(ctx, c, a.Kind, a.Name); err != nil && !errors.Is(err, ErrNoAsset) {
			return err
		}
		if err := c.QueryRow(ctx, "SELECT coalesce(max(asset_id), 0) + 1 FROM lake.tarn.asset").Scan(&a.id); err != nil {
			return err
		}
		w := pieceWriter{conn: c, asset: a.id}
		if err := w.copy(ctx, r); err != nil {
			return err
		}
		a.SHA256, a.Bytes, a.Added = w.sum(), w.bytes, time.Now().UTC().Truncate(time.Microsecond)
		_, err := c.Exec(ctx, `INSERT INTO lake.tarn.asset (asset_id, kind, name, version, licence, source, sha256, bytes, facts, enabled, added)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			a.id, a.Kind, a.Name, a.Version, a.Licence, a.Source, a.SHA256, a.Bytes, string(facts), a.Enabled, a.Added)
		return err
	})
	if err != nil {
		return a, fmt.Errorf("store the %s %s: %w", a.Kind, a.Name, err)
	}
	s.Settle(ctx)
	return a, nil
}

// Assets lists the assets of a kind, by name.
func (s *Store) Assets(ctx context.Context, kind string) ([]Asset, error) {
	c, err := s.db.Connect()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	var out []Asset
	err = each(ctx, c, `SELECT asset_id, kind, name, version, licence, source, sha256, bytes, facts, enabled, added
FROM lake.tarn.asset WHERE kind = $1 ORDER BY name`, func(chunk *duck.Chunk, i int) error {
		var a Asset
		var facts string
		err := chunk.Scan(i, &a.id, &a.Kind, &a.Name, &a.Version, &a.Licence, &a.Source, &a.SHA256, &a.Bytes, &facts, &a.Enabled, &a.Added)
		if err == nil {
			err = json.Unmarshal([]byte(facts), &a.Facts)
		}
		out = append(out, a)
		return err
	}, kind)
	if err != nil {
		return nil, fmt.Errorf("list the assets: %w", err)
	}
	return out, nil
}

// ReadAsset returns the bytes of an asset, checked against their SHA-256.
func (s *Store) ReadAsset(ctx context.Context, kind, name string) ([]byte, error) {
	c, err := s.db.Connect()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if _, err := c.Exec(ctx, "BEGIN"); err != nil { // one snapshot; closing the connection ends it
		return nil, err
	}
	var a Asset
	err = c.QueryRow(ctx, "SELECT asset_id, sha256, bytes FROM lake.tarn.asset WHERE kind = $1 AND name = $2", kind, name).
		Scan(&a.id, &a.SHA256, &a.Bytes)
	if errors.Is(err, duck.ErrNoRows) {
		err = ErrNoAsset
	}
	var data []byte
	if err == nil {
		data, err = readPieces(ctx, c, a)
	}
	if err != nil {
		return nil, fmt.Errorf("read the %s %s: %w", kind, name, err)
	}
	return data, nil
}

// SetAsset says whether an asset is used.
func (s *Store) SetAsset(ctx context.Context, kind, name string, enabled bool) error {
	err := s.changeAssets(ctx, func(c *duck.Conn) error {
		n, err := c.Exec(ctx, "UPDATE lake.tarn.asset SET enabled = $1 WHERE kind = $2 AND name = $3", enabled, kind, name)
		if err == nil && n == 0 {
			err = ErrNoAsset
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("change the %s %s: %w", kind, name, err)
	}
	return nil
}

// RemoveAsset removes an asset with its bytes.
func (s *Store) RemoveAsset(ctx context.Context, kind, name string) error {
	err := s.changeAssets(ctx, func(c *duck.Conn) error { return dropAsset(ctx, c, kind, name) })
	if err != nil {
		return fmt.Errorf("remove the %s %s: %w", kind, name, err)
	}
	s.Settle(ctx)
	return nil
}

// changeAssets runs a change in a transaction of its own, one at a time: DuckDB refuses the second of two that touch one
// row.
func (s *Store) changeAssets(ctx context.Context, change func(*duck.Conn) error) error {
	if err := s.Writable(); err != nil {
		return err
	}
	s.assets.Lock()
	defer s.assets.Unlock()
	c, err := s.db.Connect()
	if err != nil {
		return err
	}
	defer c.Close() // rolls back what was not committed
	if _, err := c.Exec(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := change(c); err != nil {
		return err
	}
	_, err = c.Exec(context.WithoutCancel(ctx), "COMMIT") // as a load's: it is done, or it is not
	return err
}

// dropAsset deletes an asset's rows.
func dropAsset(ctx context.Context, c *duck.Conn, kind, name string) error {
	var id int64
	err := c.QueryRow(ctx, "SELECT asset_id FROM lake.tarn.asset WHERE kind = $1 AND name = $2", kind, name).Scan(&id)
	if errors.Is(err, duck.ErrNoRows) {
		return ErrNoAsset
	}
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, fmt.Sprintf(`DELETE FROM lake.raw.asset_piece WHERE asset_id = %[1]d;
DELETE FROM lake.tarn.asset WHERE asset_id = %[1]d`, id))
	return err
}
