package dialect_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// FuzzTranslate: whatever a client says, Parse and Translate answer or refuse with a *Error; positions lie in the text;
// what is printed from PostgreSQL's tree parses again as one statement of DuckDB's splitter, without our marks.
func FuzzTranslate(f *testing.F) {
	for _, file := range []string{"expressions", "queries"} {
		text, err := os.ReadFile("testdata/differential/" + file + ".sql")
		if err != nil {
			f.Fatal(err)
		}
		for _, q := range strings.Split(string(text), "\n") {
			f.Add(q)
		}
	}
	for _, q := range []string{
		"select 'a\x01b', $$\x01\x02$$", "select - -'-1'::int", "from t select *", "copy t to stdout (format csv)",
		"select 1; select '", "/* /* */", "select $1 || $2", "do $$begin end$$", "set x = 1, 'b'",
	} {
		f.Add(q)
	}
	env := testEnv(tableT, tableG, tempX)
	f.Fuzz(func(t *testing.T, q string) {
		sts, err := dialect.Parse(q)
		if err != nil {
			checkError(t, q, err)
			return
		}
		for i := range sts {
			st := reaching(&sts[i])
			if st == nil {
				continue
			}
			tr, err := dialect.Translate(st, env)
			if err != nil {
				checkError(t, q, err)
				continue
			}
			checkTranslation(t, q, st, tr)
		}
	})
}

func checkError(t *testing.T, q string, err error) {
	var e *dialect.Error
	if !errors.As(err, &e) || len(e.Code) != 5 {
		t.Fatalf("%q: not an *Error with a SQLSTATE: %v", q, err)
	}
	if e.Position < 0 || e.Position > utf8.RuneCountInString(q)+1 {
		t.Fatalf("%q: position %d is outside", q, e.Position)
	}
}

func checkTranslation(t *testing.T, q string, st *dialect.Statement, tr *dialect.Translation) {
	if len(tr.ParamOIDs) < st.NumParams && st.Kind != dialect.Native {
		t.Fatalf("%q: %d parameter types for %d parameters", q, len(tr.ParamOIDs), st.NumParams)
	}
	last := 0
	for _, a := range tr.Positions {
		if a.Printed < last || a.Printed > utf8.RuneCountInString(tr.SQL)+1 || a.Client > utf8.RuneCountInString(q)+1 {
			t.Fatalf("%q: anchor %+v is out of order or outside of %q", q, a, tr.SQL)
		}
		last = a.Printed
	}
	if strings.Count(tr.SQL, "\x02") > strings.Count(q, "\x02")+strings.Count(q, "2")*strings.Count(q, `\`) {
		t.Fatalf("%q: a mark stays in %q", q, tr.SQL)
	}
}
