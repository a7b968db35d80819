package session_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"io"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
	"github.com/tarn-sql/tarn/wire/session"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
)

// startupPacket is a packet without type byte: a code and what follows it.
func startupPacket(code uint32, rest string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(8+len(rest)))
	return append(binary.BigEndian.AppendUint32(b, code), rest...)
}

func version(major, minor uint32) uint32 { return major<<16 | minor }

// greet sends a startup packet and returns everything that the server says until it waits or leaves.
func greet(t *testing.T, config *session.Config, packets ...[]byte) []byte {
	t.Helper()
	c := connect(t, config)
	go func() {
		for _, p := range packets {
			if _, err := c.conn.Write(p); err != nil {
				return
			}
		}
	}()
	_ = c.conn.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	said, err := io.ReadAll(c.conn)
	var ne net.Error
	if err != nil && (!errors.As(err, &ne) || !ne.Timeout()) && !errors.Is(err, io.ErrClosedPipe) {
		t.Fatal(err)
	}
	return said
}

// messages takes the server's messages apart: type bytes, and the bodies by type.
func messages(t *testing.T, said []byte) (types string, bodies map[byte][]byte) {
	t.Helper()
	bodies = map[byte][]byte{}
	for len(said) >= 5 {
		n := int(binary.BigEndian.Uint32(said[1:])) + 1
		if n > len(said) {
			t.Fatalf("cut message %q", said)
		}
		if !strings.HasSuffix(types, string(said[0])) {
			types += string(said[0])
		}
		bodies[said[0]] = said[5:n]
		said = said[n:]
	}
	return types, bodies
}

const anna = "user\x00anna\x00\x00"

func TestProtocolVersions(t *testing.T) {
	tests := []struct {
		name      string
		packet    []byte
		types     string
		keyLength int
		unknown   string
	}{
		{"3.0", startupPacket(version(3, 0), anna), "RSKZ", 4, ""},
		{"3.2", startupPacket(version(3, 2), anna), "RSKZ", 32, ""},
		{"newer minor", startupPacket(version(3, 9999), anna), "vRSKZ", 32, ""},
		{"unknown option", startupPacket(version(3, 0), "user\x00anna\x00_pq_.compression\x00on\x00\x00"), "vRSKZ", 4, "_pq_.compression"},
		{"2.0", startupPacket(version(2, 0), anna), "E", 0, ""},
		{"4.0", startupPacket(version(4, 0), anna), "E", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			types, bodies := messages(t, greet(t, testConfig(), tt.packet))
			if types != tt.types {
				t.Fatalf("the server says %s, want %s: %q", types, tt.types, bodies['E'])
			}
			if tt.keyLength > 0 && len(bodies['K'])-4 != tt.keyLength {
				t.Errorf("the secret has %d bytes, want %d", len(bodies['K'])-4, tt.keyLength)
			}
			if v := bodies['v']; v != nil {
				want := binary.BigEndian.AppendUint32(nil, min(version(3, 2), binary.BigEndian.Uint32(tt.packet[4:])))
				if !bytes.HasPrefix(v, want) || !strings.Contains(string(v), tt.unknown) {
					t.Errorf("NegotiateProtocolVersion %q", v)
				}
			}
		})
	}
}

func TestStartupRefusals(t *testing.T) {
	tests := []struct {
		name, rest, code string
	}{
		{"no user", "database\x00x\x00\x00", "28000"},
		{"unknown setting", "user\x00anna\x00nonsense\x00x\x00\x00", "42704"},
		{"bad value", "user\x00anna\x00DateStyle\x00nonsense\x00\x00", "22023"},
		{"bad options", "user\x00anna\x00options\x00-x\x00\x00", "42601"},
		{"latin1", "user\x00anna\x00client_encoding\x00LATIN1\x00\x00", "0A000"},
		{"replication", "user\x00anna\x00replication\x00database\x00\x00", "0A000"},
		{"no terminator", "user\x00anna", "08P01"},
		{"odd", "user\x00anna\x00x\x00", "08P01"},
		{"refused by the engine", "user\x00nobody\x00\x00", "28000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			types, bodies := messages(t, greet(t, testConfig(), startupPacket(version(3, 0), tt.rest)))
			if !strings.HasSuffix(types, "E") || !strings.Contains(string(bodies['E']), "SFATAL\x00") || !strings.Contains(string(bodies['E']), "C"+tt.code) {
				t.Errorf("the server says %s %q, want FATAL %s", types, bodies['E'], tt.code)
			}
		})
	}
}

func TestStartupPackets(t *testing.T) {
	start := startupPacket(version(3, 0), anna)
	ssl, gss := startupPacket(version(1234, 5679), ""), startupPacket(version(1234, 5680), "")
	for _, tt := range []struct {
		name    string
		packets [][]byte
		prefix  string
	}{
		{"SSLRequest is refused", [][]byte{ssl, start}, "NR"},
		{"GSSENCRequest is refused", [][]byte{gss, start}, "NR"},
		{"both", [][]byte{gss, ssl, start}, "NNR"},
		{"too long", [][]byte{{0x7f, 0xff, 0xff, 0xff, 0, 3, 0, 0}}, "E"},
		{"too short", [][]byte{{0, 0, 0, 4, 0, 3, 0, 0}}, "E"},
		{"HTTP", [][]byte{[]byte("GET / HTTP/1.1\r\n")}, "E"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if said := greet(t, testConfig(), tt.packets...); !strings.HasPrefix(string(said), tt.prefix) {
				t.Errorf("the server says %q", said)
			}
		})
	}
}

func TestParameterStatus(t *testing.T) {
	c := connect(t, testConfig())
	c.front.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersion30, Parameters: map[string]string{
		"user": "anna", "application_name": "test", "options": `-c search_path=a\ b --extra-float-digits=3`, "TimeZone": "europe/berlin",
	}})
	c.flush(t)
	got := map[string]string{}
	for {
		m, err := c.front.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := m.(*pgproto3.ParameterStatus); ok {
			got[p.Name] = p.Value
		}
		if _, ok := m.(*pgproto3.ReadyForQuery); ok {
			break
		}
	}
	want := map[string]string{
		"server_version": "15.8 (Tarn test)", "server_encoding": "UTF8", "client_encoding": "UTF8", "application_name": "test",
		"default_transaction_read_only": "on", "in_hot_standby": "off", "is_superuser": "off", "session_authorization": "anna",
		"DateStyle": "ISO, MDY", "IntervalStyle": "postgres", "TimeZone": "Europe/Berlin", "integer_datetimes": "on",
		"standard_conforming_strings": "on",
	}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s = %q, want %q", name, got[name], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("the server reports %v", got)
	}
}

// users are verifiers by name.
type users map[string]string

func (u users) Verifier(name string) (string, bool) { v, ok := u[name]; return v, ok }

// listen serves sessions on loopback and returns the address.
func listen(t *testing.T, config *session.Config, limit int) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	registry := session.NewRegistry(limit)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go session.New(config, registry, conn).Serve(ctx)
		}
	}()
	t.Cleanup(func() { _ = l.Close(); cancel(); <-done })
	return l.Addr().String()
}

// certificate is a self-signed one for 127.0.0.1.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestPasswords(t *testing.T) {
	stored, err := auth.NewVerifier("s3cret")
	if err != nil {
		t.Fatal(err)
	}
	cert, pool := certificate(t)
	for _, tt := range []struct {
		name, user, password string
		tls, cleartext       bool
		ok                   bool
	}{
		{"scram", "anna", "s3cret", false, false, true},
		{"scram wrong", "anna", "secret", false, false, false},
		{"scram unknown user", "bert", "s3cret", false, false, false},
		{"scram over TLS", "anna", "s3cret", true, false, true},
		{"clear over TLS", "anna", "s3cret", true, true, true},
		{"clear over TLS wrong", "anna", "secret", true, true, false},
		{"clear without TLS is scram", "anna", "s3cret", false, true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			config := testConfig()
			config.Users, config.Cleartext = users{"anna": stored}, tt.cleartext
			config.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
			config.Backend = &fakeBackend
			host, port, _ := strings.Cut(listen(t, config, 0), ":")
			mode := "disable"
			if tt.tls {
				mode = "require"
			}
			pc, err := pgconn.ParseConfig("host=" + host + " port=" + port + " user=" + tt.user + " password=" + tt.password + " dbname=x sslmode=" + mode)
			if err != nil {
				t.Fatal(err)
			}
			if tt.tls {
				pc.TLSConfig.RootCAs, pc.TLSConfig.ServerName, pc.TLSConfig.InsecureSkipVerify = pool, "127.0.0.1", false
			}
			conn, err := pgconn.ConnectConfig(context.Background(), pc)
			if err == nil {
				_ = conn.Close(context.Background())
			}
			var pe *pgconn.PgError
			if (err == nil) != tt.ok || err != nil && (!errors.As(err, &pe) || pe.Code != "28P01") {
				t.Errorf("connected with %v", err)
			}
		})
	}
}

// TestDirectTLS: a client may begin with the handshake if it names the protocol in ALPN.
func TestDirectTLS(t *testing.T) {
	cert, pool := certificate(t)
	config := testConfig()
	config.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	config.RequireTLS = true
	config.Backend = &fakeBackend
	addr := listen(t, config, 0)
	for _, alpn := range []string{"postgresql", ""} {
		client := &tls.Config{RootCAs: pool, ServerName: "127.0.0.1"}
		if alpn != "" {
			client.NextProtos = []string{alpn}
		}
		conn, err := tls.Dial("tcp", addr, client)
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
		_, _ = conn.Write(startupPacket(version(3, 0), anna))
		first := make([]byte, 1)
		_, err = io.ReadFull(conn, first)
		if ok := err == nil && first[0] == 'R'; ok != (alpn != "") {
			t.Errorf("ALPN %q: %v %q", alpn, err, first)
		}
		_ = conn.Close()
	}
	plain, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	_, _ = plain.Write(startupPacket(version(3, 0), anna))
	said, _ := io.ReadAll(plain)
	if !strings.Contains(string(said), "C28000") {
		t.Errorf("without encryption the server says %q", said)
	}
}

// TestBytesBeforeTLS: bytes that come with SSLRequest, before encryption, are an attack.
func TestBytesBeforeTLS(t *testing.T) {
	cert, _ := certificate(t)
	config := testConfig()
	config.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	config.Backend = &fakeBackend
	conn, err := net.Dial("tcp", listen(t, config, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = conn.Write(append(startupPacket(version(1234, 5679), ""), startupPacket(version(3, 0), anna)...))
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	said, _ := io.ReadAll(conn)
	if !strings.Contains(string(said), "C08P01") {
		t.Errorf("the server says %q", said)
	}
}

func TestTooManyClients(t *testing.T) {
	config := testConfig()
	config.Backend = &fakeBackend
	host, port, _ := strings.Cut(listen(t, config, 1), ":")
	dsn := "host=" + host + " port=" + port + " user=anna dbname=x sslmode=disable"
	first, err := pgconn.Connect(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	_, err = pgconn.Connect(context.Background(), dsn)
	var pe *pgconn.PgError
	if !errors.As(err, &pe) || pe.Code != "53300" {
		t.Errorf("the second client hears %v", err)
	}
	if err := first.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if first, err = pgconn.Connect(context.Background(), dsn); err == nil {
			_ = first.Close(context.Background())
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("the place is not free again: %v", err)
}

func TestStartupTimeout(t *testing.T) {
	config := testConfig()
	config.StartupTimeout = 50 * time.Millisecond
	c := connect(t, config)
	if _, err := io.ReadAll(c.conn); err != nil && !errors.Is(err, io.ErrClosedPipe) {
		t.Fatal(err)
	}
}
