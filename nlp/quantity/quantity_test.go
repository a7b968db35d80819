package quantity_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/quantity"
	"github.com/tarn-sql/tarn/nlp/token"
)

func TestRead(t *testing.T) {
	// want is the number or range and, after |, what is left of the text.
	for _, c := range []struct{ text, want string }{
		{"12", "12|"},
		{"1.50 mg", "1.50|mg"},
		{"1,000 units", "1000|units"},
		{".5 mg", "0.5|mg"},
		{"0,5 mg", "0.5|mg"},
		{"1/2 tab", "0.5|tab"},
		{"1 1/2 tabs", "1.5|tabs"},
		{"1-1/2 tabs", "1.5|tabs"},
		{"1 and 1/2 tabs", "1.5|tabs"},
		{"1 and 1 / 2 tabs", "1.5|tabs"},
		{"½ tab", "0.5|tab"},
		{"1½ tab", "1.5|tab"},
		{"1/3 cup", "0.3333|cup"},
		{"2 and one half", "2.5|"},
		{"one and a half tablets", "1.5|tablets"},
		{"1-2 tabs", "1..2|tabs"},
		{"1 - 2 tabs", "1..2|tabs"},
		{"1–2 tabs", "1..2|tabs"},
		{"1 to 2 tabs", "1..2|tabs"},
		{"1 or 2 tabs", "1..2|tabs"},
		{"1/2-1 tab", "0.5..1|tab"},
		{"one to two tablets", "1..2|tablets"},
		{"0.05 - 0.1mg", "0.05..0.1|mg"},
		{"one (1) tablet", "1|tablet"},
		{"4 four hours", "4|hours"},
		{"1 (one) tablet", "1|tablet"},
		{"two 2 times", "2|times"},
		{"1/2 to 1 one-half to one tablet", "0.5..1|tablet"},
		{"1 1 mg", "1|1 mg"},
		{"160-4.5 mcg", "160|-4.5 mcg"},
		{"5/325", "5|/325"},
		{"3/7", "3|/7"},
		{"120/80", "120|/80"},
		{"1-0-1", "1|-0-1"},
		{"1/2/2020", "1|/2/2020"},
		{"twenty-five mg", "25|mg"},
		{"five hundred mg", "500|mg"},
		{"half a tablet", "0.5|a tablet"},
		{"One-Half tab", "0.5|tab"},
		{"tablet", ""},
		{"", ""},
		{"-5", ""},
		{"a tablet", ""},
		{"third day", ""},
		{"1.123456789012", ""},
		{"123456789012345678", ""},
	} {
		tokens := token.Scan(nil, c.text)
		n, end, ok := quantity.Read(c.text, tokens, 0)
		got := ""
		if ok {
			got = n.Low.String()
			if n.IsRange() {
				got += ".." + n.High.String()
			}
			got += "|"
			if end < len(tokens) {
				got += c.text[tokens[end].Begin:]
			}
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestReadUnit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"mg", "mg|mg"},
		{"MG Oral", "mg|mg"},
		{"µg", "mcg|ug"},
		{"mL/hr", "mL/h|mL/h"},
		{"mcg/kg/min", "mcg/kg/min|ug/kg/min"},
		{"mg/m2", "mg/m2|mg/m2"},
		{"mg/m²", "mg/m2|mg/m2"},
		{"mg per day", "mg/d|mg/d"},
		{"g/24 h", "g/24h|g/(24.h)"},
		{"mg/5 mL", "mg|mg"},
		{"mg/dL", "mg/dL|mg/dL"},
		{"mm Hg", "mm Hg|mm[Hg]"},
		{"10^3/uL", "10^3/uL|10*3/uL"},
		{"x10E3/uL", "10^3/uL|10*3/uL"},
		{"K/µL", "10^3/uL|10*3/uL"},
		{"x 10³/µL", "10^3/uL|10*3/uL"},
		{"x10^9/L", "10^9/L|10*9/L"},
		{"%", "%|%"},
		{"°F", "°F|[degF]"},
		{"degrees F", "°F|[degF]"},
		{"mL/min/1.73 m2", "mL/min/1.73m2|mL/min/{1.73_m2}"},
		{"beats per minute", "/min|/min"},
		{"kg/m2", "kg/m2|kg/m2"},
		{"tablet", ""},
		{"/5", ""},
		{"international units", "IU|[iU]"},
		{"uIU/mL", "uIU/mL|u[iU]/mL"},
		{"mEq/L", "mEq/L|meq/L"},
		{"litres per minute", "L/min|L/min"},
	} {
		u, _, ok := quantity.ReadUnit(c.text, token.Scan(nil, c.text), 0)
		got := ""
		if ok {
			got = u.Name + "|" + u.UCUM
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDecimal(t *testing.T) {
	d := func(s string) quantity.Decimal {
		v, ok := quantity.ParseDecimal(s)
		if !ok {
			t.Fatalf("%q is no decimal", s)
		}
		return v
	}
	type result struct {
		quantity.Decimal
		ok bool
	}
	mul := func(a, b string) result { v, ok := d(a).Mul(d(b)); return result{v, ok} }
	div := func(a, b string) result { v, ok := d(a).Div(d(b)); return result{v, ok} }
	add := func(a, b string) result { v, ok := d(a).Add(d(b)); return result{v, ok} }
	for _, c := range []struct {
		got  result
		want string
	}{
		{mul("2.5", "4"), "10 true"},
		{mul("0.1", "0.1"), "0.01 true"},
		{div("1", "3"), "0.3333 true"},
		{div("2", "3"), "0.6667 true"},
		{div("1", "0"), "0 false"},
		{div("10", "0.5"), "20 true"},
		{add("1.5", "0.25"), "1.75 true"},
		{mul("99999999999999999", "99999999999999999"), "0 false"},
	} {
		if got := fmt.Sprint(c.got.Decimal, " ", c.got.ok); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	for _, s := range []string{"0", "0.05", "5.0", "1234567", "10.10"} {
		if got := d(s).String(); got != s {
			t.Errorf("%s prints as %s", s, got)
		}
	}
	if d("5.0").Compare(d("5")) != 0 || d("4.5").Compare(d("160")) != -1 || d("0.1").Compare(d("0.05")) != 1 {
		t.Error("Compare")
	}
}

func TestNoAllocations(t *testing.T) {
	text := "one to two mg 1 1/2 K/uL"
	tokens := token.Scan(nil, text)
	if n := testing.AllocsPerRun(20, func() {
		for i := range tokens {
			quantity.Read(text, tokens, i)
			quantity.ReadUnit(text, tokens, i)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"1 1/2-2 mg/kg/min", "one (1)", "0,5", ".5-½", "twenty-five hundred", "10^3/uL", strings.Repeat("1-", 20)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := token.Scan(nil, text)
		for i := range tokens {
			n, end, ok := quantity.Read(text, tokens, i)
			if ok && (end <= i || end > len(tokens) || n.Low.Compare(n.High) > 0) || !ok && end != i {
				t.Fatalf("%q at %d: %v to %d", text, i, n, end)
			}
			if d, same := quantity.ParseDecimal(n.Low.String()); ok && (!same || d != n.Low) {
				t.Fatalf("%v does not survive printing", n.Low)
			}
			if _, end, ok := quantity.ReadUnit(text, tokens, i); ok && (end <= i || end > len(tokens)) {
				t.Fatalf("%q at %d: unit to %d", text, i, end)
			}
		}
	})
}
