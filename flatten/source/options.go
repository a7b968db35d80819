package source

import (
	"errors"
	"fmt"
)

// Options bounds what a Reader holds in memory.
type Options struct {
	// BlockBytes is about how many bytes a block of small items has. Default 1 MiB.
	BlockBytes int
	// MaxItem is the largest item in bytes; what is larger becomes a bad item. Default 256 MiB.
	MaxItem int64
	// KeepBad is how many bytes of a bad item are kept. Default 64 KiB.
	KeepBad int
}

// EnsureDefaults fills what is zero.
func (o *Options) EnsureDefaults() {
	if o.BlockBytes == 0 {
		o.BlockBytes = 1 << 20
	}
	if o.MaxItem == 0 {
		o.MaxItem = 256 << 20
	}
	if o.KeepBad == 0 {
		o.KeepBad = 64 << 10
	}
}

// Validate returns everything that is wrong.
func (o *Options) Validate() error {
	var errs []error
	if o.BlockBytes < 16 {
		errs = append(errs, fmt.Errorf("BlockBytes %d: at least 16", o.BlockBytes))
	}
	if o.MaxItem < 16 || o.MaxItem > 1<<32-1 {
		errs = append(errs, fmt.Errorf("MaxItem %d: from 16 to 4 GiB, what one tape can hold", o.MaxItem))
	}
	if o.KeepBad < 0 {
		errs = append(errs, fmt.Errorf("KeepBad %d: negative", o.KeepBad))
	}
	return errors.Join(errs...)
}

// streamFrom is the size from which a value that has not ended yet is looked through ahead: is it a Bundle, which is
// read entry by entry, or one large resource?
func (o *Options) streamFrom() int { return 4 * o.BlockBytes }
