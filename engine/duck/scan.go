package duck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"math/big"
	"time"
)

// ErrNoRows is what Row.Scan and Rows.One answer where the query gave none.
var ErrNoRows = errors.New("duck: no rows")

// Row is the first row of a query, for the small queries of our own.
type Row struct {
	rows *Rows
	ctx  context.Context
	err  error
}

// QueryRow runs a query of which one row is wanted; errors come from Scan, which must be called.
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) Row {
	rows, err := c.Query(ctx, sql, args...)
	return Row{rows: rows, ctx: ctx, err: err}
}

// Scan copies the row's values into dst and ends the query. A dst is a *string, *[]byte, *bool, *int, *int32, *int64,
// *uint64, *float64, *time.Time, *any, or an sql.Scanner such as *sql.Null[int64]; NULL fits only *any, *[]byte and Scanners.
func (r Row) Scan(dst ...any) error {
	if r.err != nil {
		return r.err
	}
	return r.rows.One(r.ctx, dst...)
}

// One copies the values of the first row into dst, as Row.Scan does, and closes the rows.
func (r *Rows) One(ctx context.Context, dst ...any) error {
	defer r.Close()
	chunk, err := r.Next(ctx)
	if err != nil {
		return err
	}
	if chunk == nil {
		return ErrNoRows
	}
	return chunk.Scan(0, dst...)
}

// Each calls f for every row until one is an error, and closes the rows. The chunk is valid while f runs.
func (r *Rows) Each(ctx context.Context, f func(c *Chunk, row int) error) error {
	defer r.Close()
	for {
		c, err := r.Next(ctx)
		if err != nil || c == nil {
			return err
		}
		for row := range c.Len {
			if err := f(c, row); err != nil {
				return err
			}
		}
	}
}

// Scan copies row i into dst, as Row.Scan does.
func (c *Chunk) Scan(i int, dst ...any) error {
	if len(dst) != len(c.Vectors) {
		return fmt.Errorf("duck: %d columns scanned into %d variables", len(c.Vectors), len(dst))
	}
	for k, d := range dst {
		if err := assign(d, c.Vectors[k].Value(i)); err != nil {
			return fmt.Errorf("duck: column %d: %w", k+1, err)
		}
	}
	return nil
}

func assign(dst, v any) error {
	switch d := dst.(type) {
	case *any:
		*d = v
		return nil
	case sql.Scanner:
		return d.Scan(v)
	case *[]byte:
		return assignBytes(d, v)
	case *string:
		return set(d, v)
	case *bool:
		return set(d, v)
	case *float64:
		return set(d, v)
	case *time.Time:
		return set(d, v)
	case *int64:
		return assignInt(v, math.MinInt64, math.MaxInt64, func(n int64) { *d = n })
	case *int:
		return assignInt(v, math.MinInt, math.MaxInt, func(n int64) { *d = int(n) })
	case *int32:
		return assignInt(v, math.MinInt32, math.MaxInt32, func(n int64) { *d = int32(n) })
	case *int16:
		return assignInt(v, math.MinInt16, math.MaxInt16, func(n int64) { *d = int16(n) })
	case *uint32:
		return assignInt(v, 0, math.MaxUint32, func(n int64) { *d = uint32(n) })
	case *uint64:
		return assignInt(v, 0, math.MaxInt64, func(n int64) { *d = uint64(n) })
	}
	return fmt.Errorf("cannot scan into %T", dst)
}

func set[T any](dst *T, v any) error {
	x, ok := v.(T)
	if !ok {
		return fmt.Errorf("%T (%v) does not fit %T", v, v, dst)
	}
	*dst = x
	return nil
}

func assignBytes(dst *[]byte, v any) error {
	switch v := v.(type) {
	case nil:
		*dst = nil
	case string:
		*dst = []byte(v)
	case []byte:
		*dst = v
	default:
		return fmt.Errorf("%T does not fit *[]byte", v)
	}
	return nil
}

// assignInt takes an integer of any width, also the HUGEINT that sum() gives.
func assignInt(v any, lo, hi int64, put func(int64)) error {
	var n int64
	switch v := v.(type) {
	case int64:
		n = v
	case *big.Int:
		if !v.IsInt64() {
			return fmt.Errorf("%s is out of range", v)
		}
		n = v.Int64()
	default:
		return fmt.Errorf("%T (%v) is no integer", v, v)
	}
	if n < lo || n > hi {
		return fmt.Errorf("%d is out of range", n)
	}
	put(n)
	return nil
}
