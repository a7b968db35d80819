package spool

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

var wideSchema = arrow.NewSchema([]arrow.Field{
	{Name: "seq", Type: arrow.PrimitiveTypes.Int64},
	{Name: "text", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "raw", Type: arrow.BinaryTypes.Binary, Nullable: true},
	{Name: "flag", Type: arrow.FixedWidthTypes.Boolean, Nullable: true},
	{Name: "cost", Type: &arrow.Decimal128Type{Precision: 38, Scale: 9}, Nullable: true},
	{Name: "day", Type: arrow.FixedWidthTypes.Date32, Nullable: true},
	{Name: "tags", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true},
	{Name: "pair", Type: arrow.StructOf(arrow.Field{Name: "a", Type: arrow.PrimitiveTypes.Int32}), Nullable: true},
	{Name: "nothing", Type: arrow.BinaryTypes.String, Nullable: true},
}, nil)

var narrowSchema = arrow.NewSchema([]arrow.Field{{Name: "n", Type: arrow.PrimitiveTypes.Int32}}, nil)

// wideBatch has random values and NULLs in every type.
func wideBatch(mem memory.Allocator, rng *rand.Rand, rows int) arrow.RecordBatch {
	b := array.NewRecordBuilder(mem, wideSchema)
	defer b.Release()
	for i := range rows {
		b.Field(0).(*array.Int64Builder).Append(int64(i))
		b.Field(8).AppendNull()
		for j := 1; j < 8; j++ {
			if rng.IntN(4) == 0 {
				b.Field(j).AppendNull()
				continue
			}
			appendRandom(b.Field(j), rng)
		}
	}
	return b.NewRecordBatch()
}

func appendRandom(b array.Builder, rng *rand.Rand) {
	text := fmt.Sprint("text ", rng.IntN(1<<rng.IntN(40)))
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(text)
	case *array.BinaryBuilder:
		b.Append([]byte(text))
	case *array.BooleanBuilder:
		b.Append(rng.IntN(2) == 0)
	case *array.Decimal128Builder:
		b.Append(decimal128.New(int64(rng.Int32()), rng.Uint64()))
	case *array.Date32Builder:
		b.Append(arrow.Date32(rng.Int32()))
	case *array.ListBuilder:
		b.Append(true)
		for range rng.IntN(4) {
			appendRandom(b.ValueBuilder(), rng)
		}
	case *array.StructBuilder:
		b.Append(true)
		b.FieldBuilder(0).(*array.Int32Builder).Append(rng.Int32())
	}
}

// TestRoundTrip writes batches of two streams, whole and sliced, with memory for all of them, for some and for none,
// and reads them back from several goroutines.
func TestRoundTrip(t *testing.T) {
	for _, memoryBytes := range []int{64 << 20, 64 << 10, 4 << 10} {
		t.Run(fmt.Sprint(memoryBytes), func(t *testing.T) {
			mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
			defer mem.AssertSize(t, 0)
			rng := rand.New(rand.NewPCG(1, 2))
			path := filepath.Join(t.TempDir(), "0.spool")
			s, err := New(path, []*arrow.Schema{narrowSchema, wideSchema}, memoryBytes)
			if err != nil {
				t.Fatal(err)
			}
			var want []arrow.RecordBatch
			for i := range 20 {
				b := wideBatch(mem, rng, rng.IntN(300))
				if i%3 == 0 && b.NumRows() > 10 {
					whole := b
					b = whole.NewSlice(3, b.NumRows()-2)
					whole.Release()
				}
				if err := s.Append(1, b); err != nil {
					t.Fatal(err)
				}
				want = append(want, b)
			}
			if s.Rows(0) != 0 || s.Rows(1) == 0 || s.Size() == 0 {
				t.Errorf("rows %d, %d; size %d", s.Rows(0), s.Rows(1), s.Size())
			}
			if err := s.Seal(); err != nil {
				t.Fatal(err)
			}
			_, err = os.Stat(path)
			if inMemory := err != nil; inMemory != (memoryBytes == 64<<20) {
				t.Errorf("file: %v", err)
			}
			readBack(t, s, want)
			for _, b := range want {
				b.Release()
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(path); err == nil {
				t.Error("the file is still there")
			}
		})
	}
}

func readBack(t *testing.T, s *Spool, want []arrow.RecordBatch) {
	batches := s.Batches(1)
	if len(batches) != len(want) {
		t.Fatalf("%d batches, want %d", len(batches), len(want))
	}
	var wg sync.WaitGroup
	var compare sync.Mutex // Arrow counts a slice's NULLs when it is first asked, in the array itself
	for range 3 {
		wg.Go(func() {
			for i := len(batches) - 1; i >= 0; i-- {
				got, err := batches[i].Open()
				if err != nil {
					t.Error(err)
					return
				}
				compare.Lock()
				same := sameRows(got, want[i])
				compare.Unlock()
				if !same || batches[i].Rows() != want[i].NumRows() {
					t.Errorf("batch %d differs:\n%v\n%v", i, got, want[i])
				}
				got.Release()
			}
		})
	}
	wg.Wait()
}

// TestMisuse: wrong shapes and wrong moments are errors, not damage.
func TestMisuse(t *testing.T) {
	s, err := New(filepath.Join(t.TempDir(), "0.spool"), []*arrow.Schema{narrowSchema}, 4096)
	if err != nil {
		t.Fatal(err)
	}
	b := wideBatch(memory.DefaultAllocator, rand.New(rand.NewPCG(1, 1)), 3)
	defer b.Release()
	if err := s.Append(0, b); err == nil {
		t.Error("a batch of nine columns was taken for one of one")
	}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(0, b); err == nil {
		t.Error("appended after Seal")
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestDamaged flips bytes of a stored batch's header: an error or another batch, never a crash.
func TestDamaged(t *testing.T) {
	s, err := New(filepath.Join(t.TempDir(), "0.spool"), []*arrow.Schema{wideSchema}, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b := wideBatch(memory.DefaultAllocator, rand.New(rand.NewPCG(3, 3)), 50)
	defer b.Release()
	if err := s.Append(0, b); err != nil {
		t.Fatal(err)
	}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for i := range 64 {
		was := s.mem[i]
		for _, x := range []byte{0, 1, 0x7f, 0xff} {
			s.mem[i] = x
			if got, err := s.Batches(0)[0].Open(); err != nil {
				failed++
			} else {
				got.Release()
			}
		}
		s.mem[i] = was
	}
	if failed == 0 {
		t.Error("no damage was noticed")
	}
}

func BenchmarkSpool(b *testing.B) {
	batch := wideBatch(memory.DefaultAllocator, rand.New(rand.NewPCG(1, 1)), 4096)
	defer batch.Release()
	path := filepath.Join(b.TempDir(), "0.spool")
	var size int64
	for range b.N {
		s, err := New(path, []*arrow.Schema{wideSchema}, 1<<20)
		if err != nil {
			b.Fatal(err)
		}
		for range 16 {
			if err := s.Append(0, batch); err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Seal(); err != nil {
			b.Fatal(err)
		}
		for _, x := range s.Batches(0) {
			r, err := x.Open()
			if err != nil {
				b.Fatal(err)
			}
			r.Release()
		}
		size = s.Size()
		_ = s.Close()
	}
	b.SetBytes(size)
}
