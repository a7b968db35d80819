package source

import (
	"crypto/sha256"
	"fmt"
	"strconv"
)

// unnamed makes ids for the resources of one Bundle that nothing names: neither an id of theirs, nor a fullUrl, nor a
// PUT. A server would give them any; here it follows from the content, so that the same Bundle again is the same
// resources, and equal entries of one Bundle stay as many as they are.
type unnamed map[[sha256.Size]byte]int

func (u unnamed) id(raw []byte) string {
	sum := sha256.Sum256(raw)
	n := u[sum]
	u[sum]++
	if n > 0 {
		sum = sha256.Sum256(strconv.AppendInt(sum[:], int64(n), 10))
	}
	return idOf(sum)
}

// ContentID is the id of what only its text names.
func ContentID(text []byte) string { return idOf(sha256.Sum256(text)) }

// idOf writes the beginning of a sum as UUIDs are written.
func idOf(sum [sha256.Size]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
