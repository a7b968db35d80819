package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// ndjson writes lines to standard output, to a file, or to a file of each type in a folder. Files appear once all are whole.
type ndjson struct {
	folder string // "" where all goes to one
	single *ndjsonFile
	files  map[string]*ndjsonFile
	force  bool
}

// ndjsonFile is one output: file is nil for standard output.
type ndjsonFile struct {
	w    *bufio.Writer
	file *os.File
	name string
}

// newNDJSON opens the output. It refuses what exists already unless force is set.
func newNDJSON(name string, out io.Writer, force bool) (*ndjson, error) {
	n := &ndjson{files: map[string]*ndjsonFile{}, force: force}
	switch {
	case name == "":
		n.single = &ndjsonFile{w: bufio.NewWriterSize(out, 64<<10)}
		return n, nil
	case !isFolder(name):
		if err := n.refuse(name); err != nil {
			return nil, err
		}
		f, err := openNDJSON(name)
		n.single = f
		return n, err
	}
	n.folder = name
	if err := os.MkdirAll(name, 0o700); err != nil {
		return nil, usagef("output: %w", err)
	}
	for _, t := range fhirout.Types {
		if err := n.refuse(n.path(t)); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// isFolder reports whether an output is a folder: one that exists, or a name that ends like none of a file.
func isFolder(name string) bool {
	if info, err := os.Stat(name); err == nil {
		return info.IsDir()
	}
	return strings.HasSuffix(name, string(filepath.Separator)) || filepath.Ext(name) == ""
}

func (n *ndjson) path(typ string) string { return filepath.Join(n.folder, typ+".ndjson") }

// refuse is an error where the file exists and may not be replaced.
func (n *ndjson) refuse(name string) error {
	if _, err := os.Lstat(name); n.force || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return usagef("output: %s exists: give another name, or --force to replace it", name)
}

func openNDJSON(name string) (*ndjsonFile, error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, usagef("output: %w", err)
	}
	return &ndjsonFile{w: bufio.NewWriterSize(f, 256<<10), file: f, name: name}, nil
}

// write writes one resource.
func (n *ndjson) write(typ string, line []byte) error {
	f := n.single
	if n.folder != "" {
		if f = n.files[typ]; f == nil {
			name := n.path(typ)
			if err := n.refuse(name); err != nil {
				return err
			}
			var err error
			if f, err = openNDJSON(name); err != nil {
				return err
			}
			n.files[typ] = f
		}
	}
	if _, err := f.w.Write(line); err != nil {
		return f.failed(err)
	}
	return f.failed(f.w.WriteByte('\n'))
}

func (f *ndjsonFile) failed(err error) error {
	if err == nil || f.file == nil {
		return err
	}
	return fmt.Errorf("output %s: %w", f.name, err)
}

// all are the outputs, in the order of their types.
func (n *ndjson) all() []*ndjsonFile {
	if n.single != nil {
		return []*ndjsonFile{n.single}
	}
	var out []*ndjsonFile
	for _, f := range n.files {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *ndjsonFile) int { return strings.Compare(a.name, b.name) })
	return out
}

// commit makes the files appear, after all of them were written. With force, files of types that have nothing now go.
func (n *ndjson) commit() error {
	for _, f := range n.all() {
		err := f.w.Flush()
		if f.file != nil {
			err = errors.Join(err, f.file.Chmod(0o600), f.file.Sync(), f.file.Close())
		}
		if err != nil {
			return f.failed(err)
		}
	}
	for _, f := range n.all() {
		if f.file == nil {
			continue
		}
		if err := os.Rename(f.file.Name(), f.name); err != nil {
			return f.failed(err)
		}
		f.file = nil
	}
	if n.folder == "" || !n.force {
		return nil
	}
	for _, t := range fhirout.Types {
		if n.files[t] != nil {
			continue
		}
		if err := os.Remove(n.path(t)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("output: %w", err)
		}
	}
	return nil
}

// discard removes what did not appear.
func (n *ndjson) discard() {
	for _, f := range n.all() {
		if f.file != nil {
			f.file.Close()
			os.Remove(f.file.Name())
		}
	}
}
