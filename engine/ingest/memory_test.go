package ingest_test

import (
	"context"
	"errors"
	"testing"

	"github.com/tarn-sql/tarn/engine/ingest"
)

// TestPublishMemory: a load that has the store for itself publishes with what it needs of the memory, and gives the rest
// back when it is over, however it ends; beside other users of the store it changes nothing for them.
func TestPublishMemory(t *testing.T) {
	const all = "2.0 GiB" // of noted
	for _, c := range []struct {
		what  string
		alone bool
		fails error
		want  string // during the derivation
	}{
		{"alone", true, nil, "256.0 MiB"},
		{"alone, and it fails", true, errors.New("no"), "256.0 MiB"},
		{"beside others", false, nil, all},
	} {
		t.Run(c.what, func(t *testing.T) {
			f := noted(t)
			got := ""
			_, err := f.loadNoted(ingest.LoadOptions{Alone: c.alone, Derive: func(ctx context.Context, d *ingest.Derivation) error {
				rows, err := d.Query(ctx, memorySetting)
				if err != nil {
					return err
				}
				defer rows.Close()
				return errors.Join(rows.One(ctx, &got), c.fails)
			}}, patient("a", "x"))
			if !errors.Is(err, c.fails) {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("while it publishes DuckDB has %s, want %s", got, c.want)
			}
			if after := f.query(memorySetting); after != all+"\n" {
				t.Errorf("after the load DuckDB has %s, want %s", after, all)
			}
		})
	}
}

const memorySetting = "SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'"
