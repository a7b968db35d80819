package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

const ourVocabulary = "code\tdisplay\tsystem\tsynonym\tcategory\n" +
	"Z1\tzorb syndrome\turn:oid:1.2.3\tsyndrome of zorb|other\tcondition\n" +
	"Z2\tzorbation\turn:oid:1.2.3\t\tprocedure\n"

// ourNotes are a patient, a coding to learn from, and a note that names what ourVocabulary has.
const ourNotes = `{"resourceType":"Patient","id":"p1","gender":"female"}
{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"1","display":"Grey lung (disorder)"}]}}
{"resourceType":"DocumentReference","id":"d1","status":"current","subject":{"reference":"Patient/p1"},"content":[{"attachment":{"contentType":"text/plain","data":"QXNzZXNzbWVudDogem9yYiBzeW5kcm9tZS4K"}}]}
`

var rxnormRows = "11|ENG||||||11|11|||RXNORM|IN|11|quuxomycin||N||\n12|ENG||||||12|12|||RXNORM|BN|12|Quuxin||N||\n13|ENG||||||13|13|||RXNORM|BN|13|Quuxold||O||\n"

// TestVocabulariesThroughTheServer manages vocabularies of a directory that a server owns.
func TestVocabulariesThroughTheServer(t *testing.T) {
	server, files := startServer(t), t.TempDir()
	write := func(name, content string) string {
		t.Helper()
		path := filepath.Join(files, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ours, note, resources := write("ours.tsv", ourVocabulary), write("note.txt", "Assessment: zorb syndrome.\n"), write("in.ndjson", ourNotes)
	bad := write("bad.csv", "code,display\nz1,blue zorbation\nz2\nz3,green zorbation\n")
	letter := write("letter.txt", "Dear all,\nthis is a letter.\n")
	write("release/RxNorm_full_01062025/rrf/RXNCONSO.RRF", rxnormRows)
	write("release/RxNorm_full_01062025/Readme.txt", "read me")
	packed := write("LOINC_2.77.zip", zipped(t, map[string]string{
		"LoincTable/Loinc.csv": "LOINC_NUM,LONG_COMMON_NAME,STATUS\n9-9,Zorb [Mass/volume] in Blood,ACTIVE\n", "doc.txt": "x",
	}))
	onto := write("onto.obo.gz", gzipped(t, "format-version: 1.2\n\n[Term]\nid: HP:1\nname: zorb itch\n"))

	for _, step := range []struct {
		code int
		args []string
		want string // regular expressions, one a line; "!" before one: it must not be there
	}{
		{0, []string{"nlp", "vocab", "list"}, `^tarn +embedded +enabled`},
		{0, []string{"nlp", "vocab", "add", ours, "--version", "2", "--licence", "our own"}, "^added ours 2 \\(tsv\\): 2 concepts, 3 terms\n^4 names were read, 1 left out\n^licence: our own$"},
		{0, []string{"nlp", "annotate", "--json", note}, "\"Z1\"\nurn:oid:1.2.3"},
		{0, []string{"load", resources}, "DocumentReference"},
		{0, []string{"sql", "--format", "csv", "-c", "SELECT system, code, vocab_id FROM nlp_link"}, `^urn:oid:1.2.3,Z1,ours$`},
		{
			0,
			[]string{"sql", "--format", "csv", "-c", "SELECT vocab_id, name, version, length(sha256), licence, n_concepts > 0, n_terms > 0, enabled FROM nlp_vocabulary"},
			"^tarn,embedded," + regexp.QuoteMeta(nlp.Version) + ",64,.*,t,t,t$\n^learned,learned,.*,64,.*,t,t,t$\n^ours,ours,2,64,our own,t,t,t$",
		},
		{0, []string{"nlp", "vocab", "disable", "ours"}, `^ours is disabled$`},
		{0, []string{"nlp", "vocab", "list"}, `^ours +loaded +disabled +2 +2 +3`},
		{0, []string{"nlp", "annotate", "--json", note}, `!"Z1"`},
		{0, []string{"nlp", "vocab", "enable", "ours"}, `^ours is enabled$`},
		{0, []string{"nlp", "annotate", "--json", note}, `"Z1"`},
		{3, []string{"nlp", "vocab", "add", "--name", "ours", bad, "--system", "urn:x", "--category", "procedure"}, "^replaced ours \\(tsv\\): 2 concepts\n1 lines could not be read\nbad.csv:3: the row is too short: 1 columns of 2"},
		{0, []string{"nlp", "annotate", "--json", note}, `!"Z1"`},
		{0, []string{"nlp", "vocab", "add", filepath.Join(files, "release")}, "^added rxnorm 2025-01-06 \\(rxnorm\\): 2 concepts, 2 terms\n^licence: RxNorm"},
		{0, []string{"nlp", "vocab", "add", packed}, `^added loinc 2.77 \(loinc\): 1 concepts`},
		{0, []string{"nlp", "vocab", "add", onto, "--category", "sign"}, `^added onto \(obo\): 1 concepts`},

		{2, []string{"nlp", "vocab", "add", letter}, "letter.txt: the format cannot be told from the files: give it: rxnorm, umls, snomed, loinc, athena, obo, fhir, tsv"},
		{2, []string{"nlp", "vocab", "add", "--format", "rxnorm", letter}, "letter.txt:1: another kind of file: fewer columns than an RRF row has; expected RXNCONSO.RRF"},
		{2, []string{"nlp", "vocab", "add", "--format", "umls", filepath.Join(files, "release")}, "needs MRSTY.RRF"},
		{2, []string{"nlp", "vocab", "add", "--format", "icd", letter}, `there is no format "icd"`},
		{2, []string{"nlp", "vocab", "add", bad}, "with --system"},
		{2, []string{"nlp", "vocab", "add", bad, "--system", "urn:x"}, "with --category"},
		{2, []string{"nlp", "vocab", "add", bad, "--system", "urn:x", "--category", "colour"}, `there is no category "colour": drug, `},
		{2, []string{"nlp", "vocab", "add", ours, "--name", "tarn"}, "choose another one with --name"},
		{2, []string{"nlp", "vocab", "add", ours, "--name", "a b"}, "cannot be a vocabulary's name"},
		{2, []string{"nlp", "vocab", "remove", "learned"}, "is always there"},
		{2, []string{"nlp", "vocab", "disable", "nix"}, `there is no vocabulary "nix"`},
		{1, []string{"sql", "-c", "CALL tarn.vocab('{\"do\":\"add\",\"paths\":[\"ours.tsv\"]}')"}, "is not an absolute path"},

		{0, []string{"nlp", "vocab", "remove", "ours"}, `^ours is removed$`},
		{0, []string{"nlp", "vocab", "list", "--json"}, "\"onto\"\n\"loinc\"\n\"rxnorm\"\n!\"ours\""},
	} {
		var out bytes.Buffer
		code := run(t.Context(), append(step.args, "--data", server.data), strings.NewReader(""), &out, &out)
		if code != step.code {
			t.Errorf("tarn %v: exit code %d, want %d\n%s", step.args, code, step.code, out.Bytes())
			continue
		}
		for _, want := range strings.Split(step.want, "\n") {
			pattern, absent := strings.CutPrefix(want, "!")
			if regexp.MustCompile("(?m)"+pattern).Match(out.Bytes()) == absent {
				t.Errorf("tarn %v: %s\n%s", step.args, want, out.Bytes())
			}
		}
	}
	if got := server.psql(t, "SELECT vocab_id FROM nlp_vocabulary WHERE loaded_at IS NOT NULL ORDER BY 1"); !slices.Equal(got, []string{"learned", "loinc", "onto", "rxnorm"}) {
		t.Errorf("clients see %v", got)
	}
}

func zipped(t *testing.T, members map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range members {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestVocabulariesAreKept: images are opened once, go when they are disabled, and a damaged one says which it is.
func TestVocabulariesAreKept(t *testing.T) {
	ctx := t.Context()
	a := &app{config: config{Data: filepath.Join(t.TempDir(), "data"), Memory: 256 << 20, Threads: 1}, streams: streams{nil, os.Stdout, os.Stderr}}
	o, err := a.own(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	path := filepath.Join(t.TempDir(), "ours.tsv")
	if err := os.WriteFile(path, []byte(ourVocabulary), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"b", "a"} {
		if _, err := o.addVocabulary(ctx, &vocabRequest{Name: name, Paths: []string{path}}, func(progress) {}); err != nil {
			t.Fatal(err)
		}
	}
	first, err := o.vocabularies(ctx)
	if err != nil || len(first) != 2 || first[0].ID != "a" || first[1].ID != "b" {
		t.Fatalf("%v, %v", first, err)
	}
	again, _ := o.vocabularies(ctx)
	if again[0].Image != first[0].Image {
		t.Error("an image was opened twice")
	}
	if meta := first[0].Image.Meta(); meta != (lexicon.Meta{Name: "a", Source: "ours.tsv"}) {
		t.Errorf("the image says of itself: %+v", meta)
	}
	if err := o.store.SetAsset(ctx, assetVocabulary, "b", false); err != nil {
		t.Fatal(err)
	}
	if left, err := o.vocabularies(ctx); err != nil || len(left) != 1 || len(o.vocabularyCache.opened) != 1 {
		t.Errorf("after one was disabled: %v, %v", left, err)
	}
	_, err = o.store.PutAsset(ctx, engineAsset("c"), strings.NewReader("no image"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.vocabularies(ctx); err == nil || !strings.Contains(err.Error(), "the vocabulary c cannot be used") {
		t.Errorf("a damaged one: %v", err)
	}
}

func engineAsset(name string) engine.Asset {
	return engine.Asset{Kind: assetVocabulary, Name: name, Enabled: true}
}
