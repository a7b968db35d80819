package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/tarn-sql/tarn/flatten/note"
)

// attachments reads the texts of attachments that are in files: file URLs and relative paths inside one folder, the notes'
// root. Neither ".." nor links lead out of it. Nothing is ever fetched from the network. It is safe for concurrent use; nil
// reads nothing.
type attachments struct {
	root     *os.Root
	folders  []string // the root's absolute paths: as given and with its links followed
	maxBytes int64
}

// newAttachments opens the folder that attachments may be read from; for "" it returns nil. maxBytes bounds a file; 0 is
// note.DefaultMaxBytes.
func newAttachments(dir string, maxBytes int64) (*attachments, error) {
	if dir == "" {
		return nil, nil
	}
	folder, err := filepath.Abs(dir)
	if err != nil {
		return nil, usagef("notes root %s: %w", dir, err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, usagef("notes root %s: %w", dir, cause(err))
	}
	a := &attachments{root: root, folders: []string{folder}, maxBytes: maxBytes}
	if a.maxBytes == 0 {
		a.maxBytes = note.DefaultMaxBytes
	}
	if followed, err := filepath.EvalSymlinks(folder); err == nil && followed != folder {
		a.folders = append(a.folders, followed)
	}
	return a, nil
}

// close gives the folder back.
func (a *attachments) close() error {
	if a == nil {
		return nil
	}
	return a.root.Close()
}

// read reads what an attachment's URL names. It never fails: the status says what became of it — note.OK with the data,
// note.External for URLs that are not read (of the web, of other resources, or where there is no root), Outside, Missing,
// TooLarge, Empty or Unreadable — and err why, without the names of files.
func (a *attachments) read(url string) (data []byte, status note.Status, err string) {
	path, local := note.LocalPath(url)
	if a == nil || !local {
		return nil, note.External, ""
	}
	name, inside := a.within(path)
	if !inside {
		return nil, note.Outside, "the file is not in the notes' root"
	}
	data, failure := a.readFile(name)
	if failure != nil {
		status = statusOf(failure)
		return nil, status, cause(failure).Error()
	}
	if len(data) == 0 {
		return nil, note.Empty, ""
	}
	return data, note.OK, ""
}

// within is a path as seen from the root.
func (a *attachments) within(path string) (string, bool) {
	if !filepath.IsAbs(path) {
		return path, true // os.Root sees to it
	}
	for _, folder := range a.folders {
		if name, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(name) {
			return name, true
		}
	}
	return "", false
}

var (
	errNotRegular = errors.New("not a regular file")
	errLarge      = errors.New("the file is too large")
)

// readFile reads a regular file of at most maxBytes. It is opened so that a named pipe does not hold up the load.
func (a *attachments) readFile(name string) ([]byte, error) {
	f, err := a.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case info.Size() > a.maxBytes:
		return nil, fmt.Errorf("%w: %d bytes of at most %d", errLarge, info.Size(), a.maxBytes)
	}
	data, err := io.ReadAll(io.LimitReader(f, a.maxBytes+1))
	if err == nil && int64(len(data)) > a.maxBytes { // it grew while it was read
		return nil, fmt.Errorf("%w: more than %d bytes", errLarge, a.maxBytes)
	}
	return data, err
}

// statusOf is what a failure to read a file is called.
func statusOf(err error) note.Status {
	switch {
	case errors.Is(err, errLarge):
		return note.TooLarge
	case errors.Is(err, fs.ErrNotExist):
		return note.Missing
	case cause(err).Error() == escapes:
		return note.Outside
	}
	return note.Unreadable
}

// escapes is what os.Root says of a path that leads out of it; the error itself is not exported.
const escapes = "path escapes from parent"

// cause is an error without the operation and the name of the file, which may be of a person.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
