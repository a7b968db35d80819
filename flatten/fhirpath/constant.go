package fhirpath

import (
	"sort"
	"strings"
)

// environment are the constants that FHIR defines.
var environment = map[string]string{
	"ucum":  "http://unitsofmeasure.org",
	"sct":   "http://snomed.info/sct",
	"loinc": "http://loinc.org",
}

// rowVariable reads one of the variables of a view's iteration; ok is false where it is empty.
type rowVariable func(m *Machine) (it Item, ok bool)

// rowVariables are %rowIndex (SQL on FHIR) and, for rows of a select with repeat, what Tarn adds: where in the tree the
// row's element stands.
var rowVariables = map[string]rowVariable{
	"rowIndex":      func(m *Machine) (Item, bool) { return m.integer(int64(m.Row.Index)), true },
	"repeatDepth":   func(m *Machine) (Item, bool) { return m.integer(int64(m.Row.Depth)), true },
	"repeatOrdinal": func(m *Machine) (Item, bool) { return m.integer(int64(m.Row.Ordinal)), true },
	"repeatParent":  func(m *Machine) (Item, bool) { return m.integer(int64(m.Row.Parent)), m.Row.Parent >= 0 },
	"repeatPath":    func(m *Machine) (Item, bool) { return Item{Kind: String, Text: m.Row.Path}, len(m.Row.Path) > 0 },
}

func (c *compiler) constant(e *Constant) (code, error) {
	if v, ok := c.options.Constants[e.Name]; ok {
		it := Item{Kind: kindOfName(v.Type), Text: []byte(v.Text)}
		if it.Kind == Boolean {
			it = booleanItem(v.Text == "true")
		}
		return code{op: &literal{items: []Item{it}}, shape: computed(it.Kind, false)}, nil
	}
	if url, ok := environment[e.Name]; ok {
		it := Item{Kind: String, Text: []byte(url)}
		return code{op: &literal{items: []Item{it}}, shape: computed(String, false)}, nil
	}
	if read, ok := rowVariables[e.Name]; ok {
		return rowCode(e.Name, read), nil
	}
	switch e.Name {
	case "resource", "rootResource", "context":
		return code{op: function(pushRoot), shape: c.resourceShape(e.Name)}, nil
	}
	return code{}, c.fail(e, "there is no constant %%%s%s", e.Name, c.constantHint())
}

func rowCode(name string, read rowVariable) code {
	kind := Integer
	if name == "repeatPath" {
		kind = String
	}
	return code{op: read, shape: computed(kind, false)}
}

func (read rowVariable) eval(m *Machine, _ []Item) error {
	if it, ok := read(m); ok {
		m.push(it)
	}
	return nil
}

// pushRoot pushes the resource. A resource is evaluated as a whole, so %resource, %rootResource and %context are one.
func pushRoot(m *Machine, _ []Item) error {
	m.push(m.root)
	return nil
}

func (c *compiler) resourceShape(string) shape {
	if c.root.isNode() && c.root.typ != anyType {
		return nodes(c.root.typ, false)
	}
	return unknownShape
}

func (c *compiler) constantHint() string {
	if len(c.options.Constants) == 0 {
		return ""
	}
	var names []string
	for n := range c.options.Constants {
		names = append(names, "%"+n)
	}
	sort.Strings(names)
	return "; the view defines " + strings.Join(names, ", ")
}
