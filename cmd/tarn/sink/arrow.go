package sink

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// batchRows is the number of rows of one record batch.
const batchRows = 64 << 10

// batchWriter is what an Arrow IPC writer and a Parquet writer have in common.
type batchWriter interface {
	Write(arrow.RecordBatch) error
	Close() error
}

// arrowWriter turns rows back into Arrow record batches, typed by their PostgreSQL types, and writes them as an Arrow
// file or as Parquet.
type arrowWriter struct {
	w    io.Writer
	open func(io.Writer, *arrow.Schema) (batchWriter, error)

	writer  batchWriter
	fields  []pgconn.FieldDescription
	builder *array.RecordBuilder
	rows    int
}

func openArrow(w io.Writer, s *arrow.Schema) (batchWriter, error) {
	return ipc.NewFileWriter(w, ipc.WithSchema(s), ipc.WithZstd())
}

// openParquet opens Parquet files that say who made them.
func openParquet(creator string) func(io.Writer, *arrow.Schema) (batchWriter, error) {
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithCreatedBy(creator))
	return func(w io.Writer, s *arrow.Schema) (batchWriter, error) {
		// The wrapper hides a Close that the Parquet writer would call: the file is closed by who opened it.
		return pqarrow.NewFileWriter(s, struct{ io.Writer }{w}, props, pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
	}
}

func (s *arrowWriter) Begin(fields []pgconn.FieldDescription) error {
	if s.writer != nil {
		return errors.New("the file holds one result: run the statements one by one")
	}
	s.fields = fields
	columns := make([]arrow.Field, len(fields))
	for i, f := range fields {
		columns[i] = arrow.Field{Name: f.Name, Type: arrowType(f), Nullable: true}
	}
	schema := arrow.NewSchema(columns, nil)
	s.builder = array.NewRecordBuilder(memory.DefaultAllocator, schema)
	var err error
	s.writer, err = s.open(s.w, schema)
	return err
}

// arrowType is the Arrow type of a result column; text carries whatever has no better one.
func arrowType(f pgconn.FieldDescription) arrow.DataType {
	switch f.DataTypeOID {
	case pgtype.BoolOID:
		return arrow.FixedWidthTypes.Boolean
	case pgtype.Int2OID:
		return arrow.PrimitiveTypes.Int16
	case pgtype.Int4OID:
		return arrow.PrimitiveTypes.Int32
	case pgtype.Int8OID, pgtype.OIDOID:
		return arrow.PrimitiveTypes.Int64
	case pgtype.Float4OID:
		return arrow.PrimitiveTypes.Float32
	case pgtype.Float8OID:
		return arrow.PrimitiveTypes.Float64
	case pgtype.DateOID:
		return arrow.FixedWidthTypes.Date32
	case pgtype.TimestampOID:
		return &arrow.TimestampType{Unit: arrow.Microsecond}
	case pgtype.TimestamptzOID:
		return &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
	case pgtype.NumericOID:
		return decimalType(f.TypeModifier)
	}
	return arrow.BinaryTypes.String
}

// decimalType reads a numeric's type modifier: ((precision << 16) | scale) + 4, or -1 for any number of digits.
func decimalType(typmod int32) arrow.DataType {
	if typmod < 4 {
		return &arrow.Decimal128Type{Precision: 38, Scale: 10}
	}
	return &arrow.Decimal128Type{Precision: (typmod - 4) >> 16, Scale: (typmod - 4) & 0x7ff}
}

func (s *arrowWriter) Row(values [][]byte) error {
	for i, v := range values {
		if err := s.append(i, v); err != nil {
			return err
		}
	}
	if s.rows++; s.rows%batchRows == 0 {
		return s.flush()
	}
	return nil
}

func (s *arrowWriter) append(i int, v []byte) error {
	b := s.builder.Field(i)
	if v == nil {
		b.AppendNull()
		return nil
	}
	text := string(v)
	if s.fields[i].DataTypeOID == pgtype.BoolOID {
		text = map[bool]string{true: "true", false: "false"}[text == "t"]
	}
	if strings.HasSuffix(text, "+00") && s.fields[i].DataTypeOID == pgtype.TimestamptzOID {
		text = strings.TrimSuffix(text, "+00") + "Z"
	}
	if err := b.AppendValueFromString(text); err != nil {
		return fmt.Errorf("column %q, row %d: %w", s.fields[i].Name, s.rows+1, err)
	}
	return nil
}

func (s *arrowWriter) flush() error {
	batch := s.builder.NewRecordBatch()
	defer batch.Release()
	return s.writer.Write(batch)
}

func (s *arrowWriter) End() error {
	if s.rows%batchRows == 0 && s.rows > 0 {
		return nil
	}
	return s.flush()
}

func (s *arrowWriter) Command(string) error { return nil }

func (s *arrowWriter) Close() error {
	if s.writer == nil {
		return nil
	}
	s.builder.Release()
	return s.writer.Close()
}
