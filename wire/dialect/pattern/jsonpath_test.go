package pattern

import "testing"

// TestJSONPath: what is written is compared with PostgreSQL in testdata/differential; here stands what is refused.
func TestJSONPath(t *testing.T) {
	for path, want := range map[string]string{
		"$": "", "$.a": "", `lax $."a b"[*] ? (@.x > 1 && !(@.y == "q")).z`: "", "$.a == 1": "", "exists($.a)": "",
		"$[0, 2 to last - 1]": "", "$.size": "", "$.a.size()": "", "$v == $.a": "",
		"": "42601", "$.": "42601", "$[": "42601", "$ ? (@.a)": "42601", "$.a extra": "42601", "@": "42601", "$.a ? (1": "42601",
		`$.a ? (@ like_regex "x" flag "q")`: "0A000", "strict $.a": "0A000", "$.**": "0A000", "$.a.keyvalue()": "0A000",
		"$.a + 1": "0A000", "1": "0A000", "$[@]": "42601", "$x == 1": "0A000", "$nosuch == $.a": "42704",
	} {
		_, _, err := JSONPath(path, map[string]any{"v": "1", "x": true})
		got := ""
		if err != nil {
			got = err.Code
		}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func FuzzJSONPath(f *testing.F) {
	for _, s := range []string{"$.a[*] ? (@ > 1)", `$."x"`, "$[0 to last]", "exists($ ? (@.a like_regex \"b\" flag \"i\"))", "$.a.size()"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		items, predicate, err := JSONPath(path, nil)
		if (err == nil) != (items != "" || predicate != "") {
			t.Fatalf("%q: %q %q %v", path, items, predicate, err)
		}
	})
}
