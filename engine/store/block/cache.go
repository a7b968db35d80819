package block

import (
	"container/list"
	"sync"
)

// Cache keeps the blocks that were decompressed last, up to a number of bytes. It is safe for concurrent use. A block
// asked for by two at once may be fetched twice.
type Cache struct {
	fetch func(id int64) ([]byte, error)
	limit int

	mu    sync.Mutex
	byID  map[int64]*list.Element
	order *list.List // of entry, the last used in front
	bytes int
}

type entry struct {
	id  int64
	raw []byte
}

// NewCache returns a cache that gets the decompressed block of an id from fetch.
func NewCache(limit int, fetch func(id int64) ([]byte, error)) *Cache {
	return &Cache{fetch: fetch, limit: limit, byID: map[int64]*list.Element{}, order: list.New()}
}

// Get returns the decompressed block, which nobody may change.
func (c *Cache) Get(id int64) ([]byte, error) {
	if raw, ok := c.lookup(id); ok {
		return raw, nil
	}
	raw, err := c.fetch(id)
	if err != nil {
		return nil, err
	}
	c.add(id, raw)
	return raw, nil
}

// Clear forgets everything: after resources were erased for good.
func (c *Cache) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byID, c.bytes = map[int64]*list.Element{}, 0
	c.order.Init()
}

func (c *Cache) lookup(id int64) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byID[id]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(entry).raw, true
}

func (c *Cache) add(id int64, raw []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byID[id]; ok {
		return
	}
	c.byID[id] = c.order.PushFront(entry{id, raw})
	c.bytes += len(raw)
	for c.bytes > c.limit && c.order.Len() > 1 {
		last := c.order.Back()
		old := c.order.Remove(last).(entry)
		delete(c.byID, old.id)
		c.bytes -= len(old.raw)
	}
}
