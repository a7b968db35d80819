package duck_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
)

// batches is a source over a list; it keeps count of its opening and closing.
type batches struct {
	mu     sync.Mutex
	list   []arrow.RecordBatch
	fail   error // after the last batch
	closed *atomic.Int32
}

func (b *batches) Next() (arrow.RecordBatch, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.list) == 0 {
		if b.fail != nil {
			return nil, b.fail
		}
		return nil, io.EOF
	}
	next := b.list[0]
	b.list = b.list[1:]
	next.Retain()
	return next, nil
}

func (b *batches) Close() error {
	b.closed.Add(1)
	return nil
}

// everyType is a schema with a column of every type, and rows of it built by a formula of the row number.
var everyType = arrow.NewSchema([]arrow.Field{
	{Name: "b", Type: arrow.FixedWidthTypes.Boolean, Nullable: true},
	{Name: "i", Type: arrow.PrimitiveTypes.Int32, Nullable: true},
	{Name: "l", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	{Name: "f", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
	{Name: "s", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "x", Type: arrow.BinaryTypes.Binary, Nullable: true},
	{Name: "d", Type: arrow.FixedWidthTypes.Date32, Nullable: true},
	{Name: "ts", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}, Nullable: true},
	{Name: "tm", Type: arrow.FixedWidthTypes.Time64us, Nullable: true},
	{Name: "d4", Type: &arrow.Decimal128Type{Precision: 4, Scale: 1}, Nullable: true},
	{Name: "d9", Type: &arrow.Decimal128Type{Precision: 9, Scale: 2}, Nullable: true},
	{Name: "d18", Type: &arrow.Decimal128Type{Precision: 18, Scale: 3}, Nullable: true},
	{Name: "d38", Type: &arrow.Decimal128Type{Precision: 38, Scale: 10}, Nullable: true},
	{Name: "ls", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true},
	{Name: "st", Type: arrow.StructOf(
		arrow.Field{Name: "n", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
		arrow.Field{Name: "t", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true}), Nullable: true},
}, nil)

// The same rows in SQL. Row i has a NULL in column c where (i + c) % 7 = 0.
const everyTypeSQL = `SELECT
	CASE WHEN (i+0)%7<>0 THEN i%3=0 END b,
	CASE WHEN (i+1)%7<>0 THEN (i-100)::INTEGER END i,
	CASE WHEN (i+2)%7<>0 THEN i*1000000007 END l,
	CASE WHEN (i+3)%7<>0 THEN i/8.0::DOUBLE END f,
	CASE WHEN (i+4)%7<>0 THEN repeat('é', (i%9)::INT) || i::VARCHAR END s,
	CASE WHEN (i+5)%7<>0 THEN encode(repeat('x', (i%20)::INT)) END x,
	CASE WHEN (i+6)%7<>0 THEN DATE '1970-01-01' + (i%40000)::INTEGER END d,
	CASE WHEN (i+7)%7<>0 THEN make_timestamptz(i*1000003) END ts,
	CASE WHEN (i+8)%7<>0 THEN TIME '00:00:00' + to_microseconds(i) END tm,
	CASE WHEN (i+9)%7<>0 THEN ((((i%2000)-1000)//10)::DECIMAL(4,1) + ((((i%2000)-1000)%10)*0.1)::DECIMAL(4,1))::DECIMAL(4,1) END d4,
	CASE WHEN (i+10)%7<>0 THEN (-i*0.01)::DECIMAL(9,2) END d9,
	CASE WHEN (i+11)%7<>0 THEN (i*1000003*0.001)::DECIMAL(18,3) END d18,
	CASE WHEN (i+12)%7<>0 THEN (i*1000003)::DECIMAL(38,10) END d38,
	CASE WHEN (i+13)%7<>0 THEN list_transform(range(i%4), lambda k: 'element number ' || k || ' of ' || i) END ls,
	CASE WHEN (i+14)%7<>0 THEN {n: i, t: CASE WHEN i%2=0 THEN ['t' || i] END} END st
FROM range($n) r(i)`

func everyTypeBatch(mem memory.Allocator, from, to int) arrow.RecordBatch {
	rb := array.NewRecordBuilder(mem, everyType)
	defer rb.Release()
	for i := from; i < to; i++ {
		for c, f := range rb.Fields() {
			if (i+c)%7 == 0 {
				f.AppendNull()
				continue
			}
			appendEveryType(f, c, i)
		}
	}
	return rb.NewRecordBatch()
}

func appendEveryType(f array.Builder, c, i int) {
	num := func(n int64) { f.(*array.Decimal128Builder).Append(decimal128.FromI64(n)) }
	switch c {
	case 0:
		f.(*array.BooleanBuilder).Append(i%3 == 0)
	case 1:
		f.(*array.Int32Builder).Append(int32(i - 100))
	case 2:
		f.(*array.Int64Builder).Append(int64(i) * 1000000007)
	case 3:
		f.(*array.Float64Builder).Append(float64(i) / 8)
	case 4:
		f.(*array.StringBuilder).Append(strings.Repeat("é", i%9) + fmt.Sprint(i))
	case 5:
		f.(*array.BinaryBuilder).Append(bytes.Repeat([]byte("x"), i%20))
	case 6:
		f.(*array.Date32Builder).Append(arrow.Date32(i % 40000))
	case 7:
		f.(*array.TimestampBuilder).Append(arrow.Timestamp(i * 1000003))
	case 8:
		f.(*array.Time64Builder).Append(arrow.Time64(i))
	case 9:
		num(int64(i%2000 - 1000))
	case 10:
		num(int64(-i))
	case 11:
		num(int64(i) * 1000003)
	case 12:
		f.(*array.Decimal128Builder).Append(decimal128.FromI64(int64(i) * 1000003).Mul(decimal128.FromI64(10000000000)))
	case 13:
		lb := f.(*array.ListBuilder)
		lb.Append(true)
		for k := range i % 4 {
			lb.ValueBuilder().(*array.StringBuilder).Append(fmt.Sprintf("element number %d of %d", k, i))
		}
	case 14:
		sb := f.(*array.StructBuilder)
		sb.Append(true)
		sb.FieldBuilder(0).(*array.Int64Builder).Append(int64(i))
		lb := sb.FieldBuilder(1).(*array.ListBuilder)
		lb.Append(i%2 == 0)
		if i%2 == 0 {
			lb.ValueBuilder().(*array.StringBuilder).Append(fmt.Sprintf("t%d", i))
		}
	}
}

// everyTypeSource registers spool(…) over n rows in batches of odd sizes, also empty and sliced ones.
func everyTypeSource(t testing.TB, db *duck.DB, mem memory.Allocator, n int, borrow bool) (closed *atomic.Int32) {
	t.Helper()
	var list []arrow.RecordBatch
	for at, size := 0, 1; at < n; size = size*3 + 1 {
		to := min(at+size, n)
		whole := everyTypeBatch(mem, max(0, at-5), to)
		list = append(list, whole.NewSlice(int64(at-max(0, at-5)), whole.NumRows()), whole.NewSlice(0, 0))
		whole.Release()
		at = to
	}
	t.Cleanup(func() {
		for _, b := range list {
			b.Release()
		}
	})
	closed = new(atomic.Int32)
	err := db.RegisterTable(duck.TableFunc{
		Name: "spool", Params: []duck.Type{{Kind: duck.KindVarchar}},
		Bind: func(args []any) (*duck.Scan, error) {
			if args[0] != "t" {
				return nil, fmt.Errorf("no spool %q", args[0])
			}
			return &duck.Scan{
				Schema: everyType, Rows: int64(n), Exact: true, Borrow: borrow,
				Open: func([]int) (duck.BatchSource, error) { return &batches{list: list, closed: closed}, nil },
			}, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return closed
}

// offHeap is an allocator whose memory the garbage collector does not own.
type offHeap struct{ t testing.TB }

func (o offHeap) Allocate(n int) []byte {
	b, err := syscall.Mmap(-1, 0, max(n, 1), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { _ = syscall.Munmap(b) })
	return b[:n]
}

func (o offHeap) Reallocate(n int, b []byte) []byte {
	if n <= cap(b) {
		return b[:n]
	}
	grown := o.Allocate(n)
	copy(grown, b)
	return grown
}

func (o offHeap) Free([]byte) {}

func TestEveryTypeArrives(t *testing.T) {
	const n = 30000
	for name, borrow := range map[string]bool{"copied": false, "borrowed": true} {
		t.Run(name, func(t *testing.T) {
			// Cleanups run last to first: the instance closes before the batches' memory goes.
			var mem memory.Allocator = memory.NewGoAllocator()
			if borrow {
				mem = offHeap{t}
			}
			db := open(t, duck.Options{Path: "file", Threads: 4})
			closed := everyTypeSource(t, db, mem, n, borrow)
			c := connect(t, db)
			exec(t, c, "CREATE TABLE lake.main.want AS "+strings.Replace(everyTypeSQL, "$n", fmt.Sprint(n), 1))
			exec(t, c, "CREATE TABLE lake.main.got AS FROM lake.main.want LIMIT 0")
			if got := exec(t, c, "INSERT INTO lake.main.got SELECT * FROM spool('t')"); got != n {
				t.Errorf("%d rows inserted", got)
			}
			if closed.Load() != 1 {
				t.Errorf("source closed %d times", closed.Load())
			}
			exec(t, c, "CHECKPOINT lake")
			for _, side := range []string{"want EXCEPT ALL FROM lake.main.got", "got EXCEPT ALL FROM lake.main.want"} {
				if d := one[int](t, c, "SELECT count(*) FROM (FROM lake.main."+side+")"); d != 0 {
					t.Errorf("%d rows differ in %s, such as %v", d, side,
						one[any](t, c, "SELECT t::VARCHAR FROM (FROM lake.main."+side+" ORDER BY ALL LIMIT 1) t"))
				}
			}
			// Projection, in another order, and count(*), which reads no column.
			if d := one[int](t, c, "SELECT count(*) FROM (SELECT st.t[1], s, i FROM spool('t') EXCEPT SELECT st.t[1], s, i FROM lake.main.want)"); d != 0 {
				t.Errorf("%d projected rows differ", d)
			}
			if got := one[int](t, c, "SELECT count(*) FROM spool('t')"); got != n {
				t.Errorf("count(*) = %d", got)
			}
			if got := one[int](t, c, "SELECT count(st.n) FROM spool($1)", "t"); got != n-n/7-1 && got != n-n/7 {
				t.Errorf("count(st.n) = %d", got)
			}
		})
	}
}

func TestTableFunctionErrors(t *testing.T) {
	db := open(t, duck.Options{Threads: 2})
	schema := arrow.NewSchema([]arrow.Field{{Name: "s", Type: arrow.BinaryTypes.String}}, nil)
	rb := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	rb.Field(0).(*array.StringBuilder).AppendValues([]string{"good", "b\xe9d"}, nil)
	invalid := rb.NewRecordBatch()
	rb.Field(0).(*array.StringBuilder).AppendValues([]string{"caf\xc3", "\xa9"}, nil) // a character cut in two
	split := rb.NewRecordBatch()
	closed := new(atomic.Int32)
	scan := func(src duck.BatchSource) *duck.Scan {
		return &duck.Scan{Schema: schema, Rows: -1, Open: func([]int) (duck.BatchSource, error) { return src, nil }}
	}
	err := db.RegisterTable(duck.TableFunc{Name: "bad", Params: []duck.Type{{Kind: duck.KindVarchar}}, Bind: func(args []any) (*duck.Scan, error) {
		switch args[0] {
		case "bind":
			return nil, errors.New("no such spool")
		case "bind panic":
			panic("in bind")
		case "open":
			return &duck.Scan{Schema: schema, Open: func([]int) (duck.BatchSource, error) { return nil, errors.New("cannot open") }}, nil
		case "open panic":
			return &duck.Scan{Schema: schema, Open: func([]int) (duck.BatchSource, error) { panic("in open") }}, nil
		case "next":
			return scan(&batches{fail: errors.New("disk on fire"), closed: closed}), nil
		case "next panic":
			return scan(&batches{list: []arrow.RecordBatch{nil}, closed: closed}), nil
		case "nothing":
			return scan(nothing{}), nil
		case "offsets":
			return scan(&batches{list: []arrow.RecordBatch{fallingOffsets()}, closed: closed}), nil
		case "utf8":
			return scan(&batches{list: []arrow.RecordBatch{invalid}, closed: closed}), nil
		case "split":
			return scan(&batches{list: []arrow.RecordBatch{split}, closed: closed}), nil
		}
		return nil, fmt.Errorf("unexpected %v", args[0])
	}})
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, db)
	for arg, want := range map[string]string{
		"bind": "no such spool", "bind panic": "in bind", "open": "cannot open", "open panic": "in open",
		"next": "disk on fire", "next panic": "panic", "nothing": "neither a batch", "offsets": "offsets fall", "utf8": "not valid UTF-8", "split": "not valid UTF-8",
	} {
		_, err := c.Exec(context.Background(), "SELECT * FROM bad($1)", arg)
		var e *duck.Error
		if !errors.As(err, &e) || !strings.Contains(e.Message, want) {
			t.Errorf("%s: %v, want %q", arg, err, want)
		}
	}
	if closed.Load() != 5 {
		t.Errorf("%d of 5 sources closed", closed.Load())
	}
	if n := one[int](t, c, "SELECT 42"); n != 42 {
		t.Error("connection is of no use afterwards")
	}
}

// nothing is a source without manners.
type nothing struct{}

func (nothing) Next() (arrow.RecordBatch, error) { return nil, nil }
func (nothing) Close() error                     { return nil }

// fallingOffsets is a batch as a damaged file might hold it.
func fallingOffsets() arrow.RecordBatch {
	offsets := arrow.Int32Traits.CastToBytes([]int32{0, 3, 1})
	data := array.NewData(arrow.BinaryTypes.String, 2, []*memory.Buffer{nil, memory.NewBufferBytes(offsets), memory.NewBufferBytes([]byte("abc"))}, nil, 0, 0)
	schema := arrow.NewSchema([]arrow.Field{{Name: "s", Type: arrow.BinaryTypes.String}}, nil)
	return array.NewRecordBatch(schema, []arrow.Array{array.NewStringData(data)}, 2)
}

// A query that stops early must still close its source.
func TestTableFunctionStopsEarly(t *testing.T) {
	db := open(t, duck.Options{})
	closed := everyTypeSource(t, db, memory.NewGoAllocator(), 20000, false)
	c := connect(t, db)
	exec(t, c, "SELECT * FROM spool('t') LIMIT 1")
	rows, err := c.Query(context.Background(), "SELECT * FROM spool('t')")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rows.Next(context.Background()); err != nil {
		t.Fatal(err)
	}
	rows.Close()
	exec(t, c, "SELECT 1")
	if closed.Load() != 2 {
		t.Errorf("%d of 2 sources closed", closed.Load())
	}
}

// spoolFile writes batches as an Arrow IPC file and maps it back.
func spoolFile(b *testing.B, schema *arrow.Schema, list []arrow.RecordBatch) (*ipc.FileReader, int64) {
	path := filepath.Join(b.TempDir(), "spool.arrow")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w, err := ipc.NewFileWriter(f, ipc.WithSchema(schema))
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range list {
		if err := w.Write(r); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(w.Close()); err != nil {
		b.Fatal(err)
	}
	f.Close()
	f, err = os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	st, _ := f.Stat()
	data, err := syscall.Mmap(int(f.Fd()), 0, int(st.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = syscall.Munmap(data) })
	r, err := ipc.NewMappedFileReader(data)
	if err != nil {
		b.Fatal(err)
	}
	return r, st.Size()
}

// BenchmarkInsertSelectFromSpool loads a mapped Arrow file of 1M rows of 9 columns, 6 of them text, four times over in one
// INSERT, into a new table of a new file, checkpoint included. MB are those of the Arrow file.
func BenchmarkInsertSelectFromSpool(b *testing.B) {
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "id", Type: arrow.BinaryTypes.String},
		{Name: "patient_id", Type: arrow.BinaryTypes.String},
		{Name: "system", Type: arrow.BinaryTypes.String},
		{Name: "code", Type: arrow.BinaryTypes.String},
		{Name: "display", Type: arrow.BinaryTypes.String},
		{Name: "unit", Type: arrow.BinaryTypes.String, Nullable: true},
		{Name: "effective", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}},
		{Name: "value", Type: &arrow.Decimal128Type{Precision: 38, Scale: 10}, Nullable: true},
		{Name: "n", Type: arrow.PrimitiveTypes.Int64},
	}, nil)
	const batch, count, times = 16384, 61, 4
	var list []arrow.RecordBatch
	for k := range count {
		rb := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
		str := func(c int, s string) { rb.Field(c).(*array.StringBuilder).Append(s) }
		for i := k * batch; i < (k+1)*batch; i++ {
			h := uint64(i) * 0x9e3779b97f4a7c15
			str(0, fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(h), uint16(h>>32), h>>48&0xfff, i&0xfff, h>>16))
			str(1, fmt.Sprintf("%08x-0000-4000-8000-%012x", i/200, i/200))
			str(2, "http://loinc.org")
			str(3, fmt.Sprintf("%d-%d", 1000+i%900, i%10))
			str(4, fmt.Sprintf("Observation display text number %d", i%900))
			if i%5 == 0 {
				rb.Field(5).AppendNull()
				rb.Field(7).AppendNull()
			} else {
				str(5, []string{"mg/dL", "mmol/L", "kg"}[i%3])
				rb.Field(7).(*array.Decimal128Builder).Append(decimal128.FromI64(int64(h % 1000000 * 100000000)))
			}
			rb.Field(6).(*array.TimestampBuilder).Append(arrow.Timestamp(1500000000000000 + int64(h%300000000)*1000000))
			rb.Field(8).(*array.Int64Builder).Append(int64(i))
		}
		list = append(list, rb.NewRecordBatch())
		rb.Release()
	}
	file, size := spoolFile(b, schema, list)
	for _, threads := range []int{1, 2} {
		b.Run(fmt.Sprintf("threads=%d", threads), func(b *testing.B) {
			b.SetBytes(size * times)
			for range b.N {
				b.StopTimer()
				dir := b.TempDir()
				db, err := duck.Open(context.Background(), duck.Options{Path: filepath.Join(dir, "b.duckdb"), Threads: threads})
				if err != nil {
					b.Fatal(err)
				}
				err = db.RegisterTable(duck.TableFunc{Name: "spool", Bind: func([]any) (*duck.Scan, error) {
					return &duck.Scan{
						Schema: schema, Rows: batch * count * times, Exact: true, Borrow: true,
						Open: func([]int) (duck.BatchSource, error) { return &fileSource{r: file, times: times}, nil },
					}, nil
				}})
				if err != nil {
					b.Fatal(err)
				}
				c, err := db.Connect()
				if err != nil {
					b.Fatal(err)
				}
				exec(b, c, "CREATE TABLE lake.main.t AS FROM spool() LIMIT 0")
				b.StartTimer()
				if n := exec(b, c, "INSERT INTO lake.main.t FROM spool()"); n != batch*count*times {
					b.Fatal(n)
				}
				exec(b, c, "CHECKPOINT lake")
				b.StopTimer()
				c.Close()
				db.Close()
			}
			b.ReportMetric(float64(batch*count*times)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
		})
	}
}

type fileSource struct {
	r     *ipc.FileReader
	times int
	at    atomic.Int64
}

func (s *fileSource) Next() (arrow.RecordBatch, error) {
	i := int(s.at.Add(1)) - 1
	if i >= s.r.NumRecords()*s.times {
		return nil, io.EOF
	}
	return s.r.RecordBatchAt(i % s.r.NumRecords())
}

func (s *fileSource) Close() error { return nil }
