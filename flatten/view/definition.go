package view

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Definition is a ViewDefinition resource, as far as it says what the rows are.
type Definition struct {
	ResourceType string     `json:"resourceType,omitempty"`
	URL          string     `json:"url,omitempty"`
	Name         string     `json:"name,omitempty"`
	Title        string     `json:"title,omitempty"`
	Status       string     `json:"status,omitempty"`
	Description  string     `json:"description,omitempty"`
	Resource     string     `json:"resource,omitempty"`
	FHIRVersion  List       `json:"fhirVersion,omitempty"`
	Constant     []Constant `json:"constant,omitempty"`
	Where        []Where    `json:"where,omitempty"`
	Select       []Select   `json:"select,omitempty"`
}

// Select is one branch of the tree of selects. ForEach, ForEachOrNull and Repeat exclude each other.
type Select struct {
	ForEach       string   `json:"forEach,omitempty"`
	ForEachOrNull string   `json:"forEachOrNull,omitempty"`
	Repeat        []string `json:"repeat,omitempty"`
	Column        []Column `json:"column,omitempty"`
	Select        []Select `json:"select,omitempty"`
	UnionAll      []Select `json:"unionAll,omitempty"`
}

// Column is one column: a path and a name.
type Column struct {
	Name        string `json:"name"`
	Path        string `json:"path"`
	Type        string `json:"type,omitempty"`
	Collection  bool   `json:"collection,omitempty"`
	Description string `json:"description,omitempty"`
	Tag         []Tag  `json:"tag,omitempty"`
	Tags        []Tag  `json:"tags,omitempty"` // the spelling of an example in the specification
}

// Tag is a note to the implementation: ansi/type is the SQL type, tarn/references the table that a key points at.
type Tag struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// The tags that Tarn reads.
const (
	TagType       = "ansi/type"
	TagReferences = "tarn/references"
)

// TagValue returns the value of a tag, "" if the column has none of that name.
func (c *Column) TagValue(name string) string {
	for _, t := range append(slices.Clip(c.Tag), c.Tags...) {
		if t.Name == name {
			return t.Value
		}
	}
	return ""
}

// Where is a criterion that a resource must meet.
type Where struct {
	Path        string `json:"path"`
	Description string `json:"description,omitempty"`
}

// Constant is a value that paths address as %name. In JSON its value is value[x].
type Constant struct {
	Name string
	Type string // FHIR type: "string", "date", …; "" where the definition gives no value
	Text string
}

// List is a JSON array of strings, or a single string.
type List []string

// UnmarshalJSON takes both.
func (l *List) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*l = make(List, 1)
		return json.Unmarshal(b, &(*l)[0])
	}
	return json.Unmarshal(b, (*[]string)(l))
}

// constantTypes are the types that a constant may have, by the name of its value member.
var constantTypes = map[string]string{
	"valueBase64Binary": "base64Binary", "valueBoolean": "boolean", "valueCanonical": "canonical", "valueCode": "code",
	"valueDate": "date", "valueDateTime": "dateTime", "valueDecimal": "decimal", "valueId": "id",
	"valueInstant": "instant", "valueInteger": "integer", "valueInteger64": "integer64", "valueOid": "oid",
	"valueString": "string", "valuePositiveInt": "positiveInt", "valueTime": "time", "valueUnsignedInt": "unsignedInt",
	"valueUri": "uri", "valueUrl": "url", "valueUuid": "uuid", "valueMarkdown": "markdown",
}

// UnmarshalJSON reads name and value[x]; numbers keep their text.
func (c *Constant) UnmarshalJSON(b []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		return err
	}
	for member, raw := range members {
		typ, ok := constantTypes[member]
		switch {
		case member == "name":
			if err := json.Unmarshal(raw, &c.Name); err != nil {
				return err
			}
		case !ok:
		case c.Type != "":
			return errors.New("a constant has one value")
		default:
			c.Type = typ
			if err := c.setText(raw); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Constant) setText(raw json.RawMessage) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &c.Text)
	}
	c.Text = string(raw)
	if strings.ContainsAny(c.Text, "{[") || c.Text == "null" {
		return fmt.Errorf("the value of the constant %q is no %s", c.Name, c.Type)
	}
	return nil
}

// MarshalJSON writes name and value[x].
func (c Constant) MarshalJSON() ([]byte, error) {
	member := "value" + strings.ToUpper(c.Type[:1]) + c.Type[1:]
	switch c.Type {
	case "boolean", "decimal", "integer", "positiveInt", "unsignedInt":
		return json.Marshal(map[string]any{"name": c.Name, member: json.RawMessage(c.Text)})
	}
	return json.Marshal(map[string]string{"name": c.Name, member: c.Text})
}

// resourceTypes are the spellings of ViewDefinition.resourceType in the versions of the specification; it may be absent.
var resourceTypes = []string{
	"", "ViewDefinition", "https://sql-on-fhir.org/ig/StructureDefinition/ViewDefinition",
	"http://hl7.org/fhir/uv/sql-on-fhir/StructureDefinition/ViewDefinition",
}

// Load reads a definition from JSON. It checks the form only; Compile checks the meaning.
func Load(b []byte) (*Definition, error) {
	d := &Definition{}
	dec := json.NewDecoder(bytes.NewReader(b))
	if err := dec.Decode(d); err != nil {
		return nil, fmt.Errorf("ViewDefinition: %w", err)
	}
	if dec.More() {
		return nil, errors.New("ViewDefinition: something follows the JSON object")
	}
	if !slices.Contains(resourceTypes, d.ResourceType) {
		return nil, fmt.Errorf("ViewDefinition: the resourceType is %q", d.ResourceType)
	}
	return d, nil
}
