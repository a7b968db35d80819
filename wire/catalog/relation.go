package catalog

import (
	"strconv"
	"strings"
	"sync"
)

// Relation is an emulated relation of pg_catalog or information_schema.
type Relation struct {
	Schema, Name string // PostgreSQL's: "pg_catalog", "pg_class"
	// SQL is where it stands in DuckDB: "memory.pg.pg_class", "memory.info.columns".
	SQL string
	// TempSQL takes SQL's place in a session that has temporary relations (see Temp); mostly it is the same.
	TempSQL string
	OID     uint32 // pg_class.oid
	Kind    byte   // pg_class.relkind in PostgreSQL: 'r' or 'v'
	Columns []Column
}

// Column is a column as PostgreSQL declares it; domains of information_schema are resolved to their base types.
type Column struct {
	Name    string
	Type    uint32 // OID of the PostgreSQL type
	Typmod  int32  // -1 none
	Attnum  int16
	NotNull bool
}

// Relations lists every emulated relation, sorted by schema and name.
func Relations() []Relation { return relations().list }

// Lookup finds an emulated relation by PostgreSQL's schema and name. Schema "" looks in pg_catalog, since that schema
// is always searched first.
func Lookup(schema, name string) (Relation, bool) {
	if schema == "" {
		schema = "pg_catalog"
	}
	i, ok := relations().index[schema+"."+name]
	if !ok {
		return Relation{}, false
	}
	return relations().list[i], true
}

type relationIndex struct {
	list  []Relation
	index map[string]int
}

var relations = sync.OnceValue(func() relationIndex {
	x := relationIndex{index: map[string]int{}}
	for _, s := range static().sections {
		if s.schema == hiddenSection {
			continue
		}
		x.index[s.schema+"."+s.name] = len(x.list)
		x.list = append(x.list, Relation{
			Schema: s.schema, Name: s.name, OID: s.oid, Kind: s.kind[0],
			SQL: place(s), TempSQL: place(s), Columns: s.columns,
		})
		if mayShowTemp(s) {
			x.list[len(x.list)-1].TempSQL = tempPlace(s)
		}
	}
	return x
})

// hiddenSection is the schema of the bundle's sections that hold answers of functions, not relations.
const hiddenSection = "tarn"

// place is a relation's name in DuckDB.
func place(s *section) string {
	if s.schema == "information_schema" {
		return "memory.info." + quote(s.name)
	}
	return "memory.pg." + quote(s.name)
}

// quote quotes an identifier for DuckDB.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// literal quotes a string for DuckDB.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func itoa(i int) string { return strconv.Itoa(i) }
