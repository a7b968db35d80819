package ingest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/store"
)

// flatTable has the shape of the flat Observation of research/engine.md §1: 20 texts, a time, a number.
func flatTable() store.Table {
	t := store.Table{Name: "observation", OwnerType: "Observation", OwnerID: "c0"}
	for i := range 20 {
		t.Columns = append(t.Columns, store.Column{Name: fmt.Sprintf("c%d", i), Type: arrow.BinaryTypes.String})
	}
	t.Columns = append(t.Columns,
		store.Column{Name: "effective", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}},
		store.Column{Name: "value", Type: arrow.PrimitiveTypes.Float64})
	return t
}

// flatLoad writes n resources of about 1.4 kB with one row each, and returns their bytes.
func flatLoad(tb testing.TB, l *ingest.Load, writer, writers, n int, salt string) (bytes int64) {
	w := l.Writer()
	table := flatTable()
	b := array.NewRecordBuilder(memory.DefaultAllocator, table.ArrowSchema())
	defer b.Release()
	rng := rand.New(rand.NewPCG(1, uint64(writer)))
	codes := []string{"8302-2", "29463-7", "8867-4", "2708-6", "85354-9", "4548-4"}
	var raw []byte
	for i := writer; i < n; i += writers {
		id := fmt.Sprintf("%08x-%04x-%s", rng.Uint32(), i, "4a1c-9d2e-5566778899aa")
		code := codes[rng.IntN(len(codes))]
		value := rng.Float64() * 200
		raw = fmt.Appendf(raw[:0], `{"resourceType":"Observation","id":%q,"meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-vital-signs"]},"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs","display":"Vital signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":%q,"display":"Some display of the code"}],"text":"Some display of the code"},"subject":{"reference":"urn:uuid:%08x-1111-2222-3333-444455556666"},"encounter":{"reference":"urn:uuid:%08x-aaaa-bbbb-cccc-ddddeeeeffff"},"effectiveDateTime":"2019-03-%02dT10:11:%02d-04:00","issued":"2019-03-04T10:11:12.345-04:00","valueQuantity":{"value":%.13f,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"},"note":[{"text":"%0500d"}],"salt":%q}`,
			id, code, i/1000, i/50, i%28+1, i%60, value, i, salt)
		bytes += int64(len(raw))
		seq, err := w.Resource(ingest.Resource{Type: "Observation", ID: id, Raw: raw, File: "Observation.ndjson", Line: int64(i + 1), Order: ingest.Order(0, int64(i))})
		if err != nil {
			tb.Error(err)
			return
		}
		b.Field(0).(*array.Int64Builder).Append(seq)
		for j := range 20 {
			f := b.Field(j + 1).(*array.StringBuilder)
			switch {
			case j == 0:
				f.Append(id)
			case j == 1:
				f.Append(fmt.Sprintf("%08x-1111-2222-3333-444455556666", i/1000))
			case j == 2:
				f.Append(fmt.Sprintf("%08x-aaaa-bbbb-cccc-ddddeeeeffff", i/50))
			case j == 3:
				f.Append(fmt.Sprintf("%.13f", value))
			case j < 8:
				f.Append(code)
			case j < 12:
				f.AppendNull()
			default:
				f.Append("http://terminology.hl7.org/CodeSystem/observation-category")
			}
		}
		b.Field(21).(*array.TimestampBuilder).Append(arrow.Timestamp(1551700000000000 + int64(i)*1e6))
		b.Field(22).(*array.Float64Builder).Append(value)
		if i/writers%8192 == 8191 {
			if err := w.Append(0, b.NewRecordBatch()); err != nil {
				tb.Error(err)
			}
		}
	}
	if err := w.Append(0, b.NewRecordBatch()); err != nil {
		tb.Error(err)
	}
	if err := w.Close(); err != nil {
		tb.Error(err)
	}
	return bytes
}

// BenchmarkPublish measures Commit alone: settling, INSERTs, COMMIT and checkpoint of 200,000 resources of 1.4 kB with a
// row of 22 columns each, into an empty store (new) and again unchanged.
func BenchmarkPublish(b *testing.B) {
	const n = 200_000
	for _, again := range []bool{false, true} {
		b.Run(map[bool]string{false: "new", true: "unchanged"}[again], func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				f := open(b, b.TempDir(), store.Options{Tables: []store.Table{flatTable()}})
				if again {
					f.flat(b, n, nil)
				}
				bytes := f.flat(b, n, b)
				b.SetBytes(bytes)
				b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
			}
		})
	}
}

// flat runs one load; timer, where given, runs during Commit only.
func (f *fixture) flat(tb testing.TB, n int, timer *testing.B) int64 {
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	bytes := flatLoad(tb, l, 0, 1, n, "")
	if timer != nil {
		timer.StartTimer()
		defer timer.StopTimer()
	}
	if _, err := l.Commit(context.Background(), nil); err != nil {
		tb.Fatal(err)
	}
	return bytes
}

// BenchmarkShred measures Writer: hash, block, index and spool.
func BenchmarkShred(b *testing.B) {
	const n = 50_000
	f := open(b, b.TempDir(), store.Options{Tables: []store.Table{flatTable()}})
	for range b.N {
		l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(flatLoad(b, l, 0, 1, n, ""))
		if err := l.Abort(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHistory reads 200,000 resources of 1.4 kB back, by SQL and by Store.Resources.
func BenchmarkHistory(b *testing.B) {
	f := open(b, b.TempDir(), store.Options{Tables: []store.Table{flatTable()}})
	const resources = 200_000
	bytes := f.flat(b, resources, nil)
	for name, read := range map[string]func() (int, error){
		"sql": f.readHistory,
		"resources": func() (n int, err error) {
			err = f.store.Resources(context.Background(), "Observation", func(store.Stored) error { n++; return nil })
			return n, err
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(bytes)
			for range b.N {
				if n, err := read(); err != nil || n != resources {
					b.Fatal(n, err)
				}
			}
		})
	}
}

func (f *fixture) readHistory() (n int, err error) {
	c, err := f.store.DB().Connect()
	if err != nil {
		return 0, err
	}
	defer c.Close()
	rows, err := c.Query(context.Background(), `SELECT resource FROM lake.history.resource
WHERE resource_type = 'Observation' AND is_current AND NOT deleted`)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for {
		chunk, err := rows.Next(context.Background())
		if err != nil || chunk == nil {
			return n, err
		}
		n += chunk.Len
	}
}

// BenchmarkSmallLoad loads one new resource into a store that has 50,000.
func BenchmarkSmallLoad(b *testing.B) {
	f := open(b, b.TempDir(), store.Options{Tables: []store.Table{flatTable()}})
	f.flat(b, 50_000, nil)
	b.ResetTimer()
	for i := range b.N {
		l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		flatLoad(b, l, 0, 1, 1, fmt.Sprint("version ", i))
		if _, err := l.Commit(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
	}
}
