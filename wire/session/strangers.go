package session

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// strangers are the connections that have not logged in yet. There is room for some; when more come, the oldest of the
// origin that has the most is closed. So whoever opens many and says nothing makes room by his own, and keeps nobody out.
type strangers struct {
	mu     sync.Mutex
	room   int         // 0: for any number
	here   []*stranger // oldest first
	closed bool        // the server ends
	told   time.Time   // when the log heard that there are too many
}

// errCrowded is for those whose place was needed, if they can hear it.
var errCrowded = fatal("53300", "sorry, too many clients already")

// stranger is such a connection. Its context ends when it is sent away.
type stranger struct {
	context.Context
	origin netip.Prefix
	away   func(why error)
}

const (
	strangersPerPlace = 4           // how many strangers there may be for each session
	strangersTold     = time.Minute // between two words of them in the log
)

// arrive says that a connection is here, and makes room for it.
func (g *strangers) arrive(conn net.Conn, log func(format string, args ...any)) *stranger {
	ctx, end := context.WithCancelCause(context.Background())
	s := &stranger{ctx, origin(conn.RemoteAddr()), func(why error) { end(why); _ = conn.Close() }}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.here = append(g.here, s)
	switch {
	case g.closed:
		s.away(errShutdown)
	case g.room > 0 && len(g.here) > g.room:
		g.makeRoom(log)
	}
	return s
}

// leave says that a connection is a stranger no more: the client has logged in, or will not.
func (g *strangers) leave(s *stranger) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.here = slices.DeleteFunc(g.here, func(h *stranger) bool { return h == s })
}

// makeRoom closes the oldest connection of the origin that has the most.
func (g *strangers) makeRoom(log func(format string, args ...any)) {
	counts := map[netip.Prefix]int{}
	for _, s := range g.here {
		counts[s.origin]++
	}
	first := 0
	for i, s := range g.here {
		if counts[s.origin] > counts[g.here[first].origin] {
			first = i
		}
	}
	s := g.here[first]
	g.here = slices.Delete(g.here, first, first+1)
	s.away(errCrowded)
	if time.Since(g.told) > strangersTold {
		g.told = time.Now()
		log("%d connections have not logged in, %d of them from %v: the oldest ones are closed", g.room+1, counts[s.origin], s.origin)
	}
}

// close closes the connections that are here or come later.
func (g *strangers) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for _, s := range g.here {
		s.away(errShutdown)
	}
}
