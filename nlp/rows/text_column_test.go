package rows

import (
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// TestTextColumn: a column gives the array that arrow's own builder gives, again and again.
func TestTextColumn(t *testing.T) {
	var c textColumn
	for _, n := range []int{0, 1, 7, 8, 9, 100, 3} {
		want := array.NewStringBuilder(memory.DefaultAllocator)
		for i := range n {
			if i%3 == 1 {
				c.null()
				want.AppendNull()
				continue
			}
			s := fmt.Sprint("tëxt ", i*i)[:i%6]
			c.append(s)
			want.Append(s)
		}
		if c.len() != n {
			t.Errorf("%d texts, want %d", c.len(), n)
		}
		got, w := c.array(), want.NewArray()
		if !array.Equal(got, w) || got.NullN() != w.NullN() {
			t.Errorf("%v, want %v", got, w)
		}
		got.Release()
		w.Release()
		if n%2 == 0 {
			c.recycle()
		}
	}
}
