package auth

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// client is the other half of the exchange, written from RFC 5802 for the test.
type client struct {
	password, header, bare string
	bound                  []byte
}

func (c *client) final(t *testing.T, serverFirst []byte) []byte {
	t.Helper()
	var nonce, salt64 string
	var rounds int
	for _, f := range strings.Split(string(serverFirst), ",") {
		switch f[:2] {
		case "r=":
			nonce = f[2:]
		case "s=":
			salt64 = f[2:]
		case "i=":
			_, _ = fmt.Sscan(f[2:], &rounds)
		}
	}
	salt, err := base64.StdEncoding.DecodeString(salt64)
	if err != nil {
		t.Fatal(err)
	}
	v, err := derive(c.password, salt, rounds)
	if err != nil {
		t.Fatal(err)
	}
	without := "c=" + base64.StdEncoding.EncodeToString(append([]byte(c.header), c.bound...)) + ",r=" + nonce
	message := c.bare + "," + string(serverFirst) + "," + without
	signature := mac(v.storedKey, message)
	key := clientKey(t, c.password, salt, rounds)
	for i := range signature {
		signature[i] ^= key[i]
	}
	return []byte(without + ",p=" + base64.StdEncoding.EncodeToString(signature))
}

func TestRFC7677Example(t *testing.T) {
	salt, _ := base64.StdEncoding.DecodeString("W22ZaJ0SNY7soEsUEjb6gQ==")
	v, err := derive("pencil", salt, 4096)
	if err != nil {
		t.Fatal(err)
	}
	e := &Exchange{
		verifier: v, known: true, header: "n,,", firstBare: "n=user,r=rOprNGfwEbeRWgbNEkqO",
		nonce: "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
		first: "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
	}
	got, err := e.Final([]byte("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
	if err != nil {
		t.Fatal(err)
	}
	if want := "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="; string(got) != want {
		t.Errorf("server proof %s, want %s", got, want)
	}
}

func TestExchange(t *testing.T) {
	stored, err := NewVerifier("secret")
	if err != nil {
		t.Fatal(err)
	}
	binding := sha256.Sum256([]byte("certificate"))
	tests := []struct {
		name, password, header, mechanism string
		binding, bound                    []byte
		known                             bool
		want                              error
	}{
		{"right", "secret", "n,,", Mechanism, nil, nil, true, nil},
		{"wrong", "Secret", "n,,", Mechanism, nil, nil, true, ErrFailed},
		{"no such user", "secret", "n,,", Mechanism, nil, nil, false, ErrFailed},
		{"bound", "secret", "p=tls-server-end-point,,", MechanismPlus, binding[:], binding[:], true, nil},
		{"bound elsewhere", "secret", "p=tls-server-end-point,,", MechanismPlus, binding[:], []byte("x"), true, ErrFailed},
		{"downgraded", "secret", "y,,", Mechanism, binding[:], nil, true, ErrFailed},
		{"client could bind", "secret", "y,,", Mechanism, nil, nil, true, nil},
		{"authzid", "secret", "n,a=x,", Mechanism, nil, nil, true, ErrMalformed},
		{"no header", "secret", "", Mechanism, nil, nil, true, ErrMalformed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewExchange(stored, tt.known, tt.mechanism, tt.binding)
			if err != nil {
				t.Fatal(err)
			}
			c := &client{password: tt.password, header: tt.header, bare: "n=,r=abc", bound: tt.bound}
			first, err := e.First([]byte(c.header + c.bare))
			if err == nil {
				_, err = e.Final(c.final(t, first))
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func clientKey(t *testing.T, password string, salt []byte, rounds int) []byte {
	t.Helper()
	return mac(saltedPassword(t, password, salt, rounds), "Client Key")
}

func TestCheck(t *testing.T) {
	// Made by PostgreSQL 15: CREATE ROLE … PASSWORD 'pencil'.
	const stored = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
	for password, want := range map[string]bool{"pencil": true, "Pencil": false, "": false} {
		if got := Check(stored, password); got != want {
			t.Errorf("Check(%q) = %v, want %v", password, got, want)
		}
	}
	for _, bad := range []string{"", "md5abc", "SCRAM-SHA-256$x:y$z:w", "SCRAM-SHA-256$0:W22ZaJ0SNY7soEsUEjb6gQ==$a:b"} {
		if ValidVerifier(bad) || Check(bad, "pencil") {
			t.Errorf("%q counts as a verifier", bad)
		}
	}
}

// none are Users without any; their secret is what they are.
type none string

func (none) Verifier(string) (string, bool) { return "", false }
func (n none) Secret() []byte               { return []byte(n) }

// damaged are users whose verifiers are none, and who have no secret.
type damaged struct{}

func (damaged) Verifier(string) (string, bool) { return "md5abc", true }

func TestLookup(t *testing.T) {
	shown := func(users Users, user string) string {
		t.Helper()
		stored, known := Lookup(users, user)
		if known || !ValidVerifier(stored) {
			t.Errorf("%s of %v has %q, known %v", user, users, stored, known)
		}
		return stored
	}
	for _, users := range []Users{none("a"), damaged{}} {
		anna := shown(users, "anna")
		if again := shown(users, "anna"); again != anna {
			t.Error("what a user that does not exist is shown changes")
		}
		if anna == shown(users, "bert") {
			t.Error("all users that do not exist have one salt")
		}
	}
	if shown(none("a"), "anna") == shown(none("b"), "anna") {
		t.Error("whoever has not the secret can tell the salt")
	}
}

func FuzzExchange(f *testing.F) {
	f.Add("n,,n=,r=abc", "c=biws,r=abc,p=AAAA")
	f.Add("p=tls-server-end-point,,n=,r=abc", ",p=")
	f.Fuzz(func(t *testing.T, first, final string) {
		e, err := NewExchange(mock("u", nil).String(), false, Mechanism, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.First([]byte(first)); err != nil {
			return
		}
		if _, err := e.Final([]byte(final)); err == nil {
			t.Error("a user without password got in")
		}
	})
}

func saltedPassword(t *testing.T, password string, salt []byte, rounds int) []byte {
	t.Helper()
	key, err := pbkdf2.Key(sha256.New, prepare(password), salt, rounds, sha256.Size)
	if err != nil {
		t.Fatal(err)
	}
	return key
}
