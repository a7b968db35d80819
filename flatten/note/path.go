package note

import (
	"strconv"

	"github.com/tarn-sql/tarn/flatten/node"
)

// appendPath appends the way from the root to node n: "content[0].attachment".
func appendPath(dst []byte, t *node.Tape, n int) []byte {
	at := 0
	for at != n {
		inArray := t.Nodes[at].Kind == node.Array
		i := 0
		child := -1
		for c := range t.Children(at) {
			if c <= n && n < int(t.Nodes[c].Next) {
				child = c
				break
			}
			i++
		}
		if child < 0 {
			return dst
		}
		if inArray {
			dst = append(dst, '[')
			dst = strconv.AppendInt(dst, int64(i), 10)
			dst = append(dst, ']')
		} else {
			if len(dst) > 0 {
				dst = append(dst, '.')
			}
			dst = append(dst, t.MemberName(child)...)
		}
		at = child
	}
	return dst
}
