package session

import (
	"crypto/rand"
	"crypto/subtle"
	"sync"
	"sync/atomic"
	"time"
)

// Registry knows the running sessions of a server, by the process number that clients are told.
type Registry struct {
	mu       sync.Mutex
	sessions map[int32]*Session
	limit    int

	strangers strangers
}

// lastPID is the number that was given last. Numbers are the process's, not the registry's, so that whoever names a
// session means but one.
var lastPID atomic.Int32

// firstPID is the least number: smaller ones look like a system's own processes.
const firstPID = 1000

// NewRegistry makes a registry for at most limit sessions, 0: any number.
func NewRegistry(limit int) *Registry {
	return &Registry{sessions: map[int32]*Session{}, limit: limit, strangers: strangers{room: strangersPerPlace * limit}}
}

// Info describes a running session, as pg_stat_activity does.
type Info struct {
	PID             int32
	User            string
	Database        string
	ApplicationName string
	ClientAddr      string
	BackendStart    time.Time
	State           string // active, idle, idle in transaction, idle in transaction (aborted)
	StateChange     time.Time
	Query           string
	QueryStart      time.Time
}

// add registers a session under a new number.
func (r *Registry) add(s *Session) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.limit > 0 && len(r.sessions) >= r.limit {
		return fatal("53300", "sorry, too many clients already")
	}
	for s.pid = lastPID.Add(1); s.pid <= firstPID || r.sessions[s.pid] != nil; s.pid = lastPID.Add(1) {
		lastPID.CompareAndSwap(s.pid, max(s.pid, firstPID)) // at the beginning, and when all numbers have been given
	}
	r.sessions[s.pid] = s
	return nil
}

func (r *Registry) remove(s *Session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.sessions, s.pid)
}

func (r *Registry) find(pid int32) *Session {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sessions[pid]
}

// cancel stops what the session with this number and secret is doing; a wrong secret does nothing.
func (r *Registry) cancel(pid int32, key []byte) {
	if s := r.find(pid); s != nil && subtle.ConstantTimeCompare(s.key, key) == 1 {
		s.Cancel()
	}
}

// Cancel stops the running statement of a session (pg_cancel_backend). It says whether there is such a session.
func (r *Registry) Cancel(pid int32) bool {
	s := r.find(pid)
	if s != nil {
		s.Cancel()
	}
	return s != nil
}

// Terminate ends a session (pg_terminate_backend). It says whether there is such a session.
func (r *Registry) Terminate(pid int32) bool {
	s := r.find(pid)
	if s != nil {
		s.Terminate()
	}
	return s != nil
}

// Sessions describes all sessions.
func (r *Registry) Sessions() []Info {
	r.mu.Lock()
	defer r.mu.Unlock()
	infos := make([]Info, 0, len(r.sessions))
	for _, s := range r.sessions {
		infos = append(infos, s.Info())
	}
	return infos
}

// Drain asks all sessions to end after the statement that they are running. Whoever has not logged in is sent away.
func (r *Registry) Drain() {
	r.strangers.close()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.sessions {
		s.Drain()
	}
}

// TerminateAll ends all sessions, running statements included.
func (r *Registry) TerminateAll() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.sessions {
		s.Terminate()
	}
}

// newKey makes a session's secret: 4 bytes for protocol 3.0, 32 from 3.2 on.
func newKey(n int) []byte {
	key := make([]byte, n)
	_, _ = rand.Read(key) // never fails: Go ends the program instead
	return key
}
