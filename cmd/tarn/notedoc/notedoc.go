package notedoc

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// Each runs do on each document of the selection with its entities, in the order of their resources; resource is the one
// that the document is in, with AsLoaded. What do gets is valid while it runs. Errors are do's, which end it, and the
// server's.
func Each(ctx context.Context, conn *pgconn.PgConn, s Selection, do func(d *fhirout.Document, resource []byte) error) error {
	q := s.statement()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r := conn.ExecParams(ctx, q.sql, q.arguments, slices.Repeat([]uint32{pgtype.TextOID}, len(q.arguments)), nil, nil)
	var g gatherer
	for r.NextRow() {
		if err := g.row(r.Values(), do); err != nil {
			cancel() // the rest of the rows is of no use
			r.Close()
			return err
		}
	}
	if _, err := r.Close(); err != nil {
		return sqlerror.Worded(err, q.sql)
	}
	return g.flush(do)
}

// Sources are the sources of loads that the store has documents of, in order; "" is the main one.
func Sources(ctx context.Context, conn *pgconn.PgConn) (names []string, err error) {
	const sql = `SELECT DISTINCT coalesce(r.source, '') FROM nlp_document d
LEFT JOIN history.resource r ON r.resource_type = d.source_type AND r.id = d.source_id AND r.is_current AND NOT r.deleted ORDER BY 1`
	r := conn.ExecParams(ctx, sql, nil, nil, nil, nil)
	for r.NextRow() {
		names = append(names, string(r.Values()[0]))
	}
	if _, err := r.Close(); err != nil {
		return nil, sqlerror.Worded(err, sql)
	}
	return names, nil
}
