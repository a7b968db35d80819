package session

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
)

// Guesses slows down whoever tries passwords: after some wrong ones from one origin for one user, one a second is checked.
// Others, and the same user from elsewhere, do not notice. Whether the user exists makes no difference.
type Guesses struct {
	mu    sync.Mutex
	wrong map[guesser]*wrongOnes
}

// guesser is who tries: a network address, and the user that it wants to be.
type guesser struct {
	origin netip.Prefix
	user   string
}

// wrongOnes are a guesser's wrong passwords, none of which is kept.
type wrongOnes struct {
	count int
	last  time.Time
}

const (
	freeGuesses   = 5           // wrong passwords before anybody waits
	guessPause    = time.Second // between two checks after them
	guessPatience = 10 * time.Second
	guessMemory   = time.Minute // after the last wrong one all are forgotten
	maxGuessers   = 10_000      // whoever comes from so many origins gains nothing by having them forgotten
)

// errGuesses is for those who would wait for too long, since others try passwords for the same user from the same origin.
var errGuesses = fatal("28000", "too many wrong passwords, try again later")

// NewGuesses makes one for a server.
func NewGuesses() *Guesses { return &Guesses{wrong: map[guesser]*wrongOnes{}} }

// check runs a check of a password when the guesser may have it, and returns what it does; errGuesses where that is not
// soon, and the cause of ctx's end.
func (g *Guesses) check(ctx context.Context, who guesser, check func() error) error {
	deadline := time.Now().Add(guessPatience)
	for {
		pause, err := g.try(who, check)
		if pause == 0 {
			return err
		}
		if time.Now().Add(pause).After(deadline) {
			return errGuesses
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// try runs a check, unless a pause is left before. The lock is held meanwhile, so that however many come at once, none is
// checked before the others are counted.
func (g *Guesses) try(who guesser, check func() error) (pause time.Duration, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	w := g.wrong[who]
	if w != nil && time.Since(w.last) > guessMemory {
		w = nil
	}
	if w != nil && w.count >= freeGuesses {
		if pause = time.Until(w.last.Add(guessPause)); pause > 0 {
			return pause, nil
		}
	}
	err = check()
	switch {
	case errors.Is(err, auth.ErrFailed):
		g.count(who, w)
	case err == nil:
		delete(g.wrong, who)
	}
	return 0, err
}

func (g *Guesses) count(who guesser, w *wrongOnes) {
	if w == nil {
		w = &wrongOnes{}
		g.makeRoom()
		g.wrong[who] = w
	}
	w.count++
	w.last = time.Now()
}

// makeRoom forgets those who gave up, and all where there are too many.
func (g *Guesses) makeRoom() {
	if len(g.wrong) < maxGuessers {
		return
	}
	for who, w := range g.wrong {
		if time.Since(w.last) > guessMemory {
			delete(g.wrong, who)
		}
	}
	if len(g.wrong) >= maxGuessers {
		clear(g.wrong)
	}
}

// origin is where a client is: its address, or its network of IPv6, in which it has as many addresses as it likes; nothing
// for a unix socket.
func origin(addr net.Addr) netip.Prefix {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return netip.Prefix{}
	}
	ip := tcp.AddrPort().Addr().Unmap().WithZone("")
	bits := ip.BitLen()
	if ip.Is6() && !ip.IsLoopback() {
		bits = 64
	}
	p, _ := ip.Prefix(bits) // bits are in range
	return p
}
