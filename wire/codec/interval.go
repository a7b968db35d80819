package codec

import (
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
)

// interval is DuckDB's layout.
type interval struct {
	months, days int32
	micros       int64
}

// fields are an interval taken apart as PostgreSQL shows it; each has its own sign.
type fields struct {
	years, months, days, hours, minutes, seconds, micros int64
}

func (n interval) fields() fields {
	f := fields{years: int64(n.months / 12), months: int64(n.months % 12), days: int64(n.days)}
	seconds := n.micros / 1_000_000
	f.micros = n.micros % 1_000_000
	f.hours, f.minutes, f.seconds = seconds/3600, seconds/60%60, seconds%60
	return f
}

func (f fields) hasTime() bool {
	return f.hours != 0 || f.minutes != 0 || f.seconds != 0 || f.micros != 0
}

func (f fields) negativeTime() bool {
	return f.hours < 0 || f.minutes < 0 || f.seconds < 0 || f.micros < 0
}

func (p *Planner) intervalText() Encoder {
	write := appendIntervalPostgres
	switch p.Settings.IntervalStyle {
	case IntervalPostgresVerbose:
		write = appendIntervalVerbose
	case IntervalSQLStandard:
		write = appendIntervalSQL
	case IntervalISO8601:
		write = appendIntervalISO
	}
	return func(dst []byte, v *backend.Vector, i int) []byte { return write(dst, at[interval](v, i).fields()) }
}

// intervalBinary writes microseconds, days, months.
func intervalBinary(dst []byte, v *backend.Vector, i int) []byte {
	n := at[interval](v, i)
	return append32(append32(append64(dst, uint64(n.micros)), uint32(n.days)), uint32(n.months))
}

// appendClock appends hours:mm:ss with the hours in at least width digits.
func appendClock(dst []byte, f fields, width int) []byte {
	dst = append(appendPadded(dst, uint64(abs(f.hours)), width), ':')
	dst = append(append2(dst, int(abs(f.minutes))), ':')
	return appendFraction(append2(dst, int(abs(f.seconds))), int(abs(f.micros)))
}

// appendIntervalPostgres is "1 year 2 mons -3 days +04:05:06.7".
func appendIntervalPostgres(dst []byte, f fields) []byte {
	from, before := len(dst), false
	for _, part := range []struct {
		n    int64
		unit string
	}{{f.years, "year"}, {f.months, "mon"}, {f.days, "day"}} {
		if part.n == 0 {
			continue
		}
		if len(dst) > from {
			dst = append(dst, ' ')
		}
		if before && part.n > 0 {
			dst = append(dst, '+')
		}
		dst = append(append(strconv.AppendInt(dst, part.n, 10), ' '), part.unit...)
		if part.n != 1 {
			dst = append(dst, 's')
		}
		before = part.n < 0 // a sign is shown only behind a negative field
	}
	if len(dst) > from && !f.hasTime() {
		return dst
	}
	if len(dst) > from {
		dst = append(dst, ' ')
	}
	if f.negativeTime() {
		dst = append(dst, '-')
	} else if before {
		dst = append(dst, '+')
	}
	return appendClock(dst, f, 2)
}

// appendIntervalVerbose is "@ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs ago".
func appendIntervalVerbose(dst []byte, f fields) []byte {
	dst = append(dst, '@')
	from, ago := len(dst), false
	for _, part := range []struct {
		n    int64
		unit string
	}{{f.years, "year"}, {f.months, "mon"}, {f.days, "day"}, {f.hours, "hour"}, {f.minutes, "min"}} {
		if part.n == 0 {
			continue
		}
		if len(dst) == from { // the first field decides the direction
			ago = part.n < 0
		}
		if ago {
			part.n = -part.n
		}
		dst = append(append(strconv.AppendInt(append(dst, ' '), part.n, 10), ' '), part.unit...)
		if part.n != 1 {
			dst = append(dst, 's')
		}
	}
	if f.seconds != 0 || f.micros != 0 {
		dst = append(dst, ' ')
		negative := f.seconds < 0 || f.micros < 0
		if len(dst) == from+1 {
			ago = negative
		} else if negative != ago {
			dst = append(dst, '-')
		}
		dst = appendFraction(strconv.AppendInt(dst, abs(f.seconds), 10), int(abs(f.micros)))
		dst = append(dst, " sec"...)
		if abs(f.seconds) != 1 || f.micros != 0 {
			dst = append(dst, 's')
		}
	}
	if len(dst) == from {
		dst = append(dst, " 0"...)
	}
	if ago {
		dst = append(dst, " ago"...)
	}
	return dst
}

// appendIntervalISO is "P1Y2M3DT4H5M6.7S".
func appendIntervalISO(dst []byte, f fields) []byte {
	if f == (fields{}) {
		return append(dst, "PT0S"...)
	}
	dst = append(dst, 'P')
	dst = appendDesignated(dst, f.years, 'Y')
	dst = appendDesignated(dst, f.months, 'M')
	dst = appendDesignated(dst, f.days, 'D')
	if !f.hasTime() {
		return dst
	}
	dst = appendDesignated(append(dst, 'T'), f.hours, 'H')
	dst = appendDesignated(dst, f.minutes, 'M')
	if f.seconds == 0 && f.micros == 0 {
		return dst
	}
	if f.seconds < 0 || f.micros < 0 {
		dst = append(dst, '-')
	}
	dst = appendFraction(strconv.AppendInt(dst, abs(f.seconds), 10), int(abs(f.micros)))
	return append(dst, 'S')
}

func appendDesignated(dst []byte, n int64, designator byte) []byte {
	if n == 0 {
		return dst
	}
	return append(strconv.AppendInt(dst, n, 10), designator)
}

// appendIntervalSQL is "1-2" or "3 4:05:06.7", and "+1-2 -3 +4:05:06.7" where SQL's forms cannot express it.
func appendIntervalSQL(dst []byte, f fields) []byte {
	negative, positive := f.signs()
	yearMonth, dayTime := f.years != 0 || f.months != 0, f.days != 0 || f.hasTime()
	if !negative && !positive {
		return append(dst, '0')
	}
	if negative && positive || yearMonth && dayTime {
		dst = appendSigned(dst, f.years < 0 || f.months < 0, abs(f.years))
		dst = strconv.AppendInt(append(dst, '-'), abs(f.months), 10)
		dst = appendSigned(append(dst, ' '), f.days < 0, abs(f.days))
		dst = append(dst, ' ')
		if f.negativeTime() {
			return appendClock(append(dst, '-'), f, 1)
		}
		return appendClock(append(dst, '+'), f, 1)
	}
	if negative {
		dst = append(dst, '-')
	}
	if yearMonth {
		dst = append(strconv.AppendInt(dst, abs(f.years), 10), '-')
		return strconv.AppendInt(dst, abs(f.months), 10)
	}
	if f.days != 0 {
		dst = append(strconv.AppendInt(dst, abs(f.days), 10), ' ')
	}
	return appendClock(dst, f, 1)
}

// signs says whether some field is below and some above zero.
func (f fields) signs() (negative, positive bool) {
	for _, n := range [...]int64{f.years, f.months, f.days, f.hours, f.minutes, f.seconds, f.micros} {
		negative, positive = negative || n < 0, positive || n > 0
	}
	return negative, positive
}

func appendSigned(dst []byte, negative bool, n int64) []byte {
	if negative {
		return strconv.AppendInt(append(dst, '-'), n, 10)
	}
	return strconv.AppendInt(append(dst, '+'), n, 10)
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
