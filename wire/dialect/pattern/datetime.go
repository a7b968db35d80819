package pattern

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// OIDs of the types that DateTime reads.
const (
	oidDate        = 1082
	oidTime        = 1083
	oidTimestamp   = 1114
	oidTimestampTZ = 1184
	oidTimeTZ      = 1266
)

var dateTimeNames = map[uint32]string{
	oidDate: "date", oidTime: "time", oidTimestamp: "timestamp", oidTimestampTZ: "timestamp with time zone",
	oidTimeTZ: "time with time zone",
}

var duckNames = map[uint32]string{
	oidDate: "DATE", oidTime: "TIME", oidTimestamp: "TIMESTAMP", oidTimestampTZ: "TIMESTAMPTZ", oidTimeTZ: "TIMETZ",
}

// DateTime reads a constant of a date or time type, in the many forms that PostgreSQL takes, and gives the DuckDB
// expression for it. order is DateStyle: "ISO, MDY".
func DateTime(text string, oid uint32, order string) (string, *sqlstate.Error) {
	if sql, ok := special(strings.ToLower(strings.TrimSpace(text)), oid); ok {
		return sql, nil
	}
	f := fields{order: orderOf(order)}
	if !f.read(text) || !f.suits(oid) {
		return "", sqlstate.New(sqlstate.InvalidDatetimeFormat, "invalid input syntax for type %s: %q", dateTimeNames[oid], text)
	}
	if !f.inRange() {
		return "", sqlstate.New(sqlstate.DatetimeFieldOverflow, "date/time field value out of range: %q", text)
	}
	return f.sql(oid), nil
}

func orderOf(style string) string {
	up := strings.ToUpper(style)
	for _, o := range []string{"DMY", "YMD"} {
		if strings.Contains(up, o) {
			return o
		}
	}
	return "MDY"
}

// special are the words that stand for a moment. now is the transaction's.
func special(s string, oid uint32) (string, bool) {
	if oid == oidTime || oid == oidTimeTZ {
		switch s {
		case "now":
			return "CAST(CAST(now() AS TIMESTAMP) AS " + duckNames[oid] + ")", true
		case "allballs":
			return duckNames[oid] + " '00:00:00'", true
		}
		return "", false
	}
	cast := func(sql string) string { return "CAST(" + sql + " AS " + duckNames[oid] + ")" }
	switch s {
	case "infinity", "-infinity", "epoch":
		if s == "epoch" && oid == oidTimestampTZ {
			return "TIMESTAMPTZ '1970-01-01 00:00:00+00'", true
		}
		return cast("'" + s + "'"), true
	case "now":
		return cast("now()"), true
	case "today":
		return cast("current_date"), true
	case "tomorrow":
		return cast("(current_date + 1)"), true
	case "yesterday":
		return cast("(current_date - 1)"), true
	}
	return "", false
}

// fields are what a date or time constant says.
type fields struct {
	order            string
	year, month, day int
	hasDate, hasTime bool
	bc               bool
	hour, minute     int
	micros           int // of the minute
	pm, am           bool
	zone             string // a name
	offset           int    // seconds east
	hasOffset        bool
}

// read takes the words of a constant in any order.
func (f *fields) read(text string) bool {
	s := strings.ToLower(strings.TrimSpace(text))
	if i := strings.IndexByte(s, 't'); i > 0 && i+1 < len(s) && digit(s[i-1]) && digit(s[i+1]) {
		s = s[:i] + " " + s[i+1:]
	}
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	var loose []string // parts of a date written with spaces: Jan 8 1999
	for _, w := range words {
		switch {
		case f.word(w):
		case strings.Contains(w, ":"):
			if !f.clock(w) {
				return false
			}
		case f.hasDate && (w[0] == '+' || w[0] == '-'):
			if !f.zoneOffset(w) {
				return false
			}
		case !f.hasDate && f.date(w):
		case months[w] != 0 || isDigits(w):
			if f.hasDate && isDigits(w) && !f.hasTime && len(w) >= 4 {
				if !f.compactClock(w) {
					return false
				}
				continue
			}
			loose = append(loose, w)
		default:
			if !f.zoneName(w) {
				return false
			}
		}
	}
	if len(loose) == 3 && !f.hasDate {
		return f.parts(loose)
	}
	return len(loose) == 0
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// word takes am, pm, bc, ad, z and the names of weekdays, which say nothing.
func (f *fields) word(w string) bool {
	switch w {
	case "am":
		f.am = true
	case "pm":
		f.pm = true
	case "bc":
		f.bc = true
	case "ad":
	case "z", "utc", "gmt", "zulu", "uct":
		f.hasOffset = true
	default:
		return weekdays[w]
	}
	return true
}

var weekdays = map[string]bool{
	"mon": true, "monday": true, "tue": true, "tues": true, "tuesday": true, "wed": true, "weds": true,
	"wednesday": true, "thu": true, "thur": true, "thurs": true, "thursday": true, "fri": true, "friday": true,
	"sat": true, "saturday": true, "sun": true, "sunday": true,
}

var months = func() map[string]int {
	m := map[string]int{"sept": 9}
	for i := time.January; i <= time.December; i++ {
		name := strings.ToLower(i.String())
		m[name], m[name[:3]] = int(i), int(i)
	}
	return m
}()

// date takes one word that is a whole date: 2020-01-05, 1/5/2020, 05-Jan-2020, 20200105.
func (f *fields) date(w string) bool {
	if isDigits(w) && (len(w) == 8 || len(w) == 6) {
		n := len(w) - 4
		return f.parts([]string{w[:n], w[n : n+2], w[n+2:]})
	}
	for _, sep := range []string{"-", "/", "."} {
		if p := strings.Split(w, sep); len(p) == 3 && p[0] != "" {
			return f.parts(p)
		}
	}
	return false
}

// parts sorts out year, month and day.
func (f *fields) parts(p []string) bool {
	y, m, d := 0, 1, 2
	switch {
	case months[p[0]] != 0: // Jan 8 1999
		y, m, d = 2, 0, 1
	case months[p[1]] != 0 && len(p[0]) > 2: // 1999 Jan 8
	case months[p[1]] != 0: // 8 Jan 1999
		y, m, d = 2, 1, 0
	case len(p[0]) > 2 || f.order == "YMD":
	case f.order == "DMY":
		y, m, d = 2, 1, 0
	default:
		y, m, d = 2, 0, 1
	}
	var err1, err2, err3 error
	f.year, err1 = strconv.Atoi(p[y])
	if f.month = months[p[m]]; f.month == 0 {
		f.month, err2 = strconv.Atoi(p[m])
	}
	f.day, err3 = strconv.Atoi(p[d])
	if len(p[y]) <= 2 { // PostgreSQL's window for two digits
		if f.year < 70 {
			f.year += 100
		}
		f.year += 1900
	}
	f.hasDate = err1 == nil && err2 == nil && err3 == nil
	return f.hasDate
}

// suits tells whether the type can take what was read.
func (f *fields) suits(oid uint32) bool {
	if oid == oidTime || oid == oidTimeTZ {
		return f.hasTime
	}
	return f.hasDate
}

func (f *fields) inRange() bool {
	if f.am || f.pm {
		if f.hour < 1 || f.hour > 12 {
			return false
		}
		f.hour = f.hour%12 + 12*bit(f.pm)
	}
	if f.hour > 24 || f.minute > 59 || f.micros > 60*microsPerSecond || f.hour == 24 && f.minute+f.micros > 0 {
		return false
	}
	if !f.hasDate {
		return true
	}
	t := time.Date(f.year, time.Month(f.month), f.day, 0, 0, 0, 0, time.UTC)
	return f.month >= 1 && f.month <= 12 && f.day >= 1 && t.Day() == f.day && f.year > 0
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sql is the DuckDB expression of the fields.
func (f *fields) sql(oid uint32) string {
	date := f.dateText(0)
	clock := fmt.Sprintf("%02d:%02d:%02d", f.hour, f.minute, f.micros/microsPerSecond)
	if us := f.micros % microsPerSecond; us != 0 {
		clock += strings.TrimRight(fmt.Sprintf(".%06d", us), "0")
	}
	if f.hour == 24 || f.micros == 60*microsPerSecond {
		date, clock = f.carry()
	}
	switch oid {
	case oidDate:
		return "DATE '" + f.dateText(0) + "'"
	case oidTime:
		return "TIME '" + clock + "'"
	case oidTimeTZ:
		if f.hasOffset {
			return "TIMETZ '" + clock + offsetText(f.offset) + "'"
		}
		return "CAST(TIME '" + clock + "' AS TIMETZ)"
	case oidTimestamp:
		return "TIMESTAMP '" + date + " " + clock + "'"
	}
	switch {
	case f.zone != "":
		return "timezone('" + f.zone + "', TIMESTAMP '" + date + " " + clock + "')"
	case f.hasOffset:
		return "TIMESTAMPTZ '" + date + " " + clock + offsetText(f.offset) + "'"
	}
	return "TIMESTAMPTZ '" + date + " " + clock + "'"
}

func (f *fields) dateText(addDays int) string {
	t := time.Date(f.year, time.Month(f.month), f.day+addDays, 0, 0, 0, 0, time.UTC)
	s := fmt.Sprintf("%04d-%02d-%02d", t.Year(), t.Month(), t.Day())
	if f.bc {
		s += " (BC)"
	}
	return s
}

// carry turns 24:00 and :60 into the moment they mean.
func (f *fields) carry() (date, clock string) {
	t := time.Date(f.year, time.Month(max(f.month, 1)), max(f.day, 1), f.hour, f.minute, 0, 0, time.UTC)
	t = t.Add(time.Duration(f.micros) * time.Microsecond)
	if f.hour == 24 && !f.hasDate {
		return "", "24:00:00"
	}
	return t.Format("2006-01-02"), t.Format("15:04:05")
}

func offsetText(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	return fmt.Sprintf("%s%02d:%02d", sign, seconds/3600, seconds/60%60)
}
