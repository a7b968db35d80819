package vocab

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

const wantFHIR = "a CodeSystem, a ValueSet or a Bundle of them, in JSON"

// loadFHIR reads CodeSystems and ValueSets, alone, in Bundles, or one after the other. The concepts of a CodeSystem are read
// one at a time where its url stands before them, as terminology servers write it.
func loadFHIR(l *Layer, s *Set, o Options) error {
	return eachFile(s.parts[0], func(f File) error {
		in, err := f.Open()
		if err != nil {
			return &Error{f.Name, 0, err}
		}
		defer in.Close()
		r := fhirReader{layer: l, options: o, d: json.NewDecoder(&bomReader{r: in})}
		for more := true; more && err == nil; {
			if more, err = r.next(); more && err == nil {
				err = r.resource(0)
			}
		}
		if err == nil && !r.found {
			err = fmt.Errorf("%w: expected %s", ErrKind, wantFHIR)
		}
		if err != nil {
			return &Error{f.Name, 0, fmt.Errorf("at byte %d: %w", r.d.InputOffset(), err)}
		}
		return nil
	})
}

type fhirReader struct {
	layer   *Layer
	options Options
	d       *json.Decoder
	found   bool // a CodeSystem or ValueSet
}

// next reads the { of the next resource; more is false where none follows.
func (r *fhirReader) next() (more bool, err error) {
	t, err := r.d.Token()
	switch {
	case errors.Is(err, io.EOF):
		return false, nil
	case err != nil:
		return false, err
	case t != json.Delim('{'):
		return false, fmt.Errorf("%w: %v where a resource should begin; expected %s", ErrKind, t, wantFHIR)
	}
	return true, nil
}

// resource reads one resource, whose { was read.
func (r *fhirReader) resource(depth int) error {
	if depth > 2 {
		return errNested
	}
	var kind, url string
	var waiting json.RawMessage // concepts that stand before the url
	for r.d.More() {
		key, err := r.d.Token()
		if err != nil {
			return err
		}
		switch {
		case key == "resourceType":
			if err = r.d.Decode(&kind); err == nil && depth == 0 && !wantedResource(kind) {
				err = fmt.Errorf("%w: a %s; expected %s", ErrKind, kind, wantFHIR)
			}
		case kind != "" && !wantedResource(kind): // another resource of a Bundle
			err = r.skip()
		case key == "url":
			url, err = r.text()
		case key == "concept" && r.options.System == "" && url == "":
			err = r.d.Decode(&waiting)
		case key == "concept":
			err = r.list(func() error { return r.concept(url) })
		case key == "entry":
			err = r.list(func() error { return r.entry(depth) })
		default:
			err = r.member(key.(string))
		}
		if err != nil {
			return err
		}
	}
	r.found = r.found || kind == "CodeSystem" || kind == "ValueSet"
	if err := delim(r.d, '}'); err != nil {
		return err
	}
	return r.late(waiting, url)
}

func wantedResource(kind string) bool {
	return kind == "CodeSystem" || kind == "ValueSet" || kind == "Bundle"
}

// member reads a member of a resource.
func (r *fhirReader) member(key string) error {
	switch key {
	case "version", "name", "copyright":
		return r.describe(key)
	case "compose":
		return r.compose()
	case "expansion":
		return r.expansion()
	}
	return r.skip()
}

// describe takes what the resource says of itself.
func (r *fhirReader) describe(key string) error {
	text, err := r.text()
	switch key {
	case "version":
		r.layer.propose(lexicon.Meta{Version: text})
	case "name":
		r.layer.propose(lexicon.Meta{Name: text})
	case "copyright":
		r.layer.propose(lexicon.Meta{Licence: text})
	}
	return err
}

// text reads a string; another value is "".
func (r *fhirReader) text() (string, error) {
	var value any
	err := r.d.Decode(&value)
	text, _ := value.(string)
	return text, err
}

func (r *fhirReader) skip() error {
	var value json.RawMessage
	return r.d.Decode(&value)
}

// list reads an array, or nothing for null.
func (r *fhirReader) list(element func() error) error {
	t, err := r.d.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('[') {
		return fmt.Errorf("%v where a list should stand", t)
	}
	for r.d.More() {
		if err := element(); err != nil {
			return err
		}
	}
	return delim(r.d, ']')
}

// entry reads an entry of a Bundle.
func (r *fhirReader) entry(depth int) error {
	if err := delim(r.d, '{'); err != nil {
		return err
	}
	for r.d.More() {
		key, err := r.d.Token()
		if err != nil {
			return err
		}
		if key == "resource" {
			if err = delim(r.d, '{'); err == nil {
				err = r.resource(depth + 1)
			}
		} else {
			err = r.skip()
		}
		if err != nil {
			return err
		}
	}
	return delim(r.d, '}')
}

// concept reads one concept of a CodeSystem, with those below it.
func (r *fhirReader) concept(url string) error {
	var c fhirConcept
	if err := r.d.Decode(&c); err != nil {
		return err
	}
	return r.add([]fhirConcept{c}, r.system(url), 0)
}

// system is the URI of a CodeSystem's codes: the one the caller gives, else its own.
func (r *fhirReader) system(url string) string {
	if r.options.System != "" {
		return r.options.System
	}
	return url
}

// late adds the concepts that stood before the url.
func (r *fhirReader) late(concepts json.RawMessage, url string) error {
	if concepts == nil {
		return nil
	}
	var list []fhirConcept
	if err := json.Unmarshal(concepts, &list); err != nil {
		return err
	}
	return r.add(list, r.system(url), 0)
}

// compose adds the codes that a ValueSet lists, but those it excludes; whole systems and filters it does not list.
func (r *fhirReader) compose() error {
	var c struct{ Include, Exclude []fhirConcept }
	if err := r.d.Decode(&c); err != nil {
		return err
	}
	excluded := map[[2]string]bool{}
	for _, e := range c.Exclude {
		for _, code := range e.Concept {
			excluded[[2]string{e.System, code.Code}] = true
		}
	}
	for _, in := range c.Include {
		for i := range in.Concept {
			in.Concept[i].Inactive = in.Concept[i].Inactive || excluded[[2]string{in.System, in.Concept[i].Code}]
		}
		if err := r.add(in.Concept, in.System, 0); err != nil {
			return err
		}
	}
	return nil
}

func (r *fhirReader) expansion() error {
	var c fhirConcept
	if err := r.d.Decode(&c); err != nil {
		return err
	}
	return r.add(c.Contains, "", 0)
}

func delim(d *json.Decoder, want json.Delim) error {
	t, err := d.Token()
	if err == nil && t != want {
		err = fmt.Errorf("%v where %v should stand", t, want)
	}
	return err
}

// bomReader drops a byte order mark at the beginning.
type bomReader struct {
	r    io.Reader
	seen bool
}

func (b *bomReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if !b.seen && n > 0 {
		b.seen = true
		if n >= 3 && string(p[:3]) == "\ufeff" {
			copy(p, p[3:n])
			n -= 3
		}
	}
	return n, err
}
