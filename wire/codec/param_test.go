package codec_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"

	"github.com/jackc/pgx/v5/pgconn"
)

// texts are parameters in text format, good and bad, by type.
var texts = map[uint32][]string{
	codec.OIDBool:   {"t", "true", "TRUE", "tr", "y", "yes", "on", "1", "f", "false", "n", "no", "off", "of", "0", " true ", "", "o", "2", "maybe"},
	codec.OIDInt2:   {"0", "-32768", "32767", "32768", " 7 ", "x", "", "1.5", "+5"},
	codec.OIDInt4:   {"2147483647", "2147483648", "-2147483648", "1e3", "--1"},
	codec.OIDInt8:   {"9223372036854775807", "9223372036854775808", "-9223372036854775808"},
	codec.OIDFloat4: {"1.5", "1e38", "1e39", "NaN", "-Infinity", "inf", "x"},
	codec.OIDFloat8: {"1.5", "-0", "1e308", "1e309", "nan", "infinity", " 2 ", "1_000", "", "1e"},
	codec.OIDNumeric: {
		"0", "-0.0", "1.50", ".5", "5.", "1e3", "1.5e-3", "-12e2", "123456789012345678901234567890.12345678", "NaN", "x", "", "1.2.3",
		"1e", "--1", "+1", " 1 ", "00012.500",
	},
	codec.OIDText:  {"", "x", "ünï"},
	codec.OIDBytea: {`\x`, `\x00ff`, `\x0`, `\x0g`, "abc", `a\\b`, `\000\377`, `\400`, `\`, `\x 00 ff`},
	codec.OIDUUID: {
		"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}", "a0eebc999c0b4ef8bb6d6bb9bd380a11",
		"a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11", "a0eebc99", "x", "a0eebc99--9c0b4ef8bb6d6bb9bd380a11", "",
	},
	codec.OIDJSON: {`{"a": 1}`, "[1,", "", "null", `"x"`},
	codec.OIDDate: {
		"2024-02-29", "2023-02-29", "20240131", "1/31/2024", "Jan 31, 2024", "31 January 2024", "Fri, 31 Jan 2025", "2024-01-31 +01",
		"2024-01-31 10:00:00+02", "2024-01-31T10:00:00Z", "infinity", "-infinity", "epoch", "0044-03-15 BC", "12345-01-01", "2024-13-01",
		"", "x", "2024-01", "31-Jan-2024", "99-01-02", "0000-01-01",
	},
	codec.OIDTime: {
		"10:00", "10:00:00.5", "24:00:00", "24:00:01", "23:59:60", "10:00 PM", "12:00 am", "10:00+05", "25:00", "10:61", "", "x", "00:00:00.0000005",
		"1970-01-01 10:00:00",
	},
	codec.OIDTimeTZ: {"10:00+05", "10:00:00-05:30", "10:00Z", "10:00", "x"},
	codec.OIDTimestamp: {
		"2024-01-31 10:00:00", "2024-01-31T10:00:00.123456789", "2024-01-31 10:00:00+05", "2024-01-31", "2024-01-31 24:00:00", "infinity",
		"0044-03-15 01:02:03 BC", "Wed Jan 31 10:00:00 2024", "Jan 31 2024 10:00 PM", "2024-01-31 10:00:00 Europe/Berlin", "x", "10:00", "2024-02-30 10:00",
	},
	codec.OIDTimestampTZ: {
		"2024-01-31 10:00:00+00", "2024-01-31 10:00:00+05:30", "2024-01-31 10:00:00-0800", "2024-01-31 10:00:00", "2024-07-31 10:00:00",
		"2024-01-31T10:00:00Z", "2024-07-31 10:00:00 Europe/Berlin", "2024-01-31", "-infinity", "0044-03-15 01:02:03+00 BC", "x",
		"2024-01-31 23:30:00-02", "2024-01-31 10:00:00 UTC",
	},
	codec.OIDInterval: {
		"1 year 2 mons 3 days 04:05:06.7", "-1 year -2 mons +3 days -04:05:06", "1 day ago", "@ 1 year 2 mons -3 days 4 hours 5 mins 6.7 secs ago",
		"P1Y2M3DT4H5M6.7S", "P-1Y", "PT36H", "P2W", "1-2", "-1-2", "3 4:05:06", "1-2 3 4:05:06", "1.5 days", "2.5 months", "1.5 years", "90",
		"04:05", "-00:00:01.5", "3 weeks", "1 century", "5 minutes", "250 ms", "", "x", "1 fortnight", "1day2hours", "99999999999 years",
	},
	codec.OIDVarbit: {"", "101", "B101", "x1F", "102", "xG"},
	1007:            {"{}", "{1,2,NULL}", "{ 1 , -2 }", "{{1,2},{3,4}}", "{1,2", "1,2", "{x}", "{1,}", "{\"1\"}"},
	1009:            {`{a,"b c",NULL,"NULL","",null}`, `{"q\"x","b\\s",'y'}`, `{a b , c}`, `{a"b"}`, `{\{x}`, "{é}"},
	1231:            {"{1.5,NULL,1e2}"},
	1185:            {`{"2024-01-31 10:00:00+05",infinity}`},
	1182:            {`{"0044-03-15 BC",2024-01-31}`},
	1000:            {"{t,f,NULL}"},
	1001:            {`{"\\x6162","\\x"}`},
	199:             {`{"{\"a\": 1}",NULL}`},
}

// compareTextParams compares what a text parameter is read as with what PostgreSQL reads: the argument made
// of it, given back to PostgreSQL as text, must be the same value; what PostgreSQL refuses must be refused.
func compareTextParams(t *testing.T, conn *pgconn.PgConn) {
	for _, setting := range []struct {
		sql string
		codec.Settings
	}{
		{"SET datestyle = 'ISO, MDY'", codec.Default()},
		{"SET timezone = 'America/New_York'", codec.Settings{Location: zone("America/New_York")}},
	} {
		exec(t, conn, setting.sql)
		for oid, values := range texts {
			for _, value := range values {
				compareText(t, conn, &setting.Settings, oid, value)
			}
		}
	}
}

func compareText(t *testing.T, conn *pgconn.PgConn, settings *codec.Settings, oid uint32, value string) {
	t.Helper()
	want, wantErr := ask(conn, oid, value)
	arg, err := settings.Param(oid, codec.Text, []byte(value))
	if (err != nil) != (wantErr != nil) {
		t.Errorf("type %d %q: got %v, %v; PostgreSQL says %q, %v", oid, value, arg, err, want, wantErr)
		return
	}
	if err != nil {
		var ours *codec.Error
		var theirs *pgconn.PgError
		if errors.As(err, &ours) && errors.As(wantErr, &theirs) && ours.Code[:2] != theirs.Code[:2] {
			t.Errorf("type %d %q: error %s (%s), PostgreSQL says %s (%s)", oid, value, ours.Code, ours, theirs.Code, theirs.Message)
		}
		return
	}
	got, err := ask(conn, oid, postgresText(oid, arg))
	if err != nil || got != want {
		t.Errorf("type %d %q: read as %v, which is %q (%v); PostgreSQL reads %q", oid, value, arg, got, err, want)
	}
}

// ask has PostgreSQL read a text of a type and write it again.
func ask(conn *pgconn.PgConn, oid uint32, value string) (string, error) {
	r := conn.ExecParams(context.Background(), "SELECT $1", [][]byte{[]byte(value)}, []uint32{oid}, nil, nil).Read()
	if r.Err != nil {
		return "", r.Err
	}
	return string(r.Rows[0][0]), nil
}

// postgresText writes an argument as PostgreSQL reads it.
func postgresText(oid uint32, arg any) string {
	switch v := arg.(type) {
	case []byte:
		return fmt.Sprintf(`\x%x`, v)
	case backend.Raw:
		if strings.HasSuffix(v.Type, "[]") && oid != 199 {
			return postgresArray(v)
		}
		if oid == 199 {
			return `{"` + strings.ReplaceAll(strings.Trim(strings.ReplaceAll(v.Text, ", null", ""), "[]"), `"`, `\"`) + `",NULL}`
		}
		return postgresEra(v.Text)
	}
	return fmt.Sprint(arg)
}

func postgresEra(s string) string {
	if strings.Contains(s, " (BC)") {
		return strings.Replace(s, " (BC)", "", 1) + " BC"
	}
	return s
}

// postgresArray turns DuckDB's [a, 'b c', NULL] into {"a","b c",NULL}.
func postgresArray(v backend.Raw) string {
	var b strings.Builder
	for i := 0; i < len(v.Text); i++ {
		switch c := v.Text[i]; c {
		case '[':
			b.WriteByte('{')
		case ']':
			b.WriteByte('}')
		case '\'':
			var element strings.Builder
			for i++; v.Text[i] != '\''; i++ {
				if v.Text[i] == '\\' {
					i++
				}
				element.WriteByte(v.Text[i])
			}
			text := postgresEra(element.String())
			if v.Type == "BLOB[]" {
				text = `\x` + strings.ReplaceAll(text, `\x`, "")
			}
			b.WriteString(`"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`).Replace(text) + `"`)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// compareBinaryParams gives the binary form that PostgreSQL sends to Param, and compares what it reads with
// what it reads from PostgreSQL's text form.
func compareBinaryParams(t *testing.T, conn *pgconn.PgConn) {
	settings := codec.Default()
	for oid, values := range texts {
		for _, value := range values {
			if _, err := ask(conn, oid, value); err != nil {
				continue
			}
			r := conn.ExecParams(context.Background(), "SELECT $1, $1", [][]byte{[]byte(value)}, []uint32{oid}, nil, []int16{0, 1}).Read()
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			fromText, err := settings.Param(oid, codec.Text, r.Rows[0][0])
			if err != nil {
				t.Errorf("type %d %q: %v", oid, r.Rows[0][0], err)
				continue
			}
			fromBinary, err := settings.Param(oid, codec.Binary, r.Rows[0][1])
			if err != nil || fmt.Sprint(fromBinary) != fmt.Sprint(fromText) {
				t.Errorf("type %d %q: from binary %v (%v), from text %v", oid, value, fromBinary, err, fromText)
			}
		}
	}
}

func TestParam(t *testing.T) {
	settings := codec.Default()
	for _, oid := range []uint32{0, codec.OIDText, codec.OIDInt4, 1007} {
		if got, err := settings.Param(oid, codec.Binary, nil); got != nil || err != nil {
			t.Errorf("NULL of type %d: %v, %v", oid, got, err)
		}
	}
	tests := []struct {
		oid    uint32
		format codec.Format
		src    string
		want   any
		code   string
	}{
		{codec.OIDText, codec.Text, "a\x00b", nil, "22021"},
		{codec.OIDText, codec.Binary, "a\xff", nil, "22021"},
		{codec.OIDInt4, codec.Binary, "\x00\x00\x00", nil, "22P03"},
		{codec.OIDNumeric, codec.Binary, "\x00\x01\x00\x00\x00\x00\x00\x00", nil, "22P03"},
		{codec.OIDNumeric, codec.Binary, "\x00\x01\x00\x00\x00\x00\x00\x00\x27\x10", nil, "22P03"},
		{codec.OIDJSONB, codec.Binary, "\x01{}", backend.Raw{Text: "{}", Type: "JSON"}, ""},
		{codec.OIDJSONB, codec.Binary, "{}", nil, "22P03"},
		{codec.OIDRegclass, codec.Text, "patient", "patient", ""},
		{codec.OIDRegclass, codec.Text, "16384", int64(16384), ""},
		{codec.OIDOid, codec.Text, "4294967295", int64(4294967295), ""},
		{codec.OIDOid, codec.Text, "patient", nil, "22P02"},
		{codec.OIDOid, codec.Binary, "\xff\xff\xff\xff", int64(4294967295), ""},
		{codec.OIDName, codec.Binary, "patient", "patient", ""},
		{0, codec.Text, "x", "x", ""},
		{1007, codec.Text, "[0:1]={1,2}", backend.Raw{Text: "[1, 2]", Type: "INTEGER[]"}, ""}, // bounds are lost
		{codec.OIDNumeric, codec.Text, "1e39", backend.Raw{Text: "1e39", Type: "DOUBLE"}, ""},
		{99999, codec.Binary, "x", nil, "42883"},
		{codec.OIDText, codec.Format(2), "x", nil, "22023"},
		// Dimensions that promise more than is there must not make the reader loop.
		{1007, codec.Binary, strings.Repeat("\x00", 3) + "\x06" + "\x00\x00\x00\x00\x00\x00\x00\x17" + strings.Repeat("\x7f\xff\xff\xff\x00\x00\x00\x01", 6), nil, "22P03"},
		{1007, codec.Binary, "\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x14\x00\x00\x00\x00\x00\x00\x00\x01", nil, "42804"},
	}
	for _, tt := range tests {
		got, err := settings.Param(tt.oid, tt.format, []byte(tt.src))
		var e *codec.Error
		if code := ""; errors.As(err, &e) || err == nil {
			if e != nil {
				code = e.SQLState()
			}
			if got != tt.want || code != tt.code {
				t.Errorf("Param(%d, %s, %q) = %v, %v; want %v, %s", tt.oid, tt.format, tt.src, got, err, tt.want, tt.code)
			}
		}
	}
}

// FuzzParam: whatever a client sends, there is an argument or an *Error, and text that goes on is UTF-8.
func FuzzParam(f *testing.F) {
	for oid, values := range texts {
		for _, v := range values {
			f.Add(oid, int16(0), []byte(v))
			f.Add(oid, int16(1), []byte(v))
		}
	}
	settings := codec.Default()
	f.Fuzz(func(t *testing.T, oid uint32, format int16, src []byte) {
		if src == nil {
			return
		}
		arg, err := settings.Param(oid, codec.Format(format), src)
		if err != nil {
			var e *codec.Error
			if !errors.As(err, &e) || len(e.Code) != 5 {
				t.Fatalf("an error without SQLSTATE: %v", err)
			}
			return
		}
		switch v := arg.(type) {
		case nil:
			t.Fatal("a value became NULL")
		case string:
			if !utf8.ValidString(v) {
				t.Fatalf("%q is no text", v)
			}
		case backend.Raw:
			if !utf8.ValidString(v.Text) || v.Type == "" {
				t.Fatalf("%q %q", v.Text, v.Type)
			}
		}
	})
}
