package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// The names of the mechanisms in AuthenticationSASL. Plus binds to the TLS channel.
const (
	Mechanism     = scheme
	MechanismPlus = scheme + "-PLUS"
)

// Errors of an exchange: ErrFailed where the password is wrong, ErrMalformed where the client does not follow the
// protocol.
var (
	ErrFailed    = errors.New("password authentication failed")
	ErrMalformed = errors.New("malformed SCRAM message")
)

// Exchange is the server's half of one SCRAM authentication: First, then Final.
type Exchange struct {
	verifier verifier
	known    bool   // the user exists: without one the exchange goes on and fails at the end
	binding  []byte // what the channel is bound by, nil where it cannot be
	plus     bool   // the client chose MechanismPlus

	header    string // gs2 header as the client sent it
	firstBare string // client-first-message-bare
	first     string // server-first-message
	nonce     string
}

// NewExchange begins for a user of whom Lookup has said what is stored and whether it is known. Binding is the hash of the
// server's certificate (tls-server-end-point) on TLS, else nil.
func NewExchange(stored string, known bool, mechanism string, binding []byte) (*Exchange, error) {
	e := &Exchange{known: known, binding: binding, plus: mechanism == MechanismPlus}
	if mechanism != Mechanism && !(e.plus && binding != nil) {
		return nil, fmt.Errorf("%w: client selected an invalid SASL authentication mechanism", ErrMalformed)
	}
	var err error
	if e.verifier, err = parseVerifier(stored); err != nil {
		return nil, err
	}
	return e, nil
}

// mock is what a user that does not exist is shown: always the same salt, so that nobody learns who does. Without a secret
// it is the same as long as the process runs.
func mock(user string, secret []byte) verifier {
	if secret == nil {
		mockOnce.Do(func() { _, _ = rand.Read(mockKey[:]) })
		secret = mockKey[:]
	}
	return verifier{
		iterations: iterations, salt: mac(secret, user)[:saltBytes],
		storedKey: make([]byte, sha256.Size), serverKey: make([]byte, sha256.Size),
	}
}

var (
	mockOnce sync.Once
	mockKey  [32]byte
)

// First takes the client's first message and returns the server's.
func (e *Exchange) First(message []byte) ([]byte, error) {
	parts := strings.SplitN(string(message), ",", 3)
	if len(parts) != 3 {
		return nil, ErrMalformed
	}
	e.header, e.firstBare = parts[0]+","+parts[1]+",", parts[2]
	if err := e.checkHeader(parts[0], parts[1]); err != nil {
		return nil, err
	}
	// n= is the user's name, which PostgreSQL ignores in favour of the startup message's.
	fields := strings.Split(e.firstBare, ",")
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "n=") || !strings.HasPrefix(fields[1], "r=") || len(fields[1]) == 2 {
		return nil, ErrMalformed
	}
	var random [18]byte
	_, _ = rand.Read(random[:])
	b64 := base64.StdEncoding.EncodeToString
	e.nonce = fields[1][2:] + b64(random[:])
	e.first = fmt.Sprintf("r=%s,s=%s,i=%d", e.nonce, b64(e.verifier.salt), e.verifier.iterations)
	return []byte(e.first), nil
}

// checkHeader checks the channel binding flag: n (client cannot), y (client can and thinks we cannot), p=type (bound).
func (e *Exchange) checkHeader(flag, authzid string) error {
	switch {
	case authzid != "":
		return fmt.Errorf("%w: client uses authorization identity, but it is not supported", ErrMalformed)
	case e.plus && flag != "p=tls-server-end-point":
		return fmt.Errorf("%w: unsupported SCRAM channel-binding type", ErrMalformed)
	case e.plus:
		return nil
	case flag == "n", flag == "y" && e.binding == nil:
		return nil
	case flag == "y": // somebody between us took the offer of binding away
		return fmt.Errorf("%w: SCRAM channel binding negotiation error", ErrFailed)
	}
	return ErrMalformed
}

// Final takes the client's proof and returns the server's.
func (e *Exchange) Final(message []byte) ([]byte, error) {
	withoutProof, proofText, ok := cutLast(string(message), ",p=")
	if !ok {
		return nil, ErrMalformed
	}
	fields := strings.Split(withoutProof, ",")
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "c=") || fields[1] != "r="+e.nonce {
		return nil, ErrMalformed
	}
	bound, err := base64.StdEncoding.DecodeString(fields[0][2:])
	if err != nil {
		return nil, ErrMalformed
	}
	proof, err := base64.StdEncoding.DecodeString(proofText)
	if err != nil || len(proof) != sha256.Size {
		return nil, ErrMalformed
	}
	want := []byte(e.header)
	if e.plus {
		want = append(want, e.binding...)
	}
	if subtle.ConstantTimeCompare(bound, want) != 1 {
		return nil, fmt.Errorf("%w: SCRAM channel binding check failed", ErrFailed)
	}
	authMessage := e.firstBare + "," + e.first + "," + withoutProof
	if !e.proves(proof, authMessage) || !e.known {
		return nil, ErrFailed
	}
	return []byte("v=" + base64.StdEncoding.EncodeToString(mac(e.verifier.serverKey, authMessage))), nil
}

// proves recovers the client's key from its proof and compares its hash with the stored one.
func (e *Exchange) proves(proof []byte, authMessage string) bool {
	key := mac(e.verifier.storedKey, authMessage)
	subtle.XORBytes(key, key, proof)
	stored := sha256.Sum256(key)
	return hmac.Equal(stored[:], e.verifier.storedKey)
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
