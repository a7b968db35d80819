package session

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// Limits of message bodies, as PostgreSQL's: only messages that carry queries and data may be long.
const (
	smallMessage = 10_000
	pumpAhead    = 32                     // messages read ahead of the session …
	pumpBytes    = 1 << 20                // … and bytes, unless a single message has more
	halfClosed   = 500 * time.Millisecond // for a client that sent all it has and still reads
)

// message is one message of the client, or the end of the connection.
type message struct {
	kind byte
	body []byte
	err  error
}

// pump reads messages ahead of the session. It is the only reader of the connection once it runs.
type pump struct {
	in    *bufio.Reader
	limit int // longest body of a message that carries data
	out   chan message
	quit  chan struct{}
	gone  func() // called when the client is gone, perhaps while a statement runs

	ahead   atomic.Int64  // bytes of the messages in out
	drained chan struct{} // tells that there are fewer
}

func startPump(in *bufio.Reader, limit int, gone func()) *pump {
	p := &pump{
		in: in, limit: limit, out: make(chan message, pumpAhead), quit: make(chan struct{}), gone: gone,
		drained: make(chan struct{}, 1),
	}
	go p.run()
	return p
}

// taken says that the session has taken a message out.
func (p *pump) taken(m message) {
	p.ahead.Add(-int64(len(m.body)))
	select {
	case p.drained <- struct{}{}:
	default:
	}
}

// wait holds the pump while too much is read ahead. It says whether to go on.
func (p *pump) wait() bool {
	for p.ahead.Load() > pumpBytes {
		select {
		case <-p.drained:
		case <-p.quit:
			return false
		}
	}
	return true
}

// stop ends the pump; the connection must be closed too, since a read may be under way.
func (p *pump) stop() { close(p.quit) }

func (p *pump) run() {
	for p.wait() {
		m := p.read()
		p.ahead.Add(int64(len(m.body)))
		select {
		case p.out <- m:
		case <-p.quit:
			return
		}
		if m.err == nil {
			continue
		}
		if errors.Is(m.err, io.EOF) {
			select {
			case <-time.After(halfClosed):
			case <-p.quit:
				return
			}
		}
		p.gone()
		return
	}
}

// read takes one message off the connection.
func (p *pump) read() message {
	var head [5]byte
	if _, err := io.ReadFull(p.in, head[:]); err != nil {
		return message{err: err}
	}
	length := int64(binary.BigEndian.Uint32(head[1:])) - 4
	limit := int64(smallMessage)
	switch head[0] {
	case 'Q', 'P', 'B', 'F', 'd', 'p':
		limit = int64(p.limit)
	}
	if length < 0 || length > limit {
		return message{err: fatal("08P01", "invalid message length")}
	}
	body, err := readBody(p.in, int(length))
	if err != nil {
		return message{err: err}
	}
	return message{kind: head[0], body: body}
}

// readBody reads n bytes; memory grows with what arrives, not with what a message claims.
func readBody(in io.Reader, n int) ([]byte, error) {
	const step = 1 << 20
	body := make([]byte, 0, min(n, step))
	for len(body) < n {
		from := len(body)
		body = append(body, make([]byte, min(n-from, max(step, from)))...)
		if _, err := io.ReadFull(in, body[from:]); err != nil {
			return nil, err
		}
	}
	return body, nil
}
