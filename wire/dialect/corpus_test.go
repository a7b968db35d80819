package dialect_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/tarn-sql/tarn/testdata/shared"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// TestCorpus: what clients were recorded to ask parses as PostgreSQL's, and what of it reaches the engine is SQL that
// DuckDB prepares.
func TestCorpus(t *testing.T) {
	text, err := os.ReadFile(shared.Path(t, "clients", "introspection_corpus_pg15.json"))
	if err != nil {
		t.Fatal(err)
	}
	var corpus []struct{ App, Q string }
	if err := json.Unmarshal(text, &corpus); err != nil {
		t.Fatal(err)
	}
	duck := openDuck(t)
	for _, q := range []string{
		"CREATE TABLE lake.public.patient (id INTEGER)", "CREATE TABLE lake.public.obs (id INTEGER)",
		"CREATE TABLE lake.public.encounter (tags VARCHAR[], raw JSON, cost DECIMAL(10,2))",
	} {
		duck.exec(t, q)
	}
	statements, prepared := 0, 0
	for i, x := range corpus {
		sts, err := dialect.Parse(x.Q)
		if err != nil {
			t.Errorf("%d (%s): %v\n%s", i, x.App, err, x.Q)
		}
		for s := range sts {
			statements++
			st := reaching(&sts[s])
			if st == nil {
				continue
			}
			tr, err := dialect.Translate(st, testEnv())
			if err != nil {
				t.Errorf("%d (%s): %v\n%s", i, x.App, err, x.Q)
				continue
			}
			p, err := duck.db.Prepare(tr.SQL)
			if err != nil {
				t.Errorf("%d (%s): %v\n%s\n%s", i, x.App, err, x.Q, tr.SQL)
				continue
			}
			_ = p.Close()
			prepared++
		}
	}
	t.Logf("%d statements in %d strings, %d of them prepared by DuckDB", statements, len(corpus), prepared)
}

// reaching is the part of a statement that the engine executes; nil where the session answers alone.
func reaching(st *dialect.Statement) *dialect.Statement {
	switch {
	case st.Cursor != nil && st.Cursor.Query != nil:
		return st.Cursor.Query
	case st.Copy != nil && st.Copy.Query != nil:
		return st.Copy.Query
	case st.Kind == dialect.Query, st.Kind == dialect.Native, st.Kind == dialect.Explain:
		return st
	}
	return nil
}
