package fhirout

import (
	"strings"
	"time"
)

// dateTime is a moment as FHIR dateTime or instant; empty for years that FHIR cannot write.
func dateTime(t time.Time) value {
	t = t.UTC()
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return str("")
	}
	return str(t.Format("2006-01-02T15:04:05.999999Z07:00"))
}

// written is when the text was written.
func (d *Document) written() value {
	if !d.HasTime {
		return str("")
	}
	return dateTime(d.Time)
}

// timeOf is the time expression that speaks of the entity, nil for none.
func (e *Entity) timeOf() *Attribute {
	for i := range e.Attributes {
		if strings.HasPrefix(e.Attributes[i].Type, "TIME_TO_") {
			return &e.Attributes[i]
		}
	}
	return nil
}

// past is a time of the entity that is no plan: a date as FHIR dateTime with the precision it was written in, or the words.
// Dates behind the day of the note are none. Of moments said from the day of the note only those before it count: "today"
// is when the patient was seen.
func (d *Document) past(a *Attribute) (date, inWords string) {
	if a == nil {
		return "", ""
	}
	switch a.Code {
	case "date":
		if isDate(a.Value) && (!d.HasTime || a.Value <= d.Time.UTC().Add(24 * time.Hour).Format("2006-01-02")[:len(a.Value)]) {
			return a.Value, ""
		}
	case "duration":
		return "", a.Text
	case "relative":
		if strings.HasPrefix(a.Value, "-") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Text)), "since ") {
			return "", a.Text
		}
	}
	return "", ""
}

// isDate reports whether s is a FHIR date: a year, a month or a day.
func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if len(s) == len(layout) {
			t, err := time.Parse(layout, s)
			return err == nil && t.Year() >= 1800
		}
	}
	return false
}
