package notefunc

import (
	"context"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/wire/catalog"
)

// The SQL functions of notes. nlp_entities gives rows; nlp_entity_list gives the same as one value, which is what the
// engine has, so that texts may be columns of tables.
const (
	entitiesFunction   = "nlp_entities"
	entityListFunction = "nlp_entity_list"
	negatedFunction    = "nlp_negated"
)

// Functions tells the engine of the functions of notes. The annotator is asked for with each call, so that it is made
// with the first; up to threads goroutines annotate at once, 0 stands for one per processor.
func Functions(annotator func() (*nlp.Annotator, error), threads int) []engine.ScalarFunction {
	text := engine.Column{Name: "text", Type: arrow.BinaryTypes.String}
	phrase := engine.Column{Name: "phrase", Type: arrow.BinaryTypes.String}
	t := newTeam(annotator, threads)
	return []engine.ScalarFunction{
		{
			Name: entityListFunction, Table: entitiesFunction, Params: []engine.Column{text}, Result: entityListType,
			Call: func(ctx context.Context, in *engine.Chunk) (arrow.Array, error) { return entityLists(ctx, t, in) },
		},
		{
			Name: negatedFunction, Params: []engine.Column{text, phrase}, Result: arrow.FixedWidthTypes.Boolean,
			Call: func(ctx context.Context, in *engine.Chunk) (arrow.Array, error) { return negations(ctx, t, in) },
		},
	}
}

// Routines describes the same functions to clients.
func Routines() []catalog.Routine {
	text := catalog.RoutineColumn{Name: "text", Type: pgtype.TextOID}
	phrase := catalog.RoutineColumn{Name: "phrase", Type: pgtype.TextOID}
	entities := catalog.Routine{
		Schema: "public", Name: entitiesFunction, Params: []catalog.RoutineColumn{text}, Engine: entityListFunction, Rows: 20,
		Comment: "The medical entities of a text with the columns of nlp_entity, their codes and attributes. Of many texts: FROM nlp_document d, LATERAL nlp_entities(d.text) e",
	}
	for _, c := range entityColumns() {
		entities.Columns = append(entities.Columns, catalog.RoutineColumn{Name: c.Name, Type: oidOf(c)})
	}
	return []catalog.Routine{
		entities,
		{
			Schema: "public", Name: entityListFunction, Params: []catalog.RoutineColumn{text}, Result: pgtype.JSONOID,
			Comment: "The medical entities of a text as one value: see nlp_entities",
		},
		{
			Schema: "public", Name: negatedFunction, Params: []catalog.RoutineColumn{text, phrase}, Result: pgtype.BoolOID,
			Comment: "Whether a text denies a phrase, in its own words or others for the same: true where every mention is denied, false where one is not, NULL where there is none",
		},
	}
}

// oidOf is the type of a column as clients see it.
func oidOf(c arrow.Field) uint32 {
	switch c.Type.ID() {
	case arrow.BOOL:
		return pgtype.BoolOID
	case arrow.INT32:
		return pgtype.Int4OID
	case arrow.FLOAT64:
		return pgtype.Float8OID
	case arrow.LIST:
		return pgtype.TextArrayOID
	}
	if c.Metadata.Len() > 0 {
		return pgtype.JSONOID
	}
	return pgtype.TextOID
}

// negations computes nlp_negated.
func negations(ctx context.Context, t *team, in *engine.Chunk) (arrow.Array, error) {
	denials := make([]nlp.Denial, in.Len)
	err := t.run(ctx, in.Len, func(h *hand, i int) error {
		if in.Vectors[0].Null(i) || in.Vectors[1].Null(i) {
			return nil
		}
		phrase, err := h.phrase(ctx, string(in.Vectors[1].Bytes(i)))
		if err != nil {
			return err
		}
		r, err := h.annotate(ctx, in.Vectors[0].Bytes(i))
		if err == nil {
			denials[i] = r.Denies(phrase)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	b := array.NewBooleanBuilder(memory.DefaultAllocator)
	defer b.Release()
	for _, d := range denials {
		if d == nlp.NotMentioned {
			b.AppendNull()
		} else {
			b.Append(d == nlp.Denied)
		}
	}
	return b.NewArray(), nil
}

// entityLists computes nlp_entity_list. Texts are annotated side by side; their rows are made in order, some texts at a
// time, so that not all results are in memory at once.
func entityLists(ctx context.Context, t *team, in *engine.Chunk) (arrow.Array, error) {
	a, err := t.annotator()
	if err != nil {
		return nil, err
	}
	lists := newEntityListBuilder(a)
	defer lists.release()
	texts := &in.Vectors[0]
	for from := 0; from < in.Len; {
		to := someTexts(texts, from, in.Len)
		results := make([]*nlp.Result, to-from)
		err := t.run(ctx, len(results), func(h *hand, i int) (err error) {
			if !texts.Null(from + i) {
				results[i], err = h.annotate(ctx, texts.Bytes(from+i))
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, r := range results {
			lists.add(r)
		}
		from = to
	}
	return lists.array(), nil
}

// someTextBytes bounds the texts whose results are in memory at once, but for a single one that is longer.
const someTextBytes = 16 << 20

// someTexts is the end of the texts to annotate together, of which from is the first.
func someTexts(texts *engine.Vector, from, n int) int {
	bytes, to := 0, from
	for ; to < n && (to == from || bytes < someTextBytes); to++ {
		if !texts.Null(to) {
			bytes += len(texts.Bytes(to))
		}
	}
	return to
}
