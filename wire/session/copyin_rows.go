package session

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
)

// take reads the rows that are there, and inserts them when there are many, at the end all.
func (c *copyIn) take(ctx context.Context, last bool) error {
	for {
		fields, ok, err := c.reader.Next(last)
		if err != nil {
			return c.placed(err, -1)
		}
		if !ok {
			break
		}
		if c.header {
			c.header = false
			if err := c.checkHeader(fields); err != nil {
				return err
			}
			continue
		}
		c.rows++
		if err := c.row(fields); err != nil {
			return err
		}
		if len(c.batch[0]) >= copyRows || c.bytes >= copyBytes {
			if err := c.flush(ctx); err != nil {
				return err
			}
		}
	}
	if last && len(c.batch[0]) > 0 {
		return c.flush(ctx)
	}
	return nil
}

// checkHeader compares the header with the columns, where HEADER MATCH asks for it.
func (c *copyIn) checkHeader(fields [][]byte) error {
	if !c.query.HeaderMatch {
		return nil
	}
	if len(fields) != len(c.columns) {
		return fail("22P04", "wrong number of fields in header line: got %d, expected %d", len(fields), len(c.columns))
	}
	for i, f := range c.columns {
		if string(fields[i]) != f.name {
			return fail("22P04", "column name mismatch in header line field %d: got \"%s\", expected \"%s\"", i+1, fields[i], f.name)
		}
	}
	return nil
}

// row reads the values of a row.
func (c *copyIn) row(fields [][]byte) error {
	switch {
	case len(fields) > len(c.columns) && c.format == codec.Binary:
		return c.placed(fail("22P04", "row field count is %d, expected %d", len(fields), len(c.columns)), -1)
	case len(fields) > len(c.columns):
		return c.placed(fail("22P04", "extra data after last expected column"), -1)
	case len(fields) < len(c.columns):
		return c.placed(fail("22P04", "missing data for column \"%s\"", c.columns[len(fields)].name), -1)
	}
	settings := c.s.settings.Codec()
	for i, f := range fields {
		v, err := settings.Param(c.columns[i].desc.OID, c.format, f)
		if err != nil {
			return c.placed(err, i)
		}
		text := engineText(v)
		c.batch[i] = append(c.batch[i], text)
		if text != nil {
			c.bytes += len(*text)
		}
	}
	return nil
}

// engineText is a parameter's value as text that the engine casts to the column's type; nil is NULL.
func engineText(v any) *string {
	var text string
	switch v := v.(type) {
	case nil:
		return nil
	case bool:
		text = strconv.FormatBool(v)
	case int64:
		text = strconv.FormatInt(v, 10)
	case float64:
		text = strings.TrimPrefix(strconv.FormatFloat(v, 'g', -1, 64), "+") // +Inf
	case string:
		text = v
	case []byte:
		var b strings.Builder
		for _, c := range v {
			fmt.Fprintf(&b, `\x%02X`, c)
		}
		text = b.String()
	case backend.Raw:
		text = v.Text
	}
	return &text
}

// placed says which line an error is of, and which column.
func (c *copyIn) placed(err error, column int) error {
	f := describe(context.Background(), err)
	where := fmt.Sprintf("COPY %s, line %d", c.query.Table.Name, c.rows)
	if column >= 0 {
		where += ", column " + c.columns[column].name
	}
	if f.detail == "" {
		f.detail = where
	}
	return f
}

// flush inserts the batch.
func (c *copyIn) flush(ctx context.Context) error {
	args := make([]any, len(c.batch))
	for i := range c.batch {
		args[i] = c.batch[i]
	}
	rows, err := c.insert.Query(ctx, args)
	if err != nil {
		return withoutPosition(ctx, err)
	}
	for chunk, err := rows.Next(ctx); chunk != nil || err != nil; chunk, err = rows.Next(ctx) {
		if err != nil {
			return first(withoutPosition(ctx, err), rows.Close())
		}
	}
	for i := range c.batch {
		c.batch[i] = c.batch[i][:0]
	}
	c.bytes = 0
	return rows.Close()
}
