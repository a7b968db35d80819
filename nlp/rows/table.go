package rows

import "github.com/apache/arrow-go/v18/arrow"

// Table is the definition of one table.
type Table struct {
	Name        string
	Comment     string
	Columns     []Column
	PrimaryKey  []string
	ForeignKeys []ForeignKey
	// TypeColumn and KeyColumn have the type and key of the resource that a row came from, so that the rows go with it.
	// They are empty for tables that the caller writes.
	TypeColumn, KeyColumn string
}

// Column is one column: its Arrow type decides the SQL type.
type Column struct {
	Name    string
	Type    arrow.DataType
	Comment string
}

// ForeignKey says that Columns point at RefColumns of RefTable.
type ForeignKey struct {
	Columns    []string
	RefTable   string
	RefColumns []string
}

// The types of columns.
var (
	text      = arrow.BinaryTypes.String
	texts     = arrow.ListOf(arrow.BinaryTypes.String)
	integer   = arrow.PrimitiveTypes.Int32
	bigint    = arrow.PrimitiveTypes.Int64
	double    = arrow.PrimitiveTypes.Float64
	boolean   = arrow.FixedWidthTypes.Boolean
	timestamp = arrow.FixedWidthTypes.Timestamp_us
	decimal   = &arrow.Decimal128Type{Precision: 38, Scale: 10}
)

// The tables that a Worker fills, as indexes into Tables.
const (
	Document = iota
	Section
	Entity
	Attribute
	Link
	Trait
	Relation
	tables
)

// Tables returns the definitions of the tables that a Worker fills. Batch.Table is an index into them.
func Tables() []Table {
	t := []Table{documentTable, sectionTable, entityTable, attributeTable, linkTable, traitTable, relationTable}
	for i := range t {
		t[i].TypeColumn, t[i].KeyColumn = "source_type", "source_id"
		if i != Document {
			t[i].ForeignKeys = append(t[i].ForeignKeys, ForeignKey{[]string{"doc_key"}, "nlp_document", []string{"doc_key"}})
		}
	}
	return t
}

// Schema is the schema of a table's batches: seq and then the columns.
func Schema(t *Table) *arrow.Schema {
	fields := []arrow.Field{{Name: "seq", Type: bigint}}
	for _, c := range t.Columns {
		fields = append(fields, arrow.Field{Name: c.Name, Type: c.Type, Nullable: true})
	}
	return arrow.NewSchema(fields, nil)
}

// source is the columns by which rows go with their resource.
func source(columns ...Column) []Column {
	return append([]Column{
		{"source_type", text, "Type of the resource that the text is in"},
		{"source_id", text, "Key of that resource"},
		{"doc_key", text, "The document: one text of one resource"},
	}, columns...)
}

// patient is the columns that join with the patient's other tables.
func patient() []Column {
	return []Column{
		{"patient_id", text, "Key of the patient"},
		{"encounter_id", text, "Key of the encounter"},
		{"doc_time", timestamp, "When the text was written, or what it is of"},
	}
}

// span is the columns that say where something stands in the canonical text.
func span(of string) []Column {
	return []Column{
		{"begin_byte", integer, "Where " + of + " begins in nlp_document.text: byte of its UTF-8, from 0"},
		{"end_byte", integer, "Where " + of + " ends: byte behind it"},
		{"begin_char", integer, "Where " + of + " begins: character (code point), from 0"},
		{"end_char", integer, "Where " + of + " ends: character behind it"},
	}
}

func join(lists ...[]Column) []Column {
	var out []Column
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}
