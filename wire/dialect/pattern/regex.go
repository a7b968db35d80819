package pattern

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// Regex writes a POSIX regular expression as PostgreSQL has it (ARE) in RE2's syntax, which DuckDB matches with.
// Back-references and look-around, which RE2 has not, stay and are refused by DuckDB.
func Regex(re string) string {
	if rest, ok := strings.CutPrefix(re, "***="); ok {
		return regexp.QuoteMeta(rest)
	}
	re = strings.TrimPrefix(re, "***:")
	var b strings.Builder
	for i := 0; i < len(re); i++ {
		switch {
		case re[i] == '\\' && i+1 < len(re):
			i++
			b.WriteString(escape(re[i]))
			if re[i] == 'u' || re[i] == 'U' {
				i += codePoint(&b, re[i:])
			}
		case strings.HasPrefix(re[i:], "[[:<:]]"), strings.HasPrefix(re[i:], "[[:>:]]"):
			b.WriteString(`\b`)
			i += len("[[:<:]]") - 1
		case re[i] == '[':
			n := bracket(re[i:])
			b.WriteString(unicodeClasses.Replace(re[i : i+n]))
			i += n - 1
		default:
			b.WriteByte(re[i])
		}
	}
	return b.String()
}

// RE2's classes are of ASCII, PostgreSQL's of all letters and numbers.
const wordClass = `\p{L}\p{N}_`

// unicodeClasses rewrites the classes inside a bracket expression.
var unicodeClasses = strings.NewReplacer(`\\`, `\\`, `\w`, wordClass, "[:alpha:]", `\p{L}`, "[:alnum:]", `\p{L}\p{N}`,
	"[:lower:]", `\p{Ll}`, "[:upper:]", `\p{Lu}`)

// escape is a backslash sequence outside brackets.
func escape(c byte) string {
	switch c {
	case 'm', 'M', 'y':
		return `\b`
	case 'Y':
		return `\B`
	case 'Z':
		return `\z`
	case 'u', 'U':
		return ""
	case 'e':
		return `\x1b`
	case 'w':
		return "[" + wordClass + "]"
	case 'W':
		return "[^" + wordClass + "]"
	}
	return `\` + string(rune(c))
}

// codePoint writes \uwxyz or \Ustuvwxyz; it gives the number of digits that it took.
func codePoint(b *strings.Builder, s string) int {
	n := 4
	if s[0] == 'U' {
		n = 8
	}
	if len(s) < n+1 {
		return 0
	}
	b.WriteString(`\x{` + s[1:n+1] + `}`)
	return n
}

// bracket is the length of a bracket expression at the start of s.
func bracket(s string) int {
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		i++
	}
	if strings.HasPrefix(s[i:], "]") {
		i++
	}
	for ; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.HasPrefix(s[i:], "[:"):
			if n := strings.Index(s[i:], ":]"); n > 0 {
				i += n + 1
			}
		case s[i] == ']':
			return i + 1
		}
	}
	return len(s)
}

var group = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\((?:[^?]|\?P<)`)

// Groups is the number of capturing groups of a regular expression in RE2's syntax; -1 where it does not compile.
func Groups(re string) int {
	if c, err := regexp.Compile(re); err == nil {
		return c.NumSubexp()
	}
	if group.MatchString(re) {
		return -1
	}
	return 0
}

// EmptyGroups tells for each capturing group whether it can match the empty string. Nil where the expression does not
// compile.
func EmptyGroups(re string) []bool {
	tree, err := syntax.Parse(re, syntax.Perl)
	if err != nil {
		return nil
	}
	empty := make([]bool, tree.MaxCap())
	var walk func(r *syntax.Regexp)
	walk = func(r *syntax.Regexp) {
		if r.Op == syntax.OpCapture {
			empty[r.Cap-1] = canBeEmpty(r.Sub[0])
		}
		for _, s := range r.Sub {
			walk(s)
		}
	}
	walk(tree)
	return empty
}

// canBeEmpty tells an expression that matches the empty string.
func canBeEmpty(r *syntax.Regexp) bool {
	switch r.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpNoMatch:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return canBeEmpty(r.Sub[0])
	case syntax.OpRepeat:
		return r.Min == 0 || canBeEmpty(r.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(r.Sub, func(s *syntax.Regexp) bool { return !canBeEmpty(s) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(r.Sub, canBeEmpty)
	}
	return true // *, ?, and what stands between characters
}

// Flags writes PostgreSQL's regular expression flags as DuckDB's. A dot matches a newline unless "n", "m" or "p" ask
// otherwise. global tells "g".
func Flags(flags string) (duck string, global bool, err *sqlstate.Error) {
	newline := false
	fold := ""
	for _, c := range flags {
		switch c {
		case 'g':
			global = true
		case 'i':
			fold = "i"
		case 'c':
			fold = ""
		case 'n', 'm', 'p', 'w':
			newline = true
		case 's', 't', 'e', 'b', 'x', 'q':
		default:
			return "", false, sqlstate.New(sqlstate.InvalidParameterValue, "invalid regular expression option: %q", string(c))
		}
	}
	if newline {
		return fold + "m", global, nil
	}
	return fold + "s", global, nil
}

// Replacement writes the replacement of regexp_replace as RE2 has it: \& is the whole match.
func Replacement(s string) string { return strings.ReplaceAll(s, `\&`, `\0`) }

// SimilarTo writes a SIMILAR TO pattern as a regular expression for a full match. escape is its escape character,
// "" for none.
func SimilarTo(p, esc string) (string, *sqlstate.Error) {
	re, err := similar(p, esc)
	return "^(?:" + re + ")$", err
}

// SimilarSubstring is the pattern of substring(… SIMILAR p ESCAPE esc): its group 1 is what esc" encloses.
func SimilarSubstring(p, esc string) (string, *sqlstate.Error) {
	parts := strings.Split(p, esc+`"`)
	if esc == "" || len(parts) != 3 {
		re, err := similar(p, esc)
		return "^(" + re + ")$", err
	}
	var out []string
	for _, part := range parts {
		re, err := similar(part, esc)
		if err != nil {
			return "", err
		}
		out = append(out, re)
	}
	return "^(?:" + out[0] + ")(" + out[1] + ")(?:" + out[2] + ")$", nil
}

func similar(p, esc string) (string, *sqlstate.Error) {
	if len([]rune(esc)) > 1 {
		return "", invalidEscape()
	}
	var b strings.Builder
	runes := []rune(p)
	inBracket := false
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		switch {
		case esc != "" && string(c) == esc:
			if i++; i == len(runes) {
				return "", sqlstate.New("22025", "LIKE pattern must not end with escape character")
			}
			b.WriteString(regexp.QuoteMeta(string(runes[i])))
		case inBracket:
			inBracket = c != ']'
			b.WriteString(bracketChar(c))
		case c == '[':
			inBracket = true
			b.WriteByte('[')
		default:
			b.WriteString(similarChar(c))
		}
	}
	return b.String(), nil
}

func similarChar(c rune) string {
	switch c {
	case '%':
		return ".*"
	case '_':
		return "."
	case '(':
		return "(?:"
	case '\\', '.', '^', '$':
		return `\` + string(c)
	}
	return string(c)
}

func bracketChar(c rune) string {
	if c == '\\' {
		return `\\`
	}
	return string(c)
}

func invalidEscape() *sqlstate.Error {
	e := sqlstate.New(sqlstate.InvalidEscape, "invalid escape string")
	e.Hint = "Escape string must be empty or one character."
	return e
}

// LikeEscape checks an ESCAPE string of LIKE.
func LikeEscape(esc string) *sqlstate.Error {
	if len([]rune(esc)) > 1 {
		return invalidEscape()
	}
	return nil
}

// regexProblems are PostgreSQL's words for what is wrong with a regular expression.
var regexProblems = map[syntax.ErrorCode]string{
	syntax.ErrMissingParen: "parentheses () not balanced", syntax.ErrUnexpectedParen: "parentheses () not balanced",
	syntax.ErrMissingBracket: "brackets [] not balanced", syntax.ErrInvalidCharRange: "invalid character range",
	syntax.ErrMissingRepeatArgument: "quantifier operand invalid", syntax.ErrInvalidRepeatOp: "quantifier operand invalid",
	syntax.ErrInvalidRepeatSize: "invalid repetition count(s)", syntax.ErrTrailingBackslash: "invalid escape \\ sequence",
	syntax.ErrInvalidEscape: "invalid escape \\ sequence",
}

// CheckRegex refuses what is wrong in a regular expression that Regex gave. DuckDB's RE2 and Go read the same language;
// what only PostgreSQL knows (back references, looking around) is left to DuckDB to refuse.
func CheckRegex(re string) *sqlstate.Error {
	_, err := syntax.Parse(re, syntax.Perl)
	var e *syntax.Error
	if !errors.As(err, &e) || regexProblems[e.Code] == "" || e.Code == syntax.ErrInvalidEscape && strings.Trim(e.Expr, `\123456789`) == "" {
		return nil
	}
	return sqlstate.New(sqlstate.InvalidRegularExpr, "invalid regular expression: %s", regexProblems[e.Code])
}
