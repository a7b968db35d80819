package source_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/source"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestDiscover(t *testing.T) {
	root := t.TempDir()
	for name, content := range map[string]string{
		"b.ndjson":         `{}`,
		"a/c.json":         `{}`,
		"a/d.json.gz":      gz(`{}`),
		"a/.hidden.json":   `{}`,
		".git/x.json":      `{}`,
		"LICENSE":          `{ no`,
		"README.md":        `[!badge]`,
		"notes.txt":        `hello`,
		"data.txt":         bom + "\n [1]",
		"packed":           zst(`{}`),
		"empty.dat":        ``,
		"a/patient.xml":    `<Patient/>`,
		"z.zip":            archive(t, "m.json", `{}`, "LICENSE", `x`, "__MACOSX/m.json", `x`, "n.bin", `x`),
		"broken.json":      `no JSON`,
		"changelog.json":   `{}`,
		"a/license.txt":    `{}`,
		"a/b/c/deep.json":  `{}`,
		"x/p.ndjson.bz2":   "BZh91AY&SY",
		"x/p.tgz":          gz(strings.Repeat("x", 257) + "ustar" + strings.Repeat("x", 250)),
		"x/p.7z":           "7z\xbc\xaf\x27\x1c",
		"x/t.csv.gz":       gz("{"),
		"x/paper":          "%PDF-1.7",
		"e/manifest.json":  `{"transactionTime": "2026-01-01T00:00:00Z", "request": "x", "requiresAccessToken": true, "output": [{"url": "y"}], "error": []}` + "\n",
		"e/manifest2.json": `{"resourceType": "List", "transactionTime": "x", "output": []}`,
		"e/manifest3.json": `{"transactionTime": "x", "output": []} {"resourceType": "Patient"}`,
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(root, "a"), filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "b.ndjson"), filepath.Join(root, "link.ndjson")); err != nil {
		t.Fatal(err)
	}
	// The folder, a file of it once more, and one of it that would be skipped, named.
	inputs, err := source.Discover([]string{root, filepath.Join(root, "b.ndjson"), root + "/./a/../LICENSE", root})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range inputs {
		line := strings.TrimPrefix(in.Name(), root+"/")
		if in.Skip != "" {
			line += ": " + in.Skip
		}
		got = append(got, line)
	}
	want := []string{
		".git: a dot file", "LICENSE", "README.md: a document, by its name",
		"a/.hidden.json: a dot file", "a/b/c/deep.json", "a/c.json", "a/d.json.gz", "a/license.txt: a document, by its name",
		"a/patient.xml: a document, by its name",
		"b.ndjson", "broken.json", "changelog.json", "data.txt",
		"e/manifest.json: the manifest of a bulk export", "e/manifest2.json", "e/manifest3.json", "empty.dat: does not begin like JSON",
		"link: a symbolic link to a folder", "link.ndjson",
		"notes.txt: does not begin like JSON", "packed",
		"x/p.7z", "x/p.ndjson.bz2", "x/p.tgz", "x/paper: a PDF document, not UTF-8 JSON", "x/t.csv.gz: a document, by its name",
		"z.zip!LICENSE: a document, by its name", "z.zip!__MACOSX/m.json: in a hidden folder", "z.zip!m.json", "z.zip!n.bin: does not begin like JSON",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("\n got\n%s\nwant\n%s", g, w)
	}
}

func TestDiscoverErrors(t *testing.T) {
	good := write(t, "x.json", `{}`)
	inputs, err := source.Discover([]string{"no/such/file", good, "", "nor/this"})
	if err == nil || len(inputs) != 1 {
		t.Fatalf("%d inputs, error %v", len(inputs), err)
	}
	want := "no/such/file: no such file or directory\n: an empty path\nnor/this: no such file or directory"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if _, err := source.Open(source.Input{Path: "no/such/file"}, source.Options{}); err == nil || !strings.Contains(err.Error(), "no/such/file") {
		t.Errorf("Open: %v", err)
	}
	if _, err := source.Open(inputs[0], source.Options{BlockBytes: 1, KeepBad: -1}); err == nil || !strings.Contains(err.Error(), "BlockBytes") || !strings.Contains(err.Error(), "KeepBad") {
		t.Errorf("Open with wrong options: %v", err)
	}
}
