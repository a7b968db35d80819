package fhirpath

import (
	"fmt"

	"github.com/tarn-sql/tarn/flatten/value"
)

func arithmeticOp(name string, left, right op) op {
	return function(func(m *Machine, focus []Item) error {
		a, okA, err := singleValue(m, left, focus)
		if err != nil {
			return err
		}
		b, okB, err := singleValue(m, right, focus)
		if err != nil || !okA || !okB {
			return err
		}
		if a.Kind == String && b.Kind == String && name == "+" {
			start := len(m.arena)
			m.arena = append(append(m.arena, a.Text...), b.Text...)
			m.pushText(String, start)
			return nil
		}
		if !isNumber(a.Kind) || !isNumber(b.Kind) {
			return fmt.Errorf("%w: %s %s %s", ErrOperand, a.Kind, name, b.Kind)
		}
		m.calculate(name, a, b)
		return nil
	})
}

// calculate pushes the result of an operation on numbers, nothing where there is none (division by zero, overflow).
func (m *Machine) calculate(name string, a, b Item) {
	x, ok1 := value.ParseDecimal(a.Text)
	y, ok2 := value.ParseDecimal(b.Text)
	if !ok1 || !ok2 {
		return
	}
	kind := Decimal
	if a.Kind == Integer && b.Kind == Integer && name != "/" {
		kind = Integer
	}
	var r value.Decimal
	ok := false
	switch name {
	case "+":
		r, ok = x.Add(y)
	case "-":
		r, ok = x.Add(y.Neg())
	case "*":
		r, ok = x.Mul(y)
	case "/":
		r, ok = x.Quo(y)
	case "div":
		if r, ok = x.Quo(y); ok {
			r, kind = r.Truncate(), Integer
		}
	case "mod":
		r, ok = x.Mod(y)
	}
	if ok {
		m.pushDecimal(kind, r)
	}
}

func (m *Machine) pushDecimal(k Kind, d value.Decimal) {
	start := len(m.arena)
	m.arena = d.Append(m.arena)
	m.pushText(k, start)
}
