package main

import (
	"context"
	"strings"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// HasTemporary reports whether the session may have temporary relations: its catalogs are then read in the form that
// shows them.
func (c *backendConn) HasTemporary() bool { return c.hasTemporary }

// showTemporariesIn brings the session's own catalog up to date for a statement that reads a catalog, before it is bound.
func (c *backendConn) showTemporariesIn(ctx context.Context, sql string) {
	if strings.Contains(sql, "memory.pg") || strings.Contains(sql, "memory.info") {
		c.showTemporaries(ctx)
	}
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
	rows, err := e.Ask(ctx, catalog.Describe("pg_temp", name, nil))
	if err != nil {
		return nil, err
	}
	err = rows.Each(ctx, func(chunk *engine.Chunk, i int) error {
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

// noteTemporaries keeps in mind what a statement has done to the session's temporary relations.
func (c *backendConn) noteTemporaries(verb string) {
	switch first, _, _ := strings.Cut(verb, " "); first {
	case "CREATE":
		c.hasTemporary, c.temporaries = true, nil
	case "DROP", "ALTER", "COMMIT", "ROLLBACK", "ABORT":
		c.temporaries = nil
	}
}
