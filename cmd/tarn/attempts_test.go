package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// attempts are what a client must not get away with, over the wire. FILE is a file that exists. Policy's own test has
// some two hundred more, on the engine's side.
var attempts = strings.Split(strings.TrimSpace(`
COPY patient TO 'FILE'
COPY patient FROM 'FILE'
COPY (SELECT 1) TO PROGRAM 'touch FILE.out'
SELECT * FROM 'FILE'
SELECT * FROM "FILE"
FROM 'FILE'
SELECT * FROM read_text('FILE')
SELECT * FROM read_csv('FILE')
SELECT * FROM read_json_auto('FILE')
SELECT * FROM read_parquet('FILE')
SELECT * FROM read_blob('FILE')
SELECT * FROM glob('/*')
SELECT * FROM sniff_csv('FILE')
SELECT (SELECT * FROM read_text('FILE'))
WITH x AS (SELECT * FROM read_text('FILE')) SELECT * FROM x
SELECT * FROM patient WHERE id IN (SELECT * FROM read_text('FILE'))
CREATE TEMP TABLE t AS SELECT * FROM read_text('FILE')
CREATE TEMP VIEW v AS SELECT * FROM read_text('FILE')
EXPLAIN ANALYZE SELECT * FROM read_text('FILE')
PREPARE p AS SELECT * FROM read_text('FILE')
DECLARE c CURSOR FOR SELECT * FROM read_text('FILE')
SELECT * FROM query('SELECT 1')
SELECT * FROM query_table('patient')
SELECT getenv('HOME')
SELECT * FROM duckdb_settings()
SELECT * FROM duckdb_secrets()
SELECT * FROM pragma_database_list()
PRAGMA database_list
ATTACH ':memory:' AS m
ATTACH 'FILE' AS m
DETACH lake
USE memory.pg
INSTALL httpfs
LOAD 'FILE'
EXPORT DATABASE 'FILE.out'
IMPORT DATABASE 'FILE'
SET memory_limit = '1GB'
SET enable_external_access = true
SET VARIABLE tarn_user = 'root'
CALL enable_logging()
CALL tarn.load('FILE')
SELECT * FROM raw.piece
SELECT * FROM lake.raw.version
CREATE TABLE public.t (a int)
CREATE VIEW public.v AS SELECT 1
CREATE MACRO f(a) AS a
CREATE SCHEMA s
INSERT INTO patient (id) VALUES ('x')
UPDATE patient SET id = 'x'
DELETE FROM patient
TRUNCATE patient
DROP TABLE patient
DROP SCHEMA public CASCADE
ALTER TABLE patient ADD COLUMN x int
WITH d AS (DELETE FROM patient RETURNING *) SELECT * FROM d
SELECT 1; DELETE FROM patient
SELECT nextval('s')
`), "\n")

func TestClientsOnlyRead(t *testing.T) {
	server := startSynthetic(t)
	file := filepath.Join(t.TempDir(), "secret.csv")
	if err := os.WriteFile(file, []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := server.psql(t, "SELECT count(*) FROM patient")
	for _, a := range attempts {
		sql := strings.ReplaceAll(a, "FILE", file)
		if err := attempt(t, server, sql); err != nil {
			t.Error(err)
		}
	}
	if after := server.psql(t, "SELECT count(*) FROM patient"); after[0] != before[0] || before[0] == "0" {
		t.Errorf("%s patients before, %s after", before, after)
	}
	if left, _ := filepath.Glob(file + "?*"); left != nil {
		t.Errorf("files were written: %v", left)
	}
}

// attempt runs sql in a session of its own: it must be refused, with a state that says why, and show nothing.
func attempt(t *testing.T, server *testServer, sql string) error {
	ctx := context.Background()
	conn, err := pgconn.Connect(ctx, fmt.Sprintf("postgres://mallory@%s:%s/tarn?sslmode=disable", server.host, server.port))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	results, err := conn.Exec(ctx, sql).ReadAll()
	for _, r := range results {
		for _, row := range r.Rows {
			if strings.Contains(string(row[0]), "secret") {
				return fmt.Errorf("%s: showed a file", sql)
			}
		}
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return fmt.Errorf("%s: was not refused: %v", sql, err)
	}
	switch pg.Code {
	case "42501", "25006", "42601", "42P01", "42883", "42704", "0A000", "25001", "3F000", "34000", "25P01":
		return nil
	}
	return fmt.Errorf("%s: refused with %s: %s", sql, pg.Code, pg.Message)
}
