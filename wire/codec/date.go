package codec

import (
	"math"
	"strconv"
)

// DuckDB counts days and microseconds from 1970-01-01, PostgreSQL from 2000-01-01. Both write the infinities as
// numbers, DuckDB symmetric around 0.
const (
	epochDays   = 10957
	dayMicros   = 86_400_000_000
	epochMicros = epochDays * dayMicros

	dateInfinity    = math.MaxInt32
	dateNegInfinity = -math.MaxInt32
	timeInfinity    = math.MaxInt64
	timeNegInfinity = -math.MaxInt64
)

// civil is the proleptic Gregorian date of a day since 1970-01-01; year 0 is 1 BC. (Howard Hinnant's algorithm.)
func civil(days int64) (year int64, month, day int) {
	days += 719468
	era := floorDiv(days, 146097)
	doe := days - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	year, day = yoe+era*400, int(doy-(153*mp+2)/5+1)
	if mp < 10 {
		return year, int(mp + 3), day
	}
	return year + 1, int(mp - 9), day
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

const twoDigits = "00010203040506070809" + "10111213141516171819" + "20212223242526272829" + "30313233343536373839" +
	"40414243444546474849" + "50515253545556575859" + "60616263646566676869" + "70717273747576777879" +
	"80818283848586878889" + "90919293949596979899"

// append2 appends n, below 100, in two digits.
func append2(dst []byte, n int) []byte { return append(dst, twoDigits[n*2], twoDigits[n*2+1]) }

// appendYear appends the year in at least four digits, without the era.
func appendYear(dst []byte, year int64) []byte {
	if year <= 0 {
		year = 1 - year
	}
	if year < 10000 {
		return append2(append2(dst, int(year/100)), int(year%100))
	}
	return strconv.AppendInt(dst, year, 10)
}

// appendEra appends " BC" to what was written for a year before the first.
func appendEra(dst []byte, year int64) []byte {
	if year <= 0 {
		return append(dst, " BC"...)
	}
	return dst
}

// appendDay appends a date in the style of s, without the era.
func (s *Settings) appendDay(dst []byte, year int64, month, day int) []byte {
	first, second, sep := month, day, byte('-')
	switch s.DateStyle {
	case DateISO:
		dst = append(appendYear(dst, year), '-')
		return append2(append(append2(dst, month), '-'), day)
	case DateSQL:
		sep = '/'
	case DateGerman:
		first, second, sep = day, month, '.'
	}
	if s.DateOrder == OrderDMY && s.DateStyle != DateGerman {
		first, second = day, month
	}
	dst = append(append2(dst, first), sep)
	dst = append(append2(dst, second), sep)
	return appendYear(dst, year)
}

// dayWriter writes days and remembers the last one: neighbouring rows often have the same.
type dayWriter struct {
	settings *Settings
	day      int64
	text     []byte // of day; empty before the first
	year     int64
}

// append appends a day without the era, which depends on the year that it returns.
func (w *dayWriter) append(dst []byte, day int64) (_ []byte, year int64) {
	if day != w.day || len(w.text) == 0 {
		year, month, d := civil(day)
		w.text = w.settings.appendDay(w.text[:0], year, month, d)
		w.day, w.year = day, year
	}
	return append(dst, w.text...), w.year
}

// appendDate appends a day since 1970-01-01 as a date.
func (s *Settings) appendDate(dst []byte, days int32) []byte {
	switch days {
	case dateInfinity:
		return append(dst, "infinity"...)
	case dateNegInfinity:
		return append(dst, "-infinity"...)
	}
	year, month, day := civil(int64(days))
	return appendEra(s.appendDay(dst, year, month, day), year)
}

// dateToPG is the binary form of a date.
func dateToPG(days int32) int32 {
	switch days {
	case dateInfinity:
		return math.MaxInt32
	case dateNegInfinity:
		return math.MinInt32
	}
	return days - epochDays
}

// timestampToPG is the binary form of a timestamp in microseconds.
func timestampToPG(micros int64) int64 {
	switch micros {
	case timeInfinity:
		return math.MaxInt64
	case timeNegInfinity:
		return math.MinInt64
	}
	return micros - epochMicros
}
