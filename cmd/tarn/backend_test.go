package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestKinds: the engine and the wire have the same kinds of types under the same numbers, since one becomes the other by
// its number alone.
func TestKinds(t *testing.T) {
	engine, wire := kinds(t, "engine/duck/types.go"), kinds(t, "wire/backend/type.go")
	if len(engine) < 30 || !slices.Equal(engine, wire) {
		t.Errorf("the engine has\n%v\nand the wire\n%v", engine, wire)
	}
}

// kinds are the names of the constants that a file numbers by iota and calls Kind…, in their order.
func kinds(t *testing.T, file string) (names []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", file), nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && strings.HasPrefix(spec.Names[0].Name, "Kind") {
			names = append(names, spec.Names[0].Name)
			if given := len(spec.Values) > 0; given != (len(names) == 1) {
				t.Errorf("%s: %s is not numbered like the others", file, spec.Names[0].Name)
			}
		}
		return true
	})
	return names
}
