package nlp

import (
	"container/list"
	"crypto/sha256"
)

// cacheKey tells inputs apart: the hash of all that a result depends on but the Annotator.
type cacheKey [32]byte

func keyOf(in Input) cacheKey {
	h := sha256.New()
	h.Write([]byte(in.ContentType))
	h.Write([]byte{0})
	if in.Patient != nil {
		h.Write([]byte(in.Patient.Key))
		h.Write([]byte{1})
	}
	h.Write([]byte{0})
	h.Write(in.Data)
	var k cacheKey
	h.Sum(k[:0])
	return k
}

// cache keeps the results of the inputs seen last, up to so many bytes. It is for one goroutine.
type cache struct {
	limit, bytes int
	byKey        map[cacheKey]*list.Element
	order        *list.List // of *cached, the last used first
}

type cached struct {
	key    cacheKey
	result *Result
	bytes  int
}

func newCache(limit int) *cache {
	return &cache{limit: limit, byKey: map[cacheKey]*list.Element{}, order: list.New()}
}

func (c *cache) get(k cacheKey) *Result {
	e := c.byKey[k]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).result
}

// put keeps a result unless it is so large that it would push out nearly everything else.
func (c *cache) put(k cacheKey, r *Result) {
	size := weight(r)
	if size > c.limit/4 {
		return
	}
	c.byKey[k] = c.order.PushFront(&cached{k, r, size})
	c.bytes += size
	for c.bytes > c.limit {
		last := c.order.Back()
		old := last.Value.(*cached)
		c.order.Remove(last)
		delete(c.byKey, old.key)
		c.bytes -= old.bytes
	}
}

// weight is about how many bytes a result takes.
func weight(r *Result) int {
	d := &r.Document
	n := 512 + len(d.Text) + 64*len(d.Sections) + 32*len(d.Sentences)
	for i := range d.Entities {
		e := &d.Entities[i]
		n += 320 + 48*len(e.Concepts) + 192*len(e.Attributes) + 104*len(e.Links) + 56*len(e.Cues)
	}
	return n
}
