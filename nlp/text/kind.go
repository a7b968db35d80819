package text

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
)

// kind is what a source is read as.
type kind uint8

const (
	unsupported kind = iota
	plain
	hypertext
	clinical
	rtf
	portable // PDF
)

// contentType is the type that a kind is reported as.
func (k kind) contentType(declared string) string {
	switch k {
	case plain:
		return "text/plain"
	case hypertext:
		return "text/html"
	case clinical:
		return "application/hl7-cda+xml"
	case rtf:
		return "application/rtf"
	case portable:
		return "application/pdf"
	}
	media, _, _ := strings.Cut(declared, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// kindOf judges a source by its declared content type and its first bytes, and returns the declared charset. Bytes that
// say clearly what they are win over a declaration: RTF and HTML are often sent as text/plain.
func kindOf(data []byte, contentType string) (kind, string) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		media = strings.TrimSpace(media)
	}
	charset := params["charset"]
	head := head(data)
	switch {
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return rtf, charset
	case bytes.HasPrefix(head, []byte("%PDF-")), strings.HasSuffix(media, "pdf") && bytes.Contains(head, []byte("%PDF-")):
		return portable, charset
	}
	markup := sniffMarkup(head)
	switch media {
	case "text/html", "application/xhtml+xml", "text/xhtml":
		return hypertext, charset
	case "text/rtf", "application/rtf", "application/x-rtf", "text/richtext":
		return plain, charset // no RTF, or it would have begun with {\rtf
	case "application/hl7-cda+xml", "application/cda+xml", "text/xml", "application/xml":
		if markup == hypertext {
			return hypertext, charset
		}
		return clinical, charset
	case "", "application/octet-stream", "binary/octet-stream", "application/unknown", "application/msword", "text":
		if markup != unsupported {
			return markup, charset
		}
		return sniffPlain(data, charset), charset
	}
	if !strings.HasPrefix(media, "text/") {
		return unsupported, charset
	}
	if markup != unsupported {
		return markup, charset
	}
	return plain, charset
}

// head is the first bytes without a byte order mark and blanks, of UTF-16 every second byte.
func head(data []byte) []byte {
	h := data[:min(len(data), 1024)]
	switch {
	case bytes.HasPrefix(h, []byte("\xef\xbb\xbf")):
		h = h[3:]
	case bytes.HasPrefix(h, []byte("\xff\xfe")), bytes.HasPrefix(h, []byte("\xfe\xff")):
		h = bytes.ReplaceAll(h[2:], []byte{0}, nil)
	}
	return bytes.TrimLeft(h, " \t\r\n")
}

// sniffMarkup tells HTML and C-CDA by their first element.
func sniffMarkup(head []byte) kind {
	if len(head) == 0 || head[0] != '<' {
		return unsupported
	}
	low := bytes.ToLower(head)
	for _, prefix := range []string{"<!doctype html", "<html", "<body", "<div", "<head>", "<p>", "<table"} {
		if bytes.HasPrefix(low, []byte(prefix)) {
			return hypertext
		}
	}
	if bytes.HasPrefix(low, []byte("<?xml")) || bytes.HasPrefix(low, []byte("<clinicaldocument")) {
		if bytes.Contains(low, []byte("<html")) || bytes.Contains(low, []byte("xhtml")) && !bytes.Contains(low, []byte("<clinicaldocument")) {
			return hypertext
		}
		return clinical
	}
	return unsupported
}

// sniffPlain tells text from other bytes where nothing is declared.
func sniffPlain(data []byte, charset string) kind {
	if charset != "" || looksUTF16(data) != "" || strings.HasPrefix(http.DetectContentType(data), "text/") {
		return plain
	}
	return unsupported
}
