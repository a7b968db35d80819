package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/source"
)

// item gives one item to the load: a resource with its rows, a deletion, or a bad item.
func (g *shredding) item(b block, it *source.Item) error {
	var envelope *source.BundleError
	if errors.As(it.Err, &envelope) && it.Kind == source.Skipped {
		return nil // its entries are items of their own
	}
	g.read.Add(it.Size)
	switch it.Kind {
	case source.Skipped:
		g.skip(fmt.Sprintf("%s:%d: %v", b.input.Name(), it.Line, it.Err))
		return nil
	case source.Bad:
		return g.quarantine(g.w, b, it, flatten.Resource{}, it.Err)
	case source.Deletion:
		return g.deletion(g.w, b, it)
	}
	r, err := g.worker.Parse(*it)
	if err != nil {
		return g.quarantine(g.w, b, it, r, err)
	}
	return g.resource(b, it, &r)
}

func (g *shredding) resource(b block, it *source.Item, r *flatten.Resource) error {
	seq, err := g.w.Resource(engine.Resource{
		Type: r.Type, ID: r.Key, VersionID: r.VersionID, LastUpdated: r.LastUpdated,
		File: b.input.Name(), Line: it.Line, Offset: it.Offset, Raw: it.Raw, Order: engine.Order(b.file, it.Offset),
	})
	if err != nil {
		return err
	}
	g.resources.Add(1)
	g.unknown.Add(int64(r.Unknown))
	if r.Release != "" {
		g.foreign(r.Release)
	}
	if g.notes != nil {
		g.notes.add(seq, r, g.worker)
	}
	return g.worker.Append(seq)
}

func (s *shredder) deletion(w engine.Writer, b block, it *source.Item) error {
	updated, _ := time.Parse(time.RFC3339Nano, it.LastModified) // absent: the zero time
	_, err := w.Resource(engine.Resource{
		Type: it.Type, ID: sourceKey(s.source, it.ID), VersionID: it.VersionID, LastUpdated: updated, Deleted: true,
		File: b.input.Name(), Line: it.Line, Offset: it.Offset, Raw: it.Raw, Order: engine.Order(b.file, it.Offset),
	})
	s.resources.Add(1)
	return err
}

// sourceKey is the key of a resource in the tables: "S:id" under --source S.
func sourceKey(source, id string) string {
	if source == "" {
		return id
	}
	return source + ":" + id
}

// checkSource refuses names that would make one key of two: a colon ends the name in a key, # begins a contained resource.
func checkSource(name string) error {
	if i := strings.IndexFunc(name, func(r rune) bool { return r <= ' ' || r == 0x7f || r == ':' || r == '#' }); i >= 0 {
		return usagef("source %q: the name of a source has no %q: it stands before a colon in keys", name, name[i])
	}
	return nil
}

func (s *shredder) quarantine(w engine.Writer, b block, it *source.Item, r flatten.Resource, reason error) error {
	var bad *flatten.Error
	if errors.As(reason, &bad) { // the place stands in columns of its own
		reason = bad.Err
	}
	s.mu.Lock()
	if len(s.errors) < firstErrors {
		s.errors = append(s.errors, fmt.Sprintf("%s:%d: %v", b.input.Name(), it.Line, reason))
	}
	s.mu.Unlock()
	if it.Line == 0 {
		s.badFiles.Add(1)
	}
	return w.Quarantine(engine.Bad{
		File: b.input.Name(), Line: it.Line, Offset: it.Offset, Type: r.Type, ID: r.ID, Reason: reason.Error(), Raw: it.Raw, Size: it.Size,
	})
}

// foreign counts a resource that looks like one of another release of FHIR.
func (s *shredder) foreign(release string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.releases == nil {
		s.releases = map[string]int64{}
	}
	s.releases[release]++
}

func (s *shredder) skip(what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skipped = append(s.skipped, what)
}
