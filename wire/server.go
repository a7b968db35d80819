package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/session"
)

// Server accepts clients and runs a session for each.
type Server struct {
	config   Config
	registry *session.Registry
	admins   *session.Registry // admin sessions have places of their own
	guesses  *session.Guesses
	doors    []door
	sessions sync.WaitGroup
}

// door is a listener and what its sessions are given.
type door struct {
	net.Listener
	config   *session.Config
	registry *session.Registry
}

// NewServer makes a server of a valid configuration.
func NewServer(c Config) (*Server, error) {
	c.EnsureDefaults()
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return &Server{
		config: c, registry: session.NewRegistry(c.MaxConnections), admins: session.NewRegistry(c.MaxConnections),
		guesses: session.NewGuesses(),
	}, nil
}

// Listen opens the listeners. On an error none stays open.
func (s *Server) Listen() error {
	for _, open := range []func() (*door, error){s.openTCP, s.openUnix, s.openAdmin} {
		d, err := open()
		if err != nil {
			return errors.Join(err, s.closeDoors())
		}
		if d != nil {
			s.doors = append(s.doors, *d)
		}
	}
	return nil
}

// Addr is the address that clients reach over TCP, nil where there is none. It is known after Listen.
func (s *Server) Addr() net.Addr {
	for _, d := range s.doors {
		if a, ok := d.Addr().(*net.TCPAddr); ok {
			return a
		}
	}
	return nil
}

// Sessions describes the clients that are connected.
func (s *Server) Sessions() []session.Info {
	return append(s.registry.Sessions(), s.admins.Sessions()...)
}

// Cancel stops the running statement of a client; it says whether there is such a client.
func (s *Server) Cancel(pid int32) bool { return s.registry.Cancel(pid) }

// Terminate ends a client's session; it says whether there is such a client.
func (s *Server) Terminate(pid int32) bool { return s.registry.Terminate(pid) }

// Serve serves until ctx ends: then idle clients are told 57P01 at once, running statements have the grace of
// ShutdownGrace. It opens the listeners if Listen has not been called.
func (s *Server) Serve(ctx context.Context) error {
	if s.doors == nil {
		if err := s.Listen(); err != nil {
			return err
		}
	}
	// Sessions outlive ctx for the grace period: they are ended by drain and terminate, not by ctx.
	sessions, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	failed := make(chan error, len(s.doors))
	for _, d := range s.doors {
		go func() { failed <- s.accept(sessions, d) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	return errors.Join(err, s.closeDoors(), s.shutdown(stop))
}

// shutdown ends the sessions: first those that are idle, then, after the grace, all.
func (s *Server) shutdown(stop func()) error {
	done := make(chan struct{})
	go func() { s.sessions.Wait(); close(done) }()
	s.registry.Drain()
	s.admins.Drain()
	select {
	case <-done:
		return nil
	case <-time.After(s.config.ShutdownGrace):
	}
	s.registry.TerminateAll()
	s.admins.TerminateAll()
	stop()
	select {
	case <-done:
		return nil
	case <-time.After(s.config.ShutdownGrace):
		return errors.New("some clients could not be disconnected in time")
	}
}

func (s *Server) closeDoors() error {
	var errs []error
	for _, d := range s.doors {
		errs = append(errs, d.Close())
	}
	return errors.Join(errs...)
}

// accept runs a session for each client that comes. It returns nil when the listener is closed.
func (s *Server) accept(ctx context.Context, d door) error {
	pause := time.Millisecond
	for {
		conn, err := d.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil
		case err != nil: // too many open files: wait for some to be closed
			s.config.Log("could not accept a connection: %v", err)
			time.Sleep(pause)
			pause = min(2*pause, time.Second)
			continue
		}
		pause = time.Millisecond
		s.sessions.Add(1)
		go s.serve(ctx, session.New(d.config, d.registry, conn), conn)
	}
}

// serve runs one session. A mistake of ours ends that session, not the server.
func (s *Server) serve(ctx context.Context, client *session.Session, conn net.Conn) {
	defer s.sessions.Done()
	defer func() {
		if r := recover(); r != nil {
			s.config.Log("session failed: %v\n%s", r, debug.Stack())
			_ = conn.Close()
		}
	}()
	client.Serve(ctx)
}

// sessionConfig is what sessions of clients are given.
func (s *Server) sessionConfig() *session.Config {
	c := &s.config
	sc := &session.Config{
		Backend: c.Backend, ServerVersion: ServerVersion(c.Release), VersionNumber: PostgreSQLVersionNum,
		Version: VersionText(c.Release), TLS: c.TLS, Users: c.Users, Trusting: c.Trusting, RequireTLS: c.RequireTLS, Cleartext: c.Cleartext,
		Guesses: s.guesses, Log: c.Log,
		Relation: c.Relation, Routines: dialect.OfRoutines(c.Routines), Settings: c.Settings, StartupTimeout: c.StartupTimeout, WriteTimeout: c.WriteTimeout,
		MaxMessage: c.MaxMessage, TempDir: c.TempDir, KeepMemory: c.KeepMemory,
	}
	sc.EnsureDefaults()
	return sc
}

func (s *Server) openTCP() (*door, error) {
	if s.config.Addr == "" {
		return nil, nil
	}
	l, err := net.Listen("tcp", s.config.Addr)
	if err != nil {
		return nil, explainListen(s.config.Addr, err)
	}
	return &door{l, s.sessionConfig(), s.registry}, nil
}

func (s *Server) openUnix() (*door, error) {
	if s.config.UnixSocket == "" {
		return nil, nil
	}
	l, err := listenUnix(s.config.UnixSocket)
	if err != nil {
		return nil, err
	}
	return &door{l, s.local(), s.registry}, nil
}

// openAdmin opens the socket of the data directory. Whoever may open it owns the data: nobody is asked for a password.
func (s *Server) openAdmin() (*door, error) {
	if s.config.AdminSocket == "" {
		return nil, nil
	}
	l, err := listenUnix(s.config.AdminSocket)
	if err != nil {
		return nil, err
	}
	c := s.local()
	c.Users, c.Admin, c.Call = nil, true, s.config.Call
	return &door{l, c, s.admins}, nil
}

// local is the configuration of sessions on a unix socket: no network is between, so nothing is encrypted.
func (s *Server) local() *session.Config {
	c := s.sessionConfig()
	c.TLS, c.RequireTLS, c.Cleartext = nil, false, false
	return c
}

// listenUnix listens on a socket that only its owner may open. A socket that nobody listens on any more is replaced.
func listenUnix(path string) (net.Listener, error) {
	if len(path) > unixPathMax {
		return nil, fmt.Errorf("socket path %q is longer than the %d bytes that the system allows: use a shorter directory", path, unixPathMax)
	}
	if conn, err := net.DialTimeout("unix", path, time.Second); err == nil {
		_ = conn.Close()
		return nil, fmt.Errorf("another server is listening on %s", path)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("could not remove the old socket: %w", err)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("could not listen on socket %s: %w", path, err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("could not protect socket %s: %w", path, err), l.Close())
	}
	return l, nil
}

// unixPathMax is the length that sockaddr_un has room for on Linux (108 with the final zero) and macOS (104).
const unixPathMax = 103
