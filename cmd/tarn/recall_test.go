package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// minRecall is the part of what a note lists and the record codes that is found with that code.
const minRecall = 0.97

// checkRecall compares what was found in the population's notes with the structured record, which the notes were written
// from: a condition or drug of the patient whose name stands in a note must be an entity there, linked to the
// record's own code. The vocabulary for it was learned from the record in the same load.
func checkRecall(t *testing.T, server *testServer) {
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, fmt.Sprintf("postgres://tester@%s:%s/tarn?sslmode=disable", server.host, server.port))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, kind := range []struct{ name, record string }{
		{"conditions", "SELECT DISTINCT patient_id, lower(code_display), code_system || '|' || code FROM condition"},
		{"medications", "SELECT DISTINCT patient_id, lower(medication_display), medication_system || '|' || medication_code FROM medication_request WHERE medication_display <> ''"},
	} {
		found, listed, missed := recall(ctx, t, conn, kind.record)
		if listed < 1000 {
			t.Fatalf("%s: the notes list only %d of the record's: the test tests nothing", kind.name, listed)
		}
		r := float64(found) / float64(listed)
		t.Logf("%s: %d of %d mentions found with the record's code: %.4f", kind.name, found, listed, r)
		if r < minRecall {
			t.Errorf("%s: recall %.4f, want %.2f; missed most: %v", kind.name, r, minRecall, missed)
		}
	}
	var wrong int
	err = conn.QueryRow(ctx, `SELECT count(*) FROM nlp_entity WHERE (negated OR experiencer <> 'patient')
		AND (entity_id IN (SELECT entity_id FROM nlp_condition) OR entity_id IN (SELECT entity_id FROM nlp_medication))`).Scan(&wrong)
	if err != nil || wrong > 0 {
		t.Errorf("%d denied or family mentions are in the views of asserted facts (%v)", wrong, err)
	}
}

// coded is something the record says of a patient.
type coded struct{ name, code string }

// recall counts the mentions in notes of names that the record has for the patient, and those found with their codes.
func recall(ctx context.Context, t *testing.T, conn *pgx.Conn, query string) (found, listed int, missed []string) {
	t.Helper()
	record := map[string][]coded{}
	eachOf(ctx, t, conn, query, func(patient, name, code string) {
		record[patient] = append(record[patient], coded{name, code})
	})
	for _, list := range record { // the longest names first, since one may be part of another
		slices.SortFunc(list, func(a, b coded) int { return len(b.name) - len(a.name) })
	}
	linked := map[string]bool{}
	eachOf(ctx, t, conn, `SELECT e.doc_key, lower(e.text), l.system || '|' || l.code FROM nlp_entity e JOIN nlp_link l USING (entity_id)
		WHERE e.source_type = 'DocumentReference'`, func(doc, text, code string) { linked[doc+"|"+code] = true })
	misses := map[string]int{}
	eachOf(ctx, t, conn, `SELECT doc_key, patient_id, lower(text) FROM nlp_document WHERE source_type = 'DocumentReference'`,
		func(doc, patient, text string) {
			for _, c := range record[patient] {
				if !mentioned(text, c.name) {
					continue
				}
				text = strings.ReplaceAll(text, c.name, "·")
				listed++
				if linked[doc+"|"+c.code] {
					found++
				} else {
					misses[c.name]++
				}
			}
		})
	for name, n := range misses {
		missed = append(missed, fmt.Sprintf("%d × %s", n, name))
	}
	slices.SortFunc(missed, func(a, b string) int { return len(b) - len(a) })
	return found, listed, missed[:min(20, len(missed))]
}

// mentioned reports whether a name stands in a text as words of its own.
func mentioned(text, name string) bool {
	i := strings.Index(text, name)
	return name != "" && i >= 0 && (i == 0 || strings.ContainsRune(" \n", rune(text[i-1]))) &&
		(i+len(name) == len(text) || strings.ContainsRune(",.;\n ", rune(text[i+len(name)])))
}

func eachOf(ctx context.Context, t *testing.T, conn *pgx.Conn, query string, f func(a, b, c string)) {
	t.Helper()
	rows, err := conn.Query(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	var a, b, c string
	if _, err := pgx.ForEachRow(rows, []any{&a, &b, &c}, func() error { f(a, b, c); return nil }); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
