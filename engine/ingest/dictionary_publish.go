package ingest

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/store"
)

// insertApart brings the rows of a table with a dictionary: the entries that are new, then the rows with the numbers of
// their entries. The rows are one INSERT, as for any table.
func (p *publication) insertApart(table int) error {
	t := &p.load.store.Tables()[table]
	stream, entries := ownStreams+table, p.load.loader.entryStreams[table]
	if err := p.addEntries(t, entries); err != nil {
		return fmt.Errorf("its dictionary: %w", err)
	}
	if err := p.resolveEntries(t, entries); err != nil {
		return fmt.Errorf("its dictionary: %w", err)
	}
	losers := ""
	if p.losers > 0 {
		losers = " ANTI JOIN loser USING (seq)"
	}
	columns := columnList(t, p.load.fills(stream)[1:])
	n, err := p.insert(stream, fmt.Sprintf("INSERT INTO %s (%s, %s) SELECT %s, %s FROM %s JOIN entry_number USING (%s)%s",
		t.Rows(), columns, store.EntryID, columns, store.EntryID, p.spool(stream), entryRef, losers))
	if err != nil {
		return err
	}
	if want := p.load.rows(stream); p.losers == 0 && n != want {
		return fmt.Errorf("%d rows of %d have an entry", n, want)
	}
	p.summary.Rows += n
	return nil
}

// addEntries stores the combinations that are new. Their numbers follow the order of the columns, of which the first says
// most in a few values: a query for one resource type then reads the row groups of that type alone.
func (p *publication) addEntries(t *store.Table, stream int) error {
	var all, filled []string // the others are NULL, and may not even be stored
	for i, f := range p.load.fills(stream)[1:] {
		name := duck.QuoteIdent(t.EntryColumns()[i].Name)
		all = append(all, name)
		if f.Values > 0 {
			filled = append(filled, name)
		}
	}
	filled = append(filled, store.EntryID)
	_, err := p.insert(stream, fmt.Sprintf(`INSERT INTO %[1]s (%[2]s)
SELECT %[2]s FROM (
	SELECT *, (SELECT coalesce(max(%[4]s), 0) FROM %[1]s) + row_number() OVER (ORDER BY %[3]s) AS %[4]s
	FROM (SELECT DISTINCT %[3]s FROM %[5]s) n ANTI JOIN %[1]s e ON %[6]s)`,
		t.Entries(), strings.Join(filled, ", "), strings.Join(all, ", "), store.EntryID, p.spool(stream), t.SameEntry("n", "e")))
	return err
}

// resolveEntries makes the temporary table entry_number(entry_ref, entry_id). Every reference has exactly one number, or
// rows would be lost or doubled.
func (p *publication) resolveEntries(t *store.Table, stream int) error {
	err := p.exec(fmt.Sprintf(`CREATE OR REPLACE TEMP TABLE entry_number AS
SELECT n.%s, e.%s FROM %s n JOIN %s e ON %s`, entryRef, store.EntryID, p.spool(stream), t.Entries(), t.SameEntry("n", "e")))
	if err != nil {
		return err
	}
	n, err := p.count("SELECT count(*) FROM entry_number")
	if want := p.load.rows(stream); err == nil && n != want {
		err = fmt.Errorf("%d references lead to %d entries", want, n)
	}
	return err
}

// sweepEntries removes the entries that no row has any more, after superseded rows have gone: what nobody can see should
// not stay.
func (p *publication) sweepEntries() error {
	tables := p.load.store.Tables()
	for i := range tables {
		t := &tables[i]
		if !t.HasDictionary() {
			continue
		}
		err := p.exec(fmt.Sprintf("DELETE FROM %s e WHERE NOT EXISTS (FROM %s r WHERE r.%s = e.%s)",
			t.Entries(), t.Rows(), store.EntryID, store.EntryID))
		if err != nil {
			return fmt.Errorf("remove unused entries of %s: %w", t.Name, err)
		}
	}
	return nil
}

// tableFills counts what the load brings by column of a table, nil where it brings no rows.
func (l *Load) tableFills(table int) []store.Fill {
	rows := l.fills(ownStreams + table)
	if rows == nil {
		return nil
	}
	t := &l.store.Tables()[table]
	if !t.HasDictionary() {
		return rows[1:] // without seq
	}
	rows = rows[1:]
	entries := l.fills(l.loader.entryStreams[table])[1:] // without the reference
	fills := make([]store.Fill, 0, len(t.Columns))
	for _, c := range t.Columns {
		from := &rows
		if t.InDictionary(c.Name) {
			from = &entries
		}
		fills = append(fills, (*from)[0])
		*from = (*from)[1:]
	}
	return fills
}
