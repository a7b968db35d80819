package source

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// stream is the decompressed content of an input.
type stream struct {
	io.Reader
	file    *os.File // to seek in, where the content is plain
	closers []func() error
}

// Close closes the decompressors and then the file.
func (s *stream) Close() error {
	var err error
	for i := len(s.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, s.closers[i]())
	}
	s.closers = nil
	return err
}

// seek moves a fresh stream forward, and returns where it is then: at the offset where that costs nothing, or at 0.
func (s *stream) seek(offset int64) (int64, error) {
	if s.file == nil {
		return 0, nil
	}
	at, err := s.file.Seek(offset, io.SeekStart)
	s.Reader = s.file
	return at, err
}

// counter counts the stored bytes that are read.
type counter struct {
	r io.Reader
	n *atomic.Int64 // nil: nobody asks
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.n != nil {
		c.n.Add(int64(n))
	}
	return n, err
}

// open opens the input and puts the decompressors on it that its first bytes call for.
func (in Input) open(count *atomic.Int64) (*stream, error) {
	f, err := os.Open(in.Path)
	if err != nil {
		return nil, err
	}
	s := &stream{file: f, closers: []func() error{f.Close}}
	var stored io.Reader = counter{f, count}
	if in.Member != "" {
		stored, s.file = in.member.open(f, count), nil
	}
	if err := s.decompress(stored); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// layers is how many compressions may lie on top of one another: a .gz in a .zip, a .gz of a .gz.
const layers = 3

const (
	readBytes  = 256 << 10
	sniffBytes = 512
)

var (
	gzipMagic = "\x1f\x8b"
	zstdMagic = "\x28\xb5\x2f\xfd"
)

func (s *stream) decompress(r io.Reader) error {
	for range layers {
		b := bufio.NewReaderSize(r, readBytes)
		s.Reader = b
		head, _ := b.Peek(4) // an error comes again when the content is read
		switch {
		case len(head) >= 2 && string(head[:2]) == gzipMagic:
			z, err := newGzip(b)
			if err != nil {
				r = failing{codecError("gzip", err)}
				break
			}
			r = named{z, "gzip"}
		case string(head) == zstdMagic || len(head) == 4 && head[0]&0xf0 == 0x50 && string(head[1:]) == "\x2a\x4d\x18":
			z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1))
			if err != nil {
				return err
			}
			r = named{z, "zstd"}
			s.closers = append(s.closers, func() error { z.Close(); return nil })
		case len(head) > 0 && head[0] == recordSeparator:
			s.Reader, s.file = &sequence{b, '\n'}, nil
			return nil
		default:
			return nil
		}
		s.file = nil
		s.Reader = r
	}
	return nil
}

// zipMember is where a member of a zip archive lies in its file.
type zipMember struct {
	header zip.FileHeader
	offset int64
}

// open returns the member's content, or a reader that says what stands against it.
func (m *zipMember) open(f *os.File, count *atomic.Int64) io.Reader {
	if m.header.Flags&1 != 0 {
		return failing{errors.New("the zip member is encrypted")}
	}
	if m.offset < 0 {
		return failing{zip.ErrFormat}
	}
	var r io.Reader = counter{io.NewSectionReader(f, m.offset, int64(m.header.CompressedSize64)), count}
	switch m.header.Method {
	case zip.Store:
	case zip.Deflate:
		r = flate.NewReader(bufio.NewReaderSize(r, readBytes))
	case zstd.ZipMethodWinZip, zstd.ZipMethodPKWare:
		r = zstd.ZipDecompressor()(r)
	default:
		return failing{fmt.Errorf("zip compression method %d is not supported", m.header.Method)}
	}
	return &checked{r: r, sum: crc32.NewIEEE(), want: m.header.CRC32}
}

// failing is content that cannot be read: that is found out while reading, so that it becomes a bad item.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// named is the content of a compression, whose errors say so.
type named struct {
	io.Reader
	name string
}

func (n named) Read(p []byte) (int, error) {
	read, err := n.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = codecError(n.name, err)
	}
	return read, err
}

func codecError(name string, err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the %s data is cut off", name)
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return fmt.Errorf("zstd: its window is larger than %d MiB (zstd --long=30 and more): unpack it first", zstd.MaxWindowSize>>20)
	case strings.HasPrefix(err.Error(), name):
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// checked compares the checksum at the end.
type checked struct {
	r    io.Reader
	sum  hash.Hash32
	want uint32
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum.Write(p[:n])
	if err == io.EOF && c.sum.Sum32() != c.want {
		err = zip.ErrChecksum
	}
	return n, err
}
