package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/tarn-sql/tarn/cmd/tarn/notefunc"
	"github.com/tarn-sql/tarn/cmd/tarn/remote"
	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/wire"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// owner is the process that owns a data directory: its store, and the socket in the directory through which this and
// other tarn processes have it work. A server is an owner that listens on the network besides.
type owner struct {
	config    config
	flattener *flatten.Flattener
	store     *engine.Store
	catalog   emulated
	annotator storeAnnotator // of SQL functions
	log       func(format string, args ...any)

	vocabularyCache vocabularyCache
	attachments     *attachments      // nil: texts given by file URL are not read
	external        *remote.Annotator // nil: no annotator but ours

	signals *signals
	servers sync.WaitGroup
	running context.Context // of all servers
	stop    context.CancelFunc
	release func()       // of the socket's path
	serving atomic.Value // string: what it does, for status
	closed  sync.Once
}

// own makes this process the owner of the data directory, which is made where it is absent.
func (a *app) own(ctx context.Context) (*owner, error) {
	flattener, err := flatten.New(flatten.Options{})
	if err != nil {
		return nil, err
	}
	syscall.Umask(0o077) // what is made here is patients' data: for this user alone, also in a folder that others may read
	o := &owner{config: a.config, flattener: flattener, signals: &signals{}, release: func() {}}
	o.annotator.owner = o
	o.store, err = engine.Open(ctx, a.config.Data, engine.Options{
		Tables: append(storeTables(flattener.Tables()), noteTables()...), Views: noteViews(), Kept: keptColumns(), Memory: a.config.Memory, Threads: a.config.Threads,
		Functions: append(notefunc.Functions(o.annotator.annotator, a.config.Threads), o.signals.functions()...),
		Command:   "tarn",
	})
	if err != nil {
		return nil, a.explainOpen(err)
	}
	o.catalog.store = o.store
	if o.attachments, err = newAttachments(a.config.NotesRoot, 0); err == nil {
		o.external, err = remote.New(a.config.External)
	}
	if err != nil {
		return nil, errors.Join(err, o.close())
	}
	o.log = a.log
	if err := o.start(ctx); err != nil {
		return nil, errors.Join(err, o.close())
	}
	return o, nil
}

// explainOpen says what to do about a data directory that cannot be opened.
func (a *app) explainOpen(err error) error {
	var path *fs.PathError
	switch {
	case sqlerror.State(err) == outOfMemory:
		return fmt.Errorf("%w: %s", err, memoryHint)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("data directory %s: %w: free some space", a.config.Data, err)
	case errors.As(err, &path):
		return fmt.Errorf("data directory %s: %w: tarn needs a folder that it may write to: choose one with --data, or run it as the user who owns this one", a.config.Data, err)
	}
	return err
}

// start opens the socket in the data directory.
func (o *owner) start(ctx context.Context) error {
	path, release, err := socketPath(o.config.Data)
	if err != nil {
		return err
	}
	o.release = release
	o.running, o.stop = context.WithCancel(context.WithoutCancel(ctx))
	o.serving.Store(ownCommand)
	_, err = o.serve(wire.Config{AdminSocket: path, Call: o.call})
	return err
}

// ownCommand is what an owner serves that is no server: the command that it was started for.
const ownCommand = "this command"

// alone says whether no server's clients use the store beside the command.
func (o *owner) alone() bool { return o.serving.Load() == ownCommand }

// serve starts one more server over the store.
func (o *owner) serve(c wire.Config) (*wire.Server, error) {
	c.Backend, c.Relation, c.Release, c.Log = backend{o}, o.relation, version, o.log
	c.Routines = append(notefunc.Routines(), signalRoutines()...)
	c.TempDir = filepath.Join(o.config.Data, "tmp")
	server, err := wire.NewServer(c)
	if err != nil {
		return nil, usageError{err}
	}
	if err := server.Listen(); err != nil {
		return nil, err
	}
	o.signals.add(server)
	o.servers.Go(func() {
		if err := server.Serve(o.running); err != nil {
			o.log("server: %v", err)
		}
	})
	return server, nil
}

func (o *owner) relation(conn wire.Conn, schema, name string, searchPath []string) (*dialect.Relation, bool) {
	if err := o.catalog.ready(context.Background()); err != nil {
		return nil, false // the statement meets the same error when it is prepared
	}
	session := conn.(*backendConn)
	session.showTemporaries(context.Background())
	if schema == "" || schema == "pg_temp" {
		if r, ok := session.temporary(context.Background(), name); ok {
			return r, true
		}
	}
	return o.catalog.relations.Load().find(schema, name, searchPath)
}

// close ends the servers, then the store: sessions must be gone before it.
func (o *owner) close() (err error) {
	o.closed.Do(func() {
		if o.stop != nil {
			o.stop()
		}
		o.servers.Wait()
		o.release()
		err = errors.Join(o.store.Close(), o.attachments.close())
	})
	return err
}

// sqlStateUsage marks errors of procedures that are mistakes of the call: exit code 2.
const sqlStateUsage = "22023" // invalid_parameter_value

// procedureFailure is an error of a procedure as the wire asks for it.
type procedureFailure struct {
	error
	state string
}

func (f procedureFailure) SQLState() string { return f.state }
func (f procedureFailure) Unwrap() error    { return f.error }

// call answers CALL tarn.<name>(request): requests and answers are JSON.
func (o *owner) call(ctx context.Context, name string, args []string, notice func(string)) (string, error) {
	var answer any
	var err error
	switch name {
	case "load":
		answer, err = o.callLoad(ctx, args, notice)
	case "vocab":
		answer, err = o.callVocab(ctx, args, notice)
		o.catalog.changed()
	case "reprocess":
		answer, err = o.callReprocess(ctx, args, notice)
	case "status":
		answer, err = o.status(ctx)
	default:
		err = usagef("there is no procedure tarn.%s: load, reprocess, status and vocab are there", name)
	}
	if err != nil {
		var usage usageError
		if errors.As(err, &usage) {
			return "", procedureFailure{err, sqlStateUsage}
		}
		return "", hinted(err)
	}
	b, err := json.Marshal(answer)
	return string(b), err
}

// asNotices reports progress as notices in JSON, which app.onNotice reads.
func asNotices(notice func(string)) func(progress) {
	return func(p progress) {
		if b, err := json.Marshal(p); err == nil {
			notice(string(b))
		}
	}
}

// callLoad takes a loadRequest, or paths as a person would write them: CALL tarn.load('/data/export').
func (o *owner) callLoad(ctx context.Context, args []string, notice func(string)) (*loadReport, error) {
	request := loadRequest{Paths: args}
	if len(args) == 1 && len(args[0]) > 0 && args[0][0] == '{' {
		request = loadRequest{}
		if err := json.Unmarshal([]byte(args[0]), &request); err != nil {
			return nil, usagef("load: %w", err)
		}
	}
	for _, p := range request.Paths {
		if !filepath.IsAbs(p) {
			return nil, usagef("load: %q is not an absolute path", p)
		}
	}
	report, err := o.load(ctx, request, asNotices(notice))
	if err != nil {
		return nil, err
	}
	o.catalog.changed()
	return report, nil
}

func (o *owner) status(ctx context.Context) (*statusReport, error) {
	s, err := o.store.Status(ctx)
	if err != nil {
		return nil, err
	}
	r := &statusReport{
		Directory: s.Dir, Format: s.Format, Bytes: s.Bytes, Owner: o.serving.Load().(string), Version: version, Quarantined: s.Quarantined,
	}
	for _, t := range s.Types {
		r.Types = append(r.Types, typeStatus{t.Type, t.Current, t.Current + t.Deleted + t.History})
	}
	for _, l := range s.Loads {
		r.Loads = append(r.Loads, loadStatus{l.LoadID, l.Started, l.Elapsed.Seconds(), l.Status, l.Imported, fmt.Sprint(l.Arguments)})
		r.LoadCount = max(r.LoadCount, l.LoadID)
	}
	return r, nil
}

// storeTables tells the store what flattening fills.
func storeTables(tables []flatten.Table) []engine.Table {
	out := make([]engine.Table, len(tables))
	for i, t := range tables {
		out[i] = engine.Table{
			Name: t.Name, Comment: t.Comment, PrimaryKey: t.PrimaryKey,
			OwnerType: t.ResourceType, OwnerTypeColumn: t.TypeColumn, OwnerID: t.KeyColumn, Dictionary: t.Dictionary,
		}
		for _, c := range t.Columns {
			out[i].Columns = append(out[i].Columns, engine.Column{Name: c.Name, Type: c.Type, Comment: c.Comment, View: c.View})
		}
		for _, k := range t.ForeignKeys {
			out[i].ForeignKeys = append(out[i].ForeignKeys, engine.ForeignKey(k))
		}
	}
	return out
}
