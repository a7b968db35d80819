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
	err := eachRow(ctx, c, `SELECT n.nspname, c.relname, c.oid::BIGINT, a.attname, a.atttypid::BIGINT, a.atttypmod::BIGINT, a.attnum::BIGINT
		FROM memory.pg.pg_class c JOIN memory.pg.pg_namespace n ON n.oid = c.relnamespace JOIN memory.pg.pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind IN ('r', 'v') AND a.attnum > 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
		ORDER BY n.nspname, c.relname, a.attnum`,
		func(chunk *engine.Chunk, i int) error {
			var schema, name, column string
			var oid, typ, typmod, attnum int64
			if err := chunk.Scan(i, &schema, &name, &oid, &column, &typ, &typmod, &attnum); err != nil {
				return err
			}
			r := all.at("lake", schema, name, uint32(oid))
			r.Columns = append(r.Columns, dialect.RelationColumn{Name: column, OID: uint32(typ), Typmod: int32(typmod), Attnum: int16(attnum)})
			return nil
		})
	return all, err
}

func (r relations) at(database, schema, name string, oid uint32) *dialect.Relation {
	key := relationName{schema, name}
	if r[key] == nil {
		r[key] = &dialect.Relation{Catalog: database, Schema: schema, Name: name, OID: oid}
	}
	return r[key]
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

// systemRelation is a relation of the emulated catalog.
func systemRelation(schema, name string) (*dialect.Relation, bool) {
	if schema == "" {
		schema = "pg_catalog"
	}
	found, ok := catalog.Lookup(schema, name)
	if !ok {
		return nil, false
	}
	r := &dialect.Relation{Catalog: "memory", Schema: "pg", Name: name, OID: found.OID}
	if schema == "information_schema" {
		r.Schema = "info"
	}
	for _, c := range found.Columns {
		r.Columns = append(r.Columns, dialect.RelationColumn{Name: c.Name, OID: c.Type, Typmod: c.Typmod, Attnum: c.Attnum})
	}
	return r, true
}

// temporary describes a temporary relation of the session.
func (c *backendConn) temporary(ctx context.Context, name string) (*dialect.Relation, bool) {
	if !c.hasTemporary {
		return nil, false
	}
	var r *dialect.Relation
	if err := c.Configure(ctx, catalog.Temp()...); err != nil {
		return nil, false
	}
	err := eachRow(ctx, c.Conn, catalog.Describe("pg_temp", name, nil), func(chunk *engine.Chunk, i int) error {
		var database, schema, column string
		var oid, typ, typmod, attnum int64
		if err := chunk.Scan(i, &database, &schema, &oid, &column, &typ, &typmod, &attnum); err != nil {
			return err
		}
		if r == nil {
			r = &dialect.Relation{Catalog: database, Schema: schema, Name: name, OID: uint32(oid)}
		}
		r.Columns = append(r.Columns, dialect.RelationColumn{Name: column, OID: uint32(typ), Typmod: int32(typmod), Attnum: int16(attnum)})
		return nil
	})
	return r, err == nil && r != nil
}

// eachRow runs a query of ours, unchecked, and calls f for each of its rows.
func eachRow(ctx context.Context, c *engine.Conn, sql string, f func(chunk *engine.Chunk, row int) error) error {
	rows, err := c.Ask(ctx, sql)
	if err != nil {
		return err
	}
	defer rows.Close()
	for {
		chunk, err := rows.Next(ctx)
		if err != nil || chunk == nil {
			return err
		}
		for i := range chunk.Len {
			if err := f(chunk, i); err != nil {
				return err
			}
		}
	}
}
