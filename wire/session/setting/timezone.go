package setting

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones must be the same on every machine
)

// Location finds a time zone as PostgreSQL's SET TimeZone takes it: a name of the tz database in any case, hours east
// of UTC as a number, a POSIX zone without daylight saving (<+02>-02, EST5), or an interval '+02:00'. Name is how SHOW
// writes it.
func Location(value string) (name string, loc *time.Location, ok bool) {
	s := strings.TrimSpace(strings.Trim(strings.TrimSpace(value), "'"))
	if s == "" || strings.ContainsAny(s, `\`) || strings.Contains(s, "..") {
		return "", nil, false
	}
	if hours, err := strconv.ParseFloat(s, 64); err == nil {
		return offsetZone(int(math.Round(hours * 3600)))
	}
	for _, name := range spellings(s) {
		if loc, err := time.LoadLocation(name); err == nil && name != "Local" {
			return name, loc, true
		}
	}
	if offset, ok := clockOffset(s); ok {
		return offsetZone(offset)
	}
	if abbrev, offset, ok := posixZone(s); ok {
		return s, time.FixedZone(abbrev, offset), true
	}
	return "", nil, false
}

// offsetZone is how PostgreSQL names a zone given as a number: <+02>-02.
func offsetZone(seconds int) (string, *time.Location, bool) {
	if seconds < -167*3600 || seconds > 167*3600 {
		return "", nil, false
	}
	east, west := clock(seconds), clock(-seconds)
	if seconds == 0 {
		west = "-00"
	}
	return "<" + east + ">" + west, time.FixedZone(east, seconds), true
}

func clock(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d", sign, seconds/3600)
	if seconds%3600 != 0 {
		s += fmt.Sprintf(":%02d", seconds/60%60)
	}
	if seconds%60 != 0 {
		s += fmt.Sprintf(":%02d", seconds%60)
	}
	return s
}

// spellings are the ways in which the tz database may write a name given in any case.
func spellings(s string) []string {
	names := []string{}
	switch upper := strings.ToUpper(s); upper {
	case "UTC", "GMT", "EST", "MST", "HST", "EET", "CET", "MET", "WET", "UCT":
		return []string{upper}
	case "Z", "ZULU":
		return []string{"Zulu"}
	}
	names = append(names, s, strings.ToUpper(s))
	parts := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '/' })
	for i, p := range parts {
		parts[i] = titleZone(p)
	}
	return append(names, strings.Join(parts, "/"))
}

// titleZone writes a part of a zone's name: New_York, Port-au-Prince, DumontDUrville stays the caller's matter.
func titleZone(part string) string {
	b := []byte(part)
	upper := true
	for i, c := range b {
		if upper && c >= 'a' && c <= 'z' {
			b[i] = c - 32
		}
		upper = c == '_' || c == '-' || c == '+'
	}
	s := string(b)
	for _, small := range []string{"Of", "Es", "Au"} {
		s = strings.ReplaceAll(s, "-"+small+"-", "-"+strings.ToLower(small)+"-")
		s = strings.ReplaceAll(s, "_"+small+"_", "_"+strings.ToLower(small)+"_")
	}
	return s
}

// clockOffset reads ±hh:mm[:ss].
func clockOffset(s string) (seconds int, ok bool) {
	rest := strings.TrimLeft(s, "+-")
	if len(s)-len(rest) > 1 || !strings.Contains(rest, ":") {
		return 0, false
	}
	unit := 3600
	for _, part := range strings.Split(rest, ":") {
		n, err := strconv.Atoi(part)
		if err != nil || unit == 0 || n < 0 || n > 167 {
			return 0, false
		}
		seconds, unit = seconds+n*unit, unit/60
	}
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// posixZone reads <name>offset or NAMEoffset, where the offset counts west.
func posixZone(s string) (name string, offset int, ok bool) {
	rest := ""
	if strings.HasPrefix(s, "<") {
		name, rest, ok = strings.Cut(s[1:], ">")
		if !ok {
			return "", 0, false
		}
	} else {
		i := strings.IndexAny(s, "+-0123456789")
		if i < 3 {
			return "", 0, false
		}
		name, rest = strings.ToUpper(s[:i]), s[i:]
	}
	if !strings.Contains(rest, ":") {
		rest += ":00"
	}
	seconds, ok := clockOffset(rest)
	return name, -seconds, ok
}
