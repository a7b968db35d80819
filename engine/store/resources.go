package store

import (
	"context"
	"fmt"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Stored is a current resource as it was loaded.
type Stored struct {
	ID  string
	Raw []byte // borrowed until the callback returns
}

// Resources calls do for every current, not deleted resource of a type, in the order in which they are stored, which
// is the same every time. It reads one snapshot, every block once, and holds one block at a time, so that resources of
// any size and number pass through; SELECT resource FROM history.resource is the same with 2048 resources at a time.
func (s *Store) Resources(ctx context.Context, resourceType string, do func(Stored) error) error {
	c, err := s.db.Connect()
	if err != nil {
		return err
	}
	defer c.Close()
	block := blockInHand{reader: s.raw}
	return each(ctx, c, `SELECT id, block_id, block_offset, length FROM lake.raw.version
WHERE resource_type = $1 AND is_current AND NOT deleted ORDER BY block_id, block_offset`, func(chunk *duck.Chunk, i int) error {
		v := chunk.Vectors
		raw, err := block.slice(duck.At[int64](&v[1], i), duck.At[int64](&v[2], i), duck.At[int64](&v[3], i))
		if err != nil {
			return err
		}
		return do(Stored{ID: string(v[0].Bytes(i)), Raw: raw})
	}, resourceType)
}

// blockInHand reads blocks in order, past the cache.
type blockInHand struct {
	reader *rawReader
	id     int64
	raw    []byte
}

func (b *blockInHand) slice(id, offset, length int64) ([]byte, error) {
	if b.id != id {
		raw, err := b.reader.fetch(id)
		if err != nil {
			return nil, err
		}
		b.id, b.raw = id, raw
	}
	return cut(b.id, b.raw, offset, length)
}

// cut is a resource's bytes out of its block.
func cut(id int64, raw []byte, offset, length int64) ([]byte, error) {
	if offset < 0 || length < 0 || offset > int64(len(raw))-length {
		return nil, newError(codeCorrupted, "raw block %d has %d bytes, asked for %d at %d", id, len(raw), length, offset)
	}
	return raw[offset : offset+length], nil
}

// Types lists the resource types that have current resources, sorted.
func (s *Store) Types(ctx context.Context) ([]string, error) {
	c, err := s.db.Connect()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	var types []string
	err = each(ctx, c, `SELECT DISTINCT resource_type FROM lake.raw.version WHERE is_current AND NOT deleted ORDER BY resource_type`,
		func(chunk *duck.Chunk, i int) error {
			types = append(types, string(chunk.Vectors[0].Bytes(i)))
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("list resource types: %w", err)
	}
	return types, nil
}
