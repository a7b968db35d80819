package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Fill says what a load brings for one column of a table.
type Fill struct {
	Values int64 // rows with a value
	Bytes  int64 // of texts: their bytes in all
}

// absentDefault begins what duckdb_columns() shows as the default of an absent column.
const absentDefault = "CAST(NULL AS "

// Prepare brings the tables' layout in the file to what a load will insert, within the load's transaction and before its
// first change of the tables: fills[i] has one entry per column of table i, nil where the load has no rows for it.
//
// FHIR's tables are wide and mostly NULL: of a table's columns a data set fills a third, and DuckDB pays for every NULL of the
// others as for a value when it appends, analyses and compresses. So a column that no load has brought a value for is absent:
// GENERATED ALWAYS AS (NULL), which readers see as a column of its type and which costs nothing. The first load into an
// empty table decides; when a later one brings values, the column becomes a stored one, at the end of its table.
func (s *Store) Prepare(ctx context.Context, c *duck.Conn, fills [][]Fill) error {
	absent, err := absentColumns(ctx, c)
	if err != nil {
		return err
	}
	for i, fill := range fills {
		if fill == nil {
			continue
		}
		t := &s.opt.Tables[i]
		parts, err := t.parts()
		for j := 0; err == nil && j < len(parts); j++ {
			err = parts[j].prepare(ctx, c, parts[j].fill(fill), t.OwnerID, absent)
		}
		if err != nil {
			return fmt.Errorf("lay out %s: %w", t.Name, err)
		}
	}
	return nil
}

// absentColumns are the columns that the file does not store, by columnKey.
func absentColumns(ctx context.Context, c *duck.Conn) (map[string]bool, error) {
	rows, err := readText(ctx, c, `SELECT schema_name, table_name, column_name FROM duckdb_columns()
WHERE database_name = 'lake' AND NOT internal AND starts_with(column_default, `+duck.QuoteLiteral(absentDefault)+`)`)
	absent := map[string]bool{}
	for _, r := range rows {
		absent[columnKey(r[0], r[1], r[2])] = true
	}
	return absent, err
}

func columnKey(schema, table, column string) string {
	return strings.ToLower(schema + "." + table + "." + column)
}

// prepare brings one table's layout to what will be inserted.
func (r *relation) prepare(ctx context.Context, c *duck.Conn, fill []Fill, owner string, absent map[string]bool) error {
	var empty bool
	if err := c.QueryRow(ctx, "SELECT NOT EXISTS (FROM "+r.qualified()+")").Scan(&empty); err != nil {
		return err
	}
	sql := r.storeFilled(fill, absent)
	if empty {
		sql = r.createFor(fill, owner)
	}
	if sql == "" {
		return nil
	}
	_, err := c.Exec(ctx, sql)
	return err
}

// storeFilled is the script that makes absent columns stored ones where they get values, "" where there are none.
func (r *relation) storeFilled(fill []Fill, absent map[string]bool) string {
	var b strings.Builder
	for i, col := range r.Columns {
		if fill[i].Values > 0 && absent[columnKey(r.Schema, r.Name, col.Name)] {
			fmt.Fprintf(&b, "ALTER TABLE %s DROP COLUMN %s;\n", r.qualified(), duck.QuoteIdent(col.Name))
			b.WriteString(r.addColumn(col))
		}
	}
	return b.String()
}

// createFor makes an empty table anew, with only the filled columns stored, and the one that says whose rows they are.
func (r *relation) createFor(fill []Fill, owner string) string {
	parts := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		parts[i] = duck.QuoteIdent(c.Name) + " " + c.Type
		switch {
		case fill[i].Values == 0 && c.Name != owner:
			parts[i] += " AS (NULL)"
		case c.Type == "VARCHAR" && fill[i].Bytes <= shortText*fill[i].Values:
			parts[i] += " USING COMPRESSION dict_fsst"
		}
	}
	return fmt.Sprintf("CREATE OR REPLACE TABLE %s (%s)", r.qualified(), strings.Join(parts, ", "))
}

// shortText is the average length up to which texts are compressed with DuckDB's dictionaries without asking: trying zstd as
// well costs as much again, and wins only for prose.
const shortText = 100
