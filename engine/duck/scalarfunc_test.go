package duck_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
)

func registerScalar(t *testing.T, db *duck.DB, f duck.ScalarFunc) {
	t.Helper()
	if err := db.RegisterScalar(f); err != nil {
		t.Fatal(err)
	}
}

var (
	varchar = duck.Type{Kind: duck.KindVarchar}
	bigint  = duck.Type{Kind: duck.KindBigInt}
	blob    = duck.Type{Kind: duck.KindBlob}
)

func TestScalarFunctions(t *testing.T) {
	db := open(t, duck.Options{Threads: 2})
	c := connect(t, db)
	registerScalar(t, db, duck.ScalarFunc{
		Name: "slice", Params: []duck.Type{blob, bigint, bigint}, Returns: duck.Type{Kind: duck.KindJSON},
		Call: duck.Rowwise(func(in *duck.Chunk, i int, out *duck.Output) error {
			data, off, n := in.Vectors[0].Bytes(i), duck.At[int64](&in.Vectors[1], i), duck.At[int64](&in.Vectors[2], i)
			if off < 0 || n < 0 || off+n > int64(len(data)) {
				return fmt.Errorf("no bytes %d+%d in a block of %d", off, n, len(data))
			}
			out.Bytes(data[off : off+n])
			return nil
		}),
	})
	registerScalar(t, db, duck.ScalarFunc{
		Name: "plus_one", Params: []duck.Type{bigint}, Returns: bigint,
		Call: duck.Rowwise(func(in *duck.Chunk, i int, out *duck.Output) error {
			out.Int(duck.At[int64](&in.Vectors[0], i) + 1)
			return nil
		}),
	})
	registerScalar(t, db, duck.ScalarFunc{
		Name: "words", Params: []duck.Type{varchar}, Returns: duck.Type{Kind: duck.KindList, Children: []duck.Type{varchar}},
		Call: duck.Rowwise(func(in *duck.Chunk, i int, out *duck.Output) error {
			out.Strings(strings.Fields(string(in.Vectors[0].Bytes(i))))
			return nil
		}),
	})
	registerScalar(t, db, duck.ScalarFunc{
		Name: "is_null", Params: []duck.Type{varchar}, Returns: duck.Type{Kind: duck.KindBoolean}, NullAware: true,
		Call: func(in *duck.Chunk, out *duck.Output) error {
			for i := range in.Len {
				out.Bool(in.Vectors[0].Null(i))
			}
			return nil
		},
	})
	for sql, want := range map[string]string{
		"SELECT slice('{\"a\":1}{\"b\":\"a long text of more than twelve bytes\"}'::BLOB, 7, 45)":                                      `{"b":"a long text of more than twelve bytes"}`,
		"SELECT typeof(slice('[1]'::BLOB, 0, 3)), json_extract(slice('[1]'::BLOB, 0, 3), '$[0]')":                                      "JSON | 1",
		"SELECT slice(NULL, 0, 1), plus_one(NULL), words(NULL)":                                                                        "<nil> | <nil> | <nil>",
		"SELECT sum(plus_one(i)) FROM range(100000) r(i)":                                                                              "5000050000",
		"SELECT sum(plus_one(CASE WHEN i % 2 = 0 THEN i END)), count(plus_one(CASE WHEN i % 2 = 0 THEN i END)) FROM range(10000) r(i)": "25000000 | 5000",
		"SELECT words('a  bc a-much-longer-word-than-twelve'), words('')":                                                              "[a bc a-much-longer-word-than-twelve] | []",
		"SELECT words(CASE WHEN i % 2 = 0 THEN 'x' || i || ' y' END) FROM range(4) r(i)":                                               "[x0 y]\n<nil>\n[x2 y]\n<nil>",
		"SELECT is_null(NULL), is_null('x')":                                                                                           "true | false",
		"SELECT sum(len(words(repeat('w ', (i % 5)::INT)))) FROM range(10000) r(i)":                                                    "20000",
	} {
		if got := printRows(t, c, sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
	_, err := c.Exec(context.Background(), "SELECT slice('abc'::BLOB, 2, 2)")
	var e *duck.Error
	if !errors.As(err, &e) || !strings.Contains(e.Message, "no bytes 2+2 in a block of 3") {
		t.Errorf("error became %v", err)
	}
}

func TestScalarFunctionMistakes(t *testing.T) {
	db := open(t, duck.Options{})
	c := connect(t, db)
	calls := map[string]func(in *duck.Chunk, out *duck.Output) error{
		"panics":     func(*duck.Chunk, *duck.Output) error { panic("out of my depth") },
		"too_few":    func(in *duck.Chunk, out *duck.Output) error { return nil },
		"too_many":   func(in *duck.Chunk, out *duck.Output) error { out.String("a"); out.String("b"); return nil },
		"wrong_type": func(in *duck.Chunk, out *duck.Output) error { out.Int(1); return nil },
		"not_utf8":   func(in *duck.Chunk, out *duck.Output) error { out.String("\xff"); return nil },
	}
	for name, call := range calls {
		registerScalar(t, db, duck.ScalarFunc{Name: name, Params: []duck.Type{bigint}, Returns: varchar, Call: call})
		if _, err := c.Exec(context.Background(), "SELECT "+name+"(1)"); err == nil {
			t.Errorf("%s went through", name)
		}
	}
	if n := one[int](t, c, "SELECT 42"); n != 42 {
		t.Error("connection is of no use afterwards")
	}
}

func TestVolatile(t *testing.T) {
	db := open(t, duck.Options{})
	c := connect(t, db)
	var n atomic.Int64
	registerScalar(t, db, duck.ScalarFunc{
		Name: "ticket", Params: []duck.Type{bigint}, Returns: bigint, Volatile: true,
		Call: duck.Rowwise(func(in *duck.Chunk, i int, out *duck.Output) error { out.Int(n.Add(1)); return nil }),
	})
	if got := one[int](t, c, "SELECT count(DISTINCT ticket(1)) FROM range(5000)"); got != 5000 {
		t.Errorf("%d different tickets of 5000", got)
	}
}
