package fhirout

// socialCodes are the LOINC codes of what is observed; other types have only our own.
var socialCodes = map[string]systemCode{
	"TOBACCO_USE":         {loincSystem, "11367-0", "History of Tobacco use"},
	"ALCOHOL_CONSUMPTION": {loincSystem, "11331-6", "History of Alcohol use"},
	"REC_DRUG_USE":        {loincSystem, "11343-1", "History of Other nonmedical drug use"},
	"GENDER":              {loincSystem, "46098-0", "Sex"},
}

// social makes an Observation of a habit or a background: whether the patient has it, how much and how often.
func (b *builder) social(e *Entity) {
	what := list{}
	if c, ok := socialCodes[e.Type]; ok {
		what = append(what, coding(c.system, c.code, c.display))
	}
	what = append(what, ownCode(e.Type).get("coding").(list)...)
	var effective value
	if e.Temporality == "" || e.Temporality == "current" {
		effective = b.d.written()
	}
	b.add("Observation", e, 0, object{
		{"status", code(observationStatus(e))},
		{"category", list{concept(terminology+"observation-category", "social-history", "Social History")}},
		{"code", object{{"coding", what}, {"text", str(ownText(e))}}},
		{"subject", b.d.patient()},
		{"encounter", b.d.encounter()},
		{"effectiveDateTime", effective},
		e.usage(),
		{"derivedFrom", b.observed()},
		{"component", e.amounts()},
	})
}

// ownText is what is observed, in words: the words of the text are the value.
func ownText(e *Entity) string {
	if c, ok := socialCodes[e.Type]; ok {
		return c.display
	}
	return string(ownCode(e.Type).get("coding").(list)[0].(object).get("display").(str))
}

// usage is the value: never, former or current, else whether it is so, in the words of the text.
func (e *Entity) usage() member {
	if a := e.attribute("USAGE"); a != nil && (a.Code == "never" || a.Code == "former" || a.Code == "current") {
		return member{"valueCodeableConcept", append(concept(usageSystem, a.Code, a.Code), member{"text", e.words()})}
	}
	if e.Negated {
		return member{"valueBoolean", boolean(false)}
	}
	return member{"valueCodeableConcept", object{{"text", e.words()}}}
}

// amounts are how much, how often and how long.
func (e *Entity) amounts() list {
	var out list
	for i := range e.Attributes {
		a := &e.Attributes[i]
		switch a.Type {
		case "AMOUNT", "FREQUENCY", "DURATION", "QUALITY":
		default:
			continue
		}
		v := member{"valueCodeableConcept", words(a.Text)}
		if low := quantity(a.Comparator, a.Value, a.Unit, a.UCUM); low != nil && a.Type == "AMOUNT" {
			v = member{"valueQuantity", low}
			if high := quantity("", a.High, a.Unit, a.UCUM); high != nil {
				v = member{"valueRange", object{{"low", low}, {"high", high}}}
			}
		}
		out = append(out, object{{"code", ownCode(a.Type)}, v})
	}
	return out
}
