package session

import (
	"bufio"
	"bytes"
	"context"
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
func (s *Session) authenticate(ctx context.Context, in *bufio.Reader) error {
	if s.config.Users == nil || s.config.Trusting != nil && s.config.Trusting() {
		return nil
	}
	stored, known := auth.Lookup(s.config.Users, s.user)
	var err error
	if s.config.Cleartext && s.encrypted() {
		err = s.cleartext(ctx, in, stored, known)
	} else {
		err = s.scram(ctx, in, stored, known)
	}
	switch {
	case errors.Is(err, errGuesses):
		s.config.Log("user %q from %s has to wait: too many wrong passwords", s.user, s.conn.RemoteAddr())
	case errors.Is(err, auth.ErrFailed):
		s.config.Log("password authentication failed for user %q from %s%s", s.user, s.conn.RemoteAddr(), unlessKnown(known))
		return fatal("28P01", "password authentication failed for user \"%s\"", s.user)
	case errors.Is(err, auth.ErrMalformed):
		return fatal("08P01", "%v", err)
	}
	return err
}

// unlessKnown is what the log says, and the client does not hear, of a user that does not exist.
func unlessKnown(known bool) string {
	if known {
		return ""
	}
	return ": there is no such user"
}

// cleartext asks for the password itself, for old drivers; only inside TLS.
func (s *Session) cleartext(ctx context.Context, in *bufio.Reader, stored string, known bool) error {
	s.out.authentication(authCleartext, nil)
	body, err := s.askPassword(in)
	if err != nil {
		return err
	}
	return s.guess(ctx, stored, func() error {
		password, _, ok := bytes.Cut(body, []byte{0})
		if right := auth.Check(stored, string(password)); !ok || !known || !right {
			return auth.ErrFailed
		}
		return nil
	})
}

// scram runs the exchange of SCRAM-SHA-256, bound to the TLS channel if the client likes.
func (s *Session) scram(ctx context.Context, in *bufio.Reader, stored string, known bool) error {
	binding := auth.Binding(s.shown)
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
	exchange, err := auth.NewExchange(stored, known, string(mechanism), binding)
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
	err = s.guess(ctx, stored, func() (err error) { reply, err = exchange.Final(body); return err })
	if err != nil {
		return err
	}
	s.out.authentication(authSASLFinal, reply)
	return nil
}

// guess checks a password when its turn has come. What it is checked against must still be stored then: a client may have
// been slow to answer, and a user removed meanwhile.
func (s *Session) guess(ctx context.Context, stored string, check func() error) error {
	err := s.config.Guesses.check(ctx, guesser{origin(s.conn.RemoteAddr()), s.user}, check)
	if err != nil {
		return err
	}
	if now, _ := auth.Lookup(s.config.Users, s.user); now != stored {
		return auth.ErrFailed
	}
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
