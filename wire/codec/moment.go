package codec

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// moment is a date, time and zone as a text parameter states them.
type moment struct {
	year             int // 0 is 1 BC
	month, day       int
	micros           int64 // of the day
	hasDate, hasTime bool
	offset           int // seconds east
	location         *time.Location
	hasOffset        bool
	infinite         int // 1, -1
}

// daysOf is the day since 1970-01-01 of a proleptic Gregorian date.
func daysOf(year int64, month, day int) int64 {
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	mp := (month + 9) % 12
	doy := int64((153*mp+2)/5 + day - 1)
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// parseMoment takes ISO 8601 in its common spellings, 20240131, 1/31/2024 and Jan 31, 2024 with or without weekday, a
// time with AM or PM, and a zone as offset or name; BC behind all.
func (s *Settings) parseMoment(text string) (m moment, err error) {
	text = strings.TrimSpace(text)
	switch strings.ToLower(text) {
	case "infinity", "+infinity":
		m.infinite = 1
		return m, nil
	case "-infinity":
		m.infinite = -1
		return m, nil
	case "epoch":
		return moment{year: 1970, month: 1, day: 1, hasDate: true, hasOffset: true}, nil
	}
	p := &momentParser{order: s.DateOrder, bc: false}
	for _, word := range momentWords(text) {
		if err := p.word(word); err != nil {
			return m, err
		}
	}
	return p.finish()
}

// momentWords splits at spaces, at commas, and at the T between date and time.
func momentWords(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	if len(words) > 0 {
		if i := strings.IndexAny(words[0], "Tt"); i > 0 && i+1 < len(words[0]) && isDigit(words[0][i-1]) && isDigit(words[0][i+1]) {
			words = append([]string{words[0][:i], words[0][i+1:]}, words[1:]...)
		}
	}
	return words
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// momentParser collects the words of a date and time.
type momentParser struct {
	moment
	order   DateOrder
	bc      bool
	numbers []int // of a date spelt with a month's name
	named   bool
}

var monthNames = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
	"dec": 12, "january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
}

var weekdays = map[string]bool{
	"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true, "monday": true, "tuesday": true,
	"wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
}

func (p *momentParser) word(w string) error {
	low := strings.ToLower(w)
	switch {
	case strings.Contains(w, ":") && isDigit(w[0]):
		return p.clock(w)
	case low == "am" || low == "pm":
		return p.half(low)
	case low == "bc":
		p.bc = true
		return nil
	case low == "ad" || weekdays[low]:
		return nil
	case monthNames[low] != 0:
		p.month, p.named = monthNames[low], true
		return nil
	case p.hasDate || p.hasTime:
		if p.hasTime && !p.hasDate && isDigit(w[0]) {
			return p.date(w)
		}
		return p.zone(w)
	}
	return p.date(w)
}

// date reads a date in one word, or a number of a date whose month has a name.
func (p *momentParser) date(w string) error {
	if n, err := strconv.Atoi(w); err == nil && isDigit(w[0]) && (len(w) != 8 && len(w) != 6 || p.named) {
		p.numbers = append(p.numbers, n)
		p.hasDate = p.named && len(p.numbers) == 2
		return nil
	}
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(w) == 8 && len(parts) == 1 {
		parts = []string{w[:4], w[4:6], w[6:]}
	}
	if len(parts) != 3 || !isDigit(w[0]) {
		return errSyntax
	}
	order := p.order
	if month := monthNames[strings.ToLower(parts[1])]; month != 0 {
		parts[1], order = strconv.Itoa(month), OrderDMY
	}
	var n [3]int
	for i, part := range parts {
		var err error
		if n[i], err = strconv.Atoi(part); err != nil || !isDigit(part[0]) {
			return errSyntax
		}
	}
	p.hasDate = true
	switch {
	case len(parts[0]) > 2 || order == OrderYMD:
		p.year, p.month, p.day = n[0], n[1], n[2]
	case order == OrderDMY:
		p.year, p.month, p.day = fullYear(n[2], parts[2]), n[1], n[0]
	default:
		p.year, p.month, p.day = fullYear(n[2], parts[2]), n[0], n[1]
	}
	return nil
}

// fullYear reads a year of two digits as 1970 to 2069.
func fullYear(year int, text string) int {
	switch {
	case len(text) > 2:
		return year
	case year < 70:
		return year + 2000
	}
	return year + 1900
}

// clock reads hh:mm[:ss[.ffffff]] with a zone or AM or PM behind it.
func (p *momentParser) clock(w string) error {
	end := 0
	for end < len(w) && (isDigit(w[end]) || w[end] == ':' || w[end] == '.') {
		end++
	}
	parts := strings.Split(w[:end], ":")
	if len(parts) < 2 || len(parts) > 3 {
		return errSyntax
	}
	var n [2]int
	for i := range n {
		var err error
		if n[i], err = strconv.Atoi(parts[i]); err != nil {
			return errSyntax
		}
	}
	var seconds int64
	if len(parts) == 3 {
		var ok bool
		if seconds, ok = parseSeconds(parts[2]); !ok {
			return errSyntax
		}
	}
	p.micros = int64(n[0])*3_600_000_000 + int64(n[1])*60_000_000 + seconds
	if n[0] > 24 || n[1] > 59 || seconds > 60_000_000 || p.micros > dayMicros {
		return errRange
	}
	p.hasTime = true
	if rest := w[end:]; rest != "" {
		return p.word(rest)
	}
	return nil
}

// parseSeconds reads ss[.ffffff…] in microseconds, rounded.
func parseSeconds(s string) (int64, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n > 60 {
		return 0, false
	}
	if strings.Trim(fraction, "0123456789") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat("0."+fraction+"0", 64)
	return int64(n)*1_000_000 + int64(math.RoundToEven(f*1e6)), err == nil
}

func (p *momentParser) half(word string) error {
	const noon = 12 * 3_600_000_000
	if !p.hasTime || p.micros >= noon+3_600_000_000 {
		return errRange
	}
	switch {
	case word == "pm" && p.micros < noon:
		p.micros += noon
	case word == "am" && p.micros >= noon:
		p.micros -= noon
	}
	return nil
}

// zone reads Z, ±hh, ±hhmm, ±hh:mm[:ss] or the name of a zone.
func (p *momentParser) zone(w string) error {
	switch strings.ToLower(w) {
	case "z", "zulu", "utc", "gmt":
		p.hasOffset = true
		return nil
	}
	if w[0] == '+' || w[0] == '-' {
		offset, ok := parseOffset(w[1:])
		if !ok {
			return errSyntax
		}
		if w[0] == '-' {
			offset = -offset
		}
		p.offset, p.hasOffset = offset, true
		return nil
	}
	loc, err := time.LoadLocation(w)
	if err != nil || strings.EqualFold(w, "local") {
		return errSyntax
	}
	p.location = loc
	return nil
}

func parseOffset(s string) (seconds int, ok bool) {
	parts := strings.Split(s, ":")
	if len(parts) == 1 && len(s) > 2 {
		parts = []string{s[:len(s)-2], s[len(s)-2:]}
	}
	unit := 3600
	for _, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || unit == 0 || !isDigit(part[0]) || n > 59 {
			return 0, false
		}
		seconds, unit = seconds+n*unit, unit/60
	}
	return seconds, seconds < 16*3600
}

// finish puts the parts together and checks their ranges.
func (p *momentParser) finish() (moment, error) {
	if p.named {
		if len(p.numbers) != 2 {
			return p.moment, errSyntax
		}
		p.day, p.year, p.hasDate = p.numbers[0], p.numbers[1], true
		if p.day > 31 {
			p.day, p.year = p.year, p.day
		}
	} else if len(p.numbers) > 0 {
		return p.moment, errSyntax
	}
	if !p.hasDate {
		if !p.hasTime {
			return p.moment, errSyntax
		}
		return p.moment, nil
	}
	if p.bc {
		p.year = 1 - p.year
	} else if p.year == 0 {
		return p.moment, errRange
	}
	if p.month < 1 || p.month > 12 || p.day < 1 || p.day > daysIn(p.year, p.month) || p.year > 290_000 || p.year < -4713 {
		return p.moment, errRange
	}
	return p.moment, nil
}

func daysIn(year, month int) int {
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
