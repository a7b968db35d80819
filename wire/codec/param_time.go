package codec

import (
	"errors"
	"time"

	"github.com/tarn-sql/tarn/wire/backend"
)

var (
	errSyntax = errors.New("syntax")
	errRange  = errors.New("range")
)

// temporalText reads dates and times in the forms that drivers and people write, and hands them on in the form that
// DuckDB reads with the same meaning: zones are dropped where PostgreSQL ignores them, and applied where it does not.
func (s *Settings) temporalParam(oid uint32, src []byte) (any, error) {
	raw := backend.Raw{Type: engineTypes[oid]}
	m, err := s.parseMoment(string(src))
	if err == nil {
		raw.Text, err = s.momentText(oid, m)
	}
	switch {
	case errors.Is(err, errRange):
		return nil, errorf("22008", "date/time field value out of range: \"%s\"", src)
	case err != nil:
		return nil, errorf("22007", "invalid input syntax for type %s: \"%s\"", displayName(oid), src)
	}
	return raw, nil
}

// momentText writes what a type keeps of a moment.
func (s *Settings) momentText(oid uint32, m moment) (string, error) {
	if m.infinite != 0 {
		if oid == OIDTime || oid == OIDTimeTZ {
			return "", errSyntax
		}
		return map[int]string{1: "infinity", -1: "-infinity"}[m.infinite], nil
	}
	if oid == OIDTime || oid == OIDTimeTZ {
		if !m.hasTime {
			return "", errSyntax
		}
		text := appendTime(nil, m.micros)
		if oid == OIDTimeTZ {
			text = appendOffset(text, s.offsetOf(m))
		}
		return string(text), nil
	}
	if !m.hasDate {
		return "", errSyntax
	}
	days := daysOf(int64(m.year), m.month, m.day)
	iso := Default()
	switch oid {
	case OIDDate:
		return engineEra(string(iso.appendDate(nil, int32(days)))), nil
	case OIDTimestamp:
		return engineEra(string(iso.moments().append(nil, days*dayMicros+m.micros))), nil
	}
	utc := days*dayMicros + m.micros - int64(s.offsetOf(m))*1_000_000
	return engineEra(string(iso.moments().appendTZ(nil, utc))), nil
}

// offsetOf is a moment's offset: as stated, or that of its zone or the session's at that time.
func (s *Settings) offsetOf(m moment) int {
	if m.hasOffset {
		return m.offset
	}
	loc := m.location
	if loc == nil {
		loc = s.location()
	}
	year, month, day := m.year, time.Month(m.month), m.day
	if !m.hasDate {
		year, month, day = 2000, 1, 1
	}
	hour, minute, second := int(m.micros/3_600_000_000), int(m.micros/60_000_000%60), int(m.micros/1_000_000%60)
	_, offset := time.Date(year, month, day, hour, minute, second, 0, loc).Zone()
	return offset
}
