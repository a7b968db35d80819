package flatten

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/testdata/golden"
)

// TestGolden flattens hand-written resources and compares all rows of all tables, written as text.
func TestGolden(t *testing.T) {
	f, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/golden/*.json")
	if len(files) == 0 {
		t.Fatal("no golden files")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			input, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, strings.TrimSuffix(file, ".json")+".txt", flattenText(t, f, "", input))
		})
	}
}

// flattenText flattens JSON resources that follow one another and writes what came of them.
func flattenText(t testing.TB, f *Flattener, name string, input []byte) string {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	defer mem.AssertSize(t, 0)
	w := f.NewWorker(name, mem)
	defer w.Release()
	var b strings.Builder
	decoder := json.NewDecoder(bytes.NewReader(input))
	for seq := int64(0); ; seq++ {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		r, err := w.Parse(source.Item{Kind: source.Resource, Raw: raw})
		if err != nil {
			fmt.Fprintf(&b, "seq %d: error: %v\n", seq, err)
			continue
		}
		fmt.Fprintf(&b, "seq %d: %s/%s version %q updated %s unknown %d\n", seq, r.Type, r.Key, r.VersionID, r.LastUpdated.Format("2006-01-02T15:04:05.999999Z"), r.Unknown)
		if err := w.Append(seq); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Fprintf(&b, "faults %d\n", w.Faults())
	for _, batch := range w.Flush() {
		writeBatch(&b, f.Tables()[batch.Table], batch.Record)
		batch.Record.Release()
	}
	return b.String()
}

// writeBatch writes each row as a block of the columns that have a value.
func writeBatch(b *strings.Builder, table Table, r arrow.RecordBatch) {
	fmt.Fprintf(b, "\n== %s\n", table.Name)
	for row := range int(r.NumRows()) {
		fmt.Fprintf(b, "- seq: %s\n", r.Column(0).ValueStr(row))
		for i, c := range table.Columns {
			if a := r.Column(i + 1); a.IsValid(row) {
				fmt.Fprintf(b, "  %s: %s\n", c.Name, strings.ReplaceAll(a.ValueStr(row), "\n", "\\n"))
			}
		}
	}
}
