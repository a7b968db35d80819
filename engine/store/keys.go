package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

// writeKeys fills memory.tarn_meta.key, one row per primary or foreign key, which the wire's catalog shows. The keys are
// not constraints of DuckDB: an index per table would double the cost of a load, and FHIR data may point outside itself.
func (d definitions) writeKeys(ctx context.Context, c *duck.Conn) error {
	var rows []string
	for i := range d.Relations {
		rows = append(rows, d.Relations[i].keyRows()...)
	}
	script := `CREATE SCHEMA IF NOT EXISTS memory.tarn_meta;
CREATE OR REPLACE TABLE memory.tarn_meta.key(schema_name VARCHAR, table_name VARCHAR, constraint_name VARCHAR, kind VARCHAR,
	column_names VARCHAR[], ref_schema VARCHAR, ref_table VARCHAR, ref_column_names VARCHAR[]);
INSERT INTO memory.tarn_meta.key VALUES ` + strings.Join(rows, ",\n") + ";"
	if _, err := c.Exec(ctx, script); err != nil {
		return fmt.Errorf("write the keys' catalog: %w", err)
	}
	return nil
}

// keyRows are the relation's rows of the key table. Constraints are named as PostgreSQL would name them.
func (r *relation) keyRows() []string {
	var rows []string
	row := func(name, kind string, columns []string, refSchema, refTable, refColumns string) {
		rows = append(rows, fmt.Sprintf("(%s, %s, %s, %s, %s, %s, %s, %s)", duck.QuoteLiteral(r.Schema), duck.QuoteLiteral(r.Name),
			duck.QuoteLiteral(name), duck.QuoteLiteral(kind), textList(columns), refSchema, refTable, refColumns))
	}
	if len(r.PrimaryKey) > 0 {
		row(constraintName(r.Name, nil, "pkey"), "p", r.PrimaryKey, "NULL", "NULL", "NULL")
	}
	for _, fk := range r.ForeignKeys {
		schema, table, ok := strings.Cut(fk.RefTable, ".")
		if !ok {
			schema, table = r.Schema, fk.RefTable
		}
		row(constraintName(r.Name, fk.Columns, "fkey"), "f", fk.Columns,
			duck.QuoteLiteral(schema), duck.QuoteLiteral(table), textList(fk.RefColumns))
	}
	return rows
}

// maxName is PostgreSQL's longest name in bytes.
const maxName = 63

// constraintName is table_columns_suffix, cut so that the whole fits into a name.
func constraintName(table string, columns []string, suffix string) string {
	middle := strings.Join(append([]string{table}, columns...), "_")
	return middle[:min(len(middle), maxName-len(suffix)-1)] + "_" + suffix
}

func textList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = duck.QuoteLiteral(n)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
