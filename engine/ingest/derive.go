package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/store"
)

// Derivation is the moment in a load's transaction when the tables of LoadOptions.DeriveFrom are as the load will leave
// them. LoadOptions.Derive reads them, and the rows that the load kept, and brings the rows of the derived tables: what it
// finds in notes may so depend on the whole store, and is there or absent together with the notes.
//
// Query and Exec are for the goroutine of Derive, and a result is read to its end or closed before the next statement.
// Writers are for one goroutine each, as ever, and are closed before Derive returns; their Resource is out of place here.
type Derivation struct{ p *publication }

// Query runs a statement of ours in the load's transaction.
func (d *Derivation) Query(ctx context.Context, sql string, args ...any) (*duck.Rows, error) {
	return d.p.conn.Query(ctx, sql, args...)
}

// Exec runs a statement of ours in the load's transaction and returns the number of rows it changed.
func (d *Derivation) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	return d.p.conn.Exec(ctx, sql, args...)
}

// Kept is the relation of the kept rows, in SQL: with seq, and the columns of store.Options.Kept.
func (d *Derivation) Kept() string { return d.p.kept() }

// Rows is the number of kept rows, those of resources that the load does not make current included.
func (d *Derivation) Rows() int64 { return d.p.load.rows(streamKept) }

// Made is the relation of the rows brought so far for a derived table, in SQL. Its writers must be closed.
func (d *Derivation) Made(table int) string { return d.p.spool(ownStreams + table) }

// Writer returns a handle for the rows of derived tables, for one goroutine, which closes it.
func (d *Derivation) Writer() *Writer { return d.p.load.Writer() }

// Replace says whose rows go from the derived tables before what Derive makes is brought: owners is a relation, in SQL, with
// the columns source_type and source_id. Derive must not remove them by itself: DuckDB commits no transaction that alters
// a table, as for a column that gets its first value, after it has removed rows of it.
func (d *Derivation) Replace(owners string) { d.p.replaced = append(d.p.replaced, owners) }

// derive lets the load's owner fill the derived tables, and removes the rows that are to go from them.
func (p *publication) derive() error {
	if p.load.opt.Derive != nil && (p.load.rows(streamKept) > 0 || p.load.opt.Rewrite) {
		if err := p.makeDerived(); err != nil {
			return err
		}
	}
	p.load.total.Store(p.load.tableRows())
	if err := p.retireRows(true); err != nil {
		return err
	}
	if err := p.replaceRows(); err != nil {
		return err
	}
	return p.insertTables(func(t *store.Table) bool { return t.Derived })
}

// makeDerived calls Derive and lets the store make room for the columns that it has values for.
func (p *publication) makeDerived() error {
	if err := p.load.opt.Derive(p.ctx, &Derivation{p}); err != nil {
		return err
	}
	if err := p.load.ready(); err != nil {
		return errors.Join(errors.New("ingest: the derivation is not finished"), err)
	}
	p.load.handMemoryOver()
	tables := p.load.store.Tables()
	fills := make([][]store.Fill, len(tables))
	for i := range tables {
		if all := p.load.fills(ownStreams + i); all != nil && tables[i].Derived {
			fills[i] = all[1:] // without seq
		}
	}
	if err := p.load.store.Prepare(p.ctx, p.conn, fills); err != nil {
		return fmt.Errorf("derived tables: %w", err)
	}
	return nil
}

// replaceRows removes the rows that Derivation.Replace has named.
func (p *publication) replaceRows() error {
	tables := p.load.store.Tables()
	for _, owners := range p.replaced {
		for i := range tables {
			t := &tables[i]
			if !t.Derived || t.OwnerTypeColumn == "" {
				continue
			}
			err := p.exec(fmt.Sprintf("DELETE FROM %s t USING (SELECT DISTINCT source_type, source_id FROM %s) r WHERE t.%s = r.source_type AND t.%s = r.source_id",
				t.Qualified(), owners, duck.QuoteIdent(t.OwnerTypeColumn), duck.QuoteIdent(t.OwnerID)))
			if err != nil {
				return fmt.Errorf("replace rows of %s: %w", t.Name, err)
			}
		}
	}
	return nil
}
