// Command stream times how fast rows reach libpq: 10 columns × 2 million rows, text and binary, from tarn and from
// PostgreSQL with the same rows, alternating in one run.
//
// It needs libpq's headers (libpq-dev), a C compiler and PostgreSQL's server binaries, starts a private server of both
// kinds on free ports, and removes everything afterwards.
//
//	go run ./benchmarks/stream -rounds 5
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
)

var (
	rounds = flag.Int("rounds", 5, "how often each is run")
	rows   = flag.Int("rows", 2_000_000, "rows of the table")
)

func main() {
	flag.Parse()
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "stream:", err)
		os.Exit(1)
	}
}

// server is one thing to measure.
type server struct {
	name, conninfo string
}

func run(ctx context.Context) error {
	work, err := os.MkdirTemp("", "tarn-stream-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.Chmod(work, 0o755); err != nil {
		return err
	}
	reader, err := buildReader(work)
	if err != nil {
		return err
	}
	postgres, stopPostgres, err := startPostgres(ctx, work)
	if err != nil {
		return err
	}
	defer stopPostgres()
	tarn, stopTarn, err := startTarn(ctx, work)
	if err != nil {
		return err
	}
	defer stopTarn()
	return compare(reader, []server{postgres, tarn})
}

func compare(reader string, servers []server) error {
	type key struct{ name, format string }
	times, firsts := map[key][]float64{}, map[key][]float64{}
	for range *rounds {
		for _, format := range []string{"text", "binary"} {
			for _, s := range servers {
				first, total, err := read(reader, s, format)
				if err != nil {
					return fmt.Errorf("%s: %w", s.name, err)
				}
				k := key{s.name, format}
				times[k], firsts[k] = append(times[k], total), append(firsts[k], first)
			}
		}
	}
	fmt.Printf("%-12s %-8s %14s %16s\n", "server", "format", "M rows/s", "first byte ms")
	for _, format := range []string{"text", "binary"} {
		for _, s := range servers {
			k := key{s.name, format}
			fmt.Printf("%-12s %-8s %14.2f %16.1f\n", s.name, format, float64(*rows)/1e6/median(times[k]), 1e3*median(firsts[k]))
		}
	}
	return nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
