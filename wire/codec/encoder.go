package codec

import (
	"fmt"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Encoder appends row i of v, which is not NULL, to dst, without a length word.
type Encoder func(dst []byte, v *backend.Vector, i int) []byte

// Planner makes encoders for one result. The encoders report values that their type cannot express (a ragged array in
// binary, a HUGEINT shown as int8) to the planner, whose Err is asked after each batch.
type Planner struct {
	Settings Settings
	err      error
}

// Error is a value that cannot be written or read: it answers with an SQLSTATE.
type Error struct {
	Code    string
	Message string
	Detail  string
	Hint    string
}

func (e *Error) Error() string { return e.Message }

// SQLState returns the five-character SQLSTATE.
func (e *Error) SQLState() string { return e.Code }

func errorf(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Err is the first value that could not be written.
func (p *Planner) Err() error { return p.err }

func (p *Planner) fail(err *Error) {
	if p.err == nil {
		p.err = err
	}
}

// Plan chooses the encoder for a column of type t that was announced as oid (what Describe answered).
func (p *Planner) Plan(t backend.Type, oid uint32, f Format) (Encoder, error) {
	if f != Text && f != Binary {
		return nil, errorf("22023", "unsupported format code: %d", f)
	}
	e := p.plan(t, oid, f)
	if e == nil {
		return nil, errorf("0A000", "no %s output for a DuckDB value of kind %d as type %d", f, t.Kind, oid)
	}
	return e, nil
}

func (f Format) String() string {
	if f == Binary {
		return "binary"
	}
	return "text"
}

func (p *Planner) plan(t backend.Type, oid uint32, f Format) Encoder {
	switch {
	case t.Kind == backend.KindNull || t.Kind == backend.KindUnknown || oid == OIDVoid:
		return func(dst []byte, _ *backend.Vector, _ int) []byte { return dst }
	case oid == OIDJSONB && f == Binary:
		return versioned(jsonbEncoder(p.plan(t, OIDJSON, f)))
	case oid == OIDJSONB:
		return jsonbEncoder(p.plan(t, OIDJSON, f))
	case oid == OIDJSON && !isString(t.Kind):
		return p.jsonEncoder(t)
	case oid == OIDInt2Vector || oid == OIDOidVector:
		return p.intVector(t, oid, f)
	case isList(t.Kind) && byOID[oid].Elem != 0:
		return p.arrayEncoder(t, byOID[oid].Elem, f)
	case isStringType(oid) || isString(t.Kind):
		return p.textual(t)
	case oid == OIDNumeric && t.Kind == backend.KindDouble:
		return floatNumeric(f)
	case f == Binary:
		return p.binaryEncoder(t, oid)
	}
	return p.textEncoder(t)
}

// versioned puts jsonb's version byte before the text.
func versioned(e Encoder) Encoder {
	return func(dst []byte, v *backend.Vector, i int) []byte { return e(append(dst, 1), v, i) }
}

// textual is the text of a value, whatever its kind; it is the same in both formats.
func (p *Planner) textual(t backend.Type) Encoder {
	switch {
	case t.Kind == backend.KindVarchar || t.Kind == backend.KindJSON:
		return appendString
	case t.Kind == backend.KindEnum:
		return enumEncoder(t)
	case isList(t.Kind) && OID(t) != OIDJSON:
		return p.arrayEncoder(t, byOID[OID(t)].Elem, Text)
	case isComposite(t.Kind) || isList(t.Kind):
		return p.jsonEncoder(t)
	}
	return p.textEncoder(t)
}

// textEncoder is the text form of a scalar kind.
func (p *Planner) textEncoder(t backend.Type) Encoder {
	switch t.Kind {
	case backend.KindBoolean:
		return boolText
	case backend.KindTinyInt, backend.KindSmallInt, backend.KindInteger, backend.KindBigInt,
		backend.KindUTinyInt, backend.KindUSmallInt, backend.KindUInteger, backend.KindUBigInt:
		return integerText(t.Kind)
	case backend.KindHugeInt, backend.KindUHugeInt, backend.KindDecimal:
		return numericText(t)
	case backend.KindFloat, backend.KindDouble:
		return p.floatText(t.Kind)
	case backend.KindBlob:
		return p.byteaText()
	case backend.KindBit:
		return bitText
	case backend.KindUUID:
		return uuidText
	case backend.KindInterval:
		return p.intervalText()
	}
	return p.temporalText(t.Kind)
}

// binaryEncoder is the binary form of a scalar kind announced as oid.
func (p *Planner) binaryEncoder(t backend.Type, oid uint32) Encoder {
	switch {
	case t.Kind == backend.KindBoolean:
		return boolBinary
	case oid == OIDNumeric:
		return numericBinary(t)
	case isIntegerType(byOID[oid]):
		return p.integerBinary(t.Kind, byOID[oid])
	case oid == OIDFloat4 || oid == OIDFloat8:
		return floatBinary(t.Kind)
	}
	switch t.Kind {
	case backend.KindBlob:
		return appendString
	case backend.KindBit:
		return bitBinary
	case backend.KindUUID:
		return uuidBinary
	case backend.KindInterval:
		return intervalBinary
	}
	return temporalBinary(t.Kind)
}
