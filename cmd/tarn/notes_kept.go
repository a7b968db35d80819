package main

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/note"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// keptColumns are the columns of a text set aside: engine.Options.Kept. Their order is that of keptNotes.add and keptNote.read.
func keptColumns() []engine.Column {
	text, bigint, integer := arrow.BinaryTypes.String, arrow.PrimitiveTypes.Int64, arrow.PrimitiveTypes.Int32
	return []engine.Column{
		{Name: "patient_id", Type: text},
		{Name: "source_type", Type: text},
		{Name: "source_id", Type: text},
		{Name: "source_version", Type: text},
		{Name: "source_status", Type: text},
		{Name: "encounter_id", Type: text},
		{Name: "type_system", Type: text},
		{Name: "type_code", Type: text},
		{Name: "type_display", Type: text},
		{Name: "path", Type: text},
		{Name: "title", Type: text},
		{Name: "content_type", Type: text},
		{Name: "charset", Type: text},
		{Name: "url", Type: text},
		{Name: "status", Type: text},
		{Name: "error", Type: text},
		{Name: "ordinal", Type: integer},
		{Name: "source_time", Type: bigint},
		{Name: "note_time", Type: bigint}, // microseconds since 1970, NULL where there is none
		{Name: "data", Type: arrow.BinaryTypes.Binary},
	}
}

// The columns of keptColumns behind seq, as indexes into a batch or a result.
const (
	keptTexts   = 1  // the first of the texts …
	keptOrdinal = 17 // … which end here
	keptTime    = 18
	keptOwnTime = 19
	keptData    = 20
)

// keptNotes collects texts that are set aside.
type keptNotes struct {
	b     *array.RecordBuilder
	rows  int
	bytes int
}

// A batch of texts set aside is full with so many rows or bytes.
const (
	keptRows  = 1024
	keptBytes = 1 << 20
)

func newKeptNotes() *keptNotes {
	return &keptNotes{b: array.NewRecordBuilder(memory.DefaultAllocator, engine.ArrowSchema(keptColumns()))}
}

func (k *keptNotes) add(seq int64, r *flatten.Resource, src *note.Source, n *note.Note, cause string) {
	k.rows++
	k.bytes += len(n.Data)
	k.b.Field(0).(*array.Int64Builder).Append(seq)
	for i, s := range []string{
		src.PatientKey, r.Type, r.Key, r.VersionID, src.Status, src.EncounterKey, src.TypeSystem, src.TypeCode, src.TypeDisplay,
		n.Path, n.Title, n.ContentType, n.Charset, n.URL, string(n.Status), cause,
	} {
		b := k.b.Field(keptTexts + i).(*array.StringBuilder)
		if s == "" {
			b.AppendNull()
		} else {
			b.Append(s)
		}
	}
	k.b.Field(keptOrdinal).(*array.Int32Builder).Append(int32(n.Ordinal))
	k.time(keptTime, src.Time, src.HasTime)
	k.time(keptOwnTime, n.Time, n.HasTime)
	k.b.Field(keptData).(*array.BinaryBuilder).Append(n.Data)
}

func (k *keptNotes) time(column int, micros int64, ok bool) {
	b := k.b.Field(column).(*array.Int64Builder)
	if ok {
		b.Append(micros)
	} else {
		b.AppendNull()
	}
}

func (k *keptNotes) full() bool { return k.rows >= keptRows || k.bytes >= keptBytes }

// take returns the texts so far, which the receiver releases.
func (k *keptNotes) take() arrow.RecordBatch {
	k.rows, k.bytes = 0, 0
	return k.b.NewRecordBatch()
}

func (k *keptNotes) release() { k.b.Release() }

// keptNote is a text that was set aside, read back. Data is valid as long as the chunk it was read from.
type keptNote struct {
	seq      int64
	resource rows.Resource
	note     rows.Note
	charset  string
	data     []byte
}

// read fills n from a row of a result with seq and keptColumns.
func (n *keptNote) read(c *engine.Chunk, row int) {
	text := func(i int) string {
		if v := &c.Vectors[keptTexts+i]; !v.Null(row) {
			return string(v.Bytes(row))
		}
		return ""
	}
	*n = keptNote{
		seq: engine.At[int64](&c.Vectors[0], row),
		resource: rows.Resource{
			PatientKey: text(0), Type: text(1), Key: text(2), VersionID: text(3), Status: text(4), EncounterKey: text(5),
			TypeSystem: text(6), TypeCode: text(7), TypeDisplay: text(8),
		},
		note:    rows.Note{Path: text(9), Title: text(10), ContentType: text(11), URL: text(13), Status: text(14), Error: text(15)},
		charset: text(12),
		data:    c.Vectors[keptData].Bytes(row),
	}
	n.note.Ordinal = int(engine.At[int32](&c.Vectors[keptOrdinal], row))
	n.resource.Time, n.resource.HasTime = micros(&c.Vectors[keptTime], row)
	n.note.Time, n.note.HasTime = micros(&c.Vectors[keptOwnTime], row)
}

func micros(v *engine.Vector, row int) (int64, bool) {
	if v.Null(row) {
		return 0, false
	}
	return engine.At[int64](v, row), true
}

// media is the content type with the charset that was stated.
func (n *keptNote) media() string {
	if n.charset == "" {
		return n.note.ContentType
	}
	return n.note.ContentType + "; charset=" + n.charset
}
