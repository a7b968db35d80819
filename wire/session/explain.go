package session

import (
	"context"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// planFields is EXPLAIN's one column.
func planFields(e *dialect.ExplainStatement) []field {
	t := backend.Type{Kind: backend.KindVarchar}
	if e.Format == "json" {
		t.Kind = backend.KindJSON
	}
	return []field{{name: "QUERY PLAN", desc: codec.Describe(t, 0, -1)}}
}

// explain makes PostgreSQL's form of the engine's plan, whose last column holds it: a row per line, or one of JSON.
func (s *Session) explain(ctx context.Context, p *portal, rows backend.Rows) error {
	plan, err := planText(ctx, rows)
	if err = first(err, rows.Close()); err != nil {
		return s.streamError(p, err)
	}
	columns := []backend.Column{{Name: "QUERY PLAN", Type: backend.Type{Kind: backend.KindVarchar}}}
	var lines [][]any
	if p.statement.query.Explain.Format == "json" {
		columns[0].Type.Kind = backend.KindJSON
		lines = [][]any{{plan}}
	} else {
		for line := range strings.Lines(strings.TrimRight(plan, "\n")) {
			lines = append(lines, []any{strings.TrimRight(line, " \n")})
		}
	}
	p.set = newRowset(chunk.NewRows(columns, lines))
	p.source = p.set
	return nil
}

// planText reads the last column of a result of text.
func planText(ctx context.Context, rows backend.Rows) (string, error) {
	columns := rows.Columns()
	if len(columns) == 0 {
		return "", nil
	}
	last := columns[len(columns)-1].Type
	encode, err := (&codec.Planner{Settings: codec.Default()}).Plan(last, codec.OIDText, codec.Text)
	if err != nil {
		return "", err
	}
	var plan []byte
	for {
		c, err := rows.Next(ctx)
		if c == nil || err != nil {
			return string(plan), err
		}
		for i := range c.Len {
			plan = append(encode(plan, &c.Vectors[len(columns)-1], i), '\n')
		}
	}
}
