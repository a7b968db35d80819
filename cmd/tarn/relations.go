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
	err := eachRow(ctx, c, catalog.DescribeAll(),
		func(chunk *engine.Chunk, i int) error {
			var schema, name, column string
			var oid, typ uint32
			var typmod int32
			var attnum int16
			if err := chunk.Scan(i, &schema, &name, &oid, &column, &typ, &typmod, &attnum); err != nil {
				return err
			}
			r := all.at("lake", schema, name, oid)
			r.Columns = append(r.Columns, dialect.RelationColumn{Name: column, OID: typ, Typmod: typmod, Attnum: attnum})
			return nil
		})
	if err != nil {
		return nil, err
	}
	return all, all.readKeys(ctx, c)
}

// readKeys notes the primary keys: a query may group by them and show other columns.
func (r relations) readKeys(ctx context.Context, c *engine.Conn) error {
	return eachRow(ctx, c, "SELECT schema_name, table_name, unnest(column_names) FROM memory.tarn_meta.key WHERE kind = 'p'",
		func(chunk *engine.Chunk, i int) error {
			var schema, name, column string
			if err := chunk.Scan(i, &schema, &name, &column); err != nil {
				return err
			}
			if found := r[relationName{schema, name}]; found != nil {
				found.PrimaryKey = append(found.PrimaryKey, column)
			}
			return nil
		})
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

// showTemporaries brings the session's own catalog up to date, after it has made or dropped a temporary relation.
func (c *backendConn) showTemporaries(ctx context.Context) {
	if c.hasTemporary && c.temporaries == nil && c.Configure(ctx, catalog.Temp()...) == nil {
		c.temporaries = map[string]*dialect.Relation{}
	}
}

// temporary describes a temporary relation of the session.
func (c *backendConn) temporary(ctx context.Context, name string) (*dialect.Relation, bool) {
	if c.temporaries == nil {
		return nil, false
	}
	r, known := c.temporaries[name]
	if !known {
		var err error
		if r, err = c.describeTemporary(ctx, name); err != nil {
			return nil, false
		}
		c.temporaries[name] = r
	}
	return r, r != nil
}

func (c *backendConn) describeTemporary(ctx context.Context, name string) (r *dialect.Relation, err error) {
	e, err := c.engine(ctx)
	if err != nil {
		return nil, err
	}
	err = eachRow(ctx, e, catalog.Describe("pg_temp", name, nil), func(chunk *engine.Chunk, i int) error {
		var database, schema, column string
		var oid, typ uint32
		var typmod int32
		var attnum int16
		if err := chunk.Scan(i, &database, &schema, &oid, &column, &typ, &typmod, &attnum); err != nil {
			return err
		}
		if r == nil {
			r = &dialect.Relation{Catalog: database, Schema: schema, Name: name, OID: oid}
		}
		r.Columns = append(r.Columns, dialect.RelationColumn{Name: column, OID: typ, Typmod: typmod, Attnum: attnum})
		return nil
	})
	return r, err
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
