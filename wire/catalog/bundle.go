package catalog

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

//go:embed static.zst
var packed []byte

// The bundle is zstd over text. A section per relation ends with \x1c; its three parts (header, columns, rows) are
// parted by \x1d, rows by \x1e, values by \x1f. NULL is \N. Numbers of reg* types stand for their names, arrays of
// numbers read [1,2], elements of string arrays are joined with \x1a. A column has a name, its type's OID and modifier,
// whether it is NOT NULL, and a survey of its values: "=" and the value where all are the same, "?" where some are NULL.
const (
	sectionEnd = "\x1c"
	partEnd    = "\x1d"
	rowEnd     = "\x1e"
	valueEnd   = "\x1f"
	elementEnd = "\x1a"
	null       = `\N`
)

// section is one relation of the bundle.
type section struct {
	schema, name, kind string
	oid                uint32
	columns            []Column
	surveys            []string // by column
	rows               string   // rows and values still joined
}

// bundle is the decoded embedded file, by "schema.name" and in order.
type bundle struct {
	sections []*section
	byName   map[string]*section
}

// static is decoded once. The file is built into the binary and checked by tests, so a broken one is a programming
// error.
var static = sync.OnceValue(func() *bundle {
	b, err := unpack(packed)
	if err != nil {
		panic("catalog: static.zst: " + err.Error())
	}
	return b
})

func unpack(data []byte) (*bundle, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	text, err := dec.DecodeAll(data, nil)
	if err != nil {
		return nil, err
	}
	b := &bundle{byName: map[string]*section{}}
	for part := range strings.SplitSeq(strings.TrimSuffix(string(text), sectionEnd), sectionEnd) {
		s, err := parseSection(part)
		if err != nil {
			return nil, err
		}
		b.sections = append(b.sections, s)
		b.byName[s.schema+"."+s.name] = s
	}
	return b, nil
}

func parseSection(text string) (*section, error) {
	parts := strings.Split(text, partEnd)
	if len(parts) != 3 {
		return nil, fmt.Errorf("section of %d parts", len(parts))
	}
	head := strings.Split(parts[0], valueEnd)
	if len(head) != 3 {
		return nil, fmt.Errorf("header %q", parts[0])
	}
	s := &section{kind: head[2], rows: parts[2]}
	s.schema, s.name, _ = strings.Cut(head[0], ".")
	oid, err := strconv.ParseUint(head[1], 10, 32)
	if err != nil {
		return nil, fmt.Errorf("oid of %s: %w", head[0], err)
	}
	s.oid = uint32(oid)
	for i, line := range strings.Split(parts[1], rowEnd) {
		c, survey, err := parseColumn(line, i+1)
		if err != nil {
			return nil, fmt.Errorf("column %d of %s: %w", i+1, head[0], err)
		}
		s.columns, s.surveys = append(s.columns, c), append(s.surveys, survey)
	}
	return s, nil
}

func parseColumn(line string, attnum int) (c Column, survey string, err error) {
	f := strings.Split(line, valueEnd)
	if len(f) != 5 {
		return c, "", fmt.Errorf("%d fields", len(f))
	}
	oid, err := strconv.ParseUint(f[1], 10, 32)
	if err != nil {
		return c, "", err
	}
	mod, err := strconv.ParseInt(f[2], 10, 32)
	if err != nil {
		return c, "", err
	}
	return Column{Name: f[0], Type: uint32(oid), Typmod: int32(mod), Attnum: int16(attnum), NotNull: f[3] == "t"}, f[4], nil
}

// each calls f with the values of every row.
func (s *section) each(f func(values []string)) {
	if s.rows == "" {
		return
	}
	for row := range strings.SplitSeq(s.rows, rowEnd) {
		f(strings.Split(row, valueEnd))
	}
}
