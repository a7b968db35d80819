package codec

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// rowsOf reads data that comes in pieces of a length: "(a|NULL)(…)".
func rowsOf(t *testing.T, r CopyReader, data string, piece int) (string, error) {
	t.Helper()
	var b strings.Builder
	read := func(last bool) error {
		for {
			fields, ok, err := r.Next(last)
			if err != nil || !ok {
				return err
			}
			for i, f := range fields {
				b.WriteString([]string{"(", "|"}[min(i, 1)])
				if f == nil {
					b.WriteString("NULL")
				} else {
					fmt.Fprintf(&b, "%q", f)
				}
			}
			b.WriteString(")")
		}
	}
	for len(data) > 0 {
		n := min(piece, len(data))
		r.Feed([]byte(data[:n]))
		if data = data[n:]; data == "" {
			break
		}
		if err := read(false); err != nil {
			return b.String(), err
		}
	}
	err := read(true)
	return b.String(), err
}

var textIn = CopyInOptions{Delimiter: "\t", Null: `\N`}

var csvIn = CopyInOptions{Delimiter: ",", CSV: true, Quote: `"`, Escape: `"`}

// What PostgreSQL 15 makes of the same data, in whatever pieces it comes.
func TestCopyIn(t *testing.T) {
	force := csvIn
	force.ForceNull, force.ForceNotNull = []bool{true}, []bool{false, true}
	backslash := csvIn
	backslash.Escape = `\`
	for _, c := range []struct {
		name       string
		o          CopyInOptions
		data, want string
	}{
		{"rows", textIn, "1\ta\n2\tb\n", `("1"|"a")("2"|"b")`},
		{"no last line break", textIn, "1\ta", `("1"|"a")`},
		{"CRLF", textIn, "1\ta\r\n2\t\r\n", `("1"|"a")("2"|"")`},
		{"CR", textIn, "1\ra\r", `("1")("a")`},
		{"NULL", textIn, "\\N\t\\\\N\n", `(NULL|"\\N")`},
		{"escapes", textIn, `a\tb\n\x41\x4g\101\.\\` + "\n", `("a\tb\nA\x04gA.\\")`},
		{"escaped ends", textIn, "a\\\nb\tc\\\td\n", `("a\nb"|"c\td")`},
		{"end marker", textIn, "1\n\\.\nrubbish", `("1")`},
		{"empty line", textIn, "\n1\n", `("")("1")`},
		{"nothing", textIn, "", ""},
		{"csv", csvIn, "1,a\n2,\n\"\",\"b\"\n", `("1"|"a")("2"|NULL)(""|"b")`},
		{"csv quotes", csvIn, "\"a\"\"b\",\"c,d\",\"e\nf\"\n", `("a\"b"|"c,d"|"e\nf")`},
		{"csv quotes within", csvIn, "a\"b,c\"d\r\n", `("ab,cd")`},
		{"csv backslash", csvIn, `\N,a\b` + "\n", `("\\N"|"a\\b")`},
		{"csv end marker", csvIn, "1\n\\.\n2\n", `("1")`},
		{"csv escape", backslash, `"a\"b","c\\"` + "\n", `("a\"b"|"c\\")`},
		{"csv force", force, "\"\",\n", `(NULL|"")`},
	} {
		for _, piece := range []int{1, 2, 3, 7, 1000} {
			got, err := rowsOf(t, NewCopyLines(c.o), c.data, piece)
			if got != c.want || err != nil {
				t.Errorf("%s in pieces of %d: %s, %v, want %s", c.name, piece, got, err, c.want)
			}
		}
	}
	if _, err := rowsOf(t, NewCopyLines(csvIn), "1,\"a\n2,b\n", 4); err == nil {
		t.Error("a quote that does not end went through")
	}
}

func TestCopyBinaryIn(t *testing.T) {
	const head = "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x02xx"
	data := head + "\x00\x02\x00\x00\x00\x01a\xff\xff\xff\xff" + "\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02bc" + "\xff\xff"
	for _, piece := range []int{1, 5, 1000} {
		if got, err := rowsOf(t, NewCopyBinaryIn(), data, piece); got != `("a"|NULL)(""|"bc")` || err != nil {
			t.Errorf("in pieces of %d: %s, %v", piece, got, err)
		}
	}
	for name, bad := range map[string]string{
		"no signature": "rubbish that is long enough", "cut": data[:len(data)-8], "negative size": head + "\x00\x01\xff\xff\xff\xfe",
		"negative count": head + "\x80\x00", "flags": strings.Replace(head, "\x00\x00\x00\x00\x00\x00\x00\x00\x02", "\x00\x00\x01\x00\x00\x00\x00\x00\x02", 1),
	} {
		if got, err := rowsOf(t, NewCopyBinaryIn(), bad, 1000); err == nil {
			t.Errorf("%s: went through as %s", name, got)
		}
	}
}

func FuzzCopyIn(f *testing.F) {
	f.Add([]byte("1\ta\\\n\"b,\"\"\"\r\n\\N\n\\."), 3)
	f.Add([]byte("PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01a\xff\xff"), 2)
	f.Fuzz(func(t *testing.T, data []byte, piece int) {
		if piece < 1 || piece > 1<<20 {
			return
		}
		for _, reader := range []func() CopyReader{
			func() CopyReader { return NewCopyLines(textIn) }, func() CopyReader { return NewCopyLines(csvIn) }, NewCopyBinaryIn,
		} {
			whole, errWhole := rowsOf(t, reader(), string(data), len(data)+1)
			parts, errParts := rowsOf(t, reader(), string(bytes.Clone(data)), piece)
			if whole != parts || (errWhole == nil) != (errParts == nil) {
				t.Errorf("in pieces of %d: %s (%v), whole: %s (%v)", piece, parts, errParts, whole, errWhole)
			}
		}
	})
}
