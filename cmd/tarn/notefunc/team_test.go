package notefunc

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tarn-sql/tarn/nlp"
)

func testTeam(threads int) *team {
	return newTeam(sync.OnceValues(func() (*nlp.Annotator, error) { return nlp.New(nlp.Options{NoTagger: true}) }), threads)
}

// Calls from many threads share few hands, and each row is worked on once, by one hand at a time.
func TestTeam(t *testing.T) {
	team := testTeam(3)
	var busy, most atomic.Int64
	var all sync.WaitGroup
	for call := range 8 {
		all.Go(func() {
			n := 10 * call
			seen := make([]int, n)
			err := team.run(context.Background(), n, func(h *hand, i int) error {
				most.Store(max(most.Load(), busy.Add(1)))
				defer busy.Add(-1)
				seen[i]++
				r, err := h.annotate(context.Background(), fmt.Appendf(nil, "Patient %d denies fever.", i))
				if err == nil && len(r.Document.Entities) == 0 {
					err = errors.New("no entities")
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
			for i, k := range seen {
				if k != 1 {
					t.Errorf("row %d was worked on %d times", i, k)
				}
			}
		})
	}
	all.Wait()
	if most.Load() > 3 || len(team.idle) != 3 {
		t.Errorf("%d hands at once, %d idle at the end, of 3", most.Load(), len(team.idle))
	}
}

func TestTeamFailures(t *testing.T) {
	team := testTeam(2)
	oops := errors.New("oops")
	var rows atomic.Int64
	err := team.run(t.Context(), 10000, func(*hand, int) error { rows.Add(1); return oops })
	if !errors.Is(err, oops) || rows.Load() > 10 {
		t.Errorf("%v after %d rows", err, rows.Load())
	}
	if err := team.run(t.Context(), 3, func(*hand, int) error { panic("out of my depth") }); err == nil || !strings.Contains(err.Error(), "depth") {
		t.Errorf("a panic became %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := team.run(ended, 3, func(*hand, int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled call gave %v", err)
	}
	// A call that waits for a hand is cancelled, too.
	hands, err := team.take(t.Context(), 2)
	if err != nil || len(hands) != 2 {
		t.Fatal(hands, err)
	}
	if _, err := team.take(ended, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting gave %v", err)
	}
	for _, h := range hands {
		team.idle <- h
	}
	if err := team.run(t.Context(), 0, nil); err != nil {
		t.Error(err)
	}
	broken := newTeam(func() (*nlp.Annotator, error) { return nil, oops }, 1)
	if err := broken.run(t.Context(), 1, nil); !errors.Is(err, oops) {
		t.Errorf("without an annotator: %v", err)
	}
}

// A new annotator takes over with the next call.
func TestTeamFollowsTheAnnotator(t *testing.T) {
	var current atomic.Pointer[nlp.Annotator]
	team := newTeam(func() (*nlp.Annotator, error) { return current.Load(), nil }, 2)
	for range 2 {
		a, err := nlp.New(nlp.Options{NoTagger: true})
		if err != nil {
			t.Fatal(err)
		}
		current.Store(a)
		err = team.run(t.Context(), 20, func(h *hand, _ int) error {
			if h.annotator != a || h.worker == nil {
				return errors.New("the old annotator")
			}
			_, err := h.phrase(t.Context(), "fever")
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
