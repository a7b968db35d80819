package column

import (
	"encoding/binary"
	"math"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/value"
)

// setter converts a value to a column's type and puts it into the table's current row. It is false where the value does
// not fit; then the row has no value there.
type setter func(t *Table, v *vector, it fhirpath.Item) bool

func setterOf(typ arrow.DataType) setter {
	switch typ := typ.(type) {
	case *arrow.BooleanType:
		return setBoolean
	case *arrow.Int32Type:
		return setInteger
	case *arrow.Int64Type:
		return setBigInt
	case *arrow.Date32Type:
		return setDate
	case *arrow.TimestampType:
		return setTimestamp
	case *arrow.Time64Type:
		return setTime
	case *arrow.Decimal128Type:
		return decimalSetter(typ)
	case *arrow.ListType:
		return func(*Table, *vector, fhirpath.Item) bool { return false }
	}
	return setText
}

// setText puts any scalar in as its text.
func setText(t *Table, v *vector, it fhirpath.Item) bool { return t.putText(v, t.rows, it) }

func (t *Table) putText(v *vector, row int, it fhirpath.Item) bool {
	if it.Kind != fhirpath.Node {
		return v.setText(row, it.Text)
	}
	tape := t.m.Tape
	n := &tape.Nodes[it.Node]
	switch {
	case n.Kind == node.Object || n.Kind == node.Array || n.Kind == node.Null:
		return false
	case !n.Escaped:
		return v.setText(row, tape.Bytes[n.Start:n.End])
	}
	room := v.space(int(n.End - n.Start)) // unescaped texts are never longer
	if room == nil {
		return false
	}
	v.setEnd(row, v.length+len(tape.AppendText(room[:0], int(it.Node))))
	return true
}

func setBoolean(t *Table, v *vector, it fhirpath.Item) bool {
	b, ok := t.m.BooleanOf(it)
	if ok {
		v.setBool(t.rows, b)
	}
	return ok
}

// numberText returns the text of a number.
func (t *Table) numberText(it fhirpath.Item) ([]byte, bool) {
	if it.Kind == fhirpath.Integer || it.Kind == fhirpath.Decimal {
		return it.Text, true
	}
	if it.Kind == fhirpath.Node && t.m.Tape.Nodes[it.Node].Kind == node.Number {
		return t.m.Tape.Raw(int(it.Node)), true
	}
	return nil, false
}

func (t *Table) integer(it fhirpath.Item) (int64, bool) {
	text, ok := t.numberText(it)
	if !ok {
		return 0, false
	}
	if n, ok := smallInteger(text); ok {
		return n, true
	}
	d, ok := value.ParseDecimal(text)
	if !ok {
		return 0, false
	}
	return d.Int64()
}

// smallInteger reads digits that surely fit.
func smallInteger(b []byte) (n int64, ok bool) {
	if len(b) > 18 {
		return 0, false
	}
	for _, c := range b {
		if c-'0' > 9 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, len(b) > 0
}

func setInteger(t *Table, v *vector, it fhirpath.Item) bool {
	n, ok := t.integer(it)
	return ok && v.setInteger(t.rows, n)
}

func (v *vector) setInteger(row int, n int64) bool {
	if n < math.MinInt32 || n > math.MaxInt32 {
		return false
	}
	binary.LittleEndian.PutUint32(v.value(row), uint32(int32(n)))
	return true
}

func setBigInt(t *Table, v *vector, it fhirpath.Item) bool {
	n, ok := t.integer(it)
	if ok {
		binary.LittleEndian.PutUint64(v.value(t.rows), uint64(n))
	}
	return ok
}

func decimalSetter(typ *arrow.Decimal128Type) setter {
	limit := typ.Precision
	return func(t *Table, v *vector, it fhirpath.Item) bool {
		text, ok := t.numberText(it)
		if !ok {
			return false
		}
		hi, lo, ok := value.Fixed(text, typ.Scale)
		if !ok || limit < value.MaxDigits && !value.FixedFits(hi, lo, limit) {
			return false
		}
		b := v.value(t.rows)
		binary.LittleEndian.PutUint64(b, lo)
		binary.LittleEndian.PutUint64(b[8:], uint64(hi))
		return true
	}
}

// temporalText returns the text of a string.
func (t *Table) temporalText(it fhirpath.Item) ([]byte, bool) {
	if it.Kind != fhirpath.Node {
		return it.Text, it.Kind != fhirpath.Boolean && it.Kind != fhirpath.Integer && it.Kind != fhirpath.Decimal
	}
	n := &t.m.Tape.Nodes[it.Node]
	if n.Kind != node.String {
		return nil, false
	}
	if n.Escaped {
		v, _ := t.m.ValueOf(it)
		return v.Text, true
	}
	return t.m.Tape.Bytes[n.Start:n.End], true
}

func setDate(t *Table, v *vector, it fhirpath.Item) bool {
	text, ok := t.temporalText(it)
	if !ok {
		return false
	}
	d, ok := value.ParseDateTime(text)
	if ok {
		binary.LittleEndian.PutUint32(v.value(t.rows), uint32(d.Days()))
	}
	return ok
}

func setTimestamp(t *Table, v *vector, it fhirpath.Item) bool {
	text, ok := t.temporalText(it)
	if !ok {
		return false
	}
	d, ok := value.ParseDateTime(text)
	if ok {
		binary.LittleEndian.PutUint64(v.value(t.rows), uint64(d.Micros()))
	}
	return ok
}

func setTime(t *Table, v *vector, it fhirpath.Item) bool {
	text, ok := t.temporalText(it)
	if !ok {
		return false
	}
	d, ok := value.ParseTime(text)
	if ok {
		binary.LittleEndian.PutUint64(v.value(t.rows), uint64(d.MicrosOfDay()))
	}
	return ok
}
