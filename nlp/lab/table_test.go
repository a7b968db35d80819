package lab

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestTable checks that every test of the table has a plausible range, and its code the right check digit.
func TestTable(t *testing.T) {
	seen := map[string]string{}
	for _, x := range tests {
		if x.low >= x.high || x.name == "" || len(x.ways) == 0 {
			t.Errorf("%s: range %d to %d, %d names", x.name, x.low, x.high, len(x.ways))
		}
		if x.loinc == "" {
			continue
		}
		if !checkDigit(x.loinc) {
			t.Errorf("%s: LOINC %s has a wrong check digit", x.name, x.loinc)
		}
		if other, twice := seen[x.loinc]; twice {
			t.Errorf("%s and %s have the LOINC %s", other, x.name, x.loinc)
		}
		seen[x.loinc] = x.name
	}
	for _, n := range append(chemistry[:], count[:]...) {
		if _, ok := byName[n]; !ok {
			t.Errorf("no test %q", n)
		}
	}
}

// checkDigit is the mod-10 check of LOINC codes.
func checkDigit(code string) bool {
	body, check, ok := strings.Cut(code, "-")
	if !ok || len(check) != 1 {
		return false
	}
	sum := 0
	for i := len(body) - 1; i >= 0; i-- {
		d := int(body[i] - '0')
		if (len(body)-1-i)%2 == 0 {
			d *= 2
			d = d/10 + d%10
		}
		sum += d
	}
	return (10-sum%10)%10 == int(check[0]-'0')
}

// TestCodesAgree compares the codes with an independent map of laboratory items: a code that stands there must have an item
// whose name shares a word with ours.
func TestCodesAgree(t *testing.T) {
	f, err := os.Open(shared.Path(t, "nlp", "vocab", "mimic_d_labitems_to_loinc.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	items := map[string]string{}
	for _, r := range rows[1:] {
		items[r[11]] += " " + strings.ToLower(r[1]+" "+r[6])
	}
	found := 0
	for _, x := range tests {
		text, ok := items[x.loinc]
		if !ok || x.loinc == "" {
			continue
		}
		found++
		agree := false
		for _, w := range strings.Fields(strings.ToLower(x.name + " " + strings.Join(append(x.ways, x.short...), " "))) {
			agree = agree || strings.Contains(text, strings.Trim(w, "-")) && w != "of"
		}
		if !agree {
			t.Errorf("%s is %s, there %s", x.name, x.loinc, text)
		}
	}
	if found < 40 {
		t.Errorf("only %d codes could be compared", found)
	}
}
