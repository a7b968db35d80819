package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
)

// send encodes rows into the output, flushing as it fills, until limit rows are sent or there are no more.
func (s *Session) send(ctx context.Context, p *portal, limit int64) (n int64, suspended bool, err error) {
	if err := s.planEncoder(p); err != nil {
		return 0, false, err
	}
	for n < limit {
		c, from, to, err := p.source.take(ctx, limit-n)
		if err != nil {
			return n, false, s.streamError(p, err)
		}
		if c == nil {
			return n, false, nil
		}
		n += int64(to - from)
		if err := s.encode(ctx, p.encoder, c, from, to); err != nil {
			return n, false, err
		}
	}
	return n, true, nil
}

// streamError is an error of the engine in the middle of a result.
func (s *Session) streamError(p *portal, err error) error {
	if tr := p.statement.translation; tr != nil {
		return s.placed(p.statement, tr, err)
	}
	return err
}

// encode writes rows [from, to) of a chunk.
func (s *Session) encode(ctx context.Context, rows *codec.Rows, c *backend.Chunk, from, to int) (err error) {
	rows.Bind(c)
	for from < to {
		if s.out.buf, from, err = rows.Append(s.out.buf, from, to, flushSize); err != nil {
			return err
		}
		if len(s.out.buf) < flushSize {
			continue
		}
		if s.out.flushBehind() != nil {
			return errGone
		}
		if err := context.Cause(ctx); err != nil {
			return err
		}
	}
	return nil
}

// planEncoder plans the result's encoding, anew where settings changed since the last Execute.
func (s *Session) planEncoder(p *portal) error {
	settings := s.settings.Codec()
	if p.encoder != nil && p.encoded == settings {
		return nil
	}
	rows, err := codec.NewRows(p.source.types(), p.outputs(), settings)
	p.encoder, p.encoded = rows, settings
	return err
}

// outputs are type and format of the result's columns.
func (p *portal) outputs() []codec.Output {
	out := make([]codec.Output, len(p.statement.fields))
	for i, f := range p.statement.fields {
		out[i] = codec.Output{OID: f.desc.OID, Format: codec.Format(formatOf(p.formats, i))}
	}
	return out
}
