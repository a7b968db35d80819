package view

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"
)

//go:generate go run ./gen -out builtin

//go:embed builtin/*.json
var builtinFiles embed.FS

// Builtin returns the definitions of the built-in tables, ordered by name. They are shared: do not change them.
var Builtin = sync.OnceValue(func() []*Definition {
	names, err := fs.Glob(builtinFiles, "builtin/*.json")
	if err != nil {
		panic(err)
	}
	list := make([]*Definition, len(names))
	for i, n := range names {
		b, err := builtinFiles.ReadFile(n)
		if err == nil {
			list[i], err = Load(b)
		}
		if err != nil {
			panic(fmt.Sprintf("view: %s: %v", n, err)) // a broken build: go generate ./flatten/view
		}
	}
	return list
})
