package value

// Precision is how much of a date or time is stated.
type Precision uint8

// The precisions, from coarse to fine.
const (
	NoPrecision Precision = iota
	Year
	Month
	Day
	Hour
	Minute
	Second
	Fraction
)

var precisionNames = [...]string{"", "year", "month", "day", "hour", "minute", "second", "millisecond"}

// String is the SQL and FHIRPath word for the precision; "millisecond" stands for any fraction of a second.
func (p Precision) String() string { return precisionNames[p] }

// Temporal is a date, a dateTime or a time as stated. What is not stated has its smallest value: month and day 1,
// hours 0.
type Temporal struct {
	Year                             int32
	Month, Day, Hour, Minute, Second uint8
	Micro                            int32 // fraction of the second; digits behind the sixth are cut
	FractionDigits                   uint8
	Precision                        Precision
	HasZone                          bool
	Offset                           int16 // minutes east of UTC
}

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD. It is false for anything else and for days that are in no calendar.
func ParseDate(b []byte) (Temporal, bool) {
	t := Temporal{Month: 1, Day: 1, Precision: Year}
	century, ok := digits(b, 0)
	year, ok2 := digits(b, 2)
	year += 100 * century
	t.Year = int32(year)
	if !ok || !ok2 || year == 0 {
		return t, false
	}
	if len(b) == 4 {
		return t, true
	}
	month, ok := part(b, 4, '-')
	t.Month, t.Precision = uint8(month), Month
	if !ok || month < 1 || month > 12 {
		return t, false
	}
	if len(b) == 7 {
		return t, true
	}
	day, ok := part(b, 7, '-')
	t.Day, t.Precision = uint8(day), Day
	return t, ok && len(b) == 10 && day >= 1 && day <= daysIn(t.Year, t.Month)
}

// ParseDateTime reads a date, dateTime or instant: what ParseDate reads, or a full date with T and a time, with or
// without a zone.
func ParseDateTime(b []byte) (Temporal, bool) {
	if len(b) <= 10 {
		return ParseDate(b)
	}
	t, ok := ParseDate(b[:10])
	if !ok || b[10] != 'T' {
		return t, false
	}
	rest, ok := t.clock(b[11:])
	if !ok {
		return t, false
	}
	return t, t.zone(rest)
}

// ParseTime reads hh:mm:ss and a fraction; hours and minutes alone are taken too.
func ParseTime(b []byte) (Temporal, bool) {
	t := Temporal{Year: 1970, Month: 1, Day: 1}
	rest, ok := t.clock(b)
	return t, ok && len(rest) == 0
}

// clock reads hh[:mm[:ss[.fff]]] and returns what follows.
func (t *Temporal) clock(b []byte) (rest []byte, ok bool) {
	hour, ok := digits(b, 0)
	t.Hour, t.Precision = uint8(hour), Hour
	if !ok || hour > 23 {
		return b, false
	}
	if len(b) < 3 || b[2] != ':' {
		return b[2:], true
	}
	minute, ok := part(b, 2, ':')
	t.Minute, t.Precision = uint8(minute), Minute
	if !ok || minute > 59 {
		return b, false
	}
	if len(b) < 6 || b[5] != ':' {
		return b[5:], true
	}
	second, ok := part(b, 5, ':')
	t.Second, t.Precision = uint8(second), Second
	if !ok || second > 60 { // 60 is a leap second
		return b, false
	}
	if len(b) < 9 || b[8] != '.' {
		return b[8:], true
	}
	return t.fraction(b[9:])
}

func (t *Temporal) fraction(b []byte) (rest []byte, ok bool) {
	t.Precision = Fraction
	n := 0
	for ; n < len(b) && b[n]-'0' <= 9; n++ {
		if n < 6 {
			t.Micro = t.Micro*10 + int32(b[n]-'0')
		}
	}
	for i := n; i < 6; i++ {
		t.Micro *= 10
	}
	t.FractionDigits = uint8(min(n, 255))
	return b[n:], n > 0
}

func (t *Temporal) zone(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	t.HasZone = true
	if b[0] == 'Z' {
		return len(b) == 1
	}
	if len(b) != 6 || b[0] != '+' && b[0] != '-' {
		return false
	}
	hours, ok1 := digits(b, 1)
	minutes, ok2 := part(b, 3, ':')
	t.Offset = int16(hours*60 + minutes)
	if b[0] == '-' {
		t.Offset = -t.Offset
	}
	return ok1 && ok2 && hours <= 14 && minutes <= 59
}

// part reads a separator and two digits.
func part(b []byte, at int, separator byte) (int, bool) {
	if len(b) <= at || b[at] != separator {
		return 0, false
	}
	return digits(b, at+1)
}

// digits reads two digits.
func digits(b []byte, at int) (v int, ok bool) {
	if len(b) < at+2 {
		return 0, false
	}
	tens, units := b[at]-'0', b[at+1]-'0'
	return 10*int(tens) + int(units), tens <= 9 && units <= 9
}

// Days is the number of days from 1970-01-01 to the start of what is stated.
func (t Temporal) Days() int32 { return daysFromCivil(t.Year, t.Month, t.Day) }

// Micros is the start of what is stated, in microseconds from 1970-01-01T00:00Z. Where no zone is stated the clock is
// taken as UTC: a local zone is never assumed.
func (t Temporal) Micros() int64 {
	return int64(t.Days())*86_400_000_000 + t.MicrosOfDay() - int64(t.Offset)*60_000_000
}

// MicrosOfDay is the time of the clock, in microseconds from midnight.
func (t Temporal) MicrosOfDay() int64 {
	return (int64(t.Hour)*3600+int64(t.Minute)*60+int64(t.Second))*1_000_000 + int64(t.Micro)
}

// daysFromCivil counts days from 1970-01-01 in the proleptic Gregorian calendar: years run from March, so that the
// leap day is the last of its year, and 400 of them have 146097 days.
func daysFromCivil(year int32, month, day uint8) int32 {
	y, m := year, int32(month)
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3)+2)/5 + int32(day) - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

func daysIn(year int32, month uint8) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Compare orders two dates or times by what both state. Where they agree as far as both go and one goes further, or only
// one of two with a time has a zone, their order is not known.
func (t Temporal) Compare(u Temporal) (order int, known bool) {
	if t.Precision >= Hour && u.Precision >= Hour && t.HasZone == u.HasZone {
		x, y := t.Micros(), u.Micros()
		if min(t.Precision, u.Precision) >= Second {
			return compare(x, y), true
		}
		t, u = t.utc(), u.utc()
	} else if t.HasZone != u.HasZone && min(t.Precision, u.Precision) >= Hour {
		x, y := t.Micros(), u.Micros()
		const day = 86_400_000_000
		if d := x - y; d > day || d < -day {
			return compare(x, y), true
		}
		return 0, false
	}
	a, b := t.parts(), u.parts()
	for i := range min(t.Precision, u.Precision, Second) {
		if c := compare(a[i], b[i]); c != 0 {
			return c, true
		}
	}
	return 0, min(t.Precision, Second) == min(u.Precision, Second)
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// parts are the components from the year down to the second, Year … Second.
func (t Temporal) parts() [6]int64 {
	return [6]int64{
		int64(t.Year), int64(t.Month), int64(t.Day), int64(t.Hour), int64(t.Minute),
		int64(t.Second)*1_000_000 + int64(t.Micro),
	}
}

// utc moves a time to UTC.
func (t Temporal) utc() Temporal {
	micros := t.Micros()
	days := micros / 86_400_000_000
	if micros%86_400_000_000 < 0 {
		days--
	}
	rest := micros - days*86_400_000_000
	t.Year, t.Month, t.Day = civilFromDays(int32(days))
	t.Hour, t.Minute = uint8(rest/3_600_000_000), uint8(rest/60_000_000%60)
	t.Second, t.Micro = uint8(rest/1_000_000%60), int32(rest%1_000_000)
	t.Offset = 0
	return t
}

// civilFromDays is the inverse of daysFromCivil.
func civilFromDays(days int32) (year int32, month, day uint8) {
	z := days + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153
	day = uint8(dayOfYear - (153*shifted+2)/5 + 1)
	month, year = uint8(shifted+3), yearOfEra+era*400
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}
