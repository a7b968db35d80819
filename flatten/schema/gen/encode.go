package main

import (
	"encoding/binary"
	"sort"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// encoder writes the format that schema/decode.go describes: strings once, everything else as uvarints.
type encoder struct {
	strings []string
	ids     map[string]int
	body    []byte
}

func (m *model) encode() []byte {
	e := &encoder{ids: map[string]int{}}
	e.strs(m.members)
	e.num(len(m.types))
	for _, t := range m.types {
		e.typeDef(t)
	}
	for _, t := range m.types {
		e.num(len(t.fields))
		for i := range t.fields {
			e.field(&t.fields[i], m.byName[t.fields[i].typeName].id)
		}
	}
	e.num(len(m.params))
	for _, p := range m.params {
		e.str(p.Code)
		e.strs(p.Bases)
		e.str(p.Type)
		e.str(p.Expression)
		e.strs(p.Targets)
	}
	e.compartment(m.patient)
	return e.finish()
}

func (e *encoder) typeDef(t *typeDef) {
	e.str(t.name)
	e.num(int(t.kind))
	e.flags(t.abstract)
	e.str(t.short)
	e.str(t.base)
}

func (e *encoder) field(f *fieldDef, typeID int) {
	e.flags(f.many, f.summary, f.choice)
	e.num(f.member)
	e.num(f.twinMem)
	e.str(f.element)
	e.num(typeID)
	e.num(f.min)
	e.strs(f.targets)
	e.str(f.short)
}

func (e *encoder) compartment(c map[string][]string) {
	types := make([]string, 0, len(c))
	for t := range c {
		types = append(types, t)
	}
	sort.Strings(types)
	e.num(len(types))
	for _, t := range types {
		e.str(t)
		e.strs(c[t])
	}
}

func (e *encoder) num(n int) { e.body = binary.AppendUvarint(e.body, uint64(n)) }

func (e *encoder) str(s string) {
	id, ok := e.ids[s]
	if !ok {
		id = len(e.strings)
		e.ids[s] = id
		e.strings = append(e.strings, s)
	}
	e.num(id)
}

func (e *encoder) strs(list []string) {
	e.num(len(list))
	for _, s := range list {
		e.str(s)
	}
}

func (e *encoder) flags(bits ...bool) {
	n := 0
	for i, b := range bits {
		if b {
			n |= 1 << i
		}
	}
	e.num(n)
}

// finish puts magic and strings before the body.
func (e *encoder) finish() []byte {
	out := []byte(schema.Magic)
	out = binary.AppendUvarint(out, uint64(len(e.strings)))
	for _, s := range e.strings {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	for _, s := range e.strings {
		out = append(out, s...)
	}
	return append(out, e.body...)
}
