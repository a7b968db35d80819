package chunk

import "github.com/tarn-sql/tarn/wire/backend"

// inlineMax is the length up to which a duckdb_string_t holds the bytes itself.
const inlineMax = 12

// Width is the number of bytes of one value in a vector's data, 0 for kinds that live in their children only.
func Width(t backend.Type) int {
	switch t.Kind {
	case backend.KindBoolean, backend.KindTinyInt, backend.KindUTinyInt:
		return 1
	case backend.KindSmallInt, backend.KindUSmallInt:
		return 2
	case backend.KindInteger, backend.KindUInteger, backend.KindFloat, backend.KindDate:
		return 4
	case backend.KindDecimal:
		return decimalWidth(t.Width)
	case backend.KindEnum:
		return enumWidth(len(t.Names))
	case backend.KindArray, backend.KindStruct, backend.KindUnion:
		return 0
	case backend.KindHugeInt, backend.KindUHugeInt, backend.KindUUID, backend.KindInterval, backend.KindList, backend.KindMap:
		return 16
	}
	if isString(t.Kind) {
		return 16
	}
	return 8
}

func decimalWidth(digits uint8) int {
	switch {
	case digits <= 4:
		return 2
	case digits <= 9:
		return 4
	case digits <= 18:
		return 8
	}
	return 16
}

func enumWidth(labels int) int {
	switch {
	case labels <= 1<<8:
		return 1
	case labels <= 1<<16:
		return 2
	}
	return 4
}

// isString says whether values of a kind are duckdb_string_t.
func isString(k backend.Kind) bool {
	switch k {
	case backend.KindVarchar, backend.KindJSON, backend.KindBlob, backend.KindBit:
		return true
	}
	return false
}

// childTypes are the types of a vector's children, which differ from Type.Children for MAP (a list of key-value
// structs) and UNION (a tag before the members).
func childTypes(t backend.Type) []backend.Type {
	switch t.Kind {
	case backend.KindMap:
		return []backend.Type{{Kind: backend.KindStruct, Names: []string{"key", "value"}, Children: t.Children}}
	case backend.KindUnion:
		return append([]backend.Type{{Kind: backend.KindUTinyInt}}, t.Children...)
	}
	return t.Children
}
