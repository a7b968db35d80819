package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestExamples: the help of every command shows how it is called, twice at least.
func TestExamples(t *testing.T) {
	root := newRoot(&app{})
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		calls := 0
		for line := range strings.Lines(cmd.Example) {
			if strings.Contains(line, "tarn") {
				calls++
			}
		}
		if calls < 2 {
			t.Errorf("%s has %d examples", cmd.CommandPath(), calls)
		}
		for _, c := range cmd.Commands() {
			visit(c)
		}
	}
	visit(root)
}
