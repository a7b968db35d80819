package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/quantity"
)

// fold makes the steps of an instruction of its items.
func fold(items []item, text string) Sig {
	f := folder{items: items, sig: Sig{Text: text}, step: Step{Sequence: 1}}
	f.run()
	return f.sig
}

// run reads all items.
func (f *folder) run() {
	for i := range f.items {
		f.take(i)
	}
	f.push()
	for i := range f.sig.Steps {
		f.sig.Steps[i].complete()
	}
}

// folder holds the step at hand.
type folder struct {
	items   []item
	sig     Sig
	step    Step
	form    int // index of the form seen last, or none
	hasForm bool
	then    bool // behind "then": the next dose or timing begins a step
	paused  bool // behind "then stop": a duration is that of the pause
}

func (f *folder) take(i int) {
	it, s := &f.items[i], &f.step
	if f.then && (it.kind == itemDose || it.kind == itemTiming || it.kind == itemAsNeeded) {
		f.after(it.kind)
	}
	switch it.kind {
	case itemDose:
		f.dose(i)
	case itemStrength:
		if !s.Strength.Set {
			s.Strength = it.amount
		}
	case itemRate:
		if !s.Rate.Set {
			s.Rate = it.amount
		}
	case itemForm:
		f.setForm(it.ref)
	case itemRoute:
		f.route(it.ref)
	case itemTiming:
		f.timing(i)
	case itemDuration:
		if f.paused {
			return
		}
		if !s.Duration.IsSet() || s.Duration.Text != "" && it.length.Unit != "" {
			s.Duration = it.length
		}
	case itemInfusion:
		s.Infusion = it.length
	case itemAsNeeded:
		s.AsNeeded = true
	case itemReason:
		if s.Reason == "" {
			s.Reason = it.text
		}
	case itemMax:
		if !s.Max.Set {
			s.Max, s.MaxPeriod = it.amount, it.length
		}
	case itemThen:
		f.paused = it.text != ""
		f.then = s.Dose.Set || s.Timing.IsSet()
	case itemMethod:
		if s.Method == "" {
			s.Method = methods[it.ref].name
		}
	case itemSite:
		f.site(it)
	case itemInstruction, itemVague:
		s.Instructions = append(s.Instructions, it.text)
	}
}

// after begins the step behind "then", with the dose of the one before if it has none of its own.
func (f *folder) after(k itemKind) {
	old := f.step
	f.next(true)
	f.then, f.paused = false, false
	if k != itemDose {
		f.step.Dose, f.step.perDay, f.step.total = old.Dose, old.perDay, old.total
	}
}

// next begins a new step, after the one at hand or at its side.
func (f *folder) next(after bool) {
	old := f.step
	f.push()
	f.step = Step{
		Sequence: old.Sequence, Strength: old.Strength, Form: old.Form, Route: old.Route, Method: old.Method, Site: old.Site,
		AsNeeded: old.AsNeeded && !after, Reason: old.Reason,
	}
	if after {
		f.step.Sequence++
	}
}

// push keeps the step at hand if it says anything, or if it is the only one.
func (f *folder) push() {
	s := &f.step
	if len(f.sig.Steps) == 0 || s.Dose.Set || s.Timing.IsSet() || s.Duration.IsSet() || s.Rate.Set || s.AsNeeded {
		f.sig.Steps = append(f.sig.Steps, *s)
	}
}

// dose takes a dose: the first one of its step, the same one in another unit, or that of a new step.
func (f *folder) dose(i int) {
	it, s := &f.items[i], &f.step
	switch {
	case !s.Dose.Set && it.aside && s.Strength.Set:
		return
	case !s.Dose.Set:
		f.firstDose(it)
	case f.items[i].timing.IsSet() && !s.Timing.IsSet():
		s.Timing = it.timing
	case it.replaces: // increased from 10 mg to 20 mg
		s.Dose = Amount{}
		f.firstDose(it)
	case it.aside || f.again(i):
		f.same(it)
	case !s.Timing.IsSet() && !s.Duration.IsSet() && !f.timed(i):
		f.same(it)
	case f.timed(i) && (s.Timing.IsSet() || s.Duration.IsSet()):
		f.next(f.paused || s.Duration.IsSet() && s.Duration.Text == "")
		f.paused = false
		f.firstDose(it)
	case !s.Timing.IsSet():
		f.same(it)
	}
}

// firstDose takes the dose of a step.
func (f *folder) firstDose(it *item) {
	s := &f.step
	s.Dose, s.perDay = it.amount, it.perDay
	if it.extra != nil {
		s.Strength = *it.extra
	}
	if it.timing.IsSet() && !s.Timing.IsSet() {
		s.Timing = it.timing
	}
	if it.amount.Unit == "" && f.hasForm && forms[f.form].countable { // two of the tablets named before
		s.Dose.Unit, s.Dose.UCUM = forms[f.form].name, forms[f.form].ucum
	}
	if n := it.amount.Unit; n != "" && it.amount.Kind == quantity.None && n != "dose" {
		f.setForm(it.ref)
	}
}

// same takes the dose of the step in another unit: "20 mg (1 tablet)", "1 tablet (20 mg total)".
func (f *folder) same(it *item) {
	s := &f.step
	counts := it.amount.Kind == quantity.None
	switch {
	case s.Dose.Kind == quantity.Mass && counts && it.amount.Unit != "" && !it.aside && !s.Strength.Set:
		s.Strength, s.Dose = s.Dose, it.amount
		f.setForm(it.ref)
	case s.Dose.Kind == quantity.None && !counts:
		s.total = it.amount
	}
}

// again reports whether the dose of item i repeats that of the step.
func (f *folder) again(i int) bool {
	a, b := f.items[i].amount, f.step.Dose
	return a.Unit == b.Unit && a.Low == b.Low && a.High == b.High && !f.timed(i)
}

// timed reports whether a timing or a duration of its own follows the dose of item i before the next dose.
func (f *folder) timed(i int) bool {
	for _, it := range f.items[i+1:] {
		switch it.kind {
		case itemTiming, itemDuration:
			return true
		case itemDose:
			if !it.aside {
				return false
			}
		case itemThen:
			return false
		}
	}
	return false
}

func (f *folder) setForm(ref int) {
	f.form, f.hasForm = ref, true
	if f.step.Form == "" {
		f.step.Form = forms[ref].name
	}
}

// route takes the first route; a mode as "infusion" gives way to a route.
func (f *folder) route(ref int) {
	if s := &f.step; s.Route.Name == "" || s.Route.Code == "" && ref < firstMode {
		s.Route = routes[ref].Route
	}
}

func (f *folder) site(it *item) {
	s := &f.step
	if s.Site == "" {
		s.Site = it.text
	}
}

// timing merges a timing into the step's: a frequency with its parts of the day, its days or its times.
func (f *folder) timing(i int) {
	n, t := f.items[i].timing, &f.step.Timing
	switch {
	case !t.IsSet():
		*t = n
	case n.Unit == "" && !derived(&n): // a count, or "continuous"
		if t.Count == 0 {
			t.Count, t.CountMax = n.Count, n.CountMax
		}
		t.Continuous = t.Continuous || n.Continuous
	case t.Unit == "":
		n.Count, n.CountMax, n.Continuous = t.Count, t.CountMax, t.Continuous || n.Continuous
		*t = n
	case t.explicit && n.explicit && !derived(&n): // said twice: the first counts
	case t.explicit:
		t.add(n)
		if k := len(t.Times); k > 1 && t.Frequency == 1 && t.Period == one && t.Unit == "d" { // daily at 8 am and 8 pm
			t.Frequency = k
		}
	case n.explicit:
		old := *t
		*t = n
		t.add(old)
		if k := len(t.Times); k > 1 && t.Frequency == 1 && t.Period == one && t.Unit == "d" {
			t.Frequency = k
		}
	default:
		t.add(n)
		t.Frequency = t.doses()
	}
	t.Code = t.code()
}

// derived reports whether a timing names parts of the day, weekdays or times.
func derived(t *Timing) bool {
	return len(t.When) > 0 || len(t.Days) > 0 || len(t.Times) > 0
}

// add adds parts of the day, days and times.
func (t *Timing) add(n Timing) {
	t.When = union(t.When, n.When)
	t.Days = union(t.Days, n.Days)
	t.Times = union(t.Times, n.Times)
	if n.Offset != 0 {
		t.Offset = n.Offset
	}
}

func union(a, b []string) []string {
	a = a[:len(a):len(a)]
	for _, s := range b {
		if !contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// code is the abbreviation of the whole timing.
func (t *Timing) code() string {
	if c := momentCode(t); c != "" {
		return c
	}
	base := Timing{Frequency: t.Frequency, FrequencyMax: t.FrequencyMax, Period: t.Period, PeriodMax: t.PeriodMax, Unit: t.Unit}
	if len(t.Days) > 0 || len(t.Times) > 0 || !t.explicit || len(t.When) > 0 && t.Frequency == 1 {
		return ""
	}
	return code(&base)
}

// complete fills what follows from the rest: the route from form, verb or site; "od" at the eye.
func (s *Step) complete() {
	if s.Route.Name == "oral" && (s.Method == "inhale" || s.Form == "puff" || s.Form == "inhaler" || s.Form == "inhalation") {
		s.Route = routes[inhalation].Route // inhale 2 puffs by mouth
	}
	if s.Form == "patch" && s.Route.Name == "topical" {
		s.Route = routes[transdermal].Route
	}
	if s.Route.Name == "" && s.Method == "inject" && strings.Contains(s.Site, "skin") {
		s.Route, s.RouteImplied = routes[subcutaneous].Route, true
	}
	if s.Route.Name == routes[firstMode+1].Name || s.Route.Name == "" && s.Rate.Set && s.Rate.Kind == quantity.Mass {
		s.Route, s.RouteImplied = routes[intravenous].Route, true // an infusion, 4 mcg/kg/min
	}
	if s.Route.Name == "" {
		if r := s.impliedRoute(); r != noRoute {
			s.Route, s.RouteImplied = routes[r].Route, true
		}
	}
	if s.Dose.Kind == quantity.None && s.total.Set && !s.Strength.Set && s.Dose.Low == one && s.Dose.High == one {
		s.Strength = s.total
	}
	if s.Route.Name == "" && s.Method == "apply" && s.Form != "patch" && !inner(s.Site) {
		s.Route, s.RouteImplied = routes[topical].Route, true
	}
	if s.Method == "apply" && s.Dose.Unit == "" && s.Dose.Set {
		s.Dose.Unit, s.Dose.UCUM = "application", "{application}"
	}
}

// inner reports whether a site is a part where what is applied is not on the skin.
func inner(site string) bool {
	site = strings.ToLower(site)
	for _, w := range []string{"rect", "anal", "vagin", "gum", "tongue"} {
		if strings.Contains(site, w) {
			return true
		}
	}
	return false
}

func (s *Step) impliedRoute() int {
	for i := range bodyRoutes {
		if bodyRoutes[i].in(s.Site) {
			if bodyRoutes[i].route == topical && (s.Form == "patch" || s.Method == "inject" || s.Method == "take") {
				break
			}
			return bodyRoutes[i].route
		}
	}
	if s.Method != "" {
		for i := range methods {
			if methods[i].name == s.Method && methods[i].route != noRoute {
				return methods[i].route
			}
		}
	}
	if s.Form != "" {
		for i := range forms {
			if forms[i].name == s.Form {
				if forms[i].route == oral && s.Method == "insert" {
					return noRoute
				}
				return forms[i].route
			}
		}
	}
	return noRoute
}
