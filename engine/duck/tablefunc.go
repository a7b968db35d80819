package duck

/*
#include <stdint.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	bd "github.com/duckdb/duckdb-go-bindings"
)

// BatchSource hands out the batches of one scan.
type BatchSource interface {
	// Next returns the next batch, each one once, io.EOF after the last. Several of DuckDB's threads call it at the same
	// time. The receiver releases the batch.
	Next() (arrow.RecordBatch, error)
	// Close is called once, when the statement has ended, failed or been cancelled and no Next runs any more.
	Close() error
}

// TableFunc is a table function in Go: SELECT … FROM name(arguments).
type TableFunc struct {
	Name   string
	Params []Type // types of the arguments, which SQL must give as constants or parameters
	// Bind says what a call with these arguments yields. It runs whenever a statement is prepared, more than once for
	// one execution, and must have no effect. Arguments arrive as Vector.Value makes them: nil, bool, int64, float64,
	// string, []byte.
	Bind func(args []any) (*Scan, error)
}

// Scan is one call of a table function.
type Scan struct {
	// Schema names and types the columns: Boolean, (U)Int8/16/32/64, Float32/64, String, LargeString, Binary,
	// LargeBinary, Date32, Time64[us], Timestamp[s/ms/us/ns], with a zone only us, Decimal128, List, Struct. The field
	// metadata JSONField makes a String column JSON.
	Schema *arrow.Schema
	// Rows is the number of rows, for the optimiser; negative where unknown. Exact says that it is no estimate.
	Rows  int64
	Exact bool
	// MaxThreads bounds how many threads call Next; 0 means one per DuckDB thread. A scan with fewer batches than
	// threads should say so.
	MaxThreads int
	// Open starts the scan, once per execution. Columns are the indexes in Schema that the statement reads, in the order
	// wanted; a batch holds either all columns of Schema or, where these are fewer, just these in this order. No call of
	// Open or Next can be interrupted: a source that may take long watches the load's own context.
	Open func(columns []int) (BatchSource, error)
	// Borrow promises that the batches' buffers lie outside the Go heap (memory-mapped files, C allocations) and stay
	// readable and unchanged until the statement that reads them has ended; releasing a batch must not free them. Long
	// strings are then not copied: DuckDB's vectors point into the buffers. Without Borrow every string is copied, and
	// buffers may be anywhere and die with the batch's release.
	Borrow bool
}

// RegisterTable makes f callable on every connection, as long as the instance lives.
func (db *DB) RegisterTable(f TableFunc) error {
	return db.register(f.Name, func(c bd.Connection) bool {
		raw := bd.CreateTableFunction()
		defer bd.DestroyTableFunction(&raw)
		bd.TableFunctionSetName(raw, f.Name)
		for _, p := range f.Params {
			lt := logical(p)
			bd.TableFunctionAddParameter(raw, lt)
			bd.DestroyLogicalType(&lt)
		}
		bd.TableFunctionSetExtraInfo(raw, keep(&f), unsafe.Pointer(cDrop))
		bd.TableFunctionSetBind(raw, unsafe.Pointer(cTableBind))
		bd.TableFunctionSetInit(raw, unsafe.Pointer(cTableInit))
		bd.TableFunctionSetLocalInit(raw, unsafe.Pointer(cTableLocal))
		bd.TableFunctionSetFunction(raw, unsafe.Pointer(cTableFill))
		bd.TableFunctionSupportsProjectionPushdown(raw, true)
		return bd.RegisterTableFunction(c, raw) == bd.StateSuccess
	})
}

// register runs f on a connection of its own.
func (db *DB) register(name string, f func(bd.Connection) bool) error {
	c, err := db.Connect()
	if err != nil {
		return err
	}
	defer c.Close()
	if !f(c.raw) {
		return fmt.Errorf("duck: DuckDB refused the function %s: name taken or a type that it cannot have", name)
	}
	return nil
}

// bound is a Scan with its fillers: what DuckDB keeps between bind and execution.
type bound struct {
	*Scan
	fill []filler // by column of Schema
}

// scanning is one execution.
type scanning struct {
	*bound
	columns []int // wanted columns, in the order of the output chunk
	source  BatchSource

	mu    sync.Mutex
	ended bool
}

// drop ends the execution.
func (s *scanning) drop() {
	if s.source != nil {
		_ = s.source.Close()
	}
}

// next is the source's next batch; no call reaches the source after its end or an error.
func (s *scanning) next() (arrow.RecordBatch, error) {
	s.mu.Lock()
	ended := s.ended
	s.mu.Unlock()
	if ended {
		return nil, io.EOF
	}
	b, err := s.source.Next()
	if err == nil && b == nil {
		err = errors.New("the source gave neither a batch nor an error")
	}
	if err != nil {
		s.mu.Lock()
		s.ended = true
		s.mu.Unlock()
	}
	return b, err
}

// slicer is one thread's part: the batch in hand and how far it is used up.
type slicer struct {
	batch arrow.RecordBatch
	at    int
}

// drop gives the batch in hand back.
func (l *slicer) drop() {
	if l.batch != nil {
		l.batch.Release()
		l.batch = nil
	}
}

//export tarn_table_bind
func tarn_table_bind(p unsafe.Pointer) {
	info := bd.BindInfo{Ptr: p}
	if err := guard(func() error { return bindTable(info) }); err != nil {
		bd.BindSetError(info, err.Error())
	}
}

func bindTable(info bd.BindInfo) error {
	f := kept[*TableFunc](bd.BindGetExtraInfo(info))
	args := make([]any, bd.BindGetParameterCount(info))
	for i := range args {
		v := bd.BindGetParameter(info, bd.IdxT(i))
		args[i] = constant(v)
		bd.DestroyValue(&v)
	}
	scan, err := f.Bind(args)
	if err != nil {
		return err
	}
	b := &bound{Scan: scan, fill: make([]filler, scan.Schema.NumFields())}
	for i, field := range scan.Schema.Fields() {
		t, fill, err := column(field, scan.Borrow)
		if err != nil {
			return fmt.Errorf("%s: column %s: %w", f.Name, field.Name, err)
		}
		b.fill[i] = fill
		lt := logical(t)
		bd.BindAddResultColumn(info, field.Name, lt)
		bd.DestroyLogicalType(&lt)
	}
	if scan.Rows >= 0 {
		bd.BindSetCardinality(info, bd.IdxT(scan.Rows), scan.Exact)
	}
	bd.BindSetBindData(info, keep(b), unsafe.Pointer(cDrop))
	return nil
}

//export tarn_table_init
func tarn_table_init(p unsafe.Pointer) {
	info := bd.InitInfo{Ptr: p}
	if err := guard(func() error { return initTable(info) }); err != nil {
		bd.InitSetError(info, err.Error())
	}
}

func initTable(info bd.InitInfo) error {
	s := &scanning{bound: kept[*bound](bd.InitGetBindData(info))}
	s.columns = make([]int, bd.InitGetColumnCount(info))
	for i := range s.columns {
		s.columns[i] = int(bd.InitGetColumnIndex(info, bd.IdxT(i)))
	}
	src, err := s.Open(s.realColumns())
	if err != nil {
		return err
	}
	s.source = src
	bd.InitSetInitData(info, keep(s), unsafe.Pointer(cDrop))
	threads := bd.IdxT(s.MaxThreads)
	if threads <= 0 {
		threads = maxScanThreads
	}
	bd.InitSetMaxThreads(info, threads)
	return nil
}

// maxScanThreads only caps DuckDB's own number of threads.
const maxScanThreads = 1024

// realColumns are the wanted columns without those that no batch can have: count(*) asks for a row id.
func (s *scanning) realColumns() []int {
	cols := make([]int, 0, len(s.columns))
	for _, c := range s.columns {
		if c < len(s.fill) {
			cols = append(cols, c)
		}
	}
	return cols
}

//export tarn_table_local
func tarn_table_local(p unsafe.Pointer) {
	bd.InitSetInitData(bd.InitInfo{Ptr: p}, keep(&slicer{}), unsafe.Pointer(cDrop))
}

//export tarn_table_fill
func tarn_table_fill(p, out unsafe.Pointer) {
	info, chunk := bd.FunctionInfo{Ptr: p}, bd.DataChunk{Ptr: out}
	if err := guard(func() error { return fillTable(info, chunk) }); err != nil {
		bd.DataChunkSetSize(chunk, 0)
		bd.FunctionSetError(info, err.Error())
	}
}

func fillTable(info bd.FunctionInfo, out bd.DataChunk) error {
	s := kept[*scanning](bd.FunctionGetInitData(info))
	l := kept[*slicer](bd.FunctionGetLocalInitData(info))
	for l.batch == nil || l.at >= int(l.batch.NumRows()) {
		l.drop()
		b, err := s.next()
		if errors.Is(err, io.EOF) {
			bd.DataChunkSetSize(out, 0)
			return nil
		}
		if err != nil {
			return err
		}
		l.batch, l.at = b, 0
	}
	n := min(vectorSize, int(l.batch.NumRows())-l.at)
	if err := s.slice(out, l.batch, l.at, n); err != nil {
		return err
	}
	bd.DataChunkSetSize(out, bd.IdxT(n))
	l.at += n
	return nil
}

// vectorSize is DuckDB's STANDARD_VECTOR_SIZE.
const vectorSize = 2048

// slice fills a chunk with n rows of a batch.
func (s *scanning) slice(out bd.DataChunk, b arrow.RecordBatch, at, n int) error {
	whole := int(b.NumCols()) == len(s.fill)
	real := 0
	for i, c := range s.columns {
		if c >= len(s.fill) {
			continue
		}
		from := c
		if !whole {
			from = real
		}
		real++
		if from >= int(b.NumCols()) {
			return fmt.Errorf("batch has %d columns, column %q is missing", b.NumCols(), s.Schema.Field(c).Name)
		}
		if err := s.fill[c](bd.DataChunkGetVector(out, bd.IdxT(i)), b.Column(from), at, n); err != nil {
			return fmt.Errorf("column %s: %w", s.Schema.Field(c).Name, err)
		}
	}
	return nil
}

// constant copies a bind argument into a Go value.
func constant(v bd.Value) any {
	if v.Ptr == nil || bd.IsNullValue(v) {
		return nil
	}
	// A value's type belongs to the value: it must not be destroyed.
	switch bd.GetTypeId(bd.GetValueType(v)) {
	case bd.TypeBoolean:
		return bd.GetBool(v)
	case bd.TypeTinyInt, bd.TypeSmallInt, bd.TypeInteger, bd.TypeBigInt, bd.TypeUTinyInt, bd.TypeUSmallInt, bd.TypeUInteger:
		return bd.GetInt64(v)
	case bd.TypeFloat, bd.TypeDouble:
		return bd.GetDouble(v)
	case bd.TypeBlob:
		b := bd.GetBlob(v)
		defer bd.DestroyBlob(&b)
		return blobBytes(b)
	}
	return bd.GetVarchar(v)
}

// blobBytes copies a blob out of duckdb_blob, whose fields the bindings hide: a pointer and a size.
func blobBytes(b bd.Blob) []byte {
	raw := *(*struct {
		data unsafe.Pointer
		size uint64
	})(unsafe.Pointer(&b))
	return append([]byte{}, unsafe.Slice((*byte)(raw.data), raw.size)...)
}
