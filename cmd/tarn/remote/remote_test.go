package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/remote/remotetest"
)

// annotator starts an annotator on this machine and a client of it. Waits between attempts are counted, not waited.
func annotator(t *testing.T, c Config, handle func(w http.ResponseWriter, r *http.Request, call *remotetest.Call)) (*Annotator, *atomic.Int32) {
	t.Helper()
	c.URL, c.Name = remotetest.Serve(t, handle), "test@1"
	e, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	var waits atomic.Int32
	e.sleep = func(ctx context.Context, _ time.Duration) error { waits.Add(1); return ctx.Err() }
	t.Cleanup(e.client.CloseIdleConnections)
	return e, &waits
}

func someDocuments(n int) []Document {
	docs := make([]Document, n)
	for i := range docs {
		docs[i] = Document{Key: fmt.Sprint("doc", i), Text: fmt.Sprintf("metformiñ%d daily", i)}
	}
	return docs
}

// statuses are the outcomes in a row: "done done pending".
func statuses(results []Result) string {
	var out []string
	for i, r := range results {
		if r.Key != fmt.Sprint("doc", i) {
			out = append(out, "out of order!")
		}
		if (r.Err == nil) != (r.Status == Done) {
			out = append(out, "error?")
		}
		out = append(out, string(r.Status))
	}
	return strings.Join(out, " ")
}

func TestAnnotate(t *testing.T) {
	var most, now atomic.Int32
	var mu sync.Mutex
	seen := map[string]bool{}
	e, _ := annotator(t, Config{Token: "s3cret", Documents: 3, Concurrency: 2}, func(w http.ResponseWriter, r *http.Request, call *remotetest.Call) {
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		if r.Method != http.MethodPost || r.Header.Get("Authorization") != "Bearer s3cret" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %v", r.Method, r.Header)
		}
		if len(call.Documents) > 3 {
			t.Errorf("%d documents", len(call.Documents))
		}
		mu.Lock()
		for _, d := range call.Documents {
			if seen[d.Text] || d.Language != "en" {
				t.Errorf("%q twice, or %q", d.Text, d.Language)
			}
			seen[d.Text] = true
		}
		mu.Unlock()
		io.WriteString(w, call.Answer())
	})
	docs := someDocuments(10)
	results := e.Annotate(t.Context(), docs)
	for i, r := range results {
		if r.Status != Done || len(r.Result.Entities) != 1 {
			t.Fatalf("%+v", r)
		}
		if s := r.Result.Entities[0].Span; docs[i].Text[s.Begin:s.End] != fmt.Sprintf("metformiñ%d", i) {
			t.Errorf("%d: %+v", i, s)
		}
	}
	if len(seen) != 10 || most.Load() > 2 || e.Source() != "external:test@1" {
		t.Errorf("%d texts, %d at a time, %s", len(seen), most.Load(), e.Source())
	}
	if got := e.Annotate(t.Context(), nil); len(got) != 0 {
		t.Error(got)
	}
	var none *Annotator
	if got := statuses(none.Annotate(t.Context(), someDocuments(1))); got != "pending" {
		t.Error(got)
	}
}

// TestFailures: each way of failing gives its outcome, in so many requests.
func TestFailures(t *testing.T) {
	broken := func(code int) func(http.ResponseWriter, *http.Request, *remotetest.Call, int32) {
		return func(w http.ResponseWriter, _ *http.Request, call *remotetest.Call, _ int32) {
			http.Error(w, call.Documents[0].Text, code) // it repeats what it was sent
		}
	}
	say := func(s string) func(http.ResponseWriter, *http.Request, *remotetest.Call, int32) {
		return func(w http.ResponseWriter, _ *http.Request, _ *remotetest.Call, _ int32) { io.WriteString(w, s) }
	}
	for _, c := range []struct {
		name     string
		handle   func(http.ResponseWriter, *http.Request, *remotetest.Call, int32)
		want     string
		requests int32
		because  string
	}{
		{"down, then up", func(w http.ResponseWriter, _ *http.Request, call *remotetest.Call, n int32) {
			if n < 3 {
				http.Error(w, "", http.StatusServiceUnavailable)
				return
			}
			io.WriteString(w, call.Answer())
		}, "done done", 3, ""},
		{"too many requests, for good", broken(http.StatusTooManyRequests), "pending pending", 3, "429"},
		{"an error of its own", broken(http.StatusInternalServerError), "pending pending", 3, "500"},
		{"who are you", broken(http.StatusUnauthorized), "pending pending", 1, "401"},
		{"no such page", broken(http.StatusNotFound), "pending pending", 1, "404"},
		{"elsewhere", func(w http.ResponseWriter, r *http.Request, _ *remotetest.Call, _ int32) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		}, "pending pending", 1, "307"},
		{"one document is refused", func(w http.ResponseWriter, _ *http.Request, call *remotetest.Call, _ int32) {
			for _, d := range call.Documents {
				if strings.HasPrefix(d.Text, "metformiñ1") {
					http.Error(w, d.Text, http.StatusUnprocessableEntity)
					return
				}
			}
			io.WriteString(w, call.Answer())
		}, "done refused", 3, "422"},
		{"no JSON", say("<html>metformiñ0"), "pending pending", 3, "no JSON"},
		{"other JSON", say(`{"ok":true}`), "pending pending", 3, "documents"},
		{"too large", say(strings.Repeat(" ", 3000)), "pending pending", 1, "too large"},
		{"cut off", func(w http.ResponseWriter, _ *http.Request, _ *remotetest.Call, _ int32) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"documents":[`)
		}, "pending pending", 3, "EOF"},
		{"hung up", func(http.ResponseWriter, *http.Request, *remotetest.Call, int32) { panic(http.ErrAbortHandler) }, "pending pending", 3, "EOF"},
		{"slow", func(_ http.ResponseWriter, r *http.Request, _ *remotetest.Call, _ int32) { <-r.Context().Done() }, "pending pending", 3, "deadline exceeded"},
		{"one document is missing", say(`{"documents":[{"id":"1","Entities":[]}]}`), "pending done", 1, "lacks"},
		{"one document has failed", say(`{"documents":[{"id":"0","Entities":[]},{"id":"1","error":"no"}]}`), "done refused", 1, "no"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var requests atomic.Int32
			e, waits := annotator(t, Config{Attempts: 3, Timeout: 300 * time.Millisecond, AnswerBytes: 2000, Token: "s3cret"},
				func(w http.ResponseWriter, r *http.Request, call *remotetest.Call) {
					c.handle(w, r, call, requests.Add(1))
				})
			results := e.Annotate(t.Context(), someDocuments(2))
			if got := statuses(results); got != c.want || requests.Load() != c.requests {
				t.Errorf("%s in %d requests, %d waits", got, requests.Load(), waits.Load())
			}
			said := ""
			for _, r := range results {
				if r.Err != nil {
					said += r.Err.Error() + "\n"
				}
			}
			if !strings.Contains(said, c.because) || strings.Contains(said, "s3cret") || strings.Contains(said, "metformi") || strings.Contains(said, e.config.URL) {
				t.Errorf("it says: %s", said)
			}
		})
	}
}

// TestDown: an annotator that is down is asked about a few batches, not about all.
func TestDown(t *testing.T) {
	var requests atomic.Int32
	e, _ := annotator(t, Config{Attempts: 2, Documents: 1, Concurrency: 1}, func(w http.ResponseWriter, _ *http.Request, _ *remotetest.Call) {
		requests.Add(1)
		http.Error(w, "", http.StatusBadGateway)
	})
	results := e.Annotate(t.Context(), someDocuments(50))
	if n := requests.Load(); n != 2*enough {
		t.Errorf("%d requests", n)
	}
	if got := statuses(results); got != strings.TrimSpace(strings.Repeat("pending ", 50)) || !errors.Is(results[49].Err, errDown) {
		t.Error(got, results[49].Err)
	}
}

// TestStopped: when the context ends the rest is pending, at once.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e, _ := annotator(t, Config{Documents: 1, Concurrency: 1}, func(w http.ResponseWriter, r *http.Request, call *remotetest.Call) {
		if strings.HasPrefix(call.Documents[0].Text, "metformiñ1") {
			cancel()
			<-r.Context().Done()
			return
		}
		io.WriteString(w, call.Answer())
	})
	if got := statuses(e.Annotate(ctx, someDocuments(4))); got != "done pending pending pending" {
		t.Error(got)
	}
}

func TestTooLarge(t *testing.T) {
	e, _ := annotator(t, Config{Bytes: 30}, func(w http.ResponseWriter, _ *http.Request, call *remotetest.Call) {
		total := 0
		for _, d := range call.Documents {
			total += len(d.Text)
		}
		if total > 30 {
			t.Errorf("%d bytes", total)
		}
		io.WriteString(w, call.Answer())
	})
	docs := someDocuments(3)
	docs[1].Text = strings.Repeat("x", 31)
	if got := statuses(e.Annotate(t.Context(), docs)); got != "done too_large done" {
		t.Error(got)
	}
}

func TestWait(t *testing.T) {
	e := &Annotator{random: func() float64 { return 0.5 }}
	for attempt, want := range map[int]time.Duration{1: 375 * time.Millisecond, 2: 750 * time.Millisecond, 5: 6 * time.Second, 7: 22500 * time.Millisecond, 1000: 22500 * time.Millisecond} {
		if got := e.wait(attempt, 0); got != want {
			t.Errorf("after %d: %v, want %v", attempt, got, want)
		}
	}
	if got := e.wait(1, 5*time.Second); got != 5*time.Second {
		t.Error(got)
	}
	if got := e.wait(1, time.Hour); got != mostWait {
		t.Error(got)
	}
	for header, want := range map[string]time.Duration{"": 0, "7": 7 * time.Second, "-1": 0, "soon": 0, "99999999": time.Hour, "Mon, 01 Jan 2001 00:00:00 GMT": 0} {
		if got := retryAfter(header); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}
