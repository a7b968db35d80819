package ingest_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
	"github.com/tarn-sql/tarn/engine/store"
	"github.com/tarn-sql/tarn/testdata/golden"
)

// TestVersions plays testdata/*.txt, each a conversation with one store:
//
//	load                      resources, one a line: Type/id [v=1] [t=2020-01-31] [name=x] [codes=a,b] [deleted] [bad]
//	query                     an SQL query
//	reopen                    close and open the store
//
// Every file is played with one writer, and with three that work in the worst order; the outcome must be the same.
func TestVersions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		for _, writers := range []int{1, 3} {
			t.Run(fmt.Sprintf("%s/%d", strings.TrimSuffix(filepath.Base(file), ".txt"), writers), func(t *testing.T) {
				play(t, file, writers)
			})
		}
	}
}

// step is one command with what follows it.
type step struct {
	comment, command string
	input            []string
}

func play(t *testing.T, file string, writers int) {
	steps := parseSteps(t, file)
	dir := t.TempDir()
	f := openFixture(t, dir)
	defer func() { f.close() }()
	var out strings.Builder
	for _, s := range steps {
		var got string
		switch s.command {
		case "load":
			got = f.loadLines(s.input, writers)
		case "query":
			got = f.query(strings.Join(s.input, "\n"))
		case "reopen":
			f.close()
			f = openFixture(t, dir)
		default:
			t.Fatalf("unknown command %q", s.command)
		}
		out.WriteString(s.comment + strings.Join(append([]string{s.command}, s.input...), "\n") + "\n----\n" + got)
	}
	golden.Equal(t, file, out.String())
}

func openFixture(t *testing.T, dir string) *fixture {
	t.Helper()
	s, err := store.Open(context.Background(), dir, store.Options{Tables: ingesttest.Tables()})
	if err != nil {
		t.Fatal(err)
	}
	l, err := ingest.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return &fixture{t, s, l}
}

func (f *fixture) close() {
	if err := f.store.Close(); err != nil {
		f.t.Error(err)
	}
}

// loadLines loads the resources described by lines and returns the summary.
func (f *fixture) loadLines(lines []string, writers int) string {
	f.t.Helper()
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		f.t.Fatal(err)
	}
	shredders := make([]*ingesttest.Shredder, writers)
	handles := make([]*ingest.Writer, writers)
	for i := range shredders {
		handles[i] = l.Writer()
		shredders[i] = ingesttest.NewShredder(handles[i])
	}
	for i := len(lines) - 1; i >= 0; i-- { // the last line first: arrival must come from Order alone
		w := i % writers
		r, bad := parseResource(f.t, lines[i])
		r.File, r.Line, r.Order = "test", int64(i+1), ingest.Order(0, int64(i))
		if bad {
			err = handles[w].Quarantine(ingest.Bad{File: r.File, Line: r.Line, Type: r.ResourceType, ID: r.ID, Reason: "bad", Raw: r.JSON()})
		} else {
			err = shredders[w].Add(r)
		}
		if err != nil {
			f.t.Fatal(err)
		}
	}
	for _, s := range shredders {
		if err := s.Close(); err != nil {
			f.t.Fatal(err)
		}
	}
	s, err := l.Commit(context.Background(), nil)
	if err != nil {
		f.t.Fatal(err)
	}
	f.checkInvariants()
	return describe(s)
}

// checkInvariants holds after every load: one current version each, rows of exactly the current live resources, every
// version's bytes of the length and content it says.
func (f *fixture) checkInvariants() {
	f.t.Helper()
	for _, sql := range []string{
		`SELECT 'not one current version', resource_type, id FROM lake.raw.version GROUP BY ALL HAVING count(*) FILTER (is_current) <> 1`,
		`SELECT 'patient', coalesce(p.id, r.id) FROM lake.public.patient p FULL JOIN (FROM lake.history.resource
			WHERE resource_type = 'Patient' AND is_current AND NOT deleted) r ON p.id = r.id AND p.name = coalesce(r.resource ->> 'name', '')
			WHERE p.id IS NULL OR r.id IS NULL`,
		`SELECT 'patient rows', id FROM lake.public.patient GROUP BY ALL HAVING count(*) > 1`,
		`SELECT 'coding', c.* FROM lake.public.coding c ANTI JOIN (FROM lake.history.resource WHERE is_current AND NOT deleted) r
			ON c.resource_type = r.resource_type AND c.resource_id = r.id`,
		`SELECT 'raw', id, resource FROM lake.history.resource WHERE NOT deleted AND (resource IS NULL OR (resource ->> 'id') <> id)`,
		`SELECT 'block', block_id FROM lake.raw.block ANTI JOIN lake.raw.version USING (block_id)`,
	} {
		if got := f.query(sql); got != "" {
			f.t.Errorf("%s\n%s", got, sql)
		}
	}
}

func describe(s ingest.Summary) string {
	var b strings.Builder
	for _, t := range s.Types {
		fmt.Fprintf(&b, "%s:", t.Type)
		for _, c := range []struct {
			name string
			n    int64
		}{
			{"new", t.New},
			{"updated", t.Updated},
			{"unchanged", t.Unchanged},
			{"older", t.Older},
			{"deleted", t.Deleted},
			{"quarantined", t.Quarantined},
		} {
			if c.n > 0 {
				fmt.Fprintf(&b, " %s %d", c.name, c.n)
			}
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s, %d rows\n", s.Status(), s.Rows)
	return b.String()
}

func parseResource(t testing.TB, line string) (r *ingesttest.Resource, bad bool) {
	t.Helper()
	words := strings.Fields(line)
	r = &ingesttest.Resource{}
	r.ResourceType, r.ID, _ = strings.Cut(words[0], "/")
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		switch name {
		case "v":
			r.VersionID = value
		case "t":
			r.LastUpdated = value
		case "name":
			r.Name = value
		case "codes":
			r.Codes = strings.Split(value, ",")
		case "deleted":
			r.Deleted = true
		case "bad":
			bad = true
		default:
			t.Fatalf("unknown word %q", w)
		}
	}
	return r, bad
}

func parseSteps(t *testing.T, file string) []step {
	t.Helper()
	fh, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer fh.Close()
	var steps []step
	var s step
	state := "before"
	for scan := bufio.NewScanner(fh); scan.Scan(); {
		line := scan.Text()
		switch {
		case state == "before" && (line == "" || strings.HasPrefix(line, "#")):
			s.comment += line + "\n"
		case state == "before":
			s.command, state = line, "input"
		case line == "----":
			state = "output"
		case state == "input":
			s.input = append(s.input, line)
		case line == "":
			steps = append(steps, s)
			s, state = step{comment: "\n"}, "before"
		}
	}
	if s.command != "" {
		steps = append(steps, s)
	}
	return steps
}
