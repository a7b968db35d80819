package engine_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

// crashDir, in the environment, makes the test binary the child of TestCrash.
const crashDir = "TARN_CRASH_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		crashChild(dir)
		return
	}
	if dir := os.Getenv(memoryDir); dir != "" {
		memoryChild(dir)
		return
	}
	os.Exit(m.Run())
}

// A story is a sequence of loads that grows by newPerLoad patients each time and changes some of the older ones, so that
// what must be there after any number of loads can be computed.
const (
	newPerLoad     = 60
	changedPerLoad = 15
)

// storyLoad lists the patients of load n, which counts from 1.
func storyLoad(n int) []*ingesttest.Resource {
	var list []*ingesttest.Resource
	add := func(id int) {
		list = append(list, &ingesttest.Resource{
			ResourceType: "Patient", ID: fmt.Sprintf("p%d", id), VersionID: fmt.Sprint(n),
			Name: fmt.Sprintf("name of load %d", n), Codes: []string{"a", "b"},
		})
	}
	for i := range newPerLoad {
		add((n-1)*newPerLoad + i)
	}
	if old := (n - 1) * newPerLoad; old > 0 {
		for i := range changedPerLoad {
			add((n*31 + i*(old/changedPerLoad)) % old)
		}
	}
	return list
}

// storyState is the name of every patient after n loads, and the number of versions.
func storyState(n int) (names map[string]string, versions int) {
	names = map[string]string{}
	for i := 1; i <= n; i++ {
		seen := map[string]bool{}
		for _, r := range storyLoad(i) {
			names[r.ID] = r.Name
			seen[r.ID] = true
		}
		versions += len(seen)
	}
	return names, versions
}

// crashChild goes on with the story until it is killed. It says what it is doing on standard output.
func crashChild(dir string) {
	ctx := context.Background()
	fail := func(err error) {
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
	}
	fmt.Println("open")
	s, err := engine.Open(ctx, dir, engine.Options{
		Tables: ingesttest.Tables(), Command: "crash child",
		Prelude: []string{"SET GLOBAL wal_autocheckpoint = '32KB'"}, // so that some are killed in a checkpoint
	})
	fail(err)
	done, err := storyLoads(ctx, s)
	fail(err)
	for n := max(1, done); ; n++ { // the last load once more: it must be found unchanged
		fmt.Println("write")
		l, err := s.BeginLoad(ctx, engine.LoadOptions{})
		fail(err)
		sh := ingesttest.NewShredder(l.Writer())
		for _, r := range storyLoad(n) {
			fail(sh.Add(r))
		}
		fail(sh.Close())
		fmt.Println("commit")
		_, err = l.Commit(ctx, nil)
		fail(err)
	}
}

// storyLoads is how many loads of the story the store has.
func storyLoads(ctx context.Context, s *engine.Store) (int, error) {
	c, err := s.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return 0, err
	}
	defer c.Close()
	rows, err := c.Query(ctx, "SELECT count(*) FROM tarn.load WHERE status = 'completed'")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	chunk, err := rows.Next(ctx)
	if err != nil {
		return 0, err
	}
	return int(chunk.Vectors[0].Value(0).(int64)), nil
}

// TestCrash kills a loading process at random moments. Afterwards the store must open, and have exactly the loads that
// tarn.load lists; the next child goes on from there.
func TestCrash(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 8
	}
	dir := t.TempDir()
	moments := map[string]int{}
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	for range kills {
		moments[killOnce(t, dir, time.Duration(rng.IntN(300))*time.Millisecond)]++
		checkStory(t, dir)
		if t.Failed() {
			return
		}
	}
	t.Logf("killed while: %v", moments)
}

// killOnce runs a child for a while and returns what it was doing when it was killed.
func killOnce(t *testing.T, dir string, after time.Duration) string {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashDir+"="+dir)
	var out bytes.Buffer
	child.Stdout, child.Stderr = &out, &out
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = child.Process.Signal(syscall.SIGKILL)
	err := child.Wait()
	lines := strings.Fields(out.String())
	if !strings.Contains(fmt.Sprint(err), "killed") {
		t.Fatalf("the child ended by itself: %v\n%s", err, out.String())
	}
	if len(lines) == 0 {
		return "start"
	}
	return lines[len(lines)-1]
}

func checkStory(t *testing.T, dir string) {
	t.Helper()
	ctx := context.Background()
	s, err := engine.Open(ctx, dir, engine.Options{Tables: ingesttest.Tables()})
	if err != nil {
		t.Fatalf("open after a crash: %v", err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if left, _ := os.ReadDir(dir + "/spool"); len(left) > 0 {
		t.Errorf("left-overs in the spool: %v", left)
	}
	loads, err := storyLoads(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	names, versions := storyState(loads)
	got := map[string]string{}
	each(t, s, "SELECT id, name FROM patient", func(c *engine.Chunk, i int) {
		id := string(c.Vectors[0].Bytes(i))
		if _, twice := got[id]; twice {
			t.Errorf("%s stands twice", id)
		}
		got[id] = string(c.Vectors[1].Bytes(i))
	})
	if len(got) != len(names) {
		t.Errorf("after %d loads: %d patients, want %d", loads, len(got), len(names))
	}
	for id, name := range names {
		if got[id] != name {
			t.Errorf("after %d loads: %s is %q, want %q", loads, id, got[id], name)
		}
	}
	each(t, s, `SELECT (SELECT count(*) FROM tarn.load WHERE status = 'completed'), (SELECT count(*) FROM coding), (SELECT count(*) FROM patient_name),
	(SELECT count(*) FROM history.resource WHERE length(resource) > 10)`, func(c *engine.Chunk, _ int) {
		for i, want := range []int{loads, 2 * len(names), len(names), versions} {
			if n := c.Vectors[i].Value(0); n != int64(want) {
				t.Errorf("after %d loads: figure %d is %v, want %d", loads, i, n, want)
			}
		}
	})
}

// each runs a query in a session of its own.
func each(t testing.TB, s *engine.Store, sql string, f func(c *engine.Chunk, i int)) {
	t.Helper()
	ctx := context.Background()
	c, err := s.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	rows, err := c.Query(ctx, sql)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			return
		}
		for i := range chunk.Len {
			f(chunk, i)
		}
	}
}
