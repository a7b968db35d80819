package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
	"github.com/tarn-sql/tarn/engine/store"
)

func sqlState(err error) string {
	var e interface{ SQLState() string }
	if errors.As(err, &e) {
		return e.SQLState()
	}
	return ""
}

// fill writes n patients, with names of the given length that compress little, and closes the writer.
func fill(l *ingest.Load, n, length int) error {
	sh := ingesttest.NewShredder(l.Writer())
	name := make([]byte, length)
	x := uint32(1)
	for i := range n {
		for j := range name {
			x = x*1664525 + 1013904223
			name[j] = 'a' + byte(x>>24)%26
		}
		r := &ingesttest.Resource{ResourceType: "Patient", ID: fmt.Sprint("p", i), VersionID: "2", Name: string(name)}
		if err := sh.Add(r); err != nil {
			return errors.Join(err, sh.W.Close())
		}
	}
	return sh.Close()
}

// TestCancel cancels at several moments of a commit: nothing has changed, the next load works.
func TestCancel(t *testing.T) {
	f := open(t, t.TempDir(), store.Options{})
	f.load(&ingesttest.Resource{ResourceType: "Patient", ID: "p1", VersionID: "1", Name: "before"})
	cancelled := 0
	for i := range 8 {
		l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if err := fill(l, 20_000, 50); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i*i)*2*time.Millisecond)
		_, err = l.Commit(ctx, nil)
		cancel()
		if err == nil {
			break // it was faster
		}
		cancelled++
		if sqlState(err) != "57014" || !strings.Contains(err.Error(), "nothing was changed") {
			t.Errorf("cancelled load: %v (%s)", err, sqlState(err))
		}
		if got := f.query("SELECT count(*), max(name) FROM lake.public.patient"); got != "1|before\n" {
			t.Fatalf("after a cancelled load: %s", got)
		}
		f.checkInvariants()
	}
	if cancelled == 0 {
		t.Error("no load was cancelled")
	}
	if got := f.query("SELECT count(*) FROM lake.tarn.load WHERE status = 'failed' AND message LIKE 'load cancelled%'"); got != fmt.Sprintln(cancelled) {
		t.Errorf("%d loads were cancelled, tarn.load has %s\n%s", cancelled, got, f.query("SELECT load_id, status, message FROM lake.tarn.load"))
	}
	f.load(&ingesttest.Resource{ResourceType: "Patient", ID: "p1", VersionID: "3", Name: "after"})
	if got := f.query("SELECT name FROM lake.public.patient WHERE id = 'p1'"); got != "after\n" {
		t.Errorf("the load after it: %q", got)
	}
	if left, _ := os.ReadDir(filepath.Join(f.store.Dir(), "spool")); len(left) > 0 {
		t.Errorf("left in the spool: %v", left)
	}
}

// TestDiskFull loads into file systems too small for the spool, or for the database.
func TestDiskFull(t *testing.T) {
	for _, size := range []string{"10m", "24m", "40m"} {
		t.Run(size, func(t *testing.T) { loadIntoFullDisk(t, size) })
	}
}

func loadIntoFullDisk(t *testing.T, size string) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("cannot mount a small file system: %v", err)
	}
	defer func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	f := openFixture(t, dir)
	f.load(&ingesttest.Resource{ResourceType: "Patient", ID: "p1", VersionID: "1", Name: "before"})
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	err = fill(l, 15_000, 1000)
	if err == nil {
		_, err = l.Commit(context.Background(), nil)
	}
	if err == nil {
		t.Fatal("15 MB of resources, thrice, fit into " + size)
	}
	if sqlState(err) != "53100" || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("%v (%s)", err, sqlState(err))
	}
	if err := l.Abort(); err != nil {
		t.Error(err)
	}
	if got := f.query("SELECT count(*), max(name) FROM lake.public.patient"); got != "1|before\n" { // readers go on
		t.Errorf("after a full disk: %s", got)
	}
	f.close()
	f = openFixture(t, dir) // the data are as before, and a small load fits
	if got := f.query("SELECT count(*), max(name) FROM lake.public.patient"); got != "1|before\n" {
		t.Errorf("after a full disk: %s", got)
	}
	f.load(&ingesttest.Resource{ResourceType: "Patient", ID: "p1", VersionID: "3", Name: "after"})
	f.checkInvariants()
	f.close()
}

// TestWriterMisuse: what a caller can get wrong is told, not stored.
func TestWriterMisuse(t *testing.T) {
	f := open(t, t.TempDir(), store.Options{})
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	w := l.Writer()
	for _, r := range []ingest.Resource{
		{ID: "1", Raw: []byte("{}")},
		{Type: "Patient", Raw: []byte("{}")},
		{Type: "Patient", ID: "1"},
		{Type: "Patient", ID: "\xff", Raw: []byte("{}")},
	} {
		if _, err := w.Resource(r); err == nil {
			t.Errorf("taken: %+v", r)
		}
	}
	if _, err := l.Commit(context.Background(), nil); err == nil || !strings.Contains(err.Error(), "1 writers open") {
		t.Errorf("commit with an open writer: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if _, err := w.Resource(ingest.Resource{Type: "Patient", ID: "1", Raw: []byte("{}")}); err == nil {
		t.Error("a closed writer took a resource")
	}
	if _, err := l.Commit(context.Background(), nil); err == nil {
		t.Error("a load was committed twice")
	}
	if err := l.Abort(); err != nil {
		t.Error(err)
	}
}
