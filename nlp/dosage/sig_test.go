package dosage_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/dosage"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestParseSig reads testdata/sigs.golden: a line with an instruction, and indented what is read of it.
func TestParseSig(t *testing.T) {
	golden(t, "testdata/sigs.golden", func(text string) string { return show(dosage.ParseSig(text)) })
}

// golden checks a file of texts, each followed by indented lines of what f makes of it. "\n" in a text is a line break.
func golden(t *testing.T, path string, f func(text string) string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, block := range blocks(string(raw)) {
		got := f(strings.ReplaceAll(block[0], `\n`, "\n"))
		out.WriteString(block[0] + "\n")
		for _, l := range strings.Split(got, "\n") {
			out.WriteString("\t" + l + "\n")
		}
		if want := strings.Join(block[1:], "\n"); got != want && !*update {
			t.Errorf("%s\n got %s\nwant %s", block[0], got, want)
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// blocks cuts a golden file: each block is a text and the lines of its result.
func blocks(raw string) (list [][]string) {
	for _, l := range strings.Split(strings.TrimRight(raw, "\n"), "\n") {
		switch {
		case strings.HasPrefix(l, "\t") && len(list) > 0:
			list[len(list)-1] = append(list[len(list)-1], l[1:])
		case l != "":
			list = append(list, []string{l})
		}
	}
	return list
}

// TestJSON checks the FHIR form of a few instructions to the letter.
func TestJSON(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{
			"Take 1-2 tablets by mouth every 4-6 hours as needed for pain for 5 days, max 8 tablets per day",
			`[{"sequence":1,"text":"Take 1-2 tablets by mouth every 4-6 hours as needed for pain for 5 days, max 8 tablets per day",` +
				`"timing":{"repeat":{"boundsDuration":{"value":5,"unit":"d","system":"http://unitsofmeasure.org","code":"d"},"frequency":1,"period":4,"periodMax":6,"periodUnit":"h"}},` +
				`"asNeededCodeableConcept":{"text":"pain"},` +
				`"route":{"coding":[{"system":"http://snomed.info/sct","code":"26643006","display":"Oral route"}],"text":"oral"},"method":{"text":"take"},` +
				`"doseAndRate":[{"doseRange":{"low":{"value":1,"unit":"tablet","system":"http://unitsofmeasure.org","code":"{tablet}"},"high":{"value":2,"unit":"tablet","system":"http://unitsofmeasure.org","code":"{tablet}"}}}],` +
				`"maxDosePerPeriod":{"numerator":{"value":8,"unit":"tablet","system":"http://unitsofmeasure.org","code":"{tablet}"},"denominator":{"value":1,"unit":"d","system":"http://unitsofmeasure.org","code":"d"}}}]`,
		},
		{
			"12.5 mg bid with food prn",
			`[{"sequence":1,"text":"12.5 mg bid with food prn","additionalInstruction":[{"text":"with food"}],` +
				`"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"},"code":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation","code":"BID"}]}},` +
				`"asNeededBoolean":true,"doseAndRate":[{"doseQuantity":{"value":12.5,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]}]`,
		},
		{
			"1000 mL IV at 125 mL/hr", `[{"sequence":1,"text":"1000 mL IV at 125 mL/hr",` +
				`"route":{"coding":[{"system":"http://snomed.info/sct","code":"47625008","display":"Intravenous route"}],"text":"intravenous"},` +
				`"doseAndRate":[{"doseQuantity":{"value":1000,"unit":"mL","system":"http://unitsofmeasure.org","code":"mL"},"rateQuantity":{"value":125,"unit":"mL/h","system":"http://unitsofmeasure.org","code":"mL/h"}}]}]`,
		},
		{"", `[{"sequence":1}]`},
		{"\"\\\n\x01\xff", `[{"sequence":1,"text":"\"\\\n\u0001` + "\ufffd" + `"}]`},
	} {
		got := dosage.ParseSig(c.text).JSON()
		if got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
		if !json.Valid([]byte(got)) {
			t.Errorf("%q: invalid JSON", c.text)
		}
	}
}

func TestDaily(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"20 mg bid", "40mg"},
		{"1-2 tablets every 4-6 hours", "4..12tablet"},
		{"take one 150 mg tab twice a day", "300mg"},
		{"take 2 tablets (1,000 mg total) twice daily", "2000mg"},
		{"70 mg weekly", "10mg"},
		{"750 mg/day", "750mg"},
		{"80 mg/kg/day divided bid", "80mg/kg"},
		{"1 tab MWF", "0.4286tablet"},
		{"3 tabs in the morning, 2 tabs at noon and 1 tab at bedtime", "6tablet"},
		{"1 patch every 72 hours", "0.3333patch"},
		{"5 mL tid (250 mg/5 mL)", "750mg"},
		{"250 mg/5 mL suspension, 5 mL tid", "750mg"},
		{"100 mcg/actuation inhaler, 2 puffs bid", "400mcg"},
		{"1000 mg once", ""},
		{"1 bid", ""},
		{"50 mL/hr", ""},
		{"5 mg daily except 7.5 mg on Mondays", ""},
		{"10 mg daily for 3 days then 5 mg daily", "10mg"},
		{"5-325 mg 1 tab q6h", "4tablet"},
		{"up to 4 g daily", ""},
		{"2 puffs up to 4 times a day", "8puff"},
	} {
		got := ""
		if a, ok := dosage.ParseSig(c.text).Daily(); ok {
			got = showAmount(a)
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzParseSig(f *testing.F) {
	for _, s := range []string{"take 1-2 tabs po q4-6h prn pain x 5 days", "1-0-1 1/2/3 (=", "every every 0 hours", "5/325-10 mg/kg/day 1 2 3 mdd", "bidx9 daysprn", "until \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sig := dosage.ParseSig(text)
		if len(sig.Steps) == 0 || !json.Valid([]byte(sig.JSON())) {
			t.Fatalf("%q: %s", text, sig.JSON())
		}
		if again := dosage.ParseSig(text).JSON(); again != sig.JSON() {
			t.Fatalf("%q is read as %s and as %s", text, sig.JSON(), again)
		}
		sig.Daily()
	})
}
