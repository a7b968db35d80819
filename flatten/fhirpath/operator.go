package fhirpath

import (
	"bytes"
	"fmt"
)

func (c *compiler) binary(e *Binary, focus shape) (code, error) {
	left, err := c.expr(e.Left, focus)
	if err != nil {
		return code{}, err
	}
	right, err := c.expr(e.Right, focus)
	if err != nil {
		return code{}, err
	}
	l, r := left.op, right.op
	boolean := computed(Boolean, false)
	switch e.Op {
	case "and", "or", "xor", "implies":
		return code{op: logicOp(e.Op, l, r), shape: boolean}, nil
	case "=", "!=", "~", "!~":
		return code{op: equalityOp(e.Op, l, r), shape: boolean}, nil
	case "<", "<=", ">", ">=":
		return code{op: orderOp(e.Op, l, r), shape: boolean}, c.checkOrder(e, left.shape, right.shape)
	case "|":
		return code{op: unionOp(l, r), shape: union(left.shape, right.shape)}, nil
	case "in":
		return code{op: memberOp(l, r), shape: boolean}, nil
	case "contains":
		return code{op: memberOp(r, l), shape: boolean}, nil
	case "&":
		return code{op: concatOp(l, r), shape: computed(String, false)}, nil
	}
	kind, err := c.arithmeticKind(e, left.shape, right.shape)
	return code{op: arithmeticOp(e.Op, l, r), shape: computed(kind, false)}, err
}

func union(a, b shape) shape {
	if a.known() && b.known() && a.kind == b.kind && a.typ == b.typ {
		a.many, a.element = true, nil
		return a
	}
	return unknownShape
}

// checkOrder refuses comparisons that can never be made.
func (c *compiler) checkOrder(e *Binary, a, b shape) error {
	if !a.known() || !b.known() {
		return nil
	}
	x, y := a.values(), b.values()
	switch {
	case x == Boolean || y == Boolean:
		return c.fail(e, "booleans have no order")
	case x == y || isNumber(x) && isNumber(y) || isTemporal(x) && isTemporal(y):
		return nil
	case x == Node || y == Node:
		return nil // quantities and the like: the data decides
	}
	return c.fail(e, "a %s cannot be compared with a %s", x, y)
}

func (c *compiler) arithmeticKind(e *Binary, a, b shape) (Kind, error) {
	x, y := a.values(), b.values()
	if !a.known() || !b.known() || x == Node || y == Node {
		return Decimal, nil
	}
	switch {
	case isNumber(x) && isNumber(y):
		if x == Integer && y == Integer && e.Op != "/" {
			return Integer, nil
		}
		return Decimal, nil
	case x == String && y == String && e.Op == "+":
		return String, nil
	}
	return Decimal, c.fail(e, "%s does not take a %s and a %s", e.Op, x, y)
}

func equalityOp(name string, left, right op) op {
	negate := name[0] == '!'
	return function(func(m *Machine, focus []Item) error {
		base := len(m.stack)
		if err := left.eval(m, focus); err != nil {
			return err
		}
		middle := len(m.stack)
		if err := right.eval(m, focus); err != nil {
			return err
		}
		a, b := m.stack[base:middle], m.stack[middle:]
		var l logic
		if name[len(name)-1] == '~' {
			l = logicOf(m.equivalent(a, b))
		} else {
			l = m.equalAll(a, b)
		}
		m.stack = m.stack[:base]
		if negate && l != unknown {
			l = logicOf(l == no)
		}
		l.push(m)
		return nil
	})
}

// equalAll compares two collections item by item; unknown where one is empty.
func (m *Machine) equalAll(a, b []Item) logic {
	if len(a) == 0 || len(b) == 0 {
		return unknown
	}
	if len(a) != len(b) {
		return no
	}
	result := yes
	for i := range a {
		switch m.equal(a[i], b[i]) {
		case no:
			return no
		case unknown:
			result = unknown
		}
	}
	return result
}

// equivalent compares two collections as "~" does: in any order, strings without case and blanks, empty equals empty.
func (m *Machine) equivalent(a, b []Item) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !m.hasEquivalent(b, a[i]) {
			return false
		}
	}
	return true
}

func (m *Machine) hasEquivalent(list []Item, it Item) bool {
	for i := range list {
		x, ok1 := m.valueOf(it)
		y, ok2 := m.valueOf(list[i])
		if ok1 && ok2 && x.Kind == String && y.Kind == String {
			if bytes.EqualFold(bytes.Join(bytes.Fields(x.Text), []byte(" ")), bytes.Join(bytes.Fields(y.Text), []byte(" "))) {
				return true
			}
		} else if m.equal(it, list[i]) == yes {
			return true
		}
	}
	return false
}

func orderOp(name string, left, right op) op {
	return function(func(m *Machine, focus []Item) error {
		a, okA, err := singleValue(m, left, focus)
		if err != nil {
			return err
		}
		b, okB, err := singleValue(m, right, focus)
		if err != nil || !okA || !okB {
			return err
		}
		c, l, err := m.order(a, b)
		if err != nil || l == unknown {
			return err
		}
		m.push(booleanItem(c < 0 && name[0] == '<' || c > 0 && name[0] == '>' || c == 0 && len(name) == 2))
		return nil
	})
}

// order compares two values; unknown where their order is not known.
func (m *Machine) order(a, b Item) (int, logic, error) {
	switch {
	case isNumber(a.Kind) && isNumber(b.Kind):
		c, ok := compareNumbers(a.Text, b.Text)
		return c, unknownUnless(ok, yes), nil
	case isTemporal(a.Kind) && isTemporal(b.Kind):
		c, l := compareTemporal(a, b)
		return c, unknownUnless(l == yes, yes), nil
	case a.Kind == String && b.Kind == String:
		return bytes.Compare(a.Text, b.Text), yes, nil
	case a.Kind == Quantity && b.Kind == Quantity:
		c, ok := compareQuantities(a, b)
		return c, unknownUnless(ok, yes), nil
	}
	return 0, unknown, fmt.Errorf("%w: %s compared with %s", ErrOperand, a.Kind, b.Kind)
}

// unionOp is left | right.
func unionOp(left, right op) op { return &unionOf{left, right} }

type unionOf struct{ left, right op }

func (u *unionOf) eval(m *Machine, focus []Item) error {
	base := len(m.stack)
	if err := u.left.eval(m, focus); err != nil {
		return err
	}
	if err := u.right.eval(m, focus); err != nil {
		return err
	}
	m.distinct(base)
	return nil
}

// distinct removes items from base on that equal an earlier one.
func (m *Machine) distinct(base int) {
	n := base
	for i := base; i < len(m.stack); i++ {
		if !m.has(m.stack[base:n], m.stack[i]) {
			m.stack[n] = m.stack[i]
			n++
		}
	}
	m.stack = m.stack[:n]
}

func (m *Machine) has(list []Item, it Item) bool {
	for i := range list {
		if m.equal(list[i], it) == yes {
			return true
		}
	}
	return false
}

// memberOp is x in list.
func memberOp(x, list op) op {
	return onInput(list, func(m *Machine, focus, items []Item) error {
		it, ok, err := single(m, x, focus)
		if err != nil || !ok {
			return err
		}
		m.push(booleanItem(m.has(items, it)))
		return nil
	})
}

// concatOp is "&": strings put together, where empty counts as ”.
func concatOp(left, right op) op {
	return function(func(m *Machine, focus []Item) error {
		a, _, err := singleValue(m, left, focus)
		if err != nil {
			return err
		}
		b, _, err := singleValue(m, right, focus)
		if err != nil {
			return err
		}
		start := len(m.arena)
		m.arena = append(append(m.arena, a.Text...), b.Text...)
		m.pushText(String, start)
		return nil
	})
}

func (c *compiler) unary(e *Unary, focus shape) (code, error) {
	in, err := c.expr(e.Operand, focus)
	if err != nil || e.Op == "+" {
		return in, err
	}
	if l, ok := in.op.(*literal); ok && len(l.items) == 1 && isNumber(l.items[0].Kind) {
		l.items[0].Text = append([]byte("-"), l.items[0].Text...)
		return in, nil
	}
	zero := &literal{items: []Item{{Kind: Integer, Text: []byte("0")}}}
	return code{op: arithmeticOp("-", zero, in.op), shape: in.shape}, nil
}
