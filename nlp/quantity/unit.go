package quantity

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// Kind is what a unit measures.
type Kind uint8

// The kinds of units.
const (
	None          Kind = iota
	Mass               // mg
	Volume             // mL
	Activity           // units, IU
	Substance          // mmol, mEq
	Time               // h
	Length             // cm
	Area               // m2
	Pressure           // mm[Hg]
	Temperature        // Cel
	Fraction           // %
	Frequency          // /min
	Concentration      // mg/dL, 10*3/uL, mmol/L and other units of laboratories
	Radiation          // Gy
	Energy             // kcal
	Body               // kg/m2: units of the body's measures
	Osmolality         // mosm/kg
)

// Unit is a unit of measure.
type Unit struct {
	Name string // how we write it: mg, mL, mcg/kg/min
	UCUM string // its UCUM code: mg, mL, ug/kg/min
	Kind Kind   // of the unit, of the numerator where it is a quotient
	Per  Kind   // of the first denominator, None where there is none
	Time string // the denominator that is a time, in UCUM: min, h, d; "" where there is none
}

var (
	units []Unit
	names = phrase.Shared(build)
)

func build() *phrase.Set {
	var b phrase.Builder
	for _, u := range table {
		for _, p := range u.patterns {
			b.Add(p, int32(len(units)))
		}
		units = append(units, u.Unit)
	}
	return b.Set()
}

// maxWords is the longest surface of a unit in tokens: x 10 ^ ( 3 ) / u L.
const maxWords = 10

// simple reads a unit that stands in the table, the longest that begins at token i.
func simple(text string, tokens []annotation.Token, i int) (u *Unit, end int, ok bool) {
	set := names()
	if i >= len(tokens) || !set.Begins(&tokens[i]) {
		return nil, i, false
	}
	var ids [maxWords]uint32
	n := 0
	for ; n < maxWords && i+n < len(tokens) && tokens[i+n].Kind != annotation.Break; n++ {
		if ids[n] = set.Word(text, tokens[i+n]); ids[n] == phrase.Unknown {
			break
		}
	}
	if n == 0 {
		return nil, i, false
	}
	v, end, ok := set.Longest(ids[:n], 0)
	if !ok {
		return nil, i, false
	}
	return &units[v], i + end, true
}

// ReadUnit reads the unit that begins at token i, with its denominators: mcg/kg/min, mg per day, g/24 h. A denominator with
// a number other than one is left unread ("mg/5 mL" is mg), since it makes a ratio of two amounts.
func ReadUnit(text string, tokens []annotation.Token, i int) (u Unit, end int, ok bool) {
	first, end, ok := simple(text, tokens, i)
	if !ok || first.Kind == Concentration || first.Kind == Frequency {
		if ok {
			u = *first
		}
		return u, end, ok
	}
	u = *first
	for range 3 {
		j, ok := perSign(text, tokens, end)
		if !ok {
			break
		}
		d, last, ok := denominator(text, tokens, j)
		if !ok {
			break
		}
		u, end = quotient(u, d), last
	}
	return u, end, true
}

// denominator is the unit at token i if it can be one.
func denominator(text string, tokens []annotation.Token, i int) (u *Unit, end int, ok bool) {
	if d, e, is24 := hours24(text, tokens, i); is24 {
		return d, e, true
	}
	if u, end, ok = simple(text, tokens, i); !ok {
		return nil, i, false
	}
	switch u.Kind {
	case Mass, Volume, Time, Area, Length:
		return u, end, true
	}
	return nil, i, false
}

// hours24 reads "24 h", which is a day's time.
func hours24(text string, tokens []annotation.Token, i int) (u *Unit, end int, ok bool) {
	if !isNumber(tokens, i) || text[tokens[i].Begin:tokens[i].End] != "24" {
		return nil, i, false
	}
	if u, end, ok = simple(text, tokens, i+1); !ok || u.UCUM != "h" {
		return nil, i, false
	}
	return &Unit{Name: "24h", UCUM: "(24.h)", Kind: Time, Time: "d"}, end, true
}

// perSign is the token after a "/" or "per" at token i.
func perSign(text string, tokens []annotation.Token, i int) (next int, ok bool) {
	if is(text, tokens, i, '/') {
		return i + 1, true
	}
	if i < len(tokens) && tokens[i].Len() == 3 {
		if w := text[tokens[i].Begin:tokens[i].End]; w == "per" || w == "PER" || w == "Per" {
			return i + 1, true
		}
	}
	return i, false
}

func quotient(u Unit, d *Unit) Unit {
	if u.Per == None {
		u.Per = d.Kind
	}
	if d.Kind == Time {
		u.Time = d.UCUM
		if d.Time != "" {
			u.Time = d.Time
		}
	}
	u.Name += "/" + d.Name
	u.UCUM += "/" + d.UCUM
	return u
}
