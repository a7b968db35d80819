package eval

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/nlp/dosage"
)

// sigFields are the fields of a dose instruction that are scored, in the report's order.
var sigFields = []string{"dose", "unit", "route", "frequency", "period", "days", "count", "as needed", "reason", "rate", "duration"}

// goldSig writes the gold's fields (FHIR's Dosage, flat) as readSig does.
func goldSig(fields map[string]any) map[string]string {
	get := func(k string) string {
		if v, ok := fields[k]; ok && v != nil {
			return plain(fmt.Sprint(v))
		}
		return ""
	}
	m := map[string]string{
		"dose": span(get("dose_low"), get("dose_high")), "unit": unitName(get("dose_unit")), "route": routeName(get("route")),
		"count": get("count"), "as needed": get("asNeeded"), "reason": get("asNeeded_for"), "rate": goldRate(fields["rate"]),
		"days": strings.Trim(get("dayOfWeek"), "[]"),
	}
	if get("frequency")+get("frequencyMax") != "" {
		m["frequency"] = span(get("frequency"), get("frequencyMax"))
		m["period"] = span(get("period"), get("periodMax")) + get("periodUnit")
	}
	if d := get("duration"); d != "" {
		m["duration"] = d + get("durationUnit")
	}
	return m
}

// goldRate writes a rate, which the gold has as a string, a Quantity or a Ratio, without blanks: 50ml/h.
func goldRate(v any) string {
	switch x := v.(type) {
	case string:
		return strings.ToLower(x)
	case map[string]any:
		if n, ok := x["numerator"].(map[string]any); ok {
			d, _ := x["denominator"].(map[string]any)
			return strings.ToLower(fmt.Sprintf("%v%v/%v", n["value"], n["unit"], d["unit"]))
		}
		unit := x["unit"]
		if unit == nil {
			unit = x["code"]
		}
		return strings.ToLower(fmt.Sprintf("%v%v", x["value"], unit))
	}
	return ""
}

// rate writes an amount per time as goldRate does.
func rate(a dosage.Amount) string {
	s := span(a.Low.String(), a.High.String()) + a.Unit
	if a.Per != nil {
		per := rate(*a.Per)
		s += "/" + strings.TrimPrefix(per, "1") // 50mL per 1h is 50mL/h
	}
	return strings.ToLower(s)
}

// span joins the ends of a range, one where they are the same.
func span(low, high string) string {
	if high == "" || high == low {
		return low
	}
	return low + ".." + high
}

// readSig writes the fields of the first step of what was read.
func readSig(s dosage.Sig) map[string]string {
	m := map[string]string{}
	if len(s.Steps) == 0 {
		return m
	}
	t := s.Steps[0]
	m["unit"], m["route"], m["days"] = unitName(t.Dose.Unit), t.Route.Name, strings.Join(t.Timing.Days, " ")
	if t.Dose.Set {
		m["dose"] = span(t.Dose.Low.String(), t.Dose.High.String())
	}
	if t.AsNeeded {
		m["as needed"], m["reason"] = "true", strings.ToLower(t.Reason)
	}
	if t.Rate.Set {
		m["rate"] = rate(t.Rate)
	}
	if c := t.Timing; c.Unit != "" {
		m["frequency"] = span(number(c.Frequency), number(c.FrequencyMax))
		high := ""
		if !c.PeriodMax.IsZero() {
			high = c.PeriodMax.String()
		}
		m["period"] = span(c.Period.String(), high) + c.Unit
	}
	m["count"] = number(t.Timing.Count)
	if t.Infusion.Unit != "" {
		m["duration"] = span(t.Infusion.Low.String(), t.Infusion.High.String()) + t.Infusion.Unit
	}
	return m
}

// number writes n, nothing where it is 0.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// plain is in lower case and without a remark in brackets: "Oral route (qualifier value)".
func plain(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.TrimSpace(s))
}

// unitNames are other names of the units that dosage writes.
var unitNames = map[string]string{
	"tab": "tablet", "u": "unit", "opdrop": "drop", "eye drop": "drop", "milligram": "mg", "microgram": "mcg", "ug": "mcg", "ea": "each",
	"cap": "capsule", "gram": "g",
}

func unitName(s string) string {
	s = strings.ToLower(s)
	if n, ok := unitNames[s]; ok {
		return n
	}
	return s
}

func routeName(s string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "route"))
}
