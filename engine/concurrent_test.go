package engine_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

// generation loads n patients that all bear the load's name, through two writers at once.
func generation(ctx context.Context, s *engine.Store, number, n int) error {
	l, err := s.BeginLoad(ctx, engine.LoadOptions{})
	if err != nil {
		return err
	}
	defer l.Abort()
	errs := make(chan error, 2)
	for w := range 2 {
		go func() {
			sh := ingesttest.NewShredder(l.Writer())
			for i := w; i < n; i += 2 {
				if err := sh.Add(&ingesttest.Resource{
					ResourceType: "Patient", ID: fmt.Sprint("p", i), VersionID: fmt.Sprint(number),
					Name: fmt.Sprint("generation ", number), Codes: []string{fmt.Sprint(number)},
				}); err != nil {
					errs <- err
					return
				}
			}
			errs <- sh.Close()
		}()
	}
	for range 2 {
		if err := <-errs; err != nil {
			return err
		}
	}
	_, err = l.Commit(ctx, nil)
	return err
}

// TestReadersSeeAllOrNothing queries while loads replace every row: each query sees one generation, whole, in all tables;
// and queries begin and end while a load is committing.
func TestReadersSeeAllOrNothing(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, t.TempDir(), engine.Options{Tables: ingesttest.Tables()})
	const patients, generations = 3000, 6
	if err := generation(ctx, s, 1, patients); err != nil {
		t.Fatal(err)
	}
	var loading atomic.Bool
	var during atomic.Int64 // queries that ran while a load did
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Add(1)
		go func() {
			defer readers.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				was := loading.Load()
				if err := readGeneration(ctx, s, patients); err != nil {
					t.Error(err)
					return
				}
				if was && loading.Load() {
					during.Add(1)
				}
			}
		}()
	}
	for g := 2; g <= generations; g++ {
		loading.Store(true)
		err := generation(ctx, s, g, patients)
		loading.Store(false)
		if err != nil {
			t.Error(err)
			break
		}
	}
	close(stop)
	readers.Wait()
	if during.Load() == 0 {
		t.Error("no query ran while a load did")
	}
	t.Logf("%d queries ran while loads did", during.Load())
}

func readGeneration(ctx context.Context, s *engine.Store, patients int64) error {
	c, err := s.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return err
	}
	defer c.Close()
	rows, err := c.Query(ctx, `SELECT count(*), count(DISTINCT p.name), count(DISTINCT c.code), max(h.resource ->> 'name') = max(p.name)
FROM patient p JOIN coding c ON c.resource_id = p.id JOIN history.resource h ON h.id = p.id AND h.is_current`)
	if err != nil {
		return err
	}
	defer rows.Close()
	chunk, err := rows.Next(ctx)
	if err != nil {
		return err
	}
	got := fmt.Sprint(chunk.Vectors[0].Value(0), chunk.Vectors[1].Value(0), chunk.Vectors[2].Value(0), chunk.Vectors[3].Value(0))
	if want := fmt.Sprint(patients, int64(1), int64(1), true); got != want {
		return fmt.Errorf("a query saw %s, want %s", got, want)
	}
	return nil
}

// TestSecondLoadWaits holds a load open: another begins only when the first has ended, or gives up with its context.
func TestSecondLoadWaits(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, t.TempDir(), engine.Options{Tables: ingesttest.Tables()})
	first, err := s.BeginLoad(ctx, engine.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	_, err = s.BeginLoad(short, engine.LoadOptions{})
	if state := sqlState(err); state != "55P03" {
		t.Errorf("second load: %v (%s), want 55P03", err, state)
	}
	begun := make(chan engine.Load)
	go func() {
		l, err := s.BeginLoad(ctx, engine.LoadOptions{})
		if err != nil {
			t.Error(err)
		}
		begun <- l
	}()
	if err := first.Abort(); err != nil {
		t.Error(err)
	}
	second := <-begun
	if err := second.Abort(); err != nil {
		t.Error(err)
	}
}
