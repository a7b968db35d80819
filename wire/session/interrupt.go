package session

import (
	"context"
	"time"
)

// reassert is how often the engine is interrupted again while its call does not return: an interrupt that arrives
// between two steps of a query can be lost.
const reassert = 50 * time.Millisecond

// guard is what can stop the message that is being answered: Cancel, statement_timeout, the end of the client, of the
// session and of the server.
type guard struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
}

// arm starts the clock of statement_timeout, unless it runs already. A SET earlier in a query string counts.
func (g *guard) arm(ms int64) {
	if g.timer == nil && ms > 0 {
		g.timer = time.AfterFunc(time.Duration(ms)*time.Millisecond, func() { g.cancel(errTimeout) })
	}
}

func (g *guard) stop() {
	if g.timer != nil {
		g.timer.Stop()
	}
	g.cancel(nil)
}

// guarded runs f, one message's worth of work, under a guard. When it is stopped the engine is interrupted until f
// returns.
func (s *Session) guarded(ctx context.Context, f func(ctx context.Context, g *guard) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	g := &guard{cancel: cancel}
	defer g.stop()
	s.running.Store(&cancel)
	defer s.running.Store(nil)
	if why := s.ended.Load(); why != nil {
		return why
	}
	g.arm(s.settings.Int("statement_timeout"))
	engine := s.engine // DISCARD may change it
	done, stopped := make(chan struct{}), make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		for {
			engine.Interrupt()
			select {
			case <-done:
				return
			case <-time.After(reassert):
			}
		}
	})
	err := f(ctx, g)
	close(done)
	if !stop() { // it runs: the next statement must not meet its last interrupt
		<-stopped
	}
	if err != nil {
		return describe(ctx, err)
	}
	return nil
}
