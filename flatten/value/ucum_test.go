package value

import "testing"

func TestParseUnit(t *testing.T) {
	for _, c := range []struct{ code, value, want, unit string }{
		{"mg/dL", "95", "950", "g.m-3"},
		{"g/dL", "13.5", "135000", "g.m-3"},
		{"mmol/L", "5.4", "5.4", "m-3.mol"},
		{"kg", "70.10", "70100", "g"},
		{"cm", "170.5", "1.705", "m"},
		{"mm[Hg]", "120", "15998640", "g.m-1.s-2"},
		{"/min", "72", "1.2", "s-1"},
		{"{score}", "3", "3", "1"},
		{"%", "45.5", "0.455", "1"},
		{"Cel", "37.0", "310.15", "K"},
		{"[degF]", "98.6", "310.15", "K"},
		{"10*3/uL", "4.5", "4500000000000", "m-3"},
		{"10*9/L", "4.5", "4500000000000", "m-3"},
		{"kg/m2", "24.31", "24310", "g.m-2"},
		{"mL/min/{1.73_m2}", "90", "0.0000015", "m3.s-1"},
		{"U/L", "35", "35000", "m-3.U"},
		{"[lb_av]", "1", "453.59237", "g"},
		{"m[IU]/L", "1", "1", "m-3.[iU]"},
		{"ng/mL", "0.5", "0.0005", "g.m-3"},
		{"a", "1", "31557600", "s"},
		{"1", "2.50", "2.50", "1"},
		{"fL", "90", "0.00000000000000009", "m3"},
		{"kcal/(8.h)", "1", "", "g.m2.s-3"},
	} {
		u, ok := ParseUnit(c.code)
		if !ok {
			t.Errorf("%s: not read", c.code)
			continue
		}
		d, _ := ParseDecimal([]byte(c.value))
		got, ok := u.Convert(d)
		if want, _ := ParseDecimal([]byte(c.want)); c.want != "" && (!ok || got.Cmp(want) != 0) || string(u.Canonical) != c.unit {
			t.Errorf("%s %s = %v %s, want %s %s", c.value, c.code, got, u.Canonical, c.want, c.unit)
		}
	}
	for _, code := range []string{"", "mgg", "Cel/h", "mg/", "((((((((((g))))))))))", "{", "furlong", "m99", "//m", "10*99999999999"} {
		if u, ok := ParseUnit(code); ok {
			t.Errorf("%q was read as %s", code, u.Canonical)
		}
	}
}
