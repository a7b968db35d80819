package source

import (
	"errors"
	"fmt"
	"strings"
)

// What a Bundle's entries can have against them, or for them to be skipped.
var (
	ErrNoResource  = errors.New("a Bundle entry without a resource and without a request that needs none")
	ErrConditional = errors.New("a conditional delete: which resources it means is not known here")
	ErrPatch       = errors.New("a PATCH: a change to a resource, not a resource")
	ErrDeleteURL   = errors.New("a DELETE without Type/id in its url")

	ErrRequestOnly  = errors.New("a request to read, without a resource")
	ErrResponseOnly = errors.New("a response without a resource")
	ErrOutcome      = errors.New("a search outcome, no resource of the store")
)

// entry is what counts of one Bundle.entry.
type entry struct {
	fullURL            string
	at, end            int // where the resource is in the entry; end 0: there is none
	resourceType, id   string
	method, url        string
	mode               string
	etag, lastModified string
	hasResponse        bool
	err                error // the entry is no proper JSON
}

// field is a member name that means something in a Bundle.
type field uint8

const (
	fieldOther field = iota
	fieldEntry
	fieldType
	fieldFullURL
	fieldResource
	fieldRequest
	fieldResponse
	fieldSearch
	fieldResourceType
	fieldID
	fieldMethod
	fieldURL
	fieldETag
	fieldLastModified
	fieldMode
)

func fieldOf(name []byte) field {
	switch string(name) {
	case "entry":
		return fieldEntry
	case "type":
		return fieldType
	case "fullUrl":
		return fieldFullURL
	case "resource":
		return fieldResource
	case "request":
		return fieldRequest
	case "response":
		return fieldResponse
	case "search":
		return fieldSearch
	case "resourceType":
		return fieldResourceType
	case "id":
		return fieldID
	case "method":
		return fieldMethod
	case "url":
		return fieldURL
	case "etag":
		return fieldETag
	case "lastModified":
		return fieldLastModified
	case "mode":
		return fieldMode
	}
	return fieldOther
}

// readEntry reads the entry at pos, or whatever stands there instead.
func (k *walk) readEntry(e *entry) error {
	if k.next() != '{' {
		return k.pass()
	}
	return k.object(func(f field) (err error) {
		switch f {
		case fieldFullURL:
			e.fullURL, err = k.text()
		case fieldResource:
			err = k.readResource(e)
		case fieldRequest:
			err = k.texts(fieldMethod, &e.method, fieldURL, &e.url)
		case fieldResponse:
			e.hasResponse = true
			err = k.texts(fieldETag, &e.etag, fieldLastModified, &e.lastModified)
		case fieldSearch:
			err = k.texts(fieldMode, &e.mode, fieldMode, &e.mode)
		default:
			err = k.pass()
		}
		return err
	})
}

// readResource reads until it knows type and id, which mostly stand first; the rest only has to end.
func (k *walk) readResource(e *entry) error {
	if k.next() != '{' {
		return k.pass()
	}
	e.at = k.w.pos - k.w.start
	err := k.object(func(f field) (err error) {
		switch f {
		case fieldResourceType:
			e.resourceType, err = k.text()
		case fieldID:
			e.id, err = k.text()
		default:
			return k.pass()
		}
		if err == nil && e.resourceType != "" && e.id != "" {
			err = errEnough
		}
		return err
	})
	e.end = k.w.pos - k.w.start
	return err
}

// texts reads an object and stores the texts of two members; a value that is no object is passed over.
func (k *walk) texts(a field, intoA *string, b field, intoB *string) error {
	if k.next() != '{' {
		return k.pass()
	}
	return k.object(func(f field) (err error) {
		switch f {
		case a:
			*intoA, err = k.text()
		case b:
			*intoB, err = k.text()
		default:
			err = k.pass()
		}
		return err
	})
}

// target returns type and id of the entry's resource. Where it has no id of its own, that is what a PUT names, or the
// fullUrl: urn:uuid:X, urn:oid:X, or a RESTful URL of the same type; of a conditional PUT it is made of the condition.
func (e *entry) target() Target {
	t := Target{e.resourceType, e.id}
	if t.ID != "" {
		return t
	}
	if put, ok := parseTarget(e.url); ok && e.method == "PUT" && put.Type == t.Type {
		return put
	}
	if t.ID = urnID(e.fullURL); t.ID != "" {
		return t
	}
	if full, ok := parseTarget(e.fullURL); ok && full.Type == t.Type {
		return full
	}
	if e.method == "PUT" && strings.Contains(e.url, "?") {
		t.ID = ContentID([]byte(e.url))
	}
	return t
}

// deleted returns what a DELETE entry deletes.
func (e *entry) deleted() (Target, error) {
	if t, ok := parseTarget(e.url); ok {
		return t, nil
	}
	if strings.Contains(e.url, "?") {
		return Target{}, fmt.Errorf("%w: %s", ErrConditional, e.url)
	}
	if t, ok := parseTarget(e.fullURL); ok {
		return t, nil
	}
	return Target{}, fmt.Errorf("%w: %q", ErrDeleteURL, e.url)
}

// item makes the item of an entry; kind Resource leaves Raw, Offset and Line to the caller.
func (e *entry) item() Item {
	it := Item{
		FullURL: e.fullURL, Method: e.method, URL: e.url, LastModified: e.lastModified,
		VersionID: strings.Trim(strings.TrimPrefix(e.etag, "W/"), `"`),
	}
	hasResource := e.end > 0
	switch {
	case e.err != nil:
		it.Kind, it.Err = Bad, e.err
	case e.method == "DELETE":
		t, err := e.deleted()
		it.Kind, it.Type, it.ID, it.Err = Deletion, t.Type, t.ID, err
		if err != nil {
			it.Kind = Bad
		}
	case !hasResource && (e.method == "GET" || e.method == "HEAD"):
		it.Kind, it.Err = Skipped, ErrRequestOnly
	case !hasResource && e.hasResponse:
		it.Kind, it.Err = Skipped, ErrResponseOnly
	case !hasResource:
		it.Kind, it.Err = Bad, ErrNoResource
	case e.method == "PATCH":
		it.Kind, it.Err = Bad, ErrPatch
	case e.mode == "outcome" && e.id == "":
		it.Kind, it.Err = Skipped, ErrOutcome
	case e.id == "":
		it.ID = e.target().ID
	}
	return it
}
