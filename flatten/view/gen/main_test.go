package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/view"
)

// TestCurrent checks that the committed definitions are what the rules and the selection make.
func TestCurrent(t *testing.T) {
	g := &generator{model: schema.R4()}
	for _, r := range g.model.Resources() {
		g.resource(r)
	}
	dir := t.TempDir()
	made := map[string]bool{}
	for _, d := range g.views {
		path := filepath.Join(dir, d.Name+".json")
		if err := write(path, d); err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "builtin", d.Name+".json"))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s.json is not current: go generate ./flatten/view (%v)", d.Name, err)
		}
		made[d.Name+".json"] = true
	}
	files, _ := filepath.Glob(filepath.Join("..", "builtin", "*"))
	for _, f := range files {
		if !made[filepath.Base(f)] {
			t.Errorf("nothing makes %s", f)
		}
	}
}

// TestSelection checks that what the selection names is there: a typing error would silently select nothing.
func TestSelection(t *testing.T) {
	for _, list := range []map[string]bool{fullTypes, plainQuantities} {
		for name := range list {
			if !schema.R4().IsResource(name) {
				t.Errorf("the selection names %s, which is no resource type", name)
			}
		}
	}
	for path := range preferredSystems {
		if !isElement(path) {
			t.Errorf("the selection names %s, which is no element", path)
		}
	}
	for _, list := range []map[string]bool{skippedElements, skippedChildren, firstConcepts, firstReferences} {
		for path := range list {
			if filepath.Ext(path) != "" && !isElement(path) {
				t.Errorf("the selection names %s, which is no element", path)
			}
		}
	}
}

// isElement resolves Type.element and Type.backbone.element.
func isElement(path string) bool {
	ext := filepath.Ext(path)
	owner := path[:len(path)-len(ext)]
	t, ok := schema.R4().Type(owner)
	if !ok {
		return false
	}
	for _, fields := range groups(t) {
		if elementName(&fields[0]) == ext[1:] {
			return true
		}
	}
	return false
}

// TestNames checks what SQL and its clients ask of names.
func TestNames(t *testing.T) {
	g := &generator{model: schema.R4()}
	for _, r := range g.model.Resources() {
		g.resource(r)
	}
	tables := map[string]bool{}
	for _, d := range g.views {
		if len(d.Name) > 63 || reserved[d.Name] || tables[d.Name] {
			t.Errorf("the table name %s is too long, reserved or taken", d.Name)
		}
		tables[d.Name] = true
		p, err := view.Compile(d, view.Options{Strict: true})
		if err != nil {
			t.Error(err)
			continue
		}
		seen := map[string]bool{}
		for _, c := range p.Columns {
			if len(c.Name) > 63 || reserved[c.Name] || seen[c.Name] {
				t.Errorf("%s: the column name %s is too long, reserved or taken", d.Name, c.Name)
			}
			seen[c.Name] = true
			if c.Description == "" {
				t.Errorf("%s.%s has no description", d.Name, c.Name)
			}
		}
	}
}
