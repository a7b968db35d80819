package note

import (
	"bytes"
	"mime"
	"strings"

	"github.com/tarn-sql/tarn/flatten/node"
)

// add appends a note that was found at node n.
func (f *Finder) add(n int, note Note) {
	f.path = appendPath(f.path[:0], f.tape, n)
	note.Path, note.Ordinal = string(f.path), len(f.notes)
	f.notes = append(f.notes, note)
}

// plain takes a string with at least so many words and reports whether it did. n is its node, -1 for none.
func (f *Finder) plain(n, words int) bool {
	if !f.isText(n) {
		return false
	}
	text := f.data(n)
	if !hasWords(text, words) {
		return false
	}
	f.add(n, Note{ContentType: "text/plain", Charset: "utf-8", Data: text})
	return true
}

// narrative takes an XHTML div. title is the node of its section's title, -1 for none.
func (f *Finder) narrative(n, title int) {
	if f.isText(n) {
		f.add(n, Note{ContentType: "text/html", Charset: "utf-8", Data: f.data(n), Title: f.string(title)})
	}
}

// attachment takes an Attachment. Each has a note, also where there is nothing to read: the note says why.
func (f *Finder) attachment(n int) {
	t := f.tape
	note := Note{URL: f.string(t.Child(n, memberURL)), Title: f.string(t.Child(n, memberTitle)), Hash: f.string(t.Child(n, memberHash))}
	note.ContentType, note.Charset = mediaType(f.string(t.Child(n, memberContentType)))
	data := t.Child(n, memberData)
	switch {
	case noText(note.ContentType):
		note.Status = Unsupported
	case f.isText(data):
		note.Data, note.Status = f.decode(data)
	case note.URL != "":
		note.Status = External
	default:
		note.Status = Empty
	}
	f.add(n, note)
}

// decode returns the bytes that the base64 at node n stands for.
func (f *Finder) decode(n int) ([]byte, Status) {
	limit := f.MaxBytes
	if limit == 0 {
		limit = DefaultMaxBytes
	}
	encoded := f.tape.Text(n, &f.text)
	if len(encoded)/4*3 > limit+limit/4+3 { // a quarter for line ends, three for padding
		return nil, TooLarge
	}
	start := len(f.arena)
	var ok bool
	if f.arena, ok = appendBase64(f.arena, encoded); !ok {
		return nil, BadBase64
	}
	if len(f.arena)-start > limit {
		f.arena = f.arena[:start]
		return nil, TooLarge
	}
	return f.arena[start:len(f.arena):len(f.arena)], OK
}

// data returns the value of a string: of the tape's own bytes, or unescaped into the arena.
func (f *Finder) data(n int) []byte {
	if !f.tape.Nodes[n].Escaped {
		return f.tape.Raw(n)
	}
	start := len(f.arena)
	f.arena = f.tape.AppendText(f.arena, n)
	return f.arena[start:len(f.arena):len(f.arena)]
}

// isText reports whether node n (-1: none) is a string with anything in it.
func (f *Finder) isText(n int) bool {
	return n >= 0 && f.tape.Nodes[n].Kind == node.String && f.tape.Nodes[n].End > f.tape.Nodes[n].Start
}

// string is the value of a string, "" where there is none.
func (f *Finder) string(n int) string {
	if !f.isText(n) {
		return ""
	}
	return string(f.tape.Text(n, &f.text))
}

// mediaType parts "text/plain; charset=utf-8". Parameters that cannot be read are left out.
func mediaType(s string) (media, charset string) {
	media, params, err := mime.ParseMediaType(s)
	if err != nil {
		media, _, _ = strings.Cut(s, ";")
		return strings.ToLower(strings.TrimSpace(media)), ""
	}
	return media, strings.ToLower(params["charset"])
}

// noText tells the media types that never hold text.
func noText(media string) bool {
	kind, _, _ := strings.Cut(media, "/")
	return kind == "image" && media != "image/svg+xml" || kind == "video" || kind == "audio" || media == "application/dicom"
}

// hasWords reports whether text has at least n words.
func hasWords(text []byte, n int) bool {
	for ; n > 0; n-- {
		text = bytes.TrimLeft(text, " \t\r\n")
		if len(text) == 0 {
			return false
		}
		if i := bytes.IndexAny(text, " \t\r\n"); i >= 0 {
			text = text[i:]
		} else {
			text = nil
		}
	}
	return true
}
