package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// What the interpreter reads, in units of cost: so much of a process, and no document of more than fewCost. That is about
// what it reads in the time that compiling takes.
const (
	interpretedCost = 24
	fewCost         = 12
)

// cost is about how much work a document is: each page and each 16 KiB count one, which take the interpreter some tens of
// milliseconds. Pages that are compressed away are not seen.
func cost(data []byte) int { return 1 + bytes.Count(data, []byte("/MediaBox")) + len(data)>>14 }

// memoryPages bounds the memory of a reader, in pages of 64 KiB: 256 MiB.
const memoryPages = 4096

// engine has PDFium in the two ways in which it can run. Its zero value is ready; it is safe for concurrent use.
type engine struct {
	mu          sync.Mutex
	interpreted pdfium.Pool // used under mu, so that it can be given up
	compiled    pdfium.Pool
	cost        int           // of the documents so far
	compiling   chan struct{} // nil before compiling begins, closed when it has ended
}

// shared is the process's engine: its memory is worth sharing.
var shared engine

// with calls f with a new reader, which is f's alone, to do work of a cost. f reports whether the reader is still whole.
func (e *engine) with(cost int, f func(pdfium.Pdfium) (whole bool)) error {
	pool, done, err := e.pool(cost)
	if err != nil {
		return err
	}
	defer done()
	reader, err := pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return fmt.Errorf("starting PDFium: %w", err)
	}
	if f(reader) {
		return reader.Close()
	}
	return nil
}

// pool is the way to do work of a cost; done must be called when it is done. Compiling goes on beside reading; only large
// documents wait for it.
func (e *engine) pool(cost int) (pool pdfium.Pool, done func(), err error) {
	e.mu.Lock()
	if e.cost += cost; e.compiling == nil && (e.cost > interpretedCost || cost > fewCost) {
		e.compiling = make(chan struct{})
		go e.compile()
	}
	if cost > fewCost {
		e.mu.Unlock()
		<-e.compiling
		e.mu.Lock()
	}
	if e.compiled != nil {
		e.mu.Unlock()
		return e.compiled, func() {}, nil
	}
	if e.interpreted == nil {
		e.interpreted, err = start(wazero.NewRuntimeConfigInterpreter(), 1)
	}
	if err != nil {
		e.mu.Unlock()
		return nil, nil, err
	}
	return e.interpreted, e.mu.Unlock, nil
}

// compile makes the compiled PDFium and gives the interpreted one up. Should that fail, the interpreter goes on.
func (e *engine) compile() {
	defer close(e.compiling)
	pool, err := start(wazero.NewRuntimeConfig(), runtime.GOMAXPROCS(0))
	if err != nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.compiled = pool
	if e.interpreted != nil {
		_ = e.interpreted.Close() // it is not used any more, whatever it says
		e.interpreted = nil
	}
}

// start makes PDFium ready for so many readers at once. They see no file system, and their output is dropped.
func start(config wazero.RuntimeConfig, readers int) (pdfium.Pool, error) {
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: readers, MaxTotal: readers, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: config.WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true),
	})
	if err != nil {
		return nil, fmt.Errorf("preparing PDFium: %w", err)
	}
	return pool, nil
}

// grace is how long after its time a reader may go on in one call.
const grace = 2 * time.Second

// watch stops a reader that does not come back from a call in time. The function it returns ends the watch and reports
// whether the reader was left whole.
func watch(reader pdfium.Pdfium, limit time.Duration) (stop func() bool) {
	return time.AfterFunc(limit+grace, func() { _ = reader.Kill() }).Stop
}
