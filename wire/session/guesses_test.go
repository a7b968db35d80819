package session

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
)

func wrongPassword() error { return fmt.Errorf("%w: of this test", auth.ErrFailed) }
func rightPassword() error { return nil }

func from(ip, user string) guesser {
	return guesser{origin(&net.TCPAddr{IP: net.ParseIP(ip), Port: 4711}), user}
}

// TestGuesses: some wrong passwords are free, then one a second is checked; a right one ends that.
func TestGuesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGuesses()
		took := func(who guesser, check func() error) time.Duration {
			began := time.Now()
			if err := g.check(t.Context(), who, check); errors.Is(err, auth.ErrFailed) != (check() != nil) {
				t.Errorf("the answer is %v", err)
			}
			return time.Since(began)
		}
		anna := from("10.0.0.1", "anna")
		for i := range freeGuesses {
			if d := took(anna, wrongPassword); d > 0 {
				t.Errorf("wrong password %d waits %v", i+1, d)
			}
		}
		for range 3 {
			if d := took(anna, wrongPassword); d != guessPause {
				t.Errorf("a further one waits %v", d)
			}
		}
		for _, other := range []guesser{from("10.0.0.2", "anna"), from("10.0.0.1", "bert"), from("::1", "anna")} {
			if d := took(other, wrongPassword); d > 0 {
				t.Errorf("%v waits %v", other, d)
			}
		}
		if d := took(anna, rightPassword); d != guessPause {
			t.Errorf("the right one waits %v", d)
		}
		if d := took(anna, wrongPassword); d > 0 {
			t.Errorf("after the right one a wrong one waits %v", d)
		}
		for range freeGuesses {
			_ = g.check(t.Context(), anna, wrongPassword)
		}
		time.Sleep(guessMemory + time.Second)
		if d := took(anna, rightPassword); d > 0 {
			t.Errorf("after a minute the right one waits %v", d)
		}
	})
}

// TestGuessesAtOnce: who tries many passwords at once has no more of them checked.
func TestGuessesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGuesses()
		var checked, refused atomic.Int32
		var all sync.WaitGroup
		for range 200 {
			all.Go(func() {
				err := g.check(t.Context(), from("10.0.0.1", "anna"), func() error { checked.Add(1); return auth.ErrFailed })
				if errors.Is(err, errGuesses) {
					refused.Add(1)
				}
			})
		}
		all.Wait()
		if most := int32(freeGuesses + guessPatience/guessPause); checked.Load() > most || checked.Load()+refused.Load() != 200 {
			t.Errorf("%d were checked, %d refused", checked.Load(), refused.Load())
		}
	})
}

func TestGuessesEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGuesses()
		ctx, cancel := context.WithTimeout(t.Context(), guessPause/2)
		defer cancel()
		for range freeGuesses {
			_ = g.check(ctx, from("10.0.0.1", "anna"), wrongPassword)
		}
		if err := g.check(ctx, from("10.0.0.1", "anna"), rightPassword); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
}

// TestGuessesRoom: what is remembered does not grow with what is tried.
func TestGuessesRoom(t *testing.T) {
	g := NewGuesses()
	for i := range maxGuessers + 5 {
		_ = g.check(t.Context(), from("10.0.0.1", fmt.Sprint(i)), wrongPassword)
	}
	if len(g.wrong) > maxGuessers {
		t.Errorf("%d are remembered", len(g.wrong))
	}
}

func TestOrigin(t *testing.T) {
	same := from("2001:db8::1", "") == from("2001:db8::ffff", "")
	if !same || from("2001:db8::1", "") == from("2001:db8:0:1::1", "") {
		t.Error("a network of IPv6 is one origin, and no other")
	}
	if from("10.0.0.1", "") != from("::ffff:10.0.0.1", "") || from("10.0.0.1", "") == from("10.0.0.2", "") {
		t.Error("an address of IPv4 is one origin, and no other")
	}
	if origin(&net.UnixAddr{}) != origin(&net.UnixAddr{Name: "@"}) {
		t.Error("unix sockets are one origin")
	}
}
