package node

import (
	"github.com/tarn-sql/tarn/flatten/schema"
)

// Raw returns the value's source text: a string without its quotes and with its escapes, everything else whole.
func (t *Tape) Raw(i int) []byte {
	n := &t.Nodes[i]
	return t.Bytes[n.Start:n.End]
}

// Text returns the value of a string, or the source text of any other value. Where the string has escapes it is
// unescaped into *scratch, whose old content is lost; so the result is valid until scratch is used again.
func (t *Tape) Text(i int, scratch *[]byte) []byte {
	if !t.Nodes[i].Escaped {
		return t.Raw(i)
	}
	*scratch = appendUnescaped((*scratch)[:0], t.Raw(i))
	return *scratch
}

// AppendText appends to dst what Text returns.
func (t *Tape) AppendText(dst []byte, i int) []byte {
	if !t.Nodes[i].Escaped {
		return append(dst, t.Raw(i)...)
	}
	return appendUnescaped(dst, t.Raw(i))
}

// MemberName returns the member name under which value i stands in its parent, unescaped; nil in arrays and at the root.
// It looks into the source text: for names that the model knows, schema.Model.MemberName is cheaper.
func (t *Tape) MemberName(i int) []byte {
	name := t.rawMemberName(i)
	if name == nil {
		return nil
	}
	for _, c := range name {
		if c == '\\' {
			return appendUnescaped(nil, name)
		}
	}
	return name
}

// rawMemberName walks back from the value over ':' to the name's quotes. A quote inside a name has an odd number of
// backslashes before it; the opening quote has '{', ',' or white space.
func (t *Tape) rawMemberName(i int) []byte {
	if t.Nodes[i].Member == schema.NoMember {
		return nil
	}
	b := t.Bytes
	end := int(t.Nodes[i].Start) - 1
	if t.Nodes[i].Kind == String {
		end--
	}
	for b[end] != ':' {
		end--
	}
	for end--; b[end] != '"'; end-- {
	}
	start := end - 1
	for ; ; start-- {
		if b[start] != '"' {
			continue
		}
		k := start
		for b[k-1] == '\\' {
			k--
		}
		if (start-k)%2 == 0 {
			return b[start+1 : end]
		}
	}
}
