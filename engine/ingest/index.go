package ingest

import (
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// The spool has one stream per table and behind them these.
const (
	streamIndex = iota
	streamBlock
	streamPiece
	streamQuarantine
	streamMoved
	streamKept
	ownStreams
)

var timestamp = &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}

// indexSchema is one row per resource of the load.
var indexSchema = arrow.NewSchema([]arrow.Field{
	{Name: "seq", Type: arrow.PrimitiveTypes.Int64},
	{Name: "arrival", Type: arrow.PrimitiveTypes.Int64},
	{Name: "resource_type", Type: arrow.BinaryTypes.String},
	{Name: "id", Type: arrow.BinaryTypes.String},
	{Name: "version_id", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "version_number", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	{Name: "last_updated", Type: timestamp, Nullable: true},
	{Name: "file", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "line", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	{Name: "byte_offset", Type: arrow.PrimitiveTypes.Int64},
	{Name: "sha256_high", Type: arrow.PrimitiveTypes.Int64},
	{Name: "sha256_low", Type: arrow.PrimitiveTypes.Int64},
	{Name: "deleted", Type: arrow.FixedWidthTypes.Boolean},
	{Name: "block_id", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	{Name: "block_offset", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	{Name: "length", Type: arrow.PrimitiveTypes.Int64},
}, nil)

var blockSchema = arrow.NewSchema([]arrow.Field{
	{Name: "block_id", Type: arrow.PrimitiveTypes.Int64},
	{Name: "resource_type", Type: arrow.BinaryTypes.String},
	{Name: "n", Type: arrow.PrimitiveTypes.Int64},
	{Name: "raw_bytes", Type: arrow.PrimitiveTypes.Int64},
	{Name: "stored_bytes", Type: arrow.PrimitiveTypes.Int64},
}, nil)

// pieceSchema has the compressed bytes; every batch of the stream is one whole block.
var pieceSchema = arrow.NewSchema([]arrow.Field{
	{Name: "block_id", Type: arrow.PrimitiveTypes.Int64},
	{Name: "ordinal", Type: arrow.PrimitiveTypes.Int64},
	{Name: "data", Type: arrow.BinaryTypes.Binary},
}, nil)

var quarantineSchema = arrow.NewSchema([]arrow.Field{
	{Name: "file", Type: arrow.BinaryTypes.String},
	{Name: "line", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	{Name: "byte_offset", Type: arrow.PrimitiveTypes.Int64},
	{Name: "resource_type", Type: arrow.BinaryTypes.String},
	{Name: "resource_id", Type: arrow.BinaryTypes.String},
	{Name: "reason", Type: arrow.BinaryTypes.String},
	{Name: "excerpt", Type: arrow.BinaryTypes.String},
	{Name: "bytes", Type: arrow.PrimitiveTypes.Int64},
	{Name: "sha256", Type: arrow.BinaryTypes.String},
	{Name: "raw", Type: arrow.BinaryTypes.Binary},
}, nil)

// place is where the bytes of a resource stand; block is 0 where it has none.
type place struct{ block, offset, length int64 }

// index builds the rows of streamIndex.
type index struct {
	b    *array.RecordBuilder
	rows int
}

// indexRows is the size of an index batch: small against the memory of a load, large against the cost of a batch.
const indexRows = 4096

func newIndex() *index {
	return &index{b: array.NewRecordBuilder(memory.DefaultAllocator, indexSchema)}
}

func (x *index) add(seq, arrival int64, r *Resource, at place) {
	x.rows++
	d := r.digest()
	x.int64(0).Append(seq)
	x.int64(1).Append(arrival)
	x.text(2).Append(r.Type)
	x.text(3).Append(r.ID)
	appendText(x.text(4), r.VersionID)
	n, ok := versionNumber(r.VersionID)
	appendIf(x.int64(5), ok, n)
	updated := x.b.Field(6).(*array.TimestampBuilder)
	if r.LastUpdated.IsZero() {
		updated.AppendNull()
	} else {
		updated.Append(arrow.Timestamp(r.LastUpdated.UnixMicro()))
	}
	appendText(x.text(7), strings.ToValidUTF8(r.File, "\uFFFD"))
	appendIf(x.int64(8), r.Line > 0, r.Line)
	x.int64(9).Append(r.Offset)
	x.int64(10).Append(d.high)
	x.int64(11).Append(d.low)
	x.b.Field(12).(*array.BooleanBuilder).Append(r.Deleted)
	appendIf(x.int64(13), at.block != 0, at.block)
	appendIf(x.int64(14), at.block != 0, at.offset)
	x.int64(15).Append(at.length)
}

func (x *index) int64(i int) *array.Int64Builder { return x.b.Field(i).(*array.Int64Builder) }
func (x *index) text(i int) *array.StringBuilder { return x.b.Field(i).(*array.StringBuilder) }

// take returns the rows so far, which the caller releases.
func (x *index) take() arrow.RecordBatch {
	x.rows = 0
	return x.b.NewRecordBatch()
}

func appendIf(b *array.Int64Builder, ok bool, n int64) {
	if ok {
		b.Append(n)
	} else {
		b.AppendNull()
	}
}

func appendText(b *array.StringBuilder, s string) {
	if s == "" {
		b.AppendNull()
	} else {
		b.Append(s)
	}
}
