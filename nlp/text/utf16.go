package text

import (
	"bytes"
	utf16codec "unicode/utf16"
	"unicode/utf8"
)

// looksUTF16 tells UTF-16 without a byte order mark: most of every second byte of its start is zero. It is "" for others.
func looksUTF16(data []byte) string {
	n := min(len(data), 512) &^ 1
	if n < 8 || bytes.IndexByte(data[:n], 0) < 0 {
		return ""
	}
	var zeros [2]int
	for i := range n {
		if data[i] == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case zeros[1] > n/3 && zeros[0] < n/16:
		return "utf-16le"
	case zeros[0] > n/3 && zeros[1] < n/16:
		return "utf-16be"
	}
	return ""
}

// utf16 decodes UTF-16 from byte i on. A byte at the end without a partner is dropped.
func utf16(data []byte, i int, bigEndian bool) decoded {
	d := decoded{charset: "utf-16le", text: make([]byte, 0, len(data)/2)}
	if bigEndian {
		d.charset = "utf-16be"
	}
	unit := func(i int) rune {
		if i+1 >= len(data) {
			return -1
		}
		if bigEndian {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	for i+1 < len(data) {
		r, n := unit(i), 2
		if utf16codec.IsSurrogate(r) {
			if pair := utf16codec.DecodeRune(r, unit(i+2)); pair != utf8.RuneError {
				r, n = pair, 4
			} else {
				r = utf8.RuneError
			}
		}
		stride := 2
		if r >= utf8.RuneSelf {
			stride = 0
		}
		d.offsets = join(d.offsets, len(d.text), i, stride)
		d.text = utf8.AppendRune(d.text, r)
		i += n
	}
	return d
}
