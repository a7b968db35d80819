package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/testdata/golden"
	"github.com/tarn-sql/tarn/wire/backend/fake"
	"github.com/tarn-sql/tarn/wire/session"

	"github.com/jackc/pgx/v5/pgproto3"
)

// TestScripts runs the conversations of testdata: blocks of
//
//	send
//	Query {"String": "SELECT 1"}
//	----
//	DataRow {"Values":[{"text":"1"}]}
//
// A block sends its messages and lists what comes back, up to ReadyForQuery (or up to the message that "send until X"
// names; "send 2" waits for two ReadyForQuery). "engine" lists what the engine has executed since. Each file is one
// connection.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			runScript(t, file)
		})
	}
}

func runScript(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := dial(t, testConfig(), nil)
	var out strings.Builder
	for i, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		if i > 0 {
			out.WriteString("\n")
		}
		comment, input, _ := splitBlock(block)
		fmt.Fprintf(&out, "%s%s\n----\n%s", comment, input, c.block(t, input))
	}
	golden.Equal(t, file, out.String())
}

func splitBlock(block string) (comment, input, want string) {
	lines := strings.Split(block, "\n")
	for len(lines) > 0 && strings.HasPrefix(lines[0], "#") {
		comment, lines = comment+lines[0]+"\n", lines[1:]
	}
	input, want, _ = strings.Cut(strings.Join(lines, "\n"), "\n----")
	want = strings.TrimPrefix(want, "\n")
	if want != "" {
		want += "\n"
	}
	return comment, input, want
}

// client speaks raw messages with a session.
type client struct {
	conn    net.Conn
	front   *pgproto3.Frontend
	backend *fake.Backend
	done    chan struct{} // the session has ended
}

func testConfig() *session.Config {
	c := &session.Config{
		ServerVersion: "15.8 (Tarn test)", VersionNumber: "150008", Version: "PostgreSQL 15.8 (Tarn test)",
		KeepMemory: 1 << 16,
	}
	c.EnsureDefaults()
	return c
}

// connect opens a session without startup.
func connect(t *testing.T, config *session.Config) *client {
	t.Helper()
	return connectIn(t, config, session.NewRegistry(0))
}

// dialRegistered opens a session whose registry is at hand.
func dialRegistered(t *testing.T) (*client, *session.Registry) {
	t.Helper()
	registry := session.NewRegistry(0)
	c := connectIn(t, testConfig(), registry)
	c.greet(t, nil)
	return c, registry
}

func connectIn(t *testing.T, config *session.Config, registry *session.Registry) *client {
	t.Helper()
	server, conn := net.Pipe()
	engine := &fake.Backend{Named: named}
	config.Backend = engine
	c := &client{conn: conn, front: pgproto3.NewFrontend(conn, conn), backend: engine, done: make(chan struct{})}
	s := session.New(config, registry, server)
	go func() {
		s.Serve(context.Background())
		close(c.done)
	}()
	t.Cleanup(func() {
		_ = conn.Close()
		select {
		case <-c.done:
			if n := engine.Open(); n != 0 {
				t.Errorf("%d statements of the engine were left open", n)
			}
		case <-time.After(10 * time.Second):
			t.Error("the session did not end with its connection")
		}
	})
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

// dial opens a session and greets it.
func dial(t *testing.T, config *session.Config, params map[string]string) *client {
	t.Helper()
	c := connect(t, config)
	c.greet(t, params)
	return c
}

func (c *client) greet(t *testing.T, params map[string]string) {
	t.Helper()
	all := map[string]string{"user": "anna", "database": "tarn"}
	for k, v := range params {
		all[k] = v
	}
	c.front.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30, Parameters: all})
	c.flush(t)
	c.until(t, "ReadyForQuery", 1)
}

func (c *client) flush(t *testing.T) {
	t.Helper()
	if err := c.front.Flush(); err != nil {
		t.Fatal(err)
	}
}

// block runs one block of a script and returns what came back.
func (c *client) block(t *testing.T, input string) string {
	t.Helper()
	lines := strings.Split(input, "\n")
	verb := strings.Fields(lines[0])
	switch verb[0] {
	case "engine":
		return strings.Join(append(c.backend.Log(), ""), "\n")
	case "send":
	default:
		t.Fatalf("unknown verb %q", lines[0])
	}
	for _, line := range lines[1:] {
		c.front.Send(parseMessage(t, line))
	}
	// Over a pipe without buffers both sides must move at once.
	sent := make(chan error, 1)
	go func() { sent <- c.front.Flush() }()
	defer func() {
		if err := <-sent; err != nil {
			t.Fatal(err)
		}
	}()
	stop, times := "ReadyForQuery", 1
	if len(verb) == 2 {
		_, _ = fmt.Sscan(verb[1], &times)
	}
	if len(verb) == 3 {
		stop = verb[2]
	}
	return c.until(t, stop, times)
}

// until reads messages up to the n-th of a kind.
func (c *client) until(t *testing.T, stop string, n int) string {
	t.Helper()
	var out strings.Builder
	for n > 0 {
		m, err := c.front.Receive()
		if err != nil {
			t.Fatalf("waiting for %s: %v; so far:\n%s", stop, err, out.String())
		}
		name := reflect.TypeOf(m).Elem().Name()
		fmt.Fprintf(&out, "%s%s\n", name, formatMessage(t, m))
		if name == stop {
			n--
		}
	}
	return out.String()
}

// frontendMessages are the messages that scripts send.
var frontendMessages = map[string]func() pgproto3.FrontendMessage{
	"Query":     func() pgproto3.FrontendMessage { return &pgproto3.Query{} },
	"Parse":     func() pgproto3.FrontendMessage { return &pgproto3.Parse{} },
	"Bind":      func() pgproto3.FrontendMessage { return &pgproto3.Bind{} },
	"Describe":  func() pgproto3.FrontendMessage { return &pgproto3.Describe{} },
	"Execute":   func() pgproto3.FrontendMessage { return &pgproto3.Execute{} },
	"Close":     func() pgproto3.FrontendMessage { return &pgproto3.Close{} },
	"Sync":      func() pgproto3.FrontendMessage { return &pgproto3.Sync{} },
	"Flush":     func() pgproto3.FrontendMessage { return &pgproto3.Flush{} },
	"Terminate": func() pgproto3.FrontendMessage { return &pgproto3.Terminate{} },
	"CopyData":  func() pgproto3.FrontendMessage { return &pgproto3.CopyData{} },
	"CopyDone":  func() pgproto3.FrontendMessage { return &pgproto3.CopyDone{} },
}

// parseMessage reads `Kind {json}`; pgproto3's own JSON forms are used where it has them.
func parseMessage(t testing.TB, line string) pgproto3.FrontendMessage {
	t.Helper()
	kind, body, _ := strings.Cut(line, " ")
	make, ok := frontendMessages[kind]
	if !ok {
		t.Fatalf("unknown message %q", line)
	}
	m := make()
	if body == "" {
		return m
	}
	if err := json.Unmarshal([]byte(body), m); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return m
}

// formatMessage writes a message's fields as JSON, without the name of its type and what is empty.
func formatMessage(t *testing.T, m pgproto3.BackendMessage) string {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "Type")
	for k, v := range fields {
		if v == nil || v == "" || v == 0.0 {
			delete(fields, k)
		}
	}
	if d, ok := m.(*pgproto3.ErrorResponse); ok {
		return formatError(d)
	}
	if d, ok := m.(*pgproto3.NoticeResponse); ok {
		return formatError((*pgproto3.ErrorResponse)(d))
	}
	if d, ok := m.(*pgproto3.RowDescription); ok {
		return formatColumns(d)
	}
	if len(fields) == 0 {
		return ""
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		t.Fatal(err)
	}
	return " " + strings.TrimSpace(b.String())
}

func formatError(e *pgproto3.ErrorResponse) string {
	s := fmt.Sprintf(" %s %s: %s", e.Severity, e.Code, e.Message)
	if e.Detail != "" {
		s += " | detail: " + e.Detail
	}
	if e.Hint != "" {
		s += " | hint: " + e.Hint
	}
	if e.Position != 0 {
		s += fmt.Sprintf(" | position %d", e.Position)
	}
	return s
}

func formatColumns(d *pgproto3.RowDescription) string {
	var cols []string
	for _, f := range d.Fields {
		c := fmt.Sprintf("%s:%d", f.Name, f.DataTypeOID)
		if f.Format != 0 {
			c += ":binary"
		}
		if f.TypeModifier != -1 {
			c += fmt.Sprintf("(%d)", f.TypeModifier)
		}
		cols = append(cols, c)
	}
	return " " + strings.Join(cols, " ")
}
