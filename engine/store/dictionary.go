package store

import (
	"fmt"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/duck"
)

// A table with a dictionary is two tables in the file and one for everybody else. What clients name, public.coding, is a view:
//
//	raw.coding_row    resource_id, ordinals, text, entry_id     the columns that differ from row to row
//	raw.coding_entry  entry_id, resource_type, path, system, …  the dictionary: every combination that occurs, once
//
// Loads bring whole rows; ingest takes them apart. An entry is never changed; those without a row left are removed.

// EntryID is the column that leads from a row to its entry.
const EntryID = "entry_id"

// HasDictionary says whether some of the columns are kept once per combination.
func (t *Table) HasDictionary() bool { return len(t.Dictionary) > 0 }

// InDictionary says whether the column of that name is kept in the entries.
func (t *Table) InDictionary(column string) bool {
	for _, name := range t.Dictionary {
		if strings.EqualFold(name, column) {
			return true
		}
	}
	return false
}

// Rows is the full name, in SQL, of the table that has the rows: the table itself where it has no dictionary.
func (t *Table) Rows() string {
	if !t.HasDictionary() {
		return t.Qualified()
	}
	return Catalog + "." + qualified("raw", t.physical("row"))
}

// Entries is the full name of the table that has the entries of the dictionary.
func (t *Table) Entries() string { return Catalog + "." + qualified("raw", t.physical("entry")) }

func (t *Table) physical(suffix string) string {
	name := t.Name + "_" + suffix
	if t.SchemaName() != "public" {
		name = t.SchemaName() + "." + name
	}
	return name
}

// part is one table of the file that keeps a Table's columns: all of them, or one side of the dictionary.
type part struct {
	relation
	columns []int // which of Table.Columns these are, in order; the entry's number comes behind them
}

// parts are the tables of the file that keep t: one, or the rows and the entries of the dictionary.
func (t *Table) parts() ([]part, error) {
	whole, err := t.relation()
	if err != nil {
		return nil, err
	}
	if !t.HasDictionary() {
		all := make([]int, len(whole.Columns))
		for i := range all {
			all[i] = i
		}
		return []part{{whole, all}}, nil
	}
	rows := part{relation: relation{
		Schema: "raw", Name: t.physical("row"),
		Comment: fmt.Sprintf("The rows of %s.%s, but for what stands in the entries", whole.Schema, whole.Name),
	}}
	entries := part{relation: relation{
		Schema: "raw", Name: t.physical("entry"),
		Comment:    fmt.Sprintf("What many rows of %s.%s have alike: every combination once", whole.Schema, whole.Name),
		PrimaryKey: []string{EntryID},
	}}
	for i, c := range whole.Columns {
		p := &rows
		if t.InDictionary(c.Name) {
			p = &entries
		}
		p.Columns = append(p.Columns, c)
		p.columns = append(p.columns, i)
	}
	rows.Columns = append(rows.Columns, attribute{EntryID, "BIGINT", "The entry with the other columns"})
	entries.Columns = append(entries.Columns, attribute{EntryID, "BIGINT", "Number of the entry"})
	return []part{rows, entries}, nil
}

// fill says what a load brings for the part's columns, given it for the table's.
func (p *part) fill(table []Fill) []Fill {
	out := make([]Fill, 0, len(p.Columns))
	for _, i := range p.columns {
		out = append(out, table[i])
	}
	for len(out) < len(p.Columns) {
		out = append(out, Fill{Values: 1}) // the entry's number
	}
	return out
}

// view is what clients see of a table with a dictionary.
func (t *Table) view() View {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = duck.QuoteIdent(c.Name)
		if c.View != "" {
			names[i] = c.View + " AS " + names[i]
		}
	}
	return View{
		Schema: t.SchemaName(), Name: t.Name,
		SQL: fmt.Sprintf("SELECT %s FROM %s JOIN %s USING (%s)", strings.Join(names, ", "), t.Rows(), t.Entries(), EntryID),
	}
}

// SameEntry compares the dictionary's columns of two relations in SQL; NULL is a value like others.
func (t *Table) SameEntry(a, b string) string {
	var same []string
	for _, c := range t.EntryColumns() {
		name := duck.QuoteIdent(c.Name)
		same = append(same, fmt.Sprintf("%s.%s IS NOT DISTINCT FROM %s.%s", a, name, b, name))
	}
	return strings.Join(same, " AND ")
}

// RowColumns are the columns that stand in the rows: all where there is no dictionary.
func (t *Table) RowColumns() []Column { return t.columnsWhere(false) }

// EntryColumns are the columns that stand in the dictionary's entries.
func (t *Table) EntryColumns() []Column { return t.columnsWhere(true) }

func (t *Table) columnsWhere(inDictionary bool) (list []Column) {
	for _, c := range t.Columns {
		if t.InDictionary(c.Name) == inDictionary {
			list = append(list, c)
		}
	}
	return list
}

// validateDictionary reports what is wrong with the dictionary.
func (t *Table) validateDictionary(bad func(format string, args ...any)) {
	for _, c := range t.Columns {
		switch in := t.InDictionary(c.Name); {
		case !t.HasDictionary() && c.View != "":
			bad("column %q: only a table with a dictionary has a View", c.Name)
		case in && !exact(c.Type):
			bad("column %q: %s is no type for a dictionary", c.Name, c.Type)
		case in && strings.EqualFold(c.Name, t.OwnerID):
			bad("column %q: the owner's key cannot be in the dictionary", c.Name)
		case t.HasDictionary() && strings.EqualFold(c.Name, EntryID):
			bad("the name %s is taken by the dictionary", EntryID)
		}
	}
	if t.HasDictionary() && t.Derived {
		bad("a derived table cannot have a dictionary")
	}
	if t.HasDictionary() && len(t.EntryColumns()) != len(t.Dictionary) {
		bad("the dictionary names what is no column, or one twice: %v", t.Dictionary)
	}
}

// exact says whether two values of a type are equal for DuckDB if and only if their bytes are: not so for floating point
// (0 and -0), nor do lists lie in one piece.
func exact(t arrow.DataType) bool {
	switch t.ID() {
	case arrow.STRING, arrow.BINARY, arrow.BOOL, arrow.INT32, arrow.INT64, arrow.DATE32, arrow.TIMESTAMP, arrow.TIME64, arrow.DECIMAL128:
		return true
	}
	return false
}
