package main

import (
	"context"
	"strings"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/note"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// notes annotates the texts of the resources that one shredding goroutine parses, and makes their rows.
type notes struct {
	finder note.Finder
	worker *nlp.Worker
	rows   *rows.Worker
	first  int // index of the first NLP table among the store's tables
}

func newNotes(a *nlp.Annotator, flattener *flatten.Flattener, worker *flatten.Worker) *notes {
	return &notes{
		finder: note.Finder{Prefix: worker.Prefix(), Resolve: worker.Resolve},
		worker: a.NewWorker(), rows: rows.NewWorker(a, memory.DefaultAllocator), first: len(flattener.Tables()),
	}
}

// add annotates the texts of the resource that was parsed last, whose number in the load is seq.
func (n *notes) add(ctx context.Context, seq int64, r *flatten.Resource, worker *flatten.Worker) {
	src, found := n.finder.Find(worker.Tape(), r.Type)
	if len(found) == 0 {
		return
	}
	resource := rows.Resource{
		Type: r.Type, Key: r.Key, VersionID: r.VersionID, PatientKey: src.PatientKey, EncounterKey: src.EncounterKey,
		Time: src.Time, HasTime: src.HasTime, TypeSystem: src.TypeSystem, TypeCode: src.TypeCode, TypeDisplay: src.TypeDisplay,
		Status: src.Status,
	}
	for i := range found {
		f := &found[i]
		var result *nlp.Result
		if f.Status == note.OK {
			contentType := f.ContentType
			if f.Charset != "" {
				contentType += "; charset=" + f.Charset
			}
			result = n.worker.Annotate(ctx, nlp.Input{Data: f.Data, ContentType: contentType})
		}
		n.rows.Append(seq, &resource, &rows.Note{
			Path: f.Path, Ordinal: f.Ordinal, Title: f.Title, ContentType: f.ContentType, URL: f.URL,
			Status: string(f.Status), Time: f.Time, HasTime: f.HasTime,
		}, result)
	}
}

// give hands batches over to the load's writer: those that are full, or with all the rest too.
func (n *notes) give(w engine.Writer, all bool) error {
	batches := n.rows.Full()
	if all {
		batches = n.rows.Flush()
	}
	for i, b := range batches {
		if err := w.Append(n.first+b.Table, b.Record); err != nil {
			for _, rest := range batches[i+1:] {
				rest.Record.Release()
			}
			return err
		}
	}
	return nil
}

// noteTables tells the store what notes fill.
func noteTables() []engine.Table {
	var out []engine.Table
	for _, t := range rows.Tables() {
		e := engine.Table{
			Name: t.Name, Comment: t.Comment, PrimaryKey: t.PrimaryKey, OwnerTypeColumn: t.TypeColumn, OwnerID: t.KeyColumn,
		}
		for _, c := range t.Columns {
			e.Columns = append(e.Columns, engine.Column(c))
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

// vocabularyView is nlp_vocabulary: the vocabularies that links come from. There is one so far, which is in the binary.
func vocabularyView() engine.View {
	v := engine.View{Name: rows.VocabularyTable.Name, Comment: rows.VocabularyTable.Comment, ColumnComments: map[string]string{}}
	values := map[string]string{
		"vocab_id": quoteLiteral(nlp.EmbeddedID), "name": "'embedded'", "version": quoteLiteral(nlp.Version),
		"source_file": "'docs/nlp-vocabularies.md'", "enabled": "true",
	}
	var columns []string
	for _, c := range rows.VocabularyTable.Columns {
		value, known := values[c.Name]
		if !known {
			value = "NULL::VARCHAR"
		}
		columns = append(columns, value+" AS "+c.Name)
		v.ColumnComments[c.Name] = c.Comment
	}
	v.SQL = "SELECT " + strings.Join(columns, ", ")
	return v
}
