package chunk_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
)

// kinds are columns of every layout.
var kinds = []backend.Type{
	{Kind: backend.KindBoolean},
	{Kind: backend.KindSmallInt},
	{Kind: backend.KindInteger},
	{Kind: backend.KindBigInt},
	{Kind: backend.KindDouble},
	{Kind: backend.KindVarchar},
	{Kind: backend.KindHugeInt},
	{Kind: backend.KindDecimal, Width: 4, Scale: 1},
	{Kind: backend.KindInterval},
	{Kind: backend.KindEnum, Names: []string{"a", "b"}},
	{Kind: backend.KindList, Children: []backend.Type{{Kind: backend.KindVarchar}}},
	{Kind: backend.KindArray, Size: 2, Children: []backend.Type{{Kind: backend.KindInteger}}},
	{Kind: backend.KindStruct, Names: []string{"x", "y"}, Children: []backend.Type{{Kind: backend.KindVarchar}, {Kind: backend.KindList, Children: []backend.Type{{Kind: backend.KindBigInt}}}}},
	{Kind: backend.KindMap, Children: []backend.Type{{Kind: backend.KindVarchar}, {Kind: backend.KindVarchar}}},
	{Kind: backend.KindUnion, Names: []string{"n", "s"}, Children: []backend.Type{{Kind: backend.KindBigInt}, {Kind: backend.KindVarchar}}},
}

// row makes row i: NULL in a different column each time.
func row(i int64) []any {
	long := fmt.Sprintf("a string that is longer than twelve bytes, number %d", i)
	values := []any{
		i%2 == 0, i % 1000, i, i << 33, float64(i) / 3, long,
		chunk.Huge{Lower: uint64(i), Upper: -i},
		i % 1000,
		chunk.Interval{Months: int32(i), Micros: i},
		i % 2,
		[]any{long, nil, "short"},
		[]any{i, nil},
		[]any{long, []any{i, i + 1}},
		[]any{[]any{"k", long}, []any{"l", nil}},
		chunk.Member{Tag: uint8(i % 2), Value: []any{i, long}[i%2]},
	}
	if n := int(i) % (len(values) + 1); n < len(values) {
		values[n] = nil
	}
	return values
}

// makeChunk makes a chunk of rows [from, from+n).
func makeChunk(from int64, n int) (*backend.Chunk, []*chunk.Builder) {
	builders := make([]*chunk.Builder, len(kinds))
	c := &backend.Chunk{Len: n}
	for i, k := range kinds {
		builders[i] = chunk.NewBuilder(k)
	}
	for j := range n {
		for i, v := range row(from + int64(j)) {
			builders[i].Append(v)
		}
	}
	for _, b := range builders {
		c.Vectors = append(c.Vectors, b.Vector())
	}
	return c, builders
}

// text writes a row, whatever its columns are.
func text(t *testing.T, c *backend.Chunk, i int) []byte {
	t.Helper()
	outputs := make([]codec.Output, len(kinds))
	for j, k := range kinds {
		outputs[j].OID = codec.OID(k)
	}
	rows, err := codec.NewRows(kinds, outputs, codec.Default())
	if err != nil {
		t.Fatal(err)
	}
	rows.Bind(c)
	out, _, err := rows.Append(nil, i, i+1, math.MaxInt)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestStore keeps chunks, in memory and in a file, and reads every row back, in order and not.
func TestStore(t *testing.T) {
	for _, limit := range []int{0, 20_000, 1 << 30} {
		t.Run(fmt.Sprintf("limit %d", limit), func(t *testing.T) {
			dir := t.TempDir()
			s := chunk.NewStore(kinds, dir, limit)
			sizes := []int{1, 200, 0, 63, 64, 65}
			var want [][]byte
			for _, n := range sizes {
				c, keep := makeChunk(int64(len(want)), n)
				for i := range n {
					want = append(want, text(t, c, i))
				}
				if err := s.Add(c); err != nil {
					t.Fatal(err)
				}
				runtime.KeepAlive(keep)
			}
			runtime.GC() // nothing of the originals may be needed any more
			if s.Rows() != int64(len(want)) {
				t.Fatalf("%d rows, want %d", s.Rows(), len(want))
			}
			for _, step := range []int{1, 97} { // 97 is prime to the number of rows: all, in another order
				for i, n := 0, 0; n < len(want); i, n = (i+step)%len(want), n+1 {
					c, first, err := s.Chunk(int64(i))
					if err != nil || c == nil {
						t.Fatalf("row %d: %v, %v", i, c, err)
					}
					if got := text(t, c, i-int(first)); !bytes.Equal(got, want[i]) {
						t.Fatalf("row %d: %q, want %q", i, got, want[i])
					}
				}
			}
			if c, _, err := s.Chunk(int64(len(want))); c != nil || err != nil {
				t.Errorf("behind the last row: %v, %v", c, err)
			}
			if left, _ := filepath.Glob(dir + "/*"); len(left) > 0 {
				t.Errorf("the file has a name: %v", left)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestStoreHidesWhatItWrites: what is in the file cannot be read there.
func TestStoreHidesWhatItWrites(t *testing.T) {
	dir := t.TempDir()
	s := chunk.NewStore(kinds, dir, 0)
	defer s.Close()
	c, keep := makeChunk(0, 2048)
	if err := s.Add(c); err != nil {
		t.Fatal(err)
	}
	runtime.KeepAlive(keep)
	links, _ := filepath.Glob("/proc/self/fd/*")
	for _, link := range links {
		target, err := os.Readlink(link)
		if err != nil || filepath.Dir(target) != dir {
			continue
		}
		written, err := os.ReadFile(link)
		if err != nil {
			t.Fatal(err)
		}
		if len(written) < 10_000 || bytes.Contains(written, []byte("longer than twelve")) {
			t.Errorf("%d bytes in the file, readable", len(written))
		}
		return
	}
	t.Skip("open files are not listed here")
}

func TestStoreWithoutDirectory(t *testing.T) {
	s := chunk.NewStore(kinds, filepath.Join(t.TempDir(), "nowhere"), 0)
	c, keep := makeChunk(0, 1)
	if err := s.Add(c); err == nil {
		t.Error("kept where there is no place")
	}
	runtime.KeepAlive(keep)
}

func TestRows(t *testing.T) {
	var rows [][]any
	for i := range int64(5000) {
		rows = append(rows, []any{i})
	}
	r := chunk.NewRows([]backend.Column{{Name: "i", Type: kinds[3]}}, rows)
	n := 0
	for {
		c, err := r.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c == nil {
			break
		}
		n += c.Len
	}
	if n != 5000 || len(r.Columns()) != 1 || chunk.NewChanged(3).Changed() != 3 {
		t.Errorf("%d rows of %v", n, r.Columns())
	}
}
