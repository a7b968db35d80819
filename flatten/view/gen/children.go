package main

import (
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/view"
)

// table is where a child table hangs: the table of its parent, and the iterations that lead there.
type table struct {
	name     string
	resource string
	patient  string
	levels   []level
}

// level is one iteration around the rows of a child table.
type level struct {
	element string
	typ     schema.TypeID
	forEach string
	repeat  []string
}

// children makes the tables of the repeating elements of a type.
func (g *generator) children(t *schema.Type, parent table, owner *schema.Type) {
	g.childrenBelow(t, parent, "", "")
}

// childrenBelow looks through a type, and through its elements that occur once, with their path and name.
func (g *generator) childrenBelow(t *schema.Type, parent table, path, prefix string) {
	for _, fields := range groups(t) {
		f := &fields[0]
		el := elementName(f)
		typ := g.model.TypeByID(f.Type)
		if skipped(t.Name, el) || skippedChildren[t.Name+"."+el] || f.Choice != "" {
			continue
		}
		at, name := join(path, ".", el), join(prefix, "_", snake(el))
		switch {
		case f.Many && (len(parent.levels) == 0 || nestedTable(typ)):
			g.child(t, f, typ, parent, at, name)
		case !f.Many && typ.Kind == schema.Backbone && !g.recursive(typ):
			g.childrenBelow(typ, parent, at, name)
		}
	}
}

// nestedTable says whether a repeating element inside a child table has a table of its own. Concepts, references and
// primitives have columns in their parent's row; all of their codings and references are in coding and reference.
func nestedTable(t *schema.Type) bool {
	switch t.Name {
	case "HumanName", "Address", "ContactPoint", "Annotation", "Attachment", "Dosage", "Dosage.doseAndRate":
		return true
	}
	return t.Kind == schema.Backbone
}

func (g *generator) child(owner *schema.Type, f *schema.Field, typ *schema.Type, parent table, path, name string) {
	if inside(parent, typ) {
		return // the repeat of the outer table finds it
	}
	l := level{element: name, typ: typ.ID, forEach: path}
	if g.recursive(typ) && !repeats(parent) {
		l.forEach, l.repeat = "", []string{path}
		for _, p := range g.returns(typ) {
			if p != path {
				l.repeat = append(l.repeat, p)
			}
		}
	}
	t := parent
	t.name = parent.name + "_" + name
	t.levels = append(parent.levels[:len(parent.levels):len(parent.levels)], l)
	comment := f.Short + "; one row for each " + owner.Name + "." + f.Name
	g.emit(t.name, t.resource, comment, g.selects(t, owner, f, typ))
	if typ.Kind == schema.Backbone || typ.Kind == schema.Complex && typ.Name == "Dosage" {
		g.childrenBelow(typ, t, "", "")
	}
}

// recursive says whether a type contains itself.
func (g *generator) recursive(t *schema.Type) bool { return len(g.returns(t)) > 0 }

// returns are the paths from a backbone element back to its own type: item, answer.item.
func (g *generator) returns(t *schema.Type) []string {
	if t.Kind != schema.Backbone {
		return nil
	}
	var paths []string
	for _, f := range t.Fields {
		if f.Type == t.ID {
			paths = append(paths, f.Name)
		}
		inner := g.model.TypeByID(f.Type)
		if inner.Kind != schema.Backbone || inner.ID == t.ID {
			continue
		}
		for _, x := range inner.Fields {
			if x.Type == t.ID {
				paths = append(paths, f.Name+"."+x.Name)
			}
		}
	}
	return paths
}

// inside says whether a type's table is one of those around.
func inside(parent table, typ *schema.Type) bool {
	for _, l := range parent.levels {
		if l.typ == typ.ID {
			return true
		}
	}
	return false
}

// repeats says whether one of the tables around goes through a recursive element: then what is below needs no repeat.
func repeats(parent table) bool {
	for _, l := range parent.levels {
		if l.repeat != nil {
			return true
		}
	}
	return false
}

// selects makes the selects of a child table: the key of the resource, then one select inside the other for each level.
func (g *generator) selects(t table, owner *schema.Type, f *schema.Field, typ *schema.Type) []view.Select {
	used := map[string]bool{}
	root := &columns{used: used}
	root.add(snake(t.resource)+"_id", "getResourceKey()", "id", varchar, "Key of the "+t.resource, t.resource)
	root.references(tableName(t.resource))
	if t.patient != "" && t.resource != "Patient" {
		root.add("patient_id", t.patient, "id", varchar, "Key of the patient", t.resource)
		root.references("patient")
	}
	selects := []view.Select{{Column: root.list}}
	at := &selects
	for i, l := range t.levels {
		c := &columns{used: used}
		last := i == len(t.levels)-1
		g.ordinals(c, l, last)
		if last {
			g.childColumns(c, owner, f, typ)
		}
		*at = append(*at, view.Select{ForEach: l.forEach, Repeat: l.repeat, Column: c.list})
		at = &(*at)[len(*at)-1].Select
	}
	return selects
}

func (g *generator) ordinals(c *columns, l level, last bool) {
	if !last {
		c.add(l.element+"_ordinal", "%rowIndex", "integer", integer, "Position of the "+l.element+" around, from 0", l.element)
		return
	}
	if l.repeat == nil {
		c.add("ordinal", "%rowIndex", "integer", integer, "Position in the element, from 0", l.element)
		return
	}
	c.add("ordinal", "%rowIndex", "integer", integer, "Position in the resource, depth first, from 0", l.element)
	c.add("parent_ordinal", "%repeatParent", "integer", integer, "Ordinal of the "+l.element+" around; NULL at the top", l.element)
	c.add("depth", "%repeatDepth", "integer", integer, "Depth, 0 at the top", l.element)
	c.add("position", "%repeatOrdinal", "integer", integer, "Position among the siblings, from 0", l.element)
	c.add("path", "%repeatPath", "string", varchar, "Path from the resource", l.element)
}

func (g *generator) childColumns(c *columns, owner *schema.Type, f *schema.Field, typ *schema.Type) {
	e := element{name: snake(f.Name), at: owner.Name + "." + f.Name, owner: owner.Name, field: f, short: f.Short}
	switch typ.Name {
	case "HumanName", "Address", "ContactPoint", "Identifier", "Annotation", "Attachment", "Dosage":
		g.elements(c, typ, "", "", 0)
		return
	}
	if typ.Kind == schema.Backbone || !g.scalar(c, e) {
		g.elements(c, typ, "", "", 0)
	}
}
