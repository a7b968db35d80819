package anywhere

import (
	"strconv"

	"github.com/tarn-sql/tarn/flatten/column"
	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// Walker fills the tables from one resource after another. It is for one goroutine.
type Walker struct {
	m        *fhirpath.Machine
	tables   []*column.Table
	paths    paths
	ordinals []byte
	typ, key []byte // resource_type and resource_id of the rows
	tape     *node.Tape
	scratch  []byte
}

// NewWalker returns a walker that fills tables, given in the order of Tables, from the machine's resources.
func NewWalker(m *fhirpath.Machine, tables []*column.Table) *Walker {
	return &Walker{m: m, tables: tables[:tableCount]}
}

// Walk goes through the machine's current resource.
func (w *Walker) Walk(seq int64, typ *schema.Type) {
	if w.paths.full() {
		w.paths.reset()
	}
	for _, t := range w.tables {
		t.Begin(seq)
	}
	w.tape = w.m.Tape
	w.ordinals = w.ordinals[:0]
	w.typ = fhirpath.TypeName(typ.ID)
	w.key = w.m.Key
	w.object(0, typ, 0)
}

var model = schema.R4()

// class says what a type means here.
type class uint8

const (
	plain    class = iota // an element with elements below
	skip                  // a primitive, a narrative
	concept               // CodeableConcept
	coding                // Coding
	ident                 // Identifier
	refer                 // Reference
	resource              // a resource of a type that its resourceType says
)

// classes holds the class of every type, by TypeID.
var classes = newClasses(model)

func newClasses(m *schema.Model) []class {
	names := map[string]class{
		"CodeableConcept": concept, "Coding": coding, "Identifier": ident, "Reference": refer, "Narrative": skip,
	}
	list := make([]class, m.NumTypes())
	for i := range list {
		switch t := m.TypeByID(schema.TypeID(i)); {
		case t.Kind == schema.Primitive:
			list[i] = skip
		case t.Kind == schema.Resource && t.Abstract:
			list[i] = resource
		default:
			list[i] = names[t.Name]
		}
	}
	return list
}

var (
	memberExtension = schema.R4().Member("extension")
	memberModifier  = schema.R4().Member("modifierExtension")
)

// object goes through the members of an object. typ is nil where nobody knows its type.
func (w *Walker) object(n uint32, typ *schema.Type, path pathID) {
	nodes := w.tape.Nodes
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		if nodes[c].Kind >= node.Array {
			w.member(c, nodes[c].Member, typ, path)
		}
	}
}

// member goes into one member of an object that has something below it.
func (w *Walker) member(c uint32, member schema.MemberID, typ *schema.Type, path pathID) {
	if member == memberExtension || member == memberModifier {
		w.extensions(c, path, member == memberModifier)
		return
	}
	var f *schema.Field
	if typ != nil {
		f = typ.Field(member)
	}
	if f == nil {
		w.unknown(c, member, path)
	} else if f.Name[0] == '_' {
		w.twin(c, f, path)
	} else if cl := classes[f.Type]; cl != skip {
		w.values(c, f, cl, w.paths.child(path, member, elementName(f)))
	}
}

// elementName is the element's name in paths: of a choice the name without the type.
func elementName(f *schema.Field) string {
	if f.Choice != "" {
		return f.Choice
	}
	return f.Name
}

// values goes through the value at c, or through the values of the array at c.
func (w *Walker) values(c uint32, f *schema.Field, cl class, path pathID) {
	nodes := w.tape.Nodes
	if nodes[c].Kind == node.Object {
		w.value(c, model.TypeByID(f.Type), cl, path)
		return
	}
	length := len(w.ordinals)
	i := 0
	for e, end := c+1, nodes[c].Next; e < end; e = nodes[e].Next {
		if nodes[e].Kind == node.Object {
			w.pushOrdinal(i)
			w.value(e, model.TypeByID(f.Type), cl, path)
			w.ordinals = w.ordinals[:length]
		}
		i++
	}
}

func (w *Walker) pushOrdinal(i int) {
	if len(w.ordinals) > 0 {
		w.ordinals = append(w.ordinals, '.')
	}
	w.ordinals = strconv.AppendInt(w.ordinals, int64(i), 10)
}

// value makes the rows of one value and goes on below it.
func (w *Walker) value(n uint32, typ *schema.Type, cl class, path pathID) {
	switch cl {
	case concept:
		w.concept(n, path)
		return
	case coding:
		w.coding(n, path, 0, 0, false)
		return
	case ident:
		w.identifier(n, path)
	case refer:
		w.reference(n, path)
	case resource:
		typ = w.contained(n, path)
	}
	w.object(n, typ, path)
}

// unknown goes into a member that the model does not know, or that stands where it does not belong. Its shape tells
// concepts and references.
func (w *Walker) unknown(c uint32, member schema.MemberID, path pathID) {
	name := model.MemberName(member)
	if member == schema.UnknownMember {
		name = string(w.tape.MemberName(int(c)))
	}
	at := w.paths.child(path, member, name)
	nodes := w.tape.Nodes
	if nodes[c].Kind == node.Object {
		w.shape(c, at)
		return
	}
	length, i := len(w.ordinals), 0
	for e, end := c+1, nodes[c].Next; e < end; e = nodes[e].Next {
		if nodes[e].Kind == node.Object {
			w.pushOrdinal(i)
			w.shape(e, at)
			w.ordinals = w.ordinals[:length]
		}
		i++
	}
}

func (w *Walker) shape(n uint32, path pathID) {
	if c := w.child(n, memberCoding); c != 0 && w.tape.Nodes[c].Kind == node.Array {
		w.concept(n, path)
		return
	}
	if c := w.child(n, memberReference); c != 0 && w.tape.Nodes[c].Kind == node.String {
		w.reference(n, path)
	}
	w.object(n, nil, path)
}

// child returns the value of a member, 0 if there is none.
func (w *Walker) child(n uint32, m schema.MemberID) uint32 {
	nodes := w.tape.Nodes
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		if nodes[c].Member == m {
			return c
		}
	}
	return 0
}

// row begins a row: the columns that all tables have.
func (w *Walker) row(table int, path pathID) *column.Table {
	t := w.tables[table]
	t.Text(colType, w.typ)
	t.Text(colID, w.key)
	t.Text(colPath, w.paths.texts[path])
	t.Text(colOrdinals, w.ordinals)
	return t
}

// put sets a column to the value at c, if there is one (0: none).
func put(t *column.Table, col int, c uint32) {
	if c != 0 {
		t.Node(col, c)
	}
}
