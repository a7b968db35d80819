package synth

import "strings"

// Comprehend Medical's names of categories and types.
const (
	catCondition  = "MEDICAL_CONDITION"
	catMedication = "MEDICATION"
	catTest       = "TEST_TREATMENT_PROCEDURE"
	catSocial     = "BEHAVIORAL_ENVIRONMENTAL_SOCIAL"
	catPHI        = "PROTECTED_HEALTH_INFORMATION"
)

// term is what a word or phrase of a note means.
type term struct {
	text, display  string // as the tables have it, and as the code's system names it
	category, typ  string
	trait          string // DIAGNOSIS, SYMPTOM or SIGN of conditions
	system, code   string
	side, bodySite string
}

// lexicon holds every phrase that the markup of notes may name, in lower case.
var lexicon = newLexicon()

// lookup finds the term of a phrase in whatever case. It panics on a phrase that no table has: that is a mistake in
// this package's templates, and the first test run finds it.
func lookup(phrase string) *term {
	t := lexicon[strings.ToLower(phrase)]
	if t == nil {
		panic("synth: no table names " + phrase)
	}
	return t
}

func newLexicon() map[string]*term {
	m := map[string]*term{}
	add := func(names string, t term) {
		for _, name := range list(names) {
			named := t
			named.text = name
			m[strings.ToLower(name)] = &named
		}
	}
	for _, c := range append(append([]*condition{}, chronic...), acute...) {
		add(c.names, term{display: c.icdName, category: catCondition, typ: "DX_NAME", trait: "DIAGNOSIS", system: sysICD10, code: c.icd, side: c.side, bodySite: c.site})
	}
	for _, s := range otherDx {
		add(s.names, term{display: s.name, category: catCondition, typ: "DX_NAME", trait: "DIAGNOSIS", system: sysICD10, code: s.icd})
	}
	for _, s := range symptoms {
		trait := "SYMPTOM"
		if s.sign {
			trait = "SIGN"
		}
		add(s.names, term{display: s.name, category: catCondition, typ: "DX_NAME", trait: trait, system: sysICD10, code: s.icd})
	}
	for _, p := range procedures {
		t := term{display: p.display, category: catTest, typ: p.kind, system: sysSNOMED, code: p.snomed}
		if p.snomed == "" {
			t.system = ""
		}
		add(p.names, t)
	}
	for _, l := range labs {
		add(l.names, term{display: l.display, category: catTest, typ: "TEST_NAME", system: sysLOINC, code: l.loinc})
	}
	for _, p := range panels {
		add(p.names, term{display: p.display, category: catTest, typ: "TEST_NAME", system: sysLOINC, code: p.loinc})
	}
	for _, v := range vaccines {
		add(v.name, term{display: v.display, category: catTest, typ: "TREATMENT_NAME", system: sysCVX, code: v.cvx})
	}
	for _, d := range drugs {
		add(d.name, term{category: catMedication, typ: "GENERIC_NAME", system: sysRxNorm, code: d.ingredient})
		add(d.brand, term{category: catMedication, typ: "BRAND_NAME", system: sysRxNorm, code: d.ingredient})
	}
	return m
}

// list parts the |-separated lists of the tables.
func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// plain is the first name of such a list.
func plain(names string) string {
	name, _, _ := strings.Cut(names, "|")
	return name
}

// index makes a table findable by key.
func index[T any](table []T, key func(T) string) map[string]T {
	m := make(map[string]T, len(table))
	for _, v := range table {
		m[key(v)] = v
	}
	return m
}

var (
	drugByKey      = index(drugs, func(d *drug) string { return d.key })
	labByKey       = index(labs, func(l *lab) string { return l.key })
	panelByKey     = index(panels, func(p *panel) string { return p.key })
	procedureByKey = index(procedures, func(p *procedure) string { return p.key })
	acuteByKey     = index(acute, func(c *condition) string { return c.key })
	symptomByName  = newSymptomIndex()
)

func newSymptomIndex() map[string]*symptom {
	m := map[string]*symptom{}
	for _, s := range symptoms {
		for _, name := range list(s.names) {
			m[name] = s
		}
	}
	return m
}
