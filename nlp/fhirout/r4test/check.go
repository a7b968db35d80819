// Package r4test checks JSON against the element definitions of FHIR R4: names, types, cardinalities, targets of
// references, the forms of primitive values. It knows no invariants and no bindings. Tests of what writes FHIR use it; it is
// no validator for data from outside.
//
// The definitions are a JSON object: path of an element → [type, min, max], as Condition.onset[x] → ["dateTime|Age", 0, "1"].
package r4test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Checker holds the definitions.
type Checker struct {
	elements map[string]element
	required map[string][]string // the elements that must be, by the path of their parent
}

type element struct {
	types []string
	min   int
	max   string
}

// New reads the definitions.
func New(definitions []byte) (*Checker, error) {
	var file map[string][3]any
	if err := json.Unmarshal(definitions, &file); err != nil {
		return nil, fmt.Errorf("definitions: %w", err)
	}
	c := &Checker{elements: make(map[string]element, len(file)), required: map[string][]string{}}
	for path, d := range file {
		types, _ := d[0].(string)
		low, _ := d[1].(float64)
		high, _ := d[2].(string)
		c.elements[path] = element{split(types), int(low), high}
		if i := strings.LastIndexByte(path, '.'); low > 0 && i > 0 {
			c.required[path[:i]] = append(c.required[path[:i]], path)
		}
	}
	return c, nil
}

// split parts "dateTime|Reference(Patient|Group)" at the bars that stand outside of brackets.
func split(types string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range types {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '|' && depth == 0:
			out, from = append(out, types[from:i]), i+1
		}
	}
	return append(out, types[from:])
}

// Check returns what is wrong with a resource, each with its path; nothing where all is well.
func (c *Checker) Check(resource []byte) []string {
	d := json.NewDecoder(bytes.NewReader(resource))
	d.UseNumber()
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		return []string{err.Error()}
	}
	w := &walk{c: c}
	w.resource("", v)
	return w.wrong
}

type walk struct {
	c     *Checker
	wrong []string
}

func (w *walk) fail(path, format string, args ...any) {
	w.wrong = append(w.wrong, path+": "+fmt.Sprintf(format, args...))
}

func (w *walk) resource(at string, v map[string]any) {
	typ, _ := v["resourceType"].(string)
	if _, ok := w.c.elements[typ+".id"]; !ok {
		w.fail(at, "resourceType %q is unknown", typ)
		return
	}
	w.object(at+typ, typ, v)
}

// object checks an object whose members are defined below path.
func (w *walk) object(at, path string, v map[string]any) {
	if len(v) == 0 {
		w.fail(at, "is empty")
	}
	seen := map[string]bool{} // paths of elements
	for name, m := range v {
		if name == "resourceType" && !strings.Contains(path, ".") {
			continue
		}
		bare, companion := strings.CutPrefix(name, "_")
		def, typ, ok := w.c.find(path, bare)
		if !ok {
			w.fail(at+"."+name, "no such element")
			continue
		}
		if seen[def] && !companion && strings.HasSuffix(def, "[x]") {
			w.fail(at+"."+name, "a second value of a choice")
		}
		seen[def] = true
		if companion {
			typ = "Element"
		}
		w.member(at+"."+name, def, typ, w.c.elements[def], m)
	}
	for _, def := range w.c.required[path] {
		if !seen[def] {
			w.fail(at, "%s is missing", def[len(path)+1:])
		}
	}
	_, hasValue := seen["Extension.value[x]"]
	if _, nested := v["extension"]; path == "Extension" && nested == hasValue {
		w.fail(at, "an extension has either a value or extensions")
	}
}

// find is the definition of a member and its type.
func (c *Checker) find(path, name string) (def, typ string, ok bool) {
	if e, ok := c.elements[path+"."+name]; ok {
		return path + "." + name, e.types[0], true
	}
	for i := 1; i < len(name); i++ {
		def := path + "." + name[:i] + "[x]"
		e, ok := c.elements[def]
		if !ok {
			continue
		}
		for _, t := range e.types {
			kind, _, _ := strings.Cut(t, "(")
			if strings.ToUpper(kind[:1])+kind[1:] == name[i:] {
				return def, t, true
			}
		}
	}
	return "", "", false
}

func (w *walk) member(at, def, typ string, e element, m any) {
	list, isList := m.([]any)
	switch {
	case e.max == "*" && !isList:
		w.fail(at, "is no array")
		return
	case e.max != "*" && isList:
		w.fail(at, "is an array")
		return
	case !isList:
		list = []any{m}
	case len(list) == 0:
		w.fail(at, "is an empty array")
	}
	for i, v := range list {
		w.value(fmt.Sprintf("%s[%d]", at, i), def, typ, v)
	}
}

// quantities are the types that are a Quantity.
var quantities = []string{"Age", "Count", "Distance", "Duration", "SimpleQuantity", "MoneyQuantity"}

func (w *walk) value(at, def, typ string, v any) {
	if to, ok := strings.CutPrefix(typ, "#"); ok {
		def, typ = to, "BackboneElement"
	}
	kind, targets, _ := strings.Cut(strings.TrimSuffix(typ, ")"), "(")
	if slices.Contains(quantities, kind) {
		kind = "Quantity"
	}
	o, isObject := v.(map[string]any)
	if !isObject {
		w.primitive(at, kind, v)
		return
	}
	_, own := w.c.elements[def+".id"]
	switch {
	case kind == "Resource":
		w.resource(at+"/", o)
	case (kind == "BackboneElement" || kind == "Element") && own:
		w.object(at, def, o)
	case w.c.elements[kind+".id"].max != "":
		w.object(at, kind, o)
	default:
		w.fail(at, "is an object, want %s", kind)
	}
	if kind == "Reference" && targets != "" && targets != "Resource" {
		w.target(at, strings.FieldsFunc(targets, func(r rune) bool { return r == ',' || r == '|' }), o)
	}
}

// target checks that a relative reference points where it may.
func (w *walk) target(at string, may []string, o map[string]any) {
	s, _ := o["reference"].(string)
	if typ, _, ok := strings.Cut(s, "/"); ok && !slices.Contains(may, typ) {
		w.fail(at, "a reference to %s, may be to %v", typ, may)
	}
	if s, ok := o["type"].(string); ok && !slices.Contains(may, s) {
		w.fail(at, "a reference of type %s, may be %v", s, may)
	}
}

const dateForm = `([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)`

// forms are the regular expressions of R4's primitive types.
var forms = map[string]*regexp.Regexp{
	"code":          regexp.MustCompile(`^[^\s]+(\s[^\s]+)*$`),
	"id":            regexp.MustCompile(`^[A-Za-z0-9\-.]{1,64}$`),
	"uri":           regexp.MustCompile(`^\S+$`),
	"url":           regexp.MustCompile(`^\S+$`),
	"canonical":     regexp.MustCompile(`^\S+$`),
	"System.String": regexp.MustCompile(`^\S+$`), // ids of resources and elements, urls of extensions
	"dateTime":      regexp.MustCompile(`^` + dateForm + `(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1])(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?$`),
	"date":          regexp.MustCompile(`^` + dateForm + `(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1]))?)?$`),
	"instant":       regexp.MustCompile(`^` + dateForm + `-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))$`),
	"time":          regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$`),
}

func (w *walk) primitive(at, kind string, v any) {
	switch v := v.(type) {
	case nil:
		w.fail(at, "is null")
	case bool:
		if kind != "boolean" {
			w.fail(at, "is %v, want %s", v, kind)
		}
	case json.Number:
		w.number(at, kind, string(v))
	case string:
		w.text(at, kind, v)
	default:
		w.fail(at, "is %T, want %s", v, kind)
	}
}

func (w *walk) number(at, kind, s string) {
	whole := !strings.ContainsAny(s, ".eE")
	switch kind {
	case "decimal":
	case "integer":
		if !whole {
			w.fail(at, "%s is no integer", s)
		}
	case "unsignedInt", "positiveInt":
		if !whole || s[0] == '-' || kind == "positiveInt" && s == "0" {
			w.fail(at, "%s is no %s", s, kind)
		}
	default:
		w.fail(at, "is %s, want %s", s, kind)
	}
}

func (w *walk) text(at, kind, s string) {
	switch kind {
	case "boolean", "decimal", "integer", "unsignedInt", "positiveInt":
		w.fail(at, "is %q, want %s", s, kind)
		return
	}
	if strings.TrimSpace(s) == "" {
		w.fail(at, "is blank")
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' }) {
		w.fail(at, "%q has control characters", s)
	}
	if form := forms[kind]; form != nil && !form.MatchString(s) {
		w.fail(at, "%q is no %s", s, kind)
	}
	if strings.ToUpper(kind[:1]) == kind[:1] && kind != "System.String" {
		w.fail(at, "is %q, want %s", s, kind)
	}
}
