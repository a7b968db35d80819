package pattern

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// outcome is a result or the SQLSTATE of its error.
func outcome(v any, err *sqlstate.Error) string {
	if err != nil {
		return "error " + err.Code
	}
	return fmt.Sprint(v)
}

// cases are input, result pairs.
func cases(t *testing.T, f func(string) string, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if got := f(pairs[i]); got != pairs[i+1] {
			t.Errorf("%q: got %q, want %q", pairs[i], got, pairs[i+1])
		}
	}
}

func TestPlainDecimal(t *testing.T) {
	cases(t, PlainDecimal,
		"1", "1", "007", "7", ".5", "0.5", "5.", "5", "-1.50", "-1.50", "+2", "2", "1e3", "1000", "1.5e3", "1500",
		"1.2345e2", "123.45", "1e-3", "0.001", "12.5E-1", "1.25", "0e0", "0", "", "", "e5", "", "1e", "", "1.2.3", "", "abc", "",
		"1e99999", "", "-", "")
}

func TestInteger(t *testing.T) {
	int4 := func(s string) string { v, err := Integer(s, "int4"); return outcome(v, err) }
	cases(t, int4, " 12 ", "12", "-5", "-5", "2147483647", "2147483647", "2147483648", "error 22003", "x", "error 22P02",
		"", "error 22P02", "1.5", "error 22P02", "99999999999999999999", "error 22003")
	oid := func(s string) string { v, err := Integer(s, "oid"); return outcome(v, err) }
	cases(t, oid, "4294967295", "4294967295", "-1", "4294967295", "4294967296", "error 22003")
}

func TestBool(t *testing.T) {
	f := func(s string) string { v, err := Bool(s); return outcome(v, err) }
	cases(t, f, "t", "true", " TRUE ", "true", "y", "true", "on", "true", "1", "true", "f", "false", "no", "false", "off", "false",
		"of", "false", "0", "false", "o", "error 22P02", "", "error 22P02", "2", "error 22P02")
}

func TestBytea(t *testing.T) {
	f := func(s string) string { v, err := Bytea(s); return outcome(v, err) }
	cases(t, f, `\x4142`, "4142", `\x41 42`, "4142", `\x4`, "error 22023", `\xzz`, "error 22023", "ab", "6162", `a\\b`, "615c62",
		`\101`, "41", `\9`, "error 22P02", `\40`, "error 22P02")
}

func TestArray(t *testing.T) {
	var show func(l List) string
	show = func(l List) string {
		var parts []string
		for _, i := range l.Items {
			switch {
			case i.List != nil:
				parts = append(parts, show(*i.List))
			case i.Null:
				parts = append(parts, "NULL")
			default:
				parts = append(parts, fmt.Sprintf("%q", i.Text))
			}
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	f := func(s string) string {
		l, err := Array(s)
		return outcome(show(l), err)
	}
	cases(t, f, "{}", "[]", "{1, 2}", `["1" "2"]`, `{NULL,"NULL",null}`, `[NULL "NULL" NULL]`, `{"a,b","c\"d"}`, `["a,b" "c\"d"]`,
		"{{1},{2,3}}", `[["1"] ["2" "3"]]`, "[0:1]={1,2}", `["1" "2"]`, `{a\,b}`, `["a,b"]`, " { x y } ", `["x y"]`,
		"{1", "error 22P02", "1}", "error 22P02", "{1,}", "error 22P02", "{,1}", "error 22P02", `{"a`, "error 22P02", "{}x", "error 22P02",
		"{{{{{{{1}}}}}}}", "error 22P02")
}

func TestInterval(t *testing.T) {
	f := func(s string) string { v, err := Interval(s); return outcome(v, err) }
	cases(t, f,
		"1 day", "{0 1 0}", "1 year 2 mons 3 days 04:05:06", "{14 3 14706000000}", "-1 month", "{-1 0 0}", "1-2", "{14 0 0}",
		"1-2 3 4:05:06", "{14 3 14706000000}", "3 4:05", "{0 3 14700000000}", "-04:05", "{0 0 -14700000000}", "1.5 days", "{0 1 43200000000}",
		"1.5 months", "{1 15 0}", "1.5 years", "{18 0 0}", "2 weeks", "{0 14 0}", "1h30m", "{0 0 5400000000}", "90", "{0 0 90000000}",
		"1 day ago", "{0 -1 0}", "@ 1 minute", "{0 0 60000000}", "P1Y2M3DT4H5M6.5S", "{14 3 14706500000}", "PT1H", "{0 0 3600000000}",
		"P1W", "{0 7 0}", "-P1D", "{0 -1 0}", "1 millennium", "{12000 0 0}", "1 quarter", "{3 0 0}", "5 ms", "{0 0 5000}",
		"1 month - 1 day", "{1 -1 0}", "1 day + 2 hours", "{0 1 7200000000}", "1 day -", "error 22007",
		"", "error 22007", "soon", "error 22007", "1 foo", "error 22007", "ago", "error 22007", "P", "error 22007", "1 day 2", "{0 1 2000000}",
		"1:2:3:4", "error 22007", "PT", "error 22007")
}

func TestDateTime(t *testing.T) {
	of := func(oid uint32, order string) func(string) string {
		return func(s string) string { v, err := DateTime(s, oid, order); return outcome(v, err) }
	}
	cases(t, of(oidDate, "ISO, MDY"),
		"2020-01-05", "DATE '2020-01-05'", "2020-1-5", "DATE '2020-01-05'", "20200105", "DATE '2020-01-05'", "Jan 5, 2020", "DATE '2020-01-05'",
		"5-Jan-2020", "DATE '2020-01-05'", "2020 January 5", "DATE '2020-01-05'", "1/8/1999", "DATE '1999-01-08'", "99-01-08", "error 22008",
		"Sunday, January 5, 2020", "DATE '2020-01-05'", "2020-01-05 10:11:12", "DATE '2020-01-05'", "0044-03-15 BC", "DATE '0044-03-15 (BC)'",
		"2021-02-29", "error 22008", "2020-13-01", "error 22008", "foo", "error 22007", "", "error 22007", "infinity", "CAST('infinity' AS DATE)",
		"today", "CAST(current_date AS DATE)", "2020-01", "error 22007")
	cases(t, of(oidDate, "ISO, DMY"), "1/8/1999", "DATE '1999-08-01'", "1999-01-08", "DATE '1999-01-08'")
	cases(t, of(oidTimestamp, ""),
		"2020-01-05T10:11:12.5Z", "TIMESTAMP '2020-01-05 10:11:12.5'", "2020-01-05 10:11 PM", "TIMESTAMP '2020-01-05 22:11:00'",
		"2020-01-05", "TIMESTAMP '2020-01-05 00:00:00'", "2020-12-31 24:00", "TIMESTAMP '2021-01-01 00:00:00'", "2020-01-05 25:00", "error 22008",
		"20200105 101112", "TIMESTAMP '2020-01-05 10:11:12'", "2020-01-05 13:00 PM", "error 22008")
	cases(t, of(oidTimestampTZ, ""),
		"2020-01-05 10:11:12+02", "TIMESTAMPTZ '2020-01-05 10:11:12+02:00'", "2020-01-05 10:11:12 -0530", "TIMESTAMPTZ '2020-01-05 10:11:12-05:30'",
		"2020-01-05 10:00 europe/berlin", "timezone('Europe/Berlin', TIMESTAMP '2020-01-05 10:00:00')", "2020-01-05 10:00 EST", "TIMESTAMPTZ '2020-01-05 10:00:00-05:00'",
		"2020-01-05 10:00 UTC", "TIMESTAMPTZ '2020-01-05 10:00:00+00:00'", "2020-01-05 10:00", "TIMESTAMPTZ '2020-01-05 10:00:00'",
		"2020-01-05 10:00 a'b/c", "error 22007", "now", "CAST(now() AS TIMESTAMPTZ)")
	cases(t, of(oidTime, ""), "10:11", "TIME '10:11:00'", "24:00", "TIME '24:00:00'", "allballs", "TIME '00:00:00'", "2020-01-05", "error 22007")
	cases(t, of(oidTimeTZ, ""), "10:11+02", "TIMETZ '10:11:00+02:00'", "10:11", "CAST(TIME '10:11:00' AS TIMETZ)")
}

func TestRegex(t *testing.T) {
	cases(t, Regex, `^a.b$`, `^a.b$`, `\mfoo\M`, `\bfoo\b`, `a\Z`, `a\z`, `[[:<:]]x[[:>:]]`, `\bx\b`, `[a\]b]\y`, `[a\]b]\b`, `[]a]`, `[]a]`,
		`***=a.b`, `a\.b`, `\u00e9`, `\x{00e9}`, `\d+`, `\d+`, `[[:alpha:]\d\\w]`, `[\p{L}\d\\w]`, `\w[^\w]`, `[\p{L}\p{N}_][^\p{L}\p{N}_]`, `\`, `\`)
}

func TestSimilar(t *testing.T) {
	f := func(s string) string { v, err := SimilarTo(s, `\`); return outcome(v, err) }
	cases(t, f, "a%_", "^(?:a.*.)$", "(a|b)+", "^(?:(?:a|b)+)$", "a.b", `^(?:a\.b)$`, `a\%`, "^(?:a%)$", "[a-z%]", "^(?:[a-z%])$", `a\`, "error 22025")
	if v, err := SimilarSubstring(`a#"b%#"c`, "#"); outcome(v, err) != "^(?:a)(b.*)(?:c)$" {
		t.Errorf("got %s %v", v, err)
	}
	if _, err := SimilarTo("a", "ab"); err == nil {
		t.Error("two escape characters are accepted")
	}
}

func TestFlags(t *testing.T) {
	f := func(s string) string {
		d, g, err := Flags(s)
		return outcome(fmt.Sprintf("%s %v", d, g), err)
	}
	cases(t, f, "", "s false", "gi", "is true", "n", "m false", "ic", "s false", "z", "error 22023")
}

func TestTimeFormat(t *testing.T) {
	f := func(s string) string {
		var parts []string
		for _, p := range TimeFormat(s, false) {
			parts = append(parts, p.Strftime+p.Expr)
		}
		return strings.Join(parts, " + ")
	}
	cases(t, f, "YYYY-MM-DD HH24:MI:SS.US", "%Y-%m-%d %H:%M:%S.%f", "yyyy/mm", "%Y/%m", `"YYYY" YY%`, "YYYY %y%%",
		"FMDD FMMonth", "%-d  + strftime($1, '%B')", "Month", "rpad(strftime($1, '%B'), 9, ' ')", "MON", "upper(strftime($1, '%b'))", "", "", `"open`, "open")
}

func TestParseFormat(t *testing.T) {
	f := func(s string) string { v, ok := ParseFormat(s); return fmt.Sprint(v, ok) }
	cases(t, f, "YYYY-MM-DD", "%Y-%m-%dtrue", "DD Mon YYYY HH12:MI AM", "%d %b %Y %I:%M %ptrue", "Q", "false")
}

func TestNumberFormat(t *testing.T) {
	for format, ok := range map[string]bool{
		"999": true, "FM999,999.00": true, "S99": true, "99MI": true, "0": true, "$99": true, "99PR": true,
		"RN": true, "FMrn": true, "9.9EEEE": true, "99V9": true, "000-00-0000": true, "9.V9": false, "9-9,999": false, "FM9-9": false, "9,99": false, "": false, "abc": false,
	} {
		if _, got := NumberFormat(format, false); got != ok {
			t.Errorf("%q: got %v", format, got)
		}
	}
}

func TestFormat(t *testing.T) {
	f := func(s string) string { v, err := Format(s); return outcome(v, err) }
	cases(t, f, "a%sb", "[{a 0 0 0} { 115 0 0} {b 0 0 0}]", "%2$I", "[{ 73 2 0}]", "%-5L", "[{ 76 0 -5}]", "%%", "[{% 0 0 0}]", "%", "error 22023",
		"%d", "error 22023", "%1$-10s", "[{ 115 1 -10}]")
}

func TestJSON(t *testing.T) {
	f := func(s string) string { v, err := JSON(s, true); return outcome(v, err) }
	cases(t, f, `{"bb": 1.10, "a":[1, {}], "a": null}`, `{"a":null,"bb":1.10}`, `"<x>"`, `"<x>"`, "[]", "[]", "{", "error 22P02", "1 2", "error 22P02", "", "error 22P02")
}

func FuzzPatterns(f *testing.F) {
	for _, s := range []string{"1 day", "2020-01-05 10:11+02", "{a,{b}}", `\m(a)[b]`, "FM999.00TH", "1e5", `\x41`, `a#"b#"c`, "%1$s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = Interval(s)
		_, _ = Array(s)
		_, _ = Bytea(s)
		_, _ = SimilarSubstring(s, "#")
		_, _ = Format(s)
		_, _ = NumberFormat(s, false)
		_, _ = ParseFormat(s)
		_, _, _ = Flags(s)
		_, _ = JSON(s, true)
		Groups(Regex(s))
		TimeFormat(s, true)
		PlainDecimal(s)
		for oid := range dateTimeNames {
			if sql, err := DateTime(s, oid, "MDY"); err == nil && strings.Count(sql, "'")%2 != 0 {
				t.Errorf("%q gives %s", s, sql)
			}
		}
	})
}
