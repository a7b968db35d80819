package duck_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
)

var letters = arrow.ListOf(arrow.StructOf(
	arrow.Field{Name: "letter", Type: arrow.BinaryTypes.String, Nullable: true},
	arrow.Field{Name: "place", Type: arrow.PrimitiveTypes.Int32, Nullable: true},
	arrow.Field{Name: "forms", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true},
))

// spell gives the letters of each text, one struct a letter.
func spell(_ context.Context, in *duck.Chunk) (arrow.Array, error) {
	b := array.NewBuilder(memory.DefaultAllocator, letters).(*array.ListBuilder)
	defer b.Release()
	s := b.ValueBuilder().(*array.StructBuilder)
	forms := s.FieldBuilder(2).(*array.ListBuilder)
	for i := range in.Len {
		if in.Vectors[0].Null(i) {
			b.AppendNull()
			continue
		}
		b.Append(true)
		for k, c := range in.Vectors[0].Bytes(i) {
			s.Append(true)
			s.FieldBuilder(0).(*array.StringBuilder).Append(string(rune(c)))
			s.FieldBuilder(1).(*array.Int32Builder).Append(int32(k))
			forms.Append(true)
			forms.ValueBuilder().(*array.StringBuilder).Append(strings.ToUpper(string(rune(c))) + strings.Repeat("!", 20))
		}
	}
	return b.NewArray(), nil
}

func registerArray(t *testing.T, db *duck.DB, name string, result arrow.DataType, call func(context.Context, *duck.Chunk) (arrow.Array, error)) {
	t.Helper()
	err := db.RegisterArray(duck.ArrayFunc{
		Name: name, Params: []duck.Type{varchar}, Result: arrow.Field{Type: result, Nullable: true}, Call: call,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestArrayFunctions(t *testing.T) {
	db := open(t, duck.Options{Threads: 2})
	c := connect(t, db)
	registerArray(t, db, "spell", letters, spell)
	exec(t, c, "CREATE TEMP MACRO letters(word) AS TABLE SELECT unnest(spell(word), max_depth := 2)")
	for sql, want := range map[string]string{
		"SELECT typeof(spell('ab'))": "STRUCT(letter VARCHAR, place INTEGER, forms VARCHAR[])[]",
		"SELECT spell(NULL), len(spell('')), spell('ab')[2].place, spell('ab')[2].forms[1]":                      "<nil> | 0 | 1 | B!!!!!!!!!!!!!!!!!!!!",
		"SELECT letter, place FROM letters('ab')":                                                                "a | 0\nb | 1",
		"SELECT sum(len(spell(CASE WHEN i % 3 > 0 THEN repeat('x', i % 5) END))) FROM range(15000) r(i)":         "20000",
		"SELECT count(*), sum(l.place) FROM range(5000) r(i), LATERAL (SELECT * FROM letters('w' || i % 10)) l":  "10000 | 5000",
		"SELECT count(*) FROM range(5000) r(i), letters('w' || i % 10) l":                                        "10000",
		"SELECT count(*) FROM (SELECT unnest(spell('word' || i)) e FROM range(10000) r(i)) WHERE e.letter = 'o'": "10000",
	} {
		if got := printRows(t, c, sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
	if got := one[int](t, c, "SELECT sum(len(spell($1)))", "abc"); got != 3 {
		t.Errorf("with a parameter: %d", got)
	}
	if err := db.RegisterArray(duck.ArrayFunc{Name: "x", Result: arrow.Field{Type: arrow.BinaryTypes.StringView}}); err == nil {
		t.Error("a type that DuckDB has not went through")
	}
}

func TestArrayFunctionMistakes(t *testing.T) {
	db := open(t, duck.Options{})
	c := connect(t, db)
	for name, call := range map[string]func(context.Context, *duck.Chunk) (arrow.Array, error){
		"panics":   func(context.Context, *duck.Chunk) (arrow.Array, error) { panic("out of my depth") },
		"fails":    func(context.Context, *duck.Chunk) (arrow.Array, error) { return nil, errors.New("no") },
		"too_few":  func(context.Context, *duck.Chunk) (arrow.Array, error) { return array.NewNull(0), nil },
		"not_list": func(context.Context, *duck.Chunk) (arrow.Array, error) { return array.NewNull(1), nil },
	} {
		registerArray(t, db, name, letters, call)
		if _, err := c.Exec(context.Background(), "SELECT "+name+"('a')"); err == nil {
			t.Errorf("%s went through", name)
		}
	}
	if n := one[int](t, c, "SELECT 42"); n != 42 {
		t.Error("connection is of no use afterwards")
	}
}

// A function that works on one chunk for long is stopped with its statement, and works again in the next one.
func TestArrayFunctionsAreInterrupted(t *testing.T) {
	db := open(t, duck.Options{Threads: 2})
	c, other := connect(t, db), connect(t, db)
	started := make(chan struct{}, 100)
	registerArray(t, db, "linger", letters, func(ctx context.Context, in *duck.Chunk) (arrow.Array, error) {
		if !in.Vectors[0].Null(0) && string(in.Vectors[0].Bytes(0)) == "quick" {
			return spell(ctx, in)
		}
		started <- struct{}{}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Second):
			return nil, errors.New("nobody stopped me")
		}
	})
	table := "SELECT linger(CASE WHEN i < 0 THEN 'quick' ELSE 'slow' END) FROM range(10) r(i)"
	stops := map[string]func(cancel context.CancelFunc){
		"context":   func(cancel context.CancelFunc) { cancel() },
		"interrupt": func(context.CancelFunc) { c.Interrupt() },
	}
	for name, stop := range stops {
		ctx, cancel := context.WithCancel(t.Context())
		var wait sync.WaitGroup
		wait.Go(func() { <-started; stop(cancel) })
		begun := time.Now()
		_, err := c.Exec(ctx, table)
		if err == nil || strings.Contains(err.Error(), "nobody") || time.Since(begun) > 10*time.Second {
			t.Errorf("%s: %v after %v", name, err, time.Since(begun))
		}
		wait.Wait()
		cancel()
		for _, conn := range []*duck.Conn{c, other} {
			if n := one[int](t, conn, "SELECT len(linger('quick'))"); n != 5 {
				t.Errorf("%s: afterwards it gives %d", name, n)
			}
		}
	}
}
