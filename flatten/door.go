package flatten

import (
	"time"

	"github.com/apache/arrow-go/v18/arrow"
)

// Table is the definition of one table that flattening fills: one row per resource (a main table), per repeating
// element (a child table) or per thing of one kind anywhere (a cross-cutting table: coding, identifier, reference, …).
type Table struct {
	Name        string
	Comment     string
	Columns     []Column
	PrimaryKey  []string
	ForeignKeys []ForeignKey

	// ResourceType is the type whose rows stand here; "" for cross-cutting tables, where TypeColumn has the type.
	ResourceType string
	TypeColumn   string
	// Dictionary names columns that have few combinations of values: a store may keep each combination once.
	Dictionary []string
	// KeyColumn has the key of the resource that a row came from: "id" in main tables, "patient_id" in patient_name.
	KeyColumn string
}

// Column is one column: its Arrow type decides the SQL type.
type Column struct {
	Name    string
	Type    arrow.DataType
	Comment string // the element's official short definition
	Path    string // the FHIRPath it comes from, for docs/tables.md
	// View is what readers see as this column: an SQL expression of the table's columns, "" where it is the column itself.
	// It gives back values that rows leave out because they follow from others. Only a table with a Dictionary has one.
	View string
}

// ForeignKey says that Columns point at RefColumns of RefTable.
type ForeignKey struct {
	Columns    []string
	RefTable   string
	RefColumns []string
}

// Resource is what a Worker found in one resource.
type Resource struct {
	Type        string
	ID          string // as written in the resource (or from fullUrl), without the source prefix
	Key         string // the key in the tables: ID, or "S:ID" under a source
	VersionID   string
	LastUpdated time.Time
	Unknown     int // members that the R4 model does not know: kept in raw, counted here
	// Release is the release of FHIR that these members are of: "DSTU2", "STU3", "DSTU2 or STU3", "R5"; "" if they do not tell.
	Release string
}

// Batch is rows for Tables()[Table]. Its first column is "seq" (Int64): the number given to Append for the resource that
// a row came from; then the table's columns in order. The receiver releases Record.
type Batch struct {
	Table  int
	Record arrow.RecordBatch
}
