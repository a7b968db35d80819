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
