package value

import (
	"math/big"
	"strings"
	"testing"
)

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"0", "0"},
		{"-0", "0"},
		{"1.50", "1.50"},
		{"-12.0", "-12.0"},
		{"1E3", "1000"},
		{"1.5e-3", "0.0015"},
		{"12345678901234567890123456789012345678", "12345678901234567890123456789012345678"},
		{"0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"},
		{"", ""},
		{"-", ""},
		{".5", ""},
		{"5.", ""},
		{"1e", ""},
		{"1e+", ""},
		{"1x", ""},
		{"1.2.3", ""},
		{"+", ""},
		{"123456789012345678901234567890123456789", ""},
		{"1e99999", ""},
	} {
		d, ok := ParseDecimal([]byte(c.in))
		if got := d.String(); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%q: %s %v, want %q", c.in, got, ok, c.want)
		}
	}
}

func TestFixed(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string // × 10^10; "" if it does not fit
	}{
		{"1", "10000000000"},
		{"-1.5", "-15000000000"},
		{"0.3321549075343179", "3321549075"},
		{"0.00000000005", "0"},
		{"0.00000000015", "2"},
		{"0.000000000050001", "1"},
		{"-0.00000000015", "-2"},
		{"1E3", "10000000000000"},
		{"1.5E-12", "0"},
		{"1e400", ""},
		{"1e-400", "0"},
		{"0e400", "0"},
		{"9999999999999999999999999999.9999999999", "99999999999999999999999999999999999999"},
		{"9999999999999999999999999999.99999999999", ""},
		{"10000000000000000000000000000", ""},
		{"0.123456789012345678901234567890123456789012345", "1234567890"},
		{"129.16", "1291600000000"},
		{"+129.16", "1291600000000"},
		{"0012.5000000000", "125000000000"},
		{"12345678", "123456780000000000"},
		{"123456789", "1234567890000000000"},
		{"0.12345678901", "1234567890"},
		{".5", ""},
		{"5.", ""},
		{".", ""},
		{"1.2.3", ""},
		{"1..3", ""},
		{"abc", ""},
		{"", ""},
	} {
		hi, lo, ok := Fixed([]byte(c.in), 10)
		if got := int128(hi, lo); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%q: %s %v, want %q", c.in, got, ok, c.want)
		}
	}
}

func TestInt64(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int64
		ok   bool
	}{
		{"5.0", 5, true},
		{"1e3", 1000, true},
		{"-9223372036854775807", -9223372036854775807, true},
		{"0e400", 0, true},
		{"1.5", 0, false},
		{"1e18", 1_000_000_000_000_000_000, true},
		{"1e19", 0, false},
		{"1e39", 0, false},
		{"-1e400", 0, false},
	} {
		d, _ := ParseDecimal([]byte(c.in))
		if got, ok := d.Int64(); ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %d %v, want %d %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func int128(hi int64, lo uint64) string {
	x := new(big.Int).Lsh(big.NewInt(hi), 64)
	return x.Or(x, new(big.Int).SetUint64(lo)).String()
}

// FuzzDecimal compares with arithmetic that has no limits.
func FuzzDecimal(f *testing.F) {
	f.Add("1.5", "-0.25")
	f.Add("99999999999999999999999999999999999999", "1e-5")
	f.Add("0.1", "3")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, ok1 := ParseDecimal([]byte(a))
		y, ok2 := ParseDecimal([]byte(b))
		if !ok1 || !ok2 || len(a) > 60 || len(b) > 60 || strings.ContainsAny(a+b, "eE") {
			return
		}
		p, _ := new(big.Rat).SetString(a)
		q, _ := new(big.Rat).SetString(b)
		if x.Cmp(y) != p.Cmp(q) {
			t.Errorf("%s cmp %s = %d", a, b, x.Cmp(y))
		}
		if s, ok := x.Add(y); ok && rat(t, s).Cmp(new(big.Rat).Add(p, q)) != 0 {
			t.Errorf("%s + %s = %s", a, b, s)
		}
		if s, ok := x.Mul(y); ok && rat(t, s).Cmp(new(big.Rat).Mul(p, q)) != 0 {
			t.Errorf("%s * %s = %s", a, b, s)
		}
		if hi, lo, ok := Fixed([]byte(a), 10); ok {
			exact := new(big.Rat).Mul(p, big.NewRat(1e10, 1))
			got, _ := new(big.Rat).SetString(int128(hi, lo))
			if d := exact.Sub(exact, got); d.Abs(d).Cmp(big.NewRat(1, 2)) > 0 {
				t.Errorf("Fixed(%s) = %s", a, int128(hi, lo))
			}
		}
		if again, ok := ParseDecimal(x.Append(nil)); !ok || again.Cmp(x) != 0 {
			t.Errorf("%s was written as %s", a, x)
		}
	})
}

func rat(t *testing.T, d Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		t.Fatalf("%s is no number", d)
	}
	return r
}
