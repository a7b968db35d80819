package dosage_test

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/nlp/dosage"
)

// show prints a sig in a line: for each step strength, dose, form, route, site, timing, duration, as-needed.
func show(s dosage.Sig) string {
	var steps []string
	for _, t := range s.Steps {
		steps = append(steps, showStep(t))
	}
	return strings.Join(steps, " ; ")
}

func showStep(t dosage.Step) string {
	var b []string
	add := func(format string, args ...any) { b = append(b, fmt.Sprintf(format, args...)) }
	if t.Sequence > 1 {
		add("#%d", t.Sequence)
	}
	if t.Strength.Set {
		add("strength=%s", showAmount(t.Strength))
	}
	if t.Dose.Set {
		add("dose=%s", showAmount(t.Dose))
	}
	if t.Rate.Set {
		add("rate=%s", showAmount(t.Rate))
	}
	if t.Form != "" && t.Form != t.Dose.Unit {
		add("form=%s", t.Form)
	}
	if t.Route.Name != "" {
		if t.RouteImplied {
			add("route=(%s)", t.Route.Name)
		} else {
			add("route=%s", t.Route.Name)
		}
	}
	if t.Site != "" {
		add("site=%q", t.Site)
	}
	if t.Timing.IsSet() {
		add("%s", showTiming(t.Timing))
	}
	if t.Duration.IsSet() {
		add("for=%s", showLength(t.Duration))
	}
	if t.Infusion.IsSet() {
		add("over=%s", showLength(t.Infusion))
	}
	if t.AsNeeded {
		add("prn")
	}
	if t.Reason != "" {
		add("reason=%q", t.Reason)
	}
	if t.Max.Set {
		add("max=%s", showAmount(t.Max))
		if t.MaxPeriod.IsSet() {
			b[len(b)-1] += "/" + showLength(t.MaxPeriod)
		}
	}
	if len(t.Instructions) > 0 {
		add("note=%q", strings.Join(t.Instructions, "|"))
	}
	return strings.Join(b, " ")
}

func showAmount(a dosage.Amount) string {
	s := a.Low.String()
	if a.IsRange() {
		s += ".." + a.High.String()
	}
	s += a.Unit
	if a.Per != nil {
		s += "/" + showAmount(*a.Per)
	}
	for _, o := range a.Also {
		s += "+" + showAmount(o)
	}
	return s
}

func showTiming(t dosage.Timing) string {
	s := ""
	if t.Frequency > 0 || t.FrequencyMax > 0 {
		s = fmt.Sprint(t.Frequency)
		if t.FrequencyMax > 0 {
			s += fmt.Sprint("..", t.FrequencyMax)
		}
		s += "x/" + t.Period.String()
		if !t.PeriodMax.IsZero() {
			s += ".." + t.PeriodMax.String()
		}
		s += t.Unit
	}
	if len(t.When) > 0 {
		s += "@" + strings.Join(t.When, ",")
	}
	if t.Offset > 0 {
		s += fmt.Sprint("-", t.Offset)
	}
	if len(t.Days) > 0 {
		s += "[" + strings.Join(t.Days, ",") + "]"
	}
	if len(t.Times) > 0 {
		s += "{" + strings.Join(t.Times, ",") + "}"
	}
	if t.Count > 0 {
		s += fmt.Sprint("x", t.Count)
	}
	if t.Continuous {
		s += "cont"
	}
	if t.Code != "" {
		s += "=" + t.Code
	}
	return s
}

func showLength(l dosage.Length) string {
	if l.Unit == "" {
		return fmt.Sprintf("%q", l.Text)
	}
	s := l.Low.String()
	if l.Low != l.High {
		s += ".." + l.High.String()
	}
	return s + l.Unit
}
