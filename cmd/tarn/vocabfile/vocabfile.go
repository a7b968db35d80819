package vocabfile

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/nlp/vocab"
)

// Release is the files of a release. They stay readable until Close.
type Release struct {
	ctx      context.Context // reading ends with it
	files    []vocab.File
	sizes    map[string]int64 // bytes before what is unpacked in them, by name
	read     atomic.Int64     // of those bytes, how many were read
	archives []*zip.ReadCloser
}

// Find finds the files under paths, which are files and folders, and in the zip archives among them. Reading the files ends
// with ctx. The caller closes them.
func Find(ctx context.Context, paths []string) (*Release, error) {
	r := &Release{ctx: ctx, sizes: map[string]int64{}}
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := os.Stat(path) // through links
			if err != nil || !info.Mode().IsRegular() {
				return err
			}
			if strings.EqualFold(filepath.Ext(path), ".zip") {
				return r.addArchive(path)
			}
			r.add(path, info.Size(), func() (io.ReadCloser, error) { return os.Open(path) })
			return ctx.Err()
		})
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
	}
	return r, nil
}

// addArchive adds the members of a zip archive.
func (r *Release) addArchive(path string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	r.archives = append(r.archives, z)
	for _, f := range z.File {
		if f.Mode().IsRegular() {
			r.add(path+"!"+f.Name, int64(f.UncompressedSize64), f.Open)
		}
	}
	return nil
}

func (r *Release) add(name string, size int64, open func() (io.ReadCloser, error)) {
	r.sizes[name] = size
	r.files = append(r.files, vocab.File{Name: name, Open: func() (io.ReadCloser, error) { return r.open(open) }})
}

// open unpacks a file by its first bytes.
func (r *Release) open(open func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(countedReader{f, &r.read}, 256<<10)
	head, _ := b.Peek(4) // an error comes again when it is read
	u := &unpacked{Reader: b, ctx: r.ctx, close: f.Close}
	switch {
	case len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b:
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		u.Reader = z
	case len(head) == 4 && string(head) == "\x28\xb5\x2f\xfd":
		z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		u.Reader, u.close = z, func() error { z.Close(); return f.Close() }
	}
	return u, nil
}

// countedReader counts what is read.
type countedReader struct {
	r io.Reader
	n *atomic.Int64
}

func (c countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// Files are the files, in the order in which they were found.
func (r *Release) Files() []vocab.File { return r.files }

// Begin returns the number of bytes that reading the files of a set takes, and counts from then on what is read.
func (r *Release) Begin(s *vocab.Set) (n int64) {
	r.read.Store(0)
	for _, f := range s.Files() {
		n += r.sizes[f.Name]
	}
	return n
}

// Read is how many of those bytes were read. It may be called from any goroutine.
func (r *Release) Read() int64 { return r.read.Load() }

// Close closes the archives.
func (r *Release) Close() error {
	var errs []error
	for _, z := range r.archives {
		errs = append(errs, z.Close())
	}
	return errors.Join(errs...)
}

// unpacked is the content of a file. It ends when its context does.
type unpacked struct {
	io.Reader
	ctx   context.Context
	close func() error
}

func (u *unpacked) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.Reader.Read(p)
}

func (u *unpacked) Close() error { return u.close() }
