package dialect

import "strings"

// part is one statement of a string that PostgreSQL's grammar refuses, without its semicolon.
type part struct {
	from, to   int
	unfinished bool // a quote or comment is not closed
}

// split cuts a string at the semicolons outside quotes, dollar quotes and comments.
func split(sql string) []part {
	var parts []part
	for from := 0; from < len(sql); {
		to, open := statementEnd(sql, from)
		if firstWord(sql[from:to]) != "" || strings.Trim(sql[from:to], space) != "" {
			parts = append(parts, part{from, to, open})
		}
		from = to + 1
	}
	return parts
}

// splitEnd is the byte where the first statement of sql ends.
func splitEnd(sql string) int {
	to, _ := statementEnd(sql, 0)
	return to
}

func statementEnd(sql string, i int) (end int, unfinished bool) {
	for i < len(sql) {
		if sql[i] == ';' {
			return i, false
		}
		next := skip(sql, i)
		if next < 0 {
			return len(sql), true
		}
		i = next
	}
	return len(sql), false
}

// skip passes the quoted thing, comment, word or single byte at i; -1 where it is not closed.
func skip(sql string, i int) int {
	switch c := sql[i]; {
	case c == '\'':
		return skipQuote(sql, i, isEscapeString(sql, i))
	case c == '"':
		return skipQuote(sql, i, false)
	case c == '$':
		return skipDollar(sql, i)
	case strings.HasPrefix(sql[i:], "--"):
		return skipLine(sql, i)
	case strings.HasPrefix(sql[i:], "/*"):
		return skipComment(sql, i)
	case isWord(c):
		return skipWord(sql, i)
	}
	return i + 1
}

// isEscapeString tells E'…', where a backslash escapes.
func isEscapeString(sql string, i int) bool {
	return i > 0 && (sql[i-1] == 'e' || sql[i-1] == 'E') && (i == 1 || !isWord(sql[i-2]))
}

func skipQuote(sql string, i int, backslash bool) int {
	q := sql[i]
	for i++; i < len(sql); i++ {
		switch {
		case backslash && sql[i] == '\\':
			i++
		case sql[i] == q && i+1 < len(sql) && sql[i+1] == q:
			i++
		case sql[i] == q:
			return i + 1
		}
	}
	return -1
}

func skipDollar(sql string, i int) int {
	n := strings.IndexByte(sql[i+1:], '$')
	if n < 0 {
		return i + 1
	}
	tag := sql[i : i+n+2]
	for k := 1; k < len(tag)-1; k++ {
		if !isWord(tag[k]) || k == 1 && tag[k] >= '0' && tag[k] <= '9' {
			return i + 1
		}
	}
	end := strings.Index(sql[i+len(tag):], tag)
	if end < 0 {
		return -1
	}
	return i + end + 2*len(tag)
}

func skipLine(sql string, i int) int {
	if n := strings.IndexAny(sql[i:], "\r\n"); n >= 0 {
		return i + n + 1
	}
	return len(sql)
}

// skipComment passes a block comment; PostgreSQL's nest.
func skipComment(sql string, i int) int {
	for depth := 0; i < len(sql); {
		switch {
		case strings.HasPrefix(sql[i:], "/*"):
			depth++
			i += 2
		case strings.HasPrefix(sql[i:], "*/"):
			depth--
			i += 2
			if depth == 0 {
				return i
			}
		default:
			i++
		}
	}
	return -1
}

func skipWord(sql string, i int) int {
	for i < len(sql) && (isWord(sql[i]) || sql[i] == '$') {
		if i+1 < len(sql) && sql[i+1] == '\'' { // E'…' and its like: the quote decides
			return i + 1
		}
		i++
	}
	return i
}

func isWord(c byte) bool {
	return c == '_' || c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// textParams is the highest $n outside quotes and comments.
func textParams(sql string) int {
	high := 0
	for i := 0; i < len(sql); {
		if sql[i] == '$' {
			n := 0
			for k := i + 1; k < len(sql) && sql[k] >= '0' && sql[k] <= '9' && n < 1<<16; k++ {
				n = n*10 + int(sql[k]-'0')
			}
			high = max(high, n)
		}
		if i = skip(sql, i); i < 0 {
			break
		}
	}
	return high
}

// firstWord is the first word of a statement in lower case, "(" for a parenthesis, "" where there is none.
func firstWord(sql string) string {
	for i := 0; i < len(sql); {
		switch c := sql[i]; {
		case strings.IndexByte(space, c) >= 0:
			i++
		case strings.HasPrefix(sql[i:], "--"), strings.HasPrefix(sql[i:], "/*"):
			if i = skip(sql, i); i < 0 {
				return ""
			}
		case isWord(c):
			return strings.ToLower(sql[i:skipWord(sql, i)])
		default:
			return sql[i : i+1]
		}
	}
	return ""
}

// duckdbStarts are the first words of DuckDB statements that read, and so may run although PostgreSQL's grammar
// refuses them. What else DuckDB knows (ATTACH, INSTALL, PRAGMA, EXPORT …) stays a syntax error.
var duckdbStarts = map[string]bool{
	"from": true, "select": true, "with": true, "values": true, "table": true, "(": true,
	"pivot": true, "unpivot": true, "summarize": true, "describe": true, "desc": true, "show": true, "explain": true,
}
