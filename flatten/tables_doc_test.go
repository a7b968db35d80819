package flatten

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/testdata/golden"
)

const tablesDoc = "../docs/tables.md"

// TestTablesDoc keeps docs/tables.md what the definitions say.
func TestTablesDoc(t *testing.T) {
	f, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, tablesDoc, writeTablesDoc(f.Tables()))
}

const tablesDocHead = `# Tables

Generated from the definitions (` + "`go test ./flatten -run TablesDoc -update`" + `); do not edit.

Every FHIR R4 resource type has a **main table** with exactly one row per resource. Repeating elements of the usual types
are **child tables**. Five tables gather things that occur **anywhere**: ` + "`coding`, `identifier`, `reference`, `extension`, `contained`" + `.
All but those five are ViewDefinitions (SQL on FHIR), to be read and copied: ` + "`flatten/view/builtin/*.json`" + `.

## Rules

| element | columns |
|---|---|
| every main table | ` + "`id`" + ` (the key), ` + "`version_id`, `last_updated`" + ` |
| every table of a type that belongs to patients | ` + "`patient_id`" + `, whatever the element is called (subject, patient, beneficiary, …) |
| child table ` + "`<parent>_<element>`" + ` | ` + "`<type>_id`" + `, ` + "`ordinal`" + ` (position from 0, as FHIRPath counts), ` + "`<outer>_ordinal`" + ` for each element around; together they are the primary key |
| recursive elements (Questionnaire.item, QuestionnaireResponse.item, …) | one child table for all depths: ` + "`ordinal`" + ` (position in the resource, depth first), ` + "`parent_ordinal`, `depth`, `position`" + ` (among siblings), ` + "`path`" + ` |
| CodeableConcept ` + "`x`" + ` | ` + "`x_system, x_code, x_display`" + ` of the preferred coding, and ` + "`x_text`" + `. Where ` + "`x`" + ` ends in *code*, its code column is ` + "`x`" + ` itself: ` + "`code, code_system, …`; `reason_code, reason_code_system, …`" + ` |
| the preferred coding | of the first system in the definition's ` + "`preferredCoding('…', '…')`" + ` that occurs; else the one marked userSelected; else the first. All codings are in ` + "`coding`" + ` |
| Coding ` + "`x`" + ` | ` + "`x_system, x_code, x_display`" + ` |
| Reference ` + "`x`" + ` | ` + "`x_id`" + ` (joins, and is a foreign key where only one type is allowed; of urn:uuid:X the resource of that name in the Bundle, else X; NULL where the reference does not say it: conditional, logical), ` + "`x_type`" + ` (where several types are allowed), ` + "`x_reference`" + ` (as written), ` + "`x_display`" + ` (not of patients and encounters). All are in ` + "`reference`" + ` |
| a contained resource | its key is ` + "`<id of the resource>#<its id>`" + `, in references and in ` + "`contained`" + ` |
| date, dateTime ` + "`x`" + ` | ` + "`x`" + ` DATE or TIMESTAMPTZ (start of what is stated; without a zone UTC), ` + "`x_text`" + ` as written, ` + "`x_precision`" + ` (year, month, day, …) |
| instant, time | ` + "`x`" + ` |
| Period ` + "`x`" + ` | ` + "`x_start, x_end`" + `, each with ` + "`_text` and `_precision`" + ` |
| a choice between a moment and a Period | one set of columns: ` + "`x_start, x_start_text, x_start_precision, x_end, x_end_text, x_type`" + ` |
| another choice ` + "`x[x]`" + ` | ` + "`x_<type>`" + ` for each type; CodeableConcept and Reference side by side without the type in the name |
| a choice of 8 and more types | besides: ` + "`x_type, x_text, x_number, x_unit, x_code, x_code_system, x_timestamp`" + ` whatever the type; of 13 and more only these |
| decimal ` + "`x`" + ` | ` + "`x`" + ` DECIMAL(38,10), rounded half to even, NULL if it does not fit; ` + "`x_text`" + ` as written |
| Quantity ` + "`x`" + ` | ` + "`x_value, x_unit, x_system, x_code`" + `; ` + "`x_canonical_value, x_canonical_unit`" + ` in UCUM base units (g, m, s, K, …; moles, enzyme and arbitrary units kept), NULL where the unit is unknown |
| Money, Range, Ratio, Attachment, … | their scalar elements; data of attachments stays in the resource |
| a repeating primitive | its values joined with ", " (given names with blanks), and a child table at the top level |
| a repeating concept or reference inside of a row | the first, with all of them in the child table, ` + "`coding` or `reference`" + ` |

Inside of backbone elements that occur once (Encounter.hospitalization) dates and quantities have no texts, precisions and canonical
values. Names that SQL reserves get their parent before them (` + "`coverage_order`, tables `fhir_group` and `fhir_binary`" + `).
A value that does not fit its column (an impossible date, text where a number belongs) is NULL; the text column beside it
and the raw resource keep it. Under ` + "`--source S`" + ` keys read ` + "`S:id`" + `, in keys and references alike.
`

func writeTablesDoc(tables []Table) string {
	var b strings.Builder
	b.WriteString(tablesDocHead)
	children := map[string]int{}
	for _, t := range tables {
		if t.KeyColumn != "id" {
			children[t.ResourceType]++
		}
	}
	fmt.Fprintf(&b, "\n%d tables.\n\n## Anywhere\n", len(tables))
	for _, t := range tables {
		if t.ResourceType == "" {
			writeFullTable(&b, &t)
		}
	}
	for _, typ := range schema.R4().Resources() {
		for _, main := range []bool{true, false} {
			for _, t := range tables {
				if t.ResourceType != typ || (t.KeyColumn == "id") != main {
					continue
				}
				if main && children[typ] > 0 {
					fmt.Fprintf(&b, "\n## %s\n", typ)
					writeFullTable(&b, &t)
				} else if main {
					fmt.Fprintf(&b, "\n## %s\n", typ)
					writeShortTable(&b, &t)
				} else {
					writeShortTable(&b, &t)
				}
			}
		}
	}
	return b.String()
}

func writeFullTable(b *strings.Builder, t *Table) {
	fmt.Fprintf(b, "\n### %s\n\n%s.\n\n| column | type | path | |\n|---|---|---|---|\n", t.Name, strings.TrimSuffix(escapeCell(t.Comment), "."))
	for _, c := range t.Columns {
		path := ""
		if c.Path != "" {
			path = "`" + escapeCell(c.Path) + "`"
		}
		fmt.Fprintf(b, "| %s%s | %s | %s | %s |\n", c.Name, keyMarks(t, c.Name), sqlName(c.Type), path, escapeCell(c.Comment))
	}
}

func writeShortTable(b *strings.Builder, t *Table) {
	var columns []string
	for _, c := range t.Columns {
		text := c.Name + keyMarks(t, c.Name)
		if n := sqlName(c.Type); n != "VARCHAR" {
			text += " " + n
		}
		columns = append(columns, text)
	}
	fmt.Fprintf(b, "\n### %s\n\n%s.\n\n%s\n", t.Name, strings.TrimSuffix(escapeCell(t.Comment), "."), strings.Join(columns, ", "))
}

// keyMarks marks columns of the primary key and keys of other tables.
func keyMarks(t *Table, column string) string {
	marks := ""
	if slices.Contains(t.PrimaryKey, column) {
		marks += " \\*"
	}
	for _, k := range t.ForeignKeys {
		if len(k.Columns) == 1 && k.Columns[0] == column {
			marks += " → " + k.RefTable
		}
	}
	return marks
}

func escapeCell(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "|", `\|`)), " ")
}

func sqlName(t arrow.DataType) string {
	switch t := t.(type) {
	case *arrow.BooleanType:
		return "BOOLEAN"
	case *arrow.Int32Type:
		return "INTEGER"
	case *arrow.Int64Type:
		return "BIGINT"
	case *arrow.Date32Type:
		return "DATE"
	case *arrow.TimestampType:
		return "TIMESTAMPTZ"
	case *arrow.Time64Type:
		return "TIME"
	case *arrow.Decimal128Type:
		return fmt.Sprintf("DECIMAL(%d,%d)", t.Precision, t.Scale)
	}
	return "VARCHAR"
}
