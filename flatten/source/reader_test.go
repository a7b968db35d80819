package source_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/source"
)

// read returns all items of a file in a form that tests can compare: kind, line:offset, and what is in it.
func read(t testing.TB, path string, opt source.Options) []string {
	t.Helper()
	inputs, err := source.Discover([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, in := range inputs {
		if in.Skip != "" {
			out = append(out, fmt.Sprintf("skip %s: %s", filepath.Base(in.Name()), in.Skip))
			continue
		}
		var content []byte
		if strings.HasSuffix(path, "json") {
			if content, err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
		readInput(t, in, opt, func(it *source.Item) {
			out = append(out, describe(it))
			if content == nil {
				return // compressed
			}
			if !bytes.HasPrefix(content[it.Offset:], it.Raw) {
				t.Errorf("other bytes at the offset: %s", describe(it))
			}
			if line := 1 + int64(bytes.Count(content[:it.Offset], []byte("\n"))); it.Line != line {
				t.Errorf("line %d is true of %s", line, describe(it))
			}
		})
	}
	return out
}

func readInput(t testing.TB, in source.Input, opt source.Options, each func(*source.Item)) {
	t.Helper()
	r, err := source.Open(in, opt)
	if err != nil {
		t.Fatal(err)
	}
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Items {
			each(&b.Items[i])
		}
		b.Release()
	}
	if in.Size > 0 && r.BytesRead() != in.Size && in.Member == "" {
		t.Errorf("%s: %d bytes read of %d", in.Name(), r.BytesRead(), in.Size)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func describe(it *source.Item) string {
	at := fmt.Sprintf("%d:%d", it.Line, it.Offset)
	switch it.Kind {
	case source.Resource:
		id := ""
		if it.ID != "" {
			id = " id=" + it.ID
		}
		return fmt.Sprintf("resource %s %s%s", at, it.Raw, id)
	case source.Deletion:
		return fmt.Sprintf("delete %s %s/%s", at, it.Type, it.ID)
	case source.Skipped:
		return fmt.Sprintf("skipped %s %v", at, it.Err)
	}
	if int64(len(it.Raw)) != it.Size {
		return fmt.Sprintf("bad %s %s… (%d): %v", at, it.Raw, it.Size, it.Err)
	}
	return fmt.Sprintf("bad %s %s: %v", at, it.Raw, it.Err)
}

func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLayouts: what stands in a file, and the items it becomes. Blocks of any size give the same items.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"empty", "", nil},
		{"blank", " \r\n\n\t\n", nil},
		{"ndjson", "{\"a\":1}\n{\"b\":2}\n", []string{`resource 1:0 {"a":1}`, `resource 2:8 {"b":2}`}},
		{"no final newline", "{\"a\":1}\n{\"b\":2}", []string{`resource 1:0 {"a":1}`, `resource 2:8 {"b":2}`}},
		{"CRLF, blank lines, BOM", bom + "{\"a\":1}\r\n\r\n \n  {\"b\":2} \r\n", []string{`resource 1:3 {"a":1}`, `resource 4:18 {"b":2}`}},
		{"files with BOM joined", bom + "{\"a\":1}\n" + bom + "{\"b\":2}\n", []string{`resource 1:3 {"a":1}`, `resource 2:14 {"b":2}`}},
		{"a bad line", "{\"a\":1}\nwhat?\n{\"b\":2}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 what?: neither a JSON object nor an array`, `resource 3:14 {"b":2}`}},
		{"a header line", "# export of today\n{\"b\":2}\n{\"c\":3}\n", []string{`bad 1:0 # export of today: neither a JSON object nor an array`, `resource 2:18 {"b":2}`, `resource 3:26 {"c":3}`}},
		{"a line cut off", "{\"a\":1}\n{\"b\":[2,\n{\"c\":3}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 {"b":[2,: a new value begins before this one ends`, `resource 3:17 {"c":3}`}},
		{"a line cut off, two below", "{\"a\":1}\n{\"b\":[2,\n{\"c\":3}\n{\"d\":4}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 {"b":[2,: a new value begins before this one ends`, `resource 3:17 {"c":3}`, `resource 4:25 {"d":4}`}},
		{"lines, then a value with an object on each line", "{\"a\":1}\n{\"b\":[\n{\"c\":3},\n{\"d\":4}\n]}\n{\"e\":5}\n", []string{`resource 1:0 {"a":1}`, "resource 2:8 {\"b\":[\n{\"c\":3},\n{\"d\":4}\n]}", `resource 6:35 {"e":5}`}},
		{"a line cut off in an object", "{\"a\":1}\n{\"b\":{\"x\":2,\n{\"c\":3}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 {"b":{"x":2,: a new value begins before this one ends`, `resource 3:21 {"c":3}`}},
		{"a line cut off in a string", "{\"a\":1}\n{\"b\":\"x\n{\"c\":3}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 {"b":"x: the line ends inside a string`, `resource 3:16 {"c":3}`}},
		{"the first line cut off", "{\"a\":\n1,\"b\":{\n{\"c\":3}\n{\"d\":4}\n", []string{`bad 1:0 {"a":` + "\n" + `1,"b":{: a new value begins before this one ends`, `resource 3:14 {"c":3}`, `resource 4:22 {"d":4}`}},
		{"the last line cut off", "{\"a\":1}\n{\"b\":[2", []string{`resource 1:0 {"a":1}`, `bad 2:8 {"b":[2: unexpected end: the JSON value is not closed`}},
		{"brackets do not match", "{\"a\":1}\n{\"b\":[2}\n{\"c\":3}\n", []string{`resource 1:0 {"a":1}`, `resource 2:8 {"b":[2}`, `resource 3:17 {"c":3}`}}, // node refuses it
		{"brackets do not match at first", "{\"b\":[2}\n{\"c\":3}\n", []string{`bad 1:0 {"b":[2}: a bracket closes another kind of bracket`, `resource 2:9 {"c":3}`}},
		{"joined on a line", "{\"a\":1}{\"b\":2}  {\"c\":\"}{\"}\n{\"d\":4}{\"e\":5}\n", []string{`resource 1:0 {"a":1}`, `resource 1:7 {"b":2}`, `resource 1:16 {"c":"}{"}`, `resource 2:27 {"d":4}`, `resource 2:34 {"e":5}`}},
		{"text behind an object", "{\"a\":1}}\n{\"b\":2}\n", []string{`bad 1:0 {"a":1}}: more text behind the JSON value`, `resource 2:9 {"b":2}`}},
		{"pretty-printed", "{\n  \"a\": [\n    1\n  ]\n}\n", []string{"resource 1:0 {\n  \"a\": [\n    1\n  ]\n}"}},
		{"pretty-printed, several", "{\n  \"a\": 1\n}\n{\n  \"b\": \"\\\"}\"\n}\n\n{\"c\":3}", []string{"resource 1:0 {\n  \"a\": 1\n}", "resource 4:13 {\n  \"b\": \"\\\"}\"\n}", `resource 8:31 {"c":3}`}},
		{"pretty-printed, not indented", "{\n\"a\":\n[\n{\n\"b\":1\n},\n{\n\"b\":2\n}\n]\n}\n{\"c\":3}", []string{"resource 1:0 {\n\"a\":\n[\n{\n\"b\":1\n},\n{\n\"b\":2\n}\n]\n}", `resource 12:34 {"c":3}`}},
		{"pretty-printed, one cut off", "{\n  \"a\": {\n    \"x\": 1,\n{\n  \"b\": 2\n}\n", []string{"bad 1:0 {\n  \"a\": {\n    \"x\": 1,: a new value begins before this one ends", "resource 4:23 {\n  \"b\": 2\n}"}},
		{"pretty-printed, a bracket too many", "{\n  \"a\": 1\n}\n}\n{\n  \"b\": 2\n}\n", []string{"bad 1:0 {\n  \"a\": 1\n}\n}: more text behind the JSON value", "resource 5:15 {\n  \"b\": 2\n}"}},
		{"pretty-printed, a string not closed", "{\n  \"a\": \"x\n}\n{\n  \"b\": 2\n}\n", []string{"bad 1:0 {\n  \"a\": \"x\n}: the line ends inside a string", "resource 4:14 {\n  \"b\": 2\n}"}},
		{"pretty-printed, cut off", "{\n  \"a\": 1,\n", []string{"bad 1:0 {\n  \"a\": 1,: unexpected end: the JSON value is not closed"}},
		{"pretty-printed, broken, not indented", "{\n\"a\":{\n}]\n,\"contained\":[\n{\"x\":1}\n]\n}", []string{"bad 1:0 {\n\"a\":{\n}]\n,\"contained\":[\n{\"x\":1}\n]\n}: a bracket closes another kind of bracket"}},
		{"an array", "[{\"a\":1}, {\"b\":2} ]\n", []string{`resource 1:1 {"a":1}`, `resource 1:10 {"b":2}`}},
		{"an empty array", "[ ]", nil},
		{"an array of lines", "[\n{\"a\":1},\n{\"b\":2}\n]\n", []string{`resource 2:2 {"a":1}`, `resource 3:11 {"b":2}`}},
		{"arrays one after another", "[{\"a\":1}]\n[{\"b\":2}]\n", []string{`resource 1:1 {"a":1}`, `resource 2:11 {"b":2}`}},
		{"an array with other things", "[{\"a\":1},null,[{\"x\":1}],\"s,\\\"\",{\"b\":2}]", []string{`resource 1:1 {"a":1}`, `bad 1:9 null: neither a JSON object nor an array`, `bad 1:14 [{"x":1}]: neither a JSON object nor an array`, `bad 1:24 "s,\"": neither a JSON object nor an array`, `resource 1:31 {"b":2}`}},
		{"an array cut off", "[{\"a\":1},\n{\"b\":2", []string{`resource 1:1 {"a":1}`, `bad 2:10 {"b":2: unexpected end: the JSON value is not closed`}},
		{"an array not closed", "[{\"a\":1},\n{\"b\":2}", []string{`resource 1:1 {"a":1}`, `resource 2:10 {"b":2}`, `bad 2:17 : unexpected end: the JSON value is not closed`}},
		{"an array with a broken element", "[\n{\"a\":[1}},\n{\"b\":2}\n]", []string{`bad 2:2 {"a":[1}},: a bracket closes another kind of bracket`, `resource 3:13 {"b":2}`}},
		{"an array without a comma", "[\n{\"a\":1}\n{\"b\":2},\n{\"c\":3}]", []string{`resource 2:2 {"a":1}`, `bad 3:10 {"b":2}: ',' or a closing bracket should stand here`, `resource 4:19 {"c":3}`}},
		{"scalars", "1\n\"x\"\nnull\n", []string{"bad 1:0 1\n\"x\"\nnull: neither a JSON object nor an array"}},
		{"UTF-16", "\xff\xfe{\x00}\x00", []string{"bad 1:0 \xff\xfe{\x00}\x00: UTF-16 text, not UTF-8 JSON"}},
		{"UTF-16 without BOM", "{\x00}\x00", []string{"bad 1:0 {\x00}\x00: binary data or UTF-16, not UTF-8 JSON"}},
		{"a NUL further on", "{\"a\":\"\x00\"}\n{\"b\":1}\n", []string{"resource 1:0 {\"a\":\"\x00\"}", `resource 2:10 {"b":1}`}},
		{"XML", "<?xml version='1.0'?>\n<Patient/>\n", []string{"bad 1:0 <?xml version='1.0'?>\n<Patient/>: XML or HTML, not JSON"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, "x.json", c.content)
			for _, block := range []int{1 << 20, 16, 24, 64} {
				got := read(t, path, source.Options{BlockBytes: block})
				if g, w := strings.Join(got, "\n"), strings.Join(c.want, "\n"); g != w {
					t.Fatalf("blocks of %d:\n got\n%s\nwant\n%s", block, g, w)
				}
			}
		})
	}
}

const bom = "\xef\xbb\xbf"

// TestOneLongLine: objects joined without any line end, many times longer than what is in memory.
func TestOneLongLine(t *testing.T) {
	const n = 5000
	var content strings.Builder
	for i := range n {
		fmt.Fprintf(&content, `{"n":%d}`, i)
	}
	got := read(t, write(t, "x.json", content.String()+"\n{\"last\":1}"), source.Options{BlockBytes: 64})
	if len(got) != n+1 || got[n-1] != fmt.Sprintf(`resource 1:%d {"n":%d}`, content.Len()-len(`{"n":4999}`), n-1) || !strings.HasPrefix(got[n], "resource 2:") {
		t.Errorf("%d items, the last are %q", len(got), got[len(got)-2:])
	}
}
