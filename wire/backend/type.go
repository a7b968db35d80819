package backend

// Kind is a DuckDB logical type.
type Kind uint8

// The kinds, named as DuckDB names them.
const (
	KindUnknown Kind = iota
	KindBoolean
	KindTinyInt
	KindSmallInt
	KindInteger
	KindBigInt
	KindUTinyInt
	KindUSmallInt
	KindUInteger
	KindUBigInt
	KindHugeInt
	KindUHugeInt
	KindFloat
	KindDouble
	KindDecimal
	KindVarchar
	KindBlob
	KindBit
	KindDate
	KindTime
	KindTimeTZ
	KindTimestamp   // microseconds
	KindTimestampS  // seconds
	KindTimestampMS // milliseconds
	KindTimestampNS // nanoseconds
	KindTimestampTZ
	KindInterval
	KindUUID
	KindJSON // VARCHAR with the alias JSON
	KindEnum // Data is uint8/16/32 by the dictionary's size
	KindList
	KindArray
	KindStruct
	KindMap
	KindUnion
	KindNull // the type of a bare NULL
)

// Type is a DuckDB type with what it needs to be read.
type Type struct {
	Kind         Kind
	Width, Scale uint8    // DECIMAL
	Size         int      // ARRAY
	Names        []string // STRUCT and UNION: member names; ENUM: dictionary
	Children     []Type   // LIST, ARRAY, MAP (key, value), STRUCT, UNION
}
