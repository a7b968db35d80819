package main

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// salts are the words behind an ingredient's name that say in which salt, ester or hydrate it comes: RxNorm's ingredient
// is the same. Those that make another ingredient of it (mofetil, alafenamide, carbonate of lithium) are not among them.
var salts = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq(`hydrochloride hcl hydrobromide sulfate sulphate phosphate sodium potassium calcium magnesium disodium dipotassium
		acetate maleate malate tartrate bitartrate citrate succinate fumarate hemifumarate besylate besilate mesylate mesilate dimesylate tosylate
		tosilate oxalate nitrate lactate bromide chloride iodide pamoate embonate propionate dipropionate valerate furoate acetonide decanoate
		enanthate cypionate palmitate stearate estolate ethylsuccinate undecanoate butyrate trihydrate dihydrate monohydrate anhydrous
		hemihydrate hydrate tromethamine trometamol meglumine lysine arginine erbumine medoxomil cilexetil axetil proxetil xinafoate hyclate
		edisylate napsylate polistirex dihydrochloride`) {
		salts[w] = true
	}
}

// elements are drugs whose compounds are ingredients of their own: zinc sulfate, lithium citrate.
var elements = map[string]bool{
	"aluminum": true, "ammonium": true, "barium": true, "bismuth": true, "copper": true, "gold": true, "iodine": true, "lithium": true,
	"selenium": true, "silver": true, "zinc": true, "choline": true, "strontium": true,
}

// saltOf is the ingredient of drugs.tsv that a name is a salt of, if any: amlodipine of "amlodipine besylate".
func (g *generator) saltOf(name string) (uint32, bool) {
	words := strings.Fields(strings.ReplaceAll(name, ",", " "))
	last := len(words)
	for last > 1 && salts[words[last-1]] {
		last--
	}
	if last == len(words) {
		return 0, false
	}
	base := strings.Join(words[:last], " ")
	id, ok := g.named(annotation.Medication, base)
	if !ok || elements[base] {
		return 0, false
	}
	c := g.b.Concept(id)
	return id, c.Type == "GENERIC_NAME" && c.Flags&(lexicon.TestValue|lexicon.Class) == 0 && len(c.Codes) == 1
}
