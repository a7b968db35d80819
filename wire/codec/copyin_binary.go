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
	rest := r.data[r.at:]
	cut := func() ([][]byte, bool, error) {
		if last {
			return nil, false, errorf("22P04", "unexpected EOF in COPY data")
		}
		return nil, false, nil
	}
	if !r.begun {
		if len(rest) < 19 {
			if n := min(len(rest), len(copyMagic)); string(rest[:n]) != copyMagic[:n] {
				return nil, false, errorf("22P04", "COPY file signature not recognized")
			}
			return cut()
		}
		if string(rest[:11]) != copyMagic {
			return nil, false, errorf("22P04", "COPY file signature not recognized")
		}
		if flags := binary.BigEndian.Uint32(rest[11:]); flags>>16 != 0 {
			return nil, false, errorf("22P04", "unrecognized critical flags in COPY file header")
		}
		extension := int(int32(binary.BigEndian.Uint32(rest[15:])))
		if extension < 0 {
			return nil, false, errorf("22P04", "invalid COPY file header (wrong length)")
		}
		if len(rest) < 19+extension {
			return cut()
		}
		r.begun = true
		r.at += 19 + extension
		rest = r.data[r.at:]
	}
	if last && len(rest) == 0 {
		return nil, false, nil // clients may leave the trailer out
	}
	if len(rest) < 2 {
		return cut()
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
			return cut()
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
			return cut()
		}
		r.fields = append(r.fields, rest[i:i+size:i+size])
		i += size
	}
	r.at += i
	return r.fields, true, nil
}
