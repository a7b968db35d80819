package certificate

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"slices"
	"time"
)

// selfSignedYears is how long a self-signed certificate lasts: whoever trusts it trusts the file itself.
const selfSignedYears = 10

// MakeSelfSigned makes a certificate for this machine's names and addresses and for host, which signs itself, and its key:
// files that are there already stay.
func MakeSelfSigned(certFile, keyFile, host string) error {
	for _, file := range []string{certFile, keyFile} {
		switch _, err := os.Stat(file); {
		case err == nil:
			return nil // Open says if the other one is missing
		case !errors.Is(err, fs.ErrNotExist):
			return unreadable(err)
		}
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("could not make a key: %w", err)
	}
	template := template(host)
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return fmt.Errorf("could not make a certificate: %w", err)
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("could not write the key: %w", err)
	}
	if err := write(keyFile, "PRIVATE KEY", encoded); err != nil {
		return err
	}
	return write(certFile, "CERTIFICATE", der)
}

func template(host string) *x509.Certificate {
	t := &x509.Certificate{
		Subject:   pkix.Name{CommonName: "tarn"},
		NotBefore: time.Now().Add(-time.Hour), // for clients whose clock is slow
		NotAfter:  time.Now().AddDate(selfSignedYears, 0, 0),
		// It is its own root, but no authority: whoever trusts it trusts no other.
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true,
	}
	t.SerialNumber, _ = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127)) // never fails: Go ends the program instead
	own, _ := os.Hostname()                                                         // without it the certificate has one name less
	for _, name := range []string{own, host, "localhost"} {
		ip := net.ParseIP(name)
		switch {
		case ip != nil && !ip.IsUnspecified():
			t.IPAddresses = append(t.IPAddresses, ip)
		case ip == nil && name != "" && !slices.Contains(t.DNSNames, name):
			t.DNSNames = append(t.DNSNames, name)
		}
	}
	for _, ip := range addresses() {
		if !slices.ContainsFunc(t.IPAddresses, ip.Equal) {
			t.IPAddresses = append(t.IPAddresses, ip)
		}
	}
	return t
}

// addresses are those of this machine that others may know it by, and the loopback ones.
func addresses() []net.IP {
	all, _ := net.InterfaceAddrs() // without them the certificate has fewer names
	var ips []net.IP
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && (n.IP.IsGlobalUnicast() || n.IP.IsLoopback()) {
			ips = append(ips, n.IP)
		}
	}
	return ips
}

// write makes a file for its owner alone, whole or not at all.
func write(file, kind string, der []byte) error {
	err := os.WriteFile(file+".new", pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
	if err == nil {
		err = os.Rename(file+".new", file)
	}
	if err != nil {
		return unreadable(err)
	}
	return nil
}
