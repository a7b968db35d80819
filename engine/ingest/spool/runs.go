package spool

import (
	"bytes"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// runsType is how a column of texts is kept that repeat from row to row, in Arrow's run-end encoding: child rows say their
// resource's id again and again, and a status, a code system or a patient is often the same for hundreds of rows.
var runsType = arrow.RunEndEncodedOf(arrow.PrimitiveTypes.Int32, arrow.BinaryTypes.String)

// runEncoder encodes the columns of one batch. Its memory is used again for the next batch, so what it made must be
// written before.
type runEncoder struct {
	ends, offsets []int32
	text, valid   []byte
}

func (e *runEncoder) reset() {
	e.ends, e.offsets, e.text, e.valid = e.ends[:0], e.offsets[:0], e.text[:0], e.valid[:0]
}

// runsTried is after how many rows a column is left as it is if hardly any text has repeated.
const runsTried = 128

// encode returns a column of texts as runs, or the column itself where runs would save little.
func (e *runEncoder) encode(c arrow.Array) arrow.Array {
	texts, ok := c.(*array.String)
	if !ok || texts.Len() < runsTried || texts.NullN() == texts.Len() {
		return c
	}
	found := e.find(texts)
	if found == nil {
		return c
	}
	defer found.Release()
	c.Release()
	return array.MakeFromData(found)
}

// find makes the runs of a column, nil where they would save little.
func (e *runEncoder) find(texts *array.String) *array.Data {
	rows, offsets := texts.Len(), texts.ValueOffsets()
	var base []byte
	if b := texts.Data().Buffers()[2]; b != nil {
		base = b.Bytes()
	}
	ends, starts, text := len(e.ends), len(e.offsets), len(e.text)
	e.offsets = append(e.offsets, 0)
	for from := 0; from < rows; {
		to := runEnd(texts, base, offsets, from)
		e.ends = append(e.ends, int32(to))
		e.text = append(e.text, base[offsets[from]:offsets[from+1]]...)
		e.offsets = append(e.offsets, int32(len(e.text)-text))
		from = to
		if runs := len(e.ends) - ends; runs == runsTried && 4*runs > 3*from {
			break
		}
	}
	runs := len(e.ends) - ends
	if done := int(e.ends[len(e.ends)-1]) == rows; !done || 4*(8*runs+len(e.text)-text) > 3*(4*rows+int(offsets[rows]-offsets[0])) {
		e.ends, e.offsets, e.text = e.ends[:ends], e.offsets[:starts], e.text[:text]
		return nil
	}
	valid, nulls := e.validity(texts, e.ends[ends:])
	return runsData(rows, e.ends[ends:], e.offsets[starts:], e.text[text:], valid, nulls)
}

// runEnd is the end of the run that begins with a row: behind its last row.
func runEnd(texts *array.String, base []byte, offsets []int32, from int) int {
	first, null := base[offsets[from]:offsets[from+1]], texts.NullN() > 0 && texts.IsNull(from)
	to := from + 1
	for ; to < texts.Len() && bytes.Equal(first, base[offsets[to]:offsets[to+1]]); to++ {
		if texts.NullN() > 0 && texts.IsNull(to) != null {
			break
		}
	}
	return to
}

// validity is the validity bitmap of the runs that end at ends, nil where none is NULL, and how many are. They are
// counted here because threads that read share the array.
func (e *runEncoder) validity(texts *array.String, ends []int32) (valid []byte, nulls int) {
	if texts.NullN() == 0 {
		return nil, 0
	}
	at := len(e.valid)
	e.valid = append(e.valid, make([]byte, (len(ends)+7)/8)...)
	valid = e.valid[at:]
	for i, end := range ends {
		if texts.IsNull(int(end) - 1) {
			nulls++
			continue
		}
		valid[i/8] |= 1 << (i % 8)
	}
	return valid, nulls
}

// runsData is the array of rows texts of which each run stands once.
func runsData(rows int, ends, offsets []int32, text, valid []byte, nulls int) *array.Data {
	to := array.NewData(arrow.PrimitiveTypes.Int32, len(ends), []*memory.Buffer{nil, wrap(arrow.Int32Traits.CastToBytes(ends))}, nil, 0, 0)
	defer to.Release()
	texts := array.NewData(arrow.BinaryTypes.String, len(ends),
		[]*memory.Buffer{wrap(valid), wrap(arrow.Int32Traits.CastToBytes(offsets)), wrap(text)}, nil, nulls, 0)
	defer texts.Release()
	return array.NewData(runsType, rows, []*memory.Buffer{nil}, []arrow.ArrayData{to, texts}, 0, 0)
}

func wrap(b []byte) *memory.Buffer {
	if b == nil {
		return nil
	}
	return memory.NewBufferBytes(b)
}
