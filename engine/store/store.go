package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/duck"
)

// Store is an open data directory. Safe for concurrent use.
type Store struct {
	dir  string
	opt  Options
	lock *lock

	statements turnstile
	db         *duck.DB
	raw        *rawReader

	knowing sync.Mutex
	known   map[string]bool // names of all functions; nil until asked for

	assets sync.Mutex // held by whoever changes assets
}

// Open opens the data directory, or makes one of an absent or empty folder, and brings its tables to the definitions.
func Open(ctx context.Context, dir string, o Options) (_ *Store, err error) {
	o.EnsureDefaults()
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	s := &Store{dir: dir, opt: o}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	isNew, err := s.takeFolder()
	if err != nil {
		return nil, err
	}
	if err := s.openDatabase(ctx); err != nil {
		return nil, err
	}
	if isNew {
		if err := writeFormat(dir); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// takeFolder makes the folder ours: it checks what it is, takes the lock, and removes what a crashed process left.
func (s *Store) takeFolder() (isNew bool, err error) {
	version, err := readFormat(s.dir)
	if err != nil {
		return false, err
	}
	if version == 0 && s.opt.ReadOnly {
		return false, fmt.Errorf("%s: there is nothing in it to read", notDataDir(s.dir))
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return false, err
	}
	if s.lock, err = acquire(s.dir, s.opt.Command, s.opt.ReadOnly); err != nil {
		return false, err
	}
	if version, err = readFormat(s.dir); err != nil { // another process may have made it ours meanwhile
		return false, err
	}
	if version > 0 {
		if _, err := os.Stat(s.path(dbFile)); err != nil {
			return false, newError(codeCorrupted, "data directory %s has lost its database: %v", s.dir, err)
		}
	}
	return version == 0, s.sweep()
}

// sweep removes the scratch of crashed processes. Readers leave it: another reader may be using it.
func (s *Store) sweep() error {
	if s.opt.ReadOnly {
		return nil
	}
	for _, folder := range []string{spoolFolder, tempFolder} {
		if err := os.RemoveAll(s.path(folder)); err != nil {
			return err
		}
		if err := os.Mkdir(s.path(folder), 0o700); err != nil {
			return err
		}
	}
	return nil
}

// openDatabase opens the file and gives the instance everything that queries may use.
func (s *Store) openDatabase(ctx context.Context) error {
	var err error
	s.db, err = duck.Open(ctx, duck.Options{
		Path: s.path(dbFile), Alias: Catalog, ReadOnly: s.opt.ReadOnly,
		MemoryLimit: s.opt.Memory, Threads: s.opt.Threads,
		TempDir: s.tempDir(),
	})
	if err != nil {
		return fmt.Errorf("open %s: %w", s.path(dbFile), err)
	}
	s.raw = newRawReader(s.db)
	if err := errors.Join(s.raw.register(), s.registerFunctions()); err != nil {
		return err
	}
	c, err := s.db.Connect()
	if err != nil {
		return err
	}
	defer c.Close()
	if err := s.furnish(ctx, c); err != nil {
		return err
	}
	return s.db.Lock(ctx)
}

// furnish brings the file's tables to the definitions and fills the in-memory catalog.
func (s *Store) furnish(ctx context.Context, c *duck.Conn) error {
	d, err := define(s.opt)
	if err != nil {
		return err
	}
	if !s.opt.ReadOnly {
		if err := migrate(ctx, c, d); err != nil {
			return err
		}
	}
	if err := d.writeMeta(ctx, s.db, c); err != nil {
		return err
	}
	for i, script := range s.opt.Prelude {
		if _, err := c.Exec(ctx, script); err != nil {
			return fmt.Errorf("prelude %d: %w", i+1, err)
		}
	}
	return nil
}

// Close ends the store: connections must be closed before. The file is checkpointed, then the lock goes.
func (s *Store) Close() error {
	var errs []error
	if s.raw != nil {
		errs = append(errs, s.raw.close())
		s.raw = nil
	}
	if s.db != nil {
		errs = append(errs, s.db.Close())
		s.db = nil
	}
	if s.lock != nil {
		_ = os.RemoveAll(s.tempDir())         // DuckDB empties it, but leaves it
		errs = append(errs, s.lock.release()) // last: from here on the directory is another's
		s.lock = nil
	}
	return errors.Join(errs...)
}

// tempDir is where DuckDB puts what does not fit into memory: its own for every process, since readers share a directory.
func (s *Store) tempDir() string { return filepath.Join(s.path(tempFolder), strconv.Itoa(os.Getpid())) }

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// Dir is the data directory's absolute path.
func (s *Store) Dir() string { return s.dir }

// DB is the DuckDB instance, for the rooms of engine.
func (s *Store) DB() *duck.DB { return s.db }

// Tables are the tables that loads fill, as given to Open.
func (s *Store) Tables() []Table { return s.opt.Tables }

// Memory in bytes is the bound of DuckDB's buffers.
func (s *Store) Memory() int64 { return s.opt.Memory }

// Kept is the schema of the rows that a load keeps for Derive.
func (s *Store) Kept() *arrow.Schema { return ArrowSchema(s.opt.Kept) }

// Catalog is the name of the file's catalog in SQL.
func (s *Store) Catalog() string { return Catalog }

// Schemas are the schemas that people may see: those of the tables and views, and the store's own but for raw.
func (s *Store) Schemas() []string {
	seen := map[string]bool{"public": true, "tarn": true, "history": true}
	for i := range s.opt.Tables {
		seen[s.opt.Tables[i].SchemaName()] = true
	}
	for _, v := range s.opt.Views {
		seen[orPublic(v.Schema)] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// SpoolFolder is where a load may put its scratch files; the load removes it.
func (s *Store) SpoolFolder(load int64) string {
	return filepath.Join(s.path(spoolFolder), strconv.FormatInt(load, 10))
}

// Writable says whether loads are possible.
func (s *Store) Writable() error {
	if s.opt.ReadOnly {
		return newError(codeReadOnly, "data directory %s is open for reading only", s.dir)
	}
	return nil
}

// Numbers are the next free numbers of what loads write.
type Numbers struct{ Load, Version, Block, Quarantine int64 }

// Next reads the next free numbers; it is for the one load in progress.
func (s *Store) Next(ctx context.Context) (n Numbers, err error) {
	c, err := s.db.Connect()
	if err != nil {
		return n, err
	}
	defer c.Close()
	err = c.QueryRow(ctx, `SELECT
	(SELECT coalesce(max(load_id), 0) + 1 FROM lake.tarn.load),
	(SELECT coalesce(max(version_seq), 0) + 1 FROM lake.raw.version),
	(SELECT coalesce(max(block_id), 0) + 1 FROM lake.raw.block),
	(SELECT coalesce(max(quarantine_id), 0) + 1 FROM lake.tarn.quarantine)`).Scan(&n.Load, &n.Version, &n.Block, &n.Quarantine)
	return n, err
}
