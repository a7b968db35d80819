package functions

import (
	"os"
	"strings"
	"testing"
)

func TestDump(t *testing.T) {
	os.WriteFile("/tmp/dialect/macros.sql", []byte(strings.Join(Macros(), "\n;;\n")), 0o644)
}
