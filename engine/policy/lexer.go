package policy

import "strings"

// token is a word, a quoted identifier, a string or a single other byte at the head of a statement.
type token struct {
	text  string // word as written, lower case; quoted identifiers and strings without quotes, unescaped
	kind  byte   // 'w' word, 'q' quoted identifier, 's' string, 'n' number, 'o' other byte, 0 end, '!' not understood
	start int    // byte offsets
	end   int
}

// lexer reads the head of a statement. It knows only what PostgreSQL's, DuckDB's and any other SQL lexer read in the same
// way; all else is a token of kind '!', at which the grammar gives up. So no disagreement between lexers hides a word.
type lexer struct {
	sql string
	pos int
}

func (l *lexer) next() token {
	if !l.skipSpace() {
		return token{kind: '!', start: l.pos, end: l.pos}
	}
	start := l.pos
	if start == len(l.sql) {
		return token{start: start, end: start}
	}
	switch c := l.sql[start]; {
	case isLetter(c):
		l.run(isWordByte)
		return token{fold(l.sql[start:l.pos]), 'w', start, l.pos}
	case c >= '0' && c <= '9':
		l.run(isDigit)
		return token{l.sql[start:l.pos], 'n', start, l.pos}
	case c == '"':
		return l.quoted('q', '"')
	case c == '\'':
		return l.quoted('s', '\'')
	case strings.IndexByte("(),;=.[]", c) >= 0:
		l.pos++
		return token{string(c), 'o', start, l.pos}
	}
	return token{kind: '!', start: start, end: start}
}

// peek is the next token, left where it is.
func (l *lexer) peek() token {
	at := l.pos
	t := l.next()
	l.pos = at
	return t
}

// skipSpace passes spaces and comments; false at one that lexers may disagree on: nested, unclosed, or with a carriage return.
func (l *lexer) skipSpace() bool {
	for l.pos < len(l.sql) {
		rest := l.sql[l.pos:]
		switch {
		case strings.IndexByte(" \t\r\n\f", rest[0]) >= 0:
			l.pos++
		case strings.HasPrefix(rest, "--"):
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			if strings.IndexByte(strings.TrimSuffix(rest[:n], "\r"), '\r') >= 0 {
				return false
			}
			l.pos += n
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest[2:], "*/")
			if n < 0 || strings.Contains(rest[2:2+n], "/*") {
				return false
			}
			l.pos += n + 4
		default:
			return true
		}
	}
	return true
}

func (l *lexer) run(in func(byte) bool) {
	for l.pos < len(l.sql) && in(l.sql[l.pos]) {
		l.pos++
	}
}

// quoted reads to the closing quote; a doubled one stands for itself.
func (l *lexer) quoted(kind, quote byte) token {
	start := l.pos
	var b strings.Builder
	for i := start + 1; i < len(l.sql); i++ {
		if l.sql[i] != quote {
			b.WriteByte(l.sql[i])
			continue
		}
		if i+1 < len(l.sql) && l.sql[i+1] == quote {
			b.WriteByte(quote)
			i++
			continue
		}
		l.pos = i + 1
		return token{b.String(), kind, start, l.pos}
	}
	return token{kind: '!', start: start, end: start}
}

func isLetter(c byte) bool   { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }
func isDigit(c byte) bool    { return c >= '0' && c <= '9' }
func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) }
