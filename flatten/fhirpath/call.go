package fhirpath

import (
	"sort"
	"strconv"
)

// builtin is a function of the language: how many arguments it takes, and how a call of it is compiled.
type builtin struct {
	min, max int
	compile  func(c *compiler, e *Call, in code, focus shape) (code, error)
}

// builtins are all functions by name. Each family of functions stands in a file of its own and registers them here.
var builtins = map[string]builtin{}

func register(family map[string]builtin) {
	for name, b := range family {
		if _, ok := builtins[name]; ok {
			panic("fhirpath: two functions " + name)
		}
		builtins[name] = b
	}
}

func (c *compiler) call(e *Call, focus shape) (code, error) {
	b, ok := builtins[e.Name]
	if !ok {
		return code{}, c.fail(e, "there is no function %s()%s", e.Name, nearestFunction(e.Name))
	}
	if n := len(e.Args); n < b.min || n > b.max {
		return code{}, c.fail(e, "%s() takes %s, not %d", e.Name, b.arity(), n)
	}
	in, err := c.input(e.Base, focus)
	if err != nil {
		return code{}, err
	}
	return b.compile(c, e, in, focus)
}

func (b builtin) arity() string {
	switch {
	case b.max == 0:
		return "no arguments"
	case b.max == 1 && b.min == 1:
		return "one argument"
	case b.max == b.min:
		return strconv.Itoa(b.min) + " arguments"
	case b.max > 99:
		return "at least " + strconv.Itoa(b.min) + " arguments"
	}
	return strconv.Itoa(b.min) + " to " + strconv.Itoa(b.max) + " arguments"
}

func nearestFunction(name string) string {
	best, distance := "", 3
	names := make([]string, 0, len(builtins))
	for n := range builtins {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		if d := editDistance(name, n); d < distance {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "()?"
}

// lambda compiles an argument that is evaluated once for each item, with the item as $this.
func (c *compiler) lambda(e Expr, in shape) (code, error) {
	in.many = false
	return c.expr(e, in)
}

// typeArgument reads an argument that names a type.
func (c *compiler) typeArgument(e Expr) (typeSpec, error) {
	m, ok := e.(*Member)
	if !ok {
		return typeSpec{}, c.fail(e, "the name of a type is expected")
	}
	name := m.Name
	if q, ok := m.Base.(*Member); ok && q.Base == nil {
		name = q.Name + "." + name
	}
	spec, ok := parseType(c.model, name)
	if !ok {
		return spec, c.fail(e, "there is no type %s", name)
	}
	return spec, nil
}

// stringArgument reads an argument that must be a string literal or constant.
func (c *compiler) stringArgument(e Expr, focus shape) (string, error) {
	a, err := c.expr(e, focus)
	if err != nil {
		return "", err
	}
	l, ok := a.op.(*literal)
	if !ok || len(l.items) != 1 || l.items[0].Kind != String {
		return "", c.fail(e, "a string is expected here")
	}
	return string(l.items[0].Text), nil
}

// collection makes the compile function of an operation over the whole input without arguments.
func collection(out func(in shape) shape, fn func(m *Machine, in []Item) error) builtin {
	return builtin{0, 0, func(c *compiler, _ *Call, in code, _ shape) (code, error) {
		return code{op: onInput(in.op, func(m *Machine, _, items []Item) error { return fn(m, items) }), shape: out(in.shape)}, nil
	}}
}

// boolResult, intResult and sameResult say what operations give.
func boolResult(shape) shape   { return computed(Boolean, false) }
func intResult(shape) shape    { return computed(Integer, false) }
func sameResult(s shape) shape { return s }
func oneResult(s shape) shape {
	s.many = false
	return s
}
