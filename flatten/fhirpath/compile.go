package fhirpath

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// expr compiles an expression whose $this has the shape focus.
func (c *compiler) expr(e Expr, focus shape) (code, error) {
	code, err := c.dispatch(e, focus)
	code.source = e
	return code, err
}

func (c *compiler) dispatch(e Expr, focus shape) (code, error) {
	switch e := e.(type) {
	case *Literal:
		return c.literal(e), nil
	case *Member:
		return c.member(e, focus)
	case *Call:
		return c.call(e, focus)
	case *Index:
		return c.index(e, focus)
	case *Constant:
		return c.constant(e)
	case *Special:
		return c.special(e, focus)
	case *Unary:
		return c.unary(e, focus)
	case *Binary:
		return c.binary(e, focus)
	case *TypeTest:
		return c.typeTest(e, focus)
	}
	return code{}, c.fail(e, "an expression of an unknown kind")
}

// input compiles what stands before the dot; without one it is the focus itself.
func (c *compiler) input(base Expr, focus shape) (code, error) {
	if base == nil {
		return code{op: &chain{}, shape: focus}, nil
	}
	return c.expr(base, focus)
}

func (c *compiler) literal(e *Literal) code {
	it, ok := literalItem(e)
	if !ok {
		return code{op: &literal{}, shape: unknownShape}
	}
	return code{op: &literal{items: []Item{it}}, shape: computed(it.Kind, false)}
}

func literalItem(e *Literal) (Item, bool) {
	switch e.Kind {
	case NullLiteral:
		return Item{}, false
	case BooleanLiteral:
		return booleanItem(e.Text == "true"), true
	case QuantityLiteral:
		return Item{Kind: Quantity, Text: []byte(e.Text + e.Unit), Aux: uint32(len(e.Text))}, true
	case NumberLiteral:
		if strings.Contains(e.Text, ".") {
			return Item{Kind: Decimal, Text: []byte(e.Text)}, true
		}
		return Item{Kind: Integer, Text: []byte(e.Text)}, true
	}
	kind := map[LiteralKind]Kind{
		StringLiteral: String, DateLiteral: Date, DateTimeLiteral: DateTime, TimeLiteral: Time,
	}[e.Kind]
	return Item{Kind: kind, Text: []byte(e.Text)}, true
}

func (c *compiler) member(e *Member, focus shape) (code, error) {
	if e.Base == nil {
		if code, ok := c.rootType(e, focus); ok {
			return code, nil
		}
	}
	in, err := c.input(e.Base, focus)
	if err != nil {
		return code{}, err
	}
	if e.Name == "name" {
		if t, ok := in.op.(*typeInfo); ok {
			return code{op: t.names(), shape: computed(String, in.shape.many)}, nil
		}
	}
	return c.descend(e, in)
}

// rootType compiles the name of a type at the beginning of a path: Patient.name on a Patient.
func (c *compiler) rootType(e *Member, focus shape) (code, bool) {
	spec, ok := parseType(c.model, e.Name)
	if !ok || spec.system != Node || focus.kind != Node {
		return code{}, false
	}
	if c.model.TypeByID(spec.id).Kind == schema.Primitive || len(c.fields(focus, e.Name)) > 0 {
		return code{}, false
	}
	in := code{op: &chain{}, shape: focus}
	return c.narrow(in, spec), true
}

// descend appends the step to the elements of a name.
func (c *compiler) descend(e *Member, in code) (code, error) {
	if in.shape.kind != Node {
		return code{}, c.fail(e, "a %s has no elements", in.shape.kind)
	}
	fields := c.fields(in.shape, e.Name)
	if len(fields) == 0 {
		c.unknownElement(e, in.shape)
		return c.append(in, &nameStep{name: e.Name}, unknownShape), nil
	}
	c.wantTwin(in)
	step := &memberStep{name: e.Name}
	out := nodes(fields[0].Type, in.shape.many || fields[0].Many)
	out.element = &fields[0]
	for i := range fields {
		step.targets = append(step.targets, targetOf(c.model, &fields[i]))
	}
	if len(fields) > 1 {
		out.alts, out.typ, out.element = fields, anyType, nil
	}
	return c.append(in, step, out), nil
}

// fields returns the elements that a name stands for: one, or the alternatives of a choice; none where the model does
// not say.
func (c *compiler) fields(in shape, name string) []schema.Field {
	if in.none || in.typ == anyType && len(in.alts) == 0 {
		return nil
	}
	if len(in.alts) > 0 {
		return c.commonField(in.alts, name)
	}
	t := c.model.TypeByID(in.typ)
	if t.Kind == schema.Resource && t.Abstract {
		return nil // what it really is, the data says
	}
	if t.Kind == schema.Primitive {
		t, _ = c.model.Type("Element") // id and extension
	}
	if choices := t.Choices(name); choices != nil {
		return choices
	}
	if f, ok := t.FieldByName(name); ok {
		return []schema.Field{*f}
	}
	return nil
}

// commonField finds an element in the alternatives of a choice: value.code without ofType. All alternatives that have it
// must agree on what it is.
func (c *compiler) commonField(alts []schema.Field, name string) []schema.Field {
	var found []schema.Field
	for _, a := range alts {
		f, ok := c.model.TypeByID(a.Type).FieldByName(name)
		if ok && (found == nil || found[0].Member == f.Member && found[0].Type == f.Type) {
			found = []schema.Field{*f}
		} else if ok {
			return nil
		}
	}
	return found
}

// unknownElement warns of a name that the model does not know, with the nearest one that it does.
func (c *compiler) unknownElement(e *Member, in shape) {
	if in.none || in.typ == anyType && len(in.alts) == 0 {
		return
	}
	if len(in.alts) > 0 {
		c.warn(e, "no type of the choice has the element %q; say which one with ofType()", e.Name)
		return
	}
	t := c.model.TypeByID(in.typ)
	if t.Abstract && t.Kind == schema.Resource || e.Name == "resourceType" {
		return
	}
	if hint := nearest(e.Name, t); hint != "" {
		c.warn(e, "%s has no element %q; did you mean %q?", t.Name, e.Name, hint)
		return
	}
	c.warn(e, "%s has no element %q", t.Name, e.Name)
}

// append adds a step to a path, or starts one on the result of another expression.
func (c *compiler) append(in code, s step, out shape) code {
	if p, ok := in.op.(*chain); ok {
		p.steps = append(p.steps, s)
		return code{op: p, shape: out}
	}
	return code{op: &chain{base: in.op, name: in.source.String(), steps: []step{s}}, shape: out}
}

// wantTwin makes the path bring the extensions of its primitives along, because the next operation looks at them.
func (c *compiler) wantTwin(in code) {
	p, ok := in.op.(*chain)
	if !ok || in.shape.kind != Node {
		return
	}
	for i := len(p.steps) - 1; i >= 0; i-- {
		if s, ok := p.steps[i].(*memberStep); ok {
			for k := range s.targets {
				if t := &s.targets[k]; primitiveOf(t.typ).kind != Node {
					t.twin = c.model.Member("_" + c.model.MemberName(t.member))
					if t.twin == schema.UnknownMember {
						t.twin = schema.NoMember
					}
				}
			}
			return
		}
	}
}

// narrow keeps the values of one type; of a choice element only those alternatives are looked at.
func (c *compiler) narrow(in code, spec typeSpec) code {
	out := in.shape
	if spec.system != Node {
		out.kind = in.shape.kind
		if in.shape.kind == Node && in.shape.none {
			out = unknownShape
		}
		return c.append(in, &typeStep{spec}, out)
	}
	if in.shape.kind != Node {
		return c.append(in, &typeStep{spec}, out)
	}
	if p, ok := in.op.(*chain); ok && len(in.shape.alts) > 0 && len(p.steps) > 0 {
		if s, ok := p.steps[len(p.steps)-1].(*memberStep); ok {
			return c.narrowChoice(in, s, spec)
		}
	}
	out.alts, out.typ, out.none = nil, spec.id, false
	if in.shape.typ == spec.id && len(in.shape.alts) == 0 {
		return in
	}
	return c.append(in, &typeStep{spec}, out)
}

func (c *compiler) narrowChoice(in code, s *memberStep, spec typeSpec) code {
	var targets []target
	for _, t := range s.targets {
		if isA(c.model, t.typ, spec.name) {
			targets = append(targets, t)
		}
	}
	s.targets = targets
	out := in.shape
	out.typ, out.alts = spec.id, nil
	for i := range in.shape.alts {
		if in.shape.alts[i].Type == spec.id {
			out.element = &in.shape.alts[i]
		}
	}
	return code{op: in.op, shape: out}
}

func (c *compiler) index(e *Index, focus shape) (code, error) {
	in, err := c.input(e.Base, focus)
	if err != nil {
		return code{}, err
	}
	i, err := c.expr(e.Index, focus)
	if err != nil {
		return code{}, err
	}
	out := in.shape
	out.many = false
	if l, ok := i.op.(*literal); ok && len(l.items) == 1 && l.items[0].Kind == Integer {
		if n, err := strconv.Atoi(string(l.items[0].Text)); err == nil && n >= 0 {
			return c.append(in, &pick{n}, out), nil
		}
	}
	if i.shape.known() && i.shape.values() != Integer {
		return code{}, c.fail(e.Index, "an index is an integer, not %s", i.shape.describe(c.model))
	}
	return code{op: indexed(in.op, i.op), shape: out}, nil
}

// indexed is in[i] with a computed index.
func indexed(in, i op) op {
	return onInput(in, func(m *Machine, focus, items []Item) error {
		it, ok, err := singleValue(m, i, focus)
		if err != nil || !ok {
			return err
		}
		if n, err := strconv.Atoi(string(it.Text)); err == nil && n >= 0 && n < len(items) {
			m.push(items[n])
		}
		return nil
	})
}

func (c *compiler) special(e *Special, focus shape) (code, error) {
	switch e.Name {
	case "$this":
		return code{op: &chain{}, shape: focus}, nil
	case "$index":
		c.indexed = true
		return code{op: function(func(m *Machine, _ []Item) error {
			m.push(m.integer(int64(m.index)))
			return nil
		}), shape: computed(Integer, false)}, nil
	}
	return code{}, c.fail(e, "%s has a meaning only inside aggregate(), which is not supported", e.Name)
}

func (c *compiler) typeTest(e *TypeTest, focus shape) (code, error) {
	in, err := c.expr(e.Operand, focus)
	if err != nil {
		return code{}, err
	}
	return c.testType(e, in, e.Op, e.Type)
}

// testType compiles x is T and x as T, in both spellings.
func (c *compiler) testType(e Expr, in code, op, name string) (code, error) {
	spec, ok := parseType(c.model, name)
	if !ok {
		return code{}, c.fail(e, "there is no type %s", name)
	}
	if op == "as" {
		return c.narrow(in, spec), nil
	}
	test := onInput(in.op, func(m *Machine, _, items []Item) error {
		switch len(items) {
		case 0:
		case 1:
			m.push(booleanItem(spec.admits(m, &items[0])))
		default:
			return ErrNotSingle
		}
		return nil
	})
	return code{op: test, shape: computed(Boolean, false)}, nil
}
