package duck

import (
	bd "github.com/duckdb/duckdb-go-bindings"
)

// takeType reads a logical type and destroys it.
func takeType(lt bd.LogicalType) Type {
	defer bd.DestroyLogicalType(&lt)
	return readType(lt)
}

// readType turns DuckDB's description of a type into ours; the caller keeps lt. Types that have no Kind (VARIANT, BIGNUM,
// TIME_NS, GEOMETRY, and the unresolved parameter) are KindUnknown.
func readType(lt bd.LogicalType) Type {
	if lt.Ptr == nil {
		return Type{}
	}
	switch id := bd.GetTypeId(lt); id {
	case bd.TypeVarchar:
		if bd.LogicalTypeGetAlias(lt) == "JSON" {
			return Type{Kind: KindJSON}
		}
		return Type{Kind: KindVarchar}
	case bd.TypeDecimal:
		return Type{Kind: KindDecimal, Width: bd.DecimalWidth(lt), Scale: bd.DecimalScale(lt)}
	case bd.TypeEnum:
		return Type{Kind: KindEnum, Names: enumNames(lt)}
	case bd.TypeList:
		return Type{Kind: KindList, Children: []Type{takeType(bd.ListTypeChildType(lt))}}
	case bd.TypeArray:
		return Type{
			Kind: KindArray, Size: int(bd.ArrayTypeArraySize(lt)),
			Children: []Type{takeType(bd.ArrayTypeChildType(lt))},
		}
	case bd.TypeMap:
		return Type{Kind: KindMap, Children: []Type{takeType(bd.MapTypeKeyType(lt)), takeType(bd.MapTypeValueType(lt))}}
	case bd.TypeStruct:
		return readMembers(KindStruct, lt, bd.StructTypeChildCount, bd.StructTypeChildName, bd.StructTypeChildType)
	case bd.TypeUnion:
		return readMembers(KindUnion, lt, bd.UnionTypeMemberCount, bd.UnionTypeMemberName, bd.UnionTypeMemberType)
	default:
		return Type{Kind: kindOfID[id]}
	}
}

func enumNames(lt bd.LogicalType) []string {
	names := make([]string, bd.EnumDictionarySize(lt))
	for i := range names {
		names[i] = bd.EnumDictionaryValue(lt, bd.IdxT(i))
	}
	return names
}

func readMembers(k Kind, lt bd.LogicalType, count func(bd.LogicalType) bd.IdxT,
	name func(bd.LogicalType, bd.IdxT) string, child func(bd.LogicalType, bd.IdxT) bd.LogicalType,
) Type {
	t := Type{Kind: k}
	for i := range count(lt) {
		t.Names = append(t.Names, name(lt, i))
		t.Children = append(t.Children, takeType(child(lt, i)))
	}
	return t
}

// logical makes DuckDB's form of a type; the caller destroys it.
func logical(t Type) bd.LogicalType {
	switch t.Kind {
	case KindJSON:
		lt := bd.CreateLogicalType(bd.TypeVarchar)
		bd.LogicalTypeSetAlias(lt, "JSON")
		return lt
	case KindDecimal:
		return bd.CreateDecimalType(t.Width, t.Scale)
	case KindEnum:
		return bd.CreateEnumType(t.Names)
	case KindList, KindArray, KindMap, KindStruct, KindUnion:
		return logicalNested(t)
	case KindUnknown:
		return bd.CreateLogicalType(bd.TypeAny)
	}
	return bd.CreateLogicalType(idOfKind[t.Kind])
}

func logicalNested(t Type) bd.LogicalType {
	kids := make([]bd.LogicalType, len(t.Children))
	for i, c := range t.Children {
		kids[i] = logical(c)
	}
	defer func() {
		for i := range kids {
			bd.DestroyLogicalType(&kids[i])
		}
	}()
	switch t.Kind {
	case KindList:
		return bd.CreateListType(kids[0])
	case KindArray:
		return bd.CreateArrayType(kids[0], bd.IdxT(t.Size))
	case KindMap:
		return bd.CreateMapType(kids[0], kids[1])
	case KindUnion:
		return bd.CreateUnionType(kids, t.Names)
	}
	return bd.CreateStructType(kids, t.Names)
}
