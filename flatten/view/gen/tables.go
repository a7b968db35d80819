package main

import (
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/view"
)

// generator makes the definitions of all tables of the model.
type generator struct {
	model *schema.Model
	views []*view.Definition
}

// maxBackboneDepth is how deep a backbone element that occurs at most once is spread over the columns of its parent.
const maxBackboneDepth = 3

// resource makes the tables of one resource type.
func (g *generator) resource(name string) {
	t, _ := g.model.Type(name)
	c := &columns{used: map[string]bool{}}
	c.add("id", "getResourceKey()", "id", varchar, "Key of the resource: its id", name)
	c.add("version_id", "meta.versionId", "id", varchar, "Version of the resource", name)
	c.add("last_updated", "meta.lastUpdated", "instant", timestamp, "When the version was made", name)
	patient := g.patient(t)
	if patient != "" && !hasField(t, "patient") {
		c.add("patient_id", patient, "id", varchar, "Key of the patient", name)
		c.references("patient")
	}
	if path := encounterPaths[name]; path != "" {
		c.add("encounter_id", path, "id", varchar, "Key of the encounter", name)
		c.references("encounter")
	}
	for _, x := range extraColumns[name] {
		c.add(x[0], x[1], x[2], x[3], x[4], name)
	}
	g.elements(c, t, "", "", 0)
	g.emit(tableName(name), name, t.Short, []view.Select{{Column: c.list}})
	if fullTypes[name] {
		g.children(t, table{name: tableName(name), resource: name, patient: patient}, t)
	}
}

func hasField(t *schema.Type, name string) bool {
	_, ok := t.FieldByName(name)
	return ok
}

// patient is the path to the patient's key, "" for types that have none.
func (g *generator) patient(t *schema.Type) string {
	if p := patientPaths[t.Name]; p != "" {
		return p
	}
	for _, name := range []string{"patient", "subject"} {
		f, ok := t.FieldByName(name)
		if !ok || g.model.TypeByID(f.Type).Name != "Reference" || !targets(f, "Patient") {
			continue
		}
		if f.Many {
			return name + ".getReferenceKey(Patient).first()"
		}
		return name + ".getReferenceKey(Patient)"
	}
	return ""
}

func targets(f *schema.Field, resource string) bool {
	for _, t := range f.Targets {
		if t == resource {
			return true
		}
	}
	return len(f.Targets) == 0
}

// elements makes the columns of all elements of a type, with the path and name of their parent before theirs.
func (g *generator) elements(c *columns, t *schema.Type, path, prefix string, depth int) {
	for _, fields := range groups(t) {
		f := &fields[0]
		el := elementName(f)
		if skipped(t.Name, el) {
			continue
		}
		e := element{
			name: join(prefix, "_", snake(el)), path: join(path, ".", el), at: t.Name + "." + el, owner: t.Name, field: f,
			short: f.Short, brief: depth > 0,
		}
		switch typ := g.model.TypeByID(f.Type); {
		case f.Choice != "":
			if len(fields) == 1 {
				e.path += ".ofType(" + typ.Name + ")"
				g.scalar(c, e)
			} else {
				g.choice(c, e, fields)
			}
		case f.Many:
			g.first(c, e, typ)
		case g.scalar(c, e):
		case spread(typ) && depth < maxBackboneDepth:
			g.elements(c, typ, e.path, e.name, depth+1)
		}
	}
}

// spread says whether a type's elements stand in the row of its parent.
func spread(t *schema.Type) bool {
	return t.Kind == schema.Backbone || t.Name == "Dosage" || t.Name == "Timing"
}

// first makes the columns that a repeating element has in its parent's row: primitives put together, and the first value
// of concepts and references; in main tables of those that are worth it, since the others have tables of their own.
func (g *generator) first(c *columns, e element, t *schema.Type) {
	key := e.owner + "." + e.field.Name
	main := g.model.IsResource(e.owner)
	switch {
	case t.Kind == schema.Primitive && t.Name != "base64Binary":
		separator := "', '"
		if e.field.Name == "given" || e.field.Name == "prefix" || e.field.Name == "suffix" {
			separator = "' '"
		}
		c.add(e.name, joined(e.path, separator), t.Name, varchar, e.comment("all of them"), e.owner)
		return
	case t.Name == "CodeableConcept" || t.Name == "Coding":
		if main && !firstConcepts[e.field.Name] && !firstConcepts[key] || e.brief {
			return
		}
	case t.Name == "Reference":
		if main && !firstReferences[key] || e.brief {
			return
		}
	default:
		return
	}
	e.path += ".first()"
	e.short += " (the first)"
	g.scalar(c, e)
}

// joined puts the values of a repeating primitive together; without values it is empty, where join() alone would be ”.
func joined(path, separator string) string {
	return path + ".join(" + separator + ").where($this != '')"
}

// groups returns the elements of a type: single fields, and the alternatives of a choice together.
func groups(t *schema.Type) [][]schema.Field {
	var out [][]schema.Field
	for i := 0; i < len(t.Fields); {
		n := i + 1
		for t.Fields[i].Choice != "" && n < len(t.Fields) && t.Fields[n].Choice == t.Fields[i].Choice {
			n++
		}
		out = append(out, t.Fields[i:n])
		i = n
	}
	return out
}

func elementName(f *schema.Field) string {
	if f.Choice != "" {
		return f.Choice
	}
	return f.Name
}

func skipped(owner, el string) bool {
	return skippedElements[el] && !strings.Contains(owner, "Annotation") && !keepText(owner, el) || skippedElements[owner+"."+el]
}

// keepText: the element "text" is a narrative only in resources, "language" a code of the content only there.
func keepText(owner, el string) bool {
	t, ok := schema.R4().Type(owner)
	return ok && t.Kind != schema.Resource && (el == "text" || el == "language")
}

func join(a, sep, b string) string {
	if a == "" {
		return b
	}
	return a + sep + b
}

func (g *generator) emit(name, resource, comment string, selects []view.Select) {
	g.views = append(g.views, &view.Definition{
		ResourceType: "ViewDefinition", URL: "https://tarn.dev/ViewDefinition/" + name, Name: name, Status: "active",
		Description: comment, Resource: resource, FHIRVersion: view.List{"4.0.1"}, Select: selects,
	})
}
