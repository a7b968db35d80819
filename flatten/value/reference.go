package value

import "bytes"

// ReferenceKind tells how a literal reference names its target.
type ReferenceKind uint8

// The kinds of references.
const (
	NoReference ReferenceKind = iota // no literal reference
	Relative                         // Patient/1
	Absolute                         // https://example.org/fhir/Patient/1
	Versioned                        // either of them with /_history/2
	URN                              // urn:uuid:…, urn:oid:…
	Contained                        // #p1, # for the container itself
	Conditional                      // Patient?identifier=…
	Opaque                           // anything else: a canonical URL, free text
)

var referenceKinds = [...]string{"", "relative", "absolute", "versioned", "urn", "contained", "conditional", "other"}

func (k ReferenceKind) String() string { return referenceKinds[k] }

// Reference is a literal reference taken apart. Its parts lie in the text that was parsed.
type Reference struct {
	Kind    ReferenceKind
	Type    []byte // the target's resource type as the text says it; empty where it does not
	ID      []byte // the target's id; of a contained one its local id, of urn:uuid:X and urn:oid:X X
	Version []byte
}

// ParseReference takes a literal reference apart. It never fails: what it does not understand is Opaque.
func ParseReference(b []byte) Reference {
	if r, ok := relative(b); ok {
		return r
	}
	switch {
	case len(b) == 0:
		return Reference{}
	case b[0] == '#':
		return Reference{Kind: Contained, ID: b[1:]}
	case bytes.HasPrefix(b, []byte("urn:")):
		return Reference{Kind: URN, ID: urnID(b)}
	}
	if i := bytes.IndexByte(b, '?'); i >= 0 {
		return conditional(b[:i])
	}
	r := Reference{Kind: Relative}
	if i := bytes.IndexByte(b, '#'); i >= 0 { // a part of the target
		b = b[:i]
	}
	if i := bytes.Index(b, []byte("/_history/")); i >= 0 {
		r.Kind, r.Version = Versioned, b[i+len("/_history/"):]
		b = b[:i]
	}
	rest, id := lastSegment(b)
	rest, typ := lastSegment(rest)
	if !isTypeName(typ) || !isID(id) {
		return Reference{Kind: Opaque}
	}
	if len(rest) > 0 && r.Kind == Relative {
		r.Kind = Absolute
	}
	r.Type, r.ID = typ, id
	return r
}

// urnID returns X of urn:uuid:X and urn:oid:X: the id of a resource that has no other name.
func urnID(b []byte) []byte {
	for _, scheme := range []string{"urn:uuid:", "urn:oid:"} {
		if id, ok := bytes.CutPrefix(b, []byte(scheme)); ok && isID(id) {
			return id
		}
	}
	return nil
}

// relative reads Type/id, which most references are.
func relative(b []byte) (Reference, bool) {
	slash := bytes.IndexByte(b, '/')
	if slash <= 0 || slash == len(b)-1 || !isTypeName(b[:slash]) {
		return Reference{}, false
	}
	for _, c := range b[slash+1:] {
		if !plainID[c] {
			return Reference{}, false
		}
	}
	return Reference{Kind: Relative, Type: b[:slash], ID: b[slash+1:]}, true
}

// plainID are the characters that FHIR allows in an id.
var plainID = func() (t [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.") {
		t[c] = true
	}
	return t
}()

// conditional reads what stands before the question mark.
func conditional(path []byte) Reference {
	if _, typ := lastSegment(path); isTypeName(typ) {
		return Reference{Kind: Conditional, Type: typ}
	}
	return Reference{Kind: Opaque}
}

func lastSegment(b []byte) (rest, segment []byte) {
	i := bytes.LastIndexByte(b, '/')
	if i < 0 {
		return nil, b
	}
	return b[:i], b[i+1:]
}

// isTypeName says whether b looks like the name of a resource type: letters, the first a capital.
func isTypeName(b []byte) bool {
	if len(b) == 0 || b[0] < 'A' || b[0] > 'Z' {
		return false
	}
	for _, c := range b {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}

// isID says whether b can be the id of a resource. Longer ids than FHIR's 64 characters, and underscores, are taken:
// real servers have them, and they join all the same.
func isID(b []byte) bool {
	for _, c := range b {
		if c <= ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return len(b) > 0
}
