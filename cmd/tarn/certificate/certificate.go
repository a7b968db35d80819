package certificate

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

// Certificate is a certificate with its key, as the files have them at each moment. Safe for concurrent use.
type Certificate struct {
	certFile, keyFile string
	log               func(format string, args ...any)

	mu      sync.Mutex
	now     *tls.Certificate
	files   [2]fs.FileInfo // that now was read from
	problem string         // why newer files are not used
}

// Open reads a certificate, followed by those of the authorities that lead to its root, and its key, both as PEM: two files,
// or the same one twice. The errors name the file and say what to do. log hears, once each, of newer files that cannot
// be used: the older certificate is shown on.
func Open(certFile, keyFile string, log func(format string, args ...any)) (*Certificate, error) {
	c := &Certificate{certFile: certFile, keyFile: keyFile, log: log}
	if err := c.read(); err != nil {
		return nil, err
	}
	return c, nil
}

// Get is tls.Config's GetCertificate.
func (c *Certificate) Get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.changed() {
		return c.now, nil
	}
	problem := ""
	if err := c.read(); err != nil {
		problem = err.Error()
	}
	switch {
	case problem == "":
		c.log("The certificate was renewed: %v", c.describe())
	case problem != c.problem:
		c.log("The certificate stays the old one: %s", problem)
	}
	c.problem = problem
	return c.now, nil
}

// changed says whether a file is another than the one that was read.
func (c *Certificate) changed() bool {
	files, err := c.stat()
	if err != nil {
		return true
	}
	for i, was := range c.files {
		is := files[i]
		if !os.SameFile(is, was) || !is.ModTime().Equal(was.ModTime()) || is.Size() != was.Size() || is.Mode() != was.Mode() {
			return true
		}
	}
	return false
}

// read reads the files. Without success everything stays as it was.
func (c *Certificate) read() error {
	files, err := c.stat() // before they are read: a change meanwhile is seen the next time
	if err != nil {
		return err
	}
	cert, err := load(c.certFile, c.keyFile)
	if err != nil {
		return err
	}
	c.now, c.files = cert, files
	return nil
}

func (c *Certificate) stat() (files [2]fs.FileInfo, err error) {
	if files[0], err = os.Stat(c.certFile); err == nil {
		files[1], err = os.Stat(c.keyFile)
	}
	if err != nil {
		return files, unreadable(err)
	}
	return files, nil
}

// String describes the certificate for the operator: the names it is for, its end and its fingerprint.
func (c *Certificate) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.describe()
}

func (c *Certificate) describe() string {
	return fmt.Sprintf("for %s, until %s, SHA-256 %s", strings.Join(names(c.now.Leaf), ", "), c.now.Leaf.NotAfter.Format(time.DateOnly), fingerprint(c.now.Leaf))
}

// names are what a client may call the server by.
func names(leaf *x509.Certificate) []string {
	all := append([]string{}, leaf.DNSNames...)
	for _, ip := range leaf.IPAddresses {
		all = append(all, ip.String())
	}
	if len(all) == 0 {
		return []string{"no name"}
	}
	return all
}

// fingerprint is the SHA-256 of a certificate as openssl x509 -fingerprint writes it.
func fingerprint(leaf *x509.Certificate) string {
	sum := sha256.Sum256(leaf.Raw)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}

// soon is how long before its end a certificate should have been renewed.
const soon = 14 * 24 * time.Hour

// Warnings say what clients that verify the certificate will object to. host is where the server listens, "" or an
// unspecified address: everywhere.
func (c *Certificate) Warnings(host string) (warnings []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	leaf, add := c.now.Leaf, func(format string, args ...any) { warnings = append(warnings, fmt.Sprintf(format, args...)) }
	switch left := time.Until(leaf.NotAfter); {
	case left < 0:
		add("the certificate in %s expired on %s: clients that verify it will refuse it", c.certFile, leaf.NotAfter.Format(time.DateOnly))
	case left < soon:
		add("the certificate in %s expires on %s: replace the file, the server needs no restart", c.certFile, leaf.NotAfter.Format(time.DateTime))
	}
	if time.Until(leaf.NotBefore) > 0 {
		add("the certificate in %s is not valid before %s: is the clock right?", c.certFile, leaf.NotBefore.Format(time.DateTime))
	}
	if len(leaf.DNSNames) == 0 && len(leaf.IPAddresses) == 0 {
		add("the certificate in %s has no subject alternative names: many clients refuse such ones", c.certFile)
	} else if ip := net.ParseIP(host); host != "" && (ip == nil || !ip.IsUnspecified()) && leaf.VerifyHostname(host) != nil {
		add("the certificate in %s is not for %s: clients that verify it (sslmode=verify-full) must call this server %s", c.certFile, host, strings.Join(names(leaf), " or "))
	}
	return warnings
}
