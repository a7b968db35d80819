package codec

import (
	"math"
	"time"

	"github.com/tarn-sql/tarn/wire/backend"
)

// temporalText is the text form of the date and time kinds; nil for another kind.
func (p *Planner) temporalText(k backend.Kind) Encoder {
	s := &p.Settings
	switch k {
	case backend.KindDate:
		return s.dateText()
	case backend.KindTime:
		return func(dst []byte, v *backend.Vector, i int) []byte { return appendTime(dst, at[int64](v, i)) }
	case backend.KindTimeTZ:
		return timetzText
	case backend.KindTimestampTZ:
		m := s.moments()
		return func(dst []byte, v *backend.Vector, i int) []byte { return m.appendTZ(dst, at[int64](v, i)) }
	}
	read := microsReader(k)
	if read == nil {
		return nil
	}
	m := s.moments()
	return func(dst []byte, v *backend.Vector, i int) []byte { return m.append(dst, read(v, i)) }
}

func (s *Settings) dateText() Encoder {
	days := &dayWriter{settings: s}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		day := at[int32](v, i)
		if day == dateInfinity || day == dateNegInfinity {
			return s.appendDate(dst, day)
		}
		dst, year := days.append(dst, int64(day))
		return appendEra(dst, year)
	}
}

// temporalBinary is the binary form of the date and time kinds; nil for another kind.
func temporalBinary(k backend.Kind) Encoder {
	switch k {
	case backend.KindDate:
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return append32(dst, uint32(dateToPG(at[int32](v, i))))
		}
	case backend.KindTime:
		return func(dst []byte, v *backend.Vector, i int) []byte { return append64(dst, uint64(at[int64](v, i))) }
	case backend.KindTimeTZ:
		return timetzBinary
	case backend.KindTimestampTZ:
		k = backend.KindTimestamp
	}
	read := microsReader(k)
	if read == nil {
		return nil
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		return append64(dst, uint64(timestampToPG(read(v, i))))
	}
}

// microsReader reads a timestamp of any precision as microseconds; nanoseconds are cut, not rounded.
func microsReader(k backend.Kind) func(v *backend.Vector, i int) int64 {
	switch k {
	case backend.KindTimestamp:
		return func(v *backend.Vector, i int) int64 { return at[int64](v, i) }
	case backend.KindTimestampS:
		return func(v *backend.Vector, i int) int64 { return scaleTime(at[int64](v, i), 1_000_000) }
	case backend.KindTimestampMS:
		return func(v *backend.Vector, i int) int64 { return scaleTime(at[int64](v, i), 1000) }
	case backend.KindTimestampNS:
		return func(v *backend.Vector, i int) int64 {
			n := at[int64](v, i)
			if n == timeInfinity || n == timeNegInfinity {
				return n
			}
			return floorDiv(n, 1000)
		}
	}
	return nil
}

// scaleTime multiplies; infinities and what overflows become infinite.
func scaleTime(n, by int64) int64 {
	switch {
	case n > math.MaxInt64/by:
		return timeInfinity
	case n < -math.MaxInt64/by:
		return timeNegInfinity
	}
	return n * by
}

func (s *Settings) location() *time.Location {
	if s.Location == nil {
		return time.UTC
	}
	return s.Location
}

// zoneCache remembers the stretch of time around the last value in which the offset is the same.
type zoneCache struct {
	location   *time.Location
	from, till int64 // seconds since 1970, [from, till)
	offset     int   // seconds east
	name       string
}

// at finds the offset and abbreviation at a second.
func (z *zoneCache) at(sec int64) (offset int, name string) {
	if sec >= z.from && sec < z.till {
		return z.offset, z.name
	}
	t := time.Unix(sec, 0).In(z.location)
	z.name, z.offset = t.Zone()
	start, end := t.ZoneBounds()
	z.from, z.till = math.MinInt64, math.MaxInt64
	if !start.IsZero() {
		z.from = start.Unix()
	}
	if !end.IsZero() {
		z.till = end.Unix()
	}
	return z.offset, z.name
}

// appendInfinity writes the two timestamps that are no time.
func appendInfinity(dst []byte, micros int64) ([]byte, bool) {
	switch micros {
	case timeInfinity:
		return append(dst, "infinity"...), true
	case timeNegInfinity:
		return append(dst, "-infinity"...), true
	}
	return dst, false
}

// momentWriter writes timestamps of one column.
type momentWriter struct {
	*Settings
	days  dayWriter
	zones zoneCache
}

func (s *Settings) moments() *momentWriter {
	return &momentWriter{Settings: s, days: dayWriter{settings: s}, zones: zoneCache{location: s.location()}}
}

// append appends microseconds since 1970-01-01 as a timestamp without time zone.
func (m *momentWriter) append(dst []byte, micros int64) []byte {
	if b, ok := appendInfinity(dst, micros); ok {
		return b
	}
	days := floorDiv(micros, dayMicros)
	return m.appendMoment(dst, days, micros-days*dayMicros, nil)
}

// zone is how a timestamp with time zone ends.
type zone struct {
	offset int
	name   string
}

// appendTZ appends an instant as local time of the session's zone, with the zone.
func (m *momentWriter) appendTZ(dst []byte, micros int64) []byte {
	if b, ok := appendInfinity(dst, micros); ok {
		return b
	}
	offset, name := m.zones.at(floorDiv(micros, 1_000_000))
	// Day and time of day are shifted apart: the sum with the offset could leave int64 at the ends of the range.
	days := floorDiv(micros, dayMicros)
	rest := micros - days*dayMicros + int64(offset)*1_000_000
	shift := floorDiv(rest, dayMicros)
	return m.appendMoment(dst, days+shift, rest-shift*dayMicros, &zone{offset, name})
}

// appendMoment appends day, time of day and zone in the order of the style.
func (m *momentWriter) appendMoment(dst []byte, days, micros int64, z *zone) []byte {
	if m.DateStyle == DatePostgres {
		return m.appendPostgresMoment(dst, days, micros, z)
	}
	dst, year := m.days.append(dst, days)
	dst = appendTime(append(dst, ' '), micros)
	if z != nil {
		dst = m.appendZone(dst, z)
	}
	return appendEra(dst, year)
}

// appendPostgresMoment is the style "Wed Dec 17 07:37:16 1997 PST".
func (s *Settings) appendPostgresMoment(dst []byte, days, micros int64, z *zone) []byte {
	year, month, day := civil(days)
	weekday := time.Weekday(((days+4)%7 + 7) % 7)
	dst = append(append(dst, weekday.String()[:3]...), ' ')
	name := time.Month(month).String()[:3]
	if s.DateOrder == OrderDMY {
		dst = append(append(append2(dst, day), ' '), name...)
	} else {
		dst = append2(append(append(dst, name...), ' '), day)
	}
	dst = appendTime(append(dst, ' '), micros)
	dst = appendYear(append(dst, ' '), year)
	if z != nil {
		dst = s.appendZone(dst, z)
	}
	return appendEra(dst, year)
}

// appendZone appends the offset (ISO) or the abbreviation where the zone has one.
func (s *Settings) appendZone(dst []byte, z *zone) []byte {
	if s.DateStyle != DateISO {
		dst = append(dst, ' ')
		if z.name != "" && z.name[0] != '+' && z.name[0] != '-' {
			return append(dst, z.name...)
		}
	}
	return appendOffset(dst, z.offset)
}

// appendOffset appends seconds east of UTC as ±hh[:mm[:ss]].
func appendOffset(dst []byte, seconds int) []byte {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	dst = append2(append(dst, sign), seconds/3600)
	if seconds%3600 != 0 {
		dst = append2(append(dst, ':'), seconds/60%60)
	}
	if seconds%60 != 0 {
		dst = append2(append(dst, ':'), seconds%60)
	}
	return dst
}
