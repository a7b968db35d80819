package duck_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
)

// runs are texts in Arrow's run-end encoding, of memory off Go's heap.
func runs(mem memory.Allocator, ends []int32, texts []string, valid []bool) arrow.Array {
	to, values := array.NewInt32Builder(mem), array.NewStringBuilder(mem)
	to.AppendValues(ends, nil)
	values.AppendValues(texts, valid)
	return array.NewRunEndEncodedArray(to.NewArray(), values.NewArray(), int(ends[len(ends)-1]), 0)
}

// runsSource registers runs(): one batch of the array, in slices of step rows.
func runsSource(t *testing.T, db *duck.DB, a arrow.Array, step int64) {
	schema := arrow.NewSchema([]arrow.Field{{Name: "s", Type: arrow.BinaryTypes.String, Nullable: true}}, nil)
	stored := arrow.NewSchema([]arrow.Field{{Name: "s", Type: a.DataType(), Nullable: true}}, nil)
	whole := array.NewRecordBatch(stored, []arrow.Array{a}, int64(a.Len()))
	var list []arrow.RecordBatch
	for at := int64(0); at < whole.NumRows(); at += step {
		list = append(list, whole.NewSlice(at, min(at+step, whole.NumRows())))
	}
	err := db.RegisterTable(duck.TableFunc{Name: "runs", Bind: func([]any) (*duck.Scan, error) {
		return &duck.Scan{Schema: schema, Rows: -1, Borrow: true, Open: func([]int) (duck.BatchSource, error) {
			return &batches{list: list, closed: new(atomic.Int32)}, nil
		}}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// TestRunsArrive reads runs of every length, some across DuckDB's vectors, some NULL, whole and in slices.
func TestRunsArrive(t *testing.T) {
	for _, step := range []int64{1 << 20, 5000, 77} {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			var ends []int32
			var texts []string
			var valid []bool
			var want strings.Builder
			for i, length := range []int32{1, 3000, 1, 1, 2048, 7, 9000, 2, 1} {
				text := strings.Repeat("né", i) // up to 24 bytes: inline and beyond
				end := length
				if i > 0 {
					end += ends[i-1]
				}
				ends, texts, valid = append(ends, end), append(texts, text), append(valid, i%3 != 1)
				fmt.Fprintf(&want, "%s %v %d\n", text, valid[i], length)
			}
			db := open(t, duck.Options{Path: "file", Threads: 1})
			runsSource(t, db, runs(offHeap{t}, ends, texts, valid), step)
			c := connect(t, db)
			exec(t, c, "CREATE TABLE lake.main.got AS SELECT s FROM runs()")
			var got strings.Builder
			for i, text := range texts {
				n := one[int](t, c, "SELECT count(*) FROM lake.main.got WHERE s = $1", text)
				if !valid[i] {
					n = int(ends[i] - ends[i-1])
				}
				fmt.Fprintf(&got, "%s %v %d\n", text, valid[i], n)
			}
			if got.String() != want.String() {
				t.Errorf("got\n%swant\n%s", got.String(), want.String())
			}
			if n := one[int](t, c, "SELECT count(*) FROM lake.main.got WHERE s IS NULL"); n != 3000+2048+2 {
				t.Errorf("%d NULLs", n)
			}
		})
	}
}

// TestBadRuns: runs that end too early or fall, and texts that are none, are errors.
func TestBadRuns(t *testing.T) {
	for name, c := range map[string]struct {
		ends []int32
		text string
		want string
	}{
		"falling": {[]int32{5, 3, 9}, "x", "run ends fall"},
		"bytes":   {[]int32{2, 3, 9}, "b\xe9d", "not valid UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			db := open(t, duck.Options{Path: "file"})
			runsSource(t, db, runs(offHeap{t}, c.ends, []string{c.text, c.text, c.text}, nil), 100)
			conn := connect(t, db)
			_, err := conn.Exec(context.Background(), "SELECT * FROM runs()")
			var e *duck.Error
			if !errors.As(err, &e) || !strings.Contains(e.Message, c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}
