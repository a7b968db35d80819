package ingest_test

import (
	"context"
	"crypto/sha512"
	"errors"
	"fmt"
	"testing"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

// TestTrim: a load that has the store for itself lets go, after its large statements, of what DuckDB could do without; it comes
// to the same rows, and every statement has all of the memory, also where the load fails.
func TestTrim(t *testing.T) {
	defer ingest.SetTrimmedBase(1 << 20)()
	var patients []*ingesttest.Resource
	for i := range 60_000 {
		patients = append(patients, patient(fmt.Sprint("number-", i), fmt.Sprintf("%x", sha512.Sum512([]byte{byte(i), byte(i >> 8)}))))
	}
	held := map[bool]int64{}
	for _, alone := range []bool{false, true} {
		for _, fails := range []error{nil, errors.New("no")} {
			f := noted(t)
			var limit string
			_, err := f.loadNoted(ingest.LoadOptions{Alone: alone, Derive: func(ctx context.Context, d *ingest.Derivation) error {
				rows, err := d.Query(ctx, "SELECT sum(memory_usage_bytes)::bigint, ("+memoryLimit+") FROM duckdb_memory()")
				if err != nil {
					return err
				}
				defer rows.Close()
				n := int64(0)
				err = rows.One(ctx, &n, &limit)
				held[alone] = max(held[alone], n)
				return errors.Join(err, fails)
			}}, patients...)
			if !errors.Is(err, fails) {
				t.Fatal(err)
			}
			if after := f.query(memoryLimit); limit != "2.0 GiB" || after != "2.0 GiB\n" {
				t.Errorf("alone %v, error %v: the limit is %s between statements and %s after the load, not the 2.0 GiB of the store", alone, fails, limit, after)
			}
			want := "60000\n"
			if fails != nil {
				want = "0\n"
			}
			if got := f.query("SELECT count(*) FROM lake.public.patient"); got != want {
				t.Errorf("alone %v, error %v: %s patients, want %s", alone, fails, got, want)
			}
		}
	}
	if held[false]-held[true] < 512<<10 {
		t.Errorf("alone DuckDB holds %d bytes, beside others %d: nothing was let go", held[true], held[false])
	}
}

const memoryLimit = "SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'"
