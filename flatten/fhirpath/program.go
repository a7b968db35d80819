package fhirpath

import (
	"fmt"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// Program is a compiled expression. It is immutable and may be used by many machines at once.
type Program struct {
	Source   string
	Warnings []*Error // elements that the model does not know: they are looked for in the data by their name
	op       op
	shape    shape
	result   Result
	text     string // the expression as the parser understood it
	indexed  bool   // $index is used: the position in the collection matters to a step
}

// Result is what is known of the values before there is data.
func (p *Program) Result() Result { return p.result }

// IsBoolean says whether the values are booleans for sure; IsOther, whether they are something else for sure.
func (p *Program) IsBoolean() bool { return p.shape.known() && p.shape.values() == Boolean }

// IsOther says whether the values are not booleans for sure.
func (p *Program) IsOther() bool { return p.shape.known() && p.shape.values() != Boolean }

// Element returns the definition of the element that the path ends at, nil where it ends at no single one.
func (p *Program) Element() *schema.Field { return p.shape.element }

// Focus says from what an expression starts.
type Focus struct{ shape shape }

// On returns the focus of values of a type: a resource type, a data type or a backbone element.
func On(t *schema.Type) Focus { return Focus{nodes(t.ID, false)} }

// Each returns the focus of a single value of the program's result: for the expressions below a forEach.
func (p *Program) Each() Focus {
	s := p.shape
	s.many = false
	return Focus{s}
}

// EachOf returns the focus of a single value of any of the programs' results: for the expressions below a repeat.
func EachOf(programs []*Program) Focus {
	if len(programs) == 0 {
		return Focus{unknownShape}
	}
	f := programs[0].Each()
	for _, p := range programs[1:] {
		if !p.shape.known() || !f.shape.known() || p.shape.typ != f.shape.typ || p.shape.kind != f.shape.kind {
			return Focus{unknownShape}
		}
	}
	return f
}

// Value is a constant's value: its FHIR type ("date", "string", …) and its text.
type Value struct{ Type, Text string }

// Options change how an expression is compiled.
type Options struct {
	Constants map[string]Value // %name
	Strict    bool             // an element that the model does not know is an error, not a warning
}

// Compile parses and checks an expression against the R4 model and makes a program of it. Errors are *Error.
func Compile(src string, focus Focus, o Options) (*Program, error) {
	e, err := Parse(src)
	if err != nil {
		return nil, err
	}
	c := &compiler{source: src, model: schema.R4(), options: o, root: focus.shape}
	code, err := c.expr(e, focus.shape)
	if err != nil {
		return nil, err
	}
	if o.Strict && len(c.warnings) > 0 {
		return nil, c.warnings[0]
	}
	return &Program{
		Source: src, Warnings: c.warnings, op: code.op, shape: code.shape, result: code.shape.result(c.model),
		text: e.String(), indexed: c.indexed,
	}, nil
}

// compiler turns a syntax tree into an op, checking types on the way.
type compiler struct {
	source   string
	model    *schema.Model
	options  Options
	root     shape // what $this is outside of all functions
	warnings []*Error
	indexed  bool // $index was met
}

// code is a compiled part.
type code struct {
	op     op
	shape  shape
	source Expr
}

func (c *compiler) fail(e Expr, format string, args ...any) error {
	return &Error{Source: c.source, Pos: e.Pos(), Msg: fmt.Sprintf(format, args...)}
}

func (c *compiler) warn(e Expr, format string, args ...any) {
	c.warnings = append(c.warnings, &Error{Source: c.source, Pos: e.Pos(), Msg: fmt.Sprintf(format, args...)})
}

// FirstMember is the member of the focus without which the path is empty; NoMember where there is no single one.
func (p *Program) FirstMember() schema.MemberID {
	c, ok := p.op.(*chain)
	if !ok || c.base != nil || len(c.steps) == 0 {
		return schema.NoMember
	}
	s, ok := c.steps[0].(*memberStep)
	if !ok || len(s.targets) != 1 || s.twins() {
		return schema.NoMember
	}
	return s.targets[0].member
}
