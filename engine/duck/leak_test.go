//go:build debug_bindings

package duck_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// TestMain of "go test -tags debug_bindings" fails if any handle of DuckDB's is left when all tests are over. Chunks are not
// counted: they are destroyed past the bindings (see destroyChunk).
func TestMain(m *testing.M) {
	code := m.Run()
	for l := range strings.Lines(bd.GetAllocationCounts()) {
		if !strings.HasPrefix(l, bd.AllocationCounterDataChunk+" ") {
			fmt.Print("leaked: ", l)
			code = 1
		}
	}
	os.Exit(code)
}
