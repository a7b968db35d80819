package setting

import (
	"fmt"
	"strings"
	"time"
)

// steadyZones have kept one offset that is no whole hour, in minutes east of UTC, for as long as records go back: DuckDB
// knows zones by their names only.
var steadyZones = map[int]string{
	4*60 + 30: "Asia/Kabul", 5*60 + 30: "Asia/Kolkata", 5*60 + 45: "Asia/Kathmandu", 6*60 + 30: "Asia/Yangon",
	9*60 + 30: "Australia/Darwin", -9*60 - 30: "Pacific/Marquesas",
}

// EngineZone is the name under which DuckDB knows a zone of Location. It has none for <+02>-02, and reads UTC+3 the other
// way round than PostgreSQL. ok is false for an offset that no zone has.
func EngineZone(value string) (name string, ok bool) {
	name, loc, ok := Location(value)
	if !ok || name == "localtime" { // a file of some machines
		return "", false
	}
	if named, err := time.LoadLocation(name); err == nil && named.String() == loc.String() {
		return strings.TrimPrefix(name, "posix/"), true
	}
	_, seconds := time.Time{}.In(loc).Zone()
	hours := seconds / 3600
	switch {
	case seconds == 0:
		return "UTC", true
	case seconds%3600 == 0 && -12 <= hours && hours <= 14:
		return fmt.Sprintf("Etc/GMT%+d", -hours), true // counts west
	case seconds%60 == 0 && steadyZones[seconds/60] != "":
		return steadyZones[seconds/60], true
	}
	return "", false
}
