package nlp

import (
	"context"
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/text"
)

// Input is a document as it is stored.
type Input struct {
	Data        []byte
	ContentType string // as declared, with its charset parameter; "" is found out
	Patient     *Patient
}

// Worker annotates documents one at a time. It is for one goroutine.
type Worker struct {
	a *Annotator
	rooms
	cache  *cache
	stages []stage

	doc      annotation.Document // the document at hand; its slices are scratch
	near     int                 // the token that tokenAt found last
	patient  *Patient
	language string
	ascii    bool // each character of the document is a byte
	began    time.Time
	bytes    []byte // scratch of read
}

// NewWorker returns a worker.
func (a *Annotator) NewWorker() *Worker {
	w := &Worker{a: a, stages: stages}
	w.rooms = newRooms(a)
	if a.options.CacheBytes > 0 {
		w.cache = newCache(a.options.CacheBytes)
	}
	return w
}

// Annotate reads and annotates a document. It never fails and never panics: the Result's Status says what became of it.
// Equal inputs give the same Result, from memory where it is still there.
func (w *Worker) Annotate(ctx context.Context, in Input) *Result {
	var key cacheKey
	if w.cache != nil {
		key = keyOf(in)
		if r := w.cache.get(key); r != nil {
			return r
		}
	}
	r := w.annotate(ctx, in)
	if w.cache != nil && r.Status != Cancelled && r.Status != Timeout {
		w.cache.put(key, r)
	}
	return r
}

// annotate is Annotate without memory.
func (w *Worker) annotate(ctx context.Context, in Input) (r *Result) {
	r = &Result{Bytes: len(in.Data)}
	stage := "text"
	defer func() {
		if cause := recover(); cause != nil {
			r.Status, r.Error = Failed, fmt.Sprintf("%s: %v (%s)", stage, cause, origin())
			r.Document = annotation.Document{Text: r.Document.Text}
			w.rooms = newRooms(w.a) // what they hold may be half done
		}
		w.patient = nil
	}()
	if !w.read(r, in) { // has limits of its own: the first PDF waits for its reader
		return r
	}
	w.began = time.Now()
	for i := range w.stages {
		stage = w.stages[i].name
		if r.Status = w.pressed(ctx); r.Status != OK {
			r.Error = "before " + stage
			return r
		}
		if r.Status = w.stages[i].run(w); r.Status != OK {
			r.Language = w.language
			return r
		}
	}
	r.Language = w.language
	r.Document = w.keep()
	return r
}

// read makes the canonical text and reports whether there is one.
func (w *Worker) read(r *Result, in Input) bool {
	c := text.Read(in.Data, in.ContentType, w.a.options.MaxBytes)
	r.Status, r.Error, r.ContentType, r.Charset = Status(c.Status), c.Error, c.ContentType, c.Charset
	r.Document.Text, r.Offsets = c.Text, c.Offsets
	w.bytes = append(w.bytes[:0], c.Text...)
	r.TextSHA256 = sha256.Sum256(w.bytes)
	r.Chars = text.Chars(c.Text)
	w.doc.Text, w.patient, w.language = c.Text, in.Patient, ""
	w.ascii = r.Chars == len(c.Text)
	return r.Status == OK
}

// pressed reports why to stop, OK if there is no reason.
func (w *Worker) pressed(ctx context.Context) Status {
	switch {
	case ctx.Err() != nil:
		return Cancelled
	case time.Since(w.began) > w.a.options.MaxTime:
		return Timeout
	}
	return OK
}

// keep copies the document out of the scratch memory.
func (w *Worker) keep() annotation.Document {
	d := annotation.Document{
		Text:      w.doc.Text,
		Sentences: slices.Clone(w.doc.Sentences),
		Sections:  slices.Clone(w.doc.Sections),
		Entities:  slices.Clone(w.doc.Entities),
		Unmapped:  slices.Clone(w.doc.Unmapped),
		Relations: slices.Clone(w.doc.Relations),
	}
	n := 0
	for i := range d.Entities {
		n += len(d.Entities[i].Concepts)
	}
	concepts := make([]annotation.Concept, 0, n)
	for i := range d.Entities {
		from := len(concepts)
		concepts = append(concepts, d.Entities[i].Concepts...)
		d.Entities[i].Concepts = concepts[from:len(concepts):len(concepts)]
	}
	return d
}

// origin is the place of a panic: the first frame of ours that is not of the recovery.
func origin() string {
	pc := make([]uintptr, 32)
	frames := runtime.CallersFrames(pc[:runtime.Callers(3, pc)])
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "tarn/nlp") {
			name := f.Function[strings.LastIndexByte(f.Function, '/')+1:]
			return fmt.Sprintf("%s:%d", name, f.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
