package main

import (
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/view"
)

// The SQL types of columns.
const (
	varchar   = "VARCHAR"
	boolean   = "BOOLEAN"
	integer   = "INTEGER"
	date      = "DATE"
	timestamp = "TIMESTAMP WITH TIME ZONE"
	clock     = "TIME"
	decimal   = "DECIMAL(38,10)"
	canonical = "DECIMAL(38,20)" // of canonical values: nanograms in grams still have digits
)

// columns collects the columns of one select. Names are unique in the table, so all selects of a table share used.
type columns struct {
	list []view.Column
	used map[string]bool
}

// add appends a column. A name that is taken gets the name of its parent element before it.
func (c *columns) add(name, path, fhir, sql, comment, parent string) {
	name = columnName(name, parent)
	for c.used[name] {
		name = snake(parent[strings.LastIndexByte(parent, '.')+1:]) + "_" + name
	}
	if len(name) > 63 {
		panic("gen: the name is too long: " + name)
	}
	c.used[name] = true
	c.list = append(c.list, view.Column{
		Name: name, Path: path, Type: fhir, Description: comment, Tag: []view.Tag{{Name: view.TagType, Value: sql}},
	})
}

// references marks the last column as a key of another table.
func (c *columns) references(table string) {
	last := &c.list[len(c.list)-1]
	last.Tag = append(last.Tag, view.Tag{Name: view.TagReferences, Value: table})
}

// element is one element to make columns of, or one type of a choice.
type element struct {
	name  string // of the columns: "effective", "admit_source"
	path  string // from the focus; "" is the focus itself
	at    string // in the definitions: "Encounter.hospitalization.admitSource"
	owner string // the type that has the element: "Encounter.hospitalization"
	field *schema.Field
	short string
	brief bool // inside of another element: no texts and precisions beside dates, no canonical quantities
}

// sub names a path below the element.
func (e *element) sub(path string) string {
	if e.path == "" {
		return path
	}
	return e.path + "." + path
}

// self is the path of the element itself.
func (e *element) self() string {
	if e.path == "" {
		return "$this"
	}
	return e.path
}

func (e *element) comment(what string) string {
	if what == "" {
		return e.short
	}
	return e.short + " (" + what + ")"
}

// scalar makes the columns of one value of a data type. It is false for types that have no columns in a row.
func (g *generator) scalar(c *columns, e element) bool {
	t := g.model.TypeByID(e.field.Type)
	if t.Kind == schema.Primitive {
		return g.primitive(c, e, t.Name)
	}
	add := func(suffix, path, fhir, sql, what string) {
		c.add(strings.TrimPrefix(e.name+suffix, "_"), e.sub(path), fhir, sql, e.comment(what), e.owner)
	}
	switch t.Name {
	case "CodeableConcept":
		g.concept(c, e)
	case "Coding":
		add("_system", "system", "uri", varchar, "code system")
		c.add(codeName(e.name), e.sub("code"), "code", varchar, e.comment("code"), e.owner)
		add("_display", "display", "string", varchar, "display")
	case "Reference":
		g.reference(c, e, "")
	case "Quantity", "SimpleQuantity", "Age", "Duration", "Count", "Distance", "MoneyQuantity":
		g.quantity(c, e)
	case "Money":
		add("_value", "value", "decimal", decimal, "amount")
		add("_currency", "currency", "code", varchar, "currency")
	case "Period":
		g.period(c, e)
	case "Range":
		add("_low", "low.value", "decimal", decimal, "low")
		add("_high", "high.value", "decimal", decimal, "high")
		c.add(strings.TrimPrefix(e.name+"_unit", "_"), "("+e.sub("low.unit")+" | "+e.sub("high.unit")+").first()", "string", varchar,
			e.comment("unit"), e.owner)
	case "Ratio":
		add("_numerator_value", "numerator.value", "decimal", decimal, "numerator")
		add("_numerator_unit", "numerator.unit", "string", varchar, "unit of the numerator")
		add("_denominator_value", "denominator.value", "decimal", decimal, "denominator")
		add("_denominator_unit", "denominator.unit", "string", varchar, "unit of the denominator")
	case "Identifier":
		add("_system", "system", "uri", varchar, "namespace")
		add("_value", "value", "string", varchar, "value")
	case "HumanName":
		add("_family", "family", "string", varchar, "family name")
		add("_given", joined("given", "' '"), "string", varchar, "given names")
		add("_text", "text", "string", varchar, "as text")
	case "Address":
		add("_line", joined("line", "', '"), "string", varchar, "street")
		add("_city", "city", "string", varchar, "city")
		add("_state", "state", "string", varchar, "state")
		add("_postal_code", "postalCode", "string", varchar, "postal code")
		add("_country", "country", "string", varchar, "country")
	case "ContactPoint":
		add("_system", "system", "code", varchar, "kind")
		add("_value", "value", "string", varchar, "number or address")
	case "Annotation":
		add("_text", "text", "markdown", varchar, "text")
		add("_time", "time", "dateTime", timestamp, "time")
		add("_author", "author.displayText()", "string", varchar, "author")
	case "Attachment":
		add("_content_type", "contentType", "code", varchar, "MIME type")
		add("_url", "url", "url", varchar, "URL")
		add("_title", "title", "string", varchar, "title")
		add("_size", "size", "unsignedInt", integer, "bytes")
	case "Timing":
		g.timing(c, e)
	default:
		return false
	}
	return true
}

// codeName is the rule for the column with the code: <x>_code, and x itself where it ends in code already.
func codeName(name string) string {
	if name == "code" || strings.HasSuffix(name, "_code") {
		return name
	}
	return strings.TrimPrefix(name+"_code", "_")
}

func (g *generator) primitive(c *columns, e element, typ string) bool {
	add := func(suffix, path, fhir, sql, what string) {
		c.add(e.name+suffix, path, fhir, sql, e.comment(what), e.owner)
	}
	self := e.self()
	switch typ {
	case "base64Binary", "xhtml":
		return false
	case "boolean":
		add("", self, typ, boolean, "")
	case "integer", "positiveInt", "unsignedInt":
		add("", self, typ, integer, "")
	case "decimal":
		add("", self, typ, decimal, "")
		if !e.brief {
			add("_text", self, typ, varchar, "as written")
		}
	case "date", "dateTime":
		sql := timestamp
		if typ == "date" {
			sql = date
		}
		add("", self, typ, sql, "")
		if !e.brief {
			add("_text", self, typ, varchar, "as written")
			add("_precision", self+".statedPrecision()", "code", varchar, "how much of it is stated")
		}
	case "instant":
		add("", self, typ, timestamp, "")
	case "time":
		add("", self, typ, clock, "")
	default:
		add("", self, typ, varchar, "")
	}
	return true
}

func (g *generator) concept(c *columns, e element) {
	systems := make([]string, len(preferredSystems[e.at]))
	for i, s := range preferredSystems[e.at] {
		systems[i] = "'" + s + "'"
	}
	coding := e.sub("preferredCoding(" + strings.Join(systems, ", ") + ")")
	c.add(strings.TrimPrefix(e.name+"_system", "_"), coding+".system", "uri", varchar, e.comment("code system"), e.owner)
	c.add(codeName(e.name), coding+".code", "code", varchar, e.comment("code"), e.owner)
	c.add(strings.TrimPrefix(e.name+"_display", "_"), coding+".display", "string", varchar, e.comment("display"), e.owner)
	c.add(strings.TrimPrefix(e.name+"_text", "_"), e.sub("text"), "string", varchar, e.comment("text"), e.owner)
}

// reference makes the key, the type where it may differ, the reference as written and the display. infix stands before
// "display" where the element may be a concept too.
func (g *generator) reference(c *columns, e element, infix string) {
	targets := e.field.Targets
	key := "getReferenceKey()"
	if len(targets) == 1 && targets[0] != "Resource" {
		key = "getReferenceKey(" + targets[0] + ")"
	}
	c.add(e.name+"_id", e.sub(key), "id", varchar, e.comment("key of the "+oneOf(targets)), e.owner)
	if t := g.foreignTable(targets); t != "" {
		c.references(t)
	}
	if len(targets) != 1 || targets[0] == "Resource" {
		c.add(e.name+"_type", e.sub("referenceType()"), "code", varchar, e.comment("resource type"), e.owner)
	}
	c.add(e.name+"_reference", e.sub("reference"), "string", varchar, e.comment("reference as written"), e.owner)
	switch e.name {
	case "patient", "subject", "encounter":
	default:
		c.add(e.name+infix+"_display", e.sub("display"), "string", varchar, e.comment("display"), e.owner)
	}
}

func oneOf(targets []string) string {
	if len(targets) == 0 || len(targets) > 6 {
		return "resource"
	}
	return strings.Join(targets, ", ")
}

// foreignTable is the table that a reference's key is a key of, "" where it may be one of several: a key that is not true
// of all rows would have BI tools draw joins that lose or mix them.
func (g *generator) foreignTable(targets []string) string {
	if len(targets) == 1 && targets[0] != "Resource" {
		return tableName(targets[0])
	}
	return ""
}

func (g *generator) quantity(c *columns, e element) {
	resource, _, _ := strings.Cut(e.at, ".")
	brief := e.brief || plainQuantities[resource] || g.model.TypeByID(e.field.Type).Name != "Quantity"
	add := func(suffix, path, fhir, sql, what string) {
		c.add(strings.TrimPrefix(e.name+suffix, "_"), e.sub(path), fhir, sql, e.comment(what), e.owner)
	}
	add("_value", "value", "decimal", decimal, "value")
	if e.at == "Observation.value" || e.at == "Observation.component.value" {
		add("_value_text", "value", "decimal", varchar, "value as written")
		add("_comparator", "comparator", "code", varchar, "<, <=, >= or >")
	}
	add("_unit", "unit", "string", varchar, "unit")
	if !brief {
		add("_system", "system", "uri", varchar, "system of the unit's code")
	}
	add("_code", "code", "code", varchar, "code of the unit")
	if !brief {
		add("_canonical_value", "canonicalValue()", "decimal", canonical, "value in UCUM base units")
		add("_canonical_unit", "canonicalUnit()", "string", varchar, "UCUM base units")
	}
}

func (g *generator) period(c *columns, e element) {
	for _, end := range []string{"start", "end"} {
		path := e.sub(end)
		name := strings.TrimPrefix(e.name+"_"+end, "_")
		c.add(name, path, "dateTime", timestamp, e.comment(end), e.owner)
		if !e.brief {
			c.add(name+"_text", path, "dateTime", varchar, e.comment(end+" as written"), e.owner)
			c.add(name+"_precision", path+".statedPrecision()", "code", varchar, e.comment("how much of the "+end+" is stated"), e.owner)
		}
	}
}

func (g *generator) timing(c *columns, e element) {
	add := func(suffix, path, fhir, sql, what string) {
		c.add(strings.TrimPrefix(e.name+suffix, "_"), e.sub(path), fhir, sql, e.comment(what), e.owner)
	}
	add("_code", "code.preferredCoding().code", "code", varchar, "code, such as BID")
	add("_text", "code.text", "string", varchar, "text")
	add("_event", "event.first()", "dateTime", timestamp, "first time of an event")
	if e.brief {
		return
	}
	add("_frequency", "repeat.frequency", "positiveInt", integer, "times per period")
	add("_period", "repeat.period", "decimal", decimal, "period")
	add("_period_unit", "repeat.periodUnit", "code", varchar, "unit of the period")
	add("_duration", "repeat.duration", "decimal", decimal, "how long it takes")
	add("_duration_unit", "repeat.durationUnit", "code", varchar, "unit of the duration")
	add("_count", "repeat.count", "positiveInt", integer, "how often in all")
	add("_when", joined("repeat.when", "', '"), "code", varchar, "when in the day")
	add("_bounds_start", "repeat.bounds.ofType(Period).start", "dateTime", timestamp, "start")
	add("_bounds_end", "repeat.bounds.ofType(Period).end", "dateTime", timestamp, "end")
}
