package dialect_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/testdata/golden"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// TestPrint compares printed SQL with testdata/print. A case is the client's SQL, a line of dashes, and what becomes
// of it: DuckDB's SQL, the result's columns with their types, the parameters' types, notices; or the error.
func TestPrint(t *testing.T) {
	files, err := filepath.Glob("testdata/print/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	env := testEnv(tableT, tableG, tableM, tempX)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			e := env
			if strings.Contains(file, "untyped") {
				e.Relation = nil
			}
			conversation(t, file, func(sql string) string { return translated(sql, e) })
		})
	}
}

func conversation(t *testing.T, file string, f func(sql string) string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		sql, _, _ := strings.Cut(block, "\n----\n")
		fmt.Fprintf(&out, "%s\n----\n%s\n\n", sql, f(sql))
	}
	golden.Equal(t, file, out.String())
}

// translated is the outcome of a string of statements, as text.
func translated(sql string, env dialect.Env) string {
	sts, err := dialect.Parse(sql)
	if err != nil {
		return errorText(err)
	}
	var parts []string
	for i := range sts {
		parts = append(parts, statementText(&sts[i], env))
	}
	return strings.Join(parts, "\n")
}

func statementText(st *dialect.Statement, env dialect.Env) string {
	if st.Kind == dialect.Denied {
		return errorText(st.Err)
	}
	tr, err := dialect.Translate(st, env)
	if err != nil {
		return errorText(err)
	}
	out := tr.SQL
	if tr.Columns != nil {
		out += "\ncolumns:"
		for _, c := range tr.Columns {
			out += fmt.Sprintf(" %q %s", c.Name, typeName(c.OID))
			if c.Typmod >= 0 {
				out += fmt.Sprintf("(%d)", c.Typmod)
			}
			if c.TableOID != 0 {
				out += fmt.Sprintf(" of %d.%d", c.TableOID, c.Attnum)
			}
		}
	}
	if len(tr.ParamOIDs) > 0 {
		out += "\nparameters:"
		for _, oid := range tr.ParamOIDs {
			out += " " + typeName(oid)
		}
	}
	for _, n := range tr.Notices {
		out += "\n" + n.Severity + ": " + n.Message
	}
	return out
}

func errorText(err error) string {
	var e *dialect.Error
	if !errors.As(err, &e) {
		return "no *Error: " + err.Error()
	}
	return fmt.Sprintf("error %s at %d: %s", e.Code, e.Position, e.Message)
}
