package codec

import (
	"math"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
)

// parseInterval reads an interval as text in all styles that PostgreSQL writes: postgres, postgres_verbose,
// sql_standard and ISO 8601.
func parseInterval(src []byte) (any, error) {
	text := strings.ToLower(strings.TrimSpace(string(src)))
	p := &intervalParser{}
	ok := false
	if strings.HasPrefix(strings.TrimLeft(text, "-"), "p") {
		ok = p.iso(text)
	} else {
		ok = p.words(strings.Fields(strings.TrimPrefix(text, "@")))
	}
	n, fits := p.total()
	switch {
	case !ok:
		return nil, errorf("22007", "invalid input syntax for type interval: \"%s\"", src)
	case !fits:
		return nil, errorf("22015", "interval field value out of range: \"%s\"", src)
	}
	return backend.Raw{Text: string(appendEngineInterval(nil, n)), Type: "INTERVAL"}, nil
}

// intervalParser sums up the parts; fractions of a unit spill into the smaller ones as PostgreSQL has it: a month is
// thirty days, a day does not become hours except for its fraction.
type intervalParser struct{ months, days, micros float64 }

// units in which parts are given, by all names that PostgreSQL takes.
var intervalUnits = map[string]string{
	"y": "year", "yr": "year", "yrs": "year", "year": "year", "years": "year", "mon": "month", "mons": "month",
	"month": "month", "months": "month", "w": "week", "week": "week", "weeks": "week", "d": "day", "day": "day", "days": "day",
	"h": "hour", "hr": "hour", "hrs": "hour", "hour": "hour", "hours": "hour", "m": "minute", "min": "minute", "mins": "minute",
	"minute": "minute", "minutes": "minute", "s": "second", "sec": "second", "secs": "second", "second": "second",
	"seconds": "second", "ms": "millisecond", "msec": "millisecond", "msecs": "millisecond", "millisecond": "millisecond",
	"milliseconds": "millisecond", "us": "microsecond", "usec": "microsecond", "usecs": "microsecond",
	"microsecond": "microsecond", "microseconds": "microsecond", "decade": "decade", "decades": "decade",
	"century": "century", "centuries": "century", "millennium": "millennium", "millennia": "millennium",
}

func (p *intervalParser) add(n float64, unit string) bool {
	switch unit {
	case "millennium":
		return p.add(n*1000, "year")
	case "century":
		return p.add(n*100, "year")
	case "decade":
		return p.add(n*10, "year")
	case "year":
		p.months += math.RoundToEven(n * 12)
	case "month":
		whole, fraction := math.Modf(n)
		p.months += whole
		return p.add(fraction*30, "day")
	case "week":
		return p.add(n*7, "day")
	case "day":
		whole, fraction := math.Modf(n)
		p.days += whole
		p.micros += math.RoundToEven(fraction * float64(dayMicros))
	case "hour":
		p.micros += math.RoundToEven(n * 3_600_000_000)
	case "minute":
		p.micros += math.RoundToEven(n * 60_000_000)
	case "second":
		p.micros += math.RoundToEven(n * 1_000_000)
	case "millisecond":
		p.micros += math.RoundToEven(n * 1000)
	case "microsecond":
		p.micros += math.RoundToEven(n)
	default:
		return false
	}
	return true
}

// total is the sum, if it fits.
func (p *intervalParser) total() (n interval, fits bool) {
	const maxMicros = float64(1 << 63)
	if math.Abs(p.months) > math.MaxInt32 || math.Abs(p.days) > math.MaxInt32 || math.Abs(p.micros) >= maxMicros {
		return n, false
	}
	return interval{months: int32(p.months), days: int32(p.days), micros: int64(p.micros)}, true
}

// words reads "1 year 2 mons -3 days 04:05:06.7 ago", "1-2 3 4:05:06" and "90" (seconds).
func (p *intervalParser) words(words []string) bool {
	if len(words) == 0 {
		return false
	}
	if words[len(words)-1] == "ago" {
		if !p.words(words[:len(words)-1]) {
			return false
		}
		p.months, p.days, p.micros = -p.months, -p.days, -p.micros
		return true
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		number, unit := splitUnit(w)
		switch {
		case strings.Contains(w, ":"):
			if !p.clock(w) {
				return false
			}
			continue
		case strings.Contains(strings.TrimLeft(w, "+-"), "-"):
			if !p.yearMonth(w) {
				return false
			}
			continue
		case unit == "" && i+1 < len(words) && intervalUnits[words[i+1]] != "":
			i++
			unit = words[i]
		case unit == "" && i+1 < len(words) && strings.Contains(words[i+1], ":"):
			unit = "day"
		case unit == "":
			unit = "second"
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || !p.add(n, intervalUnits[unit]) {
			return false
		}
	}
	return true
}

// splitUnit splits 3days.
func splitUnit(w string) (number, unit string) {
	end := 0
	for end < len(w) && (isDigit(w[end]) || strings.IndexByte("+-.", w[end]) >= 0) {
		end++
	}
	return w[:end], w[end:]
}

// clock reads ±hh:mm[:ss[.ffffff]]; the sign is that of the whole.
func (p *intervalParser) clock(w string) bool {
	negative := w[0] == '-'
	parts := strings.Split(strings.TrimLeft(w, "+-"), ":")
	if len(parts) > 3 {
		return false
	}
	sum := 0.0
	for i, unit := range []float64{3_600_000_000, 60_000_000, 1_000_000}[:len(parts)] {
		n, err := strconv.ParseFloat(parts[i], 64)
		if err != nil || parts[i] == "" || !isDigit(parts[i][0]) || i > 0 && n > 60 {
			return false
		}
		sum += math.RoundToEven(n * unit)
	}
	if negative {
		sum = -sum
	}
	p.micros += sum
	return true
}

// yearMonth reads ±y-m.
func (p *intervalParser) yearMonth(w string) bool {
	years, months, _ := strings.Cut(strings.TrimLeft(w, "+-"), "-")
	y, err1 := strconv.ParseFloat(years, 64)
	m, err2 := strconv.ParseFloat(months, 64)
	if err1 != nil || err2 != nil {
		return false
	}
	n := y*12 + m
	if w[0] == '-' {
		n = -n
	}
	p.months += n
	return true
}

// iso reads P1Y2M3DT4H5M6.7S and P1W.
func (p *intervalParser) iso(text string) bool {
	date, clock, _ := strings.Cut(strings.TrimPrefix(text, "p"), "t")
	for _, half := range []struct {
		text  string
		units map[byte]string
	}{
		{date, map[byte]string{'y': "year", 'm': "month", 'w': "week", 'd': "day"}},
		{clock, map[byte]string{'h': "hour", 'm': "minute", 's': "second"}},
	} {
		rest := half.text
		for rest != "" {
			number, unit := splitUnit(rest)
			n, err := strconv.ParseFloat(number, 64)
			if err != nil || unit == "" || !p.add(n, half.units[unit[0]]) {
				return false
			}
			rest = unit[1:]
		}
	}
	return date != "" || clock != ""
}
