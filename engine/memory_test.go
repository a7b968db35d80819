package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

// memoryDir, in the environment, makes the test binary the child of TestMemory.
const memoryDir = "TARN_MEMORY_DIR"

// memoryReport is what the child prints.
type memoryReport struct {
	LoadRSS, PeakRSS int64 // after the load, after reading back
	Bytes, Rows      int64
	History          int64
	Err              string
}

const memoryLimit = 128 << 20

// memoryChild loads resources that are several times the memory limit, every one of them twice in different versions, and
// reads all of them back.
func memoryChild(dir string) {
	report, err := loadMuch(dir)
	if err != nil {
		report.Err = err.Error()
	}
	report.PeakRSS = peakRSS()
	_ = json.NewEncoder(os.Stdout).Encode(report)
}

// peakRSS is the most memory that the process has had so far.
func peakRSS() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Maxrss << 10 // in kilobytes on Linux
}

func loadMuch(dir string) (r memoryReport, err error) {
	ctx := context.Background()
	s, err := engine.Open(ctx, dir, engine.Options{Tables: ingesttest.Tables(), Memory: memoryLimit, Threads: 2})
	if err != nil {
		return r, err
	}
	defer s.Close()
	l, err := s.BeginLoad(ctx, engine.LoadOptions{})
	if err != nil {
		return r, err
	}
	defer l.Abort()
	const resources = 30_000
	sh := ingesttest.NewShredder(l.Writer())
	rng := rand.New(rand.NewPCG(1, 1))
	letters := make([]byte, 1<<20) // compress little
	for i := range letters {
		letters[i] = 'a' + byte(rng.IntN(26))
	}
	for i := range 2 * resources {
		at := rng.IntN(len(letters) - 2000)
		text := letters[at : at+2000]
		p := &ingesttest.Resource{
			ResourceType: "Patient", ID: fmt.Sprint("patient-number-", i%resources), VersionID: fmt.Sprint(i/resources + 1),
			Name: string(text), Codes: []string{"code-a", "code-b"},
		}
		r.Bytes += int64(len(text))
		if err := sh.Add(p); err != nil {
			return r, err
		}
	}
	if err := sh.Close(); err != nil {
		return r, err
	}
	sum, err := l.Commit(ctx, nil)
	if err != nil {
		return r, err
	}
	r.Rows, r.LoadRSS = sum.Rows, peakRSS()
	r.History, err = readHistory(ctx, s)
	return r, err
}

// readHistory streams every stored version and counts them.
func readHistory(ctx context.Context, s *engine.Store) (n int64, err error) {
	c, err := s.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return 0, err
	}
	defer c.Close()
	rows, err := c.Query(ctx, "SELECT resource FROM history.resource")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for {
		chunk, err := rows.Next(ctx)
		if err != nil || chunk == nil {
			return n, err
		}
		n += int64(chunk.Len)
	}
}

// TestMemory loads 110 MB of text, which stands in the raw resource and in two tables, with memory limited to 128 MB, and
// reads it back. What the limit does not cover (Go's heap, the writer's open blocks and spool memory, the vectors of
// running queries, the binary) is allowed 320 MB for the load and 512 MB for the reading, whatever the input.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes several seconds")
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), memoryDir+"="+t.TempDir())
	child.Stderr = os.Stderr
	out, err := child.Output()
	if err != nil {
		t.Fatal(err, string(out))
	}
	var r memoryReport
	if err := json.NewDecoder(strings.NewReader(string(out))).Decode(&r); err != nil {
		t.Fatal(err, string(out))
	}
	if r.Err != "" {
		t.Fatal(r.Err)
	}
	t.Logf("%d MB of text, peak %d MB loading, %d MB reading back", r.Bytes>>20, r.LoadRSS>>20, r.PeakRSS>>20)
	if runtime.GOOS != "linux" {
		t.Skip("peak memory is told in other units here")
	}
	if want := int64(memoryLimit + 320<<20); r.LoadRSS > want {
		t.Errorf("peak memory of the load %d MB, want at most %d", r.LoadRSS>>20, want>>20)
	}
	if want := int64(memoryLimit + 512<<20); r.PeakRSS > want {
		t.Errorf("peak memory %d MB, want at most %d", r.PeakRSS>>20, want>>20)
	}
	if r.History != 60_000 {
		t.Errorf("%d versions read back, want 60000", r.History)
	}
}
