package store

import (
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// keySchema is that of memory.tarn_meta.key: one row per primary or foreign key, which the wire's catalog shows; kind is
// pg_constraint.contype, "p" or "f". The keys are not constraints of DuckDB: an index per table would double the cost of a load, and FHIR data may point outside itself.
var keySchema = arrow.NewSchema([]arrow.Field{
	{Name: "schema_name", Type: arrow.BinaryTypes.String},
	{Name: "table_name", Type: arrow.BinaryTypes.String},
	{Name: "constraint_name", Type: arrow.BinaryTypes.String},
	{Name: "kind", Type: arrow.BinaryTypes.String},
	{Name: "column_names", Type: arrow.ListOf(arrow.BinaryTypes.String)},
	{Name: "ref_schema", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "ref_table", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "ref_column_names", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true},
}, nil)

func (d definitions) keyBatch() arrow.RecordBatch {
	b := array.NewRecordBuilder(memory.DefaultAllocator, keySchema)
	defer b.Release()
	for _, r := range d.described() {
		r.appendKeys(b)
	}
	return b.NewRecordBatch()
}

// appendKeys adds the relation's keys. Constraints are named as PostgreSQL would name them.
func (r *relation) appendKeys(b *array.RecordBuilder) {
	if len(r.PrimaryKey) > 0 {
		r.appendKey(b, constraintName(r.Name, nil, "pkey"), "p", r.PrimaryKey)
		b.Field(5).AppendNull()
		b.Field(6).AppendNull()
		b.Field(7).AppendNull()
	}
	for _, fk := range r.ForeignKeys {
		schema, table, ok := strings.Cut(fk.RefTable, ".")
		if !ok {
			schema, table = r.Schema, fk.RefTable
		}
		r.appendKey(b, constraintName(r.Name, fk.Columns, "fkey"), "f", fk.Columns)
		b.Field(5).(*array.StringBuilder).Append(schema)
		b.Field(6).(*array.StringBuilder).Append(table)
		appendNames(b.Field(7), fk.RefColumns)
	}
}

func (r *relation) appendKey(b *array.RecordBuilder, name, kind string, columns []string) {
	for i, s := range []string{r.Schema, r.Name, name, kind} {
		b.Field(i).(*array.StringBuilder).Append(s)
	}
	appendNames(b.Field(4), columns)
}

func appendNames(b array.Builder, names []string) {
	list := b.(*array.ListBuilder)
	list.Append(true)
	for _, n := range names {
		list.ValueBuilder().(*array.StringBuilder).Append(n)
	}
}

// maxName is PostgreSQL's longest name in bytes.
const maxName = 63

// constraintName is table_columns_suffix, cut so that the whole fits into a name.
func constraintName(table string, columns []string, suffix string) string {
	middle := strings.Join(append([]string{table}, columns...), "_")
	return middle[:min(len(middle), maxName-len(suffix)-1)] + "_" + suffix
}
