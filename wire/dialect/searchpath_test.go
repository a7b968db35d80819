package dialect_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// TestSearchPathHides: a table of public is not found by its bare name where search_path leaves public out, as tools set it
// that trust no name.
func TestSearchPathHides(t *testing.T) {
	env := testEnv(tableT)
	find := env.Relation
	env.SearchPath = nil
	env.Relation = func(schema, name string) (*dialect.Relation, bool) {
		if schema == "" {
			return nil, false
		}
		return find(schema, name)
	}
	if got := translated("select id from t", env); !strings.Contains(got, "42P01") {
		t.Errorf("t is found: %s", got)
	}
	for _, q := range []string{"select id from public.t", "with t as (select 1 as id) select id from t", "select relname from pg_class"} {
		if got := translated(q, env); strings.HasPrefix(got, "error") {
			t.Errorf("%s: %s", q, got)
		}
	}
}
