package tagger

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/nlp/tagger/internal/feature"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
)

//go:embed weights.bin.zst
var packed []byte

// Model is the weights of features. It is immutable and safe for concurrent use.
type Model struct {
	// slots is an open-addressed table, a power of two long: the low 24 bits of a feature's hash, and above them its
	// weight for each label plus bias, 8 bits each, O first. The hash's high bits choose the slot; 0 is an empty one.
	slots []uint64
	shift uint
	// filter has a bit for the high 21 bits of each feature's hash: most features of a text weigh nothing, which it tells
	// from a nearer cache than that of the slots.
	filter *[1 << 15]uint64
	trans  lattice.Transitions
	id     string
}

// Identity tells models apart: the SHA-256 of the file, in hex; "" for a model made by New.
func (m *Model) Identity() string { return m.id }

// Weights is one feature of a model: its hash and its weight for each label.
type Weights struct {
	Feature uint32
	Weight  [lattice.Labels]int8
}

// Default is the embedded model, unpacked at the first call (about ten milliseconds).
var Default = sync.OnceValue(func() *Model {
	m, err := Open(packed)
	if err != nil {
		panic(fmt.Sprintf("tagger: the embedded weights are damaged: %v; run go generate ./nlp/tagger", err))
	}
	return m
})

// The file is, compressed with zstd: magic, the number of features n (uint32), the transitions (int32 each, row by
// row), then column by column what compresses best so: the differences of the ascending hashes (uvarint each), and each
// label's n weights (int8).
const (
	magic    = "TARNTAG1"
	headSize = len(magic) + 4 + 4*lattice.Labels*lattice.Labels
	// maxFile bounds what a damaged file may unpack to.
	maxFile = 64 << 20
)

// ErrModel says that bytes are no model of this format.
var ErrModel = errors.New("not a tagger model")

// Open reads a model as Encode wrote it.
func Open(file []byte) (*Model, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFile))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	defer r.Close()
	data, err := r.DecodeAll(file, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	if len(data) < headSize || string(data[:len(magic)]) != magic {
		return nil, ErrModel
	}
	n := int(binary.LittleEndian.Uint32(data[len(magic):]))
	if n > len(data) {
		return nil, fmt.Errorf("%w: %d features in %d bytes", ErrModel, n, len(data))
	}
	m := newModel(n)
	sum := sha256.Sum256(file)
	m.id = hex.EncodeToString(sum[:])
	at := len(magic) + 4
	for a := range m.trans {
		for b := range m.trans[a] {
			m.trans[a][b] = int32(binary.LittleEndian.Uint32(data[at:]))
			at += 4
		}
	}
	if err := m.fill(data[at:], n); err != nil {
		return nil, err
	}
	return m, nil
}

// New makes a model of features, which must be ascending, and transitions.
func New(features []Weights, trans lattice.Transitions) *Model {
	m := newModel(len(features))
	m.trans = trans
	for _, f := range features {
		m.put(f)
	}
	return m
}

// newModel returns an empty model with room for n features, half of it free.
func newModel(n int) *Model {
	bits := uint(8)
	for 1<<bits < 2*n {
		bits++
	}
	return &Model{slots: make([]uint64, 1<<bits), shift: 32 - bits, filter: new([1 << 15]uint64)}
}

// fill reads the columns of n features.
func (m *Model) fill(data []byte, n int) error {
	hashes := make([]uint32, n)
	last := uint64(0)
	for i := range hashes {
		d, size := binary.Uvarint(data)
		if last += d; size <= 0 || last >= 1<<32 {
			return fmt.Errorf("%w: feature %d of %d", ErrModel, i, n)
		}
		data = data[size:]
		hashes[i] = uint32(last)
	}
	if len(data) != n*lattice.Labels {
		return fmt.Errorf("%w: %d bytes of weights for %d features", ErrModel, len(data), n)
	}
	for i, h := range hashes {
		f := Weights{Feature: h}
		for b := range f.Weight {
			f.Weight[b] = int8(data[b*n+i])
		}
		m.put(f)
	}
	return nil
}

// Encode writes features (ascending, each once) and transitions as a file.
func Encode(features []Weights, trans lattice.Transitions) ([]byte, error) {
	data := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(features)))
	for a := range trans {
		for b := range trans[a] {
			data = binary.LittleEndian.AppendUint32(data, uint32(trans[a][b]))
		}
	}
	last := uint32(0)
	for _, f := range features {
		data = binary.AppendUvarint(data, uint64(f.Feature-last))
		last = f.Feature
	}
	for b := range lattice.Labels {
		for _, f := range features {
			data = append(data, byte(f.Weight[b]))
		}
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	defer w.Close()
	return w.EncodeAll(data, nil), nil
}

const (
	fingerprint = 1<<24 - 1
	bias        = 128 // what a slot's weights are more than they are
)

// put stores a feature; one without weights is left out.
func (m *Model) put(f Weights) {
	if f.Weight == ([lattice.Labels]int8{}) {
		return
	}
	s := uint64(f.Feature & fingerprint)
	for b, w := range f.Weight {
		s |= uint64(uint8(int(w)+bias)) << (24 + 8*b)
	}
	m.filter[f.Feature>>17] |= 1 << (f.Feature >> 11 & 63)
	mask := uint32(len(m.slots) - 1)
	i := f.Feature >> m.shift
	for m.slots[i] != 0 {
		i = (i + 1) & mask
	}
	m.slots[i] = s
}

// score sums the weights of features, at most feature.Max. Weights are added four at a time, in lanes of 16 bits: biased
// by 128 they are positive, and no more than feature.Max of them fit without a carry. It changes features; first is scratch.
func (m *Model) score(features []uint32, first *[feature.Max]uint64) lattice.Scores {
	const lanes = 0x00ff00ff00ff
	n := 0
	for _, f := range features {
		features[n] = f
		n += int(m.filter[f>>17] >> (f >> 11 & 63) & 1)
	}
	known := features[:n]
	for i, f := range known { // the slots are far away: all are asked for before one is looked at
		first[i] = m.slots[f>>m.shift]
	}
	mask := uint32(len(m.slots) - 1)
	var even, odd, hits uint64 // labels 0 2 4 and 1 3
	for i, f := range known {
		x := first[i]
		for at := f >> m.shift; x != 0 && uint32(x^uint64(f))&fingerprint != 0; {
			at++
			x = m.slots[at&mask]
		}
		if x != 0 {
			even += x >> 24 & lanes
			odd += x >> 32 & lanes
			hits++
		}
	}
	least := int32(hits) * bias
	return lattice.Scores{
		int32(even&0xffff) - least,
		int32(odd&0xffff) - least,
		int32(even>>16&0xffff) - least,
		int32(odd>>16&0xffff) - least,
		int32(even>>32) - least,
	}
}
