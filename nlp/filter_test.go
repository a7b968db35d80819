package nlp

import (
	"slices"
	"testing"
)

func TestFilter(t *testing.T) {
	for _, c := range []struct{ in, want []int }{
		{nil, nil},
		{[]int{1, 3}, []int{1, 3}},
		{[]int{2, 1, 4, 3, 6}, []int{1, 3}},
	} {
		if got := filter(c.in, func(x *int) bool { return *x%2 == 1 }); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}
