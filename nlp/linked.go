package nlp

import (
	"hash/fnv"
	"math"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/link"
)

// maxLinked bounds the links that a worker remembers.
const maxLinked = 1 << 13

// linkKey is all that the links of an entity without details depend on, if the patient's record is not known. Notes say
// the same things in the same words again and again.
type linkKey struct {
	words, section, kind string
	category             annotation.Category
	concepts             uint64 // hash of them
}

// links gives the entities their codes.
func (w *Worker) links() Status {
	d := &w.doc
	ctx := link.Context{Text: d.Text}
	if w.patient != nil {
		ctx.Patient = w.patient.Record
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		if len(e.Concepts) == 0 || e.Category == annotation.Anatomy {
			continue
		}
		ctx.Section = sectionName(d, e.Section)
		if ctx.Patient != nil || detailed(e) {
			e.Links = w.a.linker.Link(e, ctx)
			continue
		}
		e.Links = w.remembered(e, ctx)
	}
	return OK
}

// remembered links an entity whose like may have been linked before.
func (w *Worker) remembered(e *annotation.Entity, ctx link.Context) []annotation.Link {
	k := linkKey{ctx.Text[e.Begin:e.End], ctx.Section, string(e.Kind), e.Category, hashOf(e.Concepts)}
	if l, ok := w.linked[k]; ok {
		return l
	}
	if w.linked == nil || len(w.linked) >= maxLinked {
		w.linked = map[linkKey][]annotation.Link{}
	}
	l := w.a.linker.Link(e, ctx)
	k.words = strings.Clone(k.words)
	w.linked[k] = l
	return l
}

// detailed reports whether an attribute of an entity may choose its code.
func detailed(e *annotation.Entity) bool {
	for i := range e.Attributes {
		switch e.Attributes[i].Type {
		case "DIRECTION", "ACUITY", "SYSTEM_ORGAN_SITE", "QUALITY", "STRENGTH", "FORM", "DOSAGE":
			return true
		}
	}
	return false
}

func hashOf(concepts []annotation.Concept) uint64 {
	h := fnv.New64a()
	var b [20]byte
	for i := range concepts {
		c := &concepts[i]
		put := func(at int, v uint64, n int) {
			for k := range n {
				b[at+k] = byte(v >> (8 * k))
			}
		}
		put(0, uint64(c.ID), 4)
		put(4, uint64(c.Vocab), 8)
		put(12, math.Float64bits(c.Score), 8)
		h.Write(b[:])
		h.Write([]byte(c.Method))
	}
	return h.Sum64()
}
