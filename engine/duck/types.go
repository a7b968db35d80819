package duck

import (
	"fmt"
	"strings"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// Kind is a DuckDB logical type.
type Kind uint8

// The kinds, named as DuckDB names them. Names and order are those of wire/backend, so that a Kind converts by value.
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

// Column is one column of a result.
type Column struct {
	Name string
	Type Type
}

// scalarKinds pairs the kinds that need no more than their name.
var scalarKinds = []struct {
	kind Kind
	id   bd.Type
	sql  string
}{
	{KindBoolean, bd.TypeBoolean, "BOOLEAN"},
	{KindTinyInt, bd.TypeTinyInt, "TINYINT"},
	{KindSmallInt, bd.TypeSmallInt, "SMALLINT"},
	{KindInteger, bd.TypeInteger, "INTEGER"},
	{KindBigInt, bd.TypeBigInt, "BIGINT"},
	{KindUTinyInt, bd.TypeUTinyInt, "UTINYINT"},
	{KindUSmallInt, bd.TypeUSmallInt, "USMALLINT"},
	{KindUInteger, bd.TypeUInteger, "UINTEGER"},
	{KindUBigInt, bd.TypeUBigInt, "UBIGINT"},
	{KindHugeInt, bd.TypeHugeInt, "HUGEINT"},
	{KindUHugeInt, bd.TypeUHugeInt, "UHUGEINT"},
	{KindFloat, bd.TypeFloat, "FLOAT"},
	{KindDouble, bd.TypeDouble, "DOUBLE"},
	{KindVarchar, bd.TypeVarchar, "VARCHAR"},
	{KindBlob, bd.TypeBlob, "BLOB"},
	{KindBit, bd.TypeBit, "BIT"},
	{KindDate, bd.TypeDate, "DATE"},
	{KindTime, bd.TypeTime, "TIME"},
	{KindTimeTZ, bd.TypeTimeTZ, "TIMETZ"},
	{KindTimestamp, bd.TypeTimestamp, "TIMESTAMP"},
	{KindTimestampS, bd.TypeTimestampS, "TIMESTAMP_S"},
	{KindTimestampMS, bd.TypeTimestampMS, "TIMESTAMP_MS"},
	{KindTimestampNS, bd.TypeTimestampNS, "TIMESTAMP_NS"},
	{KindTimestampTZ, bd.TypeTimestampTZ, "TIMESTAMPTZ"},
	{KindInterval, bd.TypeInterval, "INTERVAL"},
	{KindUUID, bd.TypeUUID, "UUID"},
	{KindNull, bd.TypeSQLNull, `"NULL"`},
}

var (
	kindOfID = map[bd.Type]Kind{}
	idOfKind = map[Kind]bd.Type{}
	sqlOf    = map[Kind]string{}
)

func init() {
	for _, s := range scalarKinds {
		kindOfID[s.id], idOfKind[s.kind], sqlOf[s.kind] = s.kind, s.id, s.sql
	}
}

// String is the type as DuckDB's SQL writes it.
func (t Type) String() string {
	switch t.Kind {
	case KindUnknown:
		return "UNKNOWN"
	case KindDecimal:
		return fmt.Sprintf("DECIMAL(%d,%d)", t.Width, t.Scale)
	case KindJSON:
		return "JSON"
	case KindList:
		return t.Children[0].String() + "[]"
	case KindArray:
		return fmt.Sprintf("%s[%d]", t.Children[0], t.Size)
	case KindMap:
		return fmt.Sprintf("MAP(%s, %s)", t.Children[0], t.Children[1])
	case KindStruct:
		return "STRUCT(" + t.members() + ")"
	case KindUnion:
		return "UNION(" + t.members() + ")"
	case KindEnum:
		quoted := make([]string, len(t.Names))
		for i, n := range t.Names {
			quoted[i] = QuoteLiteral(n)
		}
		return "ENUM(" + strings.Join(quoted, ", ") + ")"
	}
	return sqlOf[t.Kind]
}

func (t Type) members() string {
	parts := make([]string, len(t.Children))
	for i, c := range t.Children {
		parts[i] = QuoteIdent(t.Names[i]) + " " + c.String()
	}
	return strings.Join(parts, ", ")
}

// QuoteIdent is name as a quoted SQL identifier.
func QuoteIdent(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// QuoteLiteral is text as an SQL string literal. A NUL byte, which no statement can carry, is left to DuckDB to refuse.
func QuoteLiteral(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
