package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strconv"
	"time"
	"unicode/utf8"
)

// Resource is what the store needs to know of one resource that a load brings.
type Resource struct {
	Type        string
	ID          string // the key: "id", or "S:id" under --source S
	VersionID   string // meta.versionId as written, "" where absent
	LastUpdated time.Time
	Deleted     bool   // a tombstone: Raw may be empty
	File        string // where it came from …
	Line        int64  // … 1-based, 0 where the file is no NDJSON
	Offset      int64  // … byte offset in the (decompressed) file
	Raw         []byte // the resource exactly as written; borrowed until the call returns

	// Order is the resource's place in the whole input: greater is later (Order composes one from a file and a place
	// in it). Where neither versionId nor lastUpdated tell which of two versions is newer, the later one is; so the result
	// is the same whatever the number of workers. Resources without one (0) count in the order of the calls.
	Order int64
}

// Order composes a Resource.Order: files in the order of the input, and the place (line, entry, offset) in the file. A
// file may have 2^40 places, an input 2^23 files. Both count from 0 or from 1.
func Order(file int, place int64) int64 { return int64(file+1)<<40 | place&(1<<40-1) }

// Bad is one input that could not be taken: it goes to tarn.quarantine and is never lost.
type Bad struct {
	File         string
	Line, Offset int64
	Type, ID     string // where they could be read
	Reason       string
	Raw          []byte
	Size         int64 // of the input in bytes, where Raw is only its beginning
}

// check refuses what the store cannot keep; the caller quarantines such a resource.
func (r *Resource) check() error {
	switch {
	case r.Type == "" || r.ID == "":
		return errors.New("ingest: a resource needs a type and an id")
	case len(r.Raw) == 0 && !r.Deleted:
		return errors.New("ingest: a resource that is no deletion needs its bytes")
	case !utf8.ValidString(r.Type) || !utf8.ValidString(r.ID) || !utf8.ValidString(r.VersionID):
		return errors.New("ingest: type, id and versionId must be valid UTF-8")
	}
	return nil
}

// digest identifies the content of a resource: 128 bits of the SHA-256 of its bytes. A deletion without bytes is
// identified by what it says.
type digest struct{ high, low int64 }

func (r *Resource) digest() digest {
	var sum [sha256.Size]byte
	if len(r.Raw) > 0 {
		sum = sha256.Sum256(r.Raw)
	} else {
		sum = sha256.Sum256([]byte("deleted\x00" + r.VersionID + "\x00" + r.LastUpdated.UTC().Format(time.RFC3339Nano)))
	}
	d := digest{int64(binary.BigEndian.Uint64(sum[:8])), int64(binary.BigEndian.Uint64(sum[8:16]))}
	if r.Deleted { // a deletion that carries the deleted resource is not that resource
		d.low ^= 1
	}
	return d
}

// versionNumber is meta.versionId as a number. Opaque ids have none: then lastUpdated decides.
func versionNumber(id string) (n int64, ok bool) {
	if id == "" || id[0] < '0' || id[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseInt(id, 10, 64)
	return n, err == nil
}
