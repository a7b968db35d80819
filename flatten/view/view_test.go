package view

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// rowsOf runs a view given as JSON over resources and writes the rows.
func rowsOf(t *testing.T, viewJSON string, lenient bool, resources ...string) string {
	t.Helper()
	d, err := Load([]byte(viewJSON))
	if err != nil {
		return "error: " + err.Error()
	}
	p, err := Compile(d, Options{})
	if err != nil {
		return "error: " + err.Error()
	}
	var raw []json.RawMessage
	for _, r := range resources {
		raw = append(raw, json.RawMessage(r))
	}
	rows, err := run(t, p, raw, lenient)
	if err != nil {
		return "fails: " + err.Error()
	}
	var b strings.Builder
	for _, r := range rows {
		for i, c := range p.Columns {
			if i > 0 {
				b.WriteByte('|')
			}
			if r[c.Name] != nil {
				fmt.Fprint(&b, r[c.Name])
			}
		}
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// view makes a ViewDefinition from the text of its members.
func viewOf(resource, members string) string {
	return `{"resourceType":"ViewDefinition","name":"v","resource":"` + resource + `",` + members + `}`
}

const questionnaire = `{"resourceType":"Questionnaire","id":"q","status":"draft","item":[
 {"linkId":"a","type":"group","item":[{"linkId":"a.a","type":"group","item":[{"linkId":"a.a.a","type":"string"}]},{"linkId":"a.b","type":"string"}]},
 {"linkId":"b","type":"string"}]}`

func TestRepeatVariables(t *testing.T) {
	got := rowsOf(t, viewOf("Questionnaire", `"select":[{"column":[{"name":"id","path":"id"}]},{"repeat":["item"],"column":[
		{"name":"link","path":"linkId"},{"name":"i","path":"%rowIndex"},{"name":"parent","path":"%repeatParent"},
		{"name":"depth","path":"%repeatDepth"},{"name":"ordinal","path":"%repeatOrdinal"},{"name":"at","path":"%repeatPath"}]}]`),
		false, questionnaire)
	want := `q|a|0||0|0|item[0]
q|a.a|1|0|1|0|item[0].item[0]
q|a.a.a|2|1|2|0|item[0].item[0].item[0]
q|a.b|3|0|1|1|item[0].item[1]
q|b|4||0|1|item[1]`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestRepeatPath: the path says which element of each array leads to the row, those without a row included.
func TestRepeatPath(t *testing.T) {
	got := rowsOf(t, viewOf("QuestionnaireResponse", `"select":[{"repeat":["item","answer.item"],"column":[
		{"name":"link","path":"linkId"},{"name":"at","path":"%repeatPath"}]}]`), false,
		`{"resourceType":"QuestionnaireResponse","id":"q","item":[{"linkId":"1","answer":[{"valueString":"no"},
		 {"item":[{"linkId":"a"},{"linkId":"b","answer":[{"item":[{"linkId":"b1"}]}]}]},null,{"item":[{"linkId":"c"},{"linkId":"d"}]}]},
		 {"linkId":"2","item":[{"linkId":"e"}],"answer":{"item":{"linkId":"f"}}}]}`)
	want := `1|item[0]
a|item[0].answer[1].item[0]
b|item[0].answer[1].item[1]
b1|item[0].answer[1].item[1].answer[0].item[0]
c|item[0].answer[3].item[0]
d|item[0].answer[3].item[1]
2|item[1]
e|item[1].item[0]
f|item[1].answer.item`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestDeepRepeat: recursion has no bound but the parser's.
func TestDeepRepeat(t *testing.T) {
	const depth = 200
	deep := strings.Repeat(`{"linkId":"x","item":[`, depth) + `{"linkId":"end"}` + strings.Repeat(`]}`, depth)
	got := rowsOf(t, viewOf("Questionnaire", `"select":[{"repeat":["item"],"column":[{"name":"depth","path":"%repeatDepth"}]}]`), false,
		`{"resourceType":"Questionnaire","id":"q","item":[`+deep+`]}`)
	rows := strings.Split(got, "\n")
	if len(rows) != depth+1 || rows[depth] != fmt.Sprint(depth) {
		t.Errorf("%d rows, the last is %s", len(rows), rows[len(rows)-1])
	}
}

// TestLenient: what is an error in a strict run is made the best of in a lenient one.
func TestLenient(t *testing.T) {
	two := `{"resourceType":"Patient","id":"p","name":[{"family":"A"},{"family":"B"}]}`
	v := viewOf("Patient", `"select":[{"column":[{"name":"id","path":"id"},{"name":"family","path":"name.family"}]}]`)
	if got := rowsOf(t, v, false, two); got != "fails: v: several values in a column that is not a collection: family" {
		t.Error(got)
	}
	if got := rowsOf(t, v, true, two); got != "p|A" {
		t.Error(got)
	}
	v = viewOf("Patient", `"select":[{"column":[{"name":"id","path":"id"},{"name":"one","path":"name.family.single()"}]}]`)
	if got := rowsOf(t, v, true, two); got != "p|" {
		t.Error(got)
	}
	v = viewOf("Patient", `"where":[{"path":"name.given | name.use"}],"select":[{"column":[{"name":"id","path":"id"}]}]`)
	noBoolean := `{"resourceType":"Patient","id":"p","name":[{"given":["A"]}]}`
	if got := rowsOf(t, v, false, noBoolean); got != "fails: v: a where path gives something that is no boolean: name.given | name.use" {
		t.Error(got)
	}
	if got := rowsOf(t, v, true, noBoolean); got != "" {
		t.Error(got)
	}
}

// TestCompileErrors shows what a user reads, all faults at once.
func TestCompileErrors(t *testing.T) {
	for _, c := range []struct{ view, want string }{
		{`{}`, `ViewDefinition: resource: the view does not say of which resource type it is
ViewDefinition: select: the view selects nothing`},
		{`{"resourceType":"Patient"}`, `ViewDefinition: the resourceType is "Patient"`},
		{`[1]`, `ViewDefinition: json: cannot unmarshal array into Go value of type view.Definition`},
		{viewOf("Patientt", `"select":[{}]`), `v: resource: there is no resource type "Patientt"`},
		{
			viewOf("Patient", `"select":[{"column":[{"name":"a b","path":"id"},{"name":"c","path":"name.where("}]}]`),
			`v: select[0].column[0].name: "a b" is no name: letters, digits and underscores
v: select[0].column[1].path: FHIRPath: 1:12: a name is expected, not the end of the expression
 | name.where(
 |            ^`,
		},
		{
			viewOf("Patient", `"select":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"a","path":"id"}]}]`),
			`v: select[1].column[0].name: there are two columns "a"`,
		},
		{
			viewOf("Patient", `"select":[{"forEach":"name","repeat":["contact"],"column":[{"name":"a","path":"$this"}]}]`),
			`v: select[0]: forEach, forEachOrNull and repeat exclude each other`,
		},
		{
			viewOf("Patient", `"constant":[{"name":"c"},{"name":"d","valueString":"1"},{"name":"d","valueString":"2"}],"select":[{}]`),
			`v: constant[0]: the constant "c" has no value
v: constant[2]: there are two constants "d"`,
		},
		{
			viewOf("Patient", `"where":[{"path":"name.family"}],"select":[{"column":[{"name":"a","path":"id"}]}]`),
			`v: where[0].path: a where path gives something that is no boolean: name.family is a string`,
		},
		{
			viewOf("Patient", `"select":[{"unionAll":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"b","path":"id"}]}]}]`),
			`v: select[0].unionAll[1].column[0]: the branches of a unionAll must have the same columns in the same order; here is "b", in the first branch "a"`,
		},
		{
			viewOf("Patient", `"select":[{"unionAll":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"a","path":"id"},{"name":"b","path":"id"}]}]}]`),
			`v: select[0].unionAll[1].column[1]: the first branch of the unionAll has no column "b"`,
		},
		{
			viewOf("Patient", `"select":[{"unionAll":[{"column":[{"name":"a","path":"id"},{"name":"b","path":"id"}]},{"column":[{"name":"a","path":"id"}]}]}]`),
			`v: select[0].unionAll[1]: the branches of a unionAll must have the same columns; this has 1, the first has 2`,
		},
	} {
		got := rowsOf(t, c.view, false)
		if got = strings.TrimPrefix(got, "error: "); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.view, got, c.want)
		}
	}
}

// TestWarnings: an element that the model does not know is a warning, and an error for strict compiling.
func TestWarnings(t *testing.T) {
	d, err := Load([]byte(viewOf("Patient", `"select":[{"column":[{"name":"a","path":"nmae"}]}]`)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(d, Options{})
	if err != nil || len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0].Error(), `did you mean "name"?`) {
		t.Error(err, p.Warnings)
	}
	if _, err := Compile(d, Options{Strict: true}); err == nil {
		t.Error("no error")
	}
}

// TestTags: both spellings of tag are read.
func TestTags(t *testing.T) {
	d, err := Load([]byte(viewOf("Patient", `"select":[{"column":[
		{"name":"a","path":"id","tag":[{"name":"ansi/type","value":"VARCHAR"}]},{"name":"b","path":"birthDate","tags":[{"name":"ansi/type","value":"DATE"}]},
		{"name":"c","path":"active","type":"http://hl7.org/fhir/StructureDefinition/boolean"},{"name":"d","path":"birthDate","type":"date"}]}]`)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Columns {
		got = append(got, c.SQLType)
	}
	if s := strings.Join(got, " "); s != "VARCHAR DATE BOOLEAN VARCHAR" {
		t.Error(s)
	}
}

// FuzzView: no definition makes loading, compiling or running panic, and both ways of running agree.
func FuzzView(f *testing.F) {
	f.Add(viewOf("Patient", `"select":[{"forEach":"name","column":[{"name":"a","path":"family"}],"select":[{"forEachOrNull":"given","column":[{"name":"g","path":"$this"}]}]}]`))
	f.Add(viewOf("Questionnaire", `"select":[{"repeat":["item"],"column":[{"name":"a","path":"linkId"}],"unionAll":[{"column":[{"name":"b","path":"%rowIndex"}]},{"forEach":"item","column":[{"name":"b","path":"text"}]}]}]`))
	f.Add(viewOf("Patient", `"constant":[{"name":"c","valueDecimal":1.50}],"where":[{"path":"active"}],"select":[{"column":[{"name":"a","path":"%c + 1","collection":true}]}]`))
	resources := []json.RawMessage{
		json.RawMessage(questionnaire),
		json.RawMessage(`{"resourceType":"Patient","id":"p","active":true,"name":[{"family":"A","given":["x","y"]},{"given":["z"]}],"birthDate":"2000-01"}`),
	}
	f.Fuzz(func(t *testing.T, src string) {
		d, err := Load([]byte(src))
		if err != nil {
			return
		}
		p, err := Compile(d, Options{})
		if err != nil {
			_ = err.Error()
			return
		}
		fast, err1 := run(t, p, resources, true)
		if p, err = Compile(d, Options{Separate: true}); err != nil {
			t.Fatal("compiled once, not twice:", err)
		}
		slow, err2 := run(t, p, resources, true)
		if (err1 == nil) != (err2 == nil) || fmt.Sprint(fast) != fmt.Sprint(slow) {
			t.Errorf("%v %v\n%v\n%v", err1, err2, fast, slow)
		}
	})
}
