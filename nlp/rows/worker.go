package rows

import (
	"encoding/hex"
	"strings"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	canonical "github.com/tarn-sql/tarn/nlp/text"
)

// A batch is full with so many rows or bytes.
const (
	batchRows  = 16 << 10
	batchBytes = 1 << 20
)

// Source is what nlp_entity.source says of entities that we found.
const Source = "tarn"

// Worker makes the rows of documents: Append, then now and then Full, and Flush at the end. It is for one goroutine;
// Release gives its memory back.
type Worker struct {
	// Docs, Entities and Errors count what was appended, for nlp_run.
	Docs, Entities, Errors int64

	a       *nlp.Annotator // nil: the entities are another annotator's
	source  string
	tables  [tables]batch
	hash    hasher
	chars   canonical.CharIndex
	names   map[annotation.Concept]string // preferred names of concepts met; keys have ID and Vocab alone
	traits  []string
	current *current
}

// current is the document at hand.
type current struct {
	seq      int64
	resource *Resource
	note     *Note
	result   *nlp.Result
	docID    id
	docKey   string
	time     int64
	hasTime  bool
	entities []string // ids of its entities
}

// NewWorker returns a worker for the results of an annotator. The memory of the batches comes from mem, that of texts from Go.
func NewWorker(a *nlp.Annotator, mem memory.Allocator) *Worker {
	w := &Worker{a: a, source: Source, names: map[annotation.Concept]string{}, current: &current{}}
	for i, t := range Tables() {
		w.tables[i] = batch{def: &t, schema: Schema(&t), mem: mem}
	}
	return w
}

// NewExternalWorker returns a worker for what an annotator outside found in documents whose rows are there: Append makes the
// rows of the entities alone. source is the annotator's name in nlp_entity.source.
func NewExternalWorker(source string, mem memory.Allocator) *Worker {
	w := NewWorker(nil, mem)
	w.source = source
	return w
}

// Append makes the rows of a document. result is nil where the note has no data: then its Status says why. seq goes into
// the column seq of each row.
func (w *Worker) Append(seq int64, resource *Resource, note *Note, result *nlp.Result) {
	c := w.current
	*c = current{seq: seq, resource: resource, note: note, result: result, time: resource.Time, hasTime: resource.HasTime, entities: c.entities[:0]}
	if note.HasTime {
		c.time, c.hasTime = note.Time, true
	}
	if result == nil {
		c.result = &nlp.Result{Status: nlp.Status(note.Status), Error: note.Error, ContentType: note.ContentType}
	}
	h := w.hash.start().text(resource.Type).text(resource.Key).text(note.Path).bytes(c.result.TextSHA256[:])
	c.docID = h.id()
	c.docKey = c.docID.String()
	w.Docs++
	d := &c.result.Document
	w.chars.Reset(d.Text, c.result.Chars)
	if w.a != nil {
		w.document()
		for i := range d.Sections {
			w.section(i, &d.Sections[i])
		}
	}
	for i := range d.Entities {
		w.entity(i, &d.Entities[i])
	}
	for i := range d.Unmapped {
		w.attribute(c.docID, "", i, &d.Unmapped[i])
	}
	for i := range d.Relations {
		w.relation(&d.Relations[i])
	}
	w.Entities += int64(len(d.Entities))
	*c = current{entities: c.entities}
}

// begin begins a row with the columns that all tables have.
func (w *Worker) begin(table int) *batch {
	t := &w.tables[table]
	t.begin(w.current.seq)
	t.text(w.current.resource.Type)
	t.text(w.current.resource.Key)
	t.text(w.current.docKey)
	return t
}

func (w *Worker) patient(t *batch) {
	t.text(w.current.resource.PatientKey)
	t.text(w.current.resource.EncounterKey)
	t.timestamp(w.current.time, w.current.hasTime)
}

func (w *Worker) span(t *batch, s annotation.Span) {
	t.integer(s.Begin)
	t.integer(s.End)
	t.integer(w.chars.Char(s.Begin))
	t.integer(w.chars.Char(s.End))
}

func (w *Worker) words(s annotation.Span) string {
	return w.current.result.Document.Text[s.Begin:s.End]
}

func (w *Worker) document() {
	r, n, res := w.current.result, w.current.note, w.current.resource
	t := w.begin(Document)
	w.patient(t)
	t.text(res.VersionID)
	t.text(res.Status)
	t.text(n.Path)
	t.integer(n.Ordinal)
	t.text(n.Title)
	t.text(res.TypeSystem)
	t.text(res.TypeCode)
	t.text(res.TypeDisplay)
	t.text(r.ContentType)
	t.text(r.Charset)
	t.text(r.Language)
	t.text(n.URL)
	t.bigint(int64(r.Bytes))
	t.bigint(int64(r.Chars))
	t.integer(len(r.Document.Entities))
	if !t.nullIf(r.Document.Text == "") {
		t.text(hex.EncodeToString(r.TextSHA256[:]))
	}
	t.text(r.Document.Text)
	t.text(string(r.Status))
	t.text(r.Error)
	t.text(w.a.Pipeline())
	t.end()
	if r.Status != nlp.OK && r.Status != nlp.Empty {
		w.Errors++
	}
}

func (w *Worker) section(i int, s *annotation.Section) {
	t := w.begin(Section)
	t.integer(i)
	t.text(s.Name)
	t.text(strings.TrimSpace(w.words(s.Heading)))
	t.text(s.LOINC)
	t.integer(s.Depth)
	w.span(t, s.Span)
	t.end()
}

func (w *Worker) relation(r *annotation.Relation) {
	t := w.begin(Relation)
	t.text(w.current.entities[r.Head])
	t.text(w.current.entities[r.Tail])
	t.text(r.Type)
	t.double(r.Score)
	t.text(r.Rule)
	t.end()
}

// Full returns the batches that have reached their size, mostly none.
func (w *Worker) Full() []Batch {
	return w.take(func(t *batch) bool { return t.rows >= batchRows || t.bytes >= batchBytes })
}

// Flush returns the rest of the rows.
func (w *Worker) Flush() []Batch {
	return w.take(func(*batch) bool { return true })
}

// Recycle says that the batches handed out so far are used no more: their memory takes the next rows.
func (w *Worker) Recycle() {
	for i := range w.tables {
		for _, c := range w.tables[i].columns {
			if c.texts != nil {
				c.texts.recycle()
			}
		}
	}
}

func (w *Worker) take(due func(*batch) bool) (out []Batch) {
	for i := range w.tables {
		if !due(&w.tables[i]) {
			continue
		}
		if r := w.tables[i].flush(); r != nil {
			out = append(out, Batch{i, r})
		}
	}
	return out
}

// Release drops rows that were not flushed.
func (w *Worker) Release() {
	for i := range w.tables {
		w.tables[i].release()
	}
}
