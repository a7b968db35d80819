package vocab

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// File is one file of a vocabulary, unpacked. Some are read twice.
type File struct {
	Name string // as messages call it: "RxNorm_full.zip!rrf/RXNCONSO.RRF"
	Open func() (io.ReadCloser, error)
}

// base is the file's own name in lower case, without folders and the ending of a compression.
func (f File) base() string {
	name := f.Name[strings.LastIndexByte(f.Name, '!')+1:]
	name = strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	for _, end := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

// depth is the number of folders above the file.
func (f File) depth() int { return strings.Count(f.Name, "/") + strings.Count(f.Name, "!") }

// Error says where in which file a loader stopped, and why.
type Error struct {
	File string
	Line int // 0 where the file as a whole is meant
	Err  error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrKind says that a file is of another kind than its loader reads.
var ErrKind = errors.New("another kind of file")

const (
	maxLine = 4 << 20 // bytes: longer ones are no vocabulary
	// hopeless is after how many bad lines and no good one a file is taken for another kind.
	hopeless = 20
)

// rows is what loaders know of the file they read: where they are, and how the lines were.
type rows struct {
	layer      *Layer
	file, want string // want says what the file should be
	good, bad  int
	first      *Error // bad line
}

// took notes how a line was taken; its error is that of the whole file.
func (r *rows) took(line int, err error) error {
	if err == nil {
		r.good++
		return nil
	}
	at := &Error{r.file, line, err}
	if r.bad++; r.first == nil {
		r.first = at
	}
	r.layer.complain(at)
	if r.good == 0 && r.bad >= hopeless {
		return r.end()
	}
	return nil
}

// end refuses a file that had no good line.
func (r *rows) end() error {
	if r.good > 0 || r.first == nil {
		return nil
	}
	return r.refuse(r.first.Line, r.first.Err)
}

func (r *rows) refuse(line int, err error) error {
	return &Error{r.file, line, fmt.Errorf("%w: %w; expected %s", ErrKind, err, r.want)}
}

var errEncoding = errors.New("the line is not UTF-8")

// lines calls do for every line of the file without its end. want says what the file should be.
func (l *Layer) lines(f File, want string, do func(line string) error) error {
	in, err := f.Open()
	if err != nil {
		return &Error{f.Name, 0, err}
	}
	defer in.Close()
	return l.scan(f.Name, in, want, do)
}

// scan is lines of what is open already.
func (l *Layer) scan(name string, in io.Reader, want string, do func(line string) error) error {
	r := rows{layer: l, file: name, want: want}
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for s.Scan() {
		n++
		line := strings.TrimSuffix(s.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if line == "" {
			continue
		}
		err := errEncoding
		if utf8.ValidString(line) {
			err = do(line)
		}
		var whole *Error
		if errors.As(err, &whole) {
			return err
		}
		if err := r.took(n, err); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		return &Error{name, n + 1, err}
	}
	return r.end()
}
