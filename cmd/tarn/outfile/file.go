package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// NameError says that an output cannot be written under the name that was given for it: a mistake of the call, which is
// found before anything was written.
type NameError struct{ error }

func (e NameError) Unwrap() error { return e.error }

func refused(format string, args ...any) error { return NameError{fmt.Errorf(format, args...)} }

// Write runs write on the named file, or on out where the name is empty. A file appears only once it is whole and replaces
// one of its name; out has what was written before an error. Errors are write's, those of the file, and [NameError].
func Write(name string, out io.Writer, write func(io.Writer) error) error {
	f, err := open(name, out)
	if err != nil {
		return err
	}
	defer f.discard()
	if err := write(f.w); err != nil {
		if f.temporary == nil {
			f.w.Flush()
		}
		return err
	}
	if err := f.finish(); err != nil {
		return err
	}
	return f.appear()
}

// Check says early whether [Write] can make a file of this name, before long work is done. An error is a [NameError].
func Check(name string) error {
	if name == "" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return refused("%s is a folder: name a file", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".tarn-*")
	if err != nil {
		return refused("%s cannot be written: %w", name, err)
	}
	f.Close()
	return os.Remove(f.Name())
}

// file is an output on its way: write, finish, appear; or discard at any time.
type file struct {
	w         *bufio.Writer
	name      string
	temporary *os.File // beside the name, until the file appears; nil for standard output
}

func open(name string, out io.Writer) (*file, error) {
	if name == "" {
		return &file{w: bufio.NewWriterSize(out, 64<<10)}, nil
	}
	t, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, refused("output: %w", err)
	}
	return &file{w: bufio.NewWriterSize(t, 256<<10), name: name, temporary: t}, nil
}

// finish ends the writing: all bytes are in the file, on its disk.
func (f *file) finish() error {
	err := f.w.Flush()
	if f.temporary != nil {
		err = errors.Join(err, f.temporary.Chmod(0o600), f.temporary.Sync(), f.temporary.Close())
	}
	return f.failed(err)
}

// appear gives a finished file its name.
func (f *file) appear() error {
	if f.temporary == nil {
		return nil
	}
	if err := os.Rename(f.temporary.Name(), f.name); err != nil {
		return f.failed(err)
	}
	f.temporary = nil
	return nil
}

// discard removes what did not appear.
func (f *file) discard() {
	if f.temporary != nil {
		f.temporary.Close()
		os.Remove(f.temporary.Name())
	}
}

// failed names the file in an error.
func (f *file) failed(err error) error {
	if err == nil || f.temporary == nil {
		return err
	}
	return fmt.Errorf("output %s: %w", f.name, err)
}
