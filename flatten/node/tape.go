package node

import "github.com/tarn-sql/tarn/flatten/schema"

// Kind is the JSON kind of a value on the tape.
type Kind uint8

// The kinds of values.
const (
	Null Kind = iota
	False
	True
	Number // the source text, digit by digit
	String
	Array
	Object
)

// Node is one JSON value. A tape is the values of one resource in document order, parents before children.
type Node struct {
	// Start and End bound the value in Tape.Bytes: a string without its quotes, everything else whole.
	Start, End uint32
	// Next is the index of the first node after this value's subtree; the first child, if any, stands right behind
	// the node itself. So the children of i are: for c := i+1; c < tape.Nodes[i].Next; c = tape.Nodes[c].Next.
	Next uint32
	// Member is the member name under which the value stands in its parent object, resolved against the R4 model:
	// the same id for the same name everywhere; schema.NoMember in arrays and at the root; names the model does not
	// know get schema.UnknownMember, and their text is read by Tape.MemberName.
	Member schema.MemberID
	Kind   Kind
	// Escaped: a string with escapes; use Tape.Text instead of the raw bytes.
	Escaped bool
}

// Tape is one parsed resource. Nodes[0] is the resource object. It borrows Bytes: valid as long as they are, and until
// the next Parse into the same Tape.
type Tape struct {
	Bytes   []byte
	Nodes   []Node
	Unknown int // nodes with schema.UnknownMember
}
