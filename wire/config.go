package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// Config says what a Server serves, to whom and where. Fill it, call EnsureDefaults and Validate, give it to NewServer.
type Config struct {
	Backend Backend

	// Addr is where clients connect over TCP: "127.0.0.1:5432". Empty: nowhere.
	Addr string
	// UnixSocket is the path of a socket for clients, as libpq looks for it: <directory>/.s.PGSQL.<port>. Empty: none.
	UnixSocket string
	// AdminSocket is the path of the socket whose sessions may CALL; keep it in the data directory. Empty: none.
	AdminSocket string

	// TLS encrypts TCP connections; RequireTLS refuses those that do not ask for it.
	TLS        *tls.Config
	RequireTLS bool
	// Users have passwords (SCRAM-SHA-256). Nil: everybody is trusted. Trusting says, at each connection, that everybody
	// still is, for nobody has a password yet; nil: nobody is. Validate allows trust on loopback only.
	// Cleartext asks for the password itself instead, inside TLS only, for drivers that know no SCRAM.
	Users     auth.Users
	Trusting  func() bool
	Cleartext bool

	MaxConnections int           // beyond them clients hear 53300; default 100
	StartupTimeout time.Duration // for a client to authenticate; default 60 s
	WriteTimeout   time.Duration // for a client that takes no bytes; default 15 min
	ShutdownGrace  time.Duration // for running statements at shutdown; default 5 s
	MaxMessage     int           // bytes of the longest message; default 256 MiB

	TempDir    string // for rows of suspended results, encrypted; default the system's
	KeepMemory int    // bytes of such rows per result kept in memory; default 16 MiB

	// Release is Tarn's version, for server_version and version().
	Release string
	// Settings are values of settings to show that differ from PostgreSQL's defaults.
	Settings map[string]string
	// Relation describes relations to the statement analysis; conn is the asking session's. Nil: unknown to it.
	Relation func(conn backend.Conn, schema, name string, searchPath []string) (*dialect.Relation, bool)
	// Routines are the engine's functions that clients may call besides PostgreSQL's; give them to catalog.Prelude, too.
	Routines []catalog.Routine
	// Call does what CALL tarn.<name>('arg', …) of an admin session asks for; notice reaches the client at once.
	Call func(ctx context.Context, name string, args []string, notice func(string)) (string, error)
	// Log hears of what the operator should know: listeners, wrong passwords, sessions that failed. Nil: nobody.
	Log func(format string, args ...any)
}

// EnsureDefaults fills in what is zero.
func (c *Config) EnsureDefaults() {
	setDefault(&c.MaxConnections, 100)
	setDefault(&c.StartupTimeout, 60*time.Second)
	setDefault(&c.WriteTimeout, 15*time.Minute)
	setDefault(&c.ShutdownGrace, 5*time.Second)
	setDefault(&c.MaxMessage, 256<<20)
	setDefault(&c.KeepMemory, 16<<20)
	setDefault(&c.Release, "dev")
	if c.Log == nil {
		c.Log = func(string, ...any) {}
	}
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Validate reports everything that is wrong with the configuration.
func (c *Config) Validate() error {
	var problems []error
	add := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if c.Backend == nil {
		add("no engine to serve")
	}
	if c.Addr == "" && c.UnixSocket == "" && c.AdminSocket == "" {
		add("nowhere to listen: give an address or a socket")
	}
	if c.Addr != "" {
		problems = append(problems, c.validateAddr()...)
	}
	if c.RequireTLS && c.TLS == nil {
		add("encryption is required but there is no certificate")
	}
	if c.Cleartext && c.TLS == nil {
		add("clear passwords need TLS: give a certificate")
	}
	if c.TLS != nil && len(c.TLS.Certificates) == 0 && c.TLS.GetCertificate == nil && c.TLS.GetConfigForClient == nil {
		add("TLS has no certificate")
	}
	for name, n := range map[string]int{"connections": c.MaxConnections, "message length": c.MaxMessage, "memory for kept rows": c.KeepMemory} {
		if n < 0 {
			add("the limit of %s must not be negative, it is %d", name, n)
		}
	}
	return errors.Join(problems...)
}

// validateAddr refuses to show patients' data to a network without passwords and encryption.
func (c *Config) validateAddr() []error {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return []error{fmt.Errorf("address %q is not host:port: %w", c.Addr, err)}
	}
	if IsLoopback(host) {
		return nil
	}
	var problems []error
	if c.Users == nil || c.Trusting != nil {
		problems = append(problems, fmt.Errorf("address %q can be reached from other machines, but users have no passwords: create users, or listen on 127.0.0.1", c.Addr))
	}
	if c.TLS == nil {
		problems = append(problems, fmt.Errorf("address %q can be reached from other machines, but connections are not encrypted: give a certificate, or listen on 127.0.0.1", c.Addr))
	}
	return problems
}

// IsLoopback says that only this machine can reach a host, as an address of a Config has it.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
