// Package shared finds the data that tests read from outside the repository (../shared, or TARN_SHARED): generated
// populations, conformance suites, corpora. Only tests import it. Where the data is absent a test skips, saying so.
package shared

import (
	"archive/tar"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path returns the path of a file or folder under shared/ and skips the test where it is absent.
func Path(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("TARN_SHARED")
	if root == "" {
		_, file, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("shared data absent: %v (set TARN_SHARED)", err)
	}
	return p
}

// Untar unpacks a .tar.gz under shared/ into a temporary folder of the test and returns that folder.
func Untar(t testing.TB, elem ...string) string {
	t.Helper()
	f, err := os.Open(Path(t, elem...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return dir
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := unpack(filepath.Join(dir, filepath.Clean("/"+h.Name)), h, r); err != nil {
			t.Fatal(err)
		}
	}
}

func unpack(path string, h *tar.Header, r io.Reader) error {
	if h.Typeflag == tar.TypeDir {
		return os.MkdirAll(path, 0o755)
	}
	if h.Typeflag != tar.TypeReg {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
