// Package remotetest has an annotator for tests: it speaks the contract of package nlp/external over HTTP on this machine.
package remotetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Call is a request as an annotator gets it.
type Call struct {
	Documents []struct{ ID, Text, Language string } `json:"documents"`
}

// Answer is what a good annotator answers: the first word of each text is a drug.
func (c *Call) Answer() string {
	var parts []string
	for _, d := range c.Documents {
		word, _, _ := strings.Cut(d.Text, " ")
		parts = append(parts, fmt.Sprintf(`{"id":%q,"Entities":[{"BeginOffset":0,"EndOffset":%d,"Text":%q,"Score":1,"Category":"MEDICATION","Type":"GENERIC_NAME"}]}`, d.ID, len([]rune(word)), word))
	}
	return `{"documents":[` + strings.Join(parts, ",") + `]}`
}

// Serve starts an annotator for as long as the test runs and returns its URL.
func Serve(t testing.TB, handle func(w http.ResponseWriter, r *http.Request, call *Call)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call Call
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			t.Error(err)
		}
		handle(w, r, &call)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
