package text

import "sort"

// segment maps canonical bytes from text on to source bytes: byte text+i stands at source+i*stride.
type segment struct {
	text, source int
	stride       int // 1: as it is; 2: UTF-16; 0: all of it came from one place
}

// Offsets leads from a canonical text back to its source. The zero value is the identity.
type Offsets struct {
	stages [][]segment // in the order in which they were applied; none is empty
}

// Source is the byte of the source that canonical byte i came from; what markup added (a bullet, a line break) came from
// the place of the markup. It takes O(log n).
func (o *Offsets) Source(i int) int {
	for k := len(o.stages) - 1; k >= 0; k-- {
		i = source(o.stages[k], i)
	}
	return i
}

// Identity reports whether canonical and source offsets are the same.
func (o *Offsets) Identity() bool { return len(o.stages) == 0 }

func (o *Offsets) push(s []segment) {
	if len(s) > 0 {
		o.stages = append(o.stages, s)
	}
}

func source(segments []segment, i int) int {
	k := sort.Search(len(segments), func(k int) bool { return segments[k].text > i }) - 1
	if k < 0 {
		return i
	}
	return segments[k].source + (i-segments[k].text)*segments[k].stride
}

// join appends to segments that the byte at text came from source with a stride, if the last segment does not say so already.
func join(segments []segment, text, source, stride int) []segment {
	if n := len(segments); n > 0 {
		last := segments[n-1]
		if last.stride == stride && last.source+(text-last.text)*stride == source {
			return segments
		}
		if last.text == text {
			segments = segments[:n-1]
		}
	}
	return append(segments, segment{text, source, stride})
}
