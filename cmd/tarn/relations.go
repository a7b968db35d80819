package main

import (
	"context"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// relations describes the tables and views that clients can name, for the analysis of their statements. It is read
// once per refresh of the catalog and then only looked up.
type relations map[relationName]*dialect.Relation

type relationName struct{ schema, name string }

// readRelations reads them from the emulated catalog, so that types and OIDs are those that clients see there.
func readRelations(ctx context.Context, c *engine.Conn) (relations, error) {
	all := relations{}
	err := eachRow(ctx, c, func(chunk *engine.Chunk, i int) error {
		var schema, name, column string
		var oid, typ uint32
		var typmod int32
		var attnum int16
		if err := chunk.Scan(i, &schema, &name, &oid, &column, &typ, &typmod, &attnum); err != nil {
			return err
		}
		key := relationName{schema, name}
		if all[key] == nil {
			all[key] = &dialect.Relation{Catalog: "lake", Schema: schema, Name: name, OID: oid}
		}
		all[key].Columns = append(all[key].Columns, dialect.RelationColumn{Name: column, OID: typ, Typmod: typmod, Attnum: attnum})
		return nil
	}, catalog.DescribeAll())
	if err != nil {
		return nil, err
	}
	return all, all.readKeys(ctx, c)
}

// readKeys notes the primary keys: a query may group by them and show other columns.
func (r relations) readKeys(ctx context.Context, c *engine.Conn) error {
	return eachRow(ctx, c, func(chunk *engine.Chunk, i int) error {
		var schema, name, column string
		if err := chunk.Scan(i, &schema, &name, &column); err != nil {
			return err
		}
		if found := r[relationName{schema, name}]; found != nil {
			found.PrimaryKey = append(found.PrimaryKey, column)
		}
		return nil
	}, "SELECT schema_name, table_name, unnest(column_names) FROM memory.tarn_meta.key WHERE kind = 'p'")
}

// find is the relation that a client names, along its search path where it names no schema.
func (r relations) find(schema, name string, searchPath []string) (*dialect.Relation, bool) {
	if schema != "" {
		searchPath = []string{schema}
	}
	for _, s := range searchPath {
		if found, ok := r[relationName{s, name}]; ok {
			return found, true
		}
	}
	return nil, false
}
