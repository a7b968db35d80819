package session

import (
	"context"
	"crypto/tls"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/session/setting"
)

// Session is one client. See the package's comment for which of it may be used from other goroutines.
type Session struct {
	config   *Config
	registry *Registry
	conn     net.Conn
	shown    *tls.Certificate // that the client was shown, nil: the connection is not encrypted
	pump     *pump
	out      writer
	stranger *stranger // until the client has logged in

	// Set by startup.
	pid      int32
	key      []byte // secret for CancelRequest
	user     string
	database string
	settings *setting.Store
	reported map[string]string // settings as the client last heard them

	engine     backend.Conn
	generation int               // of engine: prepared statements of an older one are prepared anew
	pushed     map[string]string // settings as the engine last heard them
	engineTx   bool              // the engine is inside BEGIN
	temporary  bool              // the session has made temporary tables

	tx         transaction
	statements map[string]*statement
	portals    map[string]*portal
	live       *rowset // whose rows the engine is streaming

	skip bool // after an error in the extended protocol: messages up to Sync are skipped

	draining  chan struct{} // closed by Drain
	drainOnce sync.Once
	last      time.Time // for the last message, once Terminate was called
	lastOnce  sync.Once
	running   atomic.Pointer[context.CancelCauseFunc]
	ended     atomic.Pointer[failure] // why no further statement may run

	activity activity
}

// activity is what Info tells others; it has its own lock.
type activity struct {
	mu   sync.Mutex
	info Info
}

// New makes a session for an accepted connection, which may cost another one its place. Serve must run it.
func New(config *Config, registry *Registry, conn net.Conn) *Session {
	return &Session{
		config: config, registry: registry, conn: conn, stranger: registry.strangers.arrive(conn, config.Log),
		out:        writer{conn: conn, timeout: config.WriteTimeout},
		reported:   map[string]string{},
		pushed:     map[string]string{},
		statements: map[string]*statement{}, portals: map[string]*portal{},
		draining: make(chan struct{}),
	}
}

// Cancel stops the running statement, if there is one.
func (s *Session) Cancel() { s.interrupt(errCanceled) }

// Terminate ends the session, the running statement included. Whoever calls it again gives the client no more time.
func (s *Session) Terminate() {
	s.end(errShutdown)
	s.Drain()
	s.lastOnce.Do(func() { s.last = time.Now().Add(lastWrite) })
	_ = s.conn.SetWriteDeadline(s.last) // a client that does not read holds nothing up
}

// lastWrite is how long the last message may take.
const lastWrite = time.Second

// end stops the running statement and those that the client has sent already.
func (s *Session) end(why *failure) {
	s.ended.CompareAndSwap(nil, why)
	s.interrupt(why)
}

// Drain ends the session once it has answered what it is answering.
func (s *Session) Drain() { s.drainOnce.Do(func() { close(s.draining) }) }

func (s *Session) interrupt(cause error) {
	if cancel := s.running.Load(); cancel != nil {
		(*cancel)(cause)
	}
}

// Info describes the session.
func (s *Session) Info() Info {
	s.activity.mu.Lock()
	defer s.activity.mu.Unlock()
	return s.activity.info
}

// Serve speaks with the client until it leaves, ctx ends or the session is terminated. It closes the connection.
func (s *Session) Serve(ctx context.Context) {
	defer s.conn.Close()
	ok, err := s.startup(ctx)
	if err != nil {
		s.fatal(describe(ctx, err))
	}
	if !ok || err != nil {
		return
	}
	defer s.close()
	if err := s.loop(ctx); err != nil {
		s.fatal(describe(ctx, err))
	}
}

// fatal sends the last message, if the client is there to read it.
func (s *Session) fatal(f *failure) {
	if f.code == errGone.code {
		return
	}
	last := *f
	last.severity = "FATAL"
	s.out.failure('E', &last)
	_ = s.conn.SetWriteDeadline(time.Now().Add(lastWrite)) // the session ends whether or not it is read
	_ = s.out.flush()
}

// close gives everything back, in the reverse order of startup.
func (s *Session) close() {
	s.pump.stop()
	s.dropPortals(func(*portal) bool { return true })
	for name := range s.statements {
		s.dropStatement(name)
	}
	if s.engine != nil {
		_ = s.engine.Close() // nobody is left to hear of it
	}
	s.registry.remove(s)
}

// loop answers messages. It returns nil when the client says goodbye.
func (s *Session) loop(ctx context.Context) error {
	if err := s.ready(); err != nil {
		return err
	}
	for {
		m, err := s.receive(ctx)
		if err != nil {
			return err
		}
		if m.kind == 'X' {
			return nil
		}
		if err := s.answer(ctx, m); err != nil {
			return err
		}
		if s.out.err != nil {
			return errGone
		}
	}
}

// answer acts on one message. An error ends the session.
func (s *Session) answer(ctx context.Context, m message) error {
	switch m.kind {
	case 'Q':
		s.skip = false
		return s.simpleQuery(ctx, m.body)
	case 'P', 'B', 'D', 'E', 'C':
		if s.skip {
			return nil
		}
		return s.extended(ctx, m)
	case 'S':
		return s.sync(ctx)
	case 'H':
		return s.out.flush()
	case 'F':
		s.skip = false
		if err := s.report(ctx, fail("0A000", "function call protocol is not supported")); err != nil {
			return err
		}
		return s.ready()
	case 'd', 'c', 'f':
		return nil // the rest of a COPY that has failed
	}
	return fatal("08P01", "invalid frontend message type %d", m.kind)
}

// receive waits for a message, as long as the idle timeouts allow.
func (s *Session) receive(ctx context.Context) (message, error) {
	select { // what is there goes before an end of the session
	case m := <-s.pump.out:
		return s.received(m)
	default:
	}
	var expired <-chan time.Time
	limit, f := s.idleLimit()
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case m := <-s.pump.out:
		return s.received(m)
	case <-expired:
		return message{}, f
	case <-s.draining:
		return message{}, errShutdown
	case <-ctx.Done():
		return message{}, errShutdown
	}
}

func (s *Session) received(m message) (message, error) {
	s.pump.taken(m)
	if m.err == nil {
		return m, nil
	}
	if f, ok := m.err.(*failure); ok { //nolint:errorlint // made by the pump itself
		return m, f
	}
	return m, errGone
}

// idleLimit is how long the client may be silent now, 0 for ever, and what it is told when it was longer.
func (s *Session) idleLimit() (time.Duration, *failure) {
	if s.tx.open() {
		ms := s.settings.Int("idle_in_transaction_session_timeout")
		return time.Duration(ms) * time.Millisecond,
			fatal("25P03", "terminating connection due to idle-in-transaction timeout")
	}
	ms := s.settings.Int("idle_session_timeout")
	return time.Duration(ms) * time.Millisecond, fatal("57P05", "terminating connection due to idle-session timeout")
}

// ready tells of changed settings, says ReadyForQuery and sends everything.
func (s *Session) ready() error {
	s.reportSettings()
	s.out.readyForQuery(s.tx.status())
	s.setState(map[byte]string{
		'I': "idle", 'T': "idle in transaction", 'E': "idle in transaction (aborted)",
	}[s.tx.status()])
	if s.out.flush() != nil {
		return errGone
	}
	return nil
}

// report sends an error and does what it means for the transaction. An error that ends the session is returned.
func (s *Session) report(ctx context.Context, err error) error {
	f := describe(ctx, err)
	if f.severity == "FATAL" {
		return f
	}
	s.out.failure('E', f)
	s.failTransaction(ctx)
	return nil
}

// notice sends a NoticeResponse if the client wants to hear of its severity.
func (s *Session) notice(severity, code, text string) {
	level, _ := s.settings.Get("client_min_messages")
	if rank(severity) < rank(level) && severity != "INFO" {
		return
	}
	s.out.failure('N', &failure{severity: severity, code: code, message: text})
}

// rank orders severities as client_min_messages does.
func rank(severity string) int {
	switch strings.ToLower(severity) {
	case "notice":
		return 2
	case "warning":
		return 3
	case "error":
		return 4
	case "log":
		return 1
	}
	return 0
}

// introduced begins what Info tells.
func (s *Session) introduced(info Info) {
	s.activity.mu.Lock()
	defer s.activity.mu.Unlock()
	s.activity.info = info
}

func (s *Session) setState(state string) {
	s.activity.mu.Lock()
	defer s.activity.mu.Unlock()
	s.activity.info.State, s.activity.info.StateChange = state, time.Now()
	s.activity.info.ApplicationName, _ = s.settings.Get("application_name")
}

func (s *Session) setQuery(text string) {
	s.setState("active")
	s.activity.mu.Lock()
	defer s.activity.mu.Unlock()
	s.activity.info.Query, s.activity.info.QueryStart = text, time.Now()
}
