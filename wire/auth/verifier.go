package auth

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Users finds the stored verifier of a user.
type Users interface {
	Verifier(user string) (verifier string, ok bool)
}

// Secret is what Users may offer besides: random bytes that outlive the process. From them users that do not exist get
// the salt that they are answered with; where it changes with each start of a server, it tells them from those that exist.
type Secret interface {
	Secret() []byte
}

// Lookup finds what the password of a user is checked against. A user that does not exist gets a verifier, too, always the
// same: known is false, and the check must be made and fail.
func Lookup(users Users, user string) (stored string, known bool) {
	if stored, known = users.Verifier(user); known && ValidVerifier(stored) {
		return stored, true
	}
	var secret []byte
	if s, ok := users.(Secret); ok {
		secret = s.Secret()
	}
	return mock(user, secret).String(), false
}

const (
	scheme     = "SCRAM-SHA-256"
	iterations = 4096
	saltBytes  = 16
)

// verifier is SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey taken apart.
type verifier struct {
	iterations           int
	salt                 []byte
	storedKey, serverKey []byte
}

var errVerifier = errors.New("not a SCRAM-SHA-256 verifier")

// NewVerifier makes the string to store for a password.
func NewVerifier(password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("could not make a salt: %w", err)
	}
	v, err := derive(password, salt, iterations)
	if err != nil {
		return "", err
	}
	return v.String(), nil
}

// ValidVerifier says whether s is a verifier that Check and Exchange understand.
func ValidVerifier(s string) bool {
	_, err := parseVerifier(s)
	return err == nil
}

// Check compares a clear password with a stored verifier.
func Check(stored, password string) bool {
	v, err := parseVerifier(stored)
	if err != nil {
		return false
	}
	got, err := derive(password, v.salt, v.iterations)
	return err == nil && subtle.ConstantTimeCompare(got.storedKey, v.storedKey) == 1
}

// String is the form that PostgreSQL stores.
func (v verifier) String() string {
	b64 := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("%s$%d:%s$%s:%s", scheme, v.iterations, b64(v.salt), b64(v.storedKey), b64(v.serverKey))
}

func parseVerifier(s string) (v verifier, err error) {
	parts := strings.Split(s, "$")
	if len(parts) != 3 || parts[0] != scheme {
		return v, errVerifier
	}
	count, salt, ok1 := strings.Cut(parts[1], ":")
	stored, server, ok2 := strings.Cut(parts[2], ":")
	if !ok1 || !ok2 {
		return v, errVerifier
	}
	if v.iterations, err = strconv.Atoi(count); err != nil || v.iterations < 1 {
		return v, errVerifier
	}
	for _, f := range []struct {
		text string
		to   *[]byte
		size int
	}{{salt, &v.salt, 0}, {stored, &v.storedKey, sha256.Size}, {server, &v.serverKey, sha256.Size}} {
		if *f.to, err = base64.StdEncoding.DecodeString(f.text); err != nil || f.size > 0 && len(*f.to) != f.size {
			return v, errVerifier
		}
	}
	return v, nil
}

// derive computes the keys of a password.
func derive(password string, salt []byte, iterations int) (verifier, error) {
	salted, err := pbkdf2.Key(sha256.New, prepare(password), salt, iterations, sha256.Size)
	if err != nil {
		return verifier{}, fmt.Errorf("could not derive a key: %w", err)
	}
	stored := sha256.Sum256(mac(salted, "Client Key"))
	return verifier{iterations, salt, stored[:], mac(salted, "Server Key")}, nil
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
