package source_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/tarn-sql/tarn/flatten/source"
)

// FuzzReader: whatever a file has, the reader does not panic, every item's bytes stand where it says, and no byte is
// outside all items, save white space, byte order marks, and the brackets and commas of arrays.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"{\"a\":1}\n{\"b\":[2,\n{\"c\":\"x\n", bom + "[{\"a\":1},null\r\n,[2],\"\\\"\"]\n{}{} {}", "{\n  \"a\": {\n\n{\n \"b\":1}\n}\n]",
		`{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}},{"request":{"method":"DELETE","url":"P/1"}},{}],"x":[{"y":"}"}]}`,
		`{"type":"document","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Bundle","entry":[{"resource":{}}]}}],"resourceType":"Bundle"}` + "\n{}",
		`[{"resourceType":"Bundle","entry":[{"resource":{"id":"a"}} {"resource":`, gz("{}\n{}")[:20], zst("{}\n[]"), "junk\n{}\njunk {}\n",
	} {
		f.Add([]byte(seed), uint16(16))
	}
	f.Fuzz(func(t *testing.T, content []byte, block uint16) {
		checkCoverage(t, write(t, "x", string(content)), content, 16+int(block))
	})
}

// TestRandomTokens is the same for texts that are nearly JSON.
func TestRandomTokens(t *testing.T) {
	tokens := []string{
		"{", "}", "[", "]", ",", ":", "\"", "\n", "\r\n", " ", "\\", "\n{", "1", "null", bom, "{}", "[]", `"a":`, `"x"`, "{\"a\":1}\n",
		`{"resourceType":"Bundle","type":"batch","entry":[`, `{"entry":[`, `{"resource":{"id":"a"}}`, `,"resourceType":"Bundle"}`, `{"resourceType":"Bundle"}`,
		`"type":"document"`, `"entry":[`, `{"request":{"method":"DELETE","url":"Basic/1"}}`, "]}\n", `]}`, `{"fullUrl":"urn:uuid:1","resource":`, "}}",
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	path := filepath.Join(t.TempDir(), "x")
	for range 1000 {
		var content []byte
		for range 1 + rnd.IntN(30) {
			content = append(content, tokens[rnd.IntN(len(tokens))]...)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		checkCoverage(t, path, content, 16+rnd.IntN(100))
		if t.Failed() {
			t.Fatalf("%q", content)
		}
	}
}

func checkCoverage(t *testing.T, path string, content []byte, block int) {
	t.Helper()
	inputs, err := source.Discover([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	opt := source.Options{BlockBytes: block, MaxItem: 64 + int64(block), KeepBad: block % 64}
	plain := len(inputs) == 1 && inputs[0].Member == "" && !isCompressed(content)
	covered := make([]bool, len(content))
	for _, in := range inputs {
		readInput(t, in, opt, func(it *source.Item) {
			if plain {
				cover(t, content, covered, it)
			}
		})
	}
	for i, c := range content {
		if plain && !covered[i] && bytes.IndexByte([]byte(" \t\r\n[],"+bom), c) < 0 {
			t.Fatalf("byte %d (%q) of %q is in no item", i, c, content)
		}
	}
}

// isCompressed says whether the items have other bytes than the file: those of a JSON text sequence lack its separators.
func isCompressed(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x1e")) || bytes.HasPrefix(b, []byte("\x1f\x8b")) || bytes.HasPrefix(b, []byte("\x28\xb5\x2f\xfd")) ||
		len(b) > 3 && b[0]&0xf0 == 0x50 && string(b[1:4]) == "\x2a\x4d\x18"
}

func cover(t *testing.T, content []byte, covered []bool, it *source.Item) {
	if !bytes.HasPrefix(content[it.Offset:], it.Raw) {
		t.Fatalf("other bytes at the offset: %s", describe(it))
	}
	if line := 1 + int64(bytes.Count(content[:it.Offset], []byte("\n"))); it.Line != line {
		t.Fatalf("line %d is true of %s", line, describe(it))
	}
	if it.Size < int64(len(it.Raw)) {
		t.Fatalf("size %d of %s", it.Size, describe(it))
	}
	for i := it.Offset; i < it.Offset+it.Size; i++ {
		covered[i] = true
	}
}
