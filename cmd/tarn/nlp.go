package main

import (
	"time"

	"github.com/spf13/cobra"
)

func (a *app) nlpCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "nlp",
		Short:   "Find medical entities in free text",
		Example: "  tarn nlp annotate note.txt\n  tarn nlp annotate - --json < note.txt",
		Args:    usageArgs(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.annotateCommand(), a.evalCommand(), a.reprocessCommand(), a.vocabCommand(), a.nlpExportCommand())
	return cmd
}

// sinceMoment reads the moment that --since gives: a day, from its beginning (UTC), or an instant. "" is the zero time.
func sinceMoment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, usagef("since is %q: give a day (2026-11-23) or a moment (2026-11-23T08:00:00Z)", s)
}
