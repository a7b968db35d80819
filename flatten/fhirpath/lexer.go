package fhirpath

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/flatten/value"
)

// lexer cuts an expression into tokens. It follows the lexical rules of the FHIRPath 2.0 grammar.
type lexer struct {
	src string
	pos int
}

func (l *lexer) fail(pos int, msg string) error {
	return &Error{Source: l.src, Pos: pos, Msg: msg}
}

// next returns the next token, tokEOF at the end.
func (l *lexer) next() (token, error) {
	if err := l.skip(); err != nil {
		return token{}, err
	}
	start := l.pos
	if start >= len(l.src) {
		return token{kind: tokEOF, pos: start, end: start}, nil
	}
	t, err := l.scan()
	t.pos, t.end = start, l.pos
	return t, err
}

func (l *lexer) scan() (token, error) {
	c := l.src[l.pos]
	switch {
	case isLetter(c):
		return token{kind: tokIdent, text: l.word()}, nil
	case isDigit(c):
		return token{kind: tokNumber, text: l.number()}, nil
	case c == '\'':
		s, err := l.quoted('\'')
		return token{kind: tokString, text: s}, err
	case c == '`':
		s, err := l.quoted('`')
		return token{kind: tokIdentQuoted, text: s}, err
	case c == '@':
		return l.temporal()
	case c == '%':
		return l.constant()
	case c == '$':
		l.pos++
		return token{kind: tokSpecial, text: "$" + l.word()}, nil
	}
	return l.symbol()
}

// skip passes over blanks and comments.
func (l *lexer) skip() error {
	for l.pos < len(l.src) {
		switch rest := l.src[l.pos:]; {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			l.pos++
		case strings.HasPrefix(rest, "//"):
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				l.pos += i
			} else {
				l.pos = len(l.src)
			}
		case strings.HasPrefix(rest, "/*"):
			i := strings.Index(rest, "*/")
			if i < 0 {
				return l.fail(l.pos, "the comment is not closed")
			}
			l.pos += i + 2
		default:
			return nil
		}
	}
	return nil
}

func (l *lexer) word() string {
	start := l.pos
	for l.pos < len(l.src) && (isLetter(l.src[l.pos]) || isDigit(l.src[l.pos])) {
		l.pos++
	}
	return l.src[start:l.pos]
}

func (l *lexer) number() string {
	start := l.pos
	l.digits()
	if l.pos+1 < len(l.src) && l.src[l.pos] == '.' && isDigit(l.src[l.pos+1]) {
		l.pos++
		l.digits()
	}
	return l.src[start:l.pos]
}

func (l *lexer) digits() {
	for l.pos < len(l.src) && isDigit(l.src[l.pos]) {
		l.pos++
	}
}

// quoted reads a string or a delimited identifier with its escapes.
func (l *lexer) quoted(quote byte) (string, error) {
	start := l.pos
	var b strings.Builder
	for l.pos++; l.pos < len(l.src); {
		switch c := l.src[l.pos]; c {
		case quote:
			l.pos++
			return b.String(), nil
		case '\\':
			if err := l.escape(&b); err != nil {
				return "", err
			}
		default:
			b.WriteByte(c)
			l.pos++
		}
	}
	return "", l.fail(start, "the quote is not closed")
}

func (l *lexer) escape(b *strings.Builder) error {
	if l.pos+1 >= len(l.src) {
		return l.fail(l.pos, "the escape is not finished")
	}
	c := l.src[l.pos+1]
	if c == 'u' {
		return l.unicode(b)
	}
	i := strings.IndexByte("'\"`rntf\\/", c)
	if i < 0 {
		return l.fail(l.pos, "there is no escape \\"+string(rune(c)))
	}
	b.WriteByte("'\"`\r\n\t\f\\/"[i])
	l.pos += 2
	return nil
}

func (l *lexer) unicode(b *strings.Builder) error {
	if l.pos+6 > len(l.src) {
		return l.fail(l.pos, "\\u wants four hexadecimal digits")
	}
	n, err := strconv.ParseUint(l.src[l.pos+2:l.pos+6], 16, 32)
	if err != nil {
		return l.fail(l.pos, "\\u wants four hexadecimal digits")
	}
	b.WriteRune(rune(n))
	l.pos += 6
	return nil
}

// temporal reads @2015-02-04, @2015-02-04T14:30:00.123+01:00, @2015T, @T14:30.
func (l *lexer) temporal() (token, error) {
	start := l.pos
	l.pos++
	body := l.pos
	for l.pos < len(l.src) && (isDigit(l.src[l.pos]) || strings.IndexByte("-:TZ+", l.src[l.pos]) >= 0 || l.fraction()) {
		l.pos++
	}
	t := token{kind: tokDate, text: l.src[body:l.pos]}
	var ok bool
	switch {
	case strings.HasPrefix(t.text, "T"):
		t.kind, t.text = tokTime, t.text[1:]
		_, ok = value.ParseTime([]byte(t.text))
	case strings.Contains(t.text, "T"):
		t.kind, t.text = tokDateTime, strings.TrimSuffix(t.text, "T")
		_, ok = value.ParseDateTime([]byte(t.text))
	default:
		_, ok = value.ParseDate([]byte(t.text))
	}
	if !ok {
		return token{}, l.fail(start, "a date or time is expected after @")
	}
	return t, nil
}

// fraction says whether the dot at the position starts a fraction of a second rather than a function call.
func (l *lexer) fraction() bool {
	return l.src[l.pos] == '.' && l.pos+1 < len(l.src) && isDigit(l.src[l.pos+1])
}

// constant reads %name, %`name`, %'name' and the older %name-with-dashes of the ids of extensions and value sets.
func (l *lexer) constant() (token, error) {
	start := l.pos
	l.pos++
	if l.pos < len(l.src) && (l.src[l.pos] == '`' || l.src[l.pos] == '\'') {
		s, err := l.quoted(l.src[l.pos])
		return token{kind: tokConstant, text: s}, err
	}
	name := l.word()
	if name == "" {
		return token{}, l.fail(start, "a name is expected after %")
	}
	return token{kind: tokConstant, text: name}, nil
}

func (l *lexer) symbol() (token, error) {
	rest := l.src[l.pos:]
	for _, s := range [...]string{"<=", ">=", "!=", "!~"} {
		if strings.HasPrefix(rest, s) {
			l.pos += 2
			return token{kind: tokSymbol, text: s}, nil
		}
	}
	if strings.IndexByte(".,()[]{}+-*/|&=~<>", rest[0]) < 0 {
		r, _ := utf8.DecodeRuneInString(rest)
		return token{}, l.fail(l.pos, "the character "+strconv.QuoteRune(r)+" has no meaning here")
	}
	l.pos++
	return token{kind: tokSymbol, text: rest[:1]}, nil
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
