package codec_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
)

// copyForms are COPY's options in SQL and in ours.
var copyForms = []struct {
	sql    string
	header bool
	make   func([]backend.Type, []codec.Output) (*codec.Rows, error)
}{
	{"", false, copyText(codec.CopyOptions{Delimiter: "\t", Null: `\N`})},
	{"(DELIMITER '|', NULL 'x')", false, copyText(codec.CopyOptions{Delimiter: "|", Null: "x"})},
	{"(DELIMITER ',', NULL '', HEADER)", true, copyText(codec.CopyOptions{Delimiter: ",", Null: ""})},
	{"(FORMAT csv)", false, copyCSV(codec.CopyOptions{Delimiter: ",", Quote: `"`, Escape: `"`})},
	{"(FORMAT csv, HEADER, NULL 'NULL')", true, copyCSV(codec.CopyOptions{Delimiter: ",", Null: "NULL", Quote: `"`, Escape: `"`})},
	{"(FORMAT csv, DELIMITER E'\\t', QUOTE '''', ESCAPE E'\\\\')", false, copyCSV(codec.CopyOptions{Delimiter: "\t", Quote: "'", Escape: `\`})},
	{"(FORMAT csv, DELIMITER '-', NULL '1')", false, copyCSV(codec.CopyOptions{Delimiter: "-", Null: "1", Quote: `"`, Escape: `"`})},
	{"(FORMAT csv, FORCE_QUOTE *)", false, copyCSV(codec.CopyOptions{Delimiter: ",", Quote: `"`, Escape: `"`, ForceQuote: []bool{true, true, true}})},
	{"(FORMAT csv, FORCE_QUOTE (i))", false, copyCSV(codec.CopyOptions{Delimiter: ",", Quote: `"`, Escape: `"`, ForceQuote: []bool{true, false, false}})},
	{"(FORMAT binary)", false, func(t []backend.Type, o []codec.Output) (*codec.Rows, error) {
		for i := range o {
			o[i].Format = codec.Binary
		}
		return codec.NewCopyBinary(t, o, codec.Default())
	}},
}

func copyText(o codec.CopyOptions) func([]backend.Type, []codec.Output) (*codec.Rows, error) {
	return func(t []backend.Type, out []codec.Output) (*codec.Rows, error) {
		return codec.NewCopyText(t, out, codec.Default(), o)
	}
}

func copyCSV(o codec.CopyOptions) func([]backend.Type, []codec.Output) (*codec.Rows, error) {
	return func(t []backend.Type, out []codec.Output) (*codec.Rows, error) {
		return codec.NewCopyCSV(t, out, codec.Default(), o)
	}
}

// compareCopy compares every byte of COPY with PostgreSQL's, for strings that are made of what means
// something in one of the formats.
func compareCopy(t *testing.T, conn *pgconn.PgConn) {
	types := []backend.Type{kind(backend.KindInteger), kind(backend.KindVarchar), kind(backend.KindDouble)}
	builders := []*chunk.Builder{chunk.NewBuilder(types[0]), chunk.NewBuilder(types[1]), chunk.NewBuilder(types[2])}
	r := rand.New(rand.NewSource(7))
	pieces := []string{"", "a", "x", "1", `\`, `\N`, `\.`, "NULL", "\t", "\n", "\r", "\b", "\f", "\v", "\x01", ",", "|", `"`, "'", "-", " ", "é"}
	var rows []string
	for i := range 300 {
		text := ""
		for range r.Intn(4) {
			text += pieces[r.Intn(len(pieces))]
		}
		var value any = text
		literal := "'" + strings.ReplaceAll(text, "'", "''") + "'"
		if i%9 == 0 {
			value, literal = nil, "NULL"
		}
		n, f := int64(r.Intn(2000)-1000), float64(r.Intn(4000)-2000)/8
		builders[0].Append(n)
		builders[1].Append(value)
		builders[2].Append(f)
		rows = append(rows, fmt.Sprintf("(%d, %s, %v::float8)", n, literal, f))
	}
	query := "(SELECT * FROM (VALUES " + strings.Join(rows, ",") + `) v(i, "a,b", f))`
	for _, form := range copyForms {
		var want bytes.Buffer
		if _, err := conn.CopyTo(context.Background(), &want, "COPY "+query+" TO STDOUT "+form.sql); err != nil {
			t.Fatalf("%s: %v", form.sql, err)
		}
		c := &backend.Chunk{Len: len(rows)}
		for _, b := range builders {
			c.Vectors = append(c.Vectors, b.Vector())
		}
		outputs := outputsOf(types, codec.Text)
		out, err := form.make(types, outputs)
		if err != nil {
			t.Fatal(err)
		}
		got := out.AppendHeader(nil, []string{"i", "a,b", "f"}, form.header)
		out.Bind(c)
		if got, _, err = out.Append(got, 0, c.Len, 1<<30); err != nil {
			t.Fatal(err)
		}
		got = contents(out.AppendTrailer(got))
		if !bytes.Equal(got, want.Bytes()) {
			i := 0
			for i < len(got) && i < want.Len() && got[i] == want.Bytes()[i] {
				i++
			}
			t.Errorf("COPY %s differs at byte %d:\ngot  %q\nwant %q", form.sql, i, got[max(0, i-20):min(len(got), i+40)], want.Bytes()[max(0, i-20):min(want.Len(), i+40)])
		}
	}
}

// contents are what CopyData messages carry.
func contents(messages []byte) []byte {
	var all []byte
	for len(messages) > 0 {
		n := int(binary.BigEndian.Uint32(messages[1:])) + 1
		all, messages = append(all, messages[5:n]...), messages[n:]
	}
	return all
}

// TestCopyCSVAlone: a value that is \. would end the data if it stood alone in its line.
func TestCopyCSVAlone(t *testing.T) {
	b := chunk.NewBuilder(kind(backend.KindVarchar))
	b.Append(`\.`)
	out, err := copyForms[3].make([]backend.Type{kind(backend.KindVarchar)}, []codec.Output{{OID: codec.OIDText}})
	if err != nil {
		t.Fatal(err)
	}
	out.Bind(&backend.Chunk{Len: 1, Vectors: []backend.Vector{b.Vector()}})
	got, _, err := out.Append(nil, 0, 1, 1<<20)
	if err != nil || string(contents(got)) != "\"\\.\"\n" {
		t.Errorf("%q, %v", contents(got), err)
	}
}
