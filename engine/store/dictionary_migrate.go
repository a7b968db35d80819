package store

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

// script brings the file to a table with a dictionary: it makes the two tables, or adds what they lack; a plain table of
// an older tarn is taken over into them. The view comes with the other views.
func (t *dictionaryTable) script(b *strings.Builder, have *contents) error {
	plain := have.tables[t.Whole.Schema+"."+t.Whole.Name]
	rows, entries := have.tables["raw."+t.Rows.Name], have.tables["raw."+t.Entries.Name]
	switch {
	case rows != nil && entries != nil:
		return t.addMissing(b, have, rows, entries)
	case plain != nil:
		return t.takeOver(b, have, plain)
	}
	b.WriteString(t.Rows.create())
	b.WriteString(t.Entries.create())
	if have.loads > 0 {
		b.WriteString(noteAdded(&t.Whole, "NULL", have.loads))
	}
	return nil
}

// addMissing adds new columns to the table in which they belong. One that stands in the other is refused: what it holds
// would vanish from the view.
func (t *dictionaryTable) addMissing(b *strings.Builder, have *contents, rows, entries *storedTable) error {
	for _, side := range []struct {
		r           *relation
		own, others *storedTable
	}{{&t.Rows, rows, entries}, {&t.Entries, entries, rows}} {
		for _, c := range side.r.Columns {
			name := strings.ToLower(c.Name)
			was, stands := side.own.columns[name]
			_, elsewhere := side.others.columns[name]
			switch {
			case stands && was.Type != c.Type:
				return t.Whole.otherType(c, was)
			case stands:
			case elsewhere:
				return newError(codeShape, "table %s.%s: the column %s has moved between rows and dictionary", t.Whole.Schema, t.Whole.Name, c.Name)
			default:
				b.WriteString(side.r.addColumn(c))
				if have.loads > 0 {
					b.WriteString(noteAdded(&t.Whole, duck.QuoteLiteral(c.Name), have.loads))
				}
			}
		}
	}
	return nil
}

// takeOver moves the rows of a plain table. Columns of it that nobody knows stay with the rows.
func (t *dictionaryTable) takeOver(b *strings.Builder, have *contents, plain *storedTable) error {
	if err := t.Whole.script(b, have); err != nil { // columns that are new to the plain table
		return err
	}
	rows := t.Rows
	rows.Columns = slices.Clone(rows.Columns[:len(rows.Columns)-1])
	known := map[string]bool{}
	for _, c := range t.Whole.Columns {
		known[strings.ToLower(c.Name)] = true
	}
	for _, name := range slices.Sorted(maps.Keys(plain.columns)) {
		if !known[name] && name != EntryID {
			rows.Columns = append(rows.Columns, plain.columns[name])
		}
	}
	local := rows.names("t.")
	into := rows.names("")
	rows.Columns = append(rows.Columns, t.Rows.Columns[len(t.Rows.Columns)-1])
	b.WriteString(rows.create())
	b.WriteString(t.Entries.create())

	entry := t.Entries
	entry.Columns = entry.Columns[:len(entry.Columns)-1]
	columns := entry.names("")
	fmt.Fprintf(b, "INSERT INTO %[1]s (%[2]s, %[3]s) SELECT %[2]s, row_number() OVER (ORDER BY %[2]s) FROM (SELECT DISTINCT %[2]s FROM %[4]s);\n",
		entry.qualified(), columns, EntryID, t.Whole.qualified())
	fmt.Fprintf(b, "INSERT INTO %s (%s, %s) SELECT %s, e.%s FROM %s t JOIN %s e ON %s;\n",
		rows.qualified(), into, EntryID, local, EntryID, t.Whole.qualified(), entry.qualified(), t.Same)
	fmt.Fprintf(b, "DROP TABLE %s;\n", t.Whole.qualified())
	return nil
}

// names lists the columns, quoted, each behind a prefix.
func (r *relation) names(prefix string) string {
	list := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		list[i] = prefix + duck.QuoteIdent(c.Name)
	}
	return strings.Join(list, ", ")
}
