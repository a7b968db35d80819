package setting

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Error is a refusal with its SQLSTATE.
type Error struct{ Code, Message, Hint string }

func (e *Error) Error() string { return e.Message }

// SQLState returns the five-character SQLSTATE.
func (e *Error) SQLState() string { return e.Code }

func invalid(name, value string) *Error {
	return &Error{Code: "22023", Message: fmt.Sprintf("invalid value for parameter \"%s\": \"%s\"", name, value)}
}

// canonical checks a value and writes it as the Store keeps it: numbers in the definition's unit, without it.
func (d *Definition) canonical(value string) (string, error) {
	switch d.Kind {
	case Bool:
		return d.boolValue(value)
	case Integer, Real:
		return d.numberValue(value)
	case Enum:
		return d.enumValue(value)
	}
	if d.check != nil {
		return d.check(value)
	}
	return value, nil
}

func (d *Definition) boolValue(value string) (string, error) {
	v, ok := parseBool(value)
	if !ok {
		return "", &Error{Code: "22023", Message: fmt.Sprintf("parameter \"%s\" requires a Boolean value", d.Name)}
	}
	s := "off"
	if v {
		s = "on"
	}
	if d.check != nil {
		return d.check(s)
	}
	return s, nil
}

// parseBool takes the words of true and false and their unambiguous beginnings.
func parseBool(s string) (value, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case s == "":
		return false, false
	case s == "1" || s == "on" || strings.HasPrefix("true", s) || strings.HasPrefix("yes", s):
		return true, true
	case s == "0" || len(s) > 1 && strings.HasPrefix("off", s) || strings.HasPrefix("false", s) || strings.HasPrefix("no", s):
		return false, true
	}
	return false, false
}

func (d *Definition) enumValue(value string) (string, error) {
	for _, v := range d.Values {
		if strings.EqualFold(v, value) {
			return v, nil
		}
	}
	if b, ok := parseBool(value); ok { // enums that began as booleans take their words
		for _, v := range d.Values {
			if b && v == "on" || !b && v == "off" {
				return v, nil
			}
		}
	}
	e := invalid(d.Name, value)
	e.Hint = "Available values: " + strings.Join(d.shown(), ", ") + "."
	return "", e
}

// shown are the values without the spellings that PostgreSQL takes and does not tell of.
func (d *Definition) shown() []string {
	return slices.DeleteFunc(slices.Clone(d.Values), func(v string) bool { return v == "debug" || v == "info" })
}

// units are the factors of what a number may be followed by, per base unit of a definition.
var units = map[string][]unit{
	"ms":  {{"us", 0.001}, {"ms", 1}, {"s", 1000}, {"min", 60_000}, {"h", 3_600_000}, {"d", 86_400_000}},
	"s":   {{"us", 1e-6}, {"ms", 0.001}, {"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}},
	"kB":  {{"B", 1.0 / 1024}, {"kB", 1}, {"MB", 1 << 10}, {"GB", 1 << 20}, {"TB", 1 << 30}},
	"8kB": {{"B", 1.0 / 8192}, {"kB", 1.0 / 8}, {"MB", 1 << 7}, {"GB", 1 << 17}, {"TB", 1 << 27}},
}

type unit struct {
	name   string
	factor float64
}

func (d *Definition) numberValue(value string) (string, error) {
	s := strings.TrimSpace(value)
	end := len(s)
	for end > 0 && (s[end-1] >= 'a' && s[end-1] <= 'z' || s[end-1] >= 'A' && s[end-1] <= 'Z') {
		end--
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(s[:end]), 64)
	if err != nil {
		return "", invalid(d.Name, value)
	}
	factor, ok := d.factor(s[end:])
	if !ok {
		e := invalid(d.Name, value)
		if d.Unit != "" {
			e.Hint = "Valid units for this parameter are " + d.unitNames() + "."
		}
		return "", e
	}
	n *= factor
	if d.Kind == Integer {
		n = math.RoundToEven(n)
	}
	if math.IsNaN(n) || n < d.Min || n > d.Max {
		unit := d.Unit
		if unit != "" {
			unit = " " + unit
		}
		return "", &Error{Code: "22023", Message: fmt.Sprintf("%s%s is outside the valid range for parameter \"%s\" (%s .. %s)",
			d.plain(n), unit, d.Name, d.plain(d.Min), d.plain(d.Max))}
	}
	return d.plain(n), nil
}

func (d *Definition) factor(name string) (float64, bool) {
	if name == "" {
		return 1, true
	}
	for _, u := range units[d.Unit] {
		if u.name == name {
			return u.factor, true
		}
	}
	return 0, false
}

func (d *Definition) unitNames() string {
	names := make([]string, 0, 6)
	for _, u := range units[d.Unit] {
		names = append(names, `"`+u.name+`"`)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + ", and " + names[last]
}

func (d *Definition) plain(n float64) string {
	if d.Kind == Integer {
		return strconv.FormatInt(int64(n), 10)
	}
	return strconv.FormatFloat(n, 'g', -1, 64)
}

// display writes a stored value as SHOW does: numbers in the largest unit that divides them.
func (d *Definition) display(value string) string {
	us := units[d.Unit]
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n <= 0 || us == nil {
		return value
	}
	for i := len(us) - 1; i >= 0; i-- {
		if q := float64(n) / us[i].factor; q == math.Trunc(q) && q >= 1 {
			return strconv.FormatInt(int64(q), 10) + us[i].name
		}
	}
	return value
}
