// Command gen exports what never changes of a PostgreSQL major's system catalogs into ../static.zst, which package
// catalog embeds. It needs a freshly made cluster of that major whose superuser is called tarn:
//
//	initdb -D /tmp/pg15 -E UTF8 --locale=C.UTF-8 -U tarn
//	pg_ctl -D /tmp/pg15 -o '-p 5471 -k /tmp' start
//	go run ./wire/catalog/gen -dsn 'host=/tmp port=5471 user=tarn dbname=postgres' -o wire/catalog/static.zst
//
// The rows are PostgreSQL's (PostgreSQL Licence, see NOTICE). The format is described in ../bundle.go.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/klauspost/compress/zstd"
)

func main() {
	dsn := flag.String("dsn", "", "connection string of the cluster to export")
	out := flag.String("o", "static.zst", "file to write")
	flag.Parse()
	if err := run(context.Background(), *dsn, *out); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, dsn, out string) error {
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	e := exporter{conn: conn}
	if err := e.relations(ctx); err != nil {
		return err
	}
	for _, x := range extras {
		if err := e.extra(ctx, x); err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
	}
	return write(out, e.b.String())
}

func write(path, text string) error {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	packed := enc.EncodeAll([]byte(text), nil)
	fmt.Printf("%s: %d bytes, %d unpacked\n", path, len(packed), len(text))
	return os.WriteFile(path, packed, 0o644)
}

// exporter writes sections of the bundle.
type exporter struct {
	conn *pgconn.PgConn
	b    strings.Builder
}

// column is a column of a relation as pg_attribute has it.
type column struct {
	name, base, typmod, notnull string
}

// relations exports every relation of the two schemas: columns always, rows where they never change.
func (e *exporter) relations(ctx context.Context) error {
	rels, err := e.query(ctx, `SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v') ORDER BY 2, 3`)
	if err != nil {
		return err
	}
	for _, r := range rels {
		cols, err := e.columns(ctx, r[0])
		if err != nil {
			return err
		}
		query, ok := rowsOf(r[1], r[2], cols)
		var rows [][]string
		if ok {
			if rows, err = e.query(ctx, query); err != nil {
				return fmt.Errorf("%s: %w", query, err)
			}
		}
		e.section(r[1]+"."+r[2], r[0], r[3], cols, rows)
	}
	return nil
}

func (e *exporter) columns(ctx context.Context, oid string) ([]column, error) {
	rows, err := e.query(ctx, `SELECT a.attname, CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END,
		CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END, a.attnotnull
		FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
		WHERE a.attrelid = `+oid+` AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`)
	if err != nil {
		return nil, err
	}
	cols := make([]column, len(rows))
	for i, r := range rows {
		cols[i] = column{r[0], r[1], r[2], r[3]}
	}
	return cols, nil
}

// extra exports the result of a query as a relation tarn.<name>.
func (e *exporter) extra(ctx context.Context, x extra) error {
	rows, err := e.query(ctx, x.query)
	if err != nil {
		return err
	}
	var cols []column
	for _, c := range x.columns {
		name, oid, _ := strings.Cut(c, " ")
		cols = append(cols, column{name, oid, "-1", "f"})
	}
	e.section("tarn."+x.name, "0", "r", cols, rows)
	return nil
}

// The separators of the bundle, outermost first.
const (
	sectionEnd = "\x1c"
	partEnd    = "\x1d"
	rowEnd     = "\x1e"
	valueEnd   = "\x1f"
	null       = "\\N"
)

func (e *exporter) section(name, oid, kind string, cols []column, rows [][]string) {
	e.b.WriteString(strings.Join([]string{name, oid, kind}, valueEnd) + partEnd)
	for i, c := range cols {
		if i > 0 {
			e.b.WriteString(rowEnd)
		}
		e.b.WriteString(strings.Join([]string{c.name, c.base, c.typmod, c.notnull, survey(rows, i)}, valueEnd))
	}
	e.b.WriteString(partEnd)
	for i, r := range rows {
		if i > 0 {
			e.b.WriteString(rowEnd)
		}
		e.b.WriteString(strings.Join(r, valueEnd))
	}
	e.b.WriteString(sectionEnd)
}

// survey tells what the values of column i have in common: "=" and the value if all are the same, else "?" if some are
// NULL, else "".
func survey(rows [][]string, i int) string {
	same, nulls := len(rows) > 0, false
	for _, r := range rows {
		same = same && r[i] == rows[0][i]
		nulls = nulls || r[i] == null
	}
	switch {
	case same:
		return "=" + rows[0][i]
	case nulls:
		return "?"
	}
	return ""
}

// query runs SQL and gives the rows as text, NULL as null.
func (e *exporter) query(ctx context.Context, sql string) ([][]string, error) {
	results, err := e.conn.Exec(ctx, sql).ReadAll()
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, r := range results[0].Rows {
		row := make([]string, len(r))
		for i, v := range r {
			row[i] = null
			if v != nil {
				row[i] = string(v)
			}
			if strings.ContainsAny(row[i], sectionEnd+partEnd+rowEnd+valueEnd) || strings.Contains(row[i], "$t$") {
				return nil, fmt.Errorf("separator in value %q", row[i])
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
