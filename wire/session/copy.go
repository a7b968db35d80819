package session

import (
	"context"
	"slices"
	"strconv"

	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// copy is COPY: TO STDOUT sends rows as CopyData between CopyOutResponse and CopyDone.
func (s *Session) copy(ctx context.Context, p *portal) error {
	c := p.statement.query.Copy
	if c.From {
		return s.copyFrom(ctx, p)
	}
	st, err := s.prepare(ctx, "", c.Query, nil)
	if err != nil {
		return err
	}
	defer st.close()
	rows, err := s.query(ctx, st, nil)
	if err != nil {
		return err
	}
	set := newRowset(rows)
	s.live = set
	defer func() {
		set.drop()
		s.live = nil
	}()
	if !st.hasRows {
		return fail("0A000", "COPY query must have a RETURNING clause")
	}
	out, err := s.copyPlan(c, st, set)
	if err != nil {
		return err
	}
	n, err := s.copyRows(ctx, st, set, out, c)
	p.tag = "COPY " + strconv.FormatInt(n, 10)
	return err
}

// copyPlan plans the encoding of COPY's rows.
func (s *Session) copyPlan(c *dialect.CopyStatement, st *statement, set *rowset) (*codec.Rows, error) {
	settings := s.settings.Codec()
	outputs := make([]codec.Output, len(st.fields))
	names := make([]string, len(st.fields))
	format := codec.Text
	if c.Format == "binary" {
		format = codec.Binary
	}
	for i, f := range st.fields {
		outputs[i], names[i] = codec.Output{OID: f.desc.OID, Format: format}, f.name
	}
	options := codec.CopyOptions{Delimiter: c.Delimiter, Null: c.Null, Quote: c.Quote, Escape: c.Escape}
	switch c.Format {
	case "binary":
		return codec.NewCopyBinary(set.types(), outputs, settings)
	case "csv":
		options.ForceQuote = make([]bool, len(names))
		for _, name := range c.ForceQuote {
			i := slices.Index(names, name)
			if i < 0 {
				return nil, fail("42703", "column \"%s\" does not exist", name)
			}
			options.ForceQuote[i] = true
		}
		for i := range names {
			options.ForceQuote[i] = options.ForceQuote[i] || c.ForceQuoteAll
		}
		return codec.NewCopyCSV(set.types(), outputs, settings, options)
	}
	return codec.NewCopyText(set.types(), outputs, settings, options)
}

// copyRows sends everything from CopyOutResponse to CopyDone.
func (s *Session) copyRows(ctx context.Context, st *statement, set *rowset, out *codec.Rows, c *dialect.CopyStatement) (n int64, err error) {
	format := int16(codec.Text)
	if c.Format == "binary" {
		format = int16(codec.Binary)
	}
	s.out.copyOut(format, len(st.fields))
	names := make([]string, len(st.fields))
	for i, f := range st.fields {
		names[i] = f.name
	}
	s.out.buf = out.AppendHeader(s.out.buf, names, c.Header)
	for {
		chunk, from, to, err := set.take(ctx, unlimited)
		if err != nil {
			return n, s.placed(st, st.translation, err)
		}
		if chunk == nil {
			break
		}
		n += int64(to - from)
		if err := s.encode(ctx, out, chunk, from, to); err != nil {
			return n, err
		}
	}
	s.out.buf = out.AppendTrailer(s.out.buf)
	s.out.empty('c')
	return n, nil
}
