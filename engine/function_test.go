package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

var wordType = arrow.ListOf(arrow.StructOf(
	arrow.Field{Name: "word", Type: arrow.BinaryTypes.String, Nullable: true},
	arrow.Field{Name: "about", Type: arrow.BinaryTypes.String, Nullable: true, Metadata: engine.JSONField},
))

// wordsOf is a function that gives the words of a text, as a table words(text).
func wordsOf() engine.ScalarFunction {
	return engine.ScalarFunction{
		Name: "word_list", Table: "words", Params: []engine.Column{{Name: "text", Type: arrow.BinaryTypes.String}}, Result: wordType,
		Call: func(_ context.Context, in *engine.Chunk) (arrow.Array, error) {
			b := array.NewListBuilder(memory.DefaultAllocator, wordType.Elem())
			defer b.Release()
			s := b.ValueBuilder().(*array.StructBuilder)
			for i := range in.Len {
				if in.Vectors[0].Null(i) {
					b.AppendNull()
					continue
				}
				b.Append(true)
				for _, w := range strings.Fields(string(in.Vectors[0].Bytes(i))) {
					s.Append(true)
					s.FieldBuilder(0).(*array.StringBuilder).Append(w)
					s.FieldBuilder(1).(*array.StringBuilder).Append(`{"length": 1}`)
				}
			}
			return b.NewArray(), nil
		},
	}
}

// A session may call the store's own functions, as values and as tables, with constants, parameters and columns.
func TestFunctions(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, t.TempDir(), engine.Options{Tables: ingesttest.Tables(), Functions: []engine.ScalarFunction{wordsOf()}})
	c, err := s.Connect(ctx, engine.ConnOptions{User: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for sql, want := range map[string]string{
		"SELECT len(word_list('a b c'))::VARCHAR":                                                              "3",
		"SELECT string_agg(word, '-' ORDER BY word) FROM words('c a b')":                                       "a-b-c",
		"SELECT string_agg(word, '-' ORDER BY word) FROM Words($1)":                                            "x-y",
		"SELECT string_agg(w.word, '' ORDER BY i) FROM range(3) r(i), LATERAL words('w' || i) w":               "w0w1w2",
		"SELECT max(typeof(about)) FROM words('x')":                                                            "JSON",
		"SELECT count(*)::VARCHAR FROM words(NULL)":                                                            "0",
		"SELECT (SELECT count(*) FROM words(t))::VARCHAR FROM (VALUES ('a b'), ('c')) v(t) ORDER BY 1 LIMIT 1": "1",
	} {
		var args []any
		if strings.Contains(sql, "$1") {
			args = append(args, "y x")
		}
		rows, err := c.Query(ctx, sql, args...)
		if err != nil {
			t.Errorf("%s: %v", sql, err)
			continue
		}
		chunk, err := rows.Next(ctx)
		if err != nil || chunk == nil || string(chunk.Vectors[0].Bytes(0)) != want {
			t.Errorf("%s: %v, %v, want %s", sql, chunk, err, want)
		}
		rows.Close()
	}
	for sql, state := range map[string]string{
		"SELECT words('x')":                            "42501", // a table only
		"SELECT lake.public.word_list('x')":            "42501",
		"DROP MACRO words":                             "25006",
		"CREATE TEMP MACRO words(x) AS TABLE SELECT 1": "25006",
	} {
		if _, err := c.Query(ctx, sql); sqlState(err) != state {
			t.Errorf("%s: %v, want %s", sql, err, state)
		}
	}
}

func TestFunctionMistakes(t *testing.T) {
	plain := wordsOf()
	plain.Result = arrow.BinaryTypes.String
	upper := wordsOf()
	upper.Name = "WORDS"
	idle := wordsOf()
	idle.Call = nil
	for name, functions := range map[string][]engine.ScalarFunction{
		"as a table words it must give a list of structs": {plain},
		"names are in lower case":                         {upper},
		"each stands once":                                {wordsOf(), wordsOf()},
		"must be given":                                   {idle},
	} {
		s, err := engine.Open(context.Background(), t.TempDir(), engine.Options{Functions: functions})
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v, want %q", err, name)
		}
	}
}
