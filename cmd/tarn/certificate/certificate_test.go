package certificate

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// written makes a certificate and a key, which the test may change, and returns their files.
func written(t *testing.T, dir string, change func(*x509.Certificate)) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "x"},
		DNSNames: []string{"tarn.example.org"}, NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(1000 * time.Hour),
	}
	if change != nil {
		change(c)
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	put(t, certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o644)
	put(t, keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded}), 0o600)
	return certFile, keyFile
}

func put(t *testing.T, file string, text []byte, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(file, text, mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, mode); err != nil {
		t.Fatal(err)
	}
}

func TestRefusals(t *testing.T) {
	type files struct{ cert, key string }
	for name, tt := range map[string]struct {
		spoil func(t *testing.T, f *files)
		want  string
	}{
		"no certificate": {func(_ *testing.T, f *files) { f.cert += "2" }, "cert.pem2: no such file or directory"},
		"no key":         {func(_ *testing.T, f *files) { f.key += "2" }, "key.pem2: no such file or directory"},
		"not PEM":        {func(t *testing.T, f *files) { put(t, f.cert, []byte("\x30\x82"), 0o644) }, "cert.pem has nothing in PEM form"},
		"changed places": {func(_ *testing.T, f *files) { f.cert, f.key = f.key, f.cert }, "key.pem has a private key and not a certificate"},
		"key is none":    {func(t *testing.T, f *files) { put(t, f.key, read(t, f.cert), 0o600) }, "key.pem has a certificate and not a private key"},
		"another key": {func(t *testing.T, f *files) {
			other := t.TempDir()
			_, f.key = written(t, other, nil)
		}, "is not that of the first certificate in"},
		"passphrase": {func(t *testing.T, f *files) {
			put(t, f.key, pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte{1}}), 0o600)
		}, "has a passphrase"},
		"old passphrase": {func(t *testing.T, f *files) {
			put(t, f.key, []byte("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAQ==\n-----END EC PRIVATE KEY-----\n"), 0o600)
		}, "has a passphrase"},
		"others may read": {func(t *testing.T, f *files) { put(t, f.key, read(t, f.key), 0o644) }, "can be read by others (-rw-r--r--): chmod 600 "},
		"broken": {func(t *testing.T, f *files) {
			put(t, f.key, []byte("-----BEGIN PRIVATE KEY-----\nAQ==\n-----END PRIVATE KEY-----\n"), 0o600)
		}, "certificate "},
	} {
		t.Run(name, func(t *testing.T) {
			var f files
			f.cert, f.key = written(t, t.TempDir(), nil)
			tt.spoil(t, &f)
			if _, err := Open(f.cert, f.key, t.Logf); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %s", err, tt.want)
			}
		})
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOneFile: certificate and key may stand in one file.
func TestOneFile(t *testing.T) {
	cert, key := written(t, t.TempDir(), nil)
	put(t, key, append(read(t, key), read(t, cert)...), 0o600)
	if _, err := Open(key, key, t.Logf); err != nil {
		t.Error(err)
	}
}

func TestWarnings(t *testing.T) {
	for _, tt := range []struct {
		name, host string
		change     func(*x509.Certificate)
		want       string
	}{
		{"good", "tarn.example.org", nil, ""},
		{"everywhere", "0.0.0.0", nil, ""},
		{"everywhere 6", "::", nil, ""},
		{"no host", "", nil, ""},
		{"another name", "10.0.0.1", nil, "is not for 10.0.0.1: clients that verify it (sslmode=verify-full) must call this server tarn.example.org"},
		{"expired", "", func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Hour) }, "expired on"},
		{"expires", "", func(c *x509.Certificate) { c.NotAfter = time.Now().Add(time.Hour) }, "expires on"},
		{"early", "", func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Hour) }, "is not valid before"},
		{"no names", "", func(c *x509.Certificate) { c.DNSNames = nil }, "no subject alternative names"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cert, key := written(t, t.TempDir(), tt.change)
			c, err := Open(cert, key, t.Logf)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(c.Warnings(tt.host), "\n"); !strings.Contains(got, tt.want) || (got == "") != (tt.want == "") {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestRenewed: the newest certificate that can be used is shown.
func TestRenewed(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := written(t, dir, nil)
	var said []string
	c, err := Open(certFile, keyFile, func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) })
	if err != nil {
		t.Fatal(err)
	}
	shown := func() string {
		cert, err := c.Get(&tls.ClientHelloInfo{})
		if err != nil {
			t.Fatal(err)
		}
		return cert.Leaf.DNSNames[0]
	}
	if got := shown(); got != "tarn.example.org" || len(said) != 0 {
		t.Errorf("at first %s, said %q", got, said)
	}
	newCert, newKey := written(t, t.TempDir(), func(c *x509.Certificate) { c.DNSNames = []string{"new.example.org"} })
	put(t, certFile, read(t, newCert), 0o644)
	for range 2 {
		if got := shown(); got != "tarn.example.org" || len(said) != 1 || !strings.Contains(said[0], "stays the old one: the key in") {
			t.Errorf("without the new key %s, said %q", got, said)
		}
	}
	put(t, keyFile, read(t, newKey), 0o600)
	if got := shown(); got != "new.example.org" || len(said) != 2 || !strings.Contains(said[1], "renewed: for new.example.org, until 20") {
		t.Errorf("with the new key %s, said %q", got, said)
	}
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	if got := shown(); got != "new.example.org" || len(said) != 3 {
		t.Errorf("without files %s, said %q", got, said)
	}
	put(t, keyFile, read(t, newKey), 0o600)
	if got := shown(); got != "new.example.org" || len(said) != 4 {
		t.Errorf("with the key again %s, said %q", got, said)
	}
}

func TestMakeSelfSigned(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "c.pem"), filepath.Join(dir, "k.pem")
	for range 2 { // the second time everything stays
		if err := MakeSelfSigned(certFile, keyFile, "10.1.2.3"); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Open(certFile, keyFile, t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	if w := c.Warnings("10.1.2.3"); w != nil {
		t.Error(w)
	}
	cert := c.now.Leaf
	roots := x509.NewCertPool()
	roots.AddCert(cert)
	for _, name := range []string{"10.1.2.3", "localhost", "127.0.0.1"} {
		if _, err := cert.Verify(x509.VerifyOptions{Roots: roots, DNSName: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	before := c.String()
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	if err := MakeSelfSigned(certFile, keyFile, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(certFile, keyFile, t.Logf); err == nil || !strings.Contains(err.Error(), "k.pem: no such file") || c.String() != before {
		t.Errorf("a certificate without its key: %v", err)
	}
	for _, f := range []string{certFile} {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, info.Mode(), err)
		}
	}
}
