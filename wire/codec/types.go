package codec

import "github.com/tarn-sql/tarn/wire/backend"

// Desc is what RowDescription says of a column's type: OID, length and modifier.
type Desc struct {
	OID  uint32
	Size int16
	Mod  int32
}

// carrierScale is the scale from which a DECIMAL(38,s) stands for a numeric without precision: such a column shows
// no modifier and its values drop trailing zeros.
const carrierScale = 9

// isCarrier says whether t carries PostgreSQL's unconstrained numeric.
func isCarrier(t backend.Type) bool {
	return t.Kind == backend.KindDecimal && t.Width == 38 && t.Scale >= carrierScale
}

// natural is the PostgreSQL type of each kind.
var natural = [...]uint32{
	backend.KindUnknown:     OIDText,
	backend.KindBoolean:     OIDBool,
	backend.KindTinyInt:     OIDInt2,
	backend.KindSmallInt:    OIDInt2,
	backend.KindInteger:     OIDInt4,
	backend.KindBigInt:      OIDInt8,
	backend.KindUTinyInt:    OIDInt2,
	backend.KindUSmallInt:   OIDInt4,
	backend.KindUInteger:    OIDInt8,
	backend.KindUBigInt:     OIDNumeric,
	backend.KindHugeInt:     OIDNumeric,
	backend.KindUHugeInt:    OIDNumeric,
	backend.KindFloat:       OIDFloat4,
	backend.KindDouble:      OIDFloat8,
	backend.KindDecimal:     OIDNumeric,
	backend.KindVarchar:     OIDText,
	backend.KindBlob:        OIDBytea,
	backend.KindBit:         OIDVarbit,
	backend.KindDate:        OIDDate,
	backend.KindTime:        OIDTime,
	backend.KindTimeTZ:      OIDTimeTZ,
	backend.KindTimestamp:   OIDTimestamp,
	backend.KindTimestampS:  OIDTimestamp,
	backend.KindTimestampMS: OIDTimestamp,
	backend.KindTimestampNS: OIDTimestamp,
	backend.KindTimestampTZ: OIDTimestampTZ,
	backend.KindInterval:    OIDInterval,
	backend.KindUUID:        OIDUUID,
	backend.KindJSON:        OIDJSON,
	backend.KindEnum:        OIDText,
	backend.KindList:        OIDJSON, // see listOID
	backend.KindArray:       OIDJSON,
	backend.KindStruct:      OIDJSON,
	backend.KindMap:         OIDJSON,
	backend.KindUnion:       OIDJSON,
	backend.KindNull:        OIDText,
}

// OID is the PostgreSQL type that a DuckDB type is shown as.
func OID(t backend.Type) uint32 {
	if isList(t.Kind) {
		return listOID(t)
	}
	if int(t.Kind) >= len(natural) {
		return OIDText
	}
	return natural[t.Kind]
}

// listOID is the array type of a list's innermost element, json where the elements are structs, maps or unions.
func listOID(t backend.Type) uint32 {
	t, ok := innermost(t)
	if !ok || isComposite(t.Kind) {
		return OIDJSON
	}
	return byOID[OID(t)].Array
}

// innermost is the element type below all levels of lists.
func innermost(t backend.Type) (backend.Type, bool) {
	for isList(t.Kind) {
		if len(t.Children) != 1 {
			return t, false
		}
		t = t.Children[0]
	}
	return t, true
}

// Resolve is the type under which a column of type t is announced when the statement's analysis says want (0: it
// says nothing): want where values of t can be written as that type in both formats, else t's own type.
func Resolve(t backend.Type, want uint32) uint32 {
	if want != 0 && want != OIDUnknown && carries(t, want) {
		return want
	}
	return OID(t)
}

// Describe says how a column of type t is announced; want and mod come from the statement's analysis (0 and -1 where
// it says nothing).
func Describe(t backend.Type, want uint32, mod int32) Desc {
	oid := Resolve(t, want)
	d := Desc{OID: oid, Size: byOID[oid].Size, Mod: -1}
	switch {
	case oid == want:
		d.Mod = mod
	case oid == OIDNumeric && t.Kind == backend.KindDecimal && !isCarrier(t):
		d.Mod = numericMod(t.Width, t.Scale)
	}
	return d
}

// numericMod is the type modifier of numeric(width, scale).
func numericMod(width, scale uint8) int32 { return int32(width)<<16 | int32(scale) + 4 }

// carries says whether values of t can be written as the PostgreSQL type want, in text and binary.
func carries(t backend.Type, want uint32) bool {
	if isStringType(want) || want == OIDVoid || want == OID(t) {
		return true
	}
	switch want {
	case OIDInt2Vector, OIDOidVector:
		e, ok := innermost(t)
		return ok && t.Kind == backend.KindList && isInteger(e.Kind)
	case OIDNumeric:
		return isInteger(t.Kind) || t.Kind == backend.KindDouble
	case OIDJSON, OIDJSONB:
		return isComposite(t.Kind) || isList(t.Kind) || isString(t.Kind)
	case OIDBit:
		return t.Kind == backend.KindBit
	case OIDXML, OIDPgNodeTree:
		return isString(t.Kind)
	}
	as := byOID[want]
	if as.Elem != 0 {
		e, ok := innermost(t)
		return ok && isList(t.Kind) && !isComposite(e.Kind) && carries(e, as.Elem)
	}
	return isIntegerType(as) && (isInteger(t.Kind) || t.Kind == backend.KindHugeInt || t.Kind == backend.KindUBigInt)
}

// isStringType says whether every value can be shown as this type, by its text.
func isStringType(oid uint32) bool {
	switch oid {
	case OIDText, OIDVarchar, OIDBpchar, OIDName, OIDChar, OIDRefcursor:
		return true
	}
	return false
}

// isIntegerType says whether values of pg are integers on the wire: int2, int4, int8, oid, xid, regclass …
func isIntegerType(pg PGType) bool {
	switch pg.OID {
	case OIDInt2, OIDInt8:
		return true
	}
	return pg.Size == 4 && pg.OID != OIDFloat4 && pg.OID != OIDDate && pg.OID != OIDVoid
}

func isList(k backend.Kind) bool { return k == backend.KindList || k == backend.KindArray }

func isComposite(k backend.Kind) bool {
	return k == backend.KindStruct || k == backend.KindMap || k == backend.KindUnion
}

func isString(k backend.Kind) bool {
	return k == backend.KindVarchar || k == backend.KindJSON || k == backend.KindEnum || k == backend.KindNull
}

// isInteger says whether k is an integer that fits int64.
func isInteger(k backend.Kind) bool { return k >= backend.KindTinyInt && k <= backend.KindUInteger }
