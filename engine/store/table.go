package store

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Column describes one column of a stored table. Type is an Arrow type and decides the DuckDB type:
// Boolean→BOOLEAN, Int32→INTEGER, Int64→BIGINT, Float64→DOUBLE, String→VARCHAR, Binary→BLOB, Date32→DATE,
// Timestamp[us, UTC]→TIMESTAMPTZ, Time64[us]→TIME, Decimal128(p,s)→DECIMAL(p,s), List<String>→VARCHAR[].
type Column struct {
	Name    string
	Type    arrow.DataType
	Comment string

	// View is what readers of a table with a Dictionary see as this column, where it is not the column itself: an SQL
	// expression of the table's columns. So a value that follows from others need not be stored: loads leave it NULL.
	View string
}

// ForeignKey says that Columns point at RefColumns of RefTable. Keys are shown to clients (information_schema,
// pg_constraint) so that BI tools draw joins; they are not enforced, since FHIR data may point outside itself.
type ForeignKey struct {
	Columns    []string
	RefTable   string
	RefColumns []string
}

// Table is the definition of one table that loads fill. A record batch for the table has the column "seq" (Int64,
// not stored: the number that Writer.Resource gave to the resource the row came from) followed by Columns in order.
type Table struct {
	Schema  string // "public" where empty
	Name    string
	Comment string
	Columns []Column

	PrimaryKey  []string
	ForeignKeys []ForeignKey

	// Dictionary names columns that have few different values and few combinations of them: every combination is stored
	// once. Loads and clients see no difference (dictionary.go).
	Dictionary []string

	// OwnerType and OwnerID say which rows belong to a resource, so that a newer version replaces the older one's
	// rows. OwnerID names the column with the resource's key. The type is either the constant OwnerType
	// ("Patient") or, for cross-cutting tables, stands in the column OwnerTypeColumn.
	OwnerType       string
	OwnerTypeColumn string
	OwnerID         string

	// Derived tables are filled by LoadOptions.Derive. Rows without an owner (no OwnerType, no OwnerTypeColumn, no OwnerID)
	// stay whatever loads bring.
	Derived bool
}

// View is an SQL view (DuckDB's dialect) that the store keeps beside its tables.
type View struct {
	Schema, Name, SQL string
	Comment           string            `json:"-"` // not in the file: see writeMeta
	ColumnComments    map[string]string `json:"-"`
}

// SchemaName is the table's schema, "public" where none is given.
func (t *Table) SchemaName() string { return orPublic(t.Schema) }

func orPublic(schema string) string {
	if schema == "" {
		return "public"
	}
	return schema
}

// Qualified is the table's full name in SQL, quoted.
func (t *Table) Qualified() string { return Catalog + "." + qualified(t.SchemaName(), t.Name) }

func qualified(schema, name string) string {
	return duck.QuoteIdent(schema) + "." + duck.QuoteIdent(name)
}

// ArrowSchema is the schema of the table's batches: "seq", then the columns.
func (t *Table) ArrowSchema() *arrow.Schema { return ArrowSchema(t.Columns) }

// ArrowSchema is the schema of batches that loads bring: "seq", then the columns.
func ArrowSchema(columns []Column) *arrow.Schema {
	fields := make([]arrow.Field, 1, len(columns)+1)
	fields[0] = arrow.Field{Name: "seq", Type: arrow.PrimitiveTypes.Int64}
	for _, c := range columns {
		fields = append(fields, arrow.Field{Name: c.Name, Type: c.Type, Nullable: true})
	}
	return arrow.NewSchema(fields, nil)
}

// sqlType is the DuckDB type of an Arrow type, as duckdb_columns() spells it.
func sqlType(t arrow.DataType) (string, error) {
	switch t := t.(type) {
	case *arrow.TimestampType:
		if t.Unit == arrow.Microsecond && t.TimeZone == "UTC" {
			return "TIMESTAMP WITH TIME ZONE", nil
		}
	case *arrow.Time64Type:
		if t.Unit == arrow.Microsecond {
			return "TIME", nil
		}
	case *arrow.Decimal128Type:
		return fmt.Sprintf("DECIMAL(%d,%d)", t.Precision, t.Scale), nil
	case *arrow.ListType:
		elem, err := sqlType(t.Elem())
		return elem + "[]", err
	}
	if name, ok := plainTypes[t.ID()]; ok {
		return name, nil
	}
	return "", fmt.Errorf("no SQL type for the Arrow type %s", t)
}

var plainTypes = map[arrow.Type]string{
	arrow.BOOL:    "BOOLEAN",
	arrow.INT32:   "INTEGER",
	arrow.INT64:   "BIGINT",
	arrow.FLOAT64: "DOUBLE",
	arrow.STRING:  "VARCHAR",
	arrow.BINARY:  "BLOB",
	arrow.DATE32:  "DATE",
}

// Validate reports everything that is wrong with the definitions.
func Validate(tables []Table, views []View) []error {
	var errs []error
	seen := map[string]bool{}
	unique := func(schema, name string) {
		key := strings.ToLower(schema + "." + name)
		if seen[key] {
			errs = append(errs, fmt.Errorf("%s.%s is defined twice", schema, name))
		}
		seen[key] = true
	}
	for i := range tables {
		unique(tables[i].SchemaName(), tables[i].Name)
		errs = append(errs, tables[i].validate()...)
	}
	for _, v := range views {
		unique(orPublic(v.Schema), v.Name)
	}
	return errs
}

func (t *Table) validate() []error {
	var errs []error
	bad := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("table %s.%s: %s", t.SchemaName(), t.Name, fmt.Sprintf(format, args...)))
	}
	if reserved[strings.ToLower(t.SchemaName())] {
		bad("the schema %s is the store's own", t.SchemaName())
	}
	have := map[string]bool{}
	for _, c := range t.Columns {
		name := strings.ToLower(c.Name)
		if have[name] || name == "" {
			bad("column %q stands twice or has no name", c.Name)
		}
		have[name] = true
		if _, err := sqlType(c.Type); err != nil {
			bad("column %q: %v", c.Name, err)
		}
	}
	need := slices.Clone(t.PrimaryKey)
	for _, name := range []string{t.OwnerID, t.OwnerTypeColumn} {
		if name != "" {
			need = append(need, name)
		}
	}
	for _, fk := range t.ForeignKeys {
		need = append(need, fk.Columns...)
		if len(fk.Columns) != len(fk.RefColumns) {
			bad("foreign key to %s has %d columns for %d", fk.RefTable, len(fk.Columns), len(fk.RefColumns))
		}
	}
	for _, name := range need {
		if !have[strings.ToLower(name)] {
			bad("key column %q is no column", name)
		}
	}
	switch typed := t.OwnerType != "" || t.OwnerTypeColumn != ""; {
	case t.OwnerType != "" && t.OwnerTypeColumn != "":
		bad("OwnerType and OwnerTypeColumn both say whose rows these are")
	case typed != (t.OwnerID != ""):
		bad("whose rows these are takes OwnerID and one of OwnerType and OwnerTypeColumn")
	case !typed && !t.Derived:
		bad("nothing says whose rows these are")
	}
	t.validateDictionary(bad)
	return errs
}
