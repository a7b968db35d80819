package session

import (
	"fmt"
	"strings"
)

// wordings are messages of DuckDB that clients and people know in PostgreSQL's words: what stands before and behind the
// name, and the message with the name in it.
var wordings = []struct{ code, before, behind, message string }{
	{"42P01", "Table with name ", " does not exist!", `relation "%s" does not exist`},
	{"42P01", `Referenced table "`, `" not found!`, `missing FROM-clause entry for table "%s"`},
	{"42703", `Referenced column "`, `" not found in FROM clause!`, `column "%s" does not exist`},
	{"42703", `Referenced column "`, `" was not found because the FROM clause is missing`, `column "%s" does not exist`},
	{"42883", "Scalar Function with name ", " does not exist!", `function %s does not exist`},
	{"42883", "Table Function with name ", " does not exist!", `function %s does not exist`},
}

// reword gives a message of the engine in PostgreSQL's words, where it is one of the known ones.
func reword(code, message string) string {
	for _, w := range wordings {
		rest, ok := strings.CutPrefix(message, w.before)
		if code != w.code || !ok {
			continue
		}
		if name, rest, found := strings.Cut(rest, w.behind); found && rest == "" {
			return fmt.Sprintf(w.message, name)
		}
	}
	return message
}

// rewordCall gives a refusal of a function call PostgreSQL's wording, where the translation knows the types of its
// arguments.
func rewordCall(code, message, hint string, calls map[string]string) (string, string) {
	if code != "42883" {
		return message, hint
	}
	name, ok := strings.CutPrefix(message, "function ")
	if ok {
		name, ok = strings.CutSuffix(name, " does not exist")
	} else if name, ok = strings.CutPrefix(message, "No function matches the given name and argument types '"); ok {
		name, _, ok = strings.Cut(name, "(")
	}
	if call := calls[name]; ok && call != "" {
		return "function " + call + " does not exist",
			"No function matches the given name and argument types. You might need to add explicit type casts."
	}
	return message, hint
}
