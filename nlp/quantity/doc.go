// Package quantity reads amounts from the tokens of a text: numbers as clinicians write them (1.5, 1,000, ½, 1 1/2, two,
// one (1), 1-2, one to two) and units of measure with their UCUM codes (mg, mcg/kg/min, mm Hg, 10^3/uL). Numbers are exact
// decimals, never floating point. Nothing is allocated for a number or a unit that stands in the table.
//
// Left neighbours: token, phrase. Right neighbours: dosage and lab, which say what an amount is an amount of. It must not
// know drugs, tests, sentences or dose forms.
package quantity
