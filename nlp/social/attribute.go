package social

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/timex"
)

// attributes finds the amounts, frequencies and times of the habits of a sentence.
func (f *Finder) attributes() {
	if !f.has(Tobacco) {
		f.amountsAlone()
	}
	if !f.has(Tobacco) && !f.has(Alcohol) && !f.has(Drugs) {
		return
	}
	for i := 0; i < len(f.tokens); {
		if end := f.amount(i); end > i {
			i = end
			continue
		}
		if c, end := f.class(i); c == frequency || c == per {
			f.attach("FREQUENCY", "", i, end, annotation.Attribute{})
			i = end
			continue
		}
		i++
	}
	f.times()
}

// amount reads "1.5 ppd", "half a pack a day", "20 pack-years", "2-3 beers per week" at token i.
func (f *Finder) amount(i int) int {
	j, value, high := f.quantity(i)
	if j == i {
		return i
	}
	c, end := f.class(j)
	if end > j && (c == tobacco || c == alcohol) { // "10 cigarettes", "3 beers": also the names of the habit
		end = j + 1
	} else if end == j || c != tobaccoUnit && c != drinkUnit {
		return i
	}
	typ := Tobacco
	if c == drinkUnit || c == alcohol {
		typ = Alcohol
	}
	unit := strings.ToLower(f.doc.Text[f.tokens[j].Begin:f.tokens[end-1].End])
	if p, after := f.class(end); p == per {
		unit += " " + strings.ToLower(f.doc.Text[f.tokens[end].Begin:f.tokens[after-1].End])
		end = after
	}
	f.attach("AMOUNT", typ, i, end, annotation.Attribute{Value: value, High: high, Unit: unit})
	return end
}

// quantity reads a number, a range or words for a number.
func (f *Finder) quantity(i int) (end int, value, high string) {
	word := func(k int) string { return f.doc.Text[f.tokens[k].Begin:f.tokens[k].End] }
	if f.tokens[i].Kind == annotation.Number {
		if f.secondary(i) {
			return i, "", ""
		}
		end = i + 1
		value = word(i)
		if end+1 < len(f.tokens) && (word(end) == "-" || word(end) == "to" || word(end) == "–") && f.tokens[end+1].Kind == annotation.Number {
			high = word(end + 1)
			end += 2
		} else if end+1 < len(f.tokens) && word(end) == "/" && f.tokens[end].Glued && f.tokens[end+1].Kind == annotation.Number {
			value += "/" + word(end+1)
			end += 2
		}
		if end < len(f.tokens) && (word(end) == "-" || word(end) == "+") {
			end++
		}
		return end, value, high
	}
	c, end := f.class(i)
	if c != numeral {
		return i, "", ""
	}
	return end, numbers[strings.ToLower(word(i))], ""
}

// secondary reports whether number i is one of "2/2", secondary to: "cirrhosis 2/2 EtOH".
func (f *Finder) secondary(i int) bool {
	word := func(k int) string { return f.doc.Text[f.tokens[k].Begin:f.tokens[k].End] }
	if word(i) != "2" {
		return false
	}
	return i+2 < len(f.tokens) && word(i+1) == "/" && word(i+2) == "2" || i >= 2 && word(i-1) == "/" && word(i-2) == "2"
}

// numbers are the values of words; of what is not here there is none.
var numbers = map[string]string{
	"half": "0.5", "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty": "20",
}

// amountsAlone makes "40 pack-years" and "1 ppd" mentions of tobacco where the sentence names none.
func (f *Finder) amountsAlone() {
	if !f.hasPacks() {
		return
	}
	for i := 0; i < len(f.tokens); i++ {
		j, value, high := f.quantity(i)
		if j == i {
			continue
		}
		c, end := f.class(j)
		if c != tobaccoUnit || end == j {
			continue
		}
		unit := strings.ToLower(f.doc.Text[f.tokens[j].Begin:f.tokens[end-1].End])
		if !strings.HasPrefix(unit, "p") {
			continue
		}
		if p, after := f.class(end); p == per {
			unit += " " + strings.ToLower(f.doc.Text[f.tokens[end].Begin:f.tokens[after-1].End])
			end = after
		} else if unit == "pack" || unit == "packs" {
			continue
		}
		e := f.add(Tobacco, i, end, "grammar")
		e.Attributes = append(e.Attributes, annotation.Attribute{Span: e.Span, Type: "AMOUNT", Relationship: "AMOUNT", Score: 0.9, Value: value, High: high, Unit: unit})
		i = end - 1
	}
}

// hasPacks reports whether a word of the sentence may be a unit of amountsAlone.
func (f *Finder) hasPacks() bool {
	for i := range f.tokens {
		if t := &f.tokens[i]; f.leads.Begins(t) && f.doc.Text[t.Begin]|0x20 == 'p' {
			return true
		}
	}
	return false
}

// attach gives an attribute of tokens i to end to the nearest habit of a type ("": any), one before it rather than after.
func (f *Finder) attach(kind, typ string, i, end int, a annotation.Attribute) {
	a.Span = annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[end-1].End}
	f.give(kind, typ, a)
}

func (f *Finder) give(kind, typ string, a annotation.Attribute) {
	var best *annotation.Entity
	least := 1 << 30
	for k := range f.dst[f.from:] {
		e := &f.dst[f.from+k]
		if typ != "" && e.Type != typ || e.Type != Tobacco && e.Type != Alcohol && e.Type != Drugs {
			continue
		}
		distance := a.Begin - e.End
		if distance < 0 {
			distance = 2 * max(0, e.Begin-a.End)
		}
		if distance < least {
			best, least = e, distance
		}
	}
	if best == nil || best.Span == a.Span || best.Overlaps(a.Span) && kind != "AMOUNT" {
		return
	}
	a.Type, a.Relationship, a.Score = kind, kind, 0.9
	best.Attributes = append(best.Attributes, a)
}

// times gives durations ("for 20 years") and times of quitting ("quit in 2010") to the habits.
func (f *Finder) times() {
	f.found = f.timex.Find(f.found[:0], f.doc.Text, f.tokens)
	for _, x := range f.found {
		quit := f.quits(x.Begin)
		switch {
		case quit >= 0:
			f.give("USAGE", "", annotation.Attribute{Span: annotation.Span{Begin: quit, End: x.End}, Value: x.Value, Code: Former})
		case x.Kind == timex.Duration:
			f.give("DURATION", "", annotation.Attribute{Span: x.Span, Value: x.Value})
		}
	}
}

// quits is the byte where a word of quitting stands at most four words before a time, else -1.
func (f *Finder) quits(at int) int {
	seen := 0
	for i := len(f.tokens) - 1; i >= 0 && seen <= 4; i-- {
		if f.tokens[i].Begin >= at {
			continue
		}
		seen++
		switch strings.ToLower(f.doc.Text[f.tokens[i].Begin:f.tokens[i].End]) {
		case "quit", "stopped", "quitting", "ceased", "sober", "abstinent":
			return f.tokens[i].Begin
		}
	}
	return -1
}

// The statuses of a habit.
const (
	Never   = "never"
	Former  = "former"
	Current = "current"
)

// Usage is the status of a habit after assertion, "" where the text does not say whether the patient has it.
func Usage(e *annotation.Entity) string {
	if e.Type != Tobacco && e.Type != Alcohol && e.Type != Drugs || e.Experiencer != annotation.Patient || e.Conditionality != annotation.Unconditional {
		return ""
	}
	for i := range e.Attributes {
		if e.Attributes[i].Type == "USAGE" && e.Attributes[i].Code == Former {
			return Former
		}
	}
	switch {
	case e.Temporality == annotation.Past && e.Certainty != annotation.Negative:
		return Former
	case e.Certainty == annotation.Negative:
		return Never
	case e.Certainty == annotation.Positive:
		return Current
	}
	return ""
}
