package source

import (
	"bytes"
	"strings"
)

// References resolves references inside one Bundle: fullUrl → type and id of the entry's resource. It is complete before
// the first item of its Bundle is handed out, and then safe for concurrent use.
type References struct {
	byURL   map[string]Target
	unnamed unnamed // of the Reader alone
}

func newReferences() *References { return &References{map[string]Target{}, unnamed{}} }

// Target is the resource that a reference points at.
type Target struct{ Type, ID string }

// Resolve returns what a reference's text points at, where that is an entry of the Bundle: "urn:uuid:…", "urn:oid:…", or
// an absolute URL that is an entry's fullUrl, with or without "/_history/…".
func (r *References) Resolve(reference []byte) (Target, bool) {
	if r == nil || len(r.byURL) == 0 {
		return Target{}, false
	}
	t, ok := r.byURL[string(reference)]
	if !ok {
		if i := bytes.Index(reference, []byte("/_history/")); i > 0 {
			t, ok = r.byURL[string(reference[:i])]
		}
	}
	return t, ok && t.ID != ""
}

// Len returns the number of fullUrls.
func (r *References) Len() int { return len(r.byURL) }

// add notes an entry. Of two resources with one fullUrl neither can be meant for sure, so it resolves to none; the
// versions of one resource in a history are the same resource.
func (r *References) add(fullURL string, t Target) {
	if fullURL == "" || t.Type == "" || t.ID == "" {
		return
	}
	if old, ok := r.byURL[fullURL]; ok && old != t {
		t = Target{}
	}
	r.byURL[fullURL] = t
}

// parseTarget reads "Type/id" at the end of a RESTful URL: "Patient/1", "http://host/fhir/Patient/1",
// "Patient/1/_history/2".
func parseTarget(url string) (Target, bool) {
	url, _, _ = strings.Cut(url, "/_history/")
	rest, id, ok := cutLast(url)
	if !ok || id == "" || strings.ContainsAny(id, "?#$&=:") {
		return Target{}, false
	}
	_, typ, ok := cutLast(rest)
	if !ok {
		typ = rest
	}
	if !isTypeName(typ) {
		return Target{}, false
	}
	return Target{typ, id}, true
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func isTypeName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if upper := 'A' <= c && c <= 'Z'; !upper && (i == 0 || c < 'a' || c > 'z') {
			return false
		}
	}
	return s != ""
}

// urnID returns X of "urn:uuid:X" and "urn:oid:X".
func urnID(fullURL string) string {
	for _, p := range []string{"urn:uuid:", "urn:oid:"} {
		if len(fullURL) > len(p) && strings.EqualFold(fullURL[:len(p)], p) {
			return fullURL[len(p):]
		}
	}
	return ""
}
