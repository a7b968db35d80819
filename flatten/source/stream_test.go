package source_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/flatten/source"
)

func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func zst(s string) string {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	return string(w.EncodeAll([]byte(s), nil))
}

// archive makes a zip of names and contents; a name that ends in "!" is stored, not deflated.
func archive(t testing.TB, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		name, stored := strings.CutSuffix(members[i], "!")
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if stored {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(members[i+1]))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCompression: content decides, not the name.
func TestCompression(t *testing.T) {
	const one, two = "{\"a\":1}\n", "{\"b\":2}\n"
	both := []string{`resource 1:0 {"a":1}`, `resource 2:8 {"b":2}`}
	for _, c := range []struct {
		name, file, content string
		want                []string
	}{
		{"gzip", "x.ndjson.gz", gz(one + two), both},
		{"gzip without the name", "x.bin", gz(one + two), both},
		{"plain with a gzip name", "x.gz", one + two, both},
		{"gzip members joined", "x.gz", gz(one) + gz(two), both},
		{"gzip padded with zeros", "x.gz", gz(one+two) + strings.Repeat("\x00", 600), both},
		{"gzip behind zeros", "x.gz", gz(one) + "\x00" + gz(two), []string{`resource 1:0 {"a":1}`, "bad 2:8 : gzip: invalid header"}},
		{"zstd", "x.zst", zst(one + two), both},
		{"zstd of a large window", "x.zst", "\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00", []string{"bad 1:0 : zstd: its window is larger than 512 MiB (zstd --long=30 and more): unpack it first"}},
		{"JSON text sequence", "x.seq", "\x1e{\"a\":1}\n\x1e{\"b\":\n2}\n", []string{`resource 1:1 {"a":1}`, "resource 2:10 {\"b\":\n2}"}},
		{"JSON text sequence, packed", "x.gz", gz("\x1e{\"a\":1}\n\x1e{\"b\":2}\n"), []string{`resource 1:1 {"a":1}`, `resource 2:10 {"b":2}`}},
		{"JSON text sequence without line ends", "x.seq", "\x1e{\"a\":1}\x1e{\"b\":2}", []string{`resource 1:1 {"a":1}`, `resource 2:9 {"b":2}`}},
		{"JSON text sequence, one cut off", "x.seq", "\x1e{\"a\":\"\x1e{\"b\":2}\n", []string{`bad 1:1 {"a":": the line ends inside a string`, `resource 2:8 {"b":2}`}},
		{"zstd frames joined", "x.zst", zst(one) + "\x50\x2a\x4d\x18\x02\x00\x00\x00hi" + zst(two), both},
		{"gzip in gzip", "x.gz", gz(gz(one + two)), both},
		{"zip", "x.zip", archive(t, "b.ndjson", two, "a/a.ndjson!", one, "a/", "", "README.md", "hi"), []string{
			`resource 1:0 {"a":1}`, `resource 1:0 {"b":2}`,
		}},
		{"gzip in zip", "x.zip", archive(t, "b.ndjson.gz", gz(one+two)), both},
		{"gzip cut off", "x.gz", gz(one + two)[:len(gz(one+two))-9], append(both, "bad 3:16 : the gzip data is cut off")},
		{"gzip cut off in the header", "x.gz", gz(one)[:5], []string{"bad 1:0 : the gzip data is cut off"}},
		{"junk behind gzip", "x.gz", gz(one+two) + "junk and more junk", append(both, "bad 3:16 : gzip: invalid header")},
		{"zstd cut off", "x.zst", zst(strings.Repeat(one, 9))[:15], []string{"bad 1:0 : the zstd data is cut off"}},
		{"bzip2", "x.bz2", "BZh91AY&SY", []string{"bad 1:0 BZh91AY&SY: bzip2 data, not JSON: unpack it first"}},
		{"a damaged zip", "x.zip", archive(t, "a", one)[:40], []string{"bad 1:0 " + archive(t, "a", one)[:40] + ": a zip archive that is damaged, or inside another one, not JSON: unpack it first"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, line := range read(t, write(t, c.file, c.content), source.Options{}) {
				if !strings.HasPrefix(line, "skip ") {
					got = append(got, line)
				}
			}
			if g, w := strings.Join(got, "\n"), strings.Join(c.want, "\n"); g != w {
				t.Errorf("\n got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

// TestCutOffAtEveryByte: whatever is there of a compressed file, the items before the cut come out, and one bad item
// says that it is not all; of a Bundle the entries before the cut.
func TestCutOffAtEveryByte(t *testing.T) {
	var lines strings.Builder
	bundle := `{"resourceType":"Bundle","type":"batch","entry":[`
	for i := range 60 {
		id := strings.Repeat(string(rune('a'+i%26)), 40)
		lines.WriteString(`{"resourceType":"Basic","id":"` + id + "\"}\n")
		bundle += `{"resource":{"resourceType":"Basic","id":"` + id + `"}},`
	}
	bundle += `{"request":{"method":"GET","url":"x"}}]}`
	for _, content := range []string{lines.String(), bundle} {
		whole := gz(content)
		for cut := 12; cut < len(whole); cut += 3 {
			path := write(t, "x.gz", whole[:cut])
			a, b := read(t, path, source.Options{}), read(t, path, source.Options{BlockBytes: 64})
			if strings.Join(a, "\n") != strings.Join(b, "\n") {
				t.Fatalf("cut at %d: large blocks give\n%s\nsmall ones\n%s", cut, strings.Join(a, "\n"), strings.Join(b, "\n"))
			}
			bad := 0
			for _, line := range a {
				if strings.HasPrefix(line, "bad ") {
					bad++
				}
			}
			if last := a[len(a)-1]; bad != 1 || !strings.HasSuffix(last, ": the gzip data is cut off") {
				t.Fatalf("cut at %d: %d bad items, the last is %s", cut, bad, last)
			}
		}
	}
}

func TestZipChecksum(t *testing.T) {
	b := []byte(archive(t, "a.json!", `{"a":1}`))
	b[bytes.Index(b, []byte(`{"a"`))+5] = '2'
	got := read(t, write(t, "x.zip", string(b)), source.Options{})
	if want := "resource 1:0 {\"a\":2}\nbad 1:7 : zip: checksum error"; strings.Join(got, "\n") != want {
		t.Errorf("got %s", strings.Join(got, "\n"))
	}
}

// TestTooLong: an item beyond MaxItem is bad, cut to KeepBad, and what follows is read; wherever it stands.
func TestTooLong(t *testing.T) {
	long := `{"x":"` + strings.Repeat("y", 200) + `"}`
	opt := source.Options{BlockBytes: 16, MaxItem: 100, KeepBad: 10}
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"on a line", "{\"a\":1}\n" + long + "\n{\"b\":2}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 {"x":"yyyy… (208): longer than the largest item allowed (100 bytes)`, `resource 3:217 {"b":2}`}},
		{"in an array", `[{"a":1},` + long + `,{"b":2}]`, []string{`resource 1:1 {"a":1}`, `bad 1:9 {"x":"yyyy… (208): longer than the largest item allowed (100 bytes)`, `resource 1:218 {"b":2}`}},
		{"in a Bundle", `{"resourceType":"Bundle","entry":[{"resource":{"a":1}},` + long + `,{"resource":{"b":2}}]}`, []string{
			`resource 1:46 {"a":1} id=015abd7f-5cc5-7a2d-d94b-7590f04ad808`, `bad 1:55 {"x":"yyyy… (208): longer than the largest item allowed (100 bytes)`, `resource 1:276 {"b":2} id=0ab1a6d3-94cd-3019-5f06-42b67ae1180c`,
			`skipped 1:0 a Bundle (): its 3 entries are taken one by one`,
		}},
		{"a Bundle's own member", `{"resourceType":"Bundle","link":[` + long + `],"entry":[{"resource":{"a":1}}]}`, []string{
			`resource 1:264 {"a":1} id=015abd7f-5cc5-7a2d-d94b-7590f04ad808`, `skipped 1:0 a Bundle (): its 1 entries are taken one by one`,
		}},
		{"a document", `{"resourceType":"Bundle","type":"document","entry":[` + long + `]}`, []string{
			`bad 1:0 {"resource… (262): longer than the largest item allowed (100 bytes)`,
		}},
		{"junk", "{\"a\":1}\n" + strings.Repeat("junk ", 40) + "\n{\"b\":2}\n", []string{`resource 1:0 {"a":1}`, `bad 2:8 junk junk … (200): neither a JSON object nor an array`, `resource 3:209 {"b":2}`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, write(t, "x.bin", c.content), opt)
			for i := range got {
				got[i] = strings.Replace(got[i], "(199)", "(200)", 1) // with or without the space at the line's end
			}
			if g, w := strings.Join(got, "\n"), strings.Join(c.want, "\n"); g != w {
				t.Errorf("\n got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

// TestPipe: what can be read only once is read once, whatever its size.
func TestPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	path := filepath.Join("/proc/self/fd", itoa(int(r.Fd())))
	if _, err := os.Stat(path); err != nil {
		t.Skip("no /proc")
	}
	go func() {
		defer w.Close()
		w.WriteString(`{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}}]}`)
	}()
	got := read(t, path, source.Options{BlockBytes: 16})
	if want := `resource 1:61 {"id":"a"}`; len(got) != 2 || got[0] != want {
		t.Errorf("got %q", got)
	}
}
