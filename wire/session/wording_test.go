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

func TestRewordCall(t *testing.T) {
	calls := map[string]string{"foo": "foo(integer)", "upper": "upper(integer, integer)"}
	const ours = "No function matches the given name and argument types. You might need to add explicit type casts."
	for _, c := range []struct{ code, message, want, hint string }{
		{"42883", "function foo does not exist", "function foo(integer) does not exist", ours},
		{"42883", "No function matches the given name and argument types 'upper(INTEGER_LITERAL, INTEGER_LITERAL)'. You might …", "function upper(integer, integer) does not exist", ours},
		{"42883", "function bar does not exist", "function bar does not exist", "old"},
		{"42883", "operator does not exist: a + b", "operator does not exist: a + b", "old"},
		{"42501", "function foo does not exist", "function foo does not exist", "old"},
	} {
		if got, hint := rewordCall(c.code, c.message, "old", calls); got != c.want || hint != c.hint {
			t.Errorf("%s %q: got %q, %q", c.code, c.message, got, hint)
		}
	}
}
