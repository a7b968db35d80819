package outfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// NDJSON writes resources as lines: to standard output, to a file, or to a file of each type in a folder. The files appear
// when all are whole, with Commit; without it Discard removes them.
type NDJSON struct {
	single *file            // nil where there is a folder
	folder string           // its files are named after the types
	files  map[string]*file // by type
	types  []string
	force  bool
}

// OpenNDJSON opens the output of the given types: a folder where the name is that of one or has no ending, out where it is
// empty. What exists already is refused with a [NameError] unless force is set.
func OpenNDJSON(name string, out io.Writer, types []string, force bool) (*NDJSON, error) {
	n := &NDJSON{files: map[string]*file{}, types: types, force: force}
	if name == "" || !isFolder(name) {
		if err := n.free(name); err != nil {
			return nil, err
		}
		f, err := open(name, out)
		n.single = f
		return n, err
	}
	n.folder = name
	if err := os.MkdirAll(name, 0o700); err != nil {
		return nil, refused("output: %w", err)
	}
	for _, t := range types {
		if err := n.free(n.path(t)); err != nil {
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

func (n *NDJSON) path(typ string) string { return filepath.Join(n.folder, typ+".ndjson") }

// free is an error where the file exists and may not be replaced.
func (n *NDJSON) free(name string) error {
	if _, err := os.Lstat(name); n.force || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return refused("output: %s exists: give another name, or --force to replace it", name)
}

// Write writes one resource, a line without its end. A type may be one that was not named before.
func (n *NDJSON) Write(typ string, line []byte) error {
	f, err := n.of(typ)
	if err != nil {
		return err
	}
	if _, err := f.w.Write(line); err != nil {
		return f.failed(err)
	}
	return f.failed(f.w.WriteByte('\n'))
}

// of is the output of a type.
func (n *NDJSON) of(typ string) (*file, error) {
	if n.single != nil {
		return n.single, nil
	}
	if f := n.files[typ]; f != nil {
		return f, nil
	}
	name := n.path(typ)
	if err := n.free(name); err != nil {
		return nil, err
	}
	f, err := open(name, nil)
	if err == nil {
		n.files[typ] = f
	}
	return f, err
}

// all are the outputs, in the order of their types.
func (n *NDJSON) all() (list []*file) {
	if n.single != nil {
		return []*file{n.single}
	}
	for _, typ := range slices.Sorted(maps.Keys(n.files)) {
		list = append(list, n.files[typ])
	}
	return list
}

// Commit makes the files appear, after all of them were written. With force, files of types that have nothing now go.
func (n *NDJSON) Commit() error {
	for _, f := range n.all() {
		if err := f.finish(); err != nil {
			return err
		}
	}
	for _, f := range n.all() {
		if err := f.appear(); err != nil {
			return err
		}
	}
	if n.single != nil || !n.force {
		return nil
	}
	for _, t := range n.types {
		if n.files[t] != nil {
			continue
		}
		if err := os.Remove(n.path(t)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("output: %w", err)
		}
	}
	return nil
}

// Discard removes what did not appear; after Commit it does nothing.
func (n *NDJSON) Discard() {
	for _, f := range n.all() {
		f.discard()
	}
}
