package types

import "fmt"

// A DECIMAL of DuckDB has at most 38 digits. A numeric without precision that was computed as DOUBLE shows 16 digits
// behind the point, as PostgreSQL's division does for results of ordinary size.
const (
	MaxPrecision  = 38
	ShownFraction = 16
)

// Duck is the DuckDB type that carries a PostgreSQL type; "" where none does (record).
func Duck(t Type) string {
	if i := byArray[t.OID]; i != nil {
		if elem := Duck(Type{OID: i.oid, Mod: t.Mod, Carry: t.Carry}); elem != "" {
			return elem + "[]"
		}
		return ""
	}
	i := byOID[t.OID]
	if i == nil {
		return ""
	}
	if t.OID == Numeric {
		return decimal(t)
	}
	return i.duck
}

func decimal(t Type) string {
	if p, s, ok := t.Precision(); ok {
		return fmt.Sprintf("DECIMAL(%d,%d)", p, s)
	}
	if t.Carry == Integer {
		return fmt.Sprintf("DECIMAL(%d,0)", MaxPrecision)
	}
	return fmt.Sprintf("DECIMAL(%d,%d)", MaxPrecision, ShownFraction)
}

// Precision is a numeric's declared precision and scale, within what DuckDB can carry.
func (t Type) Precision() (precision, scale int, ok bool) {
	if t.OID != Numeric || t.Mod == 0 {
		return 0, 0, false
	}
	m := t.Typmod() - 4
	precision, scale = int(m>>16)&0xffff, int(m)&0x7ff
	precision = max(min(precision, MaxPrecision), 1)
	return precision, min(scale, precision), true
}

// NumericOf is numeric(precision, scale).
func NumericOf(precision, scale int) Type {
	return Type{OID: Numeric, Mod: int32(precision<<16|scale) + 4 + 1}
}

// Length is the declared length of varchar(n), char(n), bit(n).
func (t Type) Length() (n int, ok bool) {
	if t.Mod == 0 {
		return 0, false
	}
	switch t.OID {
	case VarChar, BPChar:
		return int(t.Typmod()) - 4, true
	case Bit, VarBit:
		return int(t.Typmod()), true
	}
	return 0, false
}
