package main

import (
	"path/filepath"
	"testing"

	"github.com/tarn-sql/tarn/nlp/eval"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// floor is the least that a measure of a corpus may be: what was measured when the floor was set, less about a point, so
// that a change which costs accuracy is seen, and one that moves a mention or two is not.
type floor struct {
	row   string
	least float64 // F1, of decisions the share that is right
}

// guarded are the corpora with their floors; shared ones are skipped where they are not at hand.
var guarded = []struct {
	name     string
	path     []string // below the corpora; "" the notes of this repository
	noTagger bool
	table    int // of the report
	floors   []floor
}{
	{name: "gold notes", floors: goldFloors},
	{name: "gold notes, rules", noTagger: true, floors: goldFloors},
	{
		name: "BC5CDR", path: []string{"bc5cdr", "CDR_DevelopmentSet.PubTator.txt"},
		floors: []floor{{"chemicals", .905}, {"diseases", .825}},
	},
	{
		name: "BC5CDR, rules", path: []string{"bc5cdr", "CDR_DevelopmentSet.PubTator.txt"}, noTagger: true,
		floors: []floor{{"chemicals", .825}, {"diseases", .785}},
	},
	{name: "NCBI", path: []string{"ncbi_disease", "NCBI_devel.pubtator.txt"}, floors: []floor{{"diseases", .81}}},
	{name: "NCBI, rules", path: []string{"ncbi_disease", "NCBI_devel.pubtator.txt"}, noTagger: true, floors: []floor{{"diseases", .665}}},
	{
		name: "NegEx", path: []string{"negex_context", "dev.tsv"},
		floors: []floor{{"negation", .98}, {"historical", .77}, {"hypothetical", .89}, {"experiencer", .997}, {"concepts found in their sentence", .99}},
	},
	{name: "dose instructions, gold as it is", path: []string{"medication_attr", "sig_dev.jsonl"}, floors: []floor{{"fields that the gold has", .80}, {"whole instructions", .38}}},
	{
		name: "dose instructions, corrected", path: []string{"medication_attr", "sig_dev.jsonl"}, table: 1,
		floors: []floor{{"dose", .97}, {"unit", .97}, {"route", .97}, {"frequency", .97}, {"period", .97}, {"as needed", .95}, {"whole instructions", .95}},
	},
	{name: "PHEE", path: []string{"medication_attr", "phee", "dev.json"}, floors: []floor{{"drugs, overlap", .865}, {"dosage, overlap", .76}, {"route, overlap", .64}}},
	{name: "ACI-Bench", path: []string{"notes", "aci_bench", "valid.csv"}, floors: []floor{{"headings", .98}}},
}

var goldFloors = []floor{
	{"MEDICAL_CONDITION, overlap", .97},
	{"MEDICATION, overlap", .97},
	{"TEST_TREATMENT_PROCEDURE, overlap", .89},
	{"traits, all", .97},
	{"attributes, all", .945},
	{"ICD-10-CM, 3 characters, of all mentions", .96},
	{"RxNorm ingredient, of all mentions", .98},
	{"LOINC, of all mentions", .96},
	{"denied, family, planned: not asserted", 1},
}

func TestFloors(t *testing.T) {
	for _, c := range guarded {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join("..", "..", "..", "testdata", "notes")
			if c.path != nil {
				path = shared.Path(t, append([]string{"nlp", "corpora"}, c.path...)...)
			}
			report, err := score(path, c.noTagger)
			if err != nil {
				t.Fatal(err)
			}
			if len(report.Tables) <= c.table {
				t.Fatalf("%d tables", len(report.Tables))
			}
			one := eval.Report{Tables: report.Tables[c.table : c.table+1]}
			for _, f := range c.floors {
				row, ok := one.Find("", f.row)
				got := row.F1()
				if row.Decision {
					got = row.Accuracy()
				}
				if !ok || got < f.least {
					t.Errorf("%s: %.4f, was at least %.3f\n%s", f.row, got, f.least, one.Tables[0])
				}
			}
		})
	}
}
