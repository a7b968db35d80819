package vocab

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// errColumns says that a header lacks a column, errShort that a row does.
var (
	errColumns = errors.New("missing column")
	errShort   = errors.New("the row is too short")
	errEmpty   = errors.New("the file is empty")
)

// table calls do with the named columns of each row of a table with a header: tab-separated without quotes, or csv, as its
// header is. A name that begins with "?" is of a column that may be absent, whose cells are then "". The cells are do's
// until it returns.
func (l *Layer) table(f File, want string, names []string, do func(c []string) error) error {
	in, err := f.Open()
	if err != nil {
		return &Error{f.Name, 0, err}
	}
	defer in.Close()
	b := bufio.NewReaderSize(in, 64<<10)
	if mark, _ := b.Peek(3); string(mark) == "\ufeff" {
		_, _ = b.Discard(3)
	}
	head, err := b.Peek(b.Size())
	if len(head) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			err = errEmpty
		}
		return &Error{f.Name, 1, err}
	}
	first, _, _ := strings.Cut(string(head), "\n")
	if strings.Contains(first, "\t") {
		return l.tabs(f, b, want, names, do)
	}
	return l.commas(f, b, want, names, do)
}

// tabs reads a tab-separated table: no cell holds a tab or a line break, and quotes are letters like others, as in
// the releases of SNOMED CT and Athena; a cell that stands in quotes wholly, as spreadsheets write, loses them.
func (l *Layer) tabs(f File, in io.Reader, want string, names []string, do func(c []string) error) error {
	var p *picker
	out := make([]string, len(names))
	return l.scan(f.Name, in, want, func(line string) (err error) {
		cells := strings.Split(line, "\t")
		if p == nil {
			p, err = newPicker(cells, names)
			return l.header(f, want, err)
		}
		if err := p.pick(out, cells); err != nil {
			return err
		}
		for i, c := range out {
			if len(c) >= 2 && c[0] == '"' && c[len(c)-1] == '"' {
				out[i] = strings.ReplaceAll(c[1:len(c)-1], `""`, `"`)
			}
		}
		return do(out)
	})
}

func (l *Layer) commas(f File, in io.Reader, want string, names []string, do func(c []string) error) error {
	c := csv.NewReader(in)
	c.LazyQuotes, c.FieldsPerRecord, c.ReuseRecord = true, -1, true
	header, err := c.Read()
	if err != nil {
		return &Error{f.Name, 1, err}
	}
	p, err := newPicker(header, names)
	if err != nil {
		return l.header(f, want, err)
	}
	r := rows{layer: l, file: f.Name, want: want}
	out := make([]string, len(names))
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return r.end()
		}
		line := 0
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			line = parse.Line
		} else if err != nil {
			return &Error{f.Name, 0, err}
		} else {
			line, _ = c.FieldPos(0)
			err = p.pick(out, row)
		}
		if err == nil {
			err = do(out)
		}
		var whole *Error
		if errors.As(err, &whole) {
			return err
		}
		if err := r.took(line, err); err != nil {
			return err
		}
	}
}

// header is the error of a file whose header is not the expected one.
func (l *Layer) header(f File, want string, err error) error {
	if err == nil {
		return nil
	}
	r := rows{layer: l, file: f.Name, want: want}
	return r.refuse(1, err)
}

// picker finds a row's wanted cells.
type picker struct {
	at    []int // per name: its column, -1 = none
	least int   // columns that a row must have
}

func newPicker(header, names []string) (*picker, error) {
	p := &picker{at: make([]int, len(names))}
	for i, name := range names {
		want, optional := strings.CutPrefix(name, "?")
		p.at[i] = -1
		for j, h := range header {
			if strings.EqualFold(strings.Trim(strings.TrimSpace(h), "\""), want) {
				p.at[i] = j
				break
			}
		}
		if p.at[i] < 0 && !optional {
			return nil, fmt.Errorf("%w %s", errColumns, want)
		}
		if !optional {
			p.least = max(p.least, p.at[i]+1)
		}
	}
	return p, nil
}

func (p *picker) pick(out, row []string) error {
	if len(row) < p.least {
		return fmt.Errorf("%w: %d columns of %d", errShort, len(row), p.least)
	}
	for i, j := range p.at {
		out[i] = ""
		if j >= 0 && j < len(row) {
			out[i] = strings.TrimSpace(row[j])
		}
		if !utf8.ValidString(out[i]) {
			return errEncoding
		}
	}
	return nil
}
