package codec_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
)

// cpuTime is the processor time that this process has used: other processes on the machine do not count.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// observations is a chunk of ten columns as the table of observations has them.
func observations(n int) (*backend.Chunk, []backend.Type, []*chunk.Builder) {
	types := []backend.Type{
		kind(backend.KindBigInt), kind(backend.KindInteger), kind(backend.KindVarchar), kind(backend.KindVarchar),
		kind(backend.KindVarchar), kind(backend.KindDouble), kind(backend.KindVarchar), kind(backend.KindTimestamp),
		kind(backend.KindDate), kind(backend.KindBoolean),
	}
	var builders []*chunk.Builder
	for _, t := range types {
		builders = append(builders, chunk.NewBuilder(t))
	}
	for i := range int64(n) {
		var unit any
		if i%4 != 0 {
			unit = "mmol/L"
		}
		for j, v := range []any{
			i, i % 1000, fmt.Sprintf("%032x", i*2654435761), "http://loinc.org", fmt.Sprintf("%05d-%d", i%5000, i%10),
			float64(i%2000) / 10, unit, 1577836800_000_000 + i*1_000_000, 18262 + i%2000, i%7 == 0,
		} {
			builders[j].Append(v)
		}
	}
	c := &backend.Chunk{Len: n}
	for _, b := range builders {
		c.Vectors = append(c.Vectors, b.Vector())
	}
	return c, types, builders
}

func benchmarkRows(b *testing.B, make func([]backend.Type, []codec.Output) (*codec.Rows, error), f codec.Format) {
	c, types, keep := observations(chunk.Max)
	outputs := outputsOf(types, f)
	rows, err := make(types, outputs)
	if err != nil {
		b.Fatal(err)
	}
	buf := []byte{}
	b.ReportAllocs()
	start := cpuTime()
	for b.Loop() {
		rows.Bind(c)
		buf = buf[:0]
		for from := 0; from < c.Len; {
			if buf, from, err = rows.Append(buf[:0], from, c.Len, 64<<10); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*chunk.Max/(cpuTime()-start).Seconds()/1e6, "Mrows/core-s")
	_ = keep
}

func outputsOf(types []backend.Type, f codec.Format) []codec.Output {
	outputs := make([]codec.Output, len(types))
	for i, t := range types {
		outputs[i] = codec.Output{OID: codec.OID(t), Format: f}
	}
	return outputs
}

func dataRows(t []backend.Type, o []codec.Output) (*codec.Rows, error) {
	return codec.NewRows(t, o, codec.Default())
}

func BenchmarkDataRowText(b *testing.B)   { benchmarkRows(b, dataRows, codec.Text) }
func BenchmarkDataRowBinary(b *testing.B) { benchmarkRows(b, dataRows, codec.Binary) }

func BenchmarkCopyText(b *testing.B) {
	benchmarkRows(b, func(t []backend.Type, o []codec.Output) (*codec.Rows, error) {
		return codec.NewCopyText(t, o, codec.Default(), codec.CopyOptions{Delimiter: "\t", Null: `\N`})
	}, codec.Text)
}

func BenchmarkCopyCSV(b *testing.B) {
	benchmarkRows(b, func(t []backend.Type, o []codec.Output) (*codec.Rows, error) {
		return codec.NewCopyCSV(t, o, codec.Default(), codec.CopyOptions{Delimiter: ",", Quote: `"`, Escape: `"`})
	}, codec.Text)
}

func BenchmarkNumericText(b *testing.B)   { benchmarkColumn(b, decimal(38, 9), codec.Text) }
func BenchmarkNumericBinary(b *testing.B) { benchmarkColumn(b, decimal(38, 9), codec.Binary) }
func BenchmarkFloatText(b *testing.B)     { benchmarkColumn(b, kind(backend.KindDouble), codec.Text) }
func BenchmarkTimestampTZText(b *testing.B) {
	benchmarkColumn(b, kind(backend.KindTimestampTZ), codec.Text)
}

// benchmarkColumn writes one column of numbers.
func benchmarkColumn(b *testing.B, t backend.Type, f codec.Format) {
	builder := chunk.NewBuilder(t)
	for i := range int64(chunk.Max) {
		if t.Kind == backend.KindDouble {
			builder.Append(float64(i) / 10)
		} else {
			builder.Append(i * 1_250_000_000)
		}
	}
	c := &backend.Chunk{Len: chunk.Max, Vectors: []backend.Vector{builder.Vector()}}
	rows, err := dataRows([]backend.Type{t}, outputsOf([]backend.Type{t}, f))
	if err != nil {
		b.Fatal(err)
	}
	rows.Bind(c)
	buf := []byte{}
	b.ReportAllocs()
	start := cpuTime()
	for b.Loop() {
		if buf, _, err = rows.Append(buf[:0], 0, c.Len, 1<<20); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpuTime()-start).Nanoseconds())/float64(b.N)/chunk.Max, "ns/value")
}
