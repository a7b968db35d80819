package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPrivate: what is kept in a data directory is for its owner alone, also where the folder was there before and others
// may look into it.
func TestPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	defer syscall.Umask(syscall.Umask(0o022))
	a := &app{streams: streams{strings.NewReader(""), io.Discard, io.Discard}}
	a.config = config{Data: dir, Memory: 1 << 30, Threads: 2}
	owner, err := a.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer owner.close()
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		if info, err := d.Info(); err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", path, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
