package link

import (
	"math"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// maxRemembered bounds the candidate lists that a Memory holds, each about a kilobyte.
const maxRemembered = 1 << 12

// Memory links entities and remembers what it found: notes speak of the same things again and again. It gives what its
// Linker gives. It serves one goroutine at a time; the links it returns are shared and must not be changed.
type Memory struct {
	l    *Linker
	seen map[uint64]*remembered // by a hash of what candidates depend on
}

type remembered struct {
	concepts   []annotation.Concept
	detail     detail
	candidates []annotation.Link
	links      [2][]annotation.Link // finished, of entities that are listed or not; nil: not yet
}

// NewMemory returns a memory that is empty.
func (l *Linker) NewMemory() *Memory { return &Memory{l: l, seen: map[uint64]*remembered{}} }

// Link is Linker.Link.
func (m *Memory) Link(e *annotation.Entity, ctx Context) []annotation.Link {
	d := details(e, ctx.Text)
	k := hashOf(e.Concepts, d)
	r := m.seen[k]
	switch {
	case r == nil:
		r = &remembered{concepts: slices.Clone(e.Concepts), detail: d, candidates: slices.Clip(m.l.candidates(e.Concepts, d))}
		if len(m.seen) >= maxRemembered {
			clear(m.seen)
		}
		m.seen[k] = r
	case r.detail != d || !slices.Equal(r.concepts, e.Concepts): // two with one hash
		return m.l.finish(m.l.candidates(e.Concepts, d), e, ctx)
	}
	if len(r.candidates) == 0 {
		return nil
	}
	if ctx.Patient != nil {
		return m.l.finish(slices.Clone(r.candidates), e, ctx)
	}
	n := 0
	if listed(e, ctx.Section) {
		n = 1
	}
	if r.links[n] == nil {
		r.links[n] = m.l.finish(append(make([]annotation.Link, 0, len(r.candidates)), r.candidates...), e, ctx)
	}
	return r.links[n]
}

func hashOf(concepts []annotation.Concept, d detail) uint64 {
	const prime = 0x9e3779b97f4a7c15
	h := uint64(len(concepts)) | uint64(d.side)<<32 | uint64(d.acuity)<<40
	for i := range concepts {
		c := &concepts[i]
		h = (h ^ uint64(c.ID) ^ uint64(c.Vocab)<<32 ^ uint64(len(c.Method))<<48) * prime
		h ^= h >> 29
		h = (h ^ math.Float64bits(c.Score)) * prime
		h ^= h >> 32
	}
	return h
}
