package catalog

import (
	"crypto/md5"
	"encoding/binary"
	"strings"
	"sync"
)

// Kinds of objects that have an OID of their own; the letters are part of the hash.
const (
	KindRelation   = "c" // table, view, index: pg_class.oid
	KindRowType    = "t" // a relation's composite type: pg_type.oid
	KindArrayType  = "a" // the array type of that
	KindConstraint = "k" // its name is table.constraint
	KindSchema     = "n" // its schema is ""
	KindRule       = "w"
	KindRole       = "r" // its schema is ""
	KindDatabase   = "b" // its schema is ""
)

// OID is the OID of an object of the user's: 16384 … 2³¹-1, the same in every process. Two objects that hash alike are
// told apart in memory.tarn_catalog.oid, so what a client sees is asked of DuckDB; this is for tests and for objects that
// are not in the catalogs.
func OID(kind, schema, name string) uint32 {
	sum := md5.Sum([]byte(strings.Join([]string{kind, schema, name, ""}, "\x1f")))
	return 16384 + uint32(binary.LittleEndian.Uint64(sum[8:])%(1<<31-16384))
}

// Reg is a class of objects that a reg* type names.
type Reg uint8

// The classes, by the type that names them.
const (
	RegClass Reg = iota + 1
	RegType
	RegProc
	RegNamespace
)

// SystemOID finds what PostgreSQL itself ships: relations ("pg_class", "pg_catalog.pg_class",
// "information_schema.tables"), types ("int4", "integer", "pg_catalog.text"), functions of a unique name ("array_in") and
// schemas. Names are as the client wrote them without quotes; a name that is not found may still be the user's.
func SystemOID(reg Reg, name string) (uint32, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	if reg != RegClass {
		name = strings.TrimPrefix(name, "pg_catalog.")
	} else if !strings.Contains(name, ".") {
		name = "pg_catalog." + name
	}
	oid, ok := systemOIDs()[reg][name]
	return oid, ok
}

var systemOIDs = sync.OnceValue(func() map[Reg]map[string]uint32 {
	m := map[Reg]map[string]uint32{RegClass: {}, RegType: {}, RegProc: {}, RegNamespace: {}}
	namespaces := map[string]string{}
	b := static()
	b.byName["pg_catalog.pg_namespace"].each(func(v []string) {
		namespaces[v[0]] = v[1]
		m[RegNamespace][v[1]] = number(v[0])
	})
	b.byName["pg_catalog.pg_class"].each(func(v []string) { m[RegClass][namespaces[v[2]]+"."+v[1]] = number(v[0]) })
	b.byName["tarn.type_text"].each(func(v []string) { m[RegType][v[1]] = number(v[0]) })
	b.byName["pg_catalog.pg_type"].each(func(v []string) { systemType(m[RegType], v) })
	many := map[string]bool{}
	b.byName["pg_catalog.pg_proc"].each(func(v []string) {
		if _, ok := m[RegProc][v[1]]; ok {
			many[v[1]] = true
		}
		m[RegProc][v[1]] = number(v[0])
	})
	for name := range many {
		delete(m[RegProc], name)
	}
	return m
})

// systemType adds a row of pg_type under its internal name, and the array under name[].
func systemType(types map[string]uint32, v []string) {
	const typname, typarray = 1, 14
	name, oid, array := v[typname], number(v[0]), number(v[typarray])
	for _, n := range append(typeWords[name], name) {
		if _, ok := types[n]; !ok {
			types[n] = oid
		}
		if _, ok := types[n+"[]"]; !ok && array != 0 {
			types[n+"[]"] = array
		}
	}
}

// typeWords are the SQL grammar's other words for types.
var typeWords = map[string][]string{
	"int4": {"int"}, "numeric": {"decimal", "dec"}, "float8": {"float"}, "timetz": {"timetz"},
}
