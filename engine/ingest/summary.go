package ingest

import (
	"context"
	"sort"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
)

// TypeCount is what became of the resources of one type in a load.
type TypeCount struct {
	Type                                                 string
	New, Updated, Unchanged, Older, Deleted, Quarantined int64
}

// Imported is the number of resources taken without error.
func (t TypeCount) Imported() int64 { return t.New + t.Updated + t.Unchanged + t.Older + t.Deleted }

// Scanned is the number of inputs, good and bad.
func (t TypeCount) Scanned() int64 { return t.Imported() + t.Quarantined }

// Summary is the result of a committed load; the same figures stand in tarn.load, but for the time, which has no commit there.
type Summary struct {
	LoadID  int64
	Types   []TypeCount // sorted by type; resources of unreadable type under ""
	Started time.Time
	Elapsed time.Duration
	Files   int64 // scanned, as told to Load.Scanned
	Bytes   int64 // scanned, as told to Load.Scanned
	Rows    int64 // written to all tables
}

// Total adds up the types.
func (s *Summary) Total() TypeCount {
	var sum TypeCount
	for _, t := range s.Types {
		sum.New += t.New
		sum.Updated += t.Updated
		sum.Unchanged += t.Unchanged
		sum.Older += t.Older
		sum.Deleted += t.Deleted
		sum.Quarantined += t.Quarantined
	}
	return sum
}

// Unchanged says whether the load brought nothing that is to be stored.
func (s *Summary) Unchanged() bool {
	t := s.Total()
	return t.New+t.Updated+t.Older+t.Deleted == 0
}

// The states of a load in tarn.load.
const (
	StatusCompleted  = "completed"
	StatusWithErrors = "completed with errors"
	StatusUnchanged  = "unchanged"
	StatusFailed     = "failed"
)

// Status is the state that tarn.load shows.
func (s *Summary) Status() string {
	switch {
	case s.Total().Quarantined > 0:
		return StatusWithErrors
	case s.Unchanged():
		return StatusUnchanged
	}
	return StatusCompleted
}

// MBPerSecond is the speed of the whole load in 10^6 bytes scanned.
func (s *Summary) MBPerSecond() float64 {
	if s.Elapsed <= 0 {
		return 0
	}
	return float64(s.Bytes) / 1e6 / s.Elapsed.Seconds()
}

// tally counts what settle decided.
func (p *publication) tally() error {
	p.summary = Summary{
		LoadID: p.load.id, Started: p.load.started,
		Files: p.load.files.Load(), Bytes: p.load.bytes.Load(),
	}
	types := map[string]*TypeCount{}
	of := func(name string) *TypeCount {
		if types[name] == nil {
			types[name] = &TypeCount{Type: name}
		}
		return types[name]
	}
	count := func(c *duck.Chunk, i int) error {
		of(string(c.Vectors[0].Bytes(i))).add(string(c.Vectors[1].Bytes(i)), duck.At[int64](&c.Vectors[2], i))
		return nil
	}
	err := p.each(`SELECT i.resource_type, coalesce(v.status, 'new'), count(*)
FROM {index} i LEFT JOIN verdict v ON v.seq = i.seq GROUP BY ALL`, count)
	if err != nil {
		return err
	}
	err = p.each("SELECT resource_type, 'quarantined', count(*) FROM "+p.spool(streamQuarantine)+" GROUP BY ALL", count)
	for _, t := range types {
		p.summary.Types = append(p.summary.Types, *t)
		p.losers += t.Unchanged + t.Older + t.Deleted
	}
	sort.Slice(p.summary.Types, func(i, j int) bool { return p.summary.Types[i].Type < p.summary.Types[j].Type })
	return err
}

func (t *TypeCount) add(status string, n int64) {
	switch status {
	case "new":
		t.New += n
	case "updated":
		t.Updated += n
	case "unchanged":
		t.Unchanged += n
	case "older":
		t.Older += n
	case "deleted":
		t.Deleted += n
	case "quarantined":
		t.Quarantined += n
	}
}

// writeRow writes the load's row of tarn.load.
func (l *Load) writeRow(ctx context.Context, c *duck.Conn, s *Summary, status, message string) error {
	t := s.Total()
	_, err := c.Exec(ctx, `INSERT INTO lake.tarn.load (load_id, started, finished, elapsed_ms, status, message, source, arguments, files,
	bytes, resources_scanned, resources_imported, resources_new, resources_updated, resources_unchanged, resources_older,
	resources_deleted, resources_quarantined, rows_inserted, mb_per_second)
VALUES ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
		l.id, l.started, l.started.Add(s.Elapsed), s.Elapsed.Milliseconds(), status, message, l.opt.Source, list(l.opt.Arguments),
		s.Files, s.Bytes, t.Scanned(), t.Imported(), t.New, t.Updated, t.Unchanged, t.Older,
		t.Deleted, t.Quarantined, s.Rows, s.MBPerSecond())
	return err
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// noteFailure leaves a row about a load that failed, where that is possible.
func (l *Load) noteFailure(ctx context.Context, cause error) {
	ctx = context.WithoutCancel(ctx)
	c, err := l.store.DB().Connect()
	if err != nil {
		return
	}
	defer c.Close()
	s := Summary{Files: l.files.Load(), Bytes: l.bytes.Load(), Elapsed: time.Since(l.started)}
	_ = l.writeRow(ctx, c, &s, StatusFailed, cause.Error()) // the caller has the error itself
}
