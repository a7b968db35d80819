package node_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// TestValid: a text and the same value written compactly.
func TestValid(t *testing.T) {
	for _, c := range []struct{ text, compact string }{
		{`{}`, `{}`},
		{`[]`, `[]`},
		{`null`, `null`},
		{" \t\r\n true \t\r\n", `true`},
		{`false`, `false`},
		{`""`, `""`},
		{`"a"`, `"a"`},
		{`"\"\\\/\b\f\n\r\t\u0041"`, `"\"\\\/\b\f\n\r\t\u0041"`},
		{`"\ud83d\ude00"`, `"\ud83d\ude00"`},
		{`"ä€😀` + "\x7f" + `"`, `"ä€😀` + "\x7f" + `"`},
		{`0`, `0`},
		{`-0`, `-0`},
		{`-0.0e-0`, `-0.0e-0`},
		{`1.50`, `1.50`},
		{`123456789012345678901234567890.000`, `123456789012345678901234567890.000`},
		{`1E+400`, `1E+400`},
		{`[1 , 2,[ ],{ }]`, `[1,2,[],{}]`},
		{"{\r\n\t\"id\" : \"x\" ,\r\n \"active\":true}", `{"id":"x","active":true}`},
		{`{"a\"b":{"":1}}`, `{"a\"b":{"":1}}`},
		{`{"value":1.0,"_value":{"id":"v"},"value2":null}`, `{"value":1.0,"_value":{"id":"v"},"value2":null}`},
		{`[{"a":1},{"a":1}]`, `[{"a":1},{"a":1}]`},
		{`{"code":{"code":{"code":1}}}`, `{"code":{"code":{"code":1}}}`},
	} {
		var p node.Parser
		var tape node.Tape
		if err := p.Parse([]byte(c.text), &tape); err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := string(tape.AppendJSON(nil, 0)); got != c.compact {
			t.Errorf("%q: got %s, want %s", c.text, got, c.compact)
		}
	}
}

// TestInvalid: a text, the byte at fault, and a word of the reason.
func TestInvalid(t *testing.T) {
	for _, c := range []struct {
		text   string
		offset int
		reason string
	}{
		{``, 0, "unexpected end"},
		{`   `, 3, "unexpected end"},
		{`{`, 1, "unexpected end"},
		{`{"a"`, 4, "unexpected end"},
		{`{"a":`, 5, "unexpected end"},
		{`{"a":1`, 6, "unexpected end"},
		{`{"a":1,`, 7, "unexpected end"},
		{`{"id":"x`, 8, "unexpected end"},
		{`{"id":"x\`, 9, "unexpected end"},
		{`{"resourceType":"Patient","id":"0123456789`, 42, "unexpected end"},
		{`[`, 1, "unexpected end"},
		{`[1`, 2, "unexpected end"},
		{`[1,`, 3, "unexpected end"},
		{`"`, 1, "unexpected end"},
		{`tru`, 0, "value"},
		{`nul `, 0, "value"},
		{`-`, 1, "unexpected end"},
		{`1.`, 2, "unexpected end"},
		{`1e`, 2, "unexpected end"},

		{`{,}`, 1, "member name"},
		{`{a:1}`, 1, "member name"},
		{`{'a':1}`, 1, "member name"},
		{`{1:1}`, 1, "member name"},
		{`{"a":1,}`, 7, "member name"},
		{`{"a" 1}`, 5, "':'"},
		{`{"a":1 "b":2}`, 7, "','"},
		{`{"a":1]`, 6, "','"},
		{`{"a":}`, 5, "value"},
		{`[1 2]`, 3, "','"},
		{`[1,]`, 3, "value"},
		{`[,1]`, 1, "value"},
		{`[1}`, 2, "','"},
		{`{"a":True}`, 5, "value"},
		{`{"a":NaN}`, 5, "value"},
		{`[+1]`, 1, "value"},
		{`[.5]`, 1, "value"},
		{`[-]`, 2, "number"},
		{`[- 1]`, 2, "number"},
		{`[1.]`, 3, "number"},
		{`[1.e5]`, 3, "number"},
		{`[1e]`, 3, "number"},
		{`[1e+]`, 4, "number"},
		{`[012]`, 2, "','"},
		{`[0x1]`, 2, "','"},
		{`[1_000]`, 2, "','"},
		{"[\"a\nb\"]", 3, "control"},
		{"[\"a\tb\"]", 3, "control"},
		{"[\"0123456789\x00\"]", 12, "control"},
		{"[\x00]", 1, "value"},
		{"[1]\x00", 3, "more text"},
		{"\v1", 0, "value"},
		{"\xef\xbb\xbf{}", 0, "value"}, // the byte order mark is source's business
		{`["\x"]`, 3, "escape"},
		{`["\u12"]`, 4, "escape"},
		{`["\u12G4"]`, 4, "escape"},
		{`["\ud800\u12G4"]`, 10, "escape"},
		{`["\U0041"]`, 3, "escape"},
		{"[\"a\xff\"]", 3, "UTF-8"},
		{"[\"abcdefgh\xc3\"]", 10, "UTF-8"},
		{"[\"\xed\xa0\x80\"]", 2, "UTF-8"},     // a surrogate half, encoded
		{"[\"\xc0\xaf\"]", 2, "UTF-8"},         // overlong
		{"[\"\xf4\x90\x80\x80\"]", 2, "UTF-8"}, // beyond U+10FFFF
		{"{\"\xff\":1}", 2, "UTF-8"},
		{`{} {}`, 3, "more text"},
		{`{},`, 2, "more text"},
		{`1 // one`, 2, "more text"},
		{`[1/**/]`, 2, "','"},

		{`{"id":1,"id":1}`, 8, "duplicate"},
		{`{"id":1,"\u0069d":1}`, 8, "duplicate"},
		{`{"code":{"code":1},"id":{"code":2},"code":3}`, 35, "duplicate"},
		{`{"x-":1,"y-":1,"x-":1}`, 15, "duplicate"},
		{`{"x\t":1,"y-":1,"x\u0009":1}`, 16, "duplicate"},
	} {
		var p node.Parser
		var tape node.Tape
		err := p.Parse([]byte(c.text), &tape)
		var se *node.SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("%q: got %v, want an error at %d", c.text, err, c.offset)
			continue
		}
		if se.Offset != c.offset || !strings.Contains(se.Err.Error(), c.reason) {
			t.Errorf("%q: got %v, want %q at byte %d", c.text, err, c.reason, c.offset)
		}
		if len(tape.Nodes) != 0 {
			t.Errorf("%q: %d nodes left after an error", c.text, len(tape.Nodes))
		}
	}
}

func TestDepth(t *testing.T) {
	for _, c := range []struct {
		depth int
		want  error
	}{{node.MaxDepth, nil}, {node.MaxDepth + 1, node.ErrDepth}, {1 << 20, node.ErrDepth}} {
		half := c.depth / 2
		open := strings.Repeat(`[`, c.depth-half) + strings.Repeat(`{"a":`, half)
		text := open + `1` + strings.Repeat(`}`, half) + strings.Repeat(`]`, c.depth-half)
		var p node.Parser
		var tape node.Tape
		if err := p.Parse([]byte(text), &tape); !errors.Is(err, c.want) {
			t.Errorf("depth %d: got %v, want %v", c.depth, err, c.want)
		}
	}
}

// TestLargeObjects: names are told apart, and duplicates found, at every place around the size where a map takes over.
func TestLargeObjects(t *testing.T) {
	m := schema.R4()
	name := func(i int) string {
		if i%3 == 0 {
			return m.MemberName(schema.MemberID(100 + i))
		}
		return fmt.Sprintf(`no such \"name\" %d`, i)
	}
	var p node.Parser
	var tape node.Tape
	for _, n := range []int{50, 63, 64, 65, 66, 200} {
		var b strings.Builder
		b.WriteString(`{"entry":[`)
		for i := range n {
			fmt.Fprintf(&b, `{"%s":0},`, name(i))
		}
		b.WriteString(`0]`)
		for i := range n {
			fmt.Fprintf(&b, `,"%s":%d`, name(i), i)
		}
		if err := p.Parse([]byte(b.String()+`}`), &tape); err != nil {
			t.Fatalf("%d members: %v", n, err)
		}
		for i := range n {
			text := fmt.Sprintf(`%s,"%s":1}`, b.String(), name(i))
			if err := p.Parse([]byte(text), &tape); !errors.Is(err, node.ErrDuplicate) {
				t.Fatalf("%d members, %q twice: got %v", n, name(i), err)
			}
		}
	}
}

// TestNoAllocations: once warm, a parser allocates nothing.
func TestNoAllocations(t *testing.T) {
	text := []byte(`{"resourceType":"Patient","id":"a","name":[{"family":"M\u00fcller","given":["A","B"]}],
		"multipleBirthInteger":2,"unknown":{"x":[1,2,3]},"active":true}`)
	var p node.Parser
	var tape node.Tape
	if n := testing.AllocsPerRun(100, func() {
		if err := p.Parse(text, &tape); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations per text", n)
	}
}
