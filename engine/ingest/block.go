package ingest

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/ingest/spool"
	"github.com/tarn-sql/tarn/engine/store/block"
)

// openBlock is a block that still takes resources. Its number is given when the first one comes.
type openBlock struct {
	block.Builder
	id int64
}

// close compresses the block, into scratch where that has the room, and appends it to a spool: a row of streamBlock and a
// batch of streamPiece. The builder is empty afterwards.
func (b *openBlock) close(sp *spool.Spool, resourceType string, scratch []byte) error {
	n, raw := b.Len(), b.Bytes()
	data := b.Close(scratch[:0])
	head := blockHead(b.id, resourceType, n, raw, len(data))
	defer head.Release()
	if err := sp.Append(streamBlock, head); err != nil {
		return err
	}
	pieces := blockPieces(b.id, data)
	defer pieces.Release()
	return sp.Append(streamPiece, pieces)
}

func blockHead(id int64, resourceType string, n, raw, stored int) arrow.RecordBatch {
	rb := array.NewRecordBuilder(memory.DefaultAllocator, blockSchema)
	defer rb.Release()
	rb.Field(0).(*array.Int64Builder).Append(id)
	rb.Field(1).(*array.StringBuilder).Append(resourceType)
	rb.Field(2).(*array.Int64Builder).Append(int64(n))
	rb.Field(3).(*array.Int64Builder).Append(int64(raw))
	rb.Field(4).(*array.Int64Builder).Append(int64(stored))
	return rb.NewRecordBatch()
}

func blockPieces(id int64, data []byte) arrow.RecordBatch {
	rb := array.NewRecordBuilder(memory.DefaultAllocator, pieceSchema)
	defer rb.Release()
	bytes := rb.Field(2).(*array.BinaryBuilder)
	bytes.ReserveData(len(data))
	for ordinal := int64(1); len(data) > 0; ordinal++ {
		n := min(len(data), block.PieceSize)
		rb.Field(0).(*array.Int64Builder).Append(id)
		rb.Field(1).(*array.Int64Builder).Append(ordinal)
		bytes.Append(data[:n])
		data = data[n:]
	}
	return rb.NewRecordBatch()
}

// joinPieces returns the number and the compressed bytes of a block; the bytes are the batch's.
func joinPieces(b arrow.RecordBatch) (id int64, data []byte) {
	return b.Column(0).(*array.Int64).Value(0), b.Column(2).(*array.Binary).ValueBytes()
}
