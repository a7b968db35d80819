package certificate

import (
	"crypto/tls"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// load reads a certificate and its key.
func load(certFile, keyFile string) (*tls.Certificate, error) {
	certs, err := os.ReadFile(certFile)
	if err != nil {
		return nil, unreadable(err)
	}
	if find(certs, func(kind string) bool { return kind == "CERTIFICATE" }) == nil {
		return nil, notPEM(certFile, certs, "a certificate")
	}
	if err := private(keyFile); err != nil {
		return nil, err
	}
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, unreadable(err)
	}
	block := find(key, func(kind string) bool { return strings.HasSuffix(kind, "PRIVATE KEY") })
	switch {
	case block == nil:
		return nil, notPEM(keyFile, key, "a private key")
	case block.Type == "ENCRYPTED PRIVATE KEY", block.Headers["DEK-Info"] != "":
		return nil, fmt.Errorf("the key in %s has a passphrase, which a server cannot ask for: openssl pkey -in %[1]s -out NEW writes one without", keyFile)
	}
	cert, err := tls.X509KeyPair(certs, key)
	if err != nil {
		if strings.Contains(err.Error(), "does not match") { // crypto/tls has no error of its own for that
			return nil, fmt.Errorf("the key in %s is not that of the first certificate in %s: are both of the same date, and the server's certificate before its authority's?", keyFile, certFile)
		}
		return nil, fmt.Errorf("certificate %s and key %s: %w", certFile, keyFile, err)
	}
	return &cert, nil
}

// find is the first block of a kind.
func find(text []byte, kind func(string) bool) *pem.Block {
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil || kind(block.Type) {
			return block
		}
	}
}

// notPEM says what a file is instead of what it should be.
func notPEM(file string, text []byte, what string) error {
	block, _ := pem.Decode(text)
	if block == nil {
		return fmt.Errorf("%s has nothing in PEM form (-----BEGIN …): %s is needed there; of DER, openssl x509 or openssl pkey -inform DER makes PEM", file, what)
	}
	return fmt.Errorf("%s has a %s and not %s", file, strings.ToLower(block.Type), what)
}

// private refuses a key that others may read, as PostgreSQL does: it must be for its owner alone, or root's and for a group
// to read.
func private(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return unreadable(err)
	}
	allowed := fs.FileMode(0o600)
	if info.Sys().(*syscall.Stat_t).Uid == 0 {
		allowed = 0o640
	}
	if mode := info.Mode().Perm(); mode&^allowed&0o077 != 0 {
		return fmt.Errorf("the key in %s can be read by others (%v): chmod 600 %[1]s, or let it be root's and 640", file, mode)
	}
	return nil
}

// unreadable is the error of a file without the name of the system call.
func unreadable(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return fmt.Errorf("%s: %w", at.Path, at.Err)
	}
	return err
}
