package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/nlp/vocab"
)

// completionExamples say where each shell looks for completions.
var completionExamples = map[string]string{
	"bash":       "  source <(tarn completion bash)\n  tarn completion bash > /etc/bash_completion.d/tarn",
	"zsh":        "  source <(tarn completion zsh)\n  tarn completion zsh > \"${fpath[1]}/_tarn\"",
	"fish":       "  tarn completion fish | source\n  tarn completion fish > ~/.config/fish/completions/tarn.fish",
	"powershell": "  tarn completion powershell | Out-String | Invoke-Expression\n  tarn completion powershell > tarn.ps1",
}

// flagValues are the values of flags that take one of a few.
var flagValues = map[string][]string{
	"tarn load --nlp":             {"on", "off"},
	"tarn nlp annotate --format":  {"text", "json", "comprehend"},
	"tarn nlp annotate --color":   {"auto", "always", "never"},
	"tarn nlp vocab add --format": vocab.Formats(),
}

// addCompletion adds the command completion, with examples as every command has them, and the values of flags.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	completion, _, err := root.Find([]string{"completion"})
	cobra.CheckErr(err)
	completion.Example = "  source <(tarn completion bash)\n  tarn completion fish > ~/.config/fish/completions/tarn.fish"
	for _, shell := range completion.Commands() {
		shell.Example = completionExamples[shell.Name()]
	}
	for where, values := range flagValues {
		path, flag, _ := strings.Cut(where, " --")
		cmd, _, err := root.Find(strings.Fields(path)[1:])
		cobra.CheckErr(err)
		cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
	}
}
