package functions

import "strings"

// SplitError finds the SQLSTATE that raise has put into a message. DuckDB may have words before and after it.
func SplitError(message string) (code, text string, ok bool) {
	i := strings.Index(message, raisePrefix)
	if i < 0 {
		return "", "", false
	}
	rest := message[i+len(raisePrefix):]
	if strings.HasSuffix(message[:i], "(Error: ") { // of a CHECK
		rest = strings.TrimSuffix(rest, ")")
	}
	code, text, ok = strings.Cut(rest, "] ")
	if !ok || len(code) != 5 {
		return "", "", false
	}
	return code, text, true
}

// raisePrefix starts the SQLSTATE in a message: "[SQLSTATE 22012] division by zero".
const raisePrefix = "[SQLSTATE "

// Raise is a DuckDB expression that fails with a SQLSTATE. message is an SQL expression of type VARCHAR.
func Raise(code, message string) string {
	return "error('" + raisePrefix + code + "] ' || " + message + ")"
}
