package dosage

import "github.com/tarn-sql/tarn/nlp/quantity"

// Sig is an instruction how to take one drug.
type Sig struct {
	Text  string // the words it was read from
	Steps []Step // in the order of the text
}

// Step is a part of an instruction with one dose and one timing: FHIR's Dosage.
type Step struct {
	Sequence     int    // from 1; steps of the same number hold at the same time, others one after another
	Strength     Amount // of one unit of the product: 20 mg of a tablet, 5 mg per 5 mL
	Dose         Amount // of one administration
	Form         string // canonical form, as "tablet"; "" where the text has none
	Route        Route
	RouteImplied bool // the route is not said but follows from form, verb or site: tablets are oral, eye drops ophthalmic
	Method       string
	Site         string
	Timing       Timing
	AsNeeded     bool
	Reason       string // of as-needed, or of the drug where AsNeeded is false
	Duration     Length // how long the drug is to be taken
	Infusion     Length // how long one administration lasts
	Rate         Amount // per minute or hour
	Max          Amount // the most in MaxPeriod
	MaxPeriod    Length
	Instructions []string // what else is said, as it is said: with food, swallow whole
	perDay       bool     // the dose is that of a day: 750 mg/day
	total        Amount   // the same dose in another unit: 1 tablet (20 mg total)
}

// Amount is a number or a range of a unit; its zero value is none.
type Amount struct {
	Low, High quantity.Decimal // equal where it is no range
	Unit      string           // canonical: mg, mL, unit, tablet, puff, mg/kg; "" where the text gives no unit
	UCUM      string
	Set       bool
	Kind      quantity.Kind // of the unit; None for tablets and the like, and without a unit
	Per       *Amount       // the denominator of a strength in a volume or a time: 5 mg per 5 mL
	Also      []Amount      // the other parts of a combination: 325 mg of 5-325 mg
}

// IsRange reports whether the amount is a range.
func (a Amount) IsRange() bool { return a.Low != a.High }

// Length is a length of time, or words for one ("until gone").
type Length struct {
	Low, High quantity.Decimal
	Unit      string // UCUM: s min h d wk mo a
	Text      string // where it is no number
}

// IsSet reports whether there is a length.
func (l Length) IsSet() bool { return l.Unit != "" || l.Text != "" }

// Timing says when a dose is given, in the terms of FHIR's Timing.repeat.
type Timing struct {
	Count, CountMax         int // administrations in all
	Frequency, FrequencyMax int // FrequencyMax without Frequency is "up to"
	Period, PeriodMax       quantity.Decimal
	Unit                    string   // of the period, UCUM: s min h d wk mo a; "" where there is no period
	When                    []string // FHIR EventTiming: MORN, HS, ACM …
	Offset                  int      // minutes before or after When
	Days                    []string // mon … sun
	Times                   []string // hh:mm:ss
	Continuous              bool
	explicit                bool   // the frequency is said, not concluded from parts of the day
	Code                    string // v3-GTSAbbreviation: BID, TID, QID, QD, QOD, Q4H, Q6H, AM, PM, BED, WK, MO; "" where none says it all
}

// IsSet reports whether the timing says anything.
func (t Timing) IsSet() bool {
	return t.Unit != "" || t.Count > 0 || t.CountMax > 0 || len(t.When) > 0 || len(t.Days) > 0 || len(t.Times) > 0 || t.Continuous
}

// Route is a route of administration with its SNOMED CT code.
type Route struct {
	Name    string // canonical: oral, intravenous, …; "" is none
	Code    string // SNOMED CT; "" where no code is certain
	Display string
}
