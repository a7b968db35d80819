package nlp

import "slices"

// push appends a copy of an item. Items are large: append by itself copies them twice.
func push[T any](list []T, item *T) []T {
	if len(list) == cap(list) {
		list = slices.Grow(list, 1)
	}
	list = list[:len(list)+1]
	list[len(list)-1] = *item
	return list
}

// filter drops the items of a list that keep says no to, in place. Items are large: one moves only where one before it
// went, and keep looks at it where it is.
func filter[T any](list []T, keep func(*T) bool) []T {
	n := 0
	for i := range list {
		if !keep(&list[i]) {
			continue
		}
		if n < i {
			list[n] = list[i]
		}
		n++
	}
	clear(list[n:])
	return list[:n]
}
