package note

import (
	"iter"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// DefaultMaxBytes bounds the decoded size of an attachment: PDFs with pictures are large, texts are not.
const DefaultMaxBytes = 16 << 20

// proseWords is how many words an Observation.valueString has at least to be read as prose: "Negative", "Blood group A
// Rh positive" and "Never smoked tobacco" are values, not notes.
const proseWords = 6

// Finder finds notes. It keeps scratch memory between calls and serves one goroutine at a time. Its zero value is ready.
type Finder struct {
	// Prefix stands before the ids of resources of this source ("S:"), empty for the default one.
	Prefix []byte
	// Resolve finds what a reference stands for in the Bundle that the resource came from; may be nil.
	Resolve func(ref []byte) (typ, id string, ok bool)
	// MaxBytes bounds the decoded size of an attachment; 0 is DefaultMaxBytes.
	MaxBytes int

	tape  *node.Tape
	notes []Note
	arena []byte // decoded data of the notes
	path  []byte
	text  []byte
}

// Find returns the notes of the resource on the tape, whose type is typ; nil where it has none. They are valid until the
// next Find. The Source is filled only where there are notes.
func (f *Finder) Find(t *node.Tape, typ string) (Source, []Note) {
	if len(t.Nodes) == 0 || t.Nodes[0].Kind != node.Object || len(schema.R4().PatientCompartment(typ)) == 0 {
		return Source{}, nil
	}
	f.tape, f.notes, f.arena = t, f.notes[:0], f.arena[:0]
	f.resource(0, typ)
	f.annotations()
	f.contained()
	f.tape = nil
	if len(f.notes) == 0 {
		return Source{}, nil
	}
	return f.source(t, typ), f.notes
}

// resource finds the texts that types have in elements of their own.
func (f *Finder) resource(root int, typ string) {
	switch typ {
	case "DocumentReference":
		for c := range f.each(root, memberContent) {
			for a := range f.each(c, memberAttachment) {
				f.attachment(a)
			}
		}
	case "DiagnosticReport":
		for a := range f.each(root, memberPresentedForm) {
			f.attachment(a)
		}
		f.plain(f.tape.Child(root, memberConclusion), 1)
	case "Composition":
		f.sections(root, 0)
	case "Observation":
		f.plain(f.tape.Child(root, memberValueString), proseWords)
		for c := range f.each(root, memberComponent) {
			f.plain(f.tape.Child(c, memberValueString), proseWords)
		}
	case "Communication":
		for p := range f.each(root, memberPayload) {
			f.plain(f.tape.Child(p, memberContentString), 1)
			for a := range f.each(p, memberContentAttachment) {
				f.attachment(a)
			}
		}
	case "ClinicalImpression":
		f.plain(f.tape.Child(root, memberDescription), 1)
		f.plain(f.tape.Child(root, memberSummary), 1)
	}
}

// contained finds the texts of contained resources.
func (f *Finder) contained() {
	for c := range f.each(0, memberContained) {
		if n := f.tape.Child(c, schema.MemberResourceType); n >= 0 {
			f.resource(c, string(f.tape.Text(n, &f.text)))
		}
	}
}

// annotations finds the elements of type Annotation wherever they are, contained resources and extensions included.
// They always stand under one of these names, and nothing else does.
func (f *Finder) annotations() {
	nodes := f.tape.Nodes
	for i := 1; i < len(nodes); i++ {
		switch nodes[i].Member {
		case memberNote, memberProgress, memberValueAnnotation:
		default:
			continue
		}
		for n := range f.elements(i) {
			if text := f.tape.Child(n, memberText); f.plain(text, 1) {
				last := &f.notes[len(f.notes)-1]
				last.Time, last.HasTime = f.moment(f.tape.Child(n, memberTime))
			}
		}
	}
}

// maxSections is how deep sections may lie in one another; the parser allows for more.
const maxSections = 16

// sections finds the narratives of a Composition's sections, outer ones first.
func (f *Finder) sections(n, depth int) {
	if depth > maxSections {
		return
	}
	for s := range f.each(n, memberSection) {
		if text := f.tape.Child(s, memberText); text >= 0 {
			f.narrative(f.tape.Child(text, memberDiv), f.tape.Child(s, memberTitle))
		}
		f.sections(s, depth+1)
	}
}

// each yields the objects under a member of n: the elements of an array, or the one object where the array is missing.
func (f *Finder) each(n int, m schema.MemberID) iter.Seq[int] {
	return f.elements(f.tape.Child(n, m))
}

func (f *Finder) elements(list int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if list < 0 {
			return
		}
		switch f.tape.Nodes[list].Kind {
		case node.Object:
			yield(list)
		case node.Array:
			for c := range f.tape.Children(list) {
				if f.tape.Nodes[c].Kind == node.Object && !yield(c) {
					return
				}
			}
		}
	}
}
