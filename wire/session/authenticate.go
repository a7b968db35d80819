package session

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"

	"github.com/tarn-sql/tarn/wire/auth"
)

// Codes of AuthenticationRequest.
const (
	authCleartext     = 3
	authSASL          = 10
	authSASLContinue  = 11
	authSASLFinal     = 12
	passwordMessage   = 'p'
	passwordMaxLength = 4096
)

// authenticate makes sure that the client is who it says, where users have passwords.
func (s *Session) authenticate(in *bufio.Reader) error {
	if s.config.Users == nil {
		return nil
	}
	stored, known := s.config.Users.Verifier(s.user)
	var err error
	if s.config.Cleartext && s.encrypted() {
		err = s.cleartext(in, stored, known)
	} else {
		err = s.scram(in, stored, known)
	}
	switch {
	case errors.Is(err, auth.ErrFailed):
		return fatal("28P01", "password authentication failed for user \"%s\"", s.user)
	case errors.Is(err, auth.ErrMalformed):
		return fatal("08P01", "%v", err)
	}
	return err
}

// cleartext asks for the password itself, for old drivers; only inside TLS.
func (s *Session) cleartext(in *bufio.Reader, stored string, known bool) error {
	s.out.authentication(authCleartext, nil)
	body, err := s.askPassword(in)
	if err != nil {
		return err
	}
	password, _, ok := bytes.Cut(body, []byte{0})
	if !ok || !known || !auth.Check(stored, string(password)) {
		return auth.ErrFailed
	}
	return nil
}

// scram runs the exchange of SCRAM-SHA-256, bound to the TLS channel if the client likes.
func (s *Session) scram(in *bufio.Reader, stored string, known bool) error {
	binding := s.binding()
	offer := auth.Mechanism + "\x00\x00"
	if binding != nil {
		offer = auth.MechanismPlus + "\x00" + offer
	}
	s.out.authentication(authSASL, []byte(offer))
	body, err := s.askPassword(in)
	if err != nil {
		return err
	}
	mechanism, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || len(rest) < 4 || int(binary.BigEndian.Uint32(rest)) != len(rest)-4 {
		return auth.ErrMalformed
	}
	exchange, err := auth.NewExchange(s.user, stored, known, string(mechanism), binding)
	if err != nil {
		return err
	}
	reply, err := exchange.First(rest[4:])
	if err != nil {
		return err
	}
	s.out.authentication(authSASLContinue, reply)
	if body, err = s.askPassword(in); err != nil {
		return err
	}
	if reply, err = exchange.Final(body); err != nil {
		return err
	}
	s.out.authentication(authSASLFinal, reply)
	return nil
}

// askPassword sends what was asked and reads the answer.
func (s *Session) askPassword(in *bufio.Reader) ([]byte, error) {
	if err := s.out.flush(); err != nil {
		return nil, err
	}
	var head [5]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, errGone
	}
	length := binary.BigEndian.Uint32(head[1:])
	if head[0] != passwordMessage || length < 4 || length > passwordMaxLength {
		return nil, fatal("08P01", "expected password response, got message type %d", head[0])
	}
	body := make([]byte, length-4)
	if _, err := io.ReadFull(in, body); err != nil {
		return nil, errGone
	}
	return body, nil
}

// binding is what SCRAM can be bound to: the certificate that this connection showed.
func (s *Session) binding() []byte {
	if _, ok := s.conn.(*tls.Conn); !ok || len(s.config.TLS.Certificates) == 0 {
		return nil
	}
	return auth.Binding(&s.config.TLS.Certificates[0])
}
