package note

import (
	"net/url"
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

// LocalPath is the path of the file that an attachment's URL names, and whether it names one: file URLs of this machine
// and relative paths do; web addresses, references to resources ("Binary/1"), fragments and data URLs do not. Whether the
// path may be read is the caller's to decide: it may be absolute and may have "..".
func LocalPath(address string) (path string, ok bool) {
	address = strings.Trim(address, " \t\r\n")
	if address == "" || strings.ContainsRune(address, 0) || strings.HasPrefix(address, "//") { // a host of the web follows
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil { // "100% of.txt": a name that nobody escaped
		return address, !hasScheme(address)
	}
	switch {
	case strings.EqualFold(u.Scheme, "file"):
		return filePath(u)
	case u.Scheme != "" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" || u.Path == "":
		return "", false
	case isReference(address):
		return "", false
	}
	return clear(u.Path)
}

// filePath is the path of a file URL: of this machine, absolute ("file:///notes/1.txt") or not ("file:notes/1.txt").
func filePath(u *url.URL) (string, bool) {
	if u.Host != "" && !strings.EqualFold(u.Host, "localhost") || u.RawQuery != "" {
		return "", false
	}
	if u.Opaque == "" {
		return clear(u.Path)
	}
	path, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return "", false
	}
	return clear(path)
}

// clear refuses paths that are empty or have a NUL, which escapes may have brought in.
func clear(path string) (string, bool) {
	if path == "" || strings.ContainsRune(path, 0) {
		return "", false
	}
	return path, true
}

// hasScheme reports whether an address begins as "http:" does.
func hasScheme(address string) bool {
	for i, c := range []byte(address) {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// isReference reports whether an address is a reference to a resource, as "Binary/1" is.
func isReference(address string) bool {
	r := value.ParseReference([]byte(address))
	if r.Kind != value.Relative && r.Kind != value.Versioned {
		return false
	}
	return schema.R4().IsResource(string(r.Type))
}
