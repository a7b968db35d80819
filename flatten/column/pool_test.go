package column

import (
	"testing"
	"unsafe"
)

func TestPool(t *testing.T) {
	p := NewPool(1 << 12)
	for _, size := range []int{1, 64, 255, 256, 257, 5000, 1 << 20} {
		b := p.Allocate(size)
		if len(b) != size || uintptr(unsafe.Pointer(unsafe.SliceData(b)))%64 != 0 {
			t.Errorf("%d bytes: %d at %p", size, len(b), b)
		}
		for i := range b {
			b[i] = byte(i)
		}
		grown := p.Reallocate(2*size, b)
		for i := range size {
			if grown[i] != byte(i) {
				t.Fatalf("%d bytes: lost byte %d", size, i)
			}
		}
		p.Free(grown)
	}
	if p.held > 1<<12 {
		t.Errorf("%d bytes are held", p.held)
	}
	a := p.Allocate(300)
	first := unsafe.SliceData(a)
	p.Free(a)
	if b := p.Allocate(400); unsafe.SliceData(b) != first {
		t.Error("released memory is not used again")
	}
	if len(p.Allocate(0)) != 0 {
		t.Error("0 bytes")
	}
	p.Free(make([]byte, 300)) // not of the pool: must not be handed out
	if b := p.Allocate(300); cap(b) != 512 {
		t.Error(cap(b))
	}
}
