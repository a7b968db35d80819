package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spf13/viper"
)

// externalCall is a request as an annotator gets it.
type externalCall struct {
	Documents []struct{ ID, Text, Language string } `json:"documents"`
}

// answerAll is what a good annotator answers: the first word of each text is a drug.
func answerAll(call *externalCall) string {
	var parts []string
	for _, d := range call.Documents {
		word, _, _ := strings.Cut(d.Text, " ")
		parts = append(parts, fmt.Sprintf(`{"id":%q,"Entities":[{"BeginOffset":0,"EndOffset":%d,"Text":%q,"Score":1,"Category":"MEDICATION","Type":"GENERIC_NAME"}]}`, d.ID, len([]rune(word)), word))
	}
	return `{"documents":[` + strings.Join(parts, ",") + `]}`
}

// externalServer starts an annotator on this machine and a client of it. Waits between attempts are counted, not waited.
func externalServer(t *testing.T, c externalConfig, handle func(w http.ResponseWriter, r *http.Request, call *externalCall)) (*external, *atomic.Int32) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call externalCall
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			t.Error(err)
		}
		handle(w, r, &call)
	}))
	t.Cleanup(server.Close)
	c.URL, c.Name = server.URL, "test@1"
	e, err := newExternal(c)
	if err != nil {
		t.Fatal(err)
	}
	var waits atomic.Int32
	e.sleep = func(ctx context.Context, _ time.Duration) error { waits.Add(1); return ctx.Err() }
	t.Cleanup(e.client.CloseIdleConnections)
	return e, &waits
}

func someDocuments(n int) []externalDocument {
	docs := make([]externalDocument, n)
	for i := range docs {
		docs[i] = externalDocument{Key: fmt.Sprint("doc", i), Text: fmt.Sprintf("metformiñ%d daily", i)}
	}
	return docs
}

// statuses are the outcomes in a row: "done done pending".
func statuses(results []externalResult) string {
	var out []string
	for i, r := range results {
		if r.Key != fmt.Sprint("doc", i) {
			out = append(out, "out of order!")
		}
		if (r.Err == nil) != (r.Status == externalDone) {
			out = append(out, "error?")
		}
		out = append(out, string(r.Status))
	}
	return strings.Join(out, " ")
}

func TestExternal(t *testing.T) {
	var most, now atomic.Int32
	var mu sync.Mutex
	seen := map[string]bool{}
	e, _ := externalServer(t, externalConfig{Token: "s3cret", Documents: 3, Concurrency: 2}, func(w http.ResponseWriter, r *http.Request, call *externalCall) {
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
		io.WriteString(w, answerAll(call))
	})
	docs := someDocuments(10)
	results := e.annotate(t.Context(), docs)
	for i, r := range results {
		if r.Status != externalDone || len(r.Result.Entities) != 1 {
			t.Fatalf("%+v", r)
		}
		if s := r.Result.Entities[0].Span; docs[i].Text[s.Begin:s.End] != fmt.Sprintf("metformiñ%d", i) {
			t.Errorf("%d: %+v", i, s)
		}
	}
	if len(seen) != 10 || most.Load() > 2 || e.source() != "external:test@1" {
		t.Errorf("%d texts, %d at a time, %s", len(seen), most.Load(), e.source())
	}
	if got := e.annotate(t.Context(), nil); len(got) != 0 {
		t.Error(got)
	}
	var none *external
	if got := statuses(none.annotate(t.Context(), someDocuments(1))); got != "pending" {
		t.Error(got)
	}
}

// TestExternalFailures: each way of failing gives its outcome, in so many requests.
func TestExternalFailures(t *testing.T) {
	broken := func(code int) func(http.ResponseWriter, *http.Request, *externalCall, int32) {
		return func(w http.ResponseWriter, _ *http.Request, call *externalCall, _ int32) {
			http.Error(w, call.Documents[0].Text, code) // it repeats what it was sent
		}
	}
	say := func(s string) func(http.ResponseWriter, *http.Request, *externalCall, int32) {
		return func(w http.ResponseWriter, _ *http.Request, _ *externalCall, _ int32) { io.WriteString(w, s) }
	}
	for _, c := range []struct {
		name     string
		handle   func(http.ResponseWriter, *http.Request, *externalCall, int32)
		want     string
		requests int32
		because  string
	}{
		{"down, then up", func(w http.ResponseWriter, _ *http.Request, call *externalCall, n int32) {
			if n < 3 {
				http.Error(w, "", http.StatusServiceUnavailable)
				return
			}
			io.WriteString(w, answerAll(call))
		}, "done done", 3, ""},
		{"too many requests, for good", broken(http.StatusTooManyRequests), "pending pending", 3, "429"},
		{"an error of its own", broken(http.StatusInternalServerError), "pending pending", 3, "500"},
		{"who are you", broken(http.StatusUnauthorized), "pending pending", 1, "401"},
		{"no such page", broken(http.StatusNotFound), "pending pending", 1, "404"},
		{"elsewhere", func(w http.ResponseWriter, r *http.Request, _ *externalCall, _ int32) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		}, "pending pending", 1, "307"},
		{"one document is refused", func(w http.ResponseWriter, _ *http.Request, call *externalCall, _ int32) {
			for _, d := range call.Documents {
				if strings.HasPrefix(d.Text, "metformiñ1") {
					http.Error(w, d.Text, http.StatusUnprocessableEntity)
					return
				}
			}
			io.WriteString(w, answerAll(call))
		}, "done refused", 3, "422"},
		{"no JSON", say("<html>metformiñ0"), "pending pending", 3, "no JSON"},
		{"other JSON", say(`{"ok":true}`), "pending pending", 3, "documents"},
		{"too large", say(strings.Repeat(" ", 3000)), "pending pending", 1, "too large"},
		{"cut off", func(w http.ResponseWriter, _ *http.Request, _ *externalCall, _ int32) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"documents":[`)
		}, "pending pending", 3, "EOF"},
		{"hung up", func(http.ResponseWriter, *http.Request, *externalCall, int32) { panic(http.ErrAbortHandler) }, "pending pending", 3, "EOF"},
		{"slow", func(_ http.ResponseWriter, r *http.Request, _ *externalCall, _ int32) { <-r.Context().Done() }, "pending pending", 3, "deadline exceeded"},
		{"one document is missing", say(`{"documents":[{"id":"1","Entities":[]}]}`), "pending done", 1, "lacks"},
		{"one document has failed", say(`{"documents":[{"id":"0","Entities":[]},{"id":"1","error":"no"}]}`), "done refused", 1, "no"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var requests atomic.Int32
			e, waits := externalServer(t, externalConfig{Attempts: 3, Timeout: 300 * time.Millisecond, AnswerBytes: 2000, Token: "s3cret"},
				func(w http.ResponseWriter, r *http.Request, call *externalCall) {
					c.handle(w, r, call, requests.Add(1))
				})
			results := e.annotate(t.Context(), someDocuments(2))
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

// TestExternalDown: an annotator that is down is asked about a few batches, not about all.
func TestExternalDown(t *testing.T) {
	var requests atomic.Int32
	e, _ := externalServer(t, externalConfig{Attempts: 2, Documents: 1, Concurrency: 1}, func(w http.ResponseWriter, _ *http.Request, _ *externalCall) {
		requests.Add(1)
		http.Error(w, "", http.StatusBadGateway)
	})
	results := e.annotate(t.Context(), someDocuments(50))
	if n := requests.Load(); n != 2*enough {
		t.Errorf("%d requests", n)
	}
	if got := statuses(results); got != strings.TrimSpace(strings.Repeat("pending ", 50)) || !errors.Is(results[49].Err, errDown) {
		t.Error(got, results[49].Err)
	}
}

// TestExternalStopped: when the context ends the rest is pending, at once.
func TestExternalStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e, _ := externalServer(t, externalConfig{Documents: 1, Concurrency: 1}, func(w http.ResponseWriter, r *http.Request, call *externalCall) {
		if strings.HasPrefix(call.Documents[0].Text, "metformiñ1") {
			cancel()
			<-r.Context().Done()
			return
		}
		io.WriteString(w, answerAll(call))
	})
	if got := statuses(e.annotate(ctx, someDocuments(4))); got != "done pending pending pending" {
		t.Error(got)
	}
}

func TestExternalTooLarge(t *testing.T) {
	e, _ := externalServer(t, externalConfig{Bytes: 30}, func(w http.ResponseWriter, _ *http.Request, call *externalCall) {
		total := 0
		for _, d := range call.Documents {
			total += len(d.Text)
		}
		if total > 30 {
			t.Errorf("%d bytes", total)
		}
		io.WriteString(w, answerAll(call))
	})
	docs := someDocuments(3)
	docs[1].Text = strings.Repeat("x", 31)
	if got := statuses(e.annotate(t.Context(), docs)); got != "done too_large done" {
		t.Error(got)
	}
}

func TestExternalWait(t *testing.T) {
	e := &external{random: func() float64 { return 0.5 }}
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

func TestExternalConfig(t *testing.T) {
	read := func(set map[string]any) (externalConfig, error) {
		v := viper.New()
		for k, x := range set {
			v.Set("external."+k, x)
		}
		return readExternalConfig(v)
	}
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("abc\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := read(map[string]any{"url": "https://nlp.example.org/annotate?key=k", "name": "acm@1", "token_file": file, "timeout": "5s", "documents": 4})
	if err != nil || c.Token != "abc" || c.Timeout != 5*time.Second || c.Documents != 4 || c.Attempts != 4 {
		t.Errorf("%+v %v", c, err)
	}
	if c, err := read(nil); err != nil || c != (externalConfig{}) {
		t.Errorf("%+v %v", c, err)
	}
	if e, err := newExternal(externalConfig{}); e != nil || err != nil {
		t.Error(e, err)
	}
	for name, set := range map[string]map[string]any{
		"http to another machine": {"url": "http://nlp.example.org/", "name": "x"},
		"another scheme":          {"url": "ftp://nlp.example.org/", "name": "x"},
		"no address":              {"url": "nlp", "name": "x"},
		"a user":                  {"url": "https://u:s3cret@nlp.example.org/", "name": "x"},
		"no name":                 {"url": "https://nlp.example.org/"},
		"an odd name":             {"url": "https://nlp.example.org/", "name": "x'y"},
		"two tokens":              {"url": "https://nlp.example.org/", "name": "x", "token": "s3cret", "token_file": file},
		"no token file":           {"url": "https://nlp.example.org/", "name": "x", "token_file": file + "2"},
		"an odd token":            {"url": "https://nlp.example.org/", "name": "x", "token": "s3cret\r\nX: y"},
		"a negative count":        {"url": "https://nlp.example.org/", "name": "x", "attempts": -1},
	} {
		var usage usageError
		if _, err := read(set); !errors.As(err, &usage) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, u := range []string{"http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/"} {
		if _, err := read(map[string]any{"url": u, "name": "x"}); err != nil {
			t.Errorf("%s: %v", u, err)
		}
	}
}
