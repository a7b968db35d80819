package store

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Status is what the store knows of itself.
type Status struct {
	Dir    string // absolute path
	Format int
	Bytes  int64 // on disk: database, write-ahead log, scratch files

	Types       []TypeStatus // sorted by type
	Loads       []LoadStatus // the last ones, newest first
	Quarantined int64        // rows in tarn.quarantine
	RawBytes    int64        // of all stored versions
	StoredBytes int64        // the same, compressed
}

// TypeStatus counts the resources of one type.
type TypeStatus struct {
	Type                      string
	Current, Deleted, History int64 // visible now; whose newest version is a deletion; older versions
}

// LoadStatus is a row of tarn.load.
type LoadStatus struct {
	LoadID                         int64
	Started                        time.Time
	Elapsed                        time.Duration
	Status, Source                 string
	Arguments                      []string
	Scanned, Imported, Quarantined int64
	Bytes                          int64
}

// loadsShown is how many loads Status lists.
const loadsShown = 10

// Status reads the figures. They are of one snapshot.
func (s *Store) Status(ctx context.Context) (Status, error) {
	st := Status{Dir: s.dir, Format: Format(), Bytes: folderSize(s.dir)}
	c, err := s.db.Connect()
	if err != nil {
		return st, err
	}
	defer c.Close()
	if _, err := c.Exec(ctx, "BEGIN"); err != nil {
		return st, err
	}
	for _, read := range []func(context.Context, *duck.Conn) error{st.readTypes, st.readLoads, st.readSizes} {
		if err := read(ctx, c); err != nil {
			return st, err
		}
	}
	return st, nil // closing the connection ends the transaction
}

func (st *Status) readTypes(ctx context.Context, c *duck.Conn) error {
	return each(ctx, c, `SELECT resource_type, count(*) FILTER (is_current AND NOT deleted), count(*) FILTER (is_current AND deleted),
	count(*) FILTER (NOT is_current) FROM lake.raw.version GROUP BY resource_type ORDER BY resource_type`,
		func(chunk *duck.Chunk, i int) error {
			var t TypeStatus
			err := chunk.Scan(i, &t.Type, &t.Current, &t.Deleted, &t.History)
			st.Types = append(st.Types, t)
			return err
		})
}

func (st *Status) readLoads(ctx context.Context, c *duck.Conn) error {
	return each(ctx, c, `SELECT load_id, started, elapsed_ms, status, source, arguments, resources_scanned, resources_imported,
	resources_quarantined, bytes FROM lake.tarn.load ORDER BY load_id DESC LIMIT $1`,
		func(chunk *duck.Chunk, i int) error {
			var l LoadStatus
			var ms int64
			var args any
			err := chunk.Scan(i, &l.LoadID, &l.Started, &ms, &l.Status, &l.Source, &args, &l.Scanned, &l.Imported, &l.Quarantined, &l.Bytes)
			l.Elapsed = time.Duration(ms) * time.Millisecond
			for _, a := range args.([]any) {
				l.Arguments = append(l.Arguments, a.(string))
			}
			st.Loads = append(st.Loads, l)
			return err
		}, loadsShown)
}

func (st *Status) readSizes(ctx context.Context, c *duck.Conn) error {
	return c.QueryRow(ctx, `SELECT (SELECT count(*) FROM lake.tarn.quarantine),
	(SELECT coalesce(sum(raw_bytes), 0)::BIGINT FROM lake.raw.block),
	(SELECT coalesce(sum(stored_bytes), 0)::BIGINT FROM lake.raw.block)`).Scan(&st.Quarantined, &st.RawBytes, &st.StoredBytes)
}

// each calls f for every row of a query.
func each(ctx context.Context, c *duck.Conn, sql string, f func(*duck.Chunk, int) error, args ...any) error {
	rows, err := c.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	return rows.Each(ctx, f)
}

// folderSize adds up the files under dir; what vanishes meanwhile counts nothing.
func folderSize(dir string) int64 {
	var n int64
	_ = filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
