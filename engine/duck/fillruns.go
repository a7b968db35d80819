package duck

import (
	"errors"
	"sort"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow/array"
	bd "github.com/duckdb/duckdb-go-bindings"
)

var errBadRuns = errors.New("run ends fall, or end before the rows do")

// fillRuns fills a VARCHAR vector from texts in Arrow's run-end encoding (Int32, String): every text is looked at once,
// and its rows point at the same bytes.
func fillRuns(v bd.Vector, a *array.RunEndEncoded, at, n int) error {
	ends, texts := a.RunEndsArr().(*array.Int32).Int32Values(), a.Values().(*array.String)
	at += a.Offset()
	run := sort.Search(len(ends), func(i int) bool { return int(ends[i]) > at })
	base := textBytes(texts)
	var mask []uint64 // nil where no text is NULL
	if texts.NullN() > 0 {
		mask = writableMask(v, n)
		for i := range mask {
			mask[i] = ^uint64(0)
		}
	}
	dst := unsafe.Slice((*stringT)(bd.VectorGetData(v)), n)
	words := unsafe.Slice((*[2]uint64)(bd.VectorGetData(v)), n) // the same headers, which are copied as no pointers of Go's
	for row := 0; row < n; run++ {
		if run >= texts.Len() || int(ends[run])-at <= row {
			return errBadRuns
		}
		end := min(int(ends[run])-at, n)
		off := texts.ValueOffsets()[run : run+2]
		if err := checkOffsets(base, off); err != nil {
			return err
		}
		if !validUTF8(base, off) {
			return errNotUTF8
		}
		pointAt(dst[row:row+1], base, off)
		for i := row + 1; i < end; i++ {
			words[i] = words[row]
		}
		if mask != nil && texts.IsNull(run) {
			clearBits(mask, row, end)
		}
		row = end
	}
	return nil
}

// clearBits makes the rows from … to of a validity mask NULL.
func clearBits(mask []uint64, from, to int) {
	for i := from; i < to; i++ {
		mask[i/64] &^= 1 << (i % 64)
	}
}
