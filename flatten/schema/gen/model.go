package main

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// model collects the definitions; link turns names into ids.
type model struct {
	types   []*typeDef
	byName  map[string]*typeDef
	members []string // by MemberID
	params  []schema.SearchParam
	patient map[string][]string
}

type typeDef struct {
	id          int
	name, short string
	base        string
	kind        schema.TypeKind
	abstract    bool
	fields      []fieldDef
}

type fieldDef struct {
	name, element   string
	choice          bool
	typeName        string
	many, summary   bool
	min             int
	targets         []string
	short           string
	twin            bool
	member, twinMem int
}

func newModel() *model {
	return &model{byName: map[string]*typeDef{}, patient: map[string][]string{}}
}

// addDefinition adds a type and its backbone elements.
func (m *model) addDefinition(def *definition) error {
	for i := range def.Elements {
		e := &def.Elements[i]
		if i == 0 {
			m.addType(&typeDef{
				name: e.Path.Value, short: e.Short.Value, kind: kindOf(def),
				abstract: def.Abstract.Value == "true", base: strings.TrimPrefix(def.Base.Value, definitionURL),
			})
			continue
		}
		if err := m.addElement(def, e); err != nil {
			return fmt.Errorf("%s: %w", e.Path.Value, err)
		}
	}
	return nil
}

func kindOf(def *definition) schema.TypeKind {
	switch def.Kind.Value {
	case "primitive-type":
		return schema.Primitive
	case "resource":
		return schema.Resource
	}
	return schema.Complex
}

func (m *model) addType(t *typeDef) {
	m.types = append(m.types, t)
	m.byName[t.name] = t
}

// addElement adds the fields of one element to the type it stands in.
func (m *model) addElement(def *definition, e *element) error {
	path := e.Path.Value
	dot := strings.LastIndexByte(path, '.')
	owner, name := m.byName[path[:dot]], path[dot+1:]
	if owner == nil {
		return fmt.Errorf("no type %s", path[:dot])
	}
	if owner.kind == schema.Primitive {
		return nil // string.id, string.extension, string.value: in JSON the twin has the first two, and the value is the value
	}
	minimum, err := strconv.Atoi(e.Min.Value)
	if err != nil {
		return err
	}
	f := fieldDef{
		name: name, element: name, min: minimum, many: e.Max.Value != "1" && e.Max.Value != "0",
		short: e.Short.Value, summary: e.Summary.Value == "true",
	}
	if ref := e.ContentRef.Value; ref != "" {
		f.typeName = strings.TrimPrefix(ref, "#")
		owner.fields = append(owner.fields, f)
		return nil
	}
	if base := e.Types[0].Code.Value; base == "BackboneElement" || base == "Element" && hasChildren(def, path) {
		m.addType(&typeDef{name: path, short: e.Short.Value, kind: schema.Backbone, base: base})
		f.typeName = path
		owner.fields = append(owner.fields, f)
		return nil
	}
	owner.addTyped(f, e.Types)
	return nil
}

func hasChildren(def *definition, path string) bool {
	return slices.ContainsFunc(def.Elements, func(e element) bool { return strings.HasPrefix(e.Path.Value, path+".") })
}

// addTyped adds one field, or one per type of a choice.
func (t *typeDef) addTyped(f fieldDef, types []elementType) {
	stem, choice := strings.CutSuffix(f.element, "[x]")
	for i := range types {
		f.typeName, f.targets, f.choice = types[i].name(), types[i].targets(), choice
		if choice {
			f.name = stem + strings.ToUpper(f.typeName[:1]) + f.typeName[1:]
		}
		// The ids of elements and the urls of extensions are XML attributes: they have no extensions.
		f.twin = types[i].Code.Value == types[i].name() && f.typeName != "xhtml"
		if t.kind == schema.Resource && f.element == "id" {
			f.typeName, f.twin = "id", true // 4.0.1 says "string" here; the type is id (http://hl7.org/fhir/R4/resource.html#id)
		}
		t.fields = append(t.fields, f)
	}
}

// link resolves type names, assigns ids and checks that nothing dangles.
func (m *model) link() error {
	sort.Slice(m.types, func(i, j int) bool { return m.types[i].name < m.types[j].name })
	for i, t := range m.types {
		t.id = i
	}
	names := map[string]bool{}
	for _, t := range m.types {
		for i := range t.fields {
			f := &t.fields[i]
			ft := m.byName[f.typeName]
			if ft == nil {
				return fmt.Errorf("%s.%s: unknown type %q", t.name, f.name, f.typeName)
			}
			f.twin = f.twin && ft.kind == schema.Primitive
			names[f.name] = true
			if f.twin {
				names["_"+f.name] = true
			}
		}
	}
	m.assignMembers(names)
	return nil
}

// assignMembers gives the reserved names their ids, then all others theirs in sorted order.
func (m *model) assignMembers(names map[string]bool) {
	m.members = []string{"", "", "resourceType", "fhir_comments", "id"}
	for _, reserved := range m.members {
		delete(names, reserved)
	}
	first := len(m.members)
	for n := range names {
		m.members = append(m.members, n)
	}
	sort.Strings(m.members[first:])
	ids := map[string]int{}
	for id, n := range m.members {
		ids[n] = id
	}
	for _, t := range m.types {
		for i := range t.fields {
			f := &t.fields[i]
			f.member = ids[f.name]
			if f.twin {
				f.twinMem = ids["_"+f.name]
			}
		}
	}
}
