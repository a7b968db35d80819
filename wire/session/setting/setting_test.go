package setting

import (
	"errors"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/codec"
)

func TestValues(t *testing.T) {
	tests := []struct{ name, value, want, shown, code string }{
		{"statement_timeout", "90s", "90000", "90s", ""},
		{"statement_timeout", "1.5 min", "90000", "90s", ""},
		{"statement_timeout", "2d", "172800000", "2d", ""},
		{"statement_timeout", "1500", "1500", "1500ms", ""},
		{"statement_timeout", "0", "0", "0", ""},
		{"statement_timeout", "-1", "", "", "22023"},
		{"statement_timeout", "1 fortnight", "", "", "22023"},
		{"work_mem", "64MB", "65536", "64MB", ""},
		{"work_mem", "65537", "65537", "65537kB", ""},
		{"work_mem", "1B", "", "", "22023"},
		{"shared_buffers", "1", "", "", "55P02"},
		{"effective_cache_size", "4GB", "524288", "4GB", ""},
		{"extra_float_digits", "3", "3", "3", ""},
		{"extra_float_digits", "4", "", "", "22023"},
		{"random_page_cost", "1.1", "1.1", "1.1", ""},
		{"enable_seqscan", "OFF", "off", "off", ""},
		{"enable_seqscan", "t", "on", "on", ""},
		{"enable_seqscan", "maybe", "", "", "22023"},
		{"bytea_output", "ESCAPE", "escape", "escape", ""},
		{"synchronous_commit", "false", "off", "off", ""},
		{"client_min_messages", "loud", "", "", "22023"},
		{"client_encoding", "'utf-8'", "UTF8", "UTF8", ""},
		{"client_encoding", "Unicode", "UTF8", "UTF8", ""},
		{"client_encoding", "sql_ascii", "SQL_ASCII", "SQL_ASCII", ""},
		{"client_encoding", "WIN-1252", "", "", "0A000"},
		{"client_encoding", "klingon", "", "", "22023"},
		{"standard_conforming_strings", "off", "", "", "0A000"},
		{"DateStyle", "german", "German, DMY", "German, DMY", ""},
		{"datestyle", "european, sql", "SQL, DMY", "SQL, DMY", ""},
		{"datestyle", "ISO, SQL", "", "", "22023"},
		{"TimeZone", "europe/berlin", "Europe/Berlin", "Europe/Berlin", ""},
		{"TimeZone", "america/port-au-prince", "America/Port-au-Prince", "America/Port-au-Prince", ""},
		{"TimeZone", "-9.5", "<-09:30>+09:30", "<-09:30>+09:30", ""},
		{"TimeZone", "local", "", "", "22023"},
		{"TimeZone", "../../etc/passwd", "", "", "22023"},
		{"server_version", "1", "", "", "55P02"},
		{"nonsense", "1", "", "", "42704"},
		{"my.own", "x", "x", "x", ""},
	}
	for _, tt := range tests {
		s := NewStore(nil)
		err := s.Set(tt.name, tt.value, false)
		var e *Error
		code := ""
		if errors.As(err, &e) {
			code = e.SQLState()
		}
		if code != tt.code || err != nil && code == "" {
			t.Errorf("SET %s = %q: %v, want code %q", tt.name, tt.value, err, tt.code)
			continue
		}
		if err != nil {
			continue
		}
		got, _ := s.Get(tt.name)
		shown, _ := s.Show(tt.name)
		if got != tt.want || shown != tt.shown {
			t.Errorf("SET %s = %q: kept as %q and shown as %q, want %q, %q", tt.name, tt.value, got, shown, tt.want, tt.shown)
		}
	}
}

// TestTransactions plays stories of SET (s), SET LOCAL (l), RESET (r), savepoints and ends, and looks at the value.
func TestTransactions(t *testing.T) {
	const name = "application_name"
	do := map[string]func(*Store){
		"begin":    (*Store).Begin,
		"commit":   (*Store).Commit,
		"rollback": (*Store).Rollback,
		"save":     (*Store).Begin,
		"release":  func(s *Store) { s.Release(s.Depth() - 1) },
		"back":     func(s *Store) { s.RollbackTo(s.Depth()) },
		"reset":    func(s *Store) { _ = s.Reset(name, false) },
		"all":      (*Store).ResetAll,
	}
	tests := []struct {
		story []string
		want  string
	}{
		{[]string{"s:a"}, "a"},
		{[]string{"s:a", "reset"}, "start"},
		{[]string{"s:a", "all"}, "start"},
		{[]string{"begin", "s:a", "commit"}, "a"},
		{[]string{"begin", "s:a", "rollback"}, "start"},
		{[]string{"s:a", "begin", "s:b", "rollback"}, "a"},
		{[]string{"begin", "l:a"}, "a"},
		{[]string{"begin", "l:a", "commit"}, "start"},
		{[]string{"begin", "s:a", "l:b"}, "b"},
		{[]string{"begin", "s:a", "l:b", "commit"}, "a"},
		{[]string{"begin", "l:b", "s:a", "commit"}, "a"},
		{[]string{"begin", "s:a", "save", "s:b", "back"}, "a"},
		{[]string{"begin", "s:a", "save", "s:b", "back", "s:c", "back"}, "a"},
		{[]string{"begin", "s:a", "save", "s:b", "release", "commit"}, "b"},
		{[]string{"begin", "s:a", "save", "s:b", "release", "rollback"}, "start"},
		{[]string{"begin", "save", "l:b", "back"}, "start"},
		{[]string{"begin", "save", "s:b", "save", "s:c", "release", "back"}, "start"},
		{[]string{"s:a", "begin", "reset", "rollback"}, "a"},
		{[]string{"s:a", "begin", "all", "commit"}, "start"},
	}
	for _, tt := range tests {
		s := NewStore(nil)
		if err := s.Start(name, "start"); err != nil {
			t.Fatal(err)
		}
		for _, step := range tt.story {
			if f := do[step]; f != nil {
				f(s)
			} else if err := s.Set(name, step[2:], step[0] == 'l'); err != nil {
				t.Fatal(err)
			}
		}
		if got, _ := s.Get(name); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.story, got, tt.want)
		}
	}
}

func TestCodec(t *testing.T) {
	s := NewStore(nil)
	if got := s.Codec(); got != codec.Default() {
		t.Errorf("a fresh session writes with %+v", got)
	}
	for name, value := range map[string]string{
		"TimeZone": "Europe/Berlin", "DateStyle": "Postgres, DMY", "IntervalStyle": "iso_8601", "extra_float_digits": "-1", "bytea_output": "escape",
	} {
		if err := s.Set(name, value, false); err != nil {
			t.Fatal(err)
		}
	}
	got := s.Codec()
	if got.Location.String() != "Europe/Berlin" || got.DateStyle != codec.DatePostgres || got.DateOrder != codec.OrderDMY ||
		got.IntervalStyle != codec.IntervalISO8601 || got.ExtraFloatDigits != -1 || !got.ByteaEscape {
		t.Errorf("settings %+v", got)
	}
}

func TestLocation(t *testing.T) {
	for value, east := range map[string]int{
		"UTC": 0, "z": 0, "<+02>-02": 7200, "EST5": -18000, "+02:30": 9000, "-8": -28800, "Asia/Kolkata": 19800, "EST5EDT": -18000,
	} {
		_, loc, ok := Location(value)
		if !ok {
			t.Errorf("%q is no zone", value)
			continue
		}
		if _, offset := time.Unix(0, 0).In(loc).Zone(); offset != east {
			t.Errorf("%q is %d seconds east, want %d", value, offset, east)
		}
	}
}

// TestTable: every definition's default is a value that it takes itself.
func TestTable(t *testing.T) {
	for _, d := range All() {
		if d.Name == "server_version_num" {
			continue // the server says
		}
		got, err := d.canonical(d.Default)
		if err != nil || got != d.Default {
			t.Errorf("%s: default %q becomes %q, %v", d.Name, d.Default, got, err)
		}
		if d.Text == "" {
			t.Errorf("%s has no description", d.Name)
		}
	}
}
