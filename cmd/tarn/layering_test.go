package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/tarn-sql/tarn/"

// parts are the folders that do not know one another.
var parts = []string{"flatten", "nlp", "engine", "wire"}

// TestLayering holds the rules of the house (design.md §1): which part may import what.
func TestLayering(t *testing.T) {
	eachImport(t, func(file, pkg, imported string) {
		from, _, _ := strings.Cut(pkg, "/")
		if inner, ok := strings.CutPrefix(imported, module); ok {
			to, _, _ := strings.Cut(inner, "/")
			if slices.Contains(parts, from) && slices.Contains(parts, to) && from != to {
				t.Errorf("%s imports %s: flatten, nlp, engine and wire do not know one another.\n"+
					"Declare an interface where it is used and let cmd/tarn put the other part behind it.", file, imported)
			}
			if slices.Contains(parts, from) && (to == "cmd" || to == "benchmarks") {
				t.Errorf("%s imports %s: commands and benchmarks stand above the parts.\nMove what is shared down into the part it belongs to.", file, imported)
			}
			if strings.HasPrefix(inner, "testdata/") && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s imports %s: only tests read their data.", file, imported)
			}
		}
		if (imported == "C" || strings.HasPrefix(imported, "github.com/duckdb/")) && pkg != "engine/duck" && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s imports %s: only engine/duck knows DuckDB's C interface.\nAdd what you need to engine/duck's door.", file, imported)
		}
		if strings.HasSuffix(imported, "/pgproto3") && from != "wire" && from != "benchmarks" && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s imports %s: only wire speaks the protocol.", file, imported)
		}
	})
}

// touching are the rooms that read and write files or speak over the network. All others parse or compute: no files,
// network, logging.
var touching = []string{
	"engine/ingest", "engine/ingest/spool", "engine/store", "flatten/source", "nlp/eval", "wire", "wire/chunk", "wire/session",
	// programs that make what is built in, and help for tests
	"flatten/schema/gen", "flatten/view/gen", "nlp/eval/accuracy", "nlp/lexicon/gen", "nlp/tagger/train", "wire/catalog/gen", "wire/postgrestest",
}

func TestPureRooms(t *testing.T) {
	impure := []string{"os", "net", "log", "log/slog", "os/exec", "io/ioutil"}
	eachImport(t, func(file, pkg, imported string) {
		part, _, _ := strings.Cut(pkg, "/")
		if slices.Contains(parts, part) && !slices.Contains(touching, pkg) && slices.Contains(impure, imported) && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s imports %q: %s parses or computes and stays pure.\nTake bytes or an interface from the caller instead.", file, imported, pkg)
		}
	})
}

// rooms are the packages below cmd/tarn, each with all that it may import of this module. cmd/tarn itself, which has the
// commands and joins everything, is imported by none of them.
var rooms = map[string][]string{
	"cmd/tarn/certificate":       {},
	"cmd/tarn/notedoc":           {"cmd/tarn/sqlerror", "nlp"},
	"cmd/tarn/notefunc":          {"cmd/tarn/sqlerror", "engine", "nlp", "wire"},
	"cmd/tarn/noteprint":         {"nlp"},
	"cmd/tarn/outfile":           {},
	"cmd/tarn/remote":            {"nlp"},
	"cmd/tarn/remote/remotetest": {},
	"cmd/tarn/sink":              {},
	"cmd/tarn/sqlerror":          {},
	"cmd/tarn/synth":             {},
	"cmd/tarn/users":             {"wire"},
	"cmd/tarn/vocabfile":         {"nlp"},
}

func TestRooms(t *testing.T) {
	eachImport(t, func(file, pkg, imported string) {
		if !strings.HasPrefix(pkg, "cmd/tarn/") || strings.HasSuffix(file, "_test.go") {
			return
		}
		may, known := rooms[pkg]
		if !known {
			t.Errorf("%s: the room %s is not in the list: say there what it may import.", file, pkg)
		}
		if inner, ok := strings.CutPrefix(imported, module); ok {
			allowed := slices.ContainsFunc(may, func(p string) bool { return inner == p || strings.HasPrefix(inner, p+"/") })
			if !allowed {
				t.Errorf("%s imports %s: %s may import %v alone.\nTake what it needs as an argument, and let cmd/tarn join the two.", file, imported, pkg, may)
			}
		}
		if imported == "github.com/spf13/cobra" || imported == "github.com/spf13/viper" || strings.HasPrefix(imported, "github.com/spf13/pflag") {
			t.Errorf("%s imports %s: commands, flags and the configuration are cmd/tarn's own.", file, imported)
		}
	})
}

// eachImport calls f for every import of every Go file of the module; pkg is the file's folder within it.
func eachImport(t *testing.T, f func(file, pkg, imported string)) {
	t.Helper()
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		file, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			seen++
			f(filepath.ToSlash(file), filepath.ToSlash(filepath.Dir(file)), imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 100 {
		t.Fatalf("only %d imports seen: the walk from %s went wrong", seen, root)
	}
}
