package dialect_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// TestEveryFunctionAnyArguments calls every function that PostgreSQL has with none to five arguments of several kinds,
// in select lists and in FROM: it is printed or refused, and nothing falls over.
func TestEveryFunctionAnyArguments(t *testing.T) {
	names := map[string]bool{}
	for _, f := range catalog.Functions() {
		names[f.Name] = true
	}
	for _, n := range strings.Fields(`version current_database current_user current_schema current_schemas current_setting
		pg_backend_pid set_config like_escape regexp_replace regexp_match regexp_matches regexp_like substring substr format
		to_char to_date to_timestamp to_number extract date_part date_trunc make_interval timezone percentile_cont
		percentile_disc mode string_agg concat concat_ws columns pg_get_expr pg_get_viewdef round trunc unnest
		json_to_recordset json_to_record generate_series length lower array_length json_each count sum avg array_agg
		lag age overlaps similar_to_escape json_build_object array_position width_bucket num_nulls`) {
		names[n] = true
	}
	env := testEnv(tableT)
	kinds := []string{"1", "'x'", "s", "arr", "null", "nosuch_column", "$1", "d", "(select 1)", "array['a']", "-1", "row(1, 2)"}
	for name := range names {
		for n := range 5 {
			for k := 0; k < len(kinds); k += 1 + len(name)%2 {
				args := make([]string, n)
				for i := range args {
					args[i] = kinds[(k+i)%len(kinds)]
				}
				call := name + "(" + strings.Join(args, ", ") + ")"
				for _, q := range []string{"select " + call + " from t", "select * from t, " + call + " x"} {
					refusedOrPrinted(t, q, env)
				}
			}
		}
	}
}

func refusedOrPrinted(t *testing.T, q string, env dialect.Env) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v", q, r)
		}
	}()
	sts, err := dialect.Parse(q)
	if err != nil {
		return
	}
	var e *dialect.Error
	if _, err := dialect.Translate(&sts[0], env); err != nil && !errors.As(err, &e) {
		t.Errorf("%s: %v", q, err)
	}
}
