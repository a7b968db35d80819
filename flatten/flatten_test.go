package flatten

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/flatten/view"
	"github.com/tarn-sql/tarn/testdata/golden"
	"github.com/tarn-sql/tarn/testdata/shared"
)

func newFlattener(t testing.TB, o Options) *Flattener {
	t.Helper()
	f, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestParseErrors: what cannot be taken, and the words that say why.
func TestParseErrors(t *testing.T) {
	w := newFlattener(t, Options{}).NewWorker("", memory.DefaultAllocator)
	defer w.Release()
	for _, c := range []struct {
		raw  string
		item source.Item
		typ  string
		id   string
		err  error
	}{
		{raw: `[1]`, err: ErrNotObject},
		{raw: `{"id":"1"}`, id: "1", err: ErrNoType},
		{raw: `{"resourceType":5,"id":"1"}`, id: "1", err: ErrTypeNoText},
		{raw: `{"resourceType":"Patientt","id":"1"}`, typ: "Patientt", id: "1", err: ErrUnknownType},
		{raw: `{"resourceType":"Patient","id":"a\u0000"}`, typ: "Patient", id: "a\uFFFD", err: ErrInvalidID},
		{raw: `{"resourceType":"DomainResource","id":"1"}`, typ: "DomainResource", id: "1", err: ErrUnknownType},
		{raw: `{"resourceType":"Patient"}`, typ: "Patient", err: ErrNoID},
		{raw: `{"resourceType":"Patient","id":null}`, typ: "Patient", err: ErrNoID},
		{raw: `{"resourceType":"Patient","id":""}`, typ: "Patient", err: ErrInvalidID},
		{raw: `{"resourceType":"Patient","id":"a b"}`, typ: "Patient", id: "a b", err: ErrInvalidID},
		{raw: `{"resourceType":"Patient","id":7}`, typ: "Patient", id: "7", err: ErrInvalidID},
		{raw: `{"resourceType":"Patient","id":"1"`},
		{raw: ``},
		{item: source.Item{Kind: source.Deletion, Type: "Patient", ID: "1"}, typ: "Patient", id: "1", err: ErrNotAResource},
	} {
		item := c.item
		item.Raw, item.Line, item.Offset = []byte(c.raw), 7, 99
		r, err := w.Parse(item)
		var e *Error
		if !errors.As(err, &e) || e.Line != 7 || e.Offset != 99 || e.Type != c.typ || e.ID != c.id || r.Type != c.typ || r.ID != c.id {
			t.Errorf("%s: %+v %#v", c.raw, r, err)
			continue
		}
		var syntax *node.SyntaxError
		if c.err != nil && !errors.Is(err, c.err) || c.err == nil && !errors.As(err, &syntax) {
			t.Errorf("%s: %v, want %v", c.raw, err, c.err)
		}
		if w.Append(0) == nil {
			t.Errorf("%s: appended", c.raw)
		}
	}
}

// TestParse: what is said of a resource that is taken, also where only its Bundle entry says it.
func TestParse(t *testing.T) {
	w := newFlattener(t, Options{}).NewWorker("S", memory.DefaultAllocator)
	defer w.Release()
	for _, c := range []struct {
		item source.Item
		want string
	}{
		{
			source.Item{Raw: []byte(`{"id":"1","resourceType":"Patient","meta":{"versionId":"2","lastUpdated":"2020-01-02T03:04:05.678901Z"},"zzz":1}`)},
			"Patient 1 S:1 2 2020-01-02 03:04:05.678901 +0000 UTC 1",
		},
		{
			source.Item{Raw: []byte(`{"resourceType":"Observation","id":"stu3","context":{},"comment":"c","_status":{"id":"x"},"_comment":{"id":"x"},"fhir_comments":["f"]}`)},
			"Observation stu3 S:stu3  0001-01-01 00:00:00 +0000 UTC 3",
		},
		{
			source.Item{Raw: []byte(`{"resourceType":"Patient"}`), ID: "u-1", VersionID: "9", LastModified: "2021-01-01T00:00:00Z"},
			"Patient u-1 S:u-1 9 2021-01-01 00:00:00 +0000 UTC 0",
		},
		{
			source.Item{Raw: []byte(`{"resourceType":"Patient","id":"` + strings.Repeat("x", 100) + `_y"}`)},
			"Patient " + strings.Repeat("x", 100) + "_y S:" + strings.Repeat("x", 100) + "_y  0001-01-01 00:00:00 +0000 UTC 0",
		},
	} {
		r, err := w.Parse(c.item)
		if got := fmt.Sprintf("%s %s %s %s %v %d", r.Type, r.ID, r.Key, r.VersionID, r.LastUpdated, r.Unknown); err != nil || got != c.want {
			t.Errorf("got %s, want %s (%v)", got, c.want, err)
		}
	}
}

// TestSource: under a source all keys have its name before them, references too.
func TestSource(t *testing.T) {
	got := flattenText(t, newFlattener(t, Options{}), "S", []byte(`{"resourceType":"Observation","id":"o","status":"final","code":{"text":"c"},
		"contained":[{"resourceType":"Device","id":"d"}],"subject":{"reference":"Patient/p"},"device":{"reference":"#d"},
		"performer":[{"reference":"http://x.org/Practitioner/q"}]}`))
	for _, want := range []string{
		"  id: S:o\n", "  patient_id: S:p\n", "  subject_id: S:p\n", "  device_id: S:o#d\n", "  performer_id: S:q\n",
		"  observation_id: S:o\n", "  resource_id: S:o\n", "  target_id: S:p\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// TestEscapedType: a contained resource is of the type that it says, however that is written.
func TestEscapedType(t *testing.T) {
	got := flattenText(t, newFlattener(t, Options{}), "", []byte(`{"resourceType":"\u0050atient","id":"p",
		"contained":[{"resourceType":"\u004frganization","id":"\u006f","identifier":[{"value":"v-1"}]}],"managingOrganization":{"reference":"#o"}}`))
	for _, want := range []string{"  managing_organization_id: p#o\n", "  path: contained.identifier\n", "  value: v-1\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// TestBundle: urn: references are resolved through the Bundle that a resource came from.
func TestBundle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bundle.json")
	err := os.WriteFile(path, []byte(`{"resourceType":"Bundle","type":"transaction","entry":[
		{"fullUrl":"urn:uuid:aaaaaaaa-0000-4000-8000-000000000001","resource":{"resourceType":"Patient","id":"pat"}},
		{"fullUrl":"urn:uuid:aaaaaaaa-0000-4000-8000-000000000002","resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:aaaaaaaa-0000-4000-8000-000000000001"}}}]}`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	w := newFlattener(t, Options{}).NewWorker("", memory.DefaultAllocator)
	defer w.Release()
	var b strings.Builder
	for _, item := range readItems(t, path) {
		if _, err := w.Parse(item); err != nil {
			t.Fatal(err)
		}
		if err := w.Append(0); err != nil {
			t.Fatal(err)
		}
	}
	for _, batch := range w.Flush() {
		writeBatch(&b, w.f.Tables()[batch.Table], batch.Record)
		batch.Record.Release()
	}
	for _, want := range []string{"  id: aaaaaaaa-0000-4000-8000-000000000002\n  patient_id: pat\n", "  target_type: Patient\n  target_id: pat\n  kind: urn\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
}

// readItems returns the resources of a file.
func readItems(t testing.TB, path string) []source.Item {
	t.Helper()
	inputs, err := source.Discover([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	var items []source.Item
	for _, in := range inputs {
		r, err := source.Open(in, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for {
			block, err := r.Next()
			if err != nil {
				break
			}
			for _, item := range block.Items {
				if item.Kind == source.Resource {
					items = append(items, item)
				}
			}
		}
	}
	return items
}

// TestTables: the definitions keep what the engine and its clients need.
func TestTables(t *testing.T) {
	f := newFlattener(t, Options{})
	byName := map[string]Table{}
	mains := map[string]int{}
	for _, table := range f.Tables() {
		if _, twice := byName[table.Name]; twice || len(table.Name) > 63 || table.Comment == "" {
			t.Errorf("the table %q is there twice, its name too long, or it has no comment", table.Name)
		}
		byName[table.Name] = table
		if table.KeyColumn == "" || (table.ResourceType == "") == (table.TypeColumn == "") {
			t.Errorf("%s: nobody knows whose rows these are: %+v", table.Name, table)
		}
		if table.KeyColumn == "id" {
			mains[table.ResourceType]++
		}
		seen := map[string]bool{}
		for _, c := range table.Columns {
			if seen[c.Name] || c.Comment == "" {
				t.Errorf("%s.%s is there twice or has no comment", table.Name, c.Name)
			}
			seen[c.Name] = true
		}
		for _, k := range table.PrimaryKey {
			if !seen[k] {
				t.Errorf("%s: no column %s of the primary key", table.Name, k)
			}
		}
	}
	for typ, n := range mains {
		if n != 1 {
			t.Errorf("%s has %d main tables", typ, n)
		}
	}
	if len(mains) != 146 {
		t.Errorf("%d types have main tables", len(mains))
	}
	for _, table := range f.Tables() {
		for _, k := range table.ForeignKeys {
			ref := byName[k.RefTable]
			if len(k.Columns) != 1 || len(k.RefColumns) != 1 || ref.KeyColumn != k.RefColumns[0] {
				t.Errorf("%s: the foreign key %+v points at no key", table.Name, k)
			}
			i := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == k.Columns[0] })
			if path := table.Columns[i].Path; !strings.Contains(path, "getReferenceKey("+ref.ResourceType+")") && path != "getResourceKey()" {
				t.Errorf("%s.%s: %s may be a key of others than %s", table.Name, k.Columns[0], path, k.RefTable)
			}
		}
	}
}

// TestUserViews: a user's view is a table like the others.
func TestUserViews(t *testing.T) {
	d, err := view.Load([]byte(`{"resourceType":"ViewDefinition","name":"my_names","resource":"Patient","select":[
		{"column":[{"name":"pid","path":"getResourceKey()"}]},{"forEach":"name","column":[{"name":"i","path":"%rowIndex","type":"integer"},{"name":"all_given","path":"given","collection":true}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	f := newFlattener(t, Options{Views: []*view.Definition{d}})
	got := flattenText(t, f, "", []byte(`{"resourceType":"Patient","id":"p","name":[{"given":["a","b"]},{}]}`))
	if want := "== my_names\n- seq: 0\n  pid: p\n  i: 0\n  all_given: [\"a\",\"b\"]\n- seq: 0\n  pid: p\n  i: 1\n  all_given: []\n"; !strings.Contains(got, want) {
		t.Error(got)
	}
	if _, err := New(Options{Views: []*view.Definition{d, d}}); err == nil {
		t.Error("two tables of one name")
	}
}

// TestPopulation: main tables have as many rows as the independent CSV exporter has lines.
func TestPopulation(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks 230 MB")
	}
	dir := shared.Untar(t, "data", "synthea-dev50.tar.gz")
	oracle := shared.Untar(t, "data", "synthea-dev50-csv-oracle.tar.gz")
	f := newFlattener(t, Options{BatchRows: 5000})
	w := f.NewWorker("", memory.DefaultAllocator)
	defer w.Release()
	rows := map[string]int64{}
	take := func(batches []Batch) {
		for _, b := range batches {
			rows[f.Tables()[b.Table].Name] += b.Record.NumRows()
			if seqs := b.Record.Column(0).(*array.Int64); seqs.NullN() > 0 || int64(seqs.Len()) != b.Record.NumRows() {
				t.Error("a row without seq")
			}
			b.Record.Release()
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "raw", "*.ndjson"))
	for _, file := range files {
		for i, item := range readItems(t, file) {
			if _, err := w.Parse(item); err != nil {
				t.Fatal(file, err)
			}
			if err := w.Append(int64(i)); err != nil {
				t.Fatal(err)
			}
			take(w.Full())
		}
	}
	take(w.Flush())
	if n := w.Faults(); n != 0 {
		t.Errorf("%d faults", n)
	}
	for table, csv := range map[string]string{
		"encounter": "encounters", "condition": "conditions", "medication_request": "medications", "procedure": "procedures",
		"immunization": "immunizations", "patient": "patients", "claim": "claims", "allergy_intolerance": "allergies",
		"care_plan": "careplans", "device": "devices",
	} {
		matches, _ := filepath.Glob(filepath.Join(oracle, "*", "*", csv+".csv"))
		if len(matches) != 1 {
			t.Fatal(csv, matches)
		}
		b, err := os.ReadFile(matches[0])
		if err != nil {
			t.Fatal(err)
		}
		if want := int64(strings.Count(string(b), "\n") - 1); rows[table] != want {
			t.Errorf("%s: %d rows, the oracle has %d", table, rows[table], want)
		}
	}
}

// TestConcurrent: one Flattener serves many workers.
func TestConcurrent(t *testing.T) {
	f := newFlattener(t, Options{})
	input, err := os.ReadFile("testdata/golden/patient.json")
	if err != nil {
		t.Fatal(err)
	}
	want := flattenText(t, f, "", input)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			w := f.NewWorker("", nil)
			defer w.Release()
			for range 20 {
				if _, err := w.Parse(source.Item{Raw: input}); err != nil {
					t.Error(err)
					return
				}
				if err := w.Append(0); err != nil {
					t.Error(err)
				}
				for _, b := range w.Flush() {
					b.Record.Release()
				}
			}
			if got := flattenText(t, f, "", input); got != want {
				t.Error(golden.Difference(got, want))
			}
		})
	}
	all.Wait()
}

// FuzzResource: no JSON makes flattening fail or panic.
func FuzzResource(f *testing.F) {
	files, _ := filepath.Glob("testdata/golden/*.json")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(b), "\n{") {
			f.Add("{" + strings.TrimPrefix(strings.TrimSpace(line), "{"))
		}
	}
	flattener := newFlattener(f, Options{})
	w := flattener.NewWorker("S", memory.DefaultAllocator)
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := w.Parse(source.Item{Raw: []byte(s), ID: "x"}); err != nil {
			return
		}
		if err := w.Append(0); err != nil {
			t.Fatal(err)
		}
		for _, b := range w.Flush() {
			b.Record.Release()
		}
	})
}
