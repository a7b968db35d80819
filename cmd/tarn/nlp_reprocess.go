package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func (a *app) reprocessCommand() *cobra.Command {
	var request reprocessRequest
	var since string
	cmd := &cobra.Command{
		Use:   "reprocess",
		Short: "Find the entities in stored notes anew, after rules or vocabularies have changed",
		Long: `Annotates every stored note that was not annotated by the present rules and vocabularies, and replaces
its rows in the nlp_ tables. It works in transactions of some ten thousand notes: stopped, it goes on
where it stopped when it is said again. --dry-run says what would change and changes nothing.`,
		Example: `  tarn nlp reprocess --dry-run
  tarn nlp reprocess --since 2026-01-01`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if request.Since, err = sinceMoment(since); err != nil {
				return err
			}
			return a.reprocess(cmd.Context(), request)
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "only notes in resources last updated then or later: a date or an instant")
	cmd.Flags().BoolVar(&request.DryRun, "dry-run", false, "say what would change and change nothing")
	cmd.Flags().BoolVar(&request.External, "external", false, "send the notes that the external annotator has not answered for, and nothing else")
	return cmd
}

func (a *app) reprocess(ctx context.Context, request reprocessRequest) error {
	if err := a.mustExist(); err != nil {
		return err
	}
	a.bar = newProgressBar(a.err)
	report, err := ask[reprocessReport](ctx, a, "reprocess", request)
	a.bar.clear()
	if err != nil {
		return err
	}
	report.print(a.out)
	return nil
}

// print writes what changed, for people.
func (r *reprocessReport) print(w io.Writer) {
	if r.External != nil {
		r.External.print(w)
		return
	}
	verb := "changed"
	if r.DryRun {
		verb = "would change"
	}
	fmt.Fprintf(w, "%s resources read: %s texts were up to date, %s annotated anew with %s entities\n",
		count(r.Resources), count(r.Current), count(r.Documents), count(r.Entities))
	fmt.Fprintf(w, "entities that %s: %s added, %s removed, %s told otherwise\n", verb, count(r.Added), count(r.Removed), count(r.Changed))
	for _, e := range r.Examples {
		fmt.Fprintf(w, "  %-8s %6s × %s  (%s)\n", e.Change, count(e.Count), e.Text, e.Category)
	}
}

// callReprocess takes a reprocessRequest.
func (o *owner) callReprocess(ctx context.Context, args []string, notice func(string)) (*reprocessReport, error) {
	var request reprocessRequest
	if len(args) != 1 || json.Unmarshal([]byte(args[0]), &request) != nil {
		return nil, usagef(`reprocess: one argument, as {"since": "2026-01-01T00:00:00Z", "dryRun": true}`)
	}
	report, err := o.reprocess(ctx, request, asNotices(notice))
	if err != nil {
		return nil, err
	}
	o.catalog.changed()
	return report, nil
}
