package source

import (
	"bufio"
	"io"

	"github.com/klauspost/compress/gzip"
)

// gzipMembers is the content of gzip members that follow one another. Zeros may stand behind the last one: tapes and
// archives pad files so, and gzip takes them too.
type gzipMembers struct {
	src    *bufio.Reader
	member *gzip.Reader
}

func newGzip(src *bufio.Reader) (*gzipMembers, error) {
	member, err := gzip.NewReader(src) // needs no Close: it would only repeat a read error
	if err != nil {
		return nil, err
	}
	member.Multistream(false)
	return &gzipMembers{src, member}, nil
}

func (g *gzipMembers) Read(p []byte) (int, error) {
	for {
		n, err := g.member.Read(p)
		if err != io.EOF {
			return n, err
		}
		if n > 0 { // the end comes again
			return n, nil
		}
		if err := g.next(); err != nil {
			return 0, err
		}
	}
}

// next goes on to the next member, io.EOF where none follows.
func (g *gzipMembers) next() error {
	padded := false
	for {
		c, err := g.src.ReadByte()
		if err != nil {
			return err
		}
		if c == 0 {
			padded = true
			continue
		}
		if err := g.src.UnreadByte(); err != nil {
			return err
		}
		if padded {
			return gzip.ErrHeader
		}
		if err := g.member.Reset(g.src); err != nil {
			return err
		}
		g.member.Multistream(false)
		return nil
	}
}
