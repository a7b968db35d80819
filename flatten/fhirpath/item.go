package fhirpath

import "github.com/tarn-sql/tarn/flatten/schema"

// Kind tells what an Item is.
type Kind uint8

// The kinds of items: a node of the tape, or a computed value of one of FHIRPath's own types.
const (
	Node Kind = iota
	Boolean
	Integer
	Decimal
	String
	Date
	DateTime
	Time
	Quantity
)

var kindNames = [...]string{"element", "Boolean", "Integer", "Decimal", "String", "Date", "DateTime", "Time", "Quantity"}

func (k Kind) String() string { return kindNames[k] }

// anyType is the type of a node whose FHIR type nobody knows.
const anyType = ^schema.TypeID(0)

// noNode stands in Item.Node where an element has extensions but no value.
const noNode = ^uint32(0)

// Item is one value of a collection. Numbers, dates and all other values are kept as their text, so that nothing is
// lost on the way: 1.50 stays 1.50.
//
// Items are valid as long as the Machine's tape, and until its next Start.
type Item struct {
	// Text is the value of a computed item. Of a Quantity: the number, then at Aux the unit.
	Text []byte
	// Node is the value's index on the tape; noNode where there are only extensions (Kind == Node).
	Node uint32
	// Twin is the index of the object with the primitive's id and extensions ("_birthDate"), 0 if none was looked for or
	// found.
	Twin uint32
	Aux  uint32
	Type schema.TypeID // the FHIR type of a node, anyType if unknown
	Kind Kind
}

var (
	trueText  = []byte("true")
	falseText = []byte("false")
)

func booleanItem(v bool) Item {
	if v {
		return Item{Kind: Boolean, Text: trueText}
	}
	return Item{Kind: Boolean, Text: falseText}
}

// isTrue says whether a Boolean item is true.
func (it *Item) isTrue() bool { return len(it.Text) == 4 }

// isPlain says whether an item is a node of the tape and nothing besides.
func (it *Item) isPlain() bool { return it.Kind == Node && it.Twin == 0 && it.Node != noNode }

func (it *Item) number() []byte { return it.Text[:it.Aux] } // of a Quantity
func (it *Item) unit() []byte   { return it.Text[it.Aux:] } // of a Quantity
