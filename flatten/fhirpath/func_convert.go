package fhirpath

import (
	"bytes"
	"strings"

	"github.com/tarn-sql/tarn/flatten/value"
)

func init() {
	conversions := map[string]struct {
		kind    Kind
		convert func(v Item) (Item, bool)
	}{
		"Boolean":  {Boolean, toBoolean},
		"Integer":  {Integer, toInteger},
		"Decimal":  {Decimal, toDecimal},
		"String":   {String, toString},
		"Date":     {Date, toDate},
		"DateTime": {DateTime, toDateTime},
		"Time":     {Time, toTime},
	}
	for name, c := range conversions {
		register(map[string]builtin{
			"to" + name:         conversion(c.kind, c.convert),
			"convertsTo" + name: convertible(c.convert),
		})
	}
	register(map[string]builtin{"type": {0, 0, compileType}})
}

func conversion(kind Kind, convert func(Item) (Item, bool)) builtin {
	return collection(func(shape) shape { return computed(kind, false) }, func(m *Machine, in []Item) error {
		if len(in) > 1 {
			return ErrNotSingle
		}
		if len(in) == 1 {
			if v, ok := m.valueOf(in[0]); ok {
				if r, ok := convert(v); ok {
					m.push(r)
				}
			}
		}
		return nil
	})
}

func convertible(convert func(Item) (Item, bool)) builtin {
	return collection(boolResult, func(m *Machine, in []Item) error {
		if len(in) > 1 {
			return ErrNotSingle
		}
		if len(in) == 1 {
			v, ok := m.valueOf(in[0])
			if ok {
				_, ok = convert(v)
			}
			m.push(booleanItem(ok))
		}
		return nil
	})
}

func toBoolean(v Item) (Item, bool) {
	switch v.Kind {
	case Boolean:
		return v, true
	case Integer, Decimal:
		if c, ok := compareNumbers(v.Text, []byte("1")); ok && c == 0 {
			return booleanItem(true), true
		}
		c, ok := compareNumbers(v.Text, []byte("0"))
		return booleanItem(false), ok && c == 0
	case String:
		switch strings.ToLower(string(v.Text)) {
		case "true", "t", "yes", "y", "1", "1.0":
			return booleanItem(true), true
		case "false", "f", "no", "n", "0", "0.0":
			return booleanItem(false), true
		}
	}
	return Item{}, false
}

func toInteger(v Item) (Item, bool) {
	switch v.Kind {
	case Boolean:
		if v.isTrue() {
			return Item{Kind: Integer, Text: []byte("1")}, true
		}
		return Item{Kind: Integer, Text: []byte("0")}, true
	case Integer:
		return v, true
	case String:
		if d, ok := value.ParseDecimal(v.Text); ok && !bytes.ContainsAny(v.Text, ".eE") {
			return Item{Kind: Integer, Text: d.Append(nil)}, true
		}
	}
	return Item{}, false
}

func toDecimal(v Item) (Item, bool) {
	switch v.Kind {
	case Boolean, Integer:
		it, _ := toInteger(v)
		return Item{Kind: Decimal, Text: it.Text}, true
	case Decimal:
		return v, true
	case String:
		if d, ok := value.ParseDecimal(v.Text); ok {
			return Item{Kind: Decimal, Text: d.Append(nil)}, true
		}
	}
	return Item{}, false
}

func toString(v Item) (Item, bool) {
	if v.Kind == Quantity {
		return Item{Kind: String, Text: []byte(string(v.number()) + " '" + string(v.unit()) + "'")}, true
	}
	return Item{Kind: String, Text: v.Text}, v.Kind != Node
}

func toDate(v Item) (Item, bool) {
	if v.Kind != Date && v.Kind != DateTime && v.Kind != String {
		return Item{}, false
	}
	t, ok := value.ParseDateTime(v.Text)
	if !ok {
		return Item{}, false
	}
	t.Precision = min(t.Precision, value.Day)
	return Item{Kind: Date, Text: t.AppendDate(nil)}, true
}

func toDateTime(v Item) (Item, bool) {
	if v.Kind != Date && v.Kind != DateTime && v.Kind != String {
		return Item{}, false
	}
	_, ok := value.ParseDateTime(v.Text)
	return Item{Kind: DateTime, Text: v.Text}, ok
}

func toTime(v Item) (Item, bool) {
	if v.Kind != Time && v.Kind != String {
		return Item{}, false
	}
	_, ok := value.ParseTime(v.Text)
	return Item{Kind: Time, Text: v.Text}, ok
}

// typeInfo is type(): only its .name and .namespace can be used.
type typeInfo struct{ in op }

func compileType(_ *compiler, _ *Call, in code, _ shape) (code, error) {
	out := unknownShape
	out.many = in.shape.many
	return code{op: &typeInfo{in.op}, shape: out}, nil
}

func (t *typeInfo) eval(m *Machine, focus []Item) error { return t.names().eval(m, focus) }

// names gives the name of each value's type: "Quantity", "dateTime".
func (t *typeInfo) names() op {
	s := &valueStep{"type().name", func(_ *Machine, it Item) (Item, bool) {
		switch {
		case it.Kind != Node:
			return TextItem([]byte(it.Kind.String())), true
		case it.Type != anyType:
			return TextItem(typeNames[it.Type]), true
		}
		return Item{}, false
	}}
	if c, ok := t.in.(*chain); ok {
		return &chain{base: c.base, steps: append(c.steps[:len(c.steps):len(c.steps)], s)}
	}
	return &chain{base: t.in, steps: []step{s}}
}
