package lexicon_test

import (
	"bufio"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// each calls do with every concept of the embedded vocabulary that a table gave.
func each(source string, do func(c lexicon.Concept)) {
	im := lexicon.Embedded()
	for id := range im.Concepts() {
		if c := im.Concept(uint32(id)); c.Source == source {
			do(c)
		}
	}
}

// Every ICD-10-CM code stands in the tabular list that the image carries.
func TestICDCodes(t *testing.T) {
	im := lexicon.Embedded()
	if im.Tree() < 40000 {
		t.Fatalf("the classification has %d codes", im.Tree())
	}
	coded := 0
	each("conditions", func(c lexicon.Concept) {
		for _, k := range c.Codes {
			coded++
			if _, _, ok := im.FindCode(k.Code); !ok {
				t.Errorf("%s: ICD-10-CM has no %s", c.Name, k.Code)
			}
		}
	})
	if coded < 1200 {
		t.Errorf("only %d conditions have a code", coded)
	}
}

// same are RxNorm's own names where ours is another one.
var same = map[string]string{
	"cholestyramine": "cholestyramine resin", "conjugated estrogens": "estrogens, conjugated (usp)", "estrogen": "estrogens",
	"regular insulin": "insulin, regular, human", "phytonadione": "vitamin k1", "divalproex": "divalproex sodium", "vasopressin": "vasopressin (usp)",
	"clobetasol": "clobetasol propionate", "insulin aspart": "insulin aspart, human", "dabigatran": "dabigatran etexilate",
	"aminocaproic acid": "6-aminocaproic acid", "certolizumab": "certolizumab pegol", "chondroitin": "chondroitin sulfates",
	"coenzyme q10": "ubidecarenone", "colesevelam": "colesevelam hydrochloride", "iron dextran": "iron-dextran complex", "fish oil": "fish oils",
	"ginkgo": "ginkgo biloba extract", "glatiramer": "glatiramer acetate", "insulin glulisine": "insulin glulisine, human",
	"polyethylene glycol": "polyethylene glycol 3350", "protamine": "protamine sulfate (usp)", "streptozotocin": "streptozocin",
	"trametinib": "trametinib dimethyl sulfoxide", "tenofovir disoproxil": "tenofovir", "vitamin c": "ascorbic acid",
}

// Every RxCUI names the drug in RxNorm (2022; two are newer or group concepts).
func TestRxNormCodes(t *testing.T) {
	f, err := os.Open(shared.Path(t, "nlp", "vocab", "rxnorm_in_pin_min_2022.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names := map[string]string{}
	for in := bufio.NewScanner(f); in.Scan(); {
		if c := strings.Split(in.Text(), "\t"); len(c) == 3 {
			names[c[0]] = strings.ToLower(c[2])
		}
	}
	absent := map[string]bool{"insulin": true, "sacubitril": true, "tirzepatide": true}
	coded := 0
	each("drugs", func(c lexicon.Concept) {
		if c.Type != "GENERIC_NAME" || len(c.Related) > 1 {
			return
		}
		for _, k := range c.Codes {
			if k.System != lexicon.RxNorm {
				continue
			}
			coded++
			name := strings.ToLower(c.Name)
			if got := names[k.Code]; got != name && got != same[name] && !(got == "" && absent[name]) {
				t.Errorf("%s: RxCUI %s is %q", c.Name, k.Code, got)
			}
		}
	})
	if coded < 900 {
		t.Errorf("only %d ingredients have a code", coded)
	}
}

// Every LOINC code has a right check digit, and none of those in MIMIC's map is of another kind of thing.
func TestLOINCCodes(t *testing.T) {
	coded := 0
	each("tests", func(c lexicon.Concept) {
		for _, k := range c.Codes {
			coded++
			if !luhn(k.Code) {
				t.Errorf("%s: the check digit of LOINC %s is wrong", c.Name, k.Code)
			}
		}
	})
	if coded < 190 {
		t.Errorf("only %d tests have a code", coded)
	}
	f, err := os.Open(shared.Path(t, "nlp", "vocab", "mimic_d_labitems_to_loinc.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, r := range rows {
		names[r[11]] = strings.ToLower(r[6])
	}
	for code, word := range map[string]string{"2823-3": "potassium", "4548-4": "a1c", "6690-2": "leukocytes", "2160-0": "creatinine", "3016-3": "thyrotropin", "1742-6": "alanine"} {
		if !strings.Contains(names[code], word) {
			t.Errorf("LOINC %s is %q, not %s", code, names[code], word)
		}
	}
}

// luhn checks LOINC's check digit.
func luhn(code string) bool {
	body, check, ok := strings.Cut(code, "-")
	if !ok || len(check) != 1 {
		return false
	}
	sum := 0
	for i := range len(body) {
		d := int(body[len(body)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return (10-sum%10)%10 == int(check[0]-'0')
}

// The hand-made tables are as wide as they were asked to be.
func TestWidth(t *testing.T) {
	count := map[annotation.Category]map[string]bool{}
	im := lexicon.Embedded()
	for id := range im.Concepts() {
		c := im.Concept(uint32(id))
		switch c.Source {
		case "drugs", "classes", "conditions", "tests", "procedures", "anatomy":
			if count[c.Category] == nil {
				count[c.Category] = map[string]bool{}
			}
			count[c.Category][c.Name] = true
		}
	}
	for cat, want := range map[annotation.Category]int{annotation.Medication: 3000, annotation.Condition: 1250, annotation.TestProcedure: 650, annotation.Anatomy: 230} {
		if got := len(count[cat]); got < want {
			t.Errorf("%s: %d concepts, want %d", cat, got, want)
		}
	}
}

// The Disease Ontology's cross-references agree with our codes at three characters for nearly all names that both have. The few
// where it does not are its choice of another, equally named, place.
func TestDiseaseOntologyAgrees(t *testing.T) {
	f, err := os.Open(shared.Path(t, "nlp", "vocab", "doid2016.obo"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	xrefs, name := map[string]map[string]bool{}, ""
	for in := bufio.NewScanner(f); in.Scan(); {
		if n, ok := strings.CutPrefix(in.Text(), "name: "); ok {
			name = strings.ToLower(n)
			xrefs[name] = map[string]bool{}
		}
		if x, ok := strings.CutPrefix(in.Text(), "xref: ICD10CM:"); ok && len(x) >= 3 && name != "" {
			xrefs[name][x[:3]] = true
		}
	}
	same, other := 0, 0
	each("conditions", func(c lexicon.Concept) {
		x := xrefs[strings.ToLower(c.Name)]
		if len(c.Codes) == 0 || len(x) == 0 {
			return
		}
		if x[c.Codes[0].Code[:3]] {
			same++
			return
		}
		other++
		t.Logf("%s: ours %s", c.Name, c.Codes[0].Code)
	})
	if same < 200 || other*20 > same {
		t.Errorf("%d agree, %d do not", same, other)
	}
}
