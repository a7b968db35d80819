package schema

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"sync"
	"unsafe"

	"github.com/klauspost/compress/zstd"
)

// Magic starts the embedded file and tells its version. The file is zstd over: Magic, the number of strings, their
// lengths, their bytes, and then the members, types, fields of each type, search parameters and the patient compartment
// as uvarints, where a string is its number (gen/encode.go writes what the functions below read, in their order).
const Magic = "tarn r4 1\n"

//go:embed r4.model.zst
var embedded []byte

// R4 returns the model of FHIR 4.0.1. The first call decodes it (a few milliseconds).
var R4 = sync.OnceValue(func() *Model {
	m, err := decode(embedded)
	if err != nil {
		panic(fmt.Sprintf("schema: embedded model: %v", err)) // a broken build: go generate ./flatten/schema
	}
	return m
})

// decode reads a whole model. All strings of it are parts of one.
func decode(file []byte) (*Model, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := z.DecodeAll(file, nil)
	if err != nil {
		return nil, err
	}
	if len(b) < len(Magic) || string(b[:len(Magic)]) != Magic {
		return nil, fmt.Errorf("not a model file of this version")
	}
	d := &decoder{b: b[len(Magic):]}
	d.readStrings()
	return d.model(), nil
}

type decoder struct {
	b       []byte
	strings []string
}

func (d *decoder) readStrings() {
	d.strings = make([]string, d.num())
	lengths := make([]int, len(d.strings))
	total := 0
	for i := range lengths {
		lengths[i] = d.num()
		total += lengths[i]
	}
	all := unsafe.String(unsafe.SliceData(d.b), total) // d.b is never written to
	d.b = d.b[total:]
	for i, n := range lengths {
		d.strings[i], all = all[:n], all[n:]
	}
}

func (d *decoder) model() *Model {
	m := &Model{members: newMemberTable(d.strs())}
	m.types = make([]Type, d.num())
	m.byName = make(map[string]TypeID, len(m.types))
	for i := range m.types {
		d.typeDef(&m.types[i])
		m.types[i].ID = TypeID(i)
		m.byName[m.types[i].Name] = TypeID(i)
		if t := &m.types[i]; t.Kind == Resource && !t.Abstract {
			m.resources = append(m.resources, t.Name)
		}
	}
	element := m.byName["Element"]
	for i := range m.types {
		d.fields(m, &m.types[i], element)
	}
	m.params = make([]SearchParam, d.num())
	for i := range m.params {
		m.params[i] = SearchParam{Code: d.str(), Bases: d.strs(), Type: d.str(), Expression: d.str(), Targets: d.strs()}
	}
	n := d.num()
	m.patient = make(map[string][]string, n)
	for range n {
		t := d.str()
		m.patient[t] = d.strs()
	}
	return m
}

func (d *decoder) typeDef(t *Type) {
	t.Name = d.str()
	t.Kind = TypeKind(d.num())
	t.Abstract = d.num() == 1
	t.Short = d.str()
	t.Base = d.str()
}

// fields reads the fields of a type, makes their twins and indexes both.
func (d *decoder) fields(m *Model, t *Type, element TypeID) {
	t.Fields = make([]Field, d.num())
	twins := 0
	for i := range t.Fields {
		d.field(m, &t.Fields[i])
		if t.Fields[i].Twin != NoMember {
			twins++
		}
	}
	size := slotsFor(len(t.Fields) + twins)
	t.index = fieldIndex{slots: make([]fieldSlot, size), mask: uint16(size - 1)}
	t.twins = make([]Field, 0, twins)
	for i := range t.Fields {
		f := &t.Fields[i]
		t.index.insert(f.Member, i)
		if f.Twin != NoMember {
			t.index.insert(f.Twin, len(t.Fields)+len(t.twins))
			t.twins = append(t.twins, Field{
				Member: f.Twin, Name: m.MemberName(f.Twin), Element: f.Element, Choice: f.Choice,
				Type: element, Many: f.Many, Short: f.Short,
			})
		}
	}
}

func (d *decoder) field(m *Model, f *Field) {
	flags := d.num()
	f.Many, f.Summary = flags&1 != 0, flags&2 != 0
	f.Member = MemberID(d.num())
	f.Twin = MemberID(d.num())
	f.Name = m.MemberName(f.Member)
	f.Element = d.str()
	if flags&4 != 0 {
		f.Choice = f.Element[:len(f.Element)-len("[x]")]
	}
	f.Type = TypeID(d.num())
	f.Min = d.num()
	f.Targets = d.strs()
	f.Short = d.str()
}

func (d *decoder) num() int {
	n, size := binary.Uvarint(d.b)
	d.b = d.b[size:]
	return int(n)
}

func (d *decoder) str() string { return d.strings[d.num()] }

func (d *decoder) strs() []string {
	n := d.num()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = d.str()
	}
	return list
}
