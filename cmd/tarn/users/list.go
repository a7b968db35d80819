package users

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/auth"
)

// List is users with the verifiers of their passwords, as a file has them: `"name" "verifier"` on a line, which is what
// PgBouncer's userlist.txt has, quotes in a name doubled. Blank lines and those that begin with ; stay where they are.
type List struct{ lines []line }

// line is an entry, or text that is none.
type line struct {
	user, verifier string
	text           string // where there is no verifier
}

// nobody is the name of an entry that nobody can log in by, for the protocol has no empty names. Its verifier is
// random: see [List.Secret].
const nobody = ""

// maxName is how many bytes PostgreSQL's names have at most (NAMEDATALEN less the final zero).
const maxName = 63

// CheckName says why a name cannot be a user's.
func CheckName(name string) error {
	switch {
	case name == "":
		return errors.New("a user needs a name")
	case len(name) > maxName:
		return fmt.Errorf("the name %q has %d bytes: %d are the most that PostgreSQL's clients know", name, len(name), maxName)
	case !utf8.ValidString(name), strings.ContainsFunc(name, unicode.IsControl):
		return fmt.Errorf("the name %q has characters that no name may have", name)
	}
	return nil
}

// Parse reads a file's text. An error names the line and never shows what stands there.
func Parse(text string) (List, error) {
	var l List
	n := 0
	seen := map[string]int{}
	for t := range strings.Lines(text) {
		n++
		t = strings.TrimRight(t, "\r\n")
		if s := strings.TrimSpace(t); s == "" || s[0] == ';' {
			l.lines = append(l.lines, line{text: t})
			continue
		}
		user, verifier, err := parseEntry(t)
		if err != nil {
			return List{}, fmt.Errorf("line %d: %w", n, err)
		}
		if seen[user] > 0 {
			return List{}, fmt.Errorf("line %d: user %q is on line %d already", n, user, seen[user])
		}
		seen[user] = n
		l.lines = append(l.lines, line{user: user, verifier: verifier})
	}
	return l, nil
}

func parseEntry(text string) (user, verifier string, err error) {
	user, rest, ok1 := unquote(strings.TrimSpace(text))
	verifier, rest, ok2 := unquote(strings.TrimSpace(rest))
	switch {
	case !ok1 || !ok2 || rest != "":
		return "", "", errors.New(`this is not "name" "verifier"`)
	case user != nobody && CheckName(user) != nil:
		return "", "", CheckName(user)
	case !auth.ValidVerifier(verifier):
		return "", "", fmt.Errorf("what user %q has is not a SCRAM-SHA-256 verifier", user)
	}
	return user, verifier, nil
}

// unquote takes a quoted string off the beginning of s.
func unquote(s string) (content, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", s, false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] != '"':
			b.WriteByte(s[i])
		case i+1 < len(s) && s[i+1] == '"':
			i++
			b.WriteByte('"')
		default:
			return b.String(), s[i+1:], true
		}
	}
	return "", s, false
}

// String is the text of the file.
func (l List) String() string {
	var b strings.Builder
	for _, e := range l.lines {
		if e.verifier == "" {
			b.WriteString(e.text + "\n")
			continue
		}
		fmt.Fprintf(&b, "\"%s\" \"%s\"\n", strings.ReplaceAll(e.user, `"`, `""`), e.verifier)
	}
	return b.String()
}

// Names are the users' names, sorted.
func (l List) Names() []string {
	var names []string
	for _, e := range l.lines {
		if e.verifier != "" && e.user != nobody {
			names = append(names, e.user)
		}
	}
	slices.Sort(names)
	return names
}

// Verifier is what a user's password is checked against; ok is false where there is no such user.
func (l List) Verifier(user string) (verifier string, ok bool) {
	if i := l.find(user); i >= 0 && user != nobody {
		return l.lines[i].verifier, true
	}
	return "", false
}

// Secret is random bytes that stay as long as the list does, nil where a list from elsewhere has none: what names of
// nobody are answered with is made from them.
func (l List) Secret() []byte {
	if i := l.find(nobody); i >= 0 {
		return []byte(l.lines[i].verifier)
	}
	return nil
}

// Set gives a user a verifier, and makes the user where there is none.
func (l *List) Set(user, verifier string) error {
	if err := CheckName(user); err != nil {
		return err
	}
	if !auth.ValidVerifier(verifier) {
		return errors.New("this is not a SCRAM-SHA-256 verifier, as PostgreSQL's pg_authid and PgBouncer's userlist.txt have them: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey")
	}
	l.set(user, verifier)
	return nil
}

func (l *List) set(user, verifier string) {
	if i := l.find(user); i >= 0 {
		l.lines[i].verifier = verifier
		return
	}
	l.lines = append(l.lines, line{user: user, verifier: verifier})
}

// Remove takes a user away; ok is false where there is none.
func (l *List) Remove(user string) (ok bool) {
	i := l.find(user)
	if i < 0 || user == nobody {
		return false
	}
	l.lines = slices.Delete(l.lines, i, i+1)
	return true
}

func (l List) find(user string) int {
	return slices.IndexFunc(l.lines, func(e line) bool { return e.verifier != "" && e.user == user })
}
