package dialect_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

func routineEnv() dialect.Env {
	env := testEnv(tableT)
	text := catalog.RoutineColumn{Name: "text", Type: types.Text}
	env.Routines = dialect.OfRoutines([]catalog.Routine{
		{
			Schema: "public", Name: "words", Params: []catalog.RoutineColumn{text}, Engine: "word_list",
			Columns: []catalog.RoutineColumn{{Name: "word", Type: types.Text}, {Name: "place", Type: types.Int4}},
		},
		{Schema: "public", Name: "word_list", Params: []catalog.RoutineColumn{text}, Result: types.JSON},
		{Schema: "public", Name: "negated", Params: []catalog.RoutineColumn{text, text}, Result: types.Bool},
	})
	return env
}

// What a routine gives is known before the engine is asked: names and types of columns, and types of parameters.
func TestRoutines(t *testing.T) {
	env := routineEnv()
	for _, c := range []struct {
		sql, want string // what the printed SQL must hold
		columns   string
		params    []uint32
	}{
		{"select * from words('a b')", "FROM LATERAL (SELECT struct_extract(r1, 'word') AS word", "word:25 place:23", nil},
		{"select * from public.words($1) w", "unnest(word_list(CAST($1 AS VARCHAR)))", "word:25 place:23", []uint32{types.Text}},
		{"select t.id, w.place from t, lateral words(t.s) w where w.word = $1", "unnest(word_list(", "id:23 place:23", []uint32{types.Text}},
		{"select t.id from t left join lateral words(t.s) w on w.place = 1", "LEFT JOIN LATERAL", "id:23", nil},
		{"select w.a, w.b from words('x') as w(a, b)", "AS w(a, b)", "a:25 b:23", nil},
		{"select (words(s)).word from t", "struct_extract(unnest(word_list(", "word:25", nil},
		{"select negated(s, $1) from t", "negated(", "negated:16", []uint32{types.Text}},
		{"select negated(s, 'x') from t where not negated(s, 'y')", "WHERE", "negated:16", nil},
		{"select word_list(s) from t", "word_list(", "word_list:0", nil},
	} {
		sts, err := dialect.Parse(c.sql)
		if err != nil {
			t.Fatal(err)
		}
		tr, err := dialect.Translate(&sts[0], env)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		var columns []string
		for _, col := range tr.Columns {
			columns = append(columns, col.Name+":"+strconv.Itoa(int(col.OID)))
		}
		if !strings.Contains(tr.SQL, c.want) || strings.Join(columns, " ") != c.columns || !slices.Equal(tr.ParamOIDs, c.params) {
			t.Errorf("%s\n prints %s\ncolumns %v, parameters %v", c.sql, tr.SQL, columns, tr.ParamOIDs)
		}
	}
}

func TestRoutineArguments(t *testing.T) {
	for sql, want := range map[string]string{
		"select negated(1, 'x')":                  "function negated(integer, unknown) does not exist",
		"select public.negated('x')":              "function negated(unknown) does not exist",
		"select * from words(now())":              "function words(timestamp with time zone) does not exist",
		"select * from t, words(t.arr) w":         "function words(integer[]) does not exist",
		"select words()":                          "function words() does not exist",
		"select negated(s, s, null::text) from t": "function negated(text, text, text) does not exist",
	} {
		sts, err := dialect.Parse(sql)
		if err != nil {
			t.Fatal(err)
		}
		_, err = dialect.Translate(&sts[0], routineEnv())
		var e *dialect.Error
		if !errors.As(err, &e) || e.Code != "42883" || e.Message != want || e.Hint == "" || e.Position == 0 {
			t.Errorf("%s: %+v, want %s", sql, e, want)
		}
	}
}

// A function that only the engine can judge is remembered as PostgreSQL would name it.
func TestCallsAreRemembered(t *testing.T) {
	for sql, want := range map[string]string{
		"select foo(1, 'x', s, null) from t": "foo(integer, unknown, text, unknown)",
		"select foo($1)":                     "foo(unknown)",
		`select "Foo"(1.5)`:                  `"Foo"(numeric)`,
	} {
		sts, err := dialect.Parse(sql)
		if err != nil {
			t.Fatal(err)
		}
		tr, err := dialect.Translate(&sts[0], routineEnv())
		if err != nil {
			t.Fatal(err)
		}
		name := "foo"
		if strings.Contains(sql, "Foo") {
			name = "Foo"
		}
		if got := tr.Calls[name]; got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
}
