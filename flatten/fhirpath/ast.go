package fhirpath

import "strings"

// Expr is a node of the syntax tree. Its String is the expression again, fully parenthesised where it matters.
type Expr interface {
	Pos() int
	String() string
}

// LiteralKind tells the literals apart.
type LiteralKind uint8

// The kinds of literals.
const (
	NullLiteral LiteralKind = iota // {}
	BooleanLiteral
	StringLiteral
	NumberLiteral
	DateLiteral
	DateTimeLiteral
	TimeLiteral
	QuantityLiteral // Text is the number, Unit the unit
)

type (
	// Literal is a constant written in the expression.
	Literal struct {
		At         int
		Kind       LiteralKind
		Text, Unit string
	}

	// Member is a name: of an element (Base.name), of a type at the beginning of a path (Patient.name), or of a type
	// given to a function.
	Member struct {
		At   int
		Base Expr // nil at the beginning of a path
		Name string
	}

	// Call is a function.
	Call struct {
		At   int
		Base Expr // nil at the beginning of a path
		Name string
		Args []Expr
	}

	// Index is Base[Index].
	Index struct {
		At          int
		Base, Index Expr
	}

	// Constant is %name.
	Constant struct {
		At   int
		Name string
	}

	// Special is $this, $index or $total.
	Special struct {
		At   int
		Name string
	}

	// Unary is +x or -x.
	Unary struct {
		At      int
		Op      string
		Operand Expr
	}

	// Binary is an operator between two expressions.
	Binary struct {
		At          int
		Op          string
		Left, Right Expr
	}

	// TypeTest is x is T or x as T.
	TypeTest struct {
		At      int
		Op      string // "is", "as"
		Operand Expr
		Type    string // possibly qualified: "FHIR.Quantity"
	}
)

// Pos is the byte offset of the expression's own token.
func (e *Literal) Pos() int  { return e.At }
func (e *Member) Pos() int   { return e.At }
func (e *Call) Pos() int     { return e.At }
func (e *Index) Pos() int    { return e.At }
func (e *Constant) Pos() int { return e.At }
func (e *Special) Pos() int  { return e.At }
func (e *Unary) Pos() int    { return e.At }
func (e *Binary) Pos() int   { return e.At }
func (e *TypeTest) Pos() int { return e.At }

func (e *Literal) String() string {
	switch e.Kind {
	case NullLiteral:
		return "{}"
	case StringLiteral:
		return quote(e.Text, '\'')
	case DateLiteral:
		return "@" + e.Text
	case DateTimeLiteral:
		if !strings.Contains(e.Text, "T") {
			return "@" + e.Text + "T"
		}
		return "@" + e.Text
	case TimeLiteral:
		return "@T" + e.Text
	case QuantityLiteral:
		return e.Text + " " + quote(e.Unit, '\'')
	}
	return e.Text
}

func (e *Member) String() string { return dotted(e.Base) + name(e.Name) }

func (e *Call) String() string {
	args := make([]string, len(e.Args))
	for i, a := range e.Args {
		args[i] = a.String()
	}
	return dotted(e.Base) + name(e.Name) + "(" + strings.Join(args, ", ") + ")"
}

func (e *Index) String() string    { return e.Base.String() + "[" + e.Index.String() + "]" }
func (e *Constant) String() string { return "%" + constantName(e.Name) }
func (e *Special) String() string  { return e.Name }
func (e *Unary) String() string    { return "(" + e.Op + e.Operand.String() + ")" }

func (e *Binary) String() string {
	return "(" + e.Left.String() + " " + e.Op + " " + e.Right.String() + ")"
}

func (e *TypeTest) String() string {
	return "(" + e.Operand.String() + " " + e.Op + " " + e.Type + ")"
}

func dotted(base Expr) string {
	if base == nil {
		return ""
	}
	return base.String() + "."
}

// name writes an identifier, delimited where the plain form would be read otherwise.
func name(s string) string {
	if isPlainName(s) && !keywords[s] {
		return s
	}
	return quote(s, '`')
}

func constantName(s string) string {
	if isPlainName(s) {
		return s
	}
	return quote(s, '`')
}

func isPlainName(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isLetter(s[i]) && (i == 0 || !isDigit(s[i])) {
			return false
		}
	}
	return s != ""
}

func quote(s string, q byte) string {
	var b strings.Builder
	b.WriteByte(q)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == q || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case strings.IndexByte("\r\n\t\f", c) >= 0:
			b.WriteByte('\\')
			b.WriteByte("rntf"[strings.IndexByte("\r\n\t\f", c)])
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(q)
	return b.String()
}
