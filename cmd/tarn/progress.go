package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// progress is one report of a running load: the same whether the load runs in this process or in a server.
type progress struct {
	Phase     phase   `json:"phase"`
	Done      int64   `json:"done"` // bytes of the files as stored, rows, or texts
	Total     int64   `json:"total"`
	Resources int64   `json:"resources"` // resources read so far
	Read      int64   `json:"read"`      // bytes of JSON read so far, decompressed
	Seconds   float64 `json:"seconds"`   // since the load began
}

// phase is what a load is doing.
type phase string

const (
	reading    phase = ""
	annotating phase = "annotating"
	publishing phase = "publishing"

	readingNames phase = "names" // of a vocabulary
)

// progressBar shows progress on a terminal as a bar, elsewhere as a plain line every few seconds.
type progressBar struct {
	w        io.Writer
	terminal bool
	last     time.Time
	shown    bool
	began    time.Time // of the present phase
	phase    phase
}

const (
	barInterval  = 100 * time.Millisecond
	lineInterval = 3 * time.Second
)

func newProgressBar(w io.Writer) *progressBar {
	f, ok := w.(*os.File)
	return &progressBar{w: w, terminal: ok && term.IsTerminal(int(f.Fd())), last: time.Now(), began: time.Now()}
}

// show draws the report if it is time to.
func (b *progressBar) show(p progress) {
	now := time.Now()
	if p.Phase != b.phase {
		b.phase, b.began = p.Phase, now
	}
	interval := lineInterval
	if b.terminal {
		interval = barInterval
	}
	if now.Sub(b.last) < interval {
		return
	}
	b.last = now
	text := b.text(p, now)
	if b.terminal {
		fmt.Fprintf(b.w, "\r\x1b[K%s", text)
		b.shown = true
		return
	}
	fmt.Fprintln(b.w, text)
}

// clear removes the bar, so that other output begins on a clean line.
func (b *progressBar) clear() {
	if b.shown {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.shown = false
	}
}

func (b *progressBar) text(p progress, now time.Time) string {
	done := 0.0
	if p.Total > 0 {
		done = min(1, float64(p.Done)/float64(p.Total))
	}
	what := fmt.Sprintf("%s of %s  %.0f MB/s  %s resources", size(p.Done), size(p.Total), rate(p.Read, p.Seconds), count(p.Resources))
	verb := "reading   "
	switch p.Phase {
	case publishing:
		verb, what = "publishing", fmt.Sprintf("%s of %s rows", count(p.Done), count(p.Total))
	case readingNames:
		what = fmt.Sprintf("%s of %s  %.0f MB/s", size(p.Done), size(p.Total), rate(p.Read, p.Seconds))
	case annotating:
		verb, what = "annotating", fmt.Sprintf("%s of %s texts", count(p.Done), count(p.Total))
	}
	return fmt.Sprintf("%s %s %3.0f%%  %s%s", verb, b.bar(done), done*100, what, remaining(now.Sub(b.began), done))
}

func (b *progressBar) bar(done float64) string {
	if !b.terminal {
		return ""
	}
	const width = 24
	full := int(done * width)
	return "[" + strings.Repeat("█", full) + strings.Repeat("·", width-full) + "]"
}

// remaining estimates the time left of a phase that has run for elapsed.
func remaining(elapsed time.Duration, done float64) string {
	if done < 0.02 || elapsed < time.Second {
		return ""
	}
	left := time.Duration(float64(elapsed) * (1 - done) / done).Round(time.Second)
	return fmt.Sprintf("  %v left", left)
}

// rate is MB/s.
func rate(bytes int64, seconds float64) float64 {
	if seconds <= 0 {
		return 0
	}
	return float64(bytes) / 1e6 / seconds
}

// size words a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.2f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%d B", n)
}

// count words a number with thousands separators.
func count(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// countOf words a number of things.
func countOf(n int64, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return count(n) + " " + thing
}

// generated shows how many patients of a synthetic population are done.
func (b *progressBar) generated(done, all int) {
	if now := time.Now(); b.terminal && now.Sub(b.last) >= barInterval {
		b.last, b.shown = now, true
		fmt.Fprintf(b.w, "\r\x1b[Kgenerating %s of %s patients", count(int64(done)), count(int64(all)))
	}
}
