package session

import "testing"

func TestReword(t *testing.T) {
	for _, c := range []struct{ code, message, want string }{
		{"42P01", "Table with name nope does not exist!", `relation "nope" does not exist`},
		{"42703", `Referenced column "x" not found in FROM clause!`, `column "x" does not exist`},
		{"42883", "Scalar Function with name f does not exist!", `function f does not exist`},
		{"42P01", "Table with name nope does not exist! Truly.", "Table with name nope does not exist! Truly."},
		{"XX000", "Table with name nope does not exist!", "Table with name nope does not exist!"},
	} {
		if got := reword(c.code, c.message); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.code, c.message, got, c.want)
		}
	}
}
