package notefunc

import (
	"encoding/json"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// notOfText are the columns of nlp_entity that say whose the text is and who read it: a text alone has none.
var notOfText = []string{"source_type", "source_id", "doc_key", "entity_id", "patient_id", "encounter_id", "doc_time", "source"}

// codeSystems are the systems whose best code nlp_entities shows, in columns <name>_code and <name>_display.
var codeSystems = []struct{ name, uri string }{
	{"icd10cm", lexicon.ICD10CM},
	{"rxnorm", lexicon.RxNorm},
	{"loinc", lexicon.LOINC},
	{"snomed", lexicon.SNOMED},
}

// storedEntityColumns are the columns of nlp_entity that nlp_entities has, too.
func storedEntityColumns() (columns []arrow.Field) {
	for _, c := range rows.Tables()[rows.Entity].Columns {
		if !slices.Contains(notOfText, c.Name) {
			columns = append(columns, arrow.Field{Name: c.Name, Type: c.Type, Nullable: true})
		}
	}
	return columns
}

// entityColumns are the columns of nlp_entities: those of nlp_entity, the codes of codeSystems, and the attributes as a
// JSON array.
func entityColumns() []arrow.Field {
	columns := storedEntityColumns()
	for _, s := range codeSystems {
		columns = append(columns,
			arrow.Field{Name: s.name + "_code", Type: arrow.BinaryTypes.String, Nullable: true},
			arrow.Field{Name: s.name + "_display", Type: arrow.BinaryTypes.String, Nullable: true})
	}
	return append(columns, arrow.Field{Name: "attributes", Type: arrow.BinaryTypes.String, Nullable: true, Metadata: engine.JSONField})
}

var (
	entityType     = arrow.StructOf(entityColumns()...)
	entityListType = arrow.ListOf(entityType)
)

// entityListBuilder makes the lists of entities of texts. What nlp_entity has is made by the code that makes its rows.
type entityListBuilder struct {
	rows  *rows.Worker
	extra []*array.StringBuilder // codes and attributes
	ends  *array.Int32Builder    // offsets of the lists
	valid *array.BooleanBuilder  // its values are the bitmap of the lists that are not NULL
	n     int                    // entities
}

func newEntityListBuilder(a *nlp.Annotator) *entityListBuilder {
	b := &entityListBuilder{
		rows: rows.NewWorker(a, memory.DefaultAllocator),
		ends: array.NewInt32Builder(memory.DefaultAllocator), valid: array.NewBooleanBuilder(memory.DefaultAllocator),
	}
	for range 2*len(codeSystems) + 1 {
		b.extra = append(b.extra, array.NewStringBuilder(memory.DefaultAllocator))
	}
	b.ends.Append(0)
	return b
}

// add adds the list of a text, NULL for nil.
func (b *entityListBuilder) add(r *nlp.Result) {
	b.valid.Append(r != nil)
	if r != nil {
		b.rows.AppendEntities(0, r)
		b.n += len(r.Document.Entities)
		for i := range r.Document.Entities {
			b.addExtra(r, &r.Document.Entities[i])
		}
	}
	b.ends.Append(int32(b.n))
}

// addExtra adds what nlp_entity does not have.
func (b *entityListBuilder) addExtra(r *nlp.Result, e *annotation.Entity) {
	for i, s := range codeSystems {
		code, display := b.extra[2*i], b.extra[2*i+1]
		best := slices.IndexFunc(e.Links, func(l annotation.Link) bool { return l.System == s.uri })
		if best < 0 {
			code.AppendNull()
			display.AppendNull()
			continue
		}
		code.Append(e.Links[best].Code)
		display.Append(e.Links[best].Display)
	}
	b.extra[len(b.extra)-1].Append(attributesJSON(r, e))
}

// array is the lists. The receiver releases it.
func (b *entityListBuilder) array() arrow.Array {
	columns := b.stored()
	for _, builder := range b.extra {
		columns = append(columns, builder.NewArray())
	}
	ends, valid := b.ends.NewArray(), b.valid.NewArray()
	data := make([]arrow.ArrayData, len(columns))
	for i, c := range columns {
		data[i] = c.Data()
	}
	entities := array.NewData(entityType, b.n, []*memory.Buffer{nil}, data, 0, 0)
	list := array.NewData(entityListType, valid.Len(), []*memory.Buffer{valid.Data().Buffers()[1], ends.Data().Buffers()[1]},
		[]arrow.ArrayData{entities}, array.UnknownNullCount, 0)
	a := array.MakeFromData(list)
	for _, c := range append(columns, ends, valid) {
		c.Release()
	}
	entities.Release()
	list.Release()
	return a
}

// stored are the columns of nlp_entity.
func (b *entityListBuilder) stored() []arrow.Array {
	empty := array.NewRecordBuilder(memory.DefaultAllocator, arrow.NewSchema(storedEntityColumns(), nil))
	defer empty.Release()
	record := empty.NewRecordBatch()
	for _, batch := range b.rows.Flush() { // none, or the one of nlp_entity
		record.Release()
		record = batch.Record
	}
	defer record.Release()
	var columns []arrow.Array
	for _, f := range storedEntityColumns() {
		c := record.Column(record.Schema().FieldIndices(f.Name)[0])
		c.Retain()
		columns = append(columns, c)
	}
	return columns
}

func (b *entityListBuilder) release() {
	b.rows.Release()
	b.ends.Release()
	b.valid.Release()
	for _, builder := range b.extra {
		builder.Release()
	}
}

// textAttribute is an attribute as nlp_entities shows it; the names are those of nlp_attribute.
type textAttribute struct {
	Type       string `json:"type"`
	Text       string `json:"text"`
	BeginByte  int    `json:"begin_byte"`
	EndByte    int    `json:"end_byte"`
	Comparator string `json:"comparator,omitempty"`
	Value      string `json:"value,omitempty"`
	High       string `json:"value_hi,omitempty"`
	Unit       string `json:"unit,omitempty"`
	UCUM       string `json:"ucum,omitempty"`
	Code       string `json:"value_code,omitempty"`
}

func attributesJSON(r *nlp.Result, e *annotation.Entity) string {
	list := make([]textAttribute, len(e.Attributes))
	for i, a := range e.Attributes {
		list[i] = textAttribute{
			a.Type, r.Document.Text[a.Begin:a.End], a.Begin, a.End, a.Comparator, a.Value, a.High, a.Unit, a.UCUM, a.Code,
		}
	}
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers always have a JSON form
	}
	return string(b)
}
