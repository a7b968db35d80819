package pattern

import (
	"math"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// Span is an interval: months, days and microseconds are apart, since their lengths vary.
type Span struct{ Months, Days, Micros int64 }

const (
	microsPerSecond = 1_000_000
	microsPerDay    = 86_400 * microsPerSecond
)

// unit is what one of a unit adds.
type unit struct {
	months, days float64
	micros       float64
}

var units = func() map[string]unit {
	m := map[string]unit{}
	add := func(u unit, names string) {
		for _, n := range strings.Fields(names) {
			m[n] = u
		}
	}
	add(unit{micros: 1}, "us usec usecs usecond useconds microsecond microseconds")
	add(unit{micros: 1e3}, "ms msec msecs msecond mseconds millisecond milliseconds millisecon")
	add(unit{micros: 1e6}, "s sec secs second seconds")
	add(unit{micros: 60e6}, "m min mins minute minutes")
	add(unit{micros: 3600e6}, "h hr hrs hour hours")
	add(unit{days: 1}, "d day days")
	add(unit{days: 7}, "w week weeks")
	add(unit{months: 1}, "mon mons month months")
	add(unit{months: 3}, "qtr quarter quarters")
	add(unit{months: 12}, "y yr yrs year years")
	add(unit{months: 120}, "decade decades dec decs")
	add(unit{months: 1200}, "c cent century centuries")
	add(unit{months: 12000}, "mil mils millennium millennia")
	return m
}()

// Interval reads PostgreSQL's interval constants: verbose ("1 day 2 hours ago"), SQL ("1-2 3 4:05:06"), ISO 8601
// ("P1Y2M3DT4H"), and a bare number of seconds.
func Interval(text string) (Span, *sqlstate.Error) {
	s := strings.ToLower(strings.TrimSpace(text))
	r := spanReader{}
	ok := false
	if strings.HasPrefix(s, "p") || strings.HasPrefix(s, "-p") || strings.HasPrefix(s, "+p") {
		ok = r.iso(s)
	} else {
		ok = r.verbose(strings.Fields(strings.ReplaceAll(s, ",", " ")))
	}
	if !ok || !r.fits() {
		return Span{}, sqlstate.New(sqlstate.InvalidDatetimeFormat, "invalid input syntax for type interval: %q", text)
	}
	return Span{int64(r.months), int64(r.days), int64(math.Round(r.micros))}, nil
}

type spanReader struct{ months, days, micros float64 }

func (r *spanReader) fits() bool {
	return math.Abs(r.months) < math.MaxInt32 && math.Abs(r.days) < math.MaxInt32 && math.Abs(r.micros) < math.MaxInt64
}

// add adds n units; fractions of months become days of 30 to the month, fractions of days microseconds.
func (r *spanReader) add(n float64, u unit) {
	months := n * u.months
	r.months += math.Trunc(months)
	days := n * u.days
	if u.months > 0 {
		days += round9((months - math.Trunc(months)) * 30)
	}
	if u.months >= 12 { // PostgreSQL rounds fractions of years to whole months
		r.months += math.Round(months) - math.Trunc(months)
		days = 0
	}
	r.days += math.Trunc(days)
	r.micros += (days-math.Trunc(days))*microsPerDay + n*u.micros
}

func round9(x float64) float64 { return math.Round(x*1e9) / 1e9 }

// verbose reads words: numbers with units, year-month, clock times, "ago".
func (r *spanReader) verbose(words []string) bool {
	words = joinSigns(splitUnits(words))
	seen := false
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "@":
			continue
		case w == "ago":
			if i != len(words)-1 || !seen {
				return false
			}
			r.months, r.days, r.micros = -r.months, -r.days, -r.micros
		case strings.Contains(w, ":"):
			if !r.clock(w) {
				return false
			}
		case strings.LastIndexByte(w, '-') > 0:
			if !r.yearMonth(w) {
				return false
			}
		default:
			used, ok := r.quantity(words, i)
			if !ok {
				return false
			}
			i += used
		}
		seen = true
	}
	return seen
}

// joinSigns puts a sign that stands alone to the number after it: 1 month - 1 day.
func joinSigns(words []string) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		if w := words[i]; (w == "-" || w == "+") && i+1 < len(words) && !strings.HasPrefix(words[i+1], w) {
			i++
			out = append(out, strings.TrimPrefix(w, "+")+words[i])
			continue
		}
		out = append(out, words[i])
	}
	return out
}

// splitUnits parts "1h" into "1" and "h".
func splitUnits(words []string) []string {
	var out []string
	for _, w := range words {
		for w != "" {
			i := strings.IndexFunc(w, func(c rune) bool { return c >= 'a' && c <= 'z' })
			switch {
			case i < 0:
				out, w = append(out, w), ""
			case i > 0:
				out, w = append(out, w[:i]), w[i:]
			default:
				end := strings.IndexFunc(w, func(c rune) bool { return c >= '0' && c <= '9' || c == '-' || c == '+' })
				if end < 0 {
					end = len(w)
				}
				out, w = append(out, w[:end]), w[end:]
			}
		}
	}
	return out
}

// quantity reads a number and the unit after it. A number before a clock time is days, one at the end seconds.
func (r *spanReader) quantity(words []string, i int) (used int, ok bool) {
	n, err := strconv.ParseFloat(words[i], 64)
	if err != nil || strings.ContainsAny(words[i], "xnp_") {
		return 0, false
	}
	switch {
	case i+1 == len(words):
		r.add(n, unit{micros: microsPerSecond})
		return 0, true
	case strings.Contains(words[i+1], ":"):
		r.add(n, unit{days: 1})
		return 0, true
	}
	u, ok := units[words[i+1]]
	if !ok {
		return 0, false
	}
	r.add(n, u)
	return 1, true
}

func (r *spanReader) clock(w string) bool {
	sign := 1.0
	if strings.HasPrefix(w, "-") {
		sign = -1
	}
	parts := strings.Split(strings.TrimLeft(w, "+-"), ":")
	if len(parts) > 3 {
		return false
	}
	scale := []float64{3600e6, 60e6, 1e6}
	if len(parts) == 2 && strings.Contains(parts[1], ".") { // 1:02.5 is minutes and seconds
		scale = scale[1:]
	}
	for i, part := range parts {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0 {
			return false
		}
		r.micros += sign * n * scale[i]
	}
	return true
}

func (r *spanReader) yearMonth(w string) bool {
	sign := 1.0
	if w[0] == '-' {
		sign = -1
	}
	y, m, _ := strings.Cut(strings.TrimLeft(w, "+-"), "-")
	years, err1 := strconv.Atoi(y)
	months, err2 := strconv.Atoi(m)
	if err1 != nil || err2 != nil || months > 11 {
		return false
	}
	r.months += sign * float64(years*12+months)
	return true
}

// iso reads P1Y2M3W4DT5H6M7.5S.
func (r *spanReader) iso(s string) bool {
	sign := 1.0
	if s[0] == '-' {
		sign = -1
	}
	date, clock, hasClock := strings.Cut(strings.TrimLeft(s, "+-")[1:], "t")
	if date == "" && clock == "" || hasClock && clock == "" {
		return false
	}
	in := spanReader{}
	if strings.Contains(clock, ":") && !in.clock(clock) {
		return false
	}
	ok := in.isoPart(date, map[byte]string{'y': "year", 'm': "month", 'w': "week", 'd': "day"}) &&
		(strings.Contains(clock, ":") || in.isoPart(clock, map[byte]string{'h': "hour", 'm': "minute", 's': "second"}))
	r.months, r.days, r.micros = sign*in.months, sign*in.days, sign*in.micros
	return ok
}

func (r *spanReader) isoPart(s string, names map[byte]string) bool {
	for s != "" {
		i := strings.IndexFunc(s, func(c rune) bool { return c >= 'a' && c <= 'z' })
		if i <= 0 {
			return false
		}
		n, err := strconv.ParseFloat(s[:i], 64)
		name, known := names[s[i]]
		if err != nil || !known {
			return false
		}
		r.add(n, units[name])
		s = s[i+1:]
	}
	return true
}
