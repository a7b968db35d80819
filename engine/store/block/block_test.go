package block

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

// TestRoundTrip: every resource is where Add said, byte for byte, and the block is NDJSON.
func TestRoundTrip(t *testing.T) {
	var b Builder
	var want []string
	var at []int
	for i := range 500 {
		r := fmt.Sprintf(`{"id":"%d","text":%q}`, i, strings.Repeat("x", i*i%3000))
		if b.Full(len(r)) {
			break
		}
		want = append(want, r)
		at = append(at, b.Add([]byte(r)))
	}
	if b.Len() != len(want) || b.Bytes() > Size || b.Bytes() < Size/2 {
		t.Fatalf("%d resources, %d bytes", b.Len(), b.Bytes())
	}
	raw, err := Open(b.Close(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range want {
		if got := string(raw[at[i] : at[i]+len(r)]); got != r {
			t.Errorf("resource %d is %q", i, got)
		}
	}
	if string(raw) != strings.Join(want, "\n")+"\n" {
		t.Error("the block is not the resources one a line")
	}
	if b.Len() != 0 || b.Bytes() != 0 {
		t.Error("not empty after Close")
	}
}

// TestLarge: a resource larger than a block has one of its own.
func TestLarge(t *testing.T) {
	var b Builder
	b.Add([]byte("{}"))
	if !b.Full(3 * Size) {
		t.Error("not full for a large resource")
	}
	b.Close(nil)
	if b.Full(3 * Size) {
		t.Error("an empty block refuses a large resource")
	}
	large := bytes.Repeat([]byte("0123456789"), Size/3)
	b.Add(large)
	raw, err := Open(b.Close(nil), nil)
	if err != nil || !bytes.Equal(raw[:len(raw)-1], large) {
		t.Errorf("%d bytes back, %v", len(raw), err)
	}
}

// FuzzOpen feeds damaged blocks.
func FuzzOpen(f *testing.F) {
	var b Builder
	b.Add([]byte(`{"resourceType":"Patient","id":"1"}`))
	good := b.Close(nil)
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte{})
	f.Add([]byte("no zstd"))
	f.Fuzz(func(t *testing.T, data []byte) {
		raw, err := Open(data, nil)
		if err == nil && len(raw) > 1<<24 {
			t.Skip()
		}
	})
}

// TestDamaged: a flipped bit is noticed by the checksum.
func TestDamaged(t *testing.T) {
	var b Builder
	b.Add([]byte(strings.Repeat("a resource that compresses ", 100)))
	data := b.Close(nil)
	data[len(data)/2] ^= 1
	if _, err := Open(data, nil); err == nil {
		t.Error("a damaged block was opened")
	}
}

// TestCache keeps the last used blocks within the limit and hands errors on.
func TestCache(t *testing.T) {
	var fetched atomic.Int64
	c := NewCache(100, func(id int64) ([]byte, error) {
		fetched.Add(1)
		if id < 0 {
			return nil, errors.New("no such block")
		}
		return bytes.Repeat([]byte{byte(id)}, 40), nil
	})
	get := func(id int64, wantFetches int64) {
		t.Helper()
		raw, err := c.Get(id)
		if err != nil || raw[0] != byte(id) {
			t.Fatal(raw, err)
		}
		if n := fetched.Load(); n != wantFetches {
			t.Errorf("%d fetches, want %d", n, wantFetches)
		}
	}
	get(1, 1)
	get(2, 2)
	get(1, 2)
	get(3, 3) // 2 goes, it was used longer ago than 1
	get(1, 3)
	get(2, 4)
	if _, err := c.Get(-1); err == nil {
		t.Error("an error was swallowed")
	}
	c.Clear()
	get(1, 6)
}
