package synth

import "time"

// vitals are what is measured at a visit; zero values were not measured.
type vitals struct {
	systolic, diastolic int // mmHg
	pulse, breaths      int // per minute
	temperature         int // tenths of a degree Celsius
	saturation          int // percent
	weight, height      int // tenths of kg, cm
	bmi                 int // tenths of kg/m2
	pain                int // 0 to 10
}

// growth is which part of the adult's height and weight, in ‰, a child of so many months has.
var growth = []struct{ months, height, weight int }{
	{0, 290, 48},
	{12, 440, 135},
	{24, 500, 175},
	{48, 600, 235},
	{72, 670, 305},
	{96, 740, 380},
	{120, 800, 480},
	{144, 870, 600},
	{168, 940, 770},
	{192, 980, 910},
	{216, 1000, 1000},
}

// grown interpolates the table.
func grown(months int) (height, weight int) {
	for i := 1; i < len(growth); i++ {
		a, b := growth[i-1], growth[i]
		if months < b.months {
			at, span := months-a.months, b.months-a.months
			return a.height + (b.height-a.height)*at/span, a.weight + (b.weight-a.weight)*at/span
		}
	}
	return 1000, 1000
}

func (p *patient) measure(v *visit) vitals {
	h, w := grown(p.months(v.start))
	m := vitals{height: p.height * h / 1000, weight: p.weight * w / 1000}
	if p.active("obesity", v.start) != nil {
		bmi := 305 + int(p.fate%90)
		if p.age(v.start) < 16 {
			bmi -= 50
		}
		m.weight = bmi * m.height * m.height / 10000
	}
	m.weight += p.between(-8, 8)
	m.bmi = m.weight * 10000 / (m.height * m.height)
	m.systolic, m.diastolic = p.bloodPressure(v.start)
	m.pulse, m.breaths = p.bell(60, 90), p.bell(12, 20)
	if age := p.age(v.start); age < 12 {
		m.pulse, m.breaths = m.pulse+(12-age)*4, m.breaths+(12-age)
	}
	m.temperature = p.bell(362, 372)
	m.saturation = p.bell(95, 100)
	p.sicken(v, &m)
	return m
}

// sicken shows the visit's illness in the vitals.
func (p *patient) sicken(v *visit, m *vitals) {
	if v.problem == nil || v.purpose == followUp {
		return
	}
	for _, s := range list(v.problem.symptoms) {
		switch s {
		case "fever":
			m.temperature, m.pulse = p.bell(380, 394), m.pulse+14
		case "shortness of breath":
			m.saturation, m.breaths = p.bell(86, 94), m.breaths+6
		case "palpitations":
			m.pulse += p.between(30, 55)
		}
	}
	m.pain = p.bell(0, 8)
}

func (p *patient) bloodPressure(at time.Time) (systolic, diastolic int) {
	age := p.age(at)
	if age < 16 {
		systolic = 82 + age*2 + p.bell(-8, 8)
		return systolic, systolic*6/10 + p.bell(-4, 4)
	}
	systolic = p.systolic + (age-30)/5 + p.bell(-12, 12)
	if p.active("htn", at) != nil {
		systolic += 26
		for _, c := range p.taking() {
			if c.reason != nil && c.reason.key == "htn" {
				systolic -= 11
			}
		}
	}
	systolic = max(systolic, 88)
	return systolic, systolic*58/100 + p.bell(-6, 8)
}

// active finds a problem that the patient has at that time, nil if none.
func (p *patient) active(key string, at time.Time) *problem {
	for _, q := range p.problems {
		if q.key == key && !q.onset.After(at) && (q.abated.IsZero() || q.abated.After(at)) {
			return q
		}
	}
	return nil
}

// result is one measured lab.
type result struct {
	*lab
	id         string
	value      dec
	comparator string
	flag       string // H, L, HH, LL, N, POS, NEG
	wrong      bool   // entered in error
}

// text is the value as notes write it.
func (r *result) text() string {
	switch {
	case r.flag == "POS":
		return "positive"
	case r.flag == "NEG":
		return "negative"
	}
	return r.comparator + r.value.String()
}

// assay measures one lab of the patient now. Those that follow from others of the same panel are computed from them.
func (p *patient) assay(l *lab, at time.Time, panel []*result) *result {
	r := &result{lab: l, id: p.uuid(), wrong: p.chance(3)}
	if l.outcome {
		r.flag = "NEG"
		if p.active("uti", at) != nil && p.chance(850) {
			r.flag = "POS"
		}
		return r
	}
	of := func(key string) int {
		for _, o := range panel {
			if o.key == key {
				return o.value.units
			}
		}
		return 0
	}
	var value int
	switch l.key {
	case "egfr":
		value = egfr(of("creatinine"), p.age(at), p.female)
	case "ldl":
		value = max(of("chol")-of("hdl")-of("trig")/5, 25)
	case "hct":
		value = of("hgb")*3 + p.between(-9, 9)
	default:
		value = p.level(l, at) + p.bell(-l.noise, l.noise)
	}
	value = max(value, l.refLo/2, 0)
	r.value = dec{value, l.places}
	switch {
	case value < l.below:
		r.comparator, r.value.units = "<", l.below
	case l.key == "egfr" && value > 90:
		r.comparator, r.value.units = ">", 90
	}
	r.flag = l.interpret(value)
	return r
}

func (l *lab) interpret(value int) string {
	switch {
	case l.refHi > 0 && value > l.refHi*2:
		return "HH"
	case l.refHi > 0 && value > l.refHi:
		return "H"
	case value < l.refLo*6/10:
		return "LL"
	case value < l.refLo:
		return "L"
	}
	return "N"
}

// level is the patient's own level of a lab, moved by what they have and what they take.
func (p *patient) level(l *lab, at time.Time) int {
	base, ok := p.levels[l]
	if !ok {
		base = p.bell(l.lo, l.hi)
		if l.key == "hgb" && p.female {
			base -= 10
		}
		p.levels[l] = base
	}
	for i, e := range effects {
		if e.lab != l.key {
			continue
		}
		if q := p.active(e.condition, at); q != nil {
			// The size of the effect is the patient's fate, so that it stays the same from visit to visit.
			own := newRNG(int64(i), p.fate)
			base += own.between(e.lo, e.hi) + e.yearly*int(at.Sub(q.onset).Hours()/(24*365))
		}
	}
	for _, c := range p.taking() {
		for _, m := range remedies {
			if m.lab == l.key && m.drug == c.name {
				base += m.by
			}
		}
	}
	return base
}

// Points of the CKD-EPI 2021 equation's power functions: ‰ at a hundredfold ratio of creatinine to kappa.
var (
	powAbove  = [][2]int{{100, 1000}, {110, 892}, {120, 803}, {135, 698}, {150, 615}, {175, 511}, {200, 435}, {250, 333}, {300, 268}, {400, 189}, {600, 116}}
	powFemale = [][2]int{{50, 1182}, {60, 1131}, {70, 1090}, {80, 1055}, {90, 1026}, {100, 1000}}
	powMale   = [][2]int{{50, 1233}, {60, 1167}, {70, 1114}, {80, 1070}, {90, 1032}, {100, 1000}}
)

// egfr computes the CKD-EPI 2021 equation in integers; creatinine is in hundredths of mg/dL.
func egfr(creatinine, age int, female bool) int {
	kappa, curve, sex := 90, powMale, int64(1000)
	if female {
		kappa, curve, sex = 70, powFemale, 1012
	}
	ratio := creatinine * 100 / kappa
	if ratio >= 100 {
		curve = powAbove
	}
	decay := int64(1_000_000)
	for range age {
		decay = decay * 9938 / 10000
	}
	return int((142*int64(interpolate(curve, ratio))*sex/1000*decay/1_000_000 + 500) / 1000)
}

func interpolate(curve [][2]int, x int) int {
	if x <= curve[0][0] {
		return curve[0][1]
	}
	for i := 1; i < len(curve); i++ {
		a, b := curve[i-1], curve[i]
		if x <= b[0] {
			return a[1] + (b[1]-a[1])*(x-a[0])/(b[0]-a[0])
		}
	}
	return curve[len(curve)-1][1]
}
