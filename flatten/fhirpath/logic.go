package fhirpath

// logicOp combines two Boolean expressions in three-valued logic. The right side is evaluated only if it matters.
func logicOp(name string, left, right op) op {
	return function(func(m *Machine, focus []Item) error {
		a, err := truth(m, left, focus)
		if err != nil {
			return err
		}
		if short, done := decided(name, a); done {
			short.push(m)
			return nil
		}
		b, err := truth(m, right, focus)
		if err != nil {
			return err
		}
		combine(name, a, b).push(m)
		return nil
	})
}

func decided(name string, a logic) (logic, bool) {
	switch {
	case name == "and" && a == no:
		return no, true
	case name == "or" && a == yes, name == "implies" && a == no:
		return yes, true
	case name == "xor" && a == unknown:
		return unknown, true
	}
	return unknown, false
}

func combine(name string, a, b logic) logic {
	switch name {
	case "and":
		if b == no {
			return no
		}
		return min(a, b) // unknown < no < yes, and a is not no
	case "or":
		return max(b, unknownUnless(a == no && b == no, no))
	case "xor":
		if b == unknown {
			return unknown
		}
		return logicOf(a != b)
	}
	switch { // implies, a is true or unknown
	case b == yes:
		return yes
	case a == yes:
		return b
	}
	return unknown
}

func unknownUnless(known bool, l logic) logic {
	if known {
		return l
	}
	return unknown
}
