package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/certificate"
	"github.com/tarn-sql/tarn/cmd/tarn/users"
	"github.com/tarn-sql/tarn/wire"
)

// The files in a data directory that --tls-self-signed makes.
const (
	selfSignedCert = "tls-cert.pem"
	selfSignedKey  = "tls-key.pem"
)

// door is where clients come in over the network, and what is asked of them there: Addr, Users, Trusting, TLS and
// RequireTLS of the server's configuration.
//
// Everybody is asked for a password as soon as the data directory has the file of users. Without it nobody is, and then only
// this machine can reach the server. Other machines reach it only with passwords and encryption.
type door struct {
	wire.Config
	users       *users.Live
	certificate *certificate.Certificate // nil: nothing is encrypted
}

// door is as the configuration says, or an error that says what to do. It is found before a data directory is made; only
// a self-signed certificate makes one.
func (a *app) door() (*door, error) {
	host, err := listenHost(a.config.Listen)
	if err != nil {
		return nil, err
	}
	d := &door{Config: wire.Config{Addr: a.config.Listen, RequireTLS: a.config.RequireTLS}}
	if err := a.checkDoor(host); err != nil {
		return nil, err
	}
	d.users = users.Watch(a.config.Data, a.log)
	d.Users = d.users
	if wire.IsLoopback(host) {
		d.Trusting = d.users.Trusting
	}
	if d.certificate, err = a.certificate(host); err != nil {
		return nil, err
	}
	if d.certificate != nil {
		d.TLS = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: d.certificate.Get}
	}
	return d, nil
}

// listenHost is the host of an address to listen on.
func listenHost(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return "", usagef("listen is %q: give host:port, as 127.0.0.1:5432", addr)
	}
	return host, nil
}

// checkDoor refuses settings that do not fit together, and an address that other machines can reach without passwords and
// encryption.
func (a *app) checkDoor(host string) error {
	c := &a.config
	encrypted := c.TLSSelfSigned || c.TLSCert != ""
	list, err := users.Read(c.Data)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case c.TLSSelfSigned && c.TLSCert+c.TLSKey != "":
		return usagef("tls-self-signed makes a certificate, tls-cert and tls-key name one: give one of the two")
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return usagef("tls-cert and tls-key go together: a certificate and its key, which may be in one file")
	case !wire.IsLoopback(host) && (!encrypted || len(list.Names()) == 0):
		return a.closed(encrypted, len(list.Names()) > 0)
	case c.RequireTLS && !encrypted:
		return usagef("require-tls is on, but there is no certificate: give --tls-cert FILE --tls-key FILE, or --tls-self-signed")
	}
	return nil
}

// closed says what is missing before other machines may reach the server.
func (a *app) closed(encrypted, passwords bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "listen is %q, which can be reached from other machines: that needs users with passwords, and encryption. Do this:\n", a.config.Listen)
	if !passwords {
		fmt.Fprintf(&b, "  tarn user add NAME --data %s\n", a.config.Data)
	}
	if !encrypted {
		fmt.Fprintf(&b, "  tarn serve --data %s --listen %s --tls-self-signed    # or --tls-cert FILE --tls-key FILE\n", a.config.Data, a.config.Listen)
	}
	_, port, _ := net.SplitHostPort(a.config.Listen) // it was taken apart before
	fmt.Fprintf(&b, "Or leave it to this machine with --listen 127.0.0.1:%[1]s, and use an SSH tunnel: ssh -L %[1]s:127.0.0.1:%[1]s HOST", port)
	return usageError{errors.New(b.String())}
}

// certificate is the one that the configuration names, or has made; nil where it does neither.
func (a *app) certificate(host string) (*certificate.Certificate, error) {
	certFile, keyFile := a.config.TLSCert, a.config.TLSKey
	if a.config.TLSSelfSigned {
		if err := a.makeData(); err != nil {
			return nil, err
		}
		certFile, keyFile = filepath.Join(a.config.Data, selfSignedCert), filepath.Join(a.config.Data, selfSignedKey)
		if err := certificate.MakeSelfSigned(certFile, keyFile, host); err != nil {
			return nil, err
		}
	}
	if certFile == "" {
		return nil, nil
	}
	c, err := certificate.Open(certFile, keyFile, a.log)
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

// String says, at start, who may come in.
func (d *door) String() string {
	host, _, _ := net.SplitHostPort(d.Addr) // it was taken apart before
	var said []string
	if wire.IsLoopback(host) {
		said = append(said, "this machine only")
	}
	switch n := len(d.users.Names()); {
	case d.Trusting != nil && d.Trusting():
		said = append(said, "no password")
	case n == 0:
		said = append(said, "no user that may connect")
	case n == 1:
		said = append(said, "1 user with a password")
	default:
		said = append(said, fmt.Sprintf("%d users with passwords", n))
	}
	switch {
	case d.RequireTLS:
		said = append(said, "TLS required")
	case d.TLS != nil:
		said = append(said, "TLS for clients that ask for it")
	}
	return strings.Join(said, ", ")
}

// remarks say, at start, what the operator should know of the encryption.
func (d *door) remarks() (lines []string) {
	if d.certificate == nil {
		return nil
	}
	host, _, _ := net.SplitHostPort(d.Addr) // it was taken apart before
	lines = append(lines, "Certificate: "+d.certificate.String())
	if !wire.IsLoopback(host) && !d.RequireTLS {
		lines = append(lines, "Warning: require-tls is off: clients that do not ask for encryption get the data without")
	}
	for _, w := range d.certificate.Warnings(host) {
		lines = append(lines, "Warning: "+w)
	}
	return lines
}

// psqlLine is how psql connects to addr, where the door is opened.
func (d *door) psqlLine(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "psql"
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host, _ = os.Hostname() // without it the line is poorer
	}
	name := "tarn"
	if names := d.users.Names(); len(names) > 0 {
		name = names[0]
	}
	if d.RequireTLS {
		return fmt.Sprintf("psql \"host=%s port=%s user=%s dbname=tarn sslmode=require\"", host, port, name)
	}
	return fmt.Sprintf("psql -h %s -p %s -U %s tarn", host, port, name)
}

// endRemoved ends the sessions of users that are removed, until ctx ends.
func (d *door) endRemoved(ctx context.Context, server *wire.Server) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, s := range server.Sessions() {
			if s.User != "" && d.users.Removed(s.User) { // a session without user has not begun
				server.Terminate(s.PID)
			}
		}
	}
}
