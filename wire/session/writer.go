package session

import (
	"encoding/binary"
	"net"
	"strconv"
	"time"
)

// flushSize is the size from which the output buffer goes to the connection while rows are written: smaller writes
// cost system calls, larger ones gain nothing.
const flushSize = 64 << 10

// writer collects messages for the client. Rows are appended to buf by codec; other messages by begin and end. While
// rows stream there are two buffers: one is filled while the other is being written.
type writer struct {
	conn    net.Conn
	buf     []byte
	timeout time.Duration // of one write, 0 none
	err     error         // the first failure of the connection; later output is dropped

	behind []byte     // being written, nil when nothing is
	done   chan error // how that ended
	spare  []byte
}

// flush sends what is there.
func (w *writer) flush() error {
	w.settle()
	if len(w.buf) > 0 && w.err == nil {
		w.err = w.write(w.buf)
	}
	w.buf = w.buf[:0]
	return w.err
}

// flushBehind sends what is there while the caller goes on; at most one buffer is on its way.
func (w *writer) flushBehind() error {
	w.settle()
	if w.err != nil {
		w.buf = w.buf[:0]
		return w.err
	}
	if w.done == nil {
		w.done = make(chan error, 1)
	}
	w.behind, w.buf, w.spare = w.buf, w.spare[:0], nil
	go func(b []byte) { w.done <- w.write(b) }(w.behind)
	return nil
}

// settle waits for the buffer that is on its way.
func (w *writer) settle() {
	if w.behind == nil {
		return
	}
	if err := <-w.done; w.err == nil {
		w.err = err
	}
	w.spare, w.behind = w.behind[:0], nil
}

func (w *writer) write(b []byte) error {
	if w.timeout > 0 {
		_ = w.conn.SetWriteDeadline(time.Now().Add(w.timeout)) // a connection without deadlines shows in Write
	}
	_, err := w.conn.Write(b)
	return err
}

// begin starts a message; end closes it with what begin returned.
func (w *writer) begin(kind byte) (start int) {
	w.buf = append(w.buf, kind, 0, 0, 0, 0)
	return len(w.buf) - 4
}

func (w *writer) end(start int) {
	binary.BigEndian.PutUint32(w.buf[start:], uint32(len(w.buf)-start))
}

func (w *writer) int16(n int16)   { w.buf = binary.BigEndian.AppendUint16(w.buf, uint16(n)) }
func (w *writer) int32(n int32)   { w.buf = binary.BigEndian.AppendUint32(w.buf, uint32(n)) }
func (w *writer) uint32(n uint32) { w.buf = binary.BigEndian.AppendUint32(w.buf, n) }
func (w *writer) string(s string) { w.buf = append(append(w.buf, s...), 0) }

// empty sends a message without a body.
func (w *writer) empty(kind byte) { w.end(w.begin(kind)) }

func (w *writer) authentication(code int32, data []byte) {
	m := w.begin('R')
	w.int32(code)
	w.buf = append(w.buf, data...)
	w.end(m)
}

func (w *writer) parameterStatus(name, value string) {
	m := w.begin('S')
	w.string(name)
	w.string(value)
	w.end(m)
}

func (w *writer) backendKeyData(pid int32, key []byte) {
	m := w.begin('K')
	w.int32(pid)
	w.buf = append(w.buf, key...)
	w.end(m)
}

func (w *writer) negotiateProtocolVersion(newest int32, unknown []string) {
	m := w.begin('v')
	w.int32(newest)
	w.int32(int32(len(unknown)))
	for _, o := range unknown {
		w.string(o)
	}
	w.end(m)
}

func (w *writer) readyForQuery(status byte) {
	m := w.begin('Z')
	w.buf = append(w.buf, status)
	w.end(m)
}

func (w *writer) commandComplete(tag string) {
	m := w.begin('C')
	w.string(tag)
	w.end(m)
}

func (w *writer) parameterDescription(oids []uint32) {
	m := w.begin('t')
	w.int16(int16(len(oids)))
	for _, oid := range oids {
		w.uint32(oid)
	}
	w.end(m)
}

// rowDescription announces columns; formats may be nil (all text, as in the Describe of a statement).
func (w *writer) rowDescription(fields []field, formats []int16) {
	m := w.begin('T')
	w.int16(int16(len(fields)))
	for i, f := range fields {
		w.string(f.name)
		w.uint32(f.tableOID)
		w.int16(f.attnum)
		w.uint32(f.desc.OID)
		w.int16(f.desc.Size)
		w.int32(f.desc.Mod)
		w.int16(formatOf(formats, i))
	}
	w.end(m)
}

// copyOut announces a COPY TO: the overall format and that of each column.
func (w *writer) copyOut(format int16, columns int) { w.copyBegins('H', format, columns) }

// copyIn announces a COPY FROM.
func (w *writer) copyIn(format int16, columns int) { w.copyBegins('G', format, columns) }

func (w *writer) copyBegins(kind byte, format int16, columns int) {
	m := w.begin(kind)
	w.buf = append(w.buf, byte(format))
	w.int16(int16(columns))
	for range columns {
		w.int16(format)
	}
	w.end(m)
}

// failure sends an ErrorResponse ('E') or NoticeResponse ('N').
func (w *writer) failure(kind byte, f *failure) {
	m := w.begin(kind)
	w.part('S', f.severity)
	w.part('V', f.severity)
	w.part('C', f.code)
	w.part('M', f.message)
	w.part('D', f.detail)
	w.part('H', f.hint)
	if f.position > 0 {
		w.part('P', strconv.Itoa(f.position))
	}
	w.buf = append(w.buf, 0)
	w.end(m)
}

func (w *writer) part(key byte, value string) {
	if value != "" {
		w.buf = append(w.buf, key)
		w.string(value)
	}
}
