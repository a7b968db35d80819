package flatten

import (
	"bufio"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/flatten/source"
)

// populationLines reads up to limit bytes of the lines of a generated population, all files in turn.
func populationLines(t testing.TB, limit int) [][]byte {
	t.Helper()
	dir := os.Getenv("TARN_POPULATION")
	if dir == "" {
		t.Skip("TARN_POPULATION names no folder of NDJSON files")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.ndjson"))
	var lines [][]byte
	total := 0
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 64<<20)
		for s.Scan() && total < limit {
			lines = append(lines, append([]byte(nil), s.Bytes()...))
			total += len(s.Bytes())
		}
		f.Close()
	}
	return lines
}

// cpuTime is what the process has used of all processors: the wall clock says little where others work too.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkShred is parsing and filling all tables, without a store.
//
//	TARN_POPULATION=…/raw go test -bench Shred -cpuprofile cpu.out ./flatten
func BenchmarkShred(b *testing.B) {
	lines := populationLines(b, 1<<30)
	f, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	total := 0
	for _, l := range lines {
		total += len(l)
	}
	b.SetBytes(int64(total))
	b.ResetTimer()
	start := cpuTime()
	defer func() { b.ReportMetric(float64(total)*float64(b.N)/1e6/(cpuTime()-start).Seconds(), "MB/cpu-s") }()
	for b.Loop() {
		w := f.NewWorker("", nil)
		rows := int64(0)
		drop := func(batches []Batch) {
			for _, x := range batches {
				rows += x.Record.NumRows()
				x.Record.Release()
			}
		}
		for i, l := range lines {
			if _, err := w.Parse(source.Item{Kind: source.Resource, Raw: l}); err != nil {
				b.Fatal(err)
			}
			if err := w.Append(int64(i)); err != nil {
				b.Fatal(err)
			}
			drop(w.Full())
		}
		drop(w.Flush())
		b.ReportMetric(float64(rows), "rows")
		b.ReportMetric(float64(w.Faults()), "faults")
		w.Release()
	}
}

// BenchmarkNew is what every start of the program costs.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
