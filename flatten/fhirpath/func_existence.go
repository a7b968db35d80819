package fhirpath

func init() {
	register(map[string]builtin{
		"empty":      withTwin(collection(boolResult, pushEmpty)),
		"count":      withTwin(collection(intResult, pushCount)),
		"exists":     {0, 1, compileExists},
		"all":        {1, 1, compileAll},
		"not":        collection(boolResult, pushNot),
		"hasValue":   withTwin(collection(boolResult, pushHasValue)),
		"getValue":   collection(sameResult, pushValue),
		"allTrue":    collection(boolResult, allAre(yes, false)),
		"anyTrue":    collection(boolResult, anyIs(yes)),
		"allFalse":   collection(boolResult, allAre(no, false)),
		"anyFalse":   collection(boolResult, anyIs(no)),
		"distinct":   collection(sameResult, pushDistinct),
		"isDistinct": collection(boolResult, pushIsDistinct),
		"subsetOf":   {1, 1, compileSubset(false)},
		"supersetOf": {1, 1, compileSubset(true)},
	})
}

// withTwin makes the input bring elements along that have extensions and no value: they exist too.
func withTwin(b builtin) builtin {
	compile := b.compile
	b.compile = func(c *compiler, e *Call, in code, focus shape) (code, error) {
		c.wantTwin(in)
		return compile(c, e, in, focus)
	}
	return b
}

func pushEmpty(m *Machine, in []Item) error {
	m.push(booleanItem(len(in) == 0))
	return nil
}

func pushCount(m *Machine, in []Item) error {
	m.push(m.integer(int64(len(in))))
	return nil
}

func pushNot(m *Machine, in []Item) error {
	if len(in) == 0 {
		return nil
	}
	if len(in) > 1 {
		return ErrNotSingle
	}
	v, ok := m.valueOf(in[0])
	m.push(booleanItem(ok && v.Kind == Boolean && !v.isTrue()))
	return nil
}

func pushHasValue(m *Machine, in []Item) error {
	ok := len(in) == 1
	if ok {
		_, ok = m.valueOf(in[0])
	}
	m.push(booleanItem(ok))
	return nil
}

func pushValue(m *Machine, in []Item) error {
	if len(in) == 1 {
		if v, ok := m.valueOf(in[0]); ok {
			m.push(v)
		}
	}
	return nil
}

func compileExists(c *compiler, e *Call, in code, focus shape) (code, error) {
	c.wantTwin(in)
	if len(e.Args) == 1 {
		filtered, err := compileWhere(c, e, in, focus)
		if err != nil {
			return code{}, err
		}
		in = filtered
	}
	return code{op: onInput(in.op, func(m *Machine, _, items []Item) error {
		m.push(booleanItem(len(items) > 0))
		return nil
	}), shape: computed(Boolean, false)}, nil
}

func compileAll(c *compiler, e *Call, in code, _ shape) (code, error) {
	c.wantTwin(in)
	criterion, err := c.lambda(e.Args[0], in.shape)
	if err != nil {
		return code{}, err
	}
	return code{op: onInput(in.op, func(m *Machine, _, items []Item) error {
		for i := range items {
			ok, err := holds(m, criterion.op, items[i:i+1])
			if err != nil {
				return err
			}
			if !ok {
				m.push(booleanItem(false))
				return nil
			}
		}
		m.push(booleanItem(true))
		return nil
	}), shape: computed(Boolean, false)}, nil
}

// logicOfItem reads an item as a Boolean.
func (m *Machine) logicOfItem(it Item) logic {
	v, ok := m.valueOf(it)
	if !ok || v.Kind != Boolean {
		return unknown
	}
	return logicOf(v.isTrue())
}

func allAre(want logic, _ bool) func(m *Machine, in []Item) error {
	return func(m *Machine, in []Item) error {
		for _, it := range in {
			if m.logicOfItem(it) != want {
				m.push(booleanItem(false))
				return nil
			}
		}
		m.push(booleanItem(true))
		return nil
	}
}

func anyIs(want logic) func(m *Machine, in []Item) error {
	return func(m *Machine, in []Item) error {
		for _, it := range in {
			if m.logicOfItem(it) == want {
				m.push(booleanItem(true))
				return nil
			}
		}
		m.push(booleanItem(false))
		return nil
	}
}

func pushDistinct(m *Machine, in []Item) error {
	base := len(m.stack)
	m.stack = append(m.stack, in...)
	m.distinct(base)
	return nil
}

func pushIsDistinct(m *Machine, in []Item) error {
	base := len(m.stack)
	_ = pushDistinct(m, in)
	n := len(m.stack) - base
	m.stack = append(m.stack[:base], booleanItem(n == len(in)))
	return nil
}

func compileSubset(reverse bool) func(c *compiler, e *Call, in code, focus shape) (code, error) {
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
			small, large := items, m.stack[base:]
			if reverse {
				small, large = large, small
			}
			all := true
			for _, it := range small {
				all = all && m.has(large, it)
			}
			m.stack = append(m.stack[:base], booleanItem(all))
			return nil
		}), shape: computed(Boolean, false)}, nil
	}
}
