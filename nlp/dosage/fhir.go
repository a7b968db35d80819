package dosage

import (
	"strconv"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/quantity"
)

// JSON is the instruction as a JSON array of FHIR R4 Dosage elements, one a step, with members in FHIR's order. The text of
// the whole stands in the first one.
func (s Sig) JSON() string { return string(s.AppendJSON(nil)) }

// AppendJSON appends JSON to dst.
func (s Sig) AppendJSON(dst []byte) []byte {
	w := writer{append(dst, '[')}
	for i := range s.Steps {
		w.comma()
		text := ""
		if i == 0 {
			text = s.Text
		}
		w.step(&s.Steps[i], text)
	}
	return append(w.b, ']')
}

// JSON is the timing as a FHIR R4 Timing.
func (t Timing) JSON() string {
	w := writer{}
	w.timing(&t, Length{}, Length{})
	return string(w.b)
}

// JSON is the length as a FHIR R4 Duration or Range; "" where it is in words.
func (l Length) JSON() string {
	if l.Unit == "" {
		return ""
	}
	w := writer{}
	w.length(l)
	return string(w.b)
}

// The code systems.
const (
	snomed = "http://snomed.info/sct"
	ucum   = "http://unitsofmeasure.org"
	gts    = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"
)

// writer appends JSON.
type writer struct{ b []byte }

// comma writes a comma unless a value begins here.
func (w *writer) comma() {
	if n := len(w.b); n > 0 && w.b[n-1] != '{' && w.b[n-1] != '[' && w.b[n-1] != ':' {
		w.b = append(w.b, ',')
	}
}

func (w *writer) name(n string) {
	w.comma()
	w.b = append(append(append(w.b, '"'), n...), '"', ':')
}

func (w *writer) open(n string, c byte) {
	if n != "" {
		w.name(n)
	} else {
		w.comma()
	}
	w.b = append(w.b, c)
}

func (w *writer) close(c byte) { w.b = append(w.b, c) }

func (w *writer) text(n, s string) {
	if s == "" {
		return
	}
	w.name(n)
	w.string(s)
}

// word writes a member whose value is a word of this package: they have nothing to escape.
func (w *writer) word(n, s string) {
	if s == "" {
		return
	}
	w.name(n)
	w.b = append(append(append(w.b, '"'), s...), '"')
}

func (w *writer) int(n string, v int) {
	if v != 0 {
		w.name(n)
		w.b = strconv.AppendInt(w.b, int64(v), 10)
	}
}

// string writes a JSON string; invalid UTF-8 becomes U+FFFD.
func (w *writer) string(s string) {
	w.b = append(w.b, '"')
	if plain(s) {
		w.b = append(append(w.b, s...), '"')
		return
	}
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			w.b = append(w.b, '\\', byte(r))
		case r == '\n':
			w.b = append(w.b, `\n`...)
		case r == '\r':
			w.b = append(w.b, `\r`...)
		case r == '\t':
			w.b = append(w.b, `\t`...)
		case r < ' ':
			w.b = append(w.b, `\u00`...)
			w.b = append(w.b, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			w.b = utf8.AppendRune(w.b, r)
		}
	}
	w.b = append(w.b, '"')
}

// plain reports whether s needs no escape.
func plain(s string) bool {
	for i := range len(s) {
		if !plainByte[s[i]] {
			return false
		}
	}
	return true
}

var plainByte = func() (t [256]bool) {
	for c := byte(' '); c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// words writes a list of words of this package.
func (w *writer) words(n string, list []string) {
	if len(list) == 0 {
		return
	}
	w.open(n, '[')
	for _, s := range list {
		w.comma()
		w.b = append(append(append(w.b, '"'), s...), '"')
	}
	w.close(']')
}

func (w *writer) step(s *Step, text string) {
	w.b = append(w.b, '{')
	w.int("sequence", s.Sequence)
	w.text("text", text)
	if len(s.Instructions) > 0 {
		w.open("additionalInstruction", '[')
		for _, t := range s.Instructions {
			w.open("", '{')
			w.text("text", t)
			w.close('}')
		}
		w.close(']')
	}
	if s.Timing.IsSet() || s.Duration.Unit != "" || s.Infusion.Unit != "" {
		w.name("timing")
		w.timing(&s.Timing, s.Duration, s.Infusion)
	}
	if s.AsNeeded && s.Reason != "" {
		w.concept("asNeededCodeableConcept", "", "", s.Reason)
	} else if s.AsNeeded {
		w.name("asNeededBoolean")
		w.b = append(w.b, "true"...)
	}
	w.concept("site", "", "", s.Site)
	w.concept("route", s.Route.Code, s.Route.Display, s.Route.Name)
	w.concept("method", "", "", s.Method)
	w.doseAndRate(s)
	w.most(s)
	w.close('}')
}

func (w *writer) concept(n, code, display, text string) {
	if text == "" {
		return
	}
	w.open(n, '{')
	if code != "" {
		w.open("coding", '[')
		w.open("", '{')
		w.word("system", snomed)
		w.word("code", code)
		w.word("display", display)
		w.close('}')
		w.close(']')
	}
	w.text("text", text)
	w.close('}')
}

func (w *writer) doseAndRate(s *Step) {
	if !s.Dose.Set && !s.Rate.Set {
		return
	}
	w.open("doseAndRate", '[')
	w.open("", '{')
	if s.Dose.Set {
		w.amount("dose", s.Dose)
	}
	if s.Rate.Set {
		w.amount("rate", s.Rate)
	}
	w.close('}')
	w.close(']')
}

// amount writes <prefix>Quantity or <prefix>Range.
func (w *writer) amount(prefix string, a Amount) {
	if !a.IsRange() {
		w.name(prefix)
		w.b = append(w.b[:len(w.b)-2], `Quantity":`...)
		w.quantity(a, false)
		return
	}
	w.name(prefix)
	w.b = append(w.b[:len(w.b)-2], `Range":{`...)
	w.name("low")
	w.quantity(a, false)
	w.name("high")
	w.quantity(a, true)
	w.close('}')
}

func (w *writer) quantity(a Amount, high bool) {
	w.b = append(w.b, '{')
	w.name("value")
	if high {
		w.b = a.High.Append(w.b)
	} else {
		w.b = a.Low.Append(w.b)
	}
	w.text("unit", a.Unit)
	if a.UCUM != "" {
		w.word("system", ucum)
		w.text("code", a.UCUM)
	}
	w.close('}')
}

// most writes maxDosePerPeriod; without a period it is that of a day's maximum that nobody said, so it is left out.
func (w *writer) most(s *Step) {
	if !s.Max.Set || s.MaxPeriod.Unit == "" {
		return
	}
	a := s.Max
	if a.Unit == "" && s.Dose.Unit != "" && s.Dose.Kind == 0 {
		a.Unit, a.UCUM = s.Dose.Unit, s.Dose.UCUM
	}
	w.open("maxDosePerPeriod", '{')
	w.name("numerator")
	w.quantity(a, true)
	w.name("denominator")
	w.quantity(Amount{Low: s.MaxPeriod.Low, High: s.MaxPeriod.High, Unit: s.MaxPeriod.Unit, UCUM: s.MaxPeriod.Unit}, false)
	w.close('}')
}

func (w *writer) length(l Length) {
	a := Amount{Low: l.Low, High: l.High, Unit: l.Unit, UCUM: l.Unit}
	if !a.IsRange() {
		w.quantity(a, false)
		return
	}
	w.b = append(w.b, '{')
	w.name("low")
	w.quantity(a, false)
	w.name("high")
	w.quantity(a, true)
	w.close('}')
}

// timing writes a Timing: repeat with its members in FHIR's order, and the code.
func (w *writer) timing(t *Timing, bounds, one Length) {
	w.b = append(w.b, '{')
	w.open("repeat", '{')
	if bounds.Unit != "" {
		if bounds.Low == bounds.High {
			w.name("boundsDuration")
		} else {
			w.name("boundsRange")
		}
		w.length(bounds)
	}
	w.int("count", t.Count)
	w.int("countMax", t.CountMax)
	if one.Unit != "" {
		w.decimal("duration", one.Low)
		if one.Low != one.High {
			w.decimal("durationMax", one.High)
		}
		w.word("durationUnit", one.Unit)
	}
	w.int("frequency", t.Frequency)
	w.int("frequencyMax", t.FrequencyMax)
	if t.Unit != "" {
		w.decimal("period", t.Period)
		if !t.PeriodMax.IsZero() {
			w.decimal("periodMax", t.PeriodMax)
		}
		w.word("periodUnit", t.Unit)
	}
	w.words("dayOfWeek", t.Days)
	if len(t.When) == 0 { // FHIR's tim-10: never both
		w.words("timeOfDay", t.Times)
	}
	w.words("when", t.When)
	if len(t.When) > 0 && t.When[0][0] != 'C' { // tim-9: no offset from a meal itself
		w.int("offset", t.Offset)
	}
	w.close('}')
	if t.Code != "" {
		w.open("code", '{')
		w.open("coding", '[')
		w.open("", '{')
		w.word("system", gts)
		w.word("code", t.Code)
		w.close('}')
		w.close(']')
		w.close('}')
	}
	w.close('}')
}

func (w *writer) decimal(n string, d quantity.Decimal) {
	w.name(n)
	w.b = d.Append(w.b)
}
