package store

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Catalog is the name under which the database file is attached.
const Catalog = "lake"

// reserved are the schemas that only the store defines.
var reserved = map[string]bool{"raw": true, "tarn": true, "history": true, "main": true, "information_schema": true, "pg_catalog": true}

// relation is a table as the database file has it: a Table of the options or one of the store's own.
type relation struct {
	Schema, Name string
	Columns      []attribute
	Comment      string       `json:"-"` // this and the keys are not in the file: see writeMeta
	PrimaryKey   []string     `json:"-"`
	ForeignKeys  []ForeignKey `json:"-"`
}

// attribute is a column with its type in SQL, spelled as duckdb_columns() spells it.
type attribute struct {
	Name, Type string
	Comment    string `json:"-"`
}

func (t *Table) relation() (relation, error) {
	r := relation{
		Schema: t.SchemaName(), Name: t.Name, Comment: t.Comment,
		PrimaryKey: t.PrimaryKey, ForeignKeys: t.ForeignKeys,
	}
	for _, c := range t.Columns {
		typ, err := sqlType(c.Type)
		if err != nil {
			return r, fmt.Errorf("table %s, column %s: %w", t.Name, c.Name, err)
		}
		r.Columns = append(r.Columns, attribute{c.Name, typ, c.Comment})
	}
	return r, nil
}

func (r *relation) qualified() string { return Catalog + "." + qualified(r.Schema, r.Name) }

// create is the statement that makes the table, without comments.
func (r *relation) create() string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (", r.qualified())
	for i, c := range r.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %s%s", duck.QuoteIdent(c.Name), c.Type, r.compression(c))
	}
	b.WriteString(");\n")
	return b.String()
}

// compression spares DuckDB the search for a way to compress what is compressed.
func (r *relation) compression(c attribute) string {
	if r.Schema == "raw" && c.Type == "BLOB" {
		return " USING COMPRESSION uncompressed"
	}
	return ""
}

func (r *relation) addColumn(c attribute) string {
	return fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s %s;\n", r.qualified(), duck.QuoteIdent(c.Name), c.Type)
}

func (v *View) qualified() string { return Catalog + "." + qualified(orPublic(v.Schema), v.Name) }
