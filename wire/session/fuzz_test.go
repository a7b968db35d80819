package session_test

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/session"
)

// FuzzMessages sends arbitrary bytes behind a good startup: the session must neither panic nor hang, and end when the
// client leaves. The seeds are the messages of the scripts.
func FuzzMessages(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, block := range strings.Split(string(text), "\n\n") {
			_, input, _ := splitBlock(block)
			var sent []byte
			for _, line := range strings.Split(input, "\n")[1:] {
				if sent, err = parseMessage(f, line).Encode(sent); err != nil {
					f.Fatal(err)
				}
			}
			if len(sent) > 0 && !strings.Contains(input, "sleep") {
				f.Add(sent)
			}
		}
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		converse(t, append(startupPacket(version(3, 0), "user\x00anna\x00statement_timeout\x0050\x00\x00"), sent...))
	})
}

// FuzzStartup sends arbitrary bytes from the first one on.
func FuzzStartup(f *testing.F) {
	for _, p := range [][]byte{
		startupPacket(version(3, 0), anna), startupPacket(version(3, 2), anna), startupPacket(version(1234, 5679), ""),
		startupPacket(version(1234, 5680), ""), startupPacket(version(1234, 5678), "\x00\x00\x00\x01\x00\x00\x00\x02"),
		startupPacket(version(3, 0), "user\x00a\x00options\x00-c a.b=c --x=y\x00_pq_.z\x001\x00\x00"),
	} {
		f.Add(p)
		f.Add(append(p, p...))
	}
	f.Fuzz(converse)
}

// converse sends bytes to a session, reads whatever comes and leaves.
func converse(t *testing.T, sent []byte) {
	server, conn := net.Pipe()
	config := testConfig()
	config.Backend = &fakeBackend
	config.StartupTimeout = 5 * time.Second
	done := make(chan struct{})
	go func() {
		session.New(config, session.NewRegistry(0), server).Serve(context.Background())
		close(done)
	}()
	go func() { _, _ = io.Copy(io.Discard, conn) }()
	_ = conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	_, _ = conn.Write(sent) // a session that has heard enough closes the connection
	_ = conn.Close()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("the session hangs")
	}
}
