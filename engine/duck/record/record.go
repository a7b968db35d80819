package record

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Recorder copies chunks of a result into Arrow record batches, for export: one batch may take many chunks.
type Recorder struct {
	schema *arrow.Schema
	build  *array.RecordBuilder
	append []appender
}

// appender copies rows from … from+n of a vector to an Arrow builder.
type appender func(b array.Builder, v *duck.Vector, from, n int) error

// New plans the batches for a result's columns. HUGEINT becomes Decimal128(38, 0), UUID, ENUM, BIT and TIMETZ become
// text, TIMESTAMPTZ a timestamp in UTC. There is no Arrow type for UNION and for types without a Kind. Release it after use.
func New(mem memory.Allocator, cols []duck.Column) (*Recorder, error) {
	r := &Recorder{append: make([]appender, len(cols))}
	fields := make([]arrow.Field, len(cols))
	for i, c := range cols {
		f, app, err := arrowField(c.Name, c.Type)
		if err != nil {
			return nil, fmt.Errorf("record: column %s: %w", c.Name, err)
		}
		fields[i], r.append[i] = f, app
	}
	r.schema = arrow.NewSchema(fields, nil)
	r.build = array.NewRecordBuilder(mem, r.schema)
	return r, nil
}

// Schema is the schema of the batches.
func (r *Recorder) Schema() *arrow.Schema { return r.schema }

// Rows is the number of rows appended since the last Record.
func (r *Recorder) Rows() int {
	if len(r.append) == 0 {
		return 0
	}
	return r.build.Field(0).Len()
}

// Append copies a chunk. After an error the rows since the last Record are of no use.
func (r *Recorder) Append(c *duck.Chunk) error {
	for i, app := range r.append {
		if err := app(r.build.Field(i), &c.Vectors[i], 0, c.Len); err != nil {
			return fmt.Errorf("record: column %s: %w", r.schema.Field(i).Name, err)
		}
	}
	return nil
}

// Record gives the rows appended so far as a batch, which the caller releases, and begins the next.
func (r *Recorder) Record() arrow.RecordBatch { return r.build.NewRecordBatch() }

// Release frees what was not taken by Record.
func (r *Recorder) Release() { r.build.Release() }

func arrowField(name string, t duck.Type) (arrow.Field, appender, error) {
	dt, app, err := arrowType(t)
	f := arrow.Field{Name: name, Type: dt, Nullable: true}
	if t.Kind == duck.KindJSON {
		f.Metadata = duck.JSONField
	}
	return f, app, err
}

func arrowType(t duck.Type) (arrow.DataType, appender, error) {
	if s, ok := arrowScalars[t.Kind]; ok {
		return s.dt, s.app, nil
	}
	switch t.Kind {
	case duck.KindDecimal:
		return &arrow.Decimal128Type{Precision: int32(t.Width), Scale: int32(t.Scale)}, appendDecimal, nil
	case duck.KindList, duck.KindArray:
		return arrowList(t)
	case duck.KindMap:
		return arrowMap(t)
	case duck.KindStruct:
		return arrowStruct(t)
	}
	return nil, nil, fmt.Errorf("no Arrow type for %s", t)
}

func arrowList(t duck.Type) (arrow.DataType, appender, error) {
	elem, app, err := arrowType(t.Children[0])
	if err != nil {
		return nil, nil, err
	}
	return arrow.ListOf(elem), func(b array.Builder, v *duck.Vector, from, n int) error {
		lb := b.(*array.ListBuilder)
		for i := from; i < from+n; i++ {
			lb.Append(!v.Null(i))
			if v.Null(i) {
				continue
			}
			off, length := v.Span(i)
			if err := app(lb.ValueBuilder(), &v.Children[0], off, length); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func arrowMap(t duck.Type) (arrow.DataType, appender, error) {
	key, appKey, err := arrowType(t.Children[0])
	if err != nil {
		return nil, nil, err
	}
	value, appValue, err := arrowType(t.Children[1])
	if err != nil {
		return nil, nil, err
	}
	return arrow.MapOf(key, value), func(b array.Builder, v *duck.Vector, from, n int) error {
		mb := b.(*array.MapBuilder)
		for i := from; i < from+n; i++ {
			mb.Append(!v.Null(i))
			if v.Null(i) {
				continue
			}
			off, length := v.Span(i)
			entries := &v.Children[0]
			if err := appKey(mb.KeyBuilder(), &entries.Children[0], off, length); err != nil {
				return err
			}
			if err := appValue(mb.ItemBuilder(), &entries.Children[1], off, length); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func arrowStruct(t duck.Type) (arrow.DataType, appender, error) {
	fields, apps := make([]arrow.Field, len(t.Children)), make([]appender, len(t.Children))
	for i, c := range t.Children {
		var err error
		if fields[i], apps[i], err = arrowField(t.Names[i], c); err != nil {
			return nil, nil, err
		}
	}
	return arrow.StructOf(fields...), func(b array.Builder, v *duck.Vector, from, n int) error {
		sb := b.(*array.StructBuilder)
		for i := from; i < from+n; i++ {
			if v.Null(i) {
				sb.AppendNull() // and one to every member
				continue
			}
			sb.Append(true)
			for k, app := range apps {
				if err := app(sb.FieldBuilder(k), &v.Children[k], i, 1); err != nil {
					return err
				}
			}
		}
		return nil
	}, nil
}
