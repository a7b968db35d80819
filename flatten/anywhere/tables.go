package anywhere

import (
	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/flatten/column"
)

// Table is the definition of a cross-cutting table.
type Table struct {
	Name, Comment string
	Key           []string
	Columns       []Column
	// Dictionary names the columns whose combinations are few: types, paths, codes, what has a vocabulary. Ids and free
	// texts are not among them: somebody's data have a new one in every row.
	Dictionary []string
	// Views has what readers see as a column, in SQL, where it is not the column itself.
	Views map[string]string
}

// Column is a column of a cross-cutting table.
type Column struct {
	Name    string
	Type    arrow.DataType
	Comment string
}

// Schema is the schema of the table's batches.
func (t *Table) Schema() *arrow.Schema {
	var names []string
	var types []arrow.DataType
	for _, c := range t.Columns {
		names, types = append(names, c.Name), append(types, c.Type)
	}
	return column.Schema(names, types)
}

// Is says whether a cross-cutting table has that name.
func Is(name string) bool {
	for _, t := range Tables() {
		if t.Name == name {
			return true
		}
	}
	return false
}

// The tables, in the order of Tables.
const (
	codingTable = iota
	identifierTable
	referenceTable
	extensionTable
	containedTable
	tableCount
)

// The columns that all tables begin with.
const (
	colType = iota
	colID
	colPath
	colOrdinals
	colOwn // the first column of the table itself
)

// The columns of coding.
const (
	codingOrdinal = colOwn + iota
	codingSystem
	codingVersion
	codingCode
	codingDisplay
	codingSelected
	codingText
)

// The columns of identifier.
const (
	identifierUse = colOwn + iota
	identifierTypeSystem
	identifierTypeCode
	identifierTypeText
	identifierSystem
	identifierValue
	identifierStart
	identifierEnd
	identifierAssigner
)

// The columns of reference.
const (
	referenceTargetType = colOwn + iota
	referenceTargetID
	referenceKind
	referenceVersion
	referenceText
	referenceSystem
	referenceValue
	referenceDisplay
)

// The columns of extension.
const (
	extensionOrdinal = colOwn + iota
	extensionModifier
	extensionURL
	extensionType
	extensionText
	extensionNumber
	extensionUnit
	extensionCode
	extensionCodeSystem
	extensionTimestamp
	extensionBoolean
	extensionReference
)

// The columns of contained.
const (
	containedKey = colOwn + iota
	containedType
	containedID
	containedJSON
)

// Tables returns the definitions.
func Tables() []Table {
	return []Table{
		{
			Name: "coding", Comment: "Every coding of every resource: of CodeableConcepts, and Codings by themselves",
			Key:        []string{"resource_type", "resource_id", "path", "ordinals", "ordinal"},
			Dictionary: []string{"resource_type", "path", "ordinal", "system", "version", "code", "display", "user_selected"},
			Columns: common([]Column{
				{"ordinal", column.Integer, "Position in the CodeableConcept, from 0; 0 for a Coding by itself"},
				{"system", column.Varchar, "Code system"},
				{"version", column.Varchar, "Version of the code system"},
				{"code", column.Varchar, "Code"},
				{"display", column.Varchar, "Display"},
				{"user_selected", column.Boolean, "The user chose this coding"},
				{"text", column.Varchar, "Text of the CodeableConcept where it says more than the display; alone in a row if there is no coding"},
			}),
		},
		{
			Name: "identifier", Comment: "Every identifier of every resource",
			Key: []string{"resource_type", "resource_id", "path", "ordinals"},
			Columns: common([]Column{
				{"use", column.Varchar, "usual, official, temp, secondary, old"},
				{"type_system", column.Varchar, "System of the identifier's type"},
				{"type_code", column.Varchar, "Code of the identifier's type: MR, SS, …"},
				{"type_text", column.Varchar, "Identifier's type as text"},
				{"system", column.Varchar, "Namespace of the value"},
				{"value", column.Varchar, "Value"},
				{"period_start", column.TimestampTZ, "Valid from"},
				{"period_end", column.TimestampTZ, "Valid until"},
				{"assigner", column.Varchar, "Who issued it, as display or reference"},
			}),
		},
		{
			Name: "reference", Comment: "Every reference of every resource",
			Key:        []string{"resource_type", "resource_id", "path", "ordinals"},
			Dictionary: []string{"resource_type", "path", "target_type", "kind", "identifier_system", "display"},
			Views:      map[string]string{"reference": viewOfReference},
			Columns: common([]Column{
				{"target_type", column.Varchar, "Resource type of the target, as far as it is said"},
				{"target_id", column.Varchar, "Key of the target; of a contained one <resource>#<id>; NULL if it is not said"},
				{"kind", column.Varchar, "relative, absolute, versioned, urn, contained, conditional, logical, other; NULL: only a display"},
				{"target_version", column.Varchar, "Version of the target"},
				{"reference", column.Varchar, "Reference as written"},
				{"identifier_system", column.Varchar, "System of the target's identifier, of a conditional reference too"},
				{"identifier_value", column.Varchar, "Value of the target's identifier, of a conditional reference too"},
				{"display", column.Varchar, "Display"},
			}),
		},
		{
			Name: "extension", Comment: "Every extension of every resource, of primitive elements and inside of extensions too",
			Key: []string{"resource_type", "resource_id", "path", "ordinals", "is_modifier", "ordinal"},
			Columns: common([]Column{
				{"ordinal", column.Integer, "Position among the extensions of the element, from 0"},
				{"is_modifier", column.Boolean, "A modifierExtension: it may turn the meaning of the element around"},
				{"url", column.Varchar, "What the extension means"},
				{"value_type", column.Varchar, "FHIR type of the value; NULL if it has none"},
				{"value_text", column.Varchar, "Value as text; of a complex type what displays it"},
				{"value_number", column.Decimal, "Value that is a number; of a quantity its value"},
				{"value_unit", column.Varchar, "Unit or currency of the number"},
				{"value_code", column.Varchar, "Value that is a code, of a concept the first coding's"},
				{"value_code_system", column.Varchar, "System of that code"},
				{"value_timestamp", column.TimestampTZ, "Value that is a date or time; of a period its start"},
				{"value_boolean", column.Boolean, "Value that is a boolean"},
				{"value_reference", column.Varchar, "Key of the resource that the value refers to, or the reference as written"},
			}),
		},
		{
			Name: "contained", Comment: "Every resource inside of another",
			Key: []string{"resource_type", "resource_id", "path", "ordinals"},
			Columns: common([]Column{
				{"id", column.Varchar, "Key that references to it have: <resource>#<id>"},
				{"contained_type", column.Varchar, "Its resource type"},
				{"contained_id", column.Varchar, "Its id inside the resource"},
				{"json", column.Varchar, "The contained resource"},
			}),
		},
	}
}

// viewOfReference gives the reference as written where its rows leave it out: see Walker.followsFromTarget.
const viewOfReference = `CASE WHEN reference IS NULL AND kind = 'relative' THEN target_type || '/' || target_id ELSE reference END`

func common(own []Column) []Column {
	return append([]Column{
		{"resource_type", column.Varchar, "Type of the resource"},
		{"resource_id", column.Varchar, "Key of the resource"},
		{"path", column.Varchar, "Element of the resource: component.code; of an extension the element that it stands on, empty for the resource itself"},
		{"ordinals", column.Varchar, "Positions of the repeating elements in the path, from 0, with dots between; empty if none repeats"},
	}, own...)
}
