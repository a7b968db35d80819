package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// call is CALL tarn.name('arg', …): how the command line of a second process has the server do its work. Only the
// admin socket's sessions may.
func (s *Session) call(ctx context.Context, p *portal) error {
	c := p.statement.query.Call
	if !s.config.Admin || s.config.Call == nil {
		return fail("42501", "permission denied for procedure %s", c.Name)
	}
	if c.Schema != "tarn" {
		return fail("42883", "procedure %s.%s does not exist", c.Schema, c.Name)
	}
	if s.tx.block {
		return fail("25001", "CALL cannot run inside a transaction block")
	}
	args, err := callArguments(c, p.args)
	if err != nil {
		return err
	}
	result, err := s.config.Call(ctx, c.Name, args, s.progress)
	if err != nil {
		return err
	}
	p.source = newRowset(chunk.NewText([]string{c.Name}, [][]string{{result}}))
	return nil
}

func callArguments(c *dialect.CallStatement, params []any) ([]string, error) {
	args := make([]string, len(c.Args))
	for i, a := range c.Args {
		switch {
		case a.Param > 0 && a.Param <= len(params):
			text, ok := params[a.Param-1].(string)
			if !ok {
				return nil, fail("22023", "argument %d of procedure %s must be text", i+1, c.Name)
			}
			args[i] = text
		case a.Null:
			return nil, fail("22004", "argument %d of procedure %s is null", i+1, c.Name)
		default:
			args[i] = a.Text
		}
	}
	return args, nil
}

// progress sends a notice at once: the procedure may run for long.
func (s *Session) progress(text string) {
	s.notice("NOTICE", "00000", text)
	_ = s.out.flush() // a client that has gone is noticed by the pump
}
