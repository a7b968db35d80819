package synth

import (
	"bufio"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestTablesNameOnlyWhatExists follows every key and phrase from table to table. lookup panics on an unknown phrase.
func TestTablesNameOnlyWhatExists(t *testing.T) {
	for _, c := range append(append([]*condition{}, chronic...), acute...) {
		for _, key := range list(c.drugs + "|" + c.next) {
			if key != "" && drugByKey[key] == nil {
				t.Errorf("%s: no drug %q", c.key, key)
			}
		}
		for _, key := range list(c.panels) {
			if panelByKey[key] == nil {
				t.Errorf("%s: no panel %q", c.key, key)
			}
		}
		for _, key := range list(c.procs) {
			if procedureByKey[key] == nil {
				t.Errorf("%s: no procedure %q", c.key, key)
			}
		}
		for _, name := range append(list(c.symptoms), list(c.denies)...) {
			if symptomByName[name] == nil {
				t.Errorf("%s: no symptom %q", c.key, name)
			}
		}
		if c.plan == "" || c.names == "" || c.snomed == "" || c.icd == "" {
			t.Errorf("%s is not complete", c.key)
		}
		new(note).say(c.plan)
	}
	for _, p := range panels {
		for _, key := range list(p.labs) {
			if labByKey[key] == nil {
				t.Errorf("panel %s: no lab %q", p.key, key)
			}
		}
	}
	for _, p := range procedures {
		new(note).say(p.normal + p.odd)
	}
	for _, d := range drugs {
		if d.more != "" && drugByKey[d.more] == nil {
			t.Errorf("%s: no higher dose %q", d.key, d.more)
		}
		if _, ok := doseUnits[d.form]; !ok && d.form != "cream" {
			t.Errorf("%s: form %q has no unit", d.key, d.form)
		}
		if d.asNeededFor != "" && symptomByName[d.asNeededFor] == nil {
			t.Errorf("%s: no symptom %q", d.key, d.asNeededFor)
		}
	}
	for _, e := range effects {
		if labByKey[e.lab] == nil {
			t.Errorf("effect on unknown lab %q", e.lab)
		}
	}
	for _, m := range remedies {
		if labByKey[m.lab] == nil || lexicon[m.drug] == nil {
			t.Errorf("remedy of %q on %q", m.drug, m.lab)
		}
	}
}

// TestPhrasesMeanOneThing: a phrase of two tables must have the same code in both.
func TestPhrasesMeanOneThing(t *testing.T) {
	codes := map[string]string{}
	check := func(names, code string) {
		for _, name := range list(strings.ToLower(names)) {
			if before := codes[name]; before != "" && before != code {
				t.Errorf("%q is %s and %s", name, before, code)
			}
			codes[name] = code
		}
	}
	for _, c := range append(append([]*condition{}, chronic...), acute...) {
		check(c.names, c.icd)
	}
	for _, s := range append(append([]*symptom{}, symptoms...), otherDx...) {
		check(s.names, s.icd)
	}
	for _, p := range procedures {
		check(p.names, p.snomed)
	}
	for _, l := range labs {
		check(l.names, l.loinc)
	}
	for _, p := range panels {
		check(p.names, p.loinc)
	}
	for _, v := range vaccines {
		check(v.name, v.cvx)
	}
	for _, d := range drugs {
		check(d.name, d.ingredient)
		check(d.brand, d.ingredient)
	}
}

// TestIngredientsAreRxNorms compares the drugs' ingredients with the names of RxNorm.
func TestIngredientsAreRxNorms(t *testing.T) {
	f, err := os.Open(shared.Path(t, "nlp", "vocab", "rxnorm_in_pin_min_2022.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if col := strings.Split(s.Text(), "\t"); len(col) == 3 {
			names[col[0]] = col[2]
		}
	}
	for _, d := range drugs {
		want := strings.ReplaceAll(d.name, "-", " / ")
		if got := names[d.ingredient]; got == "" || got != want && !strings.HasPrefix(want, got+" ") {
			t.Errorf("%s: RxNorm %s is %q", d.key, d.ingredient, got)
		}
	}
}

// TestEGFR compares the integer computation with the published equation (CKD-EPI 2021).
func TestEGFR(t *testing.T) {
	for _, female := range []bool{false, true} {
		kappa, alpha, sex := 0.9, -0.302, 1.0
		if female {
			kappa, alpha, sex = 0.7, -0.241, 1.012
		}
		for creatinine := 50; creatinine <= 400; creatinine += 7 {
			for age := 20; age <= 90; age += 10 {
				r := float64(creatinine) / 100 / kappa
				want := 142 * math.Pow(min(r, 1), alpha) * math.Pow(max(r, 1), -1.2) * math.Pow(0.9938, float64(age)) * sex
				if got := egfr(creatinine, age, female); math.Abs(float64(got)-want) > 2.5 {
					t.Errorf("egfr(%d, %d, %v) = %d, want %.1f", creatinine, age, female, got, want)
				}
			}
		}
	}
}

// TestSplitmix compares the generator with the reference implementation's first numbers for state 1234567.
func TestSplitmix(t *testing.T) {
	r := rng{1234567}
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := r.next(); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
}

func TestDecimals(t *testing.T) {
	for want, v := range map[string]dec{"7.0": {70, 1}, "1.10": {110, 2}, "0.05": {5, 2}, "0": {0, 0}, "-0.5": {-5, 1}, "120": {120, 0}, "-12.30": {-1230, 2}} {
		if got := v.String(); got != want {
			t.Errorf("%+v is %s, want %s", v, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	var d doc
	d.quote("a\"b\\c\n\r\t\x01é")
	if got, want := string(d), `"a\"b\\c\n\u000d\u0009\u0001é"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// discard is a sink that keeps nothing.
type discard struct{}

func (discard) Resource(string, []byte) error { return nil }
func (discard) Mention(Mention) error         { return nil }
func (discard) Done(int) error                { return nil }

// TestManyPatientsOfManySeeds looks for patients for whom the tables do not suffice.
func TestManyPatientsOfManySeeds(t *testing.T) {
	for seed := range int64(4) {
		o := Options{Patients: 25, Seed: seed * 1_000_003, End: DefaultEnd.AddDate(int(seed)-4, int(seed), int(seed))}
		if err := Generate(t.Context(), o, discard{}); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
