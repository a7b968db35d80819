package codec

import "encoding/binary"

// copyBinary reads the binary format.
type copyBinary struct {
	copyBuffer
	begun  bool // the header was read
	fields [][]byte
}

// NewCopyBinaryIn reads COPY FROM in binary format.
func NewCopyBinaryIn() CopyReader { return &copyBinary{} }

// copyMagic begins the binary format; flags and the length of an extension follow.
const copyMagic = "PGCOPY\n\xff\r\n\x00"

func (r *copyBinary) Next(last bool) ([][]byte, bool, error) {
	if r.done {
		return nil, false, nil
	}
	if !r.begun {
		if err := r.header(last); err != nil || !r.begun {
			return nil, false, err
		}
	}
	rest := r.data[r.at:]
	if last && len(rest) == 0 {
		return nil, false, nil // clients may leave the trailer out
	}
	if len(rest) < 2 {
		return nil, false, cut(last)
	}
	n := int(int16(binary.BigEndian.Uint16(rest)))
	if n == -1 {
		r.done = true
		return nil, false, nil
	}
	if n < 0 {
		return nil, false, errorf("22P04", "row field count is %d", n)
	}
	r.fields = r.fields[:0]
	i := 2
	for range n {
		if len(rest) < i+4 {
			return nil, false, cut(last)
		}
		size := int(int32(binary.BigEndian.Uint32(rest[i:])))
		i += 4
		switch {
		case size == -1:
			r.fields = append(r.fields, nil)
			continue
		case size < 0:
			return nil, false, errorf("22P04", "invalid field size")
		case len(rest)-i < size:
			return nil, false, cut(last)
		}
		r.fields = append(r.fields, rest[i:i+size:i+size])
		i += size
	}
	r.at += i
	return r.fields, true, nil
}

// header reads what stands before the rows, once it is all there.
func (r *copyBinary) header(last bool) error {
	rest := r.data[r.at:]
	if n := min(len(rest), len(copyMagic)); string(rest[:n]) != copyMagic[:n] {
		return errorf("22P04", "COPY file signature not recognized")
	}
	if len(rest) < 19 {
		return cut(last)
	}
	if flags := binary.BigEndian.Uint32(rest[11:]); flags>>16 != 0 {
		return errorf("22P04", "unrecognized critical flags in COPY file header")
	}
	extension := int(int32(binary.BigEndian.Uint32(rest[15:])))
	if extension < 0 {
		return errorf("22P04", "invalid COPY file header (wrong length)")
	}
	if len(rest) < 19+extension {
		return cut(last)
	}
	r.begun = true
	r.at += 19 + extension
	return nil
}

// cut is what it means that the data ends here: an error where no more will come.
func cut(last bool) error {
	if last {
		return errorf("22P04", "unexpected EOF in COPY data")
	}
	return nil
}
