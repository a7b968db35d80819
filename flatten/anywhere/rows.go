package anywhere

import (
	"bytes"

	"github.com/tarn-sql/tarn/flatten/column"
	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

var (
	memberCoding       = schema.R4().Member("coding")
	memberText         = schema.R4().Member("text")
	memberSystem       = schema.R4().Member("system")
	memberVersion      = schema.R4().Member("version")
	memberCode         = schema.R4().Member("code")
	memberDisplay      = schema.R4().Member("display")
	memberUserSelected = schema.R4().Member("userSelected")
	memberUse          = schema.R4().Member("use")
	memberType         = schema.R4().Member("type")
	memberValue        = schema.R4().Member("value")
	memberPeriod       = schema.R4().Member("period")
	memberStart        = schema.R4().Member("start")
	memberEnd          = schema.R4().Member("end")
	memberAssigner     = schema.R4().Member("assigner")
	memberReference    = schema.R4().Member("reference")
	memberIdentifier   = schema.R4().Member("identifier")
	memberURL          = schema.R4().Member("url")

	codingType, _  = schema.R4().Type("Coding")
	conceptType, _ = schema.R4().Type("CodeableConcept")
)

// concept makes a row for each coding, or one for the text alone, and goes on below.
func (w *Walker) concept(n uint32, path pathID) {
	nodes := w.tape.Nodes
	var list, text uint32
	below := false
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		switch m := nodes[c].Member; {
		case m == memberCoding:
			list = c
		case m == memberText:
			text = c
		default:
			below = below || nodes[c].Kind >= node.Array
		}
	}
	if count := w.codings(list, text, path); count == 0 && text != 0 && nodes[text].Kind == node.String {
		t := w.row(codingTable, path)
		t.Integer(codingOrdinal, 0)
		put(t, codingText, text)
		t.EndRow()
	}
	if below {
		w.aside(n, conceptType, memberCoding, path)
	}
}

// codings makes the rows of a concept's codings and returns how many there are.
func (w *Walker) codings(list, text uint32, path pathID) (count int) {
	if list == 0 {
		return 0
	}
	nodes := w.tape.Nodes
	switch nodes[list].Kind {
	case node.Object: // not an array, as it should be
		w.coding(list, path, 0, text, true)
		return 1
	case node.Array:
		i := 0
		for e, end := list+1, nodes[list].Next; e < end; e = nodes[e].Next {
			if nodes[e].Kind == node.Object {
				w.coding(e, path, i, text, true)
				count++
			}
			i++
		}
	}
	return count
}

// aside goes through what a concept or coding has besides its own members: extensions, twins, unknown members.
func (w *Walker) aside(n uint32, typ *schema.Type, done schema.MemberID, path pathID) {
	nodes := w.tape.Nodes
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		if member := nodes[c].Member; nodes[c].Kind >= node.Array && member != done {
			w.member(c, member, typ, path)
		}
	}
}

// coding makes the row of a coding. text is the node of its concept's text, 0 if there is none.
func (w *Walker) coding(n uint32, path pathID, ordinal int, text uint32, inConcept bool) {
	t := w.row(codingTable, path)
	t.Integer(codingOrdinal, ordinal)
	nodes := w.tape.Nodes
	below := false
	display := uint32(0)
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		switch nodes[c].Member {
		case memberSystem:
			put(t, codingSystem, c)
		case memberVersion:
			put(t, codingVersion, c)
		case memberCode:
			put(t, codingCode, c)
		case memberDisplay:
			put(t, codingDisplay, c)
			display = c
		case memberUserSelected:
			put(t, codingSelected, c)
		default:
			below = below || nodes[c].Kind >= node.Array
		}
	}
	if text != 0 && (display == 0 || !bytes.Equal(w.tape.Raw(int(text)), w.tape.Raw(int(display)))) {
		put(t, codingText, text)
	}
	t.EndRow()
	if below {
		w.belowCoding(n, path, ordinal, inConcept)
	}
}

func (w *Walker) belowCoding(n uint32, path pathID, ordinal int, inConcept bool) {
	length := len(w.ordinals)
	if inConcept {
		path = w.paths.child(path, memberCoding, "coding")
		w.pushOrdinal(ordinal)
	}
	w.aside(n, codingType, schema.NoMember, path)
	w.ordinals = w.ordinals[:length]
}

// identifier makes the row of an identifier.
func (w *Walker) identifier(n uint32, path pathID) {
	t := w.row(identifierTable, path)
	nodes := w.tape.Nodes
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		switch nodes[c].Member {
		case memberUse:
			put(t, identifierUse, c)
		case memberSystem:
			put(t, identifierSystem, c)
		case memberValue:
			put(t, identifierValue, c)
		case memberType:
			w.identifierType(t, c)
		case memberPeriod:
			if nodes[c].Kind == node.Object {
				put(t, identifierStart, w.child(c, memberStart))
				put(t, identifierEnd, w.child(c, memberEnd))
			}
		case memberAssigner:
			if nodes[c].Kind == node.Object {
				if d := w.child(c, memberDisplay); d != 0 {
					put(t, identifierAssigner, d)
				} else {
					put(t, identifierAssigner, w.child(c, memberReference))
				}
			}
		}
	}
	t.EndRow()
}

func (w *Walker) identifierType(t *column.Table, c uint32) {
	if w.tape.Nodes[c].Kind != node.Object {
		return
	}
	put(t, identifierTypeText, w.child(c, memberText))
	if first := w.firstCoding(c); first != 0 {
		put(t, identifierTypeSystem, w.child(first, memberSystem))
		put(t, identifierTypeCode, w.child(first, memberCode))
	}
}

// firstCoding returns the first coding of a concept, 0 if it has none.
func (w *Walker) firstCoding(n uint32) uint32 {
	list := w.child(n, memberCoding)
	if list == 0 {
		return 0
	}
	nodes := w.tape.Nodes
	if nodes[list].Kind == node.Object {
		return list
	}
	if first := list + 1; nodes[list].Kind == node.Array && first < nodes[list].Next && nodes[first].Kind == node.Object {
		return first
	}
	return 0
}

// reference makes the row of a reference.
func (w *Walker) reference(n uint32, path pathID) {
	t := w.row(referenceTable, path)
	r := w.m.ParseReference(n)
	if len(r.Type) > 0 {
		t.Text(referenceTargetType, r.Type)
	}
	if len(r.Key) > 0 {
		t.Text(referenceTargetID, r.Key)
	}
	if len(r.Version) > 0 {
		t.Text(referenceVersion, r.Version)
	}
	if len(r.Kind) > 0 {
		t.Text(referenceKind, r.Kind)
	}
	raw := w.child(n, memberReference)
	if !w.followsFromTarget(raw, &r) {
		put(t, referenceText, raw)
	}
	put(t, referenceDisplay, w.child(n, memberDisplay))
	if id := w.child(n, memberIdentifier); id != 0 && w.tape.Nodes[id].Kind == node.Object {
		put(t, referenceSystem, w.child(id, memberSystem))
		put(t, referenceValue, w.child(id, memberValue))
	} else if raw != 0 && r.IsConditional() {
		w.conditional(t, raw)
	}
	t.EndRow()
}

// followsFromTarget says whether the reference as written is exactly Type/id of the target, as most are: then the row need
// not have it, and viewOfReference gives it back. Under a source the target's key is not the id as written.
func (w *Walker) followsFromTarget(raw uint32, r *fhirpath.Reference) bool {
	if raw == 0 || !r.IsRelative() || w.tape.Nodes[raw].Kind != node.String || w.tape.Nodes[raw].Escaped {
		return false
	}
	text := w.tape.Raw(int(raw))
	return len(text) == len(r.Type)+1+len(r.Key) && bytes.HasPrefix(text, r.Type) && text[len(r.Type)] == '/' && bytes.HasSuffix(text, r.Key)
}

// conditional reads system and value from Type?identifier=system|value.
func (w *Walker) conditional(t *column.Table, raw uint32) {
	w.scratch = w.tape.AppendText(w.scratch[:0], int(raw))
	_, query, _ := bytes.Cut(w.scratch, []byte("?"))
	for len(query) > 0 {
		var parameter []byte
		parameter, query, _ = bytes.Cut(query, []byte("&"))
		token, ok := bytes.CutPrefix(parameter, []byte("identifier="))
		if !ok {
			continue
		}
		system, val, both := bytes.Cut(token, []byte("|"))
		if !both {
			system, val = nil, token
		}
		if len(system) > 0 {
			t.Text(referenceSystem, system)
		}
		if len(val) > 0 {
			t.Text(referenceValue, val)
		}
		return
	}
}

// contained makes the row of a resource inside the resource and returns its type, nil if it does not say a known one.
func (w *Walker) contained(n uint32, path pathID) *schema.Type {
	t := w.row(containedTable, path)
	typ := w.child(n, schema.MemberResourceType)
	put(t, containedType, typ)
	if id := w.child(n, schema.MemberResourceID); id != 0 && w.tape.Nodes[id].Kind == node.String {
		put(t, containedID, id)
		w.scratch = append(append(w.scratch[:0], w.m.Key...), '#')
		w.scratch = w.tape.AppendText(w.scratch, int(id))
		t.Text(containedKey, w.scratch)
	}
	t.Text(containedJSON, w.tape.Raw(int(n)))
	t.EndRow()
	if typ == 0 || w.tape.Nodes[typ].Kind != node.String {
		return nil
	}
	w.scratch = w.tape.AppendText(w.scratch[:0], int(typ))
	if found, ok := schema.R4().Type(string(w.scratch)); ok && found.Kind == schema.Resource {
		return found
	}
	return nil
}
