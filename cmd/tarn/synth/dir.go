package synth

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	truthFile = "truth.csv"
	dataExt   = ".ndjson"
	partExt   = ".part" // of files that are not complete
)

// WriteDir generates the population into <dir>/<Type>.ndjson and <dir>/truth.csv, and makes dir if there is none. Files
// get their names only when all of them are complete, so an interrupted run leaves no half population. It refuses a
// directory that holds anything but an earlier output of its own, which it replaces. progress may be nil.
func WriteDir(ctx context.Context, o Options, dir string, progress func(donePatients int)) (Summary, error) {
	o.EnsureDefaults()
	if err := o.Validate(); err != nil {
		return Summary{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Summary{}, err
	}
	old, err := ownFiles(dir)
	if err != nil {
		return Summary{}, err
	}
	s := &dirSink{dir: dir, progress: progress, files: map[string]*outFile{}, sum: Summary{Resources: map[string]int{}}}
	err = s.generate(ctx, o)
	if err = errors.Join(err, s.close()); err != nil {
		s.discard()
		return Summary{}, fmt.Errorf("write population to %s: %w", dir, err)
	}
	return s.sum, s.publish(old)
}

// ownFiles lists the files of an earlier output in dir. It fails if there is anything else, or if files of such names
// stand there without the truth.csv that only this generator writes: they may be somebody's data.
func ownFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var own, foreign []string
	for _, e := range entries {
		name := e.Name()
		base := strings.TrimSuffix(name, partExt)
		if e.Type().IsRegular() && (base == truthFile || strings.HasSuffix(base, dataExt)) {
			own = append(own, name)
		} else {
			foreign = append(foreign, name)
		}
	}
	if len(foreign) > 0 {
		return nil, fmt.Errorf("%s is not empty: it holds %s; name an empty or new directory", dir, first(foreign))
	}
	if len(own) > 0 && !isTruth(filepath.Join(dir, truthFile)) && !isTruth(filepath.Join(dir, truthFile+partExt)) {
		return nil, fmt.Errorf("%s holds %s, which no earlier run wrote; name an empty or new directory", dir, first(own))
	}
	return own, nil
}

// first names some of many files.
func first(names []string) string {
	if len(names) > 3 {
		return strings.Join(names[:3], ", ") + fmt.Sprintf(" and %d more", len(names)-3)
	}
	return strings.Join(names, ", ")
}

func isTruth(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, 4096)).ReadString('\n')
	return err == nil && line == strings.Join(truthHeader, ",")+"\n"
}

// dirSink writes each type to its own file.
type dirSink struct {
	dir      string
	progress func(int)
	files    map[string]*outFile
	truth    *csv.Writer
	row      []string
	sum      Summary
}

// outFile is a buffered file that counts its bytes.
type outFile struct {
	*bufio.Writer
	file  *os.File
	bytes int64
}

func (f *outFile) Write(b []byte) (int, error) {
	n, err := f.Writer.Write(b)
	f.bytes += int64(n)
	return n, err
}

func (s *dirSink) generate(ctx context.Context, o Options) error {
	f, err := s.open(truthFile)
	if err != nil {
		return err
	}
	s.truth = csv.NewWriter(f)
	if err := s.truth.Write(truthHeader); err != nil {
		return err
	}
	return Generate(ctx, o, s)
}

// open returns the file of that name, created at its first use.
func (s *dirSink) open(name string) (*outFile, error) {
	if f := s.files[name]; f != nil {
		return f, nil
	}
	file, err := os.Create(filepath.Join(s.dir, name+partExt))
	if err != nil {
		return nil, err
	}
	f := &outFile{Writer: bufio.NewWriterSize(file, 1<<16), file: file}
	s.files[name] = f
	return f, nil
}

// Resource implements Sink.
func (s *dirSink) Resource(typ string, line []byte) error {
	f, err := s.open(typ + dataExt)
	if err != nil {
		return err
	}
	s.sum.Resources[typ]++
	if typ == "DocumentReference" {
		s.sum.Notes++
	}
	if _, err := f.Write(line); err != nil {
		return err
	}
	_, err = f.Write([]byte{'\n'})
	return err
}

// Mention implements Sink.
func (s *dirSink) Mention(m Mention) error {
	s.sum.Mentions++
	s.row = m.columns(s.row[:0])
	return s.truth.Write(s.row)
}

// Done implements Sink.
func (s *dirSink) Done(patients int) error {
	s.sum.Patients = patients
	if s.progress != nil {
		s.progress(patients)
	}
	return nil
}

// close flushes and closes every file.
func (s *dirSink) close() error {
	var errs []error
	if s.truth != nil {
		s.truth.Flush()
		errs = append(errs, s.truth.Error())
	}
	for _, f := range s.files {
		errs = append(errs, f.Flush(), f.file.Close())
		s.sum.Bytes += f.bytes
	}
	return errors.Join(errs...)
}

func (s *dirSink) discard() {
	for name := range s.files {
		os.Remove(filepath.Join(s.dir, name+partExt))
	}
}

// publish gives the files their names and removes what an earlier output has beyond them.
func (s *dirSink) publish(old []string) error {
	var errs []error
	for name := range s.files {
		path := filepath.Join(s.dir, name)
		errs = append(errs, os.Rename(path+partExt, path))
	}
	for _, name := range old {
		if s.files[name] != nil {
			continue
		}
		if err := os.Remove(filepath.Join(s.dir, name)); !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
