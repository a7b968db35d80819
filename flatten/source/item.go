package source

import "fmt"

// Kind says what an item is.
type Kind uint8

// The kinds of items.
const (
	Resource Kind = iota // Raw is one JSON object that says it is a resource, or at least may be one
	Deletion             // a Bundle entry that deletes Type/ID
	Skipped              // carries no resource and is no fault: Err says why (a GET in a batch, a search outcome, …)
	Bad                  // Err says what is wrong with Raw
)

// Item is one resource, or what stands in the place of one. Its bytes belong to the Block.
type Item struct {
	Kind Kind
	Raw  []byte // the source bytes as they are; of Bad and Skipped items at most Options.KeepBad of them
	Size int64  // the full length in bytes, more than len(Raw) where a bad item was cut

	Line   int64 // of the first byte, from 1
	Offset int64 // of the first byte in the decompressed file, from 0

	// Of Bundle entries:
	FullURL string
	Refs    *References // the fullUrls of the Bundle; nil elsewhere
	Method  string      // entry.request.method
	URL     string      // entry.request.url
	// Type and ID are set for deletions, and ID for a resource without an id whose fullUrl is urn:uuid:ID or urn:oid:ID.
	Type, ID string
	// VersionID and LastModified are what entry.response says of this version (history Bundles): the etag without W/"",
	// the instant as written.
	VersionID, LastModified string

	Err error // of Bad and Skipped items, without position (Line and Offset have it)
}

// Block is a number of items that follow one another in the input. It owns their bytes.
type Block struct {
	Items []Item
	buf   *buffer
}

// Release gives the block's memory back; after it, no item of the block may be used. Blocks that are not released are
// garbage collected.
func (b *Block) Release() {
	if b.buf != nil {
		b.buf.release()
	}
	b.Items, b.buf = nil, nil
}

// Error says where in which input reading failed.
type Error struct {
	Name   string // Input.Name
	Line   int64
	Offset int64
	Err    error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Name, e.Err)
	}
	return fmt.Sprintf("%s:%d: byte %d: %v", e.Name, e.Line, e.Offset, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
