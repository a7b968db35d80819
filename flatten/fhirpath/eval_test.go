package fhirpath

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

const patientJSON = `{"resourceType":"Patient","id":"p1","active":true,
 "contained":[{"resourceType":"Organization","id":"o","name":"Inner"},{"resourceType":"Patient","id":"x","gender":"male"}],
 "extension":[{"url":"http://e/one","valueString":"1"},{"url":"http://e/two","valueQuantity":{"value":5.10,"unit":"mg"}}],
 "name":[{"use":"official","family":"Chalmers","given":["Peter","James"],"_given":[null,{"extension":[{"url":"http://e/g","valueCode":"x"}]}]},
  {"use":"usual","given":["Jim"]},{"use":"maiden","family":"Wind\tsor","given":["Peter"],"_family":{"extension":[{"url":"http://e/f","valueBoolean":true}]}}],
 "birthDate":"1974-12","_birthDate":{"id":"b","extension":[{"url":"http://e/time","valueDateTime":"1974-12-25T14:35:45-05:00"}]},
 "_gender":{"extension":[{"url":"http://e/unknown","valueCode":"masked"}]},
 "deceasedDateTime":"2015-02-07T13:28:17.239+02:00","multipleBirthInteger":3,
 "contact":[{"name":{"family":"du Marché"}},{"telecom":[{"value":"a"},{"value":"b"}]}],
 "communication":[{"language":{"coding":[{"system":"s1","code":"c1"},{"system":"s2","code":"c2","userSelected":true},{"system":"s3","code":"c3","display":"D3"}]}}],
 "generalPractitioner":[{"reference":"Practitioner/7"},{"reference":"#o"},{"reference":"http://x/Organization/9/_history/2"},{"reference":"Practitioner?identifier=a|b"},{"identifier":{"value":"1"},"type":"Organization"},{"reference":"urn:uuid:1"}],
 "managingOrganization":{"reference":"Organization/2"},"somethingNew":{"a":1}}`

const observationJSON = `{"resourceType":"Observation","id":"o1","status":"final","code":{"text":"t"},"issued":"2020-01-01T00:00:00Z",
 "effectivePeriod":{"start":"2020-02","end":"2020-03-04"},
 "valueQuantity":{"value":1.0,"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"},
 "component":[{"valueInteger":7},{"valueRange":{"low":{"value":2},"high":{"value":6.25}}},{"valueTime":"12:34"}]}`

// testMachine parses a resource.
func testMachine(t testing.TB, json string) (*Machine, *schema.Type) {
	t.Helper()
	var p node.Parser
	tape := &node.Tape{}
	if err := p.Parse([]byte(json), tape); err != nil {
		t.Fatal(err)
	}
	typ, _ := schema.R4().Type(string(tape.Raw(tape.Child(0, schema.MemberResourceType))))
	m := NewMachine()
	m.Prefix = []byte("S:")
	m.Resolve = func(ref []byte) (typ, id string, ok bool) { return "Practitioner", "u1", string(ref) == "urn:uuid:1" }
	m.Start(tape, typ.ID, []byte("S:"+string(tape.Raw(tape.Child(0, schema.MemberResourceID)))))
	return m, typ
}

// evaluate runs an expression and writes its values: 'text' true 1.5 @2015 {…}.
func evaluate(t testing.TB, m *Machine, typ *schema.Type, src string, o Options) string {
	t.Helper()
	p, err := Compile(src, On(typ), o)
	if err != nil {
		return "error: " + firstLine(err)
	}
	items, err := m.Eval(p, m.Root())
	if err != nil {
		return "fails: " + err.Error()
	}
	var out []string
	for _, it := range items {
		out = append(out, show(m, it))
	}
	return strings.Join(out, " ")
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "FHIRPath: "), "\n")
	return line
}

func show(m *Machine, it Item) string {
	v, ok := m.ValueOf(it)
	if !ok {
		if it.Node == noNode {
			return "<no value>"
		}
		return string(m.Tape.Raw(int(it.Node)))
	}
	switch v.Kind {
	case String:
		return quote(string(v.Text), '\'')
	case Date, DateTime:
		return "@" + string(v.Text)
	case Time:
		return "@T" + string(v.Text)
	case Quantity:
		return string(v.number()) + " '" + string(v.unit()) + "'"
	}
	return string(v.Text)
}

func TestEval(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// paths
		{"active", "true"},
		{"Patient.active", "true"},
		{"Observation.status", ""},
		{"name.given", "'Peter' 'James' 'Jim' 'Peter'"},
		{"name.family", `'Chalmers' 'Wind\tsor'`},
		{"name[1].given", "'Jim'"},
		{"name[9].given", ""},
		{"name[%two].given", "'Peter'"},
		{"name.first().given.first()", "'Peter'"},
		{"name.last().use", "'maiden'"},
		{"name.given.tail()", "'James' 'Jim' 'Peter'"},
		{"name.given.skip(2).take(1)", "'Jim'"},
		{"multipleBirth", "3"},
		{"multipleBirth.ofType(integer)", "3"},
		{"multipleBirth.ofType(boolean)", ""},
		{"deceased as dateTime", "@2015-02-07T13:28:17.239+02:00"},
		{"deceased is dateTime", "true"},
		{"deceased.is(boolean)", "false"},
		{"deceased.type().name", "'dateTime'"},
		{"contained.ofType(Organization).name", "'Inner'"},
		{"contained.gender", "'male'"},
		{"somethingNew.a", "1"},
		{"`active`", "true"},
		{"name.`given`.first()", "'Peter'"},
		{"$this.active", "true"},
		{"%resource.active", "true"},
		{"name.select(given.first())", "'Peter' 'Jim' 'Peter'"},
		{"name.given.select($index)", "0 1 2 3"},
		{"contact.telecom.value", "'a' 'b'"},
		{"name.where($index = 1).use", "'usual'"},
		// extensions, also of primitives
		{"extension('http://e/one').value", "'1'"},
		{"extension('http://e/two').value.ofType(Quantity).value", "5.10"},
		{"birthDate.extension('http://e/time').value", "@1974-12-25T14:35:45-05:00"},
		{"name.given.extension('http://e/g').value", "'x'"},
		{"name.given.where(extension('http://e/g').exists())", "'James'"},
		{"gender.exists()", "true"},
		{"gender.hasValue()", "false"},
		{"gender.extension.value", "'masked'"},
		{"birthDate.hasValue()", "true"},
		{"birthDate.id", "'b'"},
		// existence
		{"name.exists()", "true"},
		{"photo.exists()", "false"},
		{"photo.empty()", "true"},
		{"name.exists(use = 'usual')", "true"},
		{"name.all(given.exists())", "true"},
		{"name.all(family.exists())", "false"},
		{"name.count()", "3"},
		{"name.given.distinct()", "'Peter' 'James' 'Jim'"},
		{"name.given.isDistinct()", "false"},
		{"active.not()", "false"},
		{"photo.not()", ""},
		{"(true | false).anyTrue()", "true"},
		{"(true | false).allTrue()", "false"},
		{"name[1].given.subsetOf(name.given)", "true"},
		{"name.given.supersetOf(name[1].given)", "true"},
		// filters and sets
		{"name.where(use = 'official').family", "'Chalmers'"},
		{"name.where(false)", ""},
		{"where(active).id", "'p1'"},
		{"name[0].given | name[2].given", "'Peter' 'James'"},
		{"name[0].given.combine(name[2].given)", "'Peter' 'James' 'Peter'"},
		{"name[0].given.intersect(name[2].given)", "'Peter'"},
		{"name[0].given.exclude(name[2].given)", "'James'"},
		{"name.given.single()", "fails: several values where one is expected"},
		{"name[1].given.single()", "'Jim'"},
		{"iif(active, 'yes', 'no')", "'yes'"},
		{"iif(photo.exists(), 'yes')", ""},
		{"'Jim' in name.given", "true"},
		{"name.given contains 'Joe'", "false"},
		{"contained.repeat(name)", "'Inner'"},
		{"'x'.repeat($this & 'y')", "fails: a value of a type that the operation does not take: repeat() does not come to an end"},
		// logic
		{"active and true", "true"},
		{"active and photo.first().title = 'x'", ""},
		{"false and photo.first().title = 'x'", "false"},
		{"true or {}", "true"},
		{"{} or {}", ""},
		{"false or {}", ""},
		{"true xor false", "true"},
		{"false implies {}", "true"},
		{"{} implies true", "true"},
		{"true implies {}", ""},
		// comparisons
		{"multipleBirth = 3", "true"},
		{"multipleBirth = 3.0", "true"},
		{"multipleBirth != 4", "true"},
		{"multipleBirth > 2.5", "true"},
		{"active = 'true'", "false"},
		{"photo.title = 'x'", ""},
		{"name.given = 'Peter'", "false"},
		{"birthDate = @1974-12", "true"},
		{"birthDate = @1974", ""},
		{"birthDate = @1975", "false"},
		{"birthDate < @1975-01", "true"},
		{"birthDate < @1974-12-01", ""},
		{"deceased.ofType(dateTime) = @2015-02-07T11:28:17.239Z", "true"},
		{"deceased.ofType(dateTime) > @2015-02-07T11:28:17Z", "true"},
		{"deceased.ofType(dateTime) > @2015-02-06", "true"},
		{"'abc' < 'abd'", "true"},
		{"'Abc' ~ 'abC '", "true"},
		{"{} ~ {}", "true"},
		{"name[0] = name[0]", "true"},
		{"name[0] = name[1]", "false"},
		{"1 'mg' = 1.0 'mg'", "true"},
		{"1 'mg' < 2 'g'", ""},
		{"4 days = 4 day", "true"},
		// arithmetic: exact, never binary
		{"0.1 + 0.2", "0.3"},
		{"1.10 * 2", "2.20"},
		{"1 / 3", "0.3333333333333333"},
		{"7 div 2", "3"},
		{"7 mod 2", "1"},
		{"5.5 mod 2", "1.5"},
		{"1 / 0", ""},
		{"-5.abs()", "-5"},
		{"(-5).abs()", "5"},
		{"2 + 3 * 4", "14"},
		{"'a' + 'b'", "'ab'"},
		{"'a' & {} & 'b'", "'ab'"},
		{"{} + 1", ""},
		{"(-1.5).ceiling()", "-1"},
		{"(-1.5).floor()", "-2"},
		{"1.55.round(1)", "1.6"},
		{"1.9.truncate()", "1"},
		{"99999999999999999999999999999999999999 + 1", ""},
		// strings
		{"name.given.join(',')", "'Peter,James,Jim,Peter'"},
		{"name.family.join('|')", `'Chalmers|Wind\tsor'`},
		{"photo.title.join(',')", "''"},
		{"id.startsWith('p')", "true"},
		{"'abc'.contains('b')", "true"},
		{"'abc'.endsWith('bc')", "true"},
		{"'héllo'.indexOf('l')", "2"},
		{"'héllo'.substring(1, 3)", "'éll'"},
		{"'abc'.substring(5)", ""},
		{"'héllo'.length()", "5"},
		{"'aB'.upper() & 'aB'.lower()", "'ABab'"},
		{"'a.b'.replace('.', '-')", "'a-b'"},
		{"'a1'.matches('[a-z][0-9]')", "true"},
		{"'a1'.replaceMatches('[0-9]', 'n')", "'an'"},
		{"'a,b'.split(',')", "'a' 'b'"},
		{"' x '.trim()", "'x'"},
		{"'ab'.toChars()", "'a' 'b'"},
		// conversions
		{"'1.50'.toDecimal()", "1.50"},
		{"'x'.toInteger()", ""},
		{"'7'.toInteger() + 1", "8"},
		{"1.toString()", "'1'"},
		{"'yes'.toBoolean()", "true"},
		{"'x'.convertsToBoolean()", "false"},
		{"deceased.ofType(dateTime).toDate()", "@2015-02-07"},
		// boundaries
		{"1.0.lowBoundary()", "0.95"},
		{"1.0.highBoundary()", "1.05"},
		{"birthDate.lowBoundary()", "@1974-12-01"},
		{"birthDate.highBoundary()", "@1974-12-31"},
		{"@2010-10-10T.lowBoundary()", "@2010-10-10T00:00:00.000+14:00"},
		{"@2010-10-10T.highBoundary()", "@2010-10-10T23:59:59.999-12:00"},
		{"@T12:34.highBoundary()", "@T12:34:59.999"},
		// keys and Tarn's own
		{"getResourceKey()", "'S:p1'"},
		{"contained.getResourceKey()", "'S:p1#o' 'S:p1#x'"},
		{"generalPractitioner.getReferenceKey()", "'S:7' 'S:p1#o' 'S:9' 'S:u1'"},
		{"generalPractitioner.getReferenceKey(Organization)", "'S:p1#o' 'S:9'"},
		{"generalPractitioner.referenceType()", "'Practitioner' 'Organization' 'Organization' 'Practitioner' 'Organization' 'Practitioner'"},
		{"generalPractitioner.referenceKind()", "'relative' 'contained' 'versioned' 'conditional' 'logical' 'urn'"},
		{"communication.language.preferredCoding().code", "'c2'"},
		{"communication.language.preferredCoding('s3', 's1').code", "'c3'"},
		{"communication.language.displayText()", "'D3'"},
		{"birthDate.statedPrecision()", "'month'"},
		{"deceased.ofType(dateTime).statedPrecision()", "'millisecond'"},
		{"%rowIndex", "0"},
		{"%repeatParent", ""},
		{"%sct", "'http://snomed.info/sct'"},
	} {
		m, typ := testMachine(t, patientJSON)
		o := Options{Constants: map[string]Value{"two": {Type: "integer", Text: "2"}}}
		if got := evaluate(t, m, typ, c.src, o); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.src, got, c.want)
		}
	}
}

func TestEvalObservation(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"value.ofType(Quantity).value + 1", "2.0"},
		{"value.value", "1.0"},
		{"(value as Quantity).unit", "'mg/dL'"},
		{"value.ofType(Quantity).canonicalValue()", "10"},
		{"value.ofType(Quantity).canonicalUnit()", "'g.m-3'"},
		{"value.displayText()", "'1.0 mg/dL'"},
		{"component.value.displayText()", "'7' '2 - 6.25' '12:34'"},
		{"component.value.ofType(integer)", "7"},
		{"component.value.ofType(Range).high.value - component.value.ofType(Range).low.value", "4.25"},
		{"component.value.type().name", "'integer' 'Range' 'time'"},
		{"component.value.ofType(time).lowBoundary()", "@T12:34:00.000"},
		{"effective.ofType(Period).lowBoundary()", "@2020-02-01T00:00:00.000+14:00"},
		{"effective.ofType(Period).highBoundary()", "@2020-03-04T23:59:59.999-12:00"},
		{"component.where(value.ofType(integer) > 5).exists()", "true"},
		{"code > 1", ""},
		{"status + 1", "error: 1:8: + does not take a String and a Integer"},
		{"component.value.ofType(integer) + status", "error: 1:33: + does not take a Integer and a String"},
	} {
		m, typ := testMachine(t, observationJSON)
		if got := evaluate(t, m, typ, c.src, Options{}); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.src, got, c.want)
		}
	}
}

// TestCompileErrors shows what a user reads.
func TestCompileErrors(t *testing.T) {
	typ, _ := schema.R4().Type("Patient")
	for _, c := range []struct{ src, want string }{
		{"", "1:1: a name is expected, not the end of the expression"},
		{"@@", "1:1: a date or time is expected after @"},
		{"name.", "1:6: a name is expected, not the end of the expression"},
		{"name.where(use = 'x'", "1:21: ) is expected, not the end of the expression"},
		{"name.famly", `1:6: HumanName has no element "famly"; did you mean "family"?`},
		{"valu", `1:1: Patient has no element "valu"`},
		{"name.given.upper", `1:12: string has no element "upper"`},
		{"active < true", "1:8: booleans have no order"},
		{"birthDate > 'x'", "1:11: a Date cannot be compared with a String"},
		{"name.frist()", "1:6: there is no function frist(); did you mean first()?"},
		{"name.first(1)", "1:6: first() takes no arguments, not 1"},
		{"name.skip()", "1:6: skip() takes one argument, not 0"},
		{"%x", "1:1: there is no constant %x"},
		{"name.ofType(Foo)", "1:13: there is no type Foo"},
		{"name.getReferenceKey()", "1:6: getReferenceKey() takes a Reference, not HumanName"},
		{"birthDate.getResourceKey()", "1:11: getResourceKey() takes a resource, not date"},
		{"name.preferredCoding()", "1:6: preferredCoding() takes a CodeableConcept, not HumanName"},
		{"gender.statedPrecision()", "1:8: statedPrecision() takes a date or time, not code"},
		{"'a' - 'b'", "1:5: - does not take a String and a String"},
		{"name['x']", "1:6: an index is an integer, not System.String"},
		{"'abc", "1:1: the quote is not closed"},
		{"'a\\qb'", "1:3: there is no escape \\q"},
		{"name # x", "1:6: the character '#' has no meaning here"},
		{"$foo", "1:1: there is no $foo; $this, $index and $total are"},
		{"matches('[')", "1:9: error parsing regexp: missing closing ]: `[`"},
		{"/* open", "1:1: the comment is not closed"},
		{strings.Repeat("(", 500) + "1", "1:201: the expression is nested too deeply"},
	} {
		_, err := Compile(c.src, On(typ), Options{Strict: true})
		if err == nil {
			t.Errorf("%q: no error", c.src)
		} else if got := firstLine(err); got != c.want {
			t.Errorf("%q\n got  %s\n want %s", c.src, got, c.want)
		}
	}
}

func TestErrorCaret(t *testing.T) {
	err := &Error{Source: "name\n  .fümly.x", Pos: strings.Index("name\n  .fümly.x", ".x") + 1, Msg: "no"}
	want := "FHIRPath: 2:10: no\n |   .fümly.x\n |          ^"
	if err.Error() != want {
		t.Errorf("got\n%s\nwant\n%s", err, want)
	}
}

// TestUnknownElement: without Strict an unknown element is looked for in the data, with a warning.
func TestUnknownElement(t *testing.T) {
	typ, _ := schema.R4().Type("Patient")
	p, err := Compile("somethingNew.a", On(typ), Options{})
	if err != nil || len(p.Warnings) != 1 {
		t.Fatal(err, p.Warnings)
	}
	if got := firstLine(p.Warnings[0]); got != `1:1: Patient has no element "somethingNew"` {
		t.Error(got)
	}
}

// TestParsePrint: an expression printed and parsed again prints the same, with its precedence visible.
func TestParsePrint(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a or b and c", "(a or (b and c))"},
		{"a = b | c", "(a = (b | c))"},
		{"a + b * -c", "(a + (b * (-c)))"},
		{"-a.b", "(-a.b)"},
		{"a is FHIR.Quantity", "(a is FHIR.Quantity)"},
		{"a.as.is", "a.`as`.`is`"},
		{"name.where(use='a\\'b')[0]", `name.where((use = 'a\'b'))[0]`},
		{"@2015-02T", "@2015-02T"},
		{"@T12:30.x", "@T12:30.x"},
		{"%`a-b` & {}", "(%`a-b` & {})"},
		{"4.5 'mg' = 2 weeks", "(4.5 'mg' = 2 'week')"},
		{"a // note\n.b /* c */ .c", "a.b.c"},
		{"a implies b implies c", "((a implies b) implies c)"},
	} {
		e, err := Parse(c.src)
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if e.String() != c.want {
			t.Errorf("%q: %s, want %s", c.src, e, c.want)
		}
		again, err := Parse(e.String())
		if err != nil || again.String() != e.String() {
			t.Errorf("%q: printed %s, read again %v %v", c.src, e, again, err)
		}
	}
}

func ExampleCompile() {
	typ, _ := schema.R4().Type("Patient")
	_, err := Compile("name.where(use = 'official').famly", On(typ), Options{Strict: true})
	fmt.Println(err)
	// Output:
	// FHIRPath: 1:30: HumanName has no element "famly"; did you mean "family"?
	//  | name.where(use = 'official').famly
	//  |                              ^
}
