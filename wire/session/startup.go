package session

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/wire/session/setting"
)

// startup brings the connection to the point where queries may come. ok is false where the client wanted no session:
// it canceled another one's statement or left.
func (s *Session) startup(ctx context.Context) (ok bool, err error) {
	in, version, params, err := s.login(ctx)
	if err != nil || params == nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || isTimeout(err) {
			return false, nil
		}
		return false, err
	}
	if err := s.startSettings(params); err != nil {
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

// login finds out who the client is. Until then it is a stranger, who has little time, and whose place others may need.
// Params is nil where the client wanted no session.
func (s *Session) login(ctx context.Context) (in *bufio.Reader, version uint32, params map[string]string, err error) {
	defer s.registry.strangers.leave(s.stranger)
	stay := context.AfterFunc(ctx, func() { s.stranger.away(errShutdown) })
	defer stay()
	_ = s.conn.SetDeadline(time.Now().Add(s.config.StartupTimeout)) // failing shows in the first read
	in, version, params, err = s.negotiate(s.stranger, bufio.NewReaderSize(s.conn, 16<<10))
	if err != nil || params == nil {
		return nil, 0, nil, err
	}
	if s.config.RequireTLS && !s.encrypted() {
		return nil, 0, nil, fatal("28000", "connection requires encryption (sslmode=require)")
	}
	if err := s.identify(params); err != nil {
		return nil, 0, nil, err
	}
	s.negotiateVersion(version, params)
	return in, version, params, s.authenticate(s.stranger, in)
}

// identify takes user and database from the startup packet.
func (s *Session) identify(params map[string]string) error {
	s.user, s.database = shortened(params["user"]), shortened(params["database"])
	if s.user == "" {
		return fatal("28000", "no PostgreSQL user name specified in startup packet")
	}
	if s.database == "" {
		s.database = s.user
	}
	if r := params["replication"]; r != "" && r != "false" && r != "off" && r != "no" && r != "0" {
		return fatal("0A000", "replication connections are not supported")
	}
	return nil
}

// shortened is a name as PostgreSQL knows it: with 63 bytes at most, as in its tables of names.
func shortened(name string) string {
	const most = 63
	if len(name) <= most {
		return name
	}
	return strings.ToValidUTF8(name[:most], "")
}

// startSettings takes the settings from the startup packet.
func (s *Session) startSettings(params map[string]string) error {
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
	s.introduced(Info{
		PID: s.pid, User: s.user, Database: s.database, BackendStart: time.Now(), ClientAddr: s.conn.RemoteAddr().String(),
	})
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
