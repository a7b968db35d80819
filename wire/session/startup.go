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
	"time"

	"github.com/tarn-sql/tarn/wire/session/setting"
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

// startup brings the connection to the point where queries may come. ok is false where the client wanted no session:
// it canceled another one's statement or left.
func (s *Session) startup(ctx context.Context) (ok bool, err error) {
	_ = s.conn.SetDeadline(time.Now().Add(s.config.StartupTimeout)) // failing shows in the first read
	in := bufio.NewReaderSize(s.conn, 16<<10)
	in, version, params, err := s.negotiate(ctx, in)
	if err != nil || params == nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || isTimeout(err) {
			return false, nil
		}
		return false, err
	}
	if s.config.RequireTLS && !s.encrypted() {
		return false, fatal("28000", "connection requires encryption (sslmode=require)")
	}
	if err := s.readParameters(params); err != nil {
		return false, err
	}
	s.negotiateVersion(version, params)
	if err := s.authenticate(in); err != nil {
		return false, err
	}
	keyLength := 4
	if version >= longKeys {
		keyLength = 32
	}
	s.key = newKey(keyLength)
	if err := s.registry.add(s); err != nil {
		return false, err
	}
	if err := s.connect(ctx); err != nil {
		s.registry.remove(s)
		return false, err
	}
	_ = s.conn.SetDeadline(time.Time{}) // failing shows in the next read
	s.greet()
	s.pump = startPump(in, s.config.MaxMessage, func() { s.end(errGone) })
	return true, nil
}

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
	config := s.config.TLS.Clone()
	config.NextProtos = []string{"postgresql"}
	tc := tls.Server(&bufferedConn{Conn: s.conn, in: in}, config)
	if err := tc.HandshakeContext(ctx); err != nil {
		return nil, io.EOF // there is no way to tell the client but the alert that was sent
	}
	if direct && tc.ConnectionState().NegotiatedProtocol != "postgresql" {
		return nil, io.EOF
	}
	s.conn, s.out.conn = tc, tc
	return bufio.NewReaderSize(tc, 16<<10), nil
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

// readParameters checks the startup packet and takes user, database and settings from it.
func (s *Session) readParameters(params map[string]string) error {
	s.user, s.database = params["user"], params["database"]
	if s.user == "" {
		return fatal("28000", "no PostgreSQL user name specified in startup packet")
	}
	if s.database == "" {
		s.database = s.user
	}
	if r := params["replication"]; r != "" && r != "false" && r != "off" && r != "no" && r != "0" {
		return fatal("0A000", "replication connections are not supported")
	}
	s.settings = setting.NewStore(s.fixedSettings())
	if err := s.startOptions(params["options"]); err != nil {
		return err
	}
	for name, value := range params {
		switch {
		case name == "user", name == "database", name == "options", name == "replication", strings.HasPrefix(name, "_pq_."):
			continue
		}
		if err := s.settings.Start(name, value); err != nil {
			return err
		}
	}
	return nil
}

// fixedSettings are the settings that only the server knows.
func (s *Session) fixedSettings() map[string]string {
	fixed := map[string]string{
		"server_version": s.config.ServerVersion, "server_version_num": s.config.VersionNumber,
		"session_authorization": s.user,
	}
	if s.config.TLS != nil {
		fixed["ssl"] = "on"
	}
	for name, value := range s.config.Settings {
		fixed[name] = value
	}
	return fixed
}

// startOptions reads -c name=value and --name=value; a backslash keeps a space in a word.
func (s *Session) startOptions(options string) error {
	words := splitOptions(options)
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case word == "-c" && i+1 < len(words):
			i++
			word = words[i]
		case strings.HasPrefix(word, "-c"), strings.HasPrefix(word, "--"):
			word = word[2:]
		default:
			return fatal("42601", "invalid command-line argument for server process: %s", word)
		}
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			return fatal("42601", "-c %s requires a value", word)
		}
		if err := s.settings.Start(strings.ReplaceAll(name, "-", "_"), value); err != nil {
			return err
		}
	}
	return nil
}

func splitOptions(options string) []string {
	var words []string
	var word []byte
	in := false
	for i := 0; i < len(options); i++ {
		c := options[i]
		switch {
		case c == '\\' && i+1 < len(options):
			i++
			word, in = append(word, options[i]), true
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			if in {
				words = append(words, string(word))
			}
			word, in = nil, false
		default:
			word, in = append(word, c), true
		}
	}
	if in {
		words = append(words, string(word))
	}
	return words
}

// connect opens the engine session.
func (s *Session) connect(ctx context.Context) error {
	engine, err := s.config.Backend.Connect(ctx, s.user)
	if err != nil {
		return err
	}
	s.engine = engine
	s.generation++
	clear(s.pushed)
	return s.introduce(ctx)
}

// greet tells the client everything it must know before its first query.
func (s *Session) greet() {
	s.activity.info = Info{
		PID: s.pid, User: s.user, Database: s.database, BackendStart: time.Now(), ClientAddr: s.conn.RemoteAddr().String(),
	}
	s.out.authentication(0, nil)
	s.reportSettings()
	s.out.backendKeyData(s.pid, s.key)
}

// reportSettings sends ParameterStatus for the settings that clients are told of, where they changed.
func (s *Session) reportSettings() {
	for _, d := range setting.All() {
		if !d.Report {
			continue
		}
		value, _ := s.settings.Get(d.Name)
		if old, told := s.reported[d.Name]; !told || old != value {
			s.out.parameterStatus(d.Name, value)
			s.reported[d.Name] = value
		}
	}
}
