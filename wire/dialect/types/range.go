package types

// ranges are the range types with what they are ranges of.
var ranges = map[uint32]uint32{
	Int4Range: Int4, Int8Range: Int8, NumRange: Numeric, DateRange: Date, TSRange: Timestamp, TSTZRange: TimestampTZ,
}

// rangeStruct carries a range: its bounds, NULL where it has none, whether they belong to it, and whether it is empty.
func rangeStruct(elem string) string {
	return "STRUCT(lo " + elem + ", hi " + elem + ", lo_in BOOLEAN, hi_in BOOLEAN, void BOOLEAN)"
}

// IsRange tells the range types.
func IsRange(t Type) bool { return ranges[t.OID] != 0 }

// RangeOf is the type of a range's bounds.
func RangeOf(t Type) Type { return Of(ranges[t.OID]) }
