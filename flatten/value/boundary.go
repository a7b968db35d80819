package value

// Low returns the earliest full-precision reading of a stated date or time: the start of what is not stated, and, for a
// dateTime without a zone, the zone where it begins first (+14:00).
func (t Temporal) Low() Temporal { return t.bound(false) }

// High returns the latest full-precision reading: the end of what is not stated, in the zone where it ends last (-12:00).
func (t Temporal) High() Temporal { return t.bound(true) }

func (t Temporal) bound(high bool) Temporal {
	p := t.Precision
	if high {
		if p < Month {
			t.Month = 12
		}
		if p < Day {
			t.Day = uint8(daysIn(t.Year, t.Month))
		}
		if p < Hour {
			t.Hour = 23
		}
		if p < Minute {
			t.Minute = 59
		}
		if p < Second {
			t.Second = 59
		}
		t.Micro += missing(p, t.FractionDigits)
	}
	if !t.HasZone {
		t.HasZone, t.Offset = true, 14*60
		if high {
			t.Offset = -12 * 60
		}
	}
	t.Precision, t.FractionDigits = Fraction, max(t.FractionDigits, 3)
	return t
}

// missing is the largest fraction of a second, to the millisecond, that the digits that are not stated can add.
func missing(p Precision, digits uint8) int32 {
	switch {
	case p < Fraction || digits == 0:
		return 999_000
	case digits == 1:
		return 99_000
	case digits == 2:
		return 9_000
	}
	return 0
}

// AppendDate writes the year, month and day as far as the precision says.
func (t Temporal) AppendDate(dst []byte) []byte {
	dst = pad(dst, int(t.Year), 4)
	if t.Precision >= Month {
		dst = pad(append(dst, '-'), int(t.Month), 2)
	}
	if t.Precision >= Day {
		dst = pad(append(dst, '-'), int(t.Day), 2)
	}
	return dst
}

// AppendTime writes the clock as far as the precision says.
func (t Temporal) AppendTime(dst []byte) []byte {
	dst = pad(dst, int(t.Hour), 2)
	if t.Precision >= Minute {
		dst = pad(append(dst, ':'), int(t.Minute), 2)
	}
	if t.Precision >= Second {
		dst = pad(append(dst, ':'), int(t.Second), 2)
	}
	if t.Precision == Fraction {
		if t.FractionDigits <= 3 {
			return pad(append(dst, '.'), int(t.Micro/1000), 3)
		}
		return pad(append(dst, '.'), int(t.Micro), 6)
	}
	return dst
}

// AppendDateTime writes date, time and zone as far as the precision says.
func (t Temporal) AppendDateTime(dst []byte) []byte {
	dst = t.AppendDate(dst)
	if t.Precision < Hour {
		return dst
	}
	dst = t.AppendTime(append(dst, 'T'))
	switch {
	case !t.HasZone:
		return dst
	case t.Offset == 0:
		return append(dst, 'Z')
	case t.Offset < 0:
		dst, t.Offset = append(dst, '-'), -t.Offset
	default:
		dst = append(dst, '+')
	}
	return pad(append(pad(dst, int(t.Offset)/60, 2), ':'), int(t.Offset)%60, 2)
}

func pad(dst []byte, n, width int) []byte {
	for i := width - 1; i > 0; i-- {
		p := 1
		for range i {
			p *= 10
		}
		dst = append(dst, byte('0'+n/p%10))
	}
	return append(dst, byte('0'+n%10))
}

// Boundary returns the end of the interval that a decimal's digits stand for: 1.0 is anything from 0.95 to 1.05.
func (d Decimal) Boundary(high bool) (Decimal, bool) {
	half := Decimal{lo: 5, scale: d.scale + 1, neg: !high}
	return d.Add(half)
}
