package anywhere

import (
	"github.com/tarn-sql/tarn/flatten/column"
	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

var (
	extensionModel, _ = schema.R4().Type("Extension")
	memberUnit        = schema.R4().Member("unit")
	memberCurrency    = schema.R4().Member("currency")
)

// extensions makes the rows of the extensions at c, which stand on the element path.
func (w *Walker) extensions(c uint32, path pathID, modifier bool) {
	nodes := w.tape.Nodes
	name, member := "extension", memberExtension
	if modifier {
		name, member = "modifierExtension", memberModifier
	}
	below := w.paths.child(path, member, name)
	if nodes[c].Kind == node.Object { // not an array, as it should be
		w.extension(c, path, below, 0, modifier)
		return
	}
	i := 0
	for e, end := c+1, nodes[c].Next; e < end; e = nodes[e].Next {
		if nodes[e].Kind == node.Object {
			w.extension(e, path, below, i, modifier)
		}
		i++
	}
}

func (w *Walker) extension(n uint32, path, below pathID, ordinal int, modifier bool) {
	t := w.row(extensionTable, path)
	t.Integer(extensionOrdinal, ordinal)
	t.Value(extensionModifier, fhirpath.BooleanItem(modifier))
	put(t, extensionURL, w.child(n, memberURL))
	nodes := w.tape.Nodes
	complex := false
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		if f := extensionModel.Field(nodes[c].Member); f != nil && f.Choice == "value" && f.Name[0] != '_' {
			w.extensionValue(t, c, f)
		}
		complex = complex || nodes[c].Kind >= node.Array
	}
	t.EndRow()
	if complex {
		length := len(w.ordinals)
		w.pushOrdinal(ordinal)
		w.object(n, extensionModel, below)
		w.ordinals = w.ordinals[:length]
	}
}

// extensionValue sets the columns that show a value of its type.
func (w *Walker) extensionValue(t *column.Table, c uint32, f *schema.Field) {
	typ := schema.R4().TypeByID(f.Type)
	t.Text(extensionType, fhirpath.TypeName(typ.ID))
	switch typ.Name {
	case "base64Binary":
		return
	case "boolean":
		put(t, extensionBoolean, c)
	case "integer", "positiveInt", "unsignedInt", "decimal":
		put(t, extensionNumber, c)
	case "code":
		put(t, extensionCode, c)
	case "date", "dateTime", "instant":
		put(t, extensionTimestamp, c)
	}
	if text := w.m.DisplayText(c); text != nil {
		t.Text(extensionText, text)
	}
	if w.tape.Nodes[c].Kind == node.Object {
		w.extensionObject(t, c, typ.Name)
	}
}

func (w *Walker) extensionObject(t *column.Table, c uint32, typ string) {
	switch typ {
	case "Coding":
		w.extensionCoding(t, c)
	case "CodeableConcept":
		if first := w.firstCoding(c); first != 0 {
			w.extensionCoding(t, first)
		}
	case "Quantity", "Age", "Duration", "Count", "Distance", "Money":
		put(t, extensionNumber, w.child(c, memberValue))
		if u := w.child(c, memberUnit); u != 0 {
			put(t, extensionUnit, u)
		} else {
			put(t, extensionUnit, w.child(c, memberCurrency))
		}
	case "Period":
		put(t, extensionTimestamp, w.child(c, memberStart))
	case "Reference":
		if r := w.m.ParseReference(c); len(r.Key) > 0 {
			t.Text(extensionReference, r.Key)
		} else {
			put(t, extensionReference, w.child(c, memberReference))
		}
	}
}

func (w *Walker) extensionCoding(t *column.Table, c uint32) {
	put(t, extensionCode, w.child(c, memberCode))
	put(t, extensionCodeSystem, w.child(c, memberSystem))
}

// twin goes through the extensions of a primitive element: the object, or the array of objects, beside its values.
func (w *Walker) twin(c uint32, f *schema.Field, path pathID) {
	name := f.Element
	if f.Choice != "" {
		name = f.Choice
	}
	at := w.paths.child(path, f.Member, name)
	element, _ := schema.R4().Type("Element")
	nodes := w.tape.Nodes
	if nodes[c].Kind == node.Object {
		w.object(c, element, at)
		return
	}
	length, i := len(w.ordinals), 0
	for e, end := c+1, nodes[c].Next; e < end; e = nodes[e].Next {
		if nodes[e].Kind == node.Object {
			w.pushOrdinal(i)
			w.object(e, element, at)
			w.ordinals = w.ordinals[:length]
		}
		i++
	}
}
