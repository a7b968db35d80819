package vocab

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLine bounds a line: longer ones are no vocabulary.
const maxLine = 4 << 20

// eachLine calls do for every line without its end, and says where it failed.
func eachLine(kind string, r io.Reader, do func(line string) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for in.Scan() {
		n++
		line := strings.TrimSuffix(in.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if line == "" {
			continue
		}
		if err := do(line); err != nil {
			return &Error{kind, n, err}
		}
	}
	if err := in.Err(); err != nil {
		return &Error{kind, n + 1, err}
	}
	return nil
}

// errColumns says that a header lacks a column.
var errColumns = errors.New("missing column")

// columns finds the places of names in a header, in any case; a name that begins with "?" may be absent (-1).
func columns(header []string, names ...string) ([]int, error) {
	out := make([]int, len(names))
	for i, name := range names {
		want, optional := strings.CutPrefix(name, "?")
		out[i] = -1
		for j, h := range header {
			if strings.EqualFold(strings.Trim(strings.TrimSpace(h), "\""), want) {
				out[i] = j
				break
			}
		}
		if out[i] < 0 && !optional {
			return nil, fmt.Errorf("%w %q in %q", errColumns, want, header)
		}
	}
	return out, nil
}

// cell is a row's cell, "" where the row is short or the column absent.
func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}
