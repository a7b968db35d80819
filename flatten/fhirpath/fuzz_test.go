package fhirpath

import (
	"testing"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// FuzzParse: no text makes the parser panic, and what it understood it understands again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"name.where(use = 'x').first()", "a.b[0] or -1 + 2.5 'mg' is Quantity", "@2015T & %`x` | {}", "`a\\u0041`"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, err := Parse(src)
		if err != nil {
			_ = err.Error()
			return
		}
		again, err := Parse(e.String())
		if err != nil {
			t.Fatalf("%q was printed as %q, which is not read: %v", src, e, err)
		}
		if again.String() != e.String() {
			t.Fatalf("%q was printed as %q and then as %q", src, e, again)
		}
	})
}

// FuzzEval: no expression makes compiling or evaluating panic, and a plan gives what the evaluator gives.
func FuzzEval(f *testing.F) {
	for _, s := range []string{
		"name.given.join(',')", "name.where(use = 'official').select(given).first()", "contained.repeat(children())",
		"deceased.ofType(dateTime).lowBoundary()", "generalPractitioner.getReferenceKey()", "iif(active, name, 1 | 2)",
		"communication.language.preferredCoding().code", "multipleBirth * 3 / 0.7", "name.given.exclude('Peter' | 'x')",
		"name.given.select($index)", "extension.value.displayText()", "photo.title.join(', ').where($this != '')",
		"name.given.join(', ').where($this != '')", "(photo.title | name.family).first()", "(photo | animal).exists()",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		m, typ := testMachine(t, patientJSON)
		p, err := Compile(src, On(typ), Options{})
		if err != nil {
			return
		}
		slow := ""
		items, slowErr := m.Eval(p, m.Root())
		for _, it := range items {
			slow += show(m, it) + " "
		}
		m.Start(m.Tape, typ.ID, m.Key)
		fast := collector{m: m}
		m.Run(NewPlan([]*Program{p}, []int{0}), m.Root(), &fast)
		if (slowErr != nil) != (fast.err != nil) || slowErr == nil && slow != fast.text {
			t.Errorf("%q: evaluated %q (%v), planned %q (%v)", src, slow, slowErr, fast.text, fast.err)
		}
	})
}

type collector struct {
	m    *Machine
	text string
	err  error
}

func (c *collector) Collect(_ int, it Item) { c.text += show(c.m, it) + " " }
func (c *collector) CollectNode(_ int, n uint32, typ schema.TypeID) {
	c.text += show(c.m, Item{Node: n, Type: typ}) + " "
}
func (c *collector) Fail(_ int, err error) { c.err = err }

var _ = schema.NoMember
