package dialect_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// TestPosition: a character of the printed SQL, found by printed, is led back to the client's, found by client.
func TestPosition(t *testing.T) {
	for _, c := range []struct{ sql, printed, client string }{
		{"select 'ä', nosuch(1) from t", "nosuch(", "nosuch("},
		{"select 1;\nselect s,   id / 0.5 from   t where nosuch(d)", "nosuch(", "nosuch("},
		{"select * from t, nowhere x", "nowhere", "nowhere"},
		{"select upper( s ) from t", "upper(", "upper("},
		{"select date_trunc('month',  d ) from t", "d AS TIMESTAMPTZ", "d )"},
		{"select 'a\x01b', nosuch()", "nosuch(", "nosuch("},
	} {
		sts, err := dialect.Parse(c.sql)
		if err != nil {
			t.Fatal(err)
		}
		tr, err := dialect.Translate(&sts[len(sts)-1], testEnv(tableT))
		if err != nil {
			t.Fatalf("%s: %v", c.sql, err)
		}
		got, want := tr.Position(character(tr.SQL, c.printed)), character(c.sql, c.client)
		if got != want {
			t.Errorf("%s\nprinted %s\n%q: got character %d, want %d", c.sql, tr.SQL, c.printed, got, want)
		}
	}
	if got := new(dialect.Translation).Position(5); got != 0 {
		t.Errorf("without anchors: got %d", got)
	}
}

func character(text, part string) int {
	return utf8.RuneCountInString(text[:strings.Index(text, part)]) + 1
}

// TestTranslateExecute puts EXECUTE's arguments in the place of parameters.
func TestTranslateExecute(t *testing.T) {
	sts, err := dialect.Parse("prepare p (int, date) as select $1 + 1, $2 from t where id = $1; execute p(2 + 3.5, '2020-01-05'); execute p(1); explain (verbose, format json) execute p(null, null)")
	if err != nil {
		t.Fatal(err)
	}
	query := sts[0].Prepared.Query
	tr, err := dialect.TranslateExecute(query, &sts[1], []uint32{23, 1082}, testEnv(tableT))
	if err != nil {
		t.Fatal(err)
	}
	want := `SELECT (CAST((2 + 3.5) AS INTEGER) + 1) AS "?column?", DATE '2020-01-05' AS "?column?" FROM lake.public.t AS t WHERE (id = CAST((2 + 3.5) AS INTEGER))`
	if tr.SQL != want {
		t.Errorf("got  %s\nwant %s", tr.SQL, want)
	}
	_, err = dialect.TranslateExecute(query, &sts[2], []uint32{23, 1082}, testEnv(tableT))
	if err == nil || errorText(err) != "error 42601 at 0: wrong number of parameters for prepared statement" {
		t.Errorf("got %v", err)
	}
	tr, err = dialect.TranslateExecute(query, &sts[3], []uint32{23, 1082}, testEnv(tableT))
	if err != nil || !strings.HasPrefix(tr.SQL, "EXPLAIN (FORMAT json) SELECT (CAST(NULL AS INTEGER) + 1)") {
		t.Errorf("EXPLAIN EXECUTE: %+v, %v", tr, err)
	}
}

func BenchmarkTranslate(b *testing.B) {
	const q = `select k, count(*), round(avg(w), 2) from g where dt >= '2020-01-01' and k like 'a%' group by k order by 2 desc limit 10`
	env := testEnv(tableT, tableG)
	b.ReportAllocs()
	for b.Loop() {
		sts, err := dialect.Parse(q)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := dialect.Translate(&sts[0], env); err != nil {
			b.Fatal(err)
		}
	}
}
