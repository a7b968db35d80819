package fhirpath

import "github.com/tarn-sql/tarn/flatten/value"

func init() {
	register(map[string]builtin{
		"lowBoundary":  {0, 1, compileBoundary(false)},
		"highBoundary": {0, 1, compileBoundary(true)},
	})
}

// compileBoundary is lowBoundary() and highBoundary(): the least or greatest value that the stated precision allows.
func compileBoundary(high bool) func(c *compiler, e *Call, in code, focus shape) (code, error) {
	return func(c *compiler, e *Call, in code, _ shape) (code, error) {
		if len(e.Args) > 0 {
			return code{}, c.fail(e.Args[0], "a boundary of another precision than the full one is not supported")
		}
		out := computed(in.shape.values(), false)
		if !in.shape.known() || out.kind == Node {
			out = unknownShape
		}
		return code{op: onInput(in.op, func(m *Machine, _, items []Item) error {
			if len(items) > 1 {
				return ErrNotSingle
			}
			if len(items) == 1 {
				if v, ok := m.valueOf(m.periodEnd(items[0], high)); ok {
					m.pushBoundary(v, high)
				}
			}
			return nil
		}), shape: out}, nil
	}
}

// periodEnd goes from a Period to its start or end.
func (m *Machine) periodEnd(it Item, high bool) Item {
	if it.Kind != Node || it.Type == anyType || m.model.TypeByID(it.Type).Name != "Period" {
		return it
	}
	name := "start"
	if high {
		name = "end"
	}
	f, _ := m.model.TypeByID(it.Type).FieldByName(name)
	if c := m.child(it.Node, f.Member); c != 0 {
		return Item{Node: c, Type: f.Type}
	}
	return Item{Node: noNode, Type: anyType}
}

func (m *Machine) pushBoundary(v Item, high bool) {
	start := len(m.arena)
	switch v.Kind {
	case Integer, Decimal:
		d, ok := value.ParseDecimal(v.Text)
		if !ok {
			return
		}
		if d, ok = d.Boundary(high); ok {
			m.arena = d.Append(m.arena)
			m.pushText(Decimal, start)
		}
	case Date, DateTime, Time:
		t, ok := parseTemporal(v)
		if !ok {
			return
		}
		t = bound(t, high)
		switch v.Kind {
		case Date:
			t.Precision = value.Day
			m.arena = t.AppendDate(m.arena)
		case Time:
			m.arena = t.AppendTime(m.arena)
		default:
			m.arena = t.AppendDateTime(m.arena)
		}
		m.pushText(v.Kind, start)
	}
}

func bound(t value.Temporal, high bool) value.Temporal {
	if high {
		return t.High()
	}
	return t.Low()
}
