package session

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sort"
	"strings"
)

// Codes in the place of a protocol version.
const (
	cancelRequest = 1234<<16 | 5678
	sslRequest    = 1234<<16 | 5679
	gssRequest    = 1234<<16 | 5680
)

// Protocol versions: 3.0, and 3.2, which has longer secrets for CancelRequest.
const (
	protocolNewest = 3<<16 | 2
	longKeys       = 3<<16 | 2

	startupLimit = 10_000 // bytes of a startup packet, as PostgreSQL's MAX_STARTUP_PACKET_LENGTH
	tlsHandshake = 0x16   // first byte of a TLS handshake record
)

func isTimeout(err error) bool {
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

// negotiate answers requests for encryption until the startup packet comes. Params is nil where none came.
func (s *Session) negotiate(ctx context.Context, in *bufio.Reader) (*bufio.Reader, uint32, map[string]string, error) {
	if first, err := in.Peek(1); err == nil && first[0] == tlsHandshake && s.config.TLS != nil {
		if in, err = s.encrypt(ctx, in, true); err != nil {
			return nil, 0, nil, err
		}
	}
	for range 3 { // SSLRequest, GSSENCRequest, StartupMessage
		code, body, err := readStartup(in)
		if err != nil {
			return nil, 0, nil, err
		}
		switch code {
		case cancelRequest:
			if len(body) > 4 {
				s.registry.cancel(int32(binary.BigEndian.Uint32(body)), body[4:])
			}
			return nil, 0, nil, nil
		case sslRequest:
			in, err = s.answerSSL(ctx, in)
		case gssRequest:
			_, err = s.conn.Write([]byte{'N'})
		default:
			if code>>16 != protocolNewest>>16 {
				return nil, 0, nil, fatal("0A000", "unsupported frontend protocol %d.%d: server supports 3.0 to 3.2", code>>16, code&0xffff)
			}
			params, perr := parseParameters(body)
			return in, code, params, perr
		}
		if err != nil {
			return nil, 0, nil, err
		}
	}
	return nil, 0, nil, fatal("08P01", "expected a startup packet")
}

// readStartup reads a packet without a type byte.
func readStartup(in *bufio.Reader) (code uint32, body []byte, err error) {
	var head [8]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return 0, nil, err
	}
	length := binary.BigEndian.Uint32(head[:4])
	if length < 8 || length > startupLimit {
		return 0, nil, fatal("08P01", "invalid length of startup packet")
	}
	body = make([]byte, length-8)
	_, err = io.ReadFull(in, body)
	return binary.BigEndian.Uint32(head[4:]), body, err
}

func (s *Session) answerSSL(ctx context.Context, in *bufio.Reader) (*bufio.Reader, error) {
	if s.config.TLS == nil || s.encrypted() {
		_, err := s.conn.Write([]byte{'N'})
		return in, err
	}
	// Bytes that came unencrypted behind the request were put there by somebody in between (CVE-2021-23214).
	if in.Buffered() > 0 {
		return nil, fatal("08P01", "received unencrypted data after SSL request")
	}
	if _, err := s.conn.Write([]byte{'S'}); err != nil {
		return nil, err
	}
	return s.encrypt(ctx, in, false)
}

// encrypt makes the connection a TLS one. Direct says that the client began with the handshake, for which PostgreSQL
// wants the protocol's name in ALPN.
func (s *Session) encrypt(ctx context.Context, in *bufio.Reader, direct bool) (*bufio.Reader, error) {
	tc := tls.Server(&bufferedConn{Conn: s.conn, in: in}, s.tlsConfig())
	if err := tc.HandshakeContext(ctx); err != nil {
		if !errors.Is(err, io.EOF) && !isTimeout(err) && ctx.Err() == nil {
			s.config.Log("no TLS with %s: %.200s", s.conn.RemoteAddr(), err) // cut, for it may have what the client sent
		}
		return nil, io.EOF // there is no way to tell the client but the alert that was sent
	}
	if direct && tc.ConnectionState().NegotiatedProtocol != "postgresql" {
		return nil, io.EOF
	}
	s.conn, s.out.conn = tc, tc
	return bufio.NewReaderSize(tc, 16<<10), nil
}

// tlsConfig is the configuration of one connection, which remembers the certificate that the client was shown: passwords
// are bound to it. There are no tickets, as in PostgreSQL, since whoever resumes a connection is shown none.
func (s *Session) tlsConfig() *tls.Config {
	config := s.config.TLS.Clone()
	config.NextProtos, config.SessionTicketsDisabled = []string{"postgresql"}, true
	choose := config.GetCertificate
	if choose == nil {
		choose = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return &s.config.TLS.Certificates[0], nil }
	}
	config.Certificates = nil
	config.GetCertificate = func(hello *tls.ClientHelloInfo) (cert *tls.Certificate, err error) {
		s.shown, err = choose(hello)
		return s.shown, err
	}
	return config
}

func (s *Session) encrypted() bool {
	_, ok := s.conn.(*tls.Conn)
	return ok
}

// bufferedConn reads what was already read ahead before it reads on.
type bufferedConn struct {
	net.Conn
	in *bufio.Reader
}

func (c *bufferedConn) Read(b []byte) (int, error) { return c.in.Read(b) }

// parseParameters reads the startup packet's names and values.
func parseParameters(body []byte) (map[string]string, error) {
	params := map[string]string{}
	parts := strings.Split(string(body), "\x00")
	// The last pair is followed by an empty name: … "value" "" "".
	n := len(parts)
	if n < 2 || parts[n-1] != "" || parts[n-2] != "" || n%2 != 0 {
		return nil, fatal("08P01", "invalid startup packet layout: expected terminator as last byte")
	}
	for i := 0; i+1 < n-2; i += 2 {
		if parts[i] == "" {
			return nil, fatal("08P01", "invalid startup packet layout: expected terminator as last byte")
		}
		params[parts[i]] = parts[i+1]
	}
	return params, nil
}

// negotiateVersion tells a client that asks for a newer minor version, or for options we do not know, what it gets.
func (s *Session) negotiateVersion(version uint32, params map[string]string) {
	var unknown []string
	for name := range params {
		if strings.HasPrefix(name, "_pq_.") {
			unknown = append(unknown, name)
		}
	}
	sort.Strings(unknown)
	if version > protocolNewest || len(unknown) > 0 {
		s.out.negotiateProtocolVersion(int32(min(version, protocolNewest)), unknown)
	}
}
