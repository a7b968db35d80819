package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tarn-sql/tarn/cmd/tarn/remote"
	"github.com/tarn-sql/tarn/cmd/tarn/remote/remotetest"
)

// TestExternalRun loads notes with an annotator outside that is down, has them done later, and sees what is stored of it.
func TestExternalRun(t *testing.T) {
	var up atomic.Bool
	url := remotetest.Serve(t, func(w http.ResponseWriter, _ *http.Request, call *remotetest.Call) {
		if !up.Load() {
			http.Error(w, "not now", http.StatusServiceUnavailable)
			return
		}
		w.Write([]byte(call.Answer()))
	})
	client, err := remote.New(remote.Config{URL: url, Name: "test@1", Attempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	notes := filepath.Join(dir, "notes.ndjson")
	err = os.WriteFile(notes, []byte(`{"resourceType":"DiagnosticReport","id":"n1","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p1"},"conclusion":"Metformin 500 mg daily for diabetes. Denies cough."}
{"resourceType":"DiagnosticReport","id":"n2","status":"final","code":{"text":"x"},"conclusion":"Übelkeit-free patient with asthma who takes albuterol."}
`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	a := &app{streams: streams{strings.NewReader(""), &out, &out}}
	a.config = config{Data: filepath.Join(dir, "data"), Memory: 1 << 30, Threads: 2}
	owner, err := a.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := owner.close(); err != nil {
			t.Error(err)
		}
	})
	owner.external = client
	addr, err := owner.listen(loopback, false)
	if err != nil {
		t.Fatal(err)
	}
	host, port, _ := strings.Cut(addr, ":")
	server := &testServer{host, port, a.config.Data, a}
	query := func(sql string) string { return strings.Join(server.psql(t, sql), " ") }

	report, err := owner.load(t.Context(), loadRequest{Paths: []string{notes}}, func(progress) {})
	if err != nil {
		t.Fatal(err)
	}
	owner.catalog.changed()
	if report.External.Pending != 2 || report.External.Done != 0 || report.External.Problem == "" {
		t.Fatalf("annotator down: %+v", report.External)
	}
	ours := query("SELECT count(*) FROM nlp_entity")
	if ours == "0" || query("SELECT count(*) FROM nlp_external") != "0" {
		t.Fatalf("%s entities of ours; the load must not depend on the annotator", ours)
	}

	up.Store(true)
	again, err := owner.reprocess(t.Context(), reprocessRequest{External: true}, func(progress) {})
	if err != nil || again.External.Done != 2 || again.External.Entities != 2 || again.External.Pending != 0 {
		t.Fatalf("annotator up: %+v, %v", again, err)
	}
	for sql, want := range map[string]string{
		"SELECT count(*) FROM nlp_entity WHERE source = 'tarn'":                                                                                          ours,
		"SELECT source_id, patient_id, category, text, begin_char, end_char, source FROM nlp_entity WHERE source <> 'tarn' ORDER BY 1":                   "n1|p1|MEDICATION|Metformin|0|9|external:test@1 n2||MEDICATION|Übelkeit-free|0|13|external:test@1",
		"SELECT source_id, annotator, status, n_entities, n_dropped FROM nlp_external ORDER BY 1":                                                        "n1|external:test@1|done|1|0 n2|external:test@1|done|1|0",
		"SELECT count(*) FROM nlp_external JOIN nlp_document USING (doc_key)":                                                                            "2",
		"SELECT count(*) FROM nlp_medication WHERE source_id = 'n1'":                                                                                     "1", // not ours and theirs
		"SELECT count(*) = count(DISTINCT entity_id) FROM nlp_entity":                                                                                    "t",
		"SELECT count(*) FROM nlp_entity e ANTI JOIN nlp_document d USING (doc_key)":                                                                     "0",
		"SELECT count(*) FROM nlp_section s JOIN nlp_entity e ON e.doc_key = s.doc_key AND e.section_no = s.section_no AND e.source = 'external:test@1'": "2",
	} {
		if got := query(sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
	if again, err = owner.reprocess(t.Context(), reprocessRequest{External: true}, func(progress) {}); err != nil || again.External.Done != 0 {
		t.Errorf("a second time: %+v, %v", again, err)
	}
}
