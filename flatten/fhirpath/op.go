package fhirpath

import "fmt"

// op is a compiled expression. eval pushes its values for a focus ($this) onto the machine's stack; on an error the
// stack is undefined above where it was.
type op interface {
	eval(m *Machine, focus []Item) error
}

// chain is a path: the focus, or the values of base, through steps.
type chain struct {
	base  op // nil: the focus
	name  string
	steps []step
}

func (c *chain) eval(m *Machine, focus []Item) error {
	base := len(m.stack)
	outer := m.index
	defer func() { m.index = outer }()
	steps := c.steps
	switch {
	case c.base != nil:
		if err := c.base.eval(m, focus); err != nil {
			return err
		}
	case len(focus) == 1 && len(steps) > 0 && !isPick(steps[0]): // mostly: nothing to be moved on the stack
		m.index = 0
		if err := steps[0].apply(m, focus[0]); err != nil {
			return err
		}
		steps = steps[1:]
	default:
		m.stack = append(m.stack, focus...)
	}
	for _, s := range steps {
		if err := runStep(m, s, base); err != nil {
			return err
		}
	}
	return nil
}

func isPick(s step) bool {
	_, ok := s.(*pick)
	return ok
}

// runStep replaces the items from base on by what the step makes of them.
func runStep(m *Machine, s step, base int) error {
	top := len(m.stack)
	if p, ok := s.(*pick); ok {
		if p.n < top-base {
			m.stack[base] = m.stack[base+p.n]
			m.stack = m.stack[:base+1]
		} else {
			m.stack = m.stack[:base]
		}
		return nil
	}
	for i := base; i < top; i++ {
		m.index = i - base
		if err := s.apply(m, m.stack[i]); err != nil {
			return err
		}
	}
	m.drop(base, top)
	return nil
}

// literal pushes constants.
type literal struct{ items []Item }

func (l *literal) eval(m *Machine, _ []Item) error {
	m.stack = append(m.stack, l.items...)
	return nil
}

// function is an operation over whole collections. Its implementation gets the focus and pushes the result.
type function func(m *Machine, focus []Item) error

func (f function) eval(m *Machine, focus []Item) error { return f(m, focus) }

// onInput makes an operation of an input expression (nil: the focus) and of what to do with its values, which lie on
// the stack from base on while fn runs; what fn pushes replaces them.
func onInput(input op, fn func(m *Machine, focus, in []Item) error) op {
	return function(func(m *Machine, focus []Item) error {
		base := len(m.stack)
		if err := evalOr(input, m, focus); err != nil {
			return err
		}
		top := len(m.stack)
		if err := fn(m, focus, m.stack[base:top:top]); err != nil {
			return err
		}
		m.drop(base, top)
		return nil
	})
}

func evalOr(input op, m *Machine, focus []Item) error {
	if input == nil {
		m.stack = append(m.stack, focus...)
		return nil
	}
	return input.eval(m, focus)
}

// single evaluates an expression that must have at most one value. ok is false where it is empty.
func single(m *Machine, e op, focus []Item) (it Item, ok bool, err error) {
	base := len(m.stack)
	if err := e.eval(m, focus); err != nil {
		return Item{}, false, err
	}
	n := len(m.stack) - base
	if n > 0 {
		it = m.stack[base]
	}
	m.stack = m.stack[:base]
	if n > 1 {
		return Item{}, false, fmt.Errorf("%w: %d", ErrNotSingle, n)
	}
	return it, n == 1, nil
}

// singleValue is single for the value that an element states.
func singleValue(m *Machine, e op, focus []Item) (it Item, ok bool, err error) {
	it, ok, err = single(m, e, focus)
	if ok {
		it, ok = m.valueOf(it)
	}
	return it, ok, err
}

// logic is the outcome of a Boolean expression in three-valued logic.
type logic uint8

const (
	unknown logic = iota
	no
	yes
)

func logicOf(v bool) logic {
	if v {
		return yes
	}
	return no
}

func (l logic) push(m *Machine) {
	if l != unknown {
		m.push(booleanItem(l == yes))
	}
}

// truth evaluates an expression as a Boolean. A single value of another type counts as true: that is FHIRPath's
// singleton evaluation of collections.
func truth(m *Machine, e op, focus []Item) (logic, error) {
	it, ok, err := single(m, e, focus)
	if err != nil || !ok {
		return unknown, err
	}
	if v, ok := m.valueOf(it); ok && v.Kind == Boolean {
		return logicOf(v.isTrue()), nil
	}
	return yes, nil
}

// holds says whether a criterion is true.
func holds(m *Machine, e op, focus []Item) (bool, error) {
	l, err := truth(m, e, focus)
	return l == yes, err
}
