package dosage

import "github.com/tarn-sql/tarn/nlp/quantity"

// Daily is the dose of one day: the sum of the steps that hold at first, in the unit of the strength where the text has
// one (mg of tablets), else in that of the dose. Of an as-needed drug it is the most that the timing allows. ok is false
// where the text does not say enough: no dose, no unit, no frequency, or one administration only.
func (s Sig) Daily() (a Amount, ok bool) {
	for i := range s.Steps {
		t := &s.Steps[i]
		if t.Sequence != 1 {
			break
		}
		if (len(t.Timing.Days) > 0) != (len(s.Steps[0].Timing.Days) > 0) { // 5 mg daily except 7.5 mg on Mondays
			return Amount{}, false
		}
		d, ok := t.daily()
		if !ok || a.Set && a.Unit != d.Unit {
			return Amount{}, false
		}
		if !a.Set {
			a = d
			continue
		}
		var okLow, okHigh bool
		a.Low, okLow = a.Low.Add(d.Low)
		a.High, okHigh = a.High.Add(d.High)
		if !okLow || !okHigh {
			return Amount{}, false
		}
	}
	return a, a.Set
}

// daily is the dose of one day of a step.
func (s *Step) daily() (a Amount, ok bool) {
	a, ok = s.measure()
	if !ok || a.Unit == "" {
		return Amount{}, false
	}
	if s.perDay {
		return a, true
	}
	t := s.Timing
	if t.Unit == "" || t.Period.IsZero() {
		return Amount{}, false
	}
	low, high := t.Frequency, max(t.Frequency, t.FrequencyMax)
	if low == 0 {
		low = high
	}
	longest := t.Period
	if !t.PeriodMax.IsZero() {
		longest = t.PeriodMax
	}
	var okLow, okHigh bool
	a.Low, okLow = t.inDay(a.Low, low, longest)
	a.High, okHigh = t.inDay(a.High, high, t.Period)
	return a, okLow && okHigh
}

// inDay is the dose times n in each period, over a day.
func (t Timing) inDay(dose quantity.Decimal, n int, period quantity.Decimal) (quantity.Decimal, bool) {
	minutes := int64(0)
	for _, u := range timeUnits {
		if u.ucum == t.Unit {
			minutes = u.minutes
		}
	}
	times, days := int64(n)*24*60, int64(1)
	if len(t.Days) > 0 && t.Unit == "d" {
		times, days = times*int64(len(t.Days)), 7
	}
	over, ok := dose.Mul(quantity.Int(times))
	under, okUnder := period.Mul(quantity.Int(minutes * days))
	if !ok || !okUnder {
		return quantity.Decimal{}, false
	}
	return over.Div(under)
}

// measure is the dose in the best unit: the one of the strength, else its own.
func (s *Step) measure() (Amount, bool) {
	d, st := s.Dose, s.Strength
	switch {
	case !d.Set:
		return Amount{}, false
	case s.total.Set:
		return s.total, true
	case d.Kind != quantity.None && (d.Kind != quantity.Volume || st.Per == nil || st.Per.UCUM != d.UCUM):
		return d, true
	case !st.Set || len(st.Also) > 0 || st.IsRange() || st.Kind == quantity.Fraction || st.Per != nil && st.Per.Kind == quantity.Time:
		return d, true
	case st.Per != nil && st.Per.Kind == quantity.Volume && d.Kind == quantity.None, st.Kind == quantity.Volume:
		return d, true
	}
	low, ok := d.Low.Mul(st.Low)
	high, okHigh := d.High.Mul(st.Low)
	if st.Per != nil && ok && okHigh {
		if low, ok = low.Div(st.Per.Low); ok {
			high, okHigh = high.Div(st.Per.Low)
		}
	}
	return Amount{Low: low, High: high, Unit: st.Unit, UCUM: st.UCUM, Set: true, Kind: st.Kind}, ok && okHigh
}
