package sqlerror

import (
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestWorded(t *testing.T) {
	const sql = "SELECT 1;\nSELECT 'é', gendre\nFROM patient"
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"place", &pgconn.PgError{Message: "no column", Code: "42703", Position: 23}, "no column (SQLSTATE 42703)\n  SELECT 'é', gendre\n              ^"},
		{"no place", &pgconn.PgError{Message: "m", Code: "X", Detail: "d", Hint: "h"}, "m (SQLSTATE X)\n  detail: d\n  hint: h"},
		{"end", &pgconn.PgError{Message: "m", Code: "X", Position: int32(len([]rune(sql)) + 1)}, "m (SQLSTATE X)\n  FROM patient\n              ^"},
		{"beyond", &pgconn.PgError{Message: "m", Code: "X", Position: 1000}, "m (SQLSTATE X)"},
		{"other", errors.New("broken pipe"), "broken pipe"},
	} {
		got := Worded(fmt.Errorf("%w", c.err), sql)
		if got.Error() != c.want || !errors.Is(got, c.err) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMessage(t *testing.T) {
	for want, err := range map[string]*pgconn.PgError{
		"written for the user":                  {Severity: "ERROR", Message: "written for the user", Code: "X", Detail: "d"},
		"written for the user\n  hint: do this": {Message: "written for the user", Hint: "do this"},
	} {
		if got := Message(fmt.Errorf("call: %w", err)); got.Error() != want || !errors.Is(got, err) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
