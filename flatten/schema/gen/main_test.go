package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestCurrent: the embedded model is what this program writes today. It needs the artifact in the local Maven
// repository (go generate ./flatten/schema brings it there).
func TestCurrent(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip(err)
	}
	z, err := zip.OpenReader(filepath.Join(home, ".m2", "repository", filepath.FromSlash(jarPath)))
	if err != nil {
		t.Skipf("%s is not in the local Maven repository: %v", artifact, err)
	}
	defer z.Close()
	m, err := readModel(&z.Reader)
	if err != nil {
		t.Fatal(err)
	}
	got, err := compress(m.encode())
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../r4.model.zst")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the model is not current: go generate ./flatten/schema")
	}
}
