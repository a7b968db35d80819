package store

import (
	"maps"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// commentSchema is that of memory.tarn_meta.comment: the words about every table, view and column; column_name is empty
// for the relation itself. They are in memory because they are the binary's, not the data's: 9,000 COMMENT ON COLUMN took longer
// than all else when a data directory was made, and every one was written again when a word changed.
var commentSchema = arrow.NewSchema([]arrow.Field{
	{Name: "schema_name", Type: arrow.BinaryTypes.String},
	{Name: "table_name", Type: arrow.BinaryTypes.String},
	{Name: "column_name", Type: arrow.BinaryTypes.String},
	{Name: "comment", Type: arrow.BinaryTypes.String},
}, nil)

// commentRows builds the rows of memory.tarn_meta.comment.
type commentRows struct{ b *array.RecordBuilder }

func (d definitions) commentBatch() arrow.RecordBatch {
	rows := commentRows{array.NewRecordBuilder(memory.DefaultAllocator, commentSchema)}
	defer rows.b.Release()
	for _, r := range d.described() {
		rows.add(r.Schema, r.Name, "", r.Comment)
		for _, c := range r.Columns {
			rows.add(r.Schema, r.Name, c.Name, c.Comment)
		}
	}
	for i := range d.Views {
		v := &d.Views[i]
		rows.add(orPublic(v.Schema), v.Name, "", v.Comment)
		for _, name := range slices.Sorted(maps.Keys(v.ColumnComments)) {
			rows.add(orPublic(v.Schema), v.Name, name, v.ColumnComments[name])
		}
	}
	return rows.b.NewRecordBatch()
}

func (r commentRows) add(schema, table, column, text string) {
	if text == "" {
		return
	}
	for i, s := range []string{schema, table, column, text} {
		r.b.Field(i).(*array.StringBuilder).Append(s)
	}
}
