package value

import (
	"testing"
	"time"
)

func TestParseDateTime(t *testing.T) {
	for _, c := range []struct{ in, start, precision string }{
		{"2015", "2015-01-01T00:00:00Z", "year"},
		{"2015-02", "2015-02-01T00:00:00Z", "month"},
		{"2015-02-07", "2015-02-07T00:00:00Z", "day"},
		{"2015-02-07T13:28:17Z", "2015-02-07T13:28:17Z", "second"},
		{"2015-02-07T13:28:17.239+02:00", "2015-02-07T11:28:17.239Z", "millisecond"},
		{"2015-02-07T13:28:17.1234567-05:30", "2015-02-07T18:58:17.123456Z", "millisecond"},
		{"2015-02-07T13:28:17", "2015-02-07T13:28:17Z", "second"}, // no zone: UTC, never a local one
		{"2015-02-07T13:28Z", "2015-02-07T13:28:00Z", "minute"},
		{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", "second"},
		{"2000-02-29", "2000-02-29T00:00:00Z", "day"},
		{"0001-01-01", "0001-01-01T00:00:00Z", "day"},
		{"9999-12-31", "9999-12-31T00:00:00Z", "day"},
		{"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z", "millisecond"},
		{"", "", ""},
		{"15", "", ""},
		{"2015-13", "", ""},
		{"2015-00", "", ""},
		{"2015-02-30", "", ""},
		{"1900-02-29", "", ""},
		{"2015-2-7", "", ""},
		{"2015-02-07 13:28:17Z", "", ""},
		{"2015-02-07T24:00:00Z", "", ""},
		{"2015-02-07T13:60:00Z", "", ""},
		{"2015-02-07T13:28:17+15:00", "", ""},
		{"2015-02-07T13:28:17.Z", "", ""},
		{"2015-02-07T", "", ""},
		{"2015-02-07T13:28:17Zx", "", ""},
		{"0000", "", ""},
		{"20150207", "", ""},
		{"2015-02-07T13:28:17z", "", ""},
	} {
		d, ok := ParseDateTime([]byte(c.in))
		if ok != (c.start != "") {
			t.Errorf("%q: %v", c.in, ok)
			continue
		}
		if !ok {
			continue
		}
		if got := time.UnixMicro(d.Micros()).UTC().Format(time.RFC3339Nano); got != c.start || d.Precision.String() != c.precision {
			t.Errorf("%q: %s %s, want %s %s", c.in, got, d.Precision, c.start, c.precision)
		}
	}
}

// TestDays compares with package time over four hundred years.
func TestDays(t *testing.T) {
	for day := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2001; day = day.AddDate(0, 0, 1) {
		d, ok := ParseDate([]byte(day.Format(time.DateOnly)))
		if want := int32(day.Unix() / 86400); !ok || d.Days() != want {
			t.Fatalf("%s: %d, want %d", day.Format(time.DateOnly), d.Days(), want)
		}
		if y, m, dd := civilFromDays(d.Days()); int(y) != day.Year() || int(m) != int(day.Month()) || int(dd) != day.Day() {
			t.Fatalf("%s: back as %d-%d-%d", day.Format(time.DateOnly), y, m, dd)
		}
	}
}

func TestCompareTemporal(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		order int
		known bool
	}{
		{"2015", "2016", -1, true},
		{"2015", "2015", 0, true},
		{"2015", "2015-02", 0, false},
		{"2015-02", "2014", 1, true},
		{"2015-02-07T10:00:00Z", "2015-02-07T11:00:00+01:00", 0, true},
		{"2015-02-07T10:00:00.5Z", "2015-02-07T10:00:00Z", 1, true},
		{"2015-02-07T10:00:00Z", "2015-02-07T10:00:00", 0, false},
		{"2015-02-07T10:00:00Z", "2015-02-10T10:00:00", -1, true},
		{"2015-02-07", "2015-02-07T10:00:00Z", 0, false},
	} {
		a, _ := ParseDateTime([]byte(c.a))
		b, _ := ParseDateTime([]byte(c.b))
		if order, known := a.Compare(b); order != c.order || known != c.known {
			t.Errorf("%s, %s: %d %v", c.a, c.b, order, known)
		}
	}
}

// FuzzDateTime: what is taken can be written and read again, and nothing panics.
func FuzzDateTime(f *testing.F) {
	f.Add("2015-02-07T13:28:17.239+02:00")
	f.Add("2015-02")
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDateTime([]byte(s))
		if !ok {
			return
		}
		text := string(d.AppendDateTime(nil))
		again, ok := ParseDateTime([]byte(text))
		if !ok || again.Days() != d.Days() || again.Micros()/1000 != d.Micros()/1000 && d.FractionDigits <= 3 {
			t.Errorf("%q was written as %q", s, text)
		}
		_ = d.Low().AppendDateTime(d.High().AppendDateTime(nil))
	})
}
