package text

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Status says how reading a document went.
type Status string

// The statuses.
const (
	OK              Status = "ok"
	Empty           Status = "empty"            // no text in it
	UnsupportedType Status = "unsupported_type" // a content type that is not read: images, PDFs without text or encrypted, …
	TooLarge        Status = "too_large"        // more bytes than the limit
	BadCharset      Status = "bad_charset"      // a charset that is not known, and bytes that are not UTF-8
	Malformed       Status = "malformed"        // not what its content type says
	Timeout         Status = "timeout"          // reading took too long: PDFs alone
)

// DefaultMaxBytes is the usual limit of a source.
const DefaultMaxBytes = 4 << 20

// Canonical is the text of a document.
type Canonical struct {
	Text        string
	Status      Status
	ContentType string // what was read: text/plain, text/html, application/rtf, application/hl7-cda+xml; else as declared
	Charset     string // of the source, as WHATWG names it; "" where nothing was decoded
	Offsets     Offsets
	Error       string // why a PDF was not read, or which part of it
}

// Read makes the canonical text of data, whose declared content type may be empty, wrong or have a charset parameter.
// Sources of more than maxBytes are not read; maxBytes 0 stands for DefaultMaxBytes.
func Read(data []byte, contentType string, maxBytes int) Canonical {
	if maxBytes <= 0 {
		maxBytes = DefaultMaxBytes
	}
	k, declared := kindOf(data, contentType)
	c := Canonical{ContentType: k.contentType(contentType)}
	switch {
	case k == portable:
		c.readPDF(data, maxBytes)
		return c
	case len(data) > maxBytes:
		c.Status = TooLarge
		return c
	case len(bytes.TrimSpace(data)) == 0:
		c.Status = Empty
		return c
	case k == unsupported:
		c.Status = UnsupportedType
		return c
	}
	if k == rtf {
		c.read(k, data)
		c.Charset = "windows-1252"
		return c
	}
	d, ok := decode(data, k, declared)
	if !ok {
		c.Status = BadCharset
		return c
	}
	c.Charset = d.charset
	c.Offsets.push(d.offsets)
	c.read(k, d.text)
	return c
}

// read turns decoded text (of RTF: the bytes) into canonical text.
func (c *Canonical) read(k kind, text []byte) {
	var f flow
	ok := true
	switch k {
	case plain:
		c.Text = clean(text)
		c.finish(true)
		return
	case hypertext:
		readHTML(&f, text)
	case clinical:
		ok = readCDA(&f, text)
	case rtf:
		ok = readRTF(&f, text)
	}
	c.Text = clean(f.text)
	c.Offsets.push(f.offsets)
	c.finish(ok)
}

func (c *Canonical) finish(ok bool) {
	switch {
	case strings.TrimSpace(c.Text) != "":
		c.Status = OK
	case ok:
		c.Status = Empty
	default:
		c.Status = Malformed
	}
}

// clean is text as a string in which control characters are blanks and bytes that are no UTF-8 are question marks, so
// that every offset stays.
func clean(text []byte) string {
	if !dirty(text) {
		return string(text)
	}
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && n == 1:
			out = append(out, '?')
		case isControl(r):
			out = append(out, "  "[:n]...)
		default:
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	return string(out)
}

// dirty reports whether clean has something to do.
func dirty(text []byte) bool {
	for len(text) > 0 {
		if n := printable(text); n > 0 {
			text = text[n:]
			continue
		}
		c := text[0]
		if c == '\n' || ' ' <= c && c < 0x7f {
			text = text[1:]
			continue
		}
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 || isControl(r) {
			return true
		}
		text = text[n:]
	}
	return false
}

// printable is how many bytes from the first on are printable ASCII or end a line; it looks at groups of eight, and leaves
// a shorter rest.
func printable(text []byte) (n int) {
	const (
		ones  = 0x0101010101010101
		highs = 0x80 * ones
	)
	for ; n+8 <= len(text); n += 8 {
		x := binary.LittleEndian.Uint64(text[n : n+8])
		if (x|(x-' '*ones)|(x+ones))&highs == 0 {
			continue // printable, all of them
		}
		low := x &^ highs
		graphic := (low + (0x80-' ')*ones) &^ (low + ones) // the highest bit is that of a byte from the blank to ~, or of …
		feed := ^((low ^ '\n'*ones) + 0x7f*ones)           // … a line feed, but for those beyond ASCII
		if other := (x | ^(graphic | feed)) & highs; other != 0 {
			return n + bits.TrailingZeros64(other)/8
		}
	}
	return n
}

// isControl reports whether r is a control character that no canonical text has. Form feeds and vertical tabs end lines.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\f' && r != '\v' || r >= 0x7f && r < 0xa0 && r != 0x85
}
