// Command notes times the annotator: notes of about 2.7 kB, one after the other on one core, links on and without memory
// of texts, with rules only and with the tagger, with and without making rows of what was found.
//
//	go run ./benchmarks/notes [-seconds 5] [FILE…]
//
// A FILE is a CSV with a column "note" (as ACI-Bench has it) or NDJSON of DocumentReferences with their texts inside (as
// `tarn synth` writes them); long texts are cut and short ones joined to the length. Without files it takes the
// development notes of ACI-Bench from ../shared. Time is the process's own CPU time (getrusage), so that what else the
// machine does counts less; "best" is the fastest pass over all notes by the clock.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/rows"
)

var seconds = flag.Float64("seconds", 5, "how long each way runs")

func main() {
	flag.Parse()
	runtime.GOMAXPROCS(1)
	if err := run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "notes:", err)
		os.Exit(1)
	}
}

func run(files []string) error {
	if len(files) == 0 {
		files = []string{"../shared/nlp/corpora/notes/aci_bench/train.csv", "../shared/nlp/corpora/notes/aci_bench/valid.csv"}
	}
	notes, err := read(files)
	if err != nil {
		return err
	}
	bytes := 0
	for _, n := range notes {
		bytes += len(n)
	}
	fmt.Printf("%d notes, %d bytes on average\n", len(notes), bytes/len(notes))
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "way\tnotes/s\tof 2.7 kB\tµs/note\tbest µs\tallocations\tworker MB\t")
	for _, way := range []way{{"rules", true, false}, {"rules, rows", true, true}, {"tagger", false, false}, {"tagger, rows", false, true}} {
		m, err := way.measure(notes)
		if err != nil {
			return err
		}
		rate := 1e6 / m.micros
		fmt.Fprintf(w, "%s\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\t", way.name, rate, rate*float64(bytes)/float64(len(notes)*noteBytes),
			m.micros, m.best, m.allocations)
		if !way.intoRows {
			fmt.Fprintf(w, "%.1f", m.workerMB)
		}
		fmt.Fprintln(w, "\t")
	}
	return w.Flush()
}

// noteBytes is the length of a note in the aims: the second column is the rate of texts so long, from the bytes read.
const noteBytes = 2700

// way is one way of annotating.
type way struct {
	name            string
	rules, intoRows bool
}

// measurement is what a way took, for each note.
type measurement struct {
	micros, best float64 // of CPU time; of the clock in the best pass
	allocations  float64
	workerMB     float64 // what a Worker holds after all notes, besides what is shared
}

func (way way) measure(notes [][]byte) (m measurement, err error) {
	a, err := nlp.New(nlp.Options{NoTagger: way.rules, CacheBytes: -1})
	if err != nil {
		return m, err
	}
	table := rows.NewWorker(a, memory.DefaultAllocator)
	defer table.Release()
	resource, note := &rows.Resource{Type: "DocumentReference", Key: "1"}, &rows.Note{Path: "content[0].attachment"}
	pass := func(w *nlp.Worker) {
		for i, text := range notes {
			r := w.Annotate(context.Background(), nlp.Input{Data: text, ContentType: "text/plain"})
			if !way.intoRows {
				continue
			}
			table.Append(int64(i), resource, note, r)
			for _, b := range table.Full() {
				b.Record.Release()
			}
		}
	}
	pass(a.NewWorker()) // makes what all workers share
	before := heap()
	w := a.NewWorker()
	pass(w)
	if !way.intoRows {
		m.workerMB = float64(heap()-before) / 1e6
	}
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	began, spent, passes, best := time.Now(), cpu(), 0, time.Duration(1<<62)
	for time.Since(began).Seconds() < *seconds {
		from := time.Now()
		pass(w)
		best = min(best, time.Since(from))
		passes++
	}
	n := float64(passes * len(notes))
	m.micros = float64((cpu() - spent).Microseconds()) / n
	runtime.ReadMemStats(&end)
	m.best = float64(best.Microseconds()) / float64(len(notes))
	m.allocations = float64(end.Mallocs-start.Mallocs) / n
	runtime.KeepAlive(w)
	return m, nil
}

// cpu is the CPU time of the process.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// heap is the size of what is alive.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
