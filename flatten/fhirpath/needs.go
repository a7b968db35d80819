package fhirpath

import "github.com/tarn-sql/tarn/flatten/schema"

// neededBy returns members of the focus: an expression gives no value for an object that has none of them. It is nil
// where nobody knows. A Plan passes over what such an object makes empty, which most expressions of most objects are.
func neededBy(o op) []schema.MemberID {
	switch o := o.(type) {
	case *chain:
		if o.base != nil {
			return neededBy(o.base)
		}
		if len(o.steps) > 0 {
			return neededByStep(o.steps[0])
		}
	case *unionOf:
		if l, r := neededBy(o.left), neededBy(o.right); l != nil && r != nil {
			return append(l, r...)
		}
	case *joined:
		if _, fixed := o.separator.(*literal); o.notEmpty && (fixed || o.separator == nil) { // else it may fail
			return neededBy(o.input)
		}
	}
	return nil
}

func neededByStep(s step) (members []schema.MemberID) {
	ms, ok := s.(*memberStep)
	if !ok {
		return nil
	}
	for _, t := range ms.targets {
		members = append(members, t.member)
		if t.twin != schema.NoMember {
			members = append(members, t.twin)
		}
	}
	return members
}
