package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

// contents is what the database file has now.
type contents struct {
	tables   map[string]*storedTable // by "schema.table"
	settings map[string]string
	loads    int64 // the last load's number, 0 where there was none
}

type storedTable struct {
	columns map[string]attribute // by lower-case name
}

func (c *contents) setting(name string) string { return c.settings[name] }

// checkFormat refuses a file whose FORMAT file was lost and that a newer tarn wrote.
func (c *contents) checkFormat() error {
	version, err := strconv.Atoi(c.setting(settingFormat))
	if err == nil && version > Format() {
		return newError(codeCorrupted, "%s was written in format %d, this tarn knows formats up to %d", dbFile, version, Format())
	}
	return nil
}

// inventory reads the file's catalog.
func inventory(ctx context.Context, c *duck.Conn) (*contents, error) {
	have := &contents{tables: map[string]*storedTable{}, settings: map[string]string{}}
	rows, err := readText(ctx, c, `SELECT schema_name, table_name FROM duckdb_tables()
WHERE database_name = 'lake'`)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		have.tables[r[0]+"."+r[1]] = &storedTable{columns: map[string]attribute{}}
	}
	rows, err = readText(ctx, c, `SELECT schema_name, table_name, column_name, data_type
FROM duckdb_columns() WHERE database_name = 'lake'`)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if t := have.tables[r[0]+"."+r[1]]; t != nil { // views have columns as well
			t.columns[strings.ToLower(r[2])] = attribute{Name: r[2], Type: r[3]}
		}
	}
	return have, have.readState(ctx, c)
}

// readState reads what the file says of itself, where it says anything yet.
func (c *contents) readState(ctx context.Context, conn *duck.Conn) error {
	if c.tables["tarn.setting"] == nil || c.tables["tarn.load"] == nil {
		return nil
	}
	rows, err := readText(ctx, conn, "SELECT name, value FROM lake.tarn.setting")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c.settings[r[0]] = r[1]
	}
	rows, err = readText(ctx, conn, "SELECT coalesce(max(load_id), 0)::VARCHAR FROM lake.tarn.load")
	if err != nil {
		return err
	}
	c.loads, err = strconv.ParseInt(rows[0][0], 10, 64)
	return err
}

// readText reads a small result whose columns are all VARCHAR and not NULL.
func readText(ctx context.Context, c *duck.Conn, sql string) ([][]string, error) {
	var out [][]string
	err := each(ctx, c, sql, func(chunk *duck.Chunk, i int) error {
		row := make([]string, len(chunk.Vectors))
		for j := range row {
			row[j] = string(chunk.Vectors[j].Bytes(i))
		}
		out = append(out, row)
		return nil
	})
	return out, err
}
