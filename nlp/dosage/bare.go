package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// tabletStrength reports whether a number, as written, is one that tablets and capsules are made in: the 25 of "losartan
// 25". Small whole numbers are not among them: they count tablets.
func tabletStrength(number string) bool {
	switch number {
	case "0.05", "0.1", "0.125", "0.2", "0.3", "0.4", "0.6", "1.25", "2.5", "3.125", "5", "6.25", "7.5", "10", "12.5", "15", "20", "25", "30", "37.5", "40", "45", "50", "60", "62.5", "75", "80", "81", "88", "100", "112", "120", "125", "137", "150",
		"160", "175", "180", "200", "225", "240", "250", "300", "320", "325", "360", "400", "450", "500", "600", "625", "650", "750", "800", "850", "875", "1000", "1200":
		return true
	}
	return false
}

// strengthAlone reports whether the number at lexeme i is all that is said of the drug before it: "losartan 25.", "ASA 81,".
// Where drugs are numbered on one line ("9. metformin 10. lisinopril") it is the number of the next.
func (p *parser) strengthAlone(i int) bool {
	name := p.at(i - 1)
	if name.kind != drug || p.named(name, inUnits) || !tabletStrength(p.said(i)) || p.tokens[p.at(i).first].Glued {
		return false
	}
	next := p.at(i).last // a token
	if next >= len(p.tokens) || p.tokens[next].Kind == annotation.Break {
		return true
	}
	switch p.text[p.tokens[next].Begin] {
	case ',', ';', ')', '&', '+':
		return true
	case 'a':
		return p.said(i+1) == "and" && !p.is(i+2, number)
	case '.':
		first := name.first
		return first < 2 || p.text[p.tokens[first-1].Begin] != '.' || p.tokens[first-2].Kind != annotation.Number
	}
	return false
}

// named reports whether the name of the drug at a lexeme holds one of the words.
func (p *parser) named(l *lexeme, words []string) bool {
	name := strings.ToLower(p.text[l.begin:l.end])
	for _, w := range words {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// inUnits are words of the names of drugs that are dosed in units, and of those with blood levels told without a unit.
var inUnits = strings.Fields(`insulin lantus humalog novolog levemir basaglar semglee tresiba toujeo nph humulin novolin apidra admelog fiasp glargine lispro aspart
	detemir degludec heparin enoxaparin lovenox creon epo retacrit procrit vitamin vit potassium kcl oxygen o2 vaccine dextrose d5 d10`)

// bareStrength reports whether an amount without a unit, directly behind its drug, is the strength of a tablet: "metoprolol
// 50 bid", but not "Lantus 20 qhs" nor "prednisone 2 daily".
func (p *parser) bareStrength(it *item) bool {
	return it.kind == itemDose && it.amount.Unit == "" && it.amount.Kind == quantity.None && !it.amount.IsRange() && it.to == it.from+1 && it.extra == nil &&
		p.is(it.from-1, drug) && tabletStrength(p.said(it.from)) && !p.named(p.at(it.from-1), inUnits)
}
