package view

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/value"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// suite is one file of the SQL on FHIR conformance tests.
type suite struct {
	Title     string
	Resources []json.RawMessage
	Tests     []struct {
		Title         string
		View          json.RawMessage
		Expect        []map[string]any
		ExpectColumns []string
		ExpectCount   *int
		ExpectError   bool
	}
}

// conformanceSkips are cases that we know we fail, with the reason. It is empty, and should stay so.
var conformanceSkips = map[string]string{}

func TestConformance(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared.Path(t, "sql-on-fhir", "tests"), "*.json"))
	cases := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, ok := decode(b).(map[string]any)
		if !ok {
			t.Fatal(file, "is no JSON object")
		}
		var typed suite
		if err := json.Unmarshal(b, &typed); err != nil {
			t.Fatal(err)
		}
		for i, c := range typed.Tests {
			cases++
			raw := s["tests"].([]any)[i].(map[string]any)
			for _, separate := range []bool{false, true} {
				name := fmt.Sprintf("%s/%s/separate=%v", typed.Title, c.Title, separate)
				t.Run(name, func(t *testing.T) {
					if why := conformanceSkips[typed.Title+"/"+c.Title]; why != "" {
						t.Skip(why)
					}
					rows, columns, err := runView(t, c.View, typed.Resources, separate)
					switch {
					case c.ExpectError:
						if err == nil {
							t.Errorf("no error, but %d rows", len(rows))
						}
						return
					case err != nil:
						t.Fatal(err)
					case c.ExpectCount != nil && len(rows) != *c.ExpectCount:
						t.Errorf("%d rows, want %d", len(rows), *c.ExpectCount)
					}
					if want := strings.Join(c.ExpectColumns, " "); want != "" && want != strings.Join(columns, " ") {
						t.Errorf("columns %v, want %v", columns, want)
					}
					if want, ok := raw["expect"].([]any); ok {
						compareRows(t, rows, want)
					}
				})
			}
		}
	}
	if cases < 134 {
		t.Errorf("only %d cases found", cases)
	}
}

func runView(t *testing.T, view json.RawMessage, resources []json.RawMessage, separate bool) ([]map[string]any, []string, error) {
	d, err := Load(view)
	if err != nil {
		return nil, nil, err
	}
	p, err := Compile(d, Options{Separate: separate})
	if err != nil {
		return nil, nil, err
	}
	var columns []string
	for _, c := range p.Columns {
		columns = append(columns, c.Name)
	}
	rows, err := run(t, p, resources, false)
	return rows, columns, err
}

// compareRows compares rows in any order, numbers by value.
func compareRows(t *testing.T, got []map[string]any, want []any) {
	t.Helper()
	var a, b []string
	for _, r := range got {
		a = append(a, canonical(r))
	}
	for _, r := range want {
		b = append(b, canonical(r))
	}
	sort.Strings(a)
	sort.Strings(b)
	if x, y := strings.Join(a, "\n"), strings.Join(b, "\n"); x != y {
		t.Errorf("got\n%s\nwant\n%s", x, y)
	}
}

// canonical writes a JSON value so that equal values read the same: sorted members, numbers without their precision.
func canonical(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var parts []string
		for k, x := range v {
			parts = append(parts, k+": "+canonical(x))
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, canonical(x))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case json.Number:
		d, ok := value.ParseDecimal([]byte(v))
		if !ok {
			return "not a number: " + string(v)
		}
		return d.RoundHalfAway(9).Normal().String()
	}
	return fmt.Sprintf("%#v", v)
}
