package rows_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// store is a database with all tables and views, those of flattening as docs/tables.md describes them.
func store(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	run(t, db, "ATTACH ':memory:' AS lake; CREATE SCHEMA IF NOT EXISTS lake.public")
	for name, columns := range documented(t) {
		run(t, db, fmt.Sprintf("CREATE TABLE lake.public.%s (%s)", name, columns))
	}
	for _, def := range append(rows.Tables(), rows.RunTable, rows.VocabularyTable) {
		var columns []string
		for _, c := range def.Columns {
			columns = append(columns, c.Name+" "+sqlType(c.Type))
		}
		run(t, db, fmt.Sprintf("CREATE TABLE lake.public.%s (%s)", def.Name, strings.Join(columns, ", ")))
	}
	for _, v := range rows.Views() {
		run(t, db, fmt.Sprintf("CREATE VIEW lake.public.%s AS %s", v.Name, v.SQL))
	}
	return db
}

func run(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%v\n%s", err, statement)
	}
}

// documented reads the tables that the views use from docs/tables.md.
func documented(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("../../docs/tables.md")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := map[string]bool{
		"condition": true, "coding": true, "medication": true, "medication_request": true, "medication_statement": true,
		"medication_administration": true, "medication_dispense": true,
	}
	out := map[string]string{}
	name := ""
	for s := bufio.NewScanner(f); s.Scan(); {
		if title, ok := strings.CutPrefix(s.Text(), "### "); ok {
			name = title
		}
		cells := strings.Split(s.Text(), "|")
		if !want[name] || len(cells) < 4 || strings.HasPrefix(cells[1], "-") || strings.TrimSpace(cells[1]) == "column" {
			continue
		}
		column, _, _ := strings.Cut(strings.TrimSpace(cells[1]), " ")
		if out[name] != "" {
			out[name] += ", "
		}
		out[name] += column + " " + strings.TrimSpace(cells[2])
	}
	if len(out) != len(want) {
		t.Fatal("docs/tables.md lacks tables:", out)
	}
	return out
}

func sqlType(t arrow.DataType) string {
	switch t.ID() {
	case arrow.STRING:
		return "VARCHAR"
	case arrow.INT32:
		return "INTEGER"
	case arrow.INT64:
		return "BIGINT"
	case arrow.FLOAT64:
		return "DOUBLE"
	case arrow.BOOL:
		return "BOOLEAN"
	case arrow.TIMESTAMP:
		return "TIMESTAMPTZ"
	case arrow.DECIMAL128:
		return "DECIMAL(38,10)"
	case arrow.LIST:
		return "VARCHAR[]"
	}
	return "no type for " + t.String()
}

// put stores the rows of a note.
func put(t *testing.T, db *sql.DB, a *nlp.Annotator, key, patient, note string) {
	t.Helper()
	w := rows.NewWorker(a, memory.DefaultAllocator)
	r := a.NewWorker().Annotate(context.Background(), nlp.Input{Data: []byte(note)})
	w.Append(1, &rows.Resource{Type: "DocumentReference", Key: key, PatientKey: patient, Status: "current"}, &rows.Note{Path: "content[0].attachment"}, r)
	for _, b := range w.Flush() {
		def := rows.Tables()[b.Table]
		for i := range int(b.Record.NumRows()) {
			var values []string
			for c := range def.Columns {
				values = append(values, literal(b.Record.Column(c+1), i))
			}
			run(t, db, fmt.Sprintf("INSERT INTO lake.public.%s VALUES (%s)", def.Name, strings.Join(values, ", ")))
		}
		b.Record.Release()
	}
}

func literal(a arrow.Array, i int) string {
	if a.IsNull(i) {
		return "NULL"
	}
	return "'" + strings.ReplaceAll(a.ValueStr(i), "'", "''") + "'"
}

// query returns the rows of a query, values parted by |, rows by line ends.
func query(t *testing.T, db *sql.DB, q string) string {
	t.Helper()
	r, err := db.Query(q)
	if err != nil {
		t.Fatalf("%v\n%s", err, q)
	}
	defer r.Close()
	columns, _ := r.Columns()
	var out []string
	for r.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		if err := r.Scan(values...); err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, v := range values {
			cells = append(cells, v.(*sql.NullString).String)
		}
		out = append(out, strings.Join(cells, "|"))
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

const (
	first = `Past Medical History: asthma
Assessment: Hypertension, COPD. No pneumonia. Possible gout.
Family History: breast cancer
Allergies: penicillin
Medications: metformin 500 mg twice daily. Not taking aspirin.
Labs: potassium 3.7 mEq/L
Vitals: BP 142/88
Plan: colonoscopy next week. Return if fever.
Past Surgical History: appendectomy`
	second = "Assessment: Hypertension."
)

// TestViews: the asserted views have facts about the patient only, the _all views both sides, and what the record has is
// documented.
func TestViews(t *testing.T) {
	db, a := store(t), annotator(t)
	put(t, db, a, "d1", "p1", first)
	put(t, db, a, "d2", "p2", second)
	run(t, db, `INSERT INTO lake.public.condition (id, patient_id, code_system, code, code_display, code_text, verification_status_code, clinical_status_code) VALUES
		('c1', 'p1', 'http://snomed.info/sct', '195967001', 'Asthma (disorder)', NULL, 'confirmed', 'active'),
		('c2', 'p1', 'http://hl7.org/fhir/sid/icd-10-cm', 'J44.1', 'COPD with exacerbation', NULL, 'confirmed', 'active'),
		('c3', 'p1', 'http://hl7.org/fhir/sid/icd-10-cm', 'I10', 'Hypertension', NULL, 'entered-in-error', NULL)`)
	run(t, db, `INSERT INTO lake.public.coding (resource_type, resource_id, path, ordinal, system, code, display)
		SELECT 'Condition', id, 'code', 0, code_system, code, code_display FROM lake.public.condition`)
	run(t, db, `INSERT INTO lake.public.medication (id, code_system, code, code_display) VALUES ('m1', 'http://www.nlm.nih.gov/research/umls/rxnorm', '29046', 'lisinopril')`)
	run(t, db, `INSERT INTO lake.public.medication_request (id, patient_id, status, medication_id, do_not_perform) VALUES
		('r1', 'p1', 'active', 'm1', NULL), ('r2', 'p1', 'entered-in-error', 'm1', NULL), ('r3', 'p1', 'active', 'm1', true)`)
	run(t, db, `INSERT INTO lake.public.medication_statement (id, patient_id, status, medication_code, medication_display) VALUES ('s1', 'p1', 'not-taken', '1', 'x'), ('s2', 'p1', 'active', '2', 'y')`)
	for _, c := range []struct{ query, want string }{
		{
			"SELECT condition_text, icd10cm, dx_kind, certainty, temporality FROM lake.public.nlp_condition WHERE patient_id = 'p1' ORDER BY begin_char",
			"asthma|J45.909|DIAGNOSIS|positive|current\nHypertension|I10|DIAGNOSIS|positive|current\nCOPD|J44.9|DIAGNOSIS|positive|current\ngout|M10.9|DIAGNOSIS|neutral_possible|current",
		},
		{
			"SELECT drug_text, ingredient, rxcui, strength_value::INTEGER, strength_unit, freq_text, freq_count, freq_period::INTEGER, freq_unit, prn, daily_dose::INTEGER FROM lake.public.nlp_medication ORDER BY begin_char",
			"metformin|metformin|6809|500|mg|twice daily|2|1|d|false|1000",
		},
		{
			"SELECT test_text, loinc, value_num::DOUBLE::VARCHAR, ucum, flag, component_loinc FROM lake.public.nlp_test ORDER BY begin_char, value_num DESC",
			"potassium|2823-3|3.7|meq/L||\nBP|85354-9|142.0|mm[Hg]||8480-6\nBP|85354-9|88.0|mm[Hg]||8462-4",
		},
		{"SELECT procedure_text, temporality FROM lake.public.nlp_procedure ORDER BY begin_char", "appendectomy|past"},
		{
			"SELECT provenance, source_id, code, display FROM lake.public.medication_all ORDER BY provenance, source_id",
			"medication_request|r1|29046|lisinopril\nmedication_statement|s2|2|y\nnote|d1|6809|metformin",
		},
		{
			"SELECT provenance, source_id, icd10cm, snomed, verification_status FROM lake.public.condition_all WHERE patient_id = 'p1' ORDER BY provenance, source_id, icd10cm",
			"condition|c1||195967001|confirmed\ncondition|c2|J44.1||confirmed\nnote|d1|I10||confirmed\nnote|d1|J44.9||confirmed\nnote|d1|J45.909||confirmed\nnote|d1|M10.9||provisional",
		},
		{
			"SELECT patient_id, condition_name, icd10cm, mentions, certainty FROM lake.public.condition_undocumented ORDER BY ALL",
			"p1|hypertension|I10|1|positive\np2|hypertension|I10|1|positive",
		},
		{"SELECT count(*) FROM lake.public.nlp_phi", "0"},
	} {
		if got := query(t, db, c.query); got != c.want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", c.query, got, c.want)
		}
	}
	run(t, db, "INSERT INTO lake.public.nlp_vocabulary (vocab_id, enabled) VALUES ('tarn', false)")
	if got := query(t, db, "SELECT count(icd10cm) FROM lake.public.nlp_condition"); got != "0" {
		t.Errorf("%s codes of a disabled vocabulary", got)
	}
}

// TestViewComments: every column of every view has a comment, and no other.
func TestViewComments(t *testing.T) {
	db := store(t)
	for _, v := range rows.Views() {
		if v.Comment == "" {
			t.Errorf("%s has no comment", v.Name)
		}
		names := strings.Split(query(t, db, fmt.Sprintf("SELECT column_name FROM duckdb_columns() WHERE table_name = '%s'", v.Name)), "\n")
		for _, n := range names {
			if v.ColumnComments[n] == "" {
				t.Errorf("%s.%s has no comment", v.Name, n)
			}
		}
		if len(names) != len(v.ColumnComments) {
			t.Errorf("%s has %d columns and %d comments", v.Name, len(names), len(v.ColumnComments))
		}
	}
}
