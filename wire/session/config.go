package session

import (
	"context"
	"crypto/tls"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// Config is what all sessions of a listener share.
type Config struct {
	Backend backend.Backend

	// ServerVersion is the parameter server_version: "15.8 (Tarn 0.1)". VersionNumber is server_version_num. Version is
	// what version() answers.
	ServerVersion string
	VersionNumber string
	Version       string

	// TLS encrypts connections that ask for it; nil: none can be. Of several Certificates the first is shown;
	// GetCertificate may choose.
	TLS *tls.Config
	// Users have passwords; nil: everybody is who they say they are (trust). Trusting says, for each connection, that they
	// are for now although there is Users; nil: never.
	Users    auth.Users
	Trusting func() bool
	// Cleartext asks for the password itself instead of SCRAM, on encrypted connections only: for old drivers.
	Cleartext bool
	// RequireTLS refuses connections that are not encrypted.
	RequireTLS bool
	// Guesses holds up those who try passwords. The listeners of a server share it.
	Guesses *Guesses
	// Log hears who was not let in.
	Log func(format string, args ...any)

	// Admin sessions may CALL. Call does it: name without the schema tarn; notice sends a NOTICE at once.
	Admin bool
	Call  func(ctx context.Context, name string, args []string, notice func(string)) (string, error)

	// Relation describes a relation for the statement's analysis, along searchPath where schema is ""; nil: unknown.
	Relation func(conn backend.Conn, schema, name string, searchPath []string) (*dialect.Relation, bool)

	// Routines are the engine's own functions.
	Routines dialect.Routines

	// Settings are values of settings that differ from PostgreSQL's defaults: max_connections, listen_addresses, port …
	Settings map[string]string

	StartupTimeout time.Duration // from the first byte to the end of authentication
	WriteTimeout   time.Duration // how long a client may take no bytes at all; 0: for ever
	MaxMessage     int           // longest message after authentication, in bytes
	TempDir        string        // for rows kept of suspended results; "": the system's
	KeepMemory     int           // bytes of such rows per result in memory before they go to a file
}

// EnsureDefaults fills in what is zero.
func (c *Config) EnsureDefaults() {
	if c.StartupTimeout == 0 {
		c.StartupTimeout = 60 * time.Second
	}
	if c.MaxMessage == 0 {
		c.MaxMessage = 256 << 20
	}
	if c.KeepMemory == 0 {
		c.KeepMemory = 16 << 20
	}
	if c.Guesses == nil {
		c.Guesses = NewGuesses()
	}
	if c.Log == nil {
		c.Log = func(string, ...any) {}
	}
}
