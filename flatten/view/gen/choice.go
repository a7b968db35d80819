package main

import (
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// manyTypes is from how many types on a choice gets summary columns: type, number, text, code, timestamp.
const manyTypes = 8

// openTypes is from how many types on a choice gets only those.
const openTypes = 13

// choice makes the columns of a choice element.
func (g *generator) choice(c *columns, e element, fields []schema.Field) {
	types := make([]string, len(fields))
	for i := range fields {
		types[i] = g.model.TypeByID(fields[i].Type).Name
	}
	if len(types) >= manyTypes {
		g.summary(c, e, types)
	}
	if len(types) >= openTypes {
		return
	}
	if moment := g.moment(c, e, types); moment {
		e.brief = true
	}
	concept := slices.Contains(types, "CodeableConcept") && slices.Contains(types, "Reference")
	for i := range fields {
		alt := e
		alt.field, alt.path = &fields[i], e.path+".ofType("+types[i]+")"
		switch {
		case isMoment(types[i]) && isMomentChoice(types):
		case concept && types[i] == "Reference":
			g.reference(c, alt, "_reference")
		case concept && types[i] == "CodeableConcept":
			g.concept(c, alt)
		case types[i] == "Timing":
			alt.name, alt.brief = alt.name+"_timing", e.owner != "Dosage"
			g.scalar(c, alt)
		default:
			alt.name += "_" + snake(types[i])
			alt.brief = len(types) >= manyTypes && types[i] != "Quantity"
			g.scalar(c, alt)
		}
	}
}

func isMoment(typ string) bool {
	return typ == "dateTime" || typ == "date" || typ == "instant" || typ == "Period"
}

// isMomentChoice says whether a choice is between a moment and a period: then both share columns.
func isMomentChoice(types []string) bool {
	n := 0
	for _, t := range types {
		if isMoment(t) {
			n++
		}
	}
	return n > 1 && slices.Contains(types, "Period") && len(types) < manyTypes
}

// moment makes the columns of a moment or period: when it starts, when it ends, both as written, how precise, and which
// of the types it is.
func (g *generator) moment(c *columns, e element, types []string) bool {
	if !isMomentChoice(types) {
		return false
	}
	var starts []string
	for _, t := range types {
		switch {
		case t == "Period":
			starts = append(starts, e.path+".ofType(Period).start")
		case isMoment(t):
			starts = append(starts, e.path+".ofType("+t+")")
		}
	}
	start := "(" + strings.Join(starts, " | ") + ").first()"
	end := e.path + ".ofType(Period).end"
	add := func(suffix, path, fhir, sql, what string) {
		c.add(e.name+suffix, path, fhir, sql, e.comment(what), e.owner)
	}
	add("_start", start, "dateTime", timestamp, "the moment, or the start of the period")
	add("_start_text", start, "dateTime", varchar, "the moment or start as written")
	add("_start_precision", start+".statedPrecision()", "code", varchar, "how much of the moment or start is stated")
	add("_end", end, "dateTime", timestamp, "end of the period")
	add("_end_text", end, "dateTime", varchar, "end of the period as written")
	add("_type", e.path+".type().name", "code", varchar, "which type it has")
	return true
}

// summary makes columns that say the value whatever its type.
func (g *generator) summary(c *columns, e element, types []string) {
	has := func(t string) bool { return slices.Contains(types, t) }
	union := func(all ...string) string {
		var paths []string
		for _, p := range all {
			typ, rest, _ := strings.Cut(p, ".")
			if has(typ) {
				paths = append(paths, strings.TrimSuffix(e.path+".ofType("+typ+")."+rest, "."))
			}
		}
		if len(paths) < 2 {
			return strings.Join(paths, "")
		}
		return "(" + strings.Join(paths, " | ") + ").first()"
	}
	add := func(suffix, path, fhir, sql, what string) {
		if path != "" {
			c.add(e.name+suffix, path, fhir, sql, e.comment(what), e.owner)
		}
	}
	add("_type", e.path+".type().name", "code", varchar, "which type it has")
	add("_text", e.path+".displayText()", "string", varchar, "as text, whatever its type")
	add("_number", union("Quantity.value", "integer", "decimal", "positiveInt", "unsignedInt", "Money.value"), "decimal", decimal, "a number, of a quantity its value")
	add("_unit", union("Quantity.unit", "Money.currency"), "string", varchar, "unit of the number")
	systems := g.concept1(e)
	add("_code", union("CodeableConcept."+systems+".code", "Coding.code", "code"), "code", varchar, "code")
	add("_code_system", union("CodeableConcept."+systems+".system", "Coding.system"), "uri", varchar, "system of the code")
	add("_timestamp", union("dateTime", "date", "instant", "Period.start"), "dateTime", timestamp, "a moment, or the start of a period")
	if has("Reference") {
		add("_reference", e.path+".ofType(Reference).reference", "string", varchar, "reference as written")
	}
}

// concept1 is the expression for the preferred coding of an element.
func (g *generator) concept1(e element) string {
	var systems []string
	for _, s := range preferredSystems[e.at] {
		systems = append(systems, "'"+s+"'")
	}
	return "preferredCoding(" + strings.Join(systems, ", ") + ")"
}
