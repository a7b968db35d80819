package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarn-sql/tarn/testdata/golden"
)

// pgxConn is a session of a client. Statements run in the simple protocol where simple is set.
func pgxConn(t testing.TB, s *testServer, simple bool) *pgx.Conn {
	t.Helper()
	config, err := pgx.ParseConfig(fmt.Sprintf("postgres://tester@%s:%s/tarn?sslmode=disable", s.host, s.port))
	if err != nil {
		t.Fatal(err)
	}
	if simple {
		config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	}
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// line runs a query and gives its rows, values joined with |, rows with a line break.
func line(t testing.TB, c *pgx.Conn, sql string, args ...any) string {
	t.Helper()
	rows, err := c.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		var parts []string
		for _, v := range values {
			parts = append(parts, fmt.Sprint(v))
		}
		lines = append(lines, strings.Join(parts, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return strings.Join(lines, "\n")
}

const someNote = "Patient denies chest pain. Metformin 500 mg BID."

// TestNLPFunctions calls the functions of notes over the wire, in both protocols.
func TestNLPFunctions(t *testing.T) {
	server := startServer(t)
	for _, simple := range []bool{true, false} {
		c := pgxConn(t, server, simple)
		for _, test := range []struct {
			sql, want string
			args      []any
		}{
			{
				"SELECT begin_byte, end_byte, text, category, type, negated, asserted, icd10cm_code, rxnorm_code, traits FROM nlp_entities('" + someNote + "')",
				"15|25|chest pain|MEDICAL_CONDITION|DX_NAME|true|false|R07.9|<nil>|[NEGATION SYMPTOM]\n27|36|Metformin|MEDICATION|GENERIC_NAME|false|true|<nil>|6809|[]", nil,
			},
			{"SELECT text, rxnorm_display FROM public.nlp_entities($1) e WHERE e.category = $2", "Metformin|metformin", []any{someNote, "MEDICATION"}},
			// Characters and bytes differ behind an umlaut.
			{"SELECT begin_byte, begin_char, norm_text FROM nlp_entities($1)", "10|9|fever", []any{"Übel. No fever."}},
			{"SELECT count(*) FROM nlp_entities($1) WHERE traits @> ARRAY['NEGATION']", "1", []any{someNote}},
			{"SELECT attributes->0->>'type' FROM nlp_entities($1) WHERE rxnorm_code = '6809'", "SIG", []any{someNote}},
			{"SELECT count(*) FROM nlp_entities(NULL)", "0", nil},
			{"SELECT count(*) FROM nlp_entities($1)", "0", []any{nil}},
			{"SELECT count(*) FROM nlp_entities('')", "0", nil},
			// Texts of tables, also NULL ones.
			{
				"SELECT v.id, e.text, e.negated FROM (VALUES (1, 'Denies fever.'), (2, NULL), (3, 'Has a cough and no fever.')) v(id, note), LATERAL nlp_entities(v.note) e ORDER BY 1, e.begin_byte",
				"1|fever|true\n3|cough|false\n3|fever|true", nil,
			},
			{
				"SELECT v.id, e.text FROM (VALUES (1, 'Denies fever.'), (2, NULL)) v(id, note) LEFT JOIN LATERAL nlp_entities(v.note) e ON true ORDER BY 1",
				"1|fever\n2|<nil>", nil,
			},
			{"SELECT (SELECT string_agg(text, '+' ORDER BY begin_byte) FROM nlp_entities(v.note)) FROM (VALUES ('Fever, cough.')) v(note)", "Fever+cough", nil},
			{"SELECT v.id FROM (VALUES (1, 'Denies fever.'), (2, 'Fever.')) v(id, note) WHERE EXISTS (SELECT FROM nlp_entities(v.note) WHERE asserted)", "2", nil},
			{"WITH n AS (SELECT 'No rash.' AS note) SELECT a.text, b.text FROM n, nlp_entities(n.note) a JOIN nlp_entities('Rash.') b ON lower(a.text) = lower(b.text)", "rash|Rash", nil},
			{"SELECT (nlp_entities('Denies fever and chills.')).text", "fever\nchills", nil},
			// DuckDB's own grammar.
			{"FROM nlp_entities('Denies fever.') SELECT text, negated", "fever|true", nil},
			{"FROM (VALUES ('Denies fever.')) v(note), nlp_entities(v.note) e SELECT e.text", "fever", nil},
			{"SELECT * EXCLUDE (text) FROM (SELECT text, negated FROM nlp_entities('Denies fever.'))", "true", nil},
			{"SELECT nlp_negated('Denies chest pain.', 'chest pain'), nlp_negated('Has chest pain.', 'chest pain'), nlp_negated('Denies chest pain.', 'fever')", "true|false|<nil>", nil},
			{"SELECT nlp_negated($1, $2)", "true", []any{"No history of HTN.", "high blood pressure"}},
			{"SELECT nlp_negated($1, 'fever'), nlp_negated('No fever.', $2)", "<nil>|<nil>", []any{nil, nil}},
			{"SELECT count(*) FROM (VALUES ('Denies fever.'), ('Fever.'), (NULL), ('Well.')) v(note) WHERE nlp_negated(note, 'fever')", "1", nil},
			{"SELECT nlp_negated('Kein Fieber und kein Husten, der Patient ist beschwerdefrei und darf nach Hause.', 'Husten')", "<nil>", nil},
			// Many short texts.
			{
				"SELECT count(*), sum(e.negated::int), count(DISTINCT g) FROM generate_series(1, 10000) g, LATERAL nlp_entities('Visit ' || g || ': denies fever. Has a cough.') e WHERE e.category = 'MEDICAL_CONDITION'",
				"20000|10000|10000", nil,
			},
			{"SELECT count(*) FILTER (WHERE nlp_negated('Visit ' || g || CASE WHEN g % 2 = 0 THEN ': denies fever.' ELSE ': fever.' END, 'fever')) FROM generate_series(1, 10000) g", "5000", nil},
		} {
			if got := line(t, c, test.sql, test.args...); got != test.want {
				t.Errorf("simple protocol %v: %s\n got %s\nwant %s", simple, test.sql, got, test.want)
			}
		}
	}
	t.Run("errors", func(t *testing.T) { testNLPErrors(t, server) })
	t.Run("cancel", func(t *testing.T) { testNLPCancel(t, server) })
	t.Run("sessions", func(t *testing.T) { testNLPSessions(t, server) })
	t.Run("catalog", func(t *testing.T) { testNLPCatalog(t, server) })
	t.Run("list", func(t *testing.T) { testNLPList(t, server) })
}

func testNLPErrors(t *testing.T, server *testServer) {
	c := pgxConn(t, server, false)
	for _, test := range []struct{ sql, state, message string }{
		{"SELECT nlp_negated(1, 2)", "42883", "function nlp_negated(integer, integer) does not exist"},
		{"SELECT nlp_negated('x')", "42883", "function nlp_negated(unknown) does not exist"},
		{"SELECT * FROM nlp_entities(1.5)", "42883", "function nlp_entities(numeric) does not exist"},
		{"SELECT * FROM nlp_entities('a', 'b')", "42883", "function nlp_entities(unknown, unknown) does not exist"},
		{"SELECT * FROM nlp_entity('x')", "42883", "function nlp_entity(unknown) does not exist"},
		{"SELECT nlp_nonsense(1, now())", "42883", "function nlp_nonsense(integer, timestamp with time zone) does not exist"},
		{"SELECT read_text('x')", "42501", "permission denied for function read_text"},
		{"SELECT nope FROM nlp_entities('x')", "42703", `column "nope" does not exist`},
		{"SELECT nlp_negated(repeat('no fever. ', 500000), 'fever')", "54000", "a text of 5000000 bytes is too long to be annotated"},
	} {
		_, err := c.Exec(t.Context(), test.sql)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != test.state || pg.Message != test.message {
			t.Errorf("%s: %v, want %s %s", test.sql, err, test.state, test.message)
		} else if test.state == "42883" && (pg.Position == 0 || pg.Hint == "") {
			t.Errorf("%s: position %d, hint %q", test.sql, pg.Position, pg.Hint)
		}
	}
}

// A statement that would annotate for minutes is stopped within a moment, and its session goes on.
func testNLPCancel(t *testing.T, server *testServer) {
	const long = "repeat('Seen ' || g || ' days ago. Denies chest pain. ', 500)"
	for _, sql := range []string{
		"SELECT count(*) FROM generate_series(1, 1000000) g, LATERAL nlp_entities(" + long + ") e",
		"SELECT nlp_negated(" + long + ", 'chest pain') FROM generate_series(1, 1000000) g",
	} {
		c := pgxConn(t, server, false)
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		begun := time.Now()
		_, err := c.Exec(ctx, sql)
		cancel()
		if err == nil || time.Since(begun) > 20*time.Second {
			t.Errorf("%s: %v after %v", sql, err, time.Since(begun))
		}
		c = pgxConn(t, server, true)
		_, err = c.Exec(t.Context(), "SET statement_timeout = '300ms'; "+sql)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "57014" {
			t.Errorf("%s: %v, want 57014", sql, err)
		}
		if got := line(t, c, "SELECT nlp_negated('No fever.', 'fever')"); got != "true" {
			t.Errorf("afterwards the session says %s", got)
		}
	}
}

// Several sessions at once get what each asked for.
func testNLPSessions(t *testing.T, server *testServer) {
	var all sync.WaitGroup
	for i := range 6 {
		c := pgxConn(t, server, false)
		all.Go(func() {
			for k := range 5 {
				n := 100*i + k + 1
				var mentions, denied int
				err := c.QueryRow(context.Background(), `SELECT count(*), count(*) FILTER (WHERE e.negated)
					FROM generate_series(1, $1) g, LATERAL nlp_entities($2 || g || ' denies fever. She has a cough.') e WHERE e.category = 'MEDICAL_CONDITION'`,
					n, fmt.Sprint("Patient of session ", i, " number ")).Scan(&mentions, &denied)
				if err != nil || mentions != 2*n || denied != n {
					t.Errorf("session %d: %d mentions, %d denied of %d texts: %v", i, mentions, denied, n, err)
				}
			}
		})
	}
	all.Wait()
}

// testNLPCatalog is how clients find the functions.
func testNLPCatalog(t *testing.T, server *testServer) {
	c := pgxConn(t, server, true)
	for sql, want := range map[string]string{
		"SELECT n.nspname, p.proname, p.proretset, format_type(p.prorettype, NULL), pg_get_function_arguments(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proname LIKE 'nlp%' ORDER BY 2": "public|nlp_entities|true|record|text text\npublic|nlp_entity_list|false|json|text text\npublic|nlp_negated|false|boolean|text text, phrase text",
		"SELECT routine_name, data_type FROM information_schema.routines WHERE routine_schema = 'public' ORDER BY 1":                                                                                                      "nlp_entities|record\nnlp_entity_list|json\nnlp_negated|boolean",
		"SELECT p.parameter_name, p.data_type FROM information_schema.parameters p JOIN information_schema.routines r USING (specific_name) WHERE r.routine_name = 'nlp_negated' ORDER BY p.ordinal_position":             "text|text\nphrase|text",
		"SELECT 'nlp_negated'::regproc, 'nlp_negated(text,text)'::regprocedure":                                                                                                                                           "nlp_negated|nlp_negated(text,text)",
		"SELECT obj_description('nlp_negated'::regproc, 'pg_proc') LIKE 'Whether a text denies a phrase%'":                                                                                                                "true",
		"SELECT count(*) FROM pg_proc WHERE proname LIKE 'nlp%' AND pg_function_is_visible(oid)":                                                                                                                          "3",
	} {
		if got := line(t, c, sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
	golden.Equal(t, filepath.Join("testdata", "nlp_functions_df.golden"), strings.Join(server.psql(t, `\df+ nlp*`), "\n")+"\n")
}

// testNLPList: the list is JSON to clients, and says what the table says.
func testNLPList(t *testing.T, server *testServer) {
	c := pgxConn(t, server, true)
	var text string
	if err := c.QueryRow(t.Context(), "SELECT nlp_entity_list('"+someNote+"')").Scan(&text); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal([]byte(text), &list); err != nil || len(list) != 2 {
		t.Fatalf("%v: %s", err, text)
	}
	if list[0]["text"] != "chest pain" || list[0]["negated"] != true || list[1]["rxnorm_code"] != "6809" || len(list[1]["attributes"].([]any)) == 0 {
		t.Errorf("%s", text)
	}
	if got := line(t, c, "SELECT (e).text FROM (SELECT unnest(nlp_entity_list('Denies fever and chills.')) AS e) x"); got != "fever\nchills" {
		t.Errorf("unnested: %s", got)
	}
}
