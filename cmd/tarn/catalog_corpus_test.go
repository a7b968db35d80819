package main_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/testdata/shared"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// To make the golden file anew: an empty database of PostgreSQL 15 with wire/catalog/testdata/schema.sql in it, then
// go test ./cmd/tarn -run TestCatalogCorpus -postgres 'host=… dbname=…'.
var postgres = flag.String("postgres", "", "PostgreSQL 15 to make wire/catalog/testdata/corpus.json from")

var corpusGolden = filepath.Join("..", "..", "wire", "catalog", "testdata", "corpus.json")

// answer is the shape of what PostgreSQL 15 answers to a statement of the corpus.
type answer struct {
	Statement int // in introspection_corpus_pg15.json
	Part      int // in a string of several statements
	Columns   []answerColumn
}

type answerColumn struct {
	Name string
	OID  uint32
}

func (a answer) String() string {
	parts := make([]string, len(a.Columns))
	for i, c := range a.Columns {
		parts[i] = fmt.Sprintf("%s:%d", c.Name, c.OID)
	}
	return strings.Join(parts, " ")
}

// corpusQueries calls f for every query of the corpus of client introspection.
func corpusQueries(t *testing.T, f func(number, part int, st *dialect.Statement)) {
	t.Helper()
	raw, err := os.ReadFile(shared.Path(t, "clients", "introspection_corpus_pg15.json"))
	if err != nil {
		t.Fatal(err)
	}
	var corpus []struct{ App, Q string }
	if err := json.Unmarshal(raw, &corpus); err != nil {
		t.Fatal(err)
	}
	for i, x := range corpus {
		statements, err := dialect.Parse(x.Q)
		if err != nil {
			t.Errorf("%d (%s): %v", i, x.App, err)
		}
		for part := range statements {
			if statements[part].Kind == dialect.Query {
				f(i, part, &statements[part])
			}
		}
	}
}

// knownDifferences are statements whose columns differ from PostgreSQL's, and why.
var knownDifferences = map[int]string{
	6: regAsText, 7: regAsText, 9: regAsText, 11: regAsText, 12: regAsText, 13: regAsText, 51: regAsText, 60: regAsText,
	65: regAsText, 99: aclAsText, 100: aclAsText,
}

const (
	regAsText = "the names that reg* values stand for are sent as text"
	aclAsText = "aclitem[] is sent as text[]"
)

// TestCatalogCorpus runs what clients ask of the catalogs through the translation, and compares names and types of the
// columns with PostgreSQL's.
func TestCatalogCorpus(t *testing.T) {
	if *postgres != "" {
		writeCorpusGolden(t)
	}
	want := readCorpusGolden(t)
	c := newCatalog(t)
	run(t, c, []string{"USE lake.public"})
	run(t, c, dialect.Macros())
	run(t, c, catalog.Session("tarn", "tarn", 42, []string{"public"}))
	env := corpusEnv(t, c)
	same, all := 0, 0
	corpusQueries(t, func(number, part int, st *dialect.Statement) {
		all++
		got, err := ask(t.Context(), c, st, env)
		if err != nil {
			t.Errorf("%d.%d: %v\n%.300s", number, part, err, st.Text)
			return
		}
		w := want[[2]int{number, part}]
		switch why, known := knownDifferences[number]; {
		case got.String() == w.String():
			same++
			if known {
				t.Errorf("%d.%d is as PostgreSQL's; it is listed as different: %s", number, part, why)
			}
		case !known:
			t.Errorf("%d.%d: %.120s\ngot  %s\nwant %s", number, part, st.Text, got, w)
		}
	})
	t.Logf("%d of %d statements have PostgreSQL's column names and types", same, all)
}

// ask translates, prepares and, where there are no parameters, runs a statement to its end.
func ask(ctx context.Context, c *duck.Conn, st *dialect.Statement, env dialect.Env) (answer, error) {
	tr, err := dialect.Translate(st, env)
	if err != nil {
		return answer{}, err
	}
	prepared, err := c.Prepare(ctx, tr.SQL)
	if err != nil {
		return answer{}, fmt.Errorf("%w\n%s", err, tr.SQL)
	}
	defer prepared.Close()
	var a answer
	columns, ok := prepared.Columns()
	for i := range tr.Columns {
		if !ok { // DuckDB does not tell before it knows the parameters
			a.Columns = append(a.Columns, answerColumn{tr.Columns[i].Name, tr.Columns[i].OID})
		}
	}
	for i, col := range columns {
		if len(tr.Columns) == len(columns) {
			a.Columns = append(a.Columns, answerColumn{tr.Columns[i].Name, codec.Resolve(wireType(col.Type), tr.Columns[i].OID)})
			continue
		}
		a.Columns = append(a.Columns, answerColumn{col.Name, codec.OID(wireType(col.Type))})
	}
	if st.NumParams > 0 {
		return a, nil
	}
	rows, err := prepared.Query(ctx, nil)
	if err != nil {
		return a, fmt.Errorf("%w\n%s", err, tr.SQL)
	}
	defer rows.Close()
	for {
		if chunk, err := rows.Next(ctx); chunk == nil || err != nil {
			return a, err
		}
	}
}

// corpusEnv is a session's view of the catalogs and of lake.
func corpusEnv(t *testing.T, c *duck.Conn) dialect.Env {
	t.Helper()
	lake := map[string]*dialect.Relation{}
	for _, line := range texts(t, c, catalog.DescribeAll()) {
		f := strings.Split(line, "|")
		key := f[0] + "." + f[1]
		if lake[key] == nil {
			lake[key] = &dialect.Relation{Catalog: "lake", Schema: f[0], Name: f[1]}
			fmt.Sscan(f[2], &lake[key].OID)
		}
		col := dialect.RelationColumn{Name: f[3]}
		fmt.Sscan(strings.Join(f[4:], " "), &col.OID, &col.Typmod, &col.Attnum)
		lake[key].Columns = append(lake[key].Columns, col)
	}
	settings := map[string]string{"server_version_num": "150008", "server_version": "15.8", "search_path": "public", "max_index_keys": "32"}
	return dialect.Env{
		SearchPath: []string{"public"}, User: "tarn", SessionUser: "tarn", Database: "tarn", Version: "PostgreSQL 15.8 (Tarn)", BackendPID: 42,
		Setting: func(name string) (string, bool) { v, ok := settings[name]; return v, ok },
		Relation: func(schema, name string) (*dialect.Relation, bool) {
			if r, ok := catalog.Lookup(schema, name); ok {
				return emulated(r), true
			}
			if schema == "" {
				schema = "public"
			}
			r, ok := lake[schema+"."+name]
			return r, ok
		},
	}
}

func emulated(r catalog.Relation) *dialect.Relation {
	place := strings.Split(strings.ReplaceAll(r.SQL, `"`, ""), ".")
	out := &dialect.Relation{Catalog: place[0], Schema: place[1], Name: place[2], OID: r.OID}
	for _, c := range r.Columns {
		out.Columns = append(out.Columns, dialect.RelationColumn{Name: c.Name, OID: c.Type, Typmod: c.Typmod, Attnum: c.Attnum})
	}
	return out
}

func readCorpusGolden(t *testing.T) map[[2]int]answer {
	t.Helper()
	raw, err := os.ReadFile(corpusGolden)
	if err != nil {
		t.Fatal(err)
	}
	var list []answer
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	m := map[[2]int]answer{}
	for _, a := range list {
		m[[2]int{a.Statement, a.Part}] = a
	}
	return m
}

// writeCorpusGolden asks PostgreSQL to describe every query.
func writeCorpusGolden(t *testing.T) {
	t.Helper()
	conn, err := pgconn.Connect(t.Context(), *postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var list []answer
	corpusQueries(t, func(number, part int, st *dialect.Statement) {
		d, err := conn.Prepare(t.Context(), "", st.Text, nil)
		if err != nil {
			t.Fatalf("%d: %v", number, err)
		}
		a := answer{Statement: number, Part: part}
		for _, f := range d.Fields {
			a.Columns = append(a.Columns, answerColumn{f.Name, f.DataTypeOID})
		}
		list = append(list, a)
	})
	slices.SortFunc(list, func(a, b answer) int { return (a.Statement-b.Statement)*100 + a.Part - b.Part })
	var b strings.Builder
	b.WriteString("[\n")
	for i, a := range list {
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		if i < len(list)-1 {
			b.WriteString(",")
		}
		b.WriteString("\n")
	}
	b.WriteString("]\n")
	if err := os.WriteFile(corpusGolden, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
