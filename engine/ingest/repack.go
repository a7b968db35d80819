package ingest

import (
	"context"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/ingest/spool"
	"github.com/tarn-sql/tarn/engine/store/block"
)

// movedSchema says where repacking put a resource.
var movedSchema = arrow.NewSchema([]arrow.Field{
	{Name: "seq", Type: arrow.PrimitiveTypes.Int64},
	{Name: "block_id", Type: arrow.PrimitiveTypes.Int64},
	{Name: "block_offset", Type: arrow.PrimitiveTypes.Int64},
}, nil)

// repack rewrites the blocks that hold unchanged resources, without them: a nightly export of which one resource in a
// hundred changed must not store the whole export every night. Blocks all of whose resources stay are not touched,
// blocks none of whose resources stay are dropped. Afterwards the temporary table partial has the blocks
// not to be published, and the load's extra spool the new ones.
func (p *publication) repack() error {
	err := p.exec(`CREATE TEMP TABLE partial AS
SELECT block_id FROM {index} i LEFT JOIN verdict v USING (seq) WHERE block_id IS NOT NULL
GROUP BY block_id HAVING bool_or(coalesce(v.status, 'new') = 'unchanged')`)
	if err != nil {
		return err
	}
	n, err := p.count("SELECT count(*) FROM partial")
	if err != nil || n == 0 {
		return err
	}
	p.repacked = true
	sp, err := p.load.newExtra()
	if err != nil {
		return err
	}
	r := newRepacker(p.load, sp)
	defer r.moved.Release()
	if err := r.run(p.ctx, p.conn, p.expand(`SELECT i.resource_type, i.block_id, i.seq, i.block_offset, i.length
FROM {index} i JOIN partial USING (block_id) LEFT JOIN verdict v USING (seq)
WHERE coalesce(v.status, 'new') <> 'unchanged' ORDER BY i.resource_type, i.block_id, i.seq`)); err != nil {
		return fmt.Errorf("repack raw blocks: %w", err)
	}
	return sp.Seal()
}

// repacker copies resources from the load's blocks to new ones.
type repacker struct {
	load  *Load
	spool *spool.Spool
	where map[int64]spool.Batch // the pieces of each block

	source   int64 // the block that raw is of
	raw      []byte
	target   openBlock
	targetOf string // its resource type
	moved    *array.RecordBuilder
	rows     int
}

func newRepacker(l *Load, sp *spool.Spool) *repacker {
	return &repacker{load: l, spool: sp, moved: array.NewRecordBuilder(memory.DefaultAllocator, movedSchema)}
}

func (r *repacker) run(ctx context.Context, c *duck.Conn, keep string) error {
	if err := r.locate(); err != nil {
		return err
	}
	rows, err := c.Query(ctx, keep)
	if err != nil {
		return err
	}
	err = rows.Each(ctx, func(chunk *duck.Chunk, i int) error {
		v := chunk.Vectors
		from := place{duck.At[int64](&v[1], i), duck.At[int64](&v[3], i), duck.At[int64](&v[4], i)}
		return r.move(string(v[0].Bytes(i)), duck.At[int64](&v[2], i), from)
	})
	if err != nil {
		return err
	}
	return r.finish()
}

// locate finds the batch of every block.
func (r *repacker) locate() error {
	r.where = map[int64]spool.Batch{}
	for _, b := range r.load.batches(streamPiece) {
		pieces, err := b.Open()
		if err != nil {
			return err
		}
		id, _ := joinPieces(pieces)
		r.where[id] = b
		pieces.Release()
	}
	return nil
}

func (r *repacker) move(resourceType string, seq int64, from place) error {
	if err := r.read(from.block); err != nil {
		return err
	}
	if r.targetOf != resourceType || r.target.Full(int(from.length)) {
		if err := r.closeTarget(); err != nil {
			return err
		}
		r.targetOf = resourceType
	}
	if r.target.Len() == 0 {
		r.target.id = r.load.nextBlock.Add(1) - 1
	}
	at := r.target.Add(r.raw[from.offset : from.offset+from.length])
	r.moved.Field(0).(*array.Int64Builder).Append(seq)
	r.moved.Field(1).(*array.Int64Builder).Append(r.target.id)
	r.moved.Field(2).(*array.Int64Builder).Append(int64(at))
	if r.rows++; r.rows == indexRows {
		return r.flush()
	}
	return nil
}

// read makes raw the bytes of a block.
func (r *repacker) read(id int64) error {
	if r.source == id {
		return nil
	}
	b, ok := r.where[id]
	if !ok {
		return fmt.Errorf("block %d is not in the spool", id)
	}
	pieces, err := b.Open()
	if err != nil {
		return err
	}
	defer pieces.Release()
	_, data := joinPieces(pieces)
	r.raw, err = block.Open(data, r.raw[:0])
	r.source = id
	return err
}

func (r *repacker) closeTarget() error {
	if r.target.Len() == 0 {
		return nil
	}
	return r.target.close(r.spool, r.targetOf, nil)
}

func (r *repacker) flush() error {
	if r.rows == 0 {
		return nil
	}
	r.rows = 0
	rows := r.moved.NewRecordBatch()
	defer rows.Release()
	return r.spool.Append(streamMoved, rows)
}

func (r *repacker) finish() error {
	if err := r.closeTarget(); err != nil {
		return err
	}
	return r.flush()
}
