package node_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

func parse(t testing.TB, text string) *node.Tape {
	t.Helper()
	var p node.Parser
	tape := &node.Tape{}
	if err := p.Parse([]byte(text), tape); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return tape
}

func TestMembers(t *testing.T) {
	tape := parse(t, `{"resourceType":"Patient", "\u0069d" : "p\u0031", "my \"own\\" :[1], "name":[{"family":"F"}], "a-very-long-name-of-a-member":{}}`)
	m := schema.R4()
	var names []string
	for c := range tape.Children(0) {
		names = append(names, string(tape.MemberName(c)))
	}
	want := []string{"resourceType", "id", `my "own\`, "name", "a-very-long-name-of-a-member"}
	if !slices.Equal(names, want) {
		t.Errorf("names: got %q, want %q", names, want)
	}
	if tape.Unknown != 2 {
		t.Errorf("%d unknown members, want 2", tape.Unknown)
	}
	var scratch []byte
	id := tape.Child(0, schema.MemberResourceID)
	if got := string(tape.Text(id, &scratch)); got != "p1" {
		t.Errorf("id: got %q", got)
	}
	if got := string(tape.AppendText([]byte("Patient/"), id)); got != "Patient/p1" {
		t.Errorf("AppendText: got %q", got)
	}
	if got := string(tape.Raw(id)); got != `p\u0031` {
		t.Errorf("Raw: got %q", got)
	}
	own := tape.ChildNamed(0, `my "own\`)
	if own < 0 || tape.Nodes[own].Member != schema.UnknownMember || tape.Len(own) != 1 {
		t.Errorf("unknown member: node %d", own)
	}
	if tape.MemberName(own+1) != nil || tape.Nodes[own+1].Member != schema.NoMember {
		t.Error("an array element has a member name")
	}
	name := tape.ChildNamed(0, "name")
	if name != tape.Child(0, m.Member("name")) || tape.Nodes[name].Kind != node.Array {
		t.Errorf("name: node %d", name)
	}
	if tape.Child(name, m.Member("family")) != -1 || tape.Child(0, m.Member("photo")) != -1 || tape.ChildNamed(id, "x-") != -1 {
		t.Error("found members that are not there")
	}
	if f := tape.Child(name+1, m.Member("family")); f < 0 || string(tape.Raw(f)) != "F" {
		t.Errorf("family: node %d", f)
	}
}

// TestMemberIDs: every name of the model gets its id, whatever was predicted, in compact and in spaced text.
func TestMemberIDs(t *testing.T) {
	m := schema.R4()
	var p node.Parser
	var tape node.Tape
	for _, format := range []string{`{"%":1}`, `{ "%" : 1 }`, `{"id":0,"%":{"%":"%"}}`} {
		for id := int(schema.MemberResourceID) + 1; id < m.NumMembers(); id++ {
			name := m.MemberName(schema.MemberID(id))
			text := []byte(strings.ReplaceAll(format, "%", name))
			if err := p.Parse(text, &tape); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if c := tape.Child(0, schema.MemberID(id)); c < 0 || string(tape.MemberName(c)) != name {
				t.Fatalf("%s: %q not found by its id", text, name)
			}
		}
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		`"\"\\\/\b\f\n\r\t"`:         "\"\\/\b\f\n\r\t",
		`"\u0041\u00e4\u20AC\uFFFF"`: "Aä€\uffff",
		`"\ud83d\uDE00x"`:            "😀x",
		`"a\u0000b"`:                 "a\uFFFDb",
		`"a\ud83d"`:                  "a\uFFFD",
		`"\udE00x\ud83d\n"`:          "\uFFFDx\uFFFD\n",
		`"\ud83d\ud83d\ude00"`:       "\uFFFD😀",
		`"\ud83d\u0041"`:             "\uFFFDA",
		`"Grüße\n"`:                  "Grüße\n",
	} {
		var scratch []byte
		if got := string(parse(t, in).Text(0, &scratch)); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
