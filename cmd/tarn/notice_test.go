package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestNotice: NOTICE names every module that the binary is linked with, and its licence.
func TestNotice(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(notice)) {
		name, licence, found := strings.Cut(strings.TrimSpace(line), "  ")
		listed[name] = found && strings.Contains(licence, "; Copyright ")
	}
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Skipf("the go command does not say what is linked: %v", err)
	}
	modules := strings.Fields(string(out))
	slices.Sort(modules)
	for _, module := range slices.Compact(modules) {
		module, _, _ = strings.Cut(module, "/lib/") // duckdb-go-bindings has a module for each platform
		if !listed[module] {
			t.Errorf("NOTICE has no line on %s", module)
		}
	}
}
