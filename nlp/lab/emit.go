package lab

import (
	"strconv"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

const loincURI = "http://loinc.org"

// emit gives an anchor's values to its entity, which is made where there is none.
func (p *parser) emit(a *anchor) {
	if a.drug && a.test.vital && !p.saturates(a) {
		return
	}
	if a.to == a.from {
		if a.drug && a.entity >= 0 && p.measured(a) {
			e := &p.doc.Entities[a.entity]
			e.Category, e.Type, e.Event, e.Attributes = annotation.TestProcedure, "TEST_NAME", "", e.Attributes[:0]
		}
		return
	}
	p.datesOf(a)
	if a.entity < 0 {
		if p.values[a.from].text != "" {
			return // "pulse normal" is no news that needs an entity
		}
		e := newEntity(annotation.Span{Begin: p.tokens[a.first].Begin, End: p.tokens[a.last-1].End}, a.test, "pattern")
		for i := a.from; i < a.to; i++ {
			p.attributes(&e, &p.values[i], a.test)
		}
		p.ofSediment(&e, a)
		p.added = append(p.added, e)
		return
	}
	e := &p.doc.Entities[a.entity]
	if a.drug {
		e.Category, e.Type, e.Event, e.Attributes = annotation.TestProcedure, "TEST_NAME", "", e.Attributes[:0]
		if a.test.loinc != "" {
			e.Concepts, e.Links = nil, newEntity(e.Span, a.test, e.Method).Links // the drug's are none of the test's
		}
	}
	for i := a.from; i < a.to; i++ {
		p.attributes(e, &p.values[i], a.test)
	}
	p.ofSediment(e, a)
}

// saturates reports whether the value of oxygen is what it saturates the blood with, "O2 95% RA": it is given by the litre, at
// lower fractions or pure.
func (p *parser) saturates(a *anchor) bool {
	return a.to > a.from && p.values[a.from].text == "" && thousandths(p.values[a.from].low, 70_000, 99_000)
}

// ofSediment gives cells that are counted in a high power field the code of the urine's.
func (p *parser) ofSediment(e *annotation.Entity, a *anchor) {
	if code, ok := sediment[a.test.name]; ok && p.values[a.from].unit.UCUM == "/[HPF]" {
		e.Concepts = nil
		e.Links = []annotation.Link{{System: loincURI, Code: code.loinc, Display: code.display, Score: 0.85, Method: "pattern"}}
	}
}

// newEntity is a test that the table knows; its code is certain, so it is linked here.
func newEntity(span annotation.Span, t *test, method string) annotation.Entity {
	e := annotation.Entity{Span: span, Category: annotation.TestProcedure, Type: "TEST_NAME", Score: 0.85, Method: method}
	if t.loinc != "" {
		e.Links = []annotation.Link{{System: loincURI, Code: t.loinc, Display: t.display, Score: 0.85, Method: method}}
	}
	return e
}

// attributes appends the attributes of a value.
func (p *parser) attributes(e *annotation.Entity, v *value, t *test) {
	if v.diastolic != nil {
		p.component(e, v, v.diastolic, "8480-6")
		p.component(e, v.diastolic, v.diastolic, "8462-4")
		p.rest(e, v)
		p.rest(e, v.diastolic)
		return
	}
	a := p.valueAttribute(v)
	if a.UCUM == "" && v.text == "" {
		a.UCUM = implied(v, t)
	}
	e.Attributes = append(e.Attributes, a)
	p.rest(e, v)
}

// implied is the unit that a value without one has without doubt: that of vital signs.
func implied(v *value, t *test) string {
	if counts(v, t) && !thousandths(v.low, t.low, t.high) {
		return "/uL"
	}
	if !t.vital {
		return ""
	}
	switch t.measure {
	case rate, fraction, index, score:
		return t.ucum
	case temperature:
		if v.low.Compare(quantity.Int(50)) > 0 {
			return "[degF]"
		}
		return "Cel"
	}
	return ""
}

// component appends one number of a blood pressure; the unit stands with the diastolic one.
func (p *parser) component(e *annotation.Entity, v, withUnit *value, code string) {
	a := p.valueAttribute(v)
	a.Unit, a.UCUM, a.Code = "mm Hg", "mm[Hg]", code
	if withUnit.hasUnit {
		a.Unit, a.UCUM = withUnit.unit.Name, withUnit.unit.UCUM
	}
	e.Attributes = append(e.Attributes, a)
}

// valueAttribute is the TEST_VALUE of a value.
func (p *parser) valueAttribute(v *value) annotation.Attribute {
	a := annotation.Attribute{
		Span: annotation.Span{Begin: v.begin, End: v.end}, Type: "TEST_VALUE", Relationship: "TEST_VALUE", Score: 0.9,
		Comparator: v.comparator, Code: v.flag, JSON: p.details(v),
	}
	if v.text != "" {
		a.Code, a.Score = v.code, 0.8
		return a
	}
	a.Value = v.low.String()
	if v.high != v.low {
		a.High = v.high.String()
	}
	if v.hasUnit {
		a.Unit, a.UCUM = v.unit.Name, v.unit.UCUM
	}
	return a
}

// rest appends unit, flag and range.
func (p *parser) rest(e *annotation.Entity, v *value) {
	add := func(typ string, begin, end int) *annotation.Attribute {
		e.Attributes = append(e.Attributes, annotation.Attribute{
			Span: annotation.Span{Begin: begin, End: end}, Type: typ, Relationship: typ, Score: 0.9,
		})
		return &e.Attributes[len(e.Attributes)-1]
	}
	if v.hasUnit && v.unitEnd > v.unitBegin {
		a := add("TEST_UNIT", v.unitBegin, v.unitEnd)
		a.Unit, a.UCUM = v.unit.Name, v.unit.UCUM
	}
	if v.flag != "" && v.flagEnd > v.flagBegin {
		add("TEST_FLAG", v.flagBegin, v.flagEnd).Code = v.flag
	}
	if v.ref.isSet() {
		a := add("TEST_RANGE", v.ref.begin, v.ref.end)
		a.Comparator, a.Value = v.ref.comparator, v.ref.low.String()
		if v.ref.comparator == "" {
			a.High = v.ref.high.String()
		}
	}
}

// details is the JSON of what the fields of an attribute have no place for, "" where there is nothing: range, date, text,
// denominator of a score, trend, remark.
func (p *parser) details(v *value) string {
	p.json = p.json[:0]
	if v.text != "" {
		p.text1("text", v.text)
	}
	if v.ref.isSet() {
		p.member("range")
		p.json = append(p.json, '{')
		if v.ref.comparator == "" || v.ref.comparator[0] == '>' {
			p.json = v.ref.low.Append(append(p.json, `"low":`...))
		}
		if v.ref.comparator == "" {
			p.json = append(p.json, ',')
		}
		if v.ref.comparator == "" || v.ref.comparator[0] == '<' {
			p.json = v.ref.high.Append(append(p.json, `"high":`...))
		}
		p.json = append(p.json, '}')
	}
	if v.hasOutOf {
		p.member("of")
		p.json = v.outOf.Append(p.json)
	}
	if v.when != "" {
		p.text1("time", v.when)
	}
	if v.trend != "" {
		p.text1("trend", map[string]string{"↑": "up", "↓": "down"}[v.trend])
	}
	if v.note != "" {
		p.text1("note", v.note)
	}
	if len(p.json) == 0 {
		return ""
	}
	return string(append(p.json, '}'))
}

func (p *parser) member(name string) {
	if len(p.json) == 0 {
		p.json = append(p.json, '{')
	} else {
		p.json = append(p.json, ',')
	}
	p.json = append(append(append(p.json, '"'), name...), '"', ':')
}

// text1 writes a member of text.
func (p *parser) text1(name, s string) {
	p.member(name)
	p.json = append(p.json, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			p.json = append(p.json, '\\', byte(r))
		case r < ' ':
			p.json = append(p.json, `\u00`...)
			if r < 16 {
				p.json = append(p.json, '0')
			}
			p.json = strconv.AppendInt(p.json, int64(r), 16)
		default:
			p.json = utf8.AppendRune(p.json, r)
		}
	}
	p.json = append(p.json, '"')
}
