package session_test

import (
	"strings"
	"testing"
)

// TestMalformedQuery: after a query string without its end the session is ready again, as PostgreSQL's is.
func TestMalformedQuery(t *testing.T) {
	c := dial(t, testConfig(), nil)
	go func() { _, _ = c.conn.Write([]byte{'Q', 0, 0, 0, 5, 'x'}) }() // until below hears what came of it
	if got := c.until(t, "ReadyForQuery", 1); !strings.Contains(got, "ERROR 08P01") {
		t.Error(got)
	}
	if got := c.block(t, "send\nQuery {\"String\": \"SHOW timezone\"}"); !strings.Contains(got, "DataRow") {
		t.Error(got)
	}
}
