package fhirpath

import (
	"fmt"
	"strconv"

	"github.com/tarn-sql/tarn/flatten/value"
)

func init() {
	register(map[string]builtin{
		"abs":      numberMap(sameResult, abs),
		"ceiling":  numberMap(intResult, ceiling),
		"floor":    numberMap(intResult, floor),
		"truncate": numberMap(intResult, func(d value.Decimal) (value.Decimal, bool) { return d.Truncate(), true }),
		"round":    {0, 1, compileRound},
	})
}

// numberInput reads the one number of an input.
func numberInput(m *Machine, in []Item) (d value.Decimal, kind Kind, ok bool, err error) {
	if len(in) != 1 {
		if len(in) > 1 {
			err = ErrNotSingle
		}
		return d, Decimal, false, err
	}
	v, ok := m.valueOf(in[0])
	if !ok || !isNumber(v.Kind) {
		return d, Decimal, false, fmt.Errorf("%w: a %s where a number is expected", ErrOperand, v.Kind)
	}
	d, ok = value.ParseDecimal(v.Text)
	return d, v.Kind, ok, nil
}

func numberMap(out func(shape) shape, fn func(value.Decimal) (value.Decimal, bool)) builtin {
	whole := out(computed(Decimal, false)).kind == Integer
	return collection(out, func(m *Machine, in []Item) error {
		d, kind, ok, err := numberInput(m, in)
		if err != nil || !ok {
			return err
		}
		if d, ok = fn(d); ok {
			if whole {
				kind = Integer
			}
			m.pushDecimal(kind, d)
		}
		return nil
	})
}

func abs(d value.Decimal) (value.Decimal, bool) {
	if d.Sign() < 0 {
		return d.Neg(), true
	}
	return d, true
}

func ceiling(d value.Decimal) (value.Decimal, bool) {
	t := d.Truncate()
	if t.Cmp(d) < 0 {
		return t.Add(value.DecimalFromInt(1))
	}
	return t, true
}

func floor(d value.Decimal) (value.Decimal, bool) {
	t := d.Truncate()
	if t.Cmp(d) > 0 {
		return t.Add(value.DecimalFromInt(-1))
	}
	return t, true
}

// compileRound is round([precision]): half away from zero, as FHIRPath has it.
func compileRound(c *compiler, e *Call, in code, focus shape) (code, error) {
	digits := 0
	if len(e.Args) == 1 {
		a, err := c.expr(e.Args[0], focus)
		if err != nil {
			return code{}, err
		}
		l, ok := a.op.(*literal)
		if ok && len(l.items) == 1 {
			digits, err = strconv.Atoi(string(l.items[0].Text))
		}
		if !ok || len(l.items) != 1 || err != nil || digits < 0 || digits > value.MaxDigits {
			return code{}, c.fail(e.Args[0], "a number of digits is expected here")
		}
	}
	return code{op: onInput(in.op, func(m *Machine, _, items []Item) error {
		d, _, ok, err := numberInput(m, items)
		if ok {
			m.pushDecimal(Decimal, d.RoundHalfAway(int32(digits)))
		}
		return err
	}), shape: computed(Decimal, false)}, nil
}
