package session

import (
	"fmt"
	"net"
	"strings"
	"testing"
)

// farConn is a connection from an address.
type farConn struct {
	net.Conn
	ip string
}

func (c farConn) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(c.ip), Port: 4711} }
func (c farConn) Close() error         { return nil }

// TestStrangersRoom: whoever opens many connections makes room by his own.
func TestStrangersRoom(t *testing.T) {
	var said []string
	log := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	g := &strangers{room: 3}
	var places []*stranger
	arrive := func(ip string) *stranger {
		s := g.arrive(farConn{ip: ip}, log)
		places = append(places, s)
		return s
	}
	expect := func(step, want string) { // x: sent away
		t.Helper()
		var got strings.Builder
		for _, s := range places {
			got.WriteByte(map[bool]byte{true: '-', false: 'x'}[s.Err() == nil])
		}
		if got.String() != want {
			t.Errorf("%s: %s, want %s", step, got.String(), want)
		}
	}
	arrive("10.0.0.1")
	arrive("10.0.0.2")
	last := arrive("10.0.0.2")
	expect("as many as there is room for", "---")
	arrive("10.0.0.1")
	expect("two of each, the oldest goes", "x---")
	for range 3 {
		arrive("10.0.0.3")
	}
	expect("of many of one only the newest stays", "xx--xx-")
	g.leave(last)
	if len(g.here) != 2 {
		t.Errorf("%d are here", len(g.here))
	}
	if len(said) != 1 || said[0] != "4 connections have not logged in, 2 of them from 10.0.0.1/32: the oldest ones are closed" {
		t.Errorf("said %q", said)
	}
	g.close()
	arrive("10.0.0.4")
	expect("the server ends, which those who logged in hear elsewhere", "xx-xxxxx")
}
