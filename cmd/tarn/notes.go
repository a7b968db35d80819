package main

import (
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/note"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// Notes go through a load in two steps, since what is found in a note depends on the whole store: on its codings, and on
// what the record says of the patient. While files are read, a noteFinder sets the texts of each resource aside
// (keptNotes). When the load's transaction has filled all tables, a noteAnnotation (annotate.go) reads the texts of the
// resources that became current and makes the rows of the nlp_ tables.

// noteFinder sets the texts aside of the resources that one shredding goroutine parses.
type noteFinder struct {
	finder      note.Finder
	attachments *attachments
	kept        *keptNotes
}

func newNoteFinder(worker *flatten.Worker, a *attachments) *noteFinder {
	return &noteFinder{
		finder:      note.Finder{Prefix: worker.Prefix(), Resolve: worker.Resolve},
		attachments: a,
		kept:        newKeptNotes(),
	}
}

// add sets the texts aside of the resource that was parsed last, whose number in the load is seq.
func (n *noteFinder) add(seq int64, r *flatten.Resource, worker *flatten.Worker) {
	src, found := n.finder.Find(worker.Tape(), r.Type)
	for i := range found {
		f, cause := &found[i], ""
		if f.Status == note.External {
			f.Data, f.Status, cause = n.attachments.read(f.URL)
		}
		n.kept.add(seq, r, &src, f, cause)
	}
}

// give hands the texts over to the load's writer, where there are enough of them or all is set.
func (n *noteFinder) give(w engine.Writer, all bool) error {
	if !all && !n.kept.full() {
		return nil
	}
	return w.Keep(n.kept.take())
}

// allNoteTables are the tables of notes: first those that a rows.Worker fills, then those that we write.
func allNoteTables() []rows.Table { return append(rows.Tables(), rows.RunTable, rows.ExternalTable) }

// noteTables tells the store what annotations fill.
func noteTables() []engine.Table {
	var out []engine.Table
	for _, t := range allNoteTables() {
		e := engine.Table{
			Name: t.Name, Comment: t.Comment, PrimaryKey: t.PrimaryKey, OwnerTypeColumn: t.TypeColumn, OwnerID: t.KeyColumn, Derived: true,
		}
		for _, c := range t.Columns {
			e.Columns = append(e.Columns, engine.Column{Name: c.Name, Type: c.Type, Comment: c.Comment})
		}
		for _, k := range t.ForeignKeys {
			e.ForeignKeys = append(e.ForeignKeys, engine.ForeignKey(k))
		}
		out = append(out, e)
	}
	return out
}

// noteViews are the views over the tables of notes: asserted facts about the patient, and extracted beside structured.
func noteViews() []engine.View {
	out := []engine.View{vocabularyView()}
	for _, v := range rows.Views() {
		out = append(out, engine.View{Name: v.Name, Comment: v.Comment, SQL: v.SQL, ColumnComments: v.ColumnComments})
	}
	return out
}
