// Package block is the form in which raw resources are kept: resources of one type one after the other, each followed by a
// newline, compressed with zstd as one BLOB. A resource is found by its block, offset and length in the decompressed
// bytes, so it comes back exactly as it was loaded, and a block read by anybody else's zstd is NDJSON (as long as the
// resources came on one line each).
//
// Left of it stands engine/ingest, which builds blocks, right of it engine/store, which reads them. It must not know
// DuckDB or files.
package block

import (
	"fmt"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Size is the number of raw bytes after which a block is closed. Larger ones compress little better; smaller ones cost
// a fetch per few resources when everything is read, larger ones more for reading one resource.
const Size = 512 << 10

// PieceSize is below the 4096 bytes from which DuckDB keeps a BLOB apart from its neighbours. The compressed bytes of a
// block are stored in pieces of this size: a scan works on 2048 rows at a time, so that blocks in one BLOB each would
// need 2048 blocks of memory, and a block may hold a resource of any size.
const PieceSize = 4000

// MaxRaw bounds what a block says it decompresses to, against damaged bytes: a resource larger than Size has a block of
// its own, which this bounds.
const MaxRaw = 4 << 30

// Builder collects resources of one type. The zero value is ready.
type Builder struct {
	raw []byte
	n   int
}

// Add appends a resource and returns where it begins.
func (b *Builder) Add(resource []byte) (offset int) {
	offset = len(b.raw)
	b.raw = append(append(b.raw, resource...), '\n')
	b.n++
	return offset
}

// Len is the number of resources, Bytes the number of raw bytes collected.
func (b *Builder) Len() int   { return b.n }
func (b *Builder) Bytes() int { return len(b.raw) }

// Full says whether the block should be closed before a resource of next bytes is added.
func (b *Builder) Full(next int) bool { return b.n > 0 && len(b.raw)+next+1 > Size }

// Close appends the compressed block to dst and makes the builder empty.
func (b *Builder) Close(dst []byte) []byte {
	dst = compressor().EncodeAll(b.raw, dst)
	if cap(b.raw) > 2*Size { // one huge resource should not hold its memory until the end
		b.raw = nil
	}
	b.raw, b.n = b.raw[:0], 0
	return dst
}

// Open decompresses a block into dst.
func Open(data, dst []byte) ([]byte, error) {
	raw, err := decompressor().DecodeAll(data, dst)
	if err != nil {
		return nil, fmt.Errorf("raw block: %w", err)
	}
	return raw, nil
}

// compressor and decompressor are shared: EncodeAll and DecodeAll are safe for concurrent use and hold one state for each
// processor.
var (
	compressor = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil,
			zstd.WithEncoderLevel(zstd.SpeedFastest),
			zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)),
			zstd.WithEncoderCRC(true))
		if err != nil {
			panic(err) // wrong options only
		}
		return e
	})
	decompressor = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(MaxRaw))
		if err != nil {
			panic(err)
		}
		return d
	})
)
