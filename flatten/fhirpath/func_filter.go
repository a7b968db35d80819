package fhirpath

import (
	"fmt"
	"strconv"
)

func init() {
	register(map[string]builtin{
		"where":     {1, 1, compileWhere},
		"select":    {1, 1, compileSelect},
		"repeat":    {1, 1, compileRepeat},
		"ofType":    {1, 1, compileOfType},
		"as":        {1, 1, compileAs("as")},
		"is":        {1, 1, compileAs("is")},
		"first":     {0, 0, compileFirst},
		"last":      collection(oneResult, pushLast),
		"tail":      collection(sameResult, func(m *Machine, in []Item) error { return pushRange(m, in, 1, len(in)) }),
		"single":    collection(oneResult, pushSingle),
		"skip":      {1, 1, compileRange(func(n, size int) (int, int) { return n, size })},
		"take":      {1, 1, compileRange(func(n, _ int) (int, int) { return 0, n })},
		"intersect": {1, 1, compileSets(true)},
		"exclude":   {1, 1, compileSets(false)},
		"union":     {1, 1, compileUnion(true)},
		"combine":   {1, 1, compileUnion(false)},
		"children":  collection(func(shape) shape { return unknownShape }, pushChildren),
		"iif":       {2, 3, compileIif},
		"trace":     {1, 2, func(_ *compiler, _ *Call, in code, _ shape) (code, error) { return in, nil }},
	})
}

func compileWhere(c *compiler, e *Call, in code, _ shape) (code, error) {
	c.wantTwin(in)
	if isNotEmptyText(e.Args[0]) && in.shape.kind == String {
		if j, ok := in.op.(*joined); ok {
			return code{op: &joined{input: j.input, separator: j.separator, notEmpty: true}, shape: in.shape}, nil
		}
		return c.append(in, &mapStep{"where $this != ''", pushNonEmpty}, in.shape), nil
	}
	criterion, err := c.lambda(e.Args[0], in.shape)
	if err != nil {
		return code{}, err
	}
	return c.append(in, &filterStep{criterion: criterion.op, source: e.Args[0].String()}, in.shape), nil
}

// isNotEmptyText recognises $this != ”, which the built-in tables put behind every join().
func isNotEmptyText(e Expr) bool {
	b, ok := e.(*Binary)
	if !ok || b.Op != "!=" {
		return false
	}
	this, ok1 := b.Left.(*Special)
	text, ok2 := b.Right.(*Literal)
	return ok1 && ok2 && this.Name == "$this" && text.Kind == StringLiteral && text.Text == ""
}

func pushNonEmpty(m *Machine, it Item) error {
	if len(it.Text) > 0 {
		m.push(it)
	}
	return nil
}

func compileSelect(c *compiler, e *Call, in code, _ shape) (code, error) {
	c.wantTwin(in)
	projection, err := c.lambda(e.Args[0], in.shape)
	if err != nil {
		return code{}, err
	}
	out := projection.shape
	out.many = out.many || in.shape.many
	return c.append(in, &mapStep{"select " + e.Args[0].String(), func(m *Machine, it Item) error {
		base := len(m.stack)
		m.push(it)
		if err := projection.op.eval(m, m.stack[base:base+1]); err != nil {
			return err
		}
		m.drop(base, base+1)
		return nil
	}}, out), nil
}

// maxRepeat bounds what repeat() collects: an expression that computes values may never come to an end.
const maxRepeat = 2000

// compileRepeat collects what the projection gives from the input, from that again, and so on, each item once.
func compileRepeat(c *compiler, e *Call, in code, _ shape) (code, error) {
	projection, err := c.lambda(e.Args[0], in.shape)
	if err != nil {
		return code{}, err
	}
	out := projection.shape
	if !out.known() || !in.shape.known() || out.typ != in.shape.typ {
		// The second round starts from other elements than the first: compile it for whatever they are.
		if projection, err = c.lambda(e.Args[0], unknownShape); err != nil {
			return code{}, err
		}
	}
	out.many = true
	return code{op: onInput(in.op, func(m *Machine, _, items []Item) error {
		base := len(m.stack)
		m.stack = append(m.stack, items...)
		seeds := len(m.stack)
		for next := base; next < len(m.stack); next++ {
			top := len(m.stack)
			if err := projection.op.eval(m, m.stack[next:next+1]); err != nil {
				return err
			}
			if m.keepNew(seeds, top); len(m.stack)-seeds > maxRepeat {
				return fmt.Errorf("%w: repeat() does not come to an end", ErrOperand)
			}
		}
		m.drop(base, seeds)
		return nil
	}), shape: out}, nil
}

// keepNew drops those items from top on that are already among the items from base to top.
func (m *Machine) keepNew(base, top int) {
	n := top
	for i := top; i < len(m.stack); i++ {
		if !m.has(m.stack[base:n], m.stack[i]) {
			m.stack[n] = m.stack[i]
			n++
		}
	}
	m.stack = m.stack[:n]
}

func compileOfType(c *compiler, e *Call, in code, _ shape) (code, error) {
	spec, err := c.typeArgument(e.Args[0])
	if err != nil {
		return code{}, err
	}
	return c.narrow(in, spec), nil
}

func compileAs(op string) func(c *compiler, e *Call, in code, _ shape) (code, error) {
	return func(c *compiler, e *Call, in code, _ shape) (code, error) {
		spec, err := c.typeArgument(e.Args[0])
		if err != nil {
			return code{}, err
		}
		name := spec.name
		if spec.system != Node {
			name = "System." + name
		}
		return c.testType(e, in, op, name)
	}
}

func compileFirst(c *compiler, _ *Call, in code, _ shape) (code, error) {
	return c.append(in, &pick{0}, oneResult(in.shape)), nil
}

func pushLast(m *Machine, in []Item) error {
	if len(in) > 0 {
		m.push(in[len(in)-1])
	}
	return nil
}

func pushSingle(m *Machine, in []Item) error {
	if len(in) > 1 {
		return ErrNotSingle
	}
	m.stack = append(m.stack, in...)
	return nil
}

func pushRange(m *Machine, in []Item, from, to int) error {
	from, to = max(from, 0), min(to, len(in))
	if from < to {
		m.stack = append(m.stack, in[from:to]...)
	}
	return nil
}

func compileRange(bounds func(n, size int) (from, to int)) func(c *compiler, e *Call, in code, focus shape) (code, error) {
	return func(c *compiler, e *Call, in code, focus shape) (code, error) {
		arg, err := c.expr(e.Args[0], focus)
		if err != nil {
			return code{}, err
		}
		return code{op: onInput(in.op, func(m *Machine, focus, items []Item) error {
			it, ok, err := singleValue(m, arg.op, focus)
			if err != nil || !ok {
				return err
			}
			n, err := strconv.Atoi(string(it.Text))
			if err != nil {
				return ErrOperand
			}
			from, to := bounds(n, len(items))
			return pushRange(m, items, from, to)
		}), shape: in.shape}, nil
	}
}

func compileSets(keep bool) func(c *compiler, e *Call, in code, focus shape) (code, error) {
	return func(c *compiler, e *Call, in code, focus shape) (code, error) {
		other, err := c.expr(e.Args[0], focus)
		if err != nil {
			return code{}, err
		}
		return code{op: onInput(in.op, func(m *Machine, focus, items []Item) error {
			base := len(m.stack)
			if err := other.op.eval(m, focus); err != nil {
				return err
			}
			top := len(m.stack)
			for _, it := range items {
				if m.has(m.stack[base:top], it) == keep {
					m.push(it)
				}
			}
			m.drop(base, top)
			if keep {
				m.distinct(base)
			}
			return nil
		}), shape: in.shape}, nil
	}
}

func compileUnion(distinct bool) func(c *compiler, e *Call, in code, focus shape) (code, error) {
	return func(c *compiler, e *Call, in code, focus shape) (code, error) {
		other, err := c.expr(e.Args[0], focus)
		if err != nil {
			return code{}, err
		}
		out := union(in.shape, other.shape)
		if distinct {
			return code{op: unionOp(in.op, other.op), shape: out}, nil
		}
		return code{op: function(func(m *Machine, focus []Item) error {
			if err := in.op.eval(m, focus); err != nil {
				return err
			}
			return other.op.eval(m, focus)
		}), shape: out}, nil
	}
}

// pushChildren pushes the values of all members, of unknown ones too, with the types that the model gives them.
func pushChildren(m *Machine, in []Item) error {
	for _, it := range in {
		if it.Kind != Node {
			continue
		}
		n := m.objectOf(it)
		if n == noNode {
			continue
		}
		for c, end := n+1, m.Tape.Nodes[n].Next; c < end; c = m.Tape.Nodes[c].Next {
			t := target{typ: anyType}
			if it.Type != anyType {
				if f := m.model.TypeByID(it.Type).Field(m.Tape.Nodes[c].Member); f != nil {
					t = targetOf(m.model, f)
				}
			}
			m.pushValues(c, &t)
		}
	}
	return nil
}

func compileIif(c *compiler, e *Call, in code, focus shape) (code, error) {
	args := make([]code, len(e.Args))
	for i, a := range e.Args {
		var err error
		if args[i], err = c.lambda(a, in.shape); err != nil {
			return code{}, err
		}
	}
	out := args[1].shape
	if len(args) == 3 {
		many := out.many || args[2].shape.many
		out = union(out, args[2].shape)
		out.many = many
	}
	return code{op: onInput(in.op, func(m *Machine, _, items []Item) error {
		if len(items) > 1 {
			return ErrNotSingle
		}
		ok, err := holds(m, args[0].op, items)
		switch {
		case err != nil:
			return err
		case ok:
			return args[1].op.eval(m, items)
		case len(args) == 3:
			return args[2].op.eval(m, items)
		}
		return nil
	}), shape: out}, nil
}
