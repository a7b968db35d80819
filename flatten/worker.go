package flatten

import (
	"bytes"
	"fmt"
	"time"
	"unicode"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/anywhere"
	"github.com/tarn-sql/tarn/flatten/column"
	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/flatten/value"
	"github.com/tarn-sql/tarn/flatten/view"
)

// Worker flattens resources one at a time: Parse, then Append, then now and then Full, and Flush at the end. It is for
// one goroutine; Release gives its memory back.
type Worker struct {
	f       *Flattener
	prefix  []byte
	parser  node.Parser
	tape    node.Tape
	machine *fhirpath.Machine
	runner  *view.Runner
	tables  []*column.Table // by table; nil until it has a row
	mem     memory.Allocator
	walker  *anywhere.Walker

	typ     *schema.Type
	key     []byte
	refs    *source.References
	present []uint32 // by member: the last resource that had it, counted by parsed
	parsed  uint32
	since   int // resources since Full looked at the tables, and their bytes
	bytes   int
}

func newWorker(f *Flattener, name string, mem memory.Allocator) *Worker {
	w := &Worker{f: f, mem: mem, machine: fhirpath.NewMachine(), tables: make([]*column.Table, len(f.tables))}
	if name != "" {
		w.prefix = []byte(name + ":")
	}
	w.machine.Prefix = w.prefix
	w.machine.Resolve = w.resolve
	w.runner = view.NewRunner(w.machine)
	w.runner.Lenient = true
	w.present = make([]uint32, schema.R4().NumMembers())
	var sinks []*column.Table
	for i := f.anywhere; i < len(f.tables); i++ {
		w.tables[i] = column.NewTable(f.schemas[i], w.machine, mem)
		sinks = append(sinks, w.tables[i])
	}
	w.walker = anywhere.NewWalker(w.machine, sinks)
	return w
}

// resolve finds what a reference stands for in the Bundle that the resource came from.
func (w *Worker) resolve(ref []byte) (typ, id string, ok bool) {
	t, ok := w.refs.Resolve(ref)
	return t.Type, t.ID, ok
}

// Tape is the last parsed resource; valid until the next Parse and as long as the item's bytes are.
func (w *Worker) Tape() *node.Tape { return &w.tape }

// Faults counts what was not as FHIR wants it and was made the best of: values that do not fit their column, several
// values where one belongs.
func (w *Worker) Faults() int {
	n := w.runner.Faults
	for _, t := range w.tables {
		if t != nil {
			n += t.Bad
		}
	}
	return n
}

// Parse reads a resource. An error is an *Error; then the resource cannot be taken, and the Resource has only its type and
// id, as far as they could be read.
func (w *Worker) Parse(item source.Item) (Resource, error) {
	w.typ = nil
	fail := func(typ, id string, err error) (Resource, error) {
		w.typ = nil
		return Resource{Type: typ, ID: id}, &Error{Line: item.Line, Offset: item.Offset, Type: typ, ID: id, Err: err}
	}
	if item.Kind != source.Resource {
		if item.Err != nil {
			return fail(item.Type, item.ID, item.Err)
		}
		return fail(item.Type, item.ID, ErrNotAResource)
	}
	if err := w.parser.Parse(item.Raw, &w.tape); err != nil {
		return fail("", "", err)
	}
	if w.tape.Nodes[0].Kind != node.Object {
		return fail("", "", ErrNotObject)
	}
	typ, err := w.resourceType()
	id, idErr := w.id(item)
	switch {
	case err != nil:
		return fail(string(typ), string(id), err)
	case idErr != nil:
		return fail(string(typ), string(id), idErr)
	}
	return w.begin(item, string(id)), nil
}

// resourceType sets w.typ and returns the type's name as far as it could be read.
func (w *Worker) resourceType() ([]byte, error) {
	c := w.tape.Child(0, schema.MemberResourceType)
	if c < 0 {
		return nil, ErrNoType
	}
	if w.tape.Nodes[c].Kind != node.String {
		return nil, ErrTypeNoText
	}
	name := w.text(c)
	if !schema.R4().IsResource(string(name)) {
		return name, unknownType(string(name))
	}
	w.typ, _ = schema.R4().Type(string(name))
	return name, nil
}

// id is the resource's id, or the one that its Bundle entry gives it, or that its content does.
func (w *Worker) id(item source.Item) ([]byte, error) {
	c := w.tape.Child(0, schema.MemberResourceID)
	if c < 0 || w.tape.Nodes[c].Kind == node.Null {
		switch {
		case item.ID != "":
			return []byte(item.ID), nil
		case w.typ != nil && unstored[w.typ.Name]:
			return []byte(source.ContentID(item.Raw)), nil
		}
		return nil, ErrNoID
	}
	id := w.text(c)
	if w.tape.Nodes[c].Kind != node.String || !isKey(id) {
		return id, ErrInvalidID
	}
	return id, nil
}

// unstored are the types that servers send and do not keep, so that they give them no id: what a bulk export writes of its
// errors, what an operation takes and returns. Their id here follows from their content.
var unstored = map[string]bool{"OperationOutcome": true, "Parameters": true}

// text is the text of a value, which may be the resource's own bytes.
func (w *Worker) text(c int) []byte {
	var unescaped []byte
	return w.tape.Text(c, &unescaped)
}

// isKey says whether an id can be a key: a text without blanks and control characters; U+FFFD stands for what cannot be
// read.
func isKey(id []byte) bool {
	for _, c := range id {
		if c <= ' ' || c == 0x7f {
			return false
		}
	}
	return len(id) > 0 && !bytes.Contains(id, replacement)
}

var replacement = []byte(string(unicode.ReplacementChar))

// begin prepares for Append and says what the resource is.
func (w *Worker) begin(item source.Item, id string) Resource {
	w.key = append(append(w.key[:0], w.prefix...), id...)
	w.refs = item.Refs
	w.machine.Start(&w.tape, w.typ.ID, w.key)
	r := Resource{Type: w.typ.Name, ID: id, Key: string(w.key), VersionID: item.VersionID, Unknown: w.tape.Unknown + w.mark()}
	updated := []byte(item.LastModified)
	if meta := w.tape.Child(0, memberMeta); meta >= 0 {
		if c := w.tape.Child(meta, memberVersionID); c >= 0 && w.tape.Nodes[c].Kind == node.String {
			r.VersionID = string(w.text(c))
		}
		if c := w.tape.Child(meta, memberLastUpdated); c >= 0 && w.tape.Nodes[c].Kind == node.String {
			updated = w.text(c)
		}
	}
	if r.Unknown > 0 {
		r.Release = w.otherRelease()
	}
	if t, ok := value.ParseDateTime(updated); ok && len(updated) > 0 {
		r.LastUpdated = time.UnixMicro(t.Micros()).UTC()
	}
	return r
}

var (
	memberMeta        = schema.R4().Member("meta")
	memberVersionID   = schema.R4().Member("versionId")
	memberLastUpdated = schema.R4().Member("lastUpdated")
)

// mark notes which members the resource has, so that programs without anything to do are passed over. It returns how
// many of them are elements of other types only: of another release of FHIR, or misplaced.
func (w *Worker) mark() (foreign int) {
	w.parsed++
	nodes := w.tape.Nodes
	for c := uint32(1); c < nodes[0].Next; c = nodes[c].Next {
		m := nodes[c].Member
		w.present[m] = w.parsed
		if m > schema.MemberResourceID && w.typ.Field(m) == nil {
			foreign++
		}
	}
	return foreign
}

// Append makes the rows of the last parsed resource, in all tables. seq goes into the column seq of each row.
func (w *Worker) Append(seq int64) error {
	if w.typ == nil {
		return fmt.Errorf("flatten: Append without a parsed resource")
	}
	for i := range w.f.byType[w.typ.ID] {
		p := &w.f.byType[w.typ.ID][i]
		if t := p.program.Trigger; t != schema.NoMember && w.present[t] != w.parsed {
			continue
		}
		table := w.table(p.table)
		table.Begin(seq)
		if err := w.runner.Run(p.program, table); err != nil {
			return &Error{Type: w.typ.Name, ID: string(w.key), Err: err}
		}
	}
	w.walker.Walk(seq, w.typ)
	w.since++
	w.bytes += len(w.tape.Bytes)
	w.typ = nil
	return nil
}

func (w *Worker) table(i int) *column.Table {
	if w.tables[i] == nil {
		w.tables[i] = column.NewTable(w.f.schemas[i], w.machine, w.mem)
	}
	return w.tables[i]
}

// After so many resources or bytes Full looks at the tables' sizes.
const (
	checkResources = 256
	checkBytes     = 4 << 20
)

// Full returns the batches that have reached their size, and the largest ones where the worker holds too much in all.
// It may be called after each Append and mostly returns nil.
func (w *Worker) Full() []Batch {
	if w.since < checkResources && w.bytes < checkBytes {
		return nil
	}
	w.since, w.bytes = 0, 0
	var out []Batch
	total, largest, size := 0, -1, 0
	for i, t := range w.tables {
		if t == nil || t.Rows() == 0 {
			continue
		}
		n := t.Bytes()
		if t.Rows() >= w.f.options.BatchRows || n >= w.f.options.BatchBytes {
			out = append(out, Batch{Table: i, Record: t.Flush()})
			continue
		}
		if total += n; n > size {
			largest, size = i, n
		}
	}
	if total > w.f.options.WorkerBytes && largest >= 0 {
		out = append(out, Batch{Table: largest, Record: w.tables[largest].Flush()})
	}
	return out
}

// Flush returns all rows that are left.
func (w *Worker) Flush() []Batch {
	var out []Batch
	for i, t := range w.tables {
		if t != nil && t.Rows() > 0 {
			out = append(out, Batch{Table: i, Record: t.Flush()})
		}
	}
	w.since, w.bytes = 0, 0
	return out
}

// Release gives the worker's memory back. Batches that were handed out stay valid.
func (w *Worker) Release() {
	for _, t := range w.tables {
		if t != nil {
			t.Release()
		}
	}
}
