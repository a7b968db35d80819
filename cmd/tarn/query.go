package main

import (
	"context"

	"github.com/tarn-sql/tarn/engine"
)

// querier is a trusted session or a load's transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (*engine.Rows, error)
}

// oneValue reads the one value that a query gives.
func oneValue(ctx context.Context, q querier, into any, sql string, args ...any) error {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	return rows.One(ctx, into)
}

// eachRow runs a query and calls f for each of its rows. The chunk is valid while f runs.
func eachRow(ctx context.Context, q querier, f func(chunk *engine.Chunk, row int) error, sql string, args ...any) error {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	return rows.Each(ctx, f)
}
