package synth_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/testdata/shared"
)

// model is the R4 definitions.
type model struct {
	elements map[string]element  // by path
	required map[string][]string // by the path of what must have them
}

// element is the types of an element, parted by |, and whether it repeats.
type element struct {
	types string
	many  bool
}

func readModel(t *testing.T) model {
	t.Helper()
	data, err := os.ReadFile(shared.Path(t, "fhir", "r4-elements.json"))
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string][3]any
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	m := model{map[string]element{}, map[string][]string{}}
	for path, e := range raw {
		m.elements[path] = element{types: e[0].(string), many: e[2] != "1" && e[2] != "0"}
		if at := strings.LastIndexByte(path, '.'); e[1].(float64) > 0 && at > 0 {
			m.required[path[:at]] = append(m.required[path[:at]], path)
		}
	}
	return m
}

// find returns the definition of a member and the type that it has, also for choices: valueQuantity is value[x].
func (m model) find(path, name string) (e element, typ, defined string) {
	if e, ok := m.elements[path+"."+name]; ok {
		return e, e.types, path + "." + name
	}
	for i := len(name) - 1; i > 0; i-- {
		e, ok := m.elements[path+"."+name[:i]+"[x]"]
		if !ok {
			continue
		}
		for typ := range strings.SplitSeq(e.types, "|") {
			plain, _, _ := strings.Cut(typ, "(")
			if strings.EqualFold(plain[:1], name[i:i+1]) && plain[1:] == name[i+1:] {
				return e, typ, path + "." + name[:i] + "[x]"
			}
		}
	}
	return element{}, "", ""
}

// check returns what is wrong with an object that should look like path.
func (m model) check(o map[string]any, path string) (wrong []string) {
	have := map[string]bool{}
	for name, v := range o {
		if name == "resourceType" {
			continue
		}
		e, typ, defined := m.find(path, name)
		if defined == "" {
			wrong = append(wrong, path+"."+name+" is not defined")
			continue
		}
		have[defined] = true
		list, isList := v.([]any)
		if isList != e.many {
			wrong = append(wrong, fmt.Sprintf("%s.%s: list is %v, should be %v", path, name, isList, e.many))
			continue
		}
		if !isList {
			list = []any{v}
		}
		if len(list) == 0 {
			wrong = append(wrong, path+"."+name+" is empty")
		}
		for _, item := range list {
			wrong = append(wrong, m.checkValue(item, typ, defined)...)
		}
	}
	for _, p := range m.required[path] {
		if !have[p] {
			wrong = append(wrong, p+" is missing")
		}
	}
	return wrong
}

var primitives = map[string]*regexp.Regexp{
	"boolean":      regexp.MustCompile(`^(true|false)$`),
	"integer":      regexp.MustCompile(`^-?(0|[1-9]\d*)$`),
	"positiveInt":  regexp.MustCompile(`^[1-9]\d*$`),
	"unsignedInt":  regexp.MustCompile(`^(0|[1-9]\d*)$`),
	"decimal":      regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`),
	"date":         regexp.MustCompile(`^"\d{4}(-\d\d(-\d\d)?)?"$`),
	"dateTime":     regexp.MustCompile(`^"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?"$`),
	"instant":      regexp.MustCompile(`^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"$`),
	"code":         regexp.MustCompile(`^"[^\s"]+( [^\s"]+)*"$`),
	"id":           regexp.MustCompile(`^"[A-Za-z0-9.-]{1,64}"$`),
	"uri":          regexp.MustCompile(`^"\S+"$`),
	"base64Binary": regexp.MustCompile(`^"[A-Za-z0-9+/]+=*"$`),
	"string":       regexp.MustCompile(`^"\S`),
}

func (m model) checkValue(v any, typ, path string) []string {
	name, targets, _ := strings.Cut(strings.TrimSuffix(typ, ")"), "(")
	switch {
	case name == "System.String":
		name = "string"
	case name == "canonical" || name == "url":
		name = "uri"
	case name == "markdown":
		name = "string"
	}
	if pattern := primitives[name]; pattern != nil {
		text, _ := json.Marshal(v)
		if !pattern.Match(text) {
			return []string{fmt.Sprintf("%s: %s is no %s", path, text, name)}
		}
		return nil
	}
	o, ok := v.(map[string]any)
	if !ok {
		return []string{fmt.Sprintf("%s: %v is no %s", path, v, name)}
	}
	switch {
	case name == "BackboneElement" || name == "Element":
		return m.check(o, path)
	case strings.HasPrefix(name, "#"):
		return m.check(o, name[1:])
	case name == "Resource":
		return m.check(o, o["resourceType"].(string))
	case name == "Reference" && targets != "Resource":
		target, _, _ := strings.Cut(o["reference"].(string), "/")
		if target[0] != '#' && !strings.Contains(","+targets+",", ","+target+",") {
			return []string{fmt.Sprintf("%s: a %s is no target, those are %s", path, target, targets)}
		}
	}
	return m.check(o, name)
}

func TestResourcesFitTheR4Definitions(t *testing.T) {
	m := readModel(t)
	seen := map[string]bool{}
	for typ, list := range resources() {
		for _, r := range list {
			for _, w := range m.check(r, typ) {
				if !seen[w] {
					t.Errorf("%s %v: %s", typ, r["id"], w)
				}
				seen[w] = true
			}
		}
	}
}

// TestCheckFindsFaults makes sure that the check above can fail.
func TestCheckFindsFaults(t *testing.T) {
	m := readModel(t)
	for text, want := range map[string]string{
		`{"status":"final"}`:                                                           "Observation.code is missing",
		`{"status":"final","code":{},"colour":1}`:                                      "Observation.colour is not defined",
		`{"status":"final","code":[{}]}`:                                               "Observation.code: list is true, should be false",
		`{"status":"final","code":{},"valueQuantity":{"value":"1"}}`:                   `Quantity.value: "1" is no decimal`,
		`{"status":"final","code":{},"subject":{"reference":"Claim/1"}}`:               "a Claim is no target",
		`{"status":"final","code":{},"component":[{"referenceRange":[{"lowest":1}]}]}`: "Observation.referenceRange.lowest is not defined",
	} {
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		var o map[string]any
		if err := d.Decode(&o); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(m.check(o, "Observation"), "; "); !strings.Contains(got, want) {
			t.Errorf("check(%s) = %q, want %q", text, got, want)
		}
	}
}
