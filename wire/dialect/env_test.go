package dialect_test

import (
	"strconv"

	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// tableT, tableG and tableM are the tables of the golden files and of the comparison with PostgreSQL; schemaSQL makes them.
var (
	tableT = relation("public", "t", 16385,
		"id", types.Int4, "s", types.Text, "n", types.Numeric, "f", types.Float8, "b", types.Bool, "d", types.Date,
		"ts", types.Timestamp, "tz", types.TimestampTZ, "i8", types.Int8, "i2", types.Int2, "arr", 1007, "tarr", 1009,
		"j", types.JSONB, "iv", types.Interval, "by", types.Bytea, "u", types.UUID, "tm", types.Time, "c3", types.BPChar,
		"v5", types.VarChar, "r4", types.Float4)
	tableG = relation("public", "g", 16390, "k", types.Text, "v", types.Int4, "w", types.Numeric, "dt", types.Date)
	tableM = relation("public", "m", 16395, "id", types.Int4, "q", types.Numeric, "iv", types.Interval, "tz", types.TimestampTZ)
	tempX  = relation("main", "x", 16400, "a", types.Int4, "b", types.Text, "c", types.Date)
)

func relation(schema, name string, oid uint32, columns ...any) *dialect.Relation {
	r := &dialect.Relation{Catalog: "lake", Schema: schema, Name: name, OID: oid}
	if schema == "main" {
		r.Catalog = "temp"
	}
	for i := 0; i < len(columns); i += 2 {
		typmod := int32(-1)
		oid := uint32(columns[i+1].(int))
		switch oid {
		case types.Numeric:
			typmod = 10<<16 | 2 + 4
		case types.BPChar:
			typmod = 3 + 4
		case types.VarChar:
			typmod = 5 + 4
		}
		r.Columns = append(r.Columns, dialect.RelationColumn{
			Name: columns[i].(string), OID: oid, Typmod: typmod, Attnum: int16(i/2 + 1),
		})
	}
	if name == "m" { // a numeric without precision
		r.Columns[1].Typmod = -1
	}
	r.PrimaryKey = []string{r.Columns[0].Name}
	if name != "t" {
		r.PrimaryKey = nil
	}
	return r
}

// testEnv is a session of the user ana in the database clinic.
func testEnv(relations ...*dialect.Relation) dialect.Env {
	return dialect.Env{
		SearchPath: []string{"public"}, User: "ana", Database: "clinic", Version: "PostgreSQL 15.8 (Tarn)", BackendPID: 42,
		Setting: func(name string) (string, bool) {
			v, ok := map[string]string{"server_version_num": "150008", "datestyle": "ISO, MDY"}[name]
			return v, ok
		},
		Relation: func(schema, name string) (*dialect.Relation, bool) {
			for _, r := range relations {
				if r.Name == name && (schema == "" || schema == r.Schema || schema == "pg_temp" && r.Catalog == "temp") {
					return r, true
				}
			}
			return nil, false
		},
	}
}

// typeName is int4 for 23, its number for a type that is not known, and ? for 0.
func typeName(oid uint32) string {
	if oid == 0 {
		return "?"
	}
	if n := types.NameOf(oid); n != "" {
		return n
	}
	return strconv.Itoa(int(oid))
}
