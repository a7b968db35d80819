package text

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// decoded is a source as UTF-8.
type decoded struct {
	text    []byte
	charset string
	offsets []segment // empty: the identity
}

// decode makes UTF-8 of a source: by its byte order mark, its declared charset, the charset that its markup names, else
// UTF-8 if it is valid, else windows-1252. ok is false where the declared charset is not known and the bytes are no UTF-8.
func decode(data []byte, k kind, declared string) (decoded, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return decoded{data[3:], "utf-8", []segment{{0, 3, 1}}}, true
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16(data, 2, false), true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16(data, 2, true), true
	}
	if declared == "" {
		declared = named(data, k)
	}
	if declared == "" {
		return undeclared(data), true
	}
	e, err := htmlindex.Get(strings.Trim(declared, "\"' "))
	if err != nil {
		if utf8.Valid(data) {
			return decoded{text: data, charset: "utf-8"}, true
		}
		return decoded{}, false
	}
	name, _ := htmlindex.Name(e)
	return convert(data, name, e), true
}

// named is the charset that the markup of a source names: <meta charset>, <?xml encoding>.
func named(data []byte, k kind) string {
	switch k {
	case hypertext:
		if _, name, certain := charset.DetermineEncoding(data, "text/html"); certain {
			return name
		}
	case clinical:
		head := data[:min(len(data), 200)]
		if i := bytes.Index(head, []byte("encoding=")); i >= 0 && i+11 < len(head) {
			quote := head[i+9]
			if j := bytes.IndexByte(head[i+10:], quote); j > 0 {
				return string(head[i+10 : i+10+j])
			}
		}
	}
	return ""
}

// undeclared decodes a source of which nothing is known.
func undeclared(data []byte) decoded {
	if e := looksUTF16(data); e != "" {
		return utf16(data, 0, e == "utf-16be")
	}
	if utf8.Valid(data) {
		return decoded{text: data, charset: "utf-8"}
	}
	return convert(data, "windows-1252", charmap.Windows1252)
}

// convert decodes a source of a known encoding.
func convert(data []byte, name string, e encoding.Encoding) decoded {
	switch name {
	case "utf-8":
		if !utf8.Valid(data) && !hasSequence(data) {
			return single(data, "windows-1252", charmap.Windows1252) // declared as UTF-8, but no byte of it is
		}
		return decoded{text: data, charset: name}
	case "utf-16le", "utf-16be":
		return utf16(data, 0, name == "utf-16be")
	}
	if c, ok := e.(*charmap.Charmap); ok {
		return single(data, name, c)
	}
	return byLine(data, name, e)
}

// hasSequence reports whether data has a UTF-8 character beyond ASCII.
func hasSequence(data []byte) bool {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r != utf8.RuneError || n > 1 {
			return true
		}
		i++
	}
	return false
}

// single decodes a charset of one byte a character.
func single(data []byte, name string, c *charmap.Charmap) decoded {
	d := decoded{charset: name, text: make([]byte, 0, len(data)+len(data)/16)}
	for i, b := range data {
		if b < utf8.RuneSelf {
			d.offsets = join(d.offsets, len(d.text), i, 1)
			d.text = append(d.text, b)
			continue
		}
		d.offsets = join(d.offsets, len(d.text), i, 0)
		d.text = utf8.AppendRune(d.text, c.DecodeByte(b))
	}
	return d
}

// byLine decodes a charset of several bytes a character line by line; offsets within a line are those of its start.
func byLine(data []byte, name string, e encoding.Encoding) decoded {
	d := decoded{charset: name}
	decoder := e.NewDecoder()
	for i := 0; i < len(data); {
		end := len(data)
		if n := bytes.IndexByte(data[i:], '\n'); n >= 0 {
			end = i + n + 1
		}
		line, err := decoder.Bytes(data[i:end])
		if err != nil {
			line = bytes.ToValidUTF8(data[i:end], []byte("\uFFFD"))
		}
		d.offsets = append(d.offsets, segment{len(d.text), i, 0})
		d.text = append(d.text, line...)
		i = end
	}
	return d
}
