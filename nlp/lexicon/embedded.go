package lexicon

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

//go:embed lexicon.img.zst
var packed []byte

// Default is the embedded vocabulary, unpacked once at the first call (a few tens of milliseconds).
func Default() *Lexicon { return New(Embedded()) }

// Embedded is the embedded vocabulary's image, to stack others over it with New.
var Embedded = sync.OnceValue(func() *Image {
	im, err := unpack(packed)
	if err != nil {
		panic(fmt.Sprintf("lexicon: the embedded image is damaged: %v; run go generate ./nlp/lexicon", err))
	}
	return im
})

// unpack opens a compressed image. The compression has its own checksum.
func unpack(packed []byte) (*Image, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	return Open(data)
}
