package pattern

import (
	"regexp"
	"strconv"
)

var zoneOffset = regexp.MustCompile(`^([+-]?)(\d{1,2})(?::?(\d\d))?$`)

// ZoneOffset reads a time zone that is a plain offset, as AT TIME ZONE takes it: in the POSIX sense, where +03 lies west
// of Greenwich. It gives the microseconds by which its local time is ahead of UTC.
func ZoneOffset(zone string) (micros int64, ok bool) {
	m := zoneOffset.FindStringSubmatch(zone)
	if m == nil {
		return 0, false
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3]) // "" is 0
	if hours > 15 || minutes > 59 {
		return 0, false
	}
	micros = -int64(hours*60+minutes) * 60_000_000
	if m[1] == "-" {
		micros = -micros
	}
	return micros, true
}
