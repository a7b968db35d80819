// Command gen writes the definitions of the built-in tables, flatten/view/builtin/*.json, from the R4 model by rules
// (columns.go, choice.go, tables.go, children.go) and a selection made by hand (selection.go).
//
//	go generate ./flatten/view
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/view"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "builtin", "folder to write to")
	flag.Parse()
	g := &generator{model: schema.R4()}
	for _, r := range g.model.Resources() {
		g.resource(r)
	}
	old, _ := filepath.Glob(filepath.Join(*out, "*.json"))
	for _, f := range old {
		if err := os.Remove(f); err != nil {
			log.Fatal(err)
		}
	}
	for _, d := range g.views {
		if err := write(filepath.Join(*out, d.Name+".json"), d); err != nil {
			log.Fatal(err)
		}
	}
}

func write(path string, d *view.Definition) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
