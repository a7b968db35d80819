package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
)

// statusReport is what the owner tells of a data directory.
type statusReport struct {
	Directory string `json:"directory"`
	Format    int    `json:"format"`
	Bytes     int64  `json:"bytes"` // on disk
	Owner     string `json:"owner"` // what the owning process does: "tarn serve on 127.0.0.1:5432"
	Version   string `json:"version"`

	Types       []typeStatus `json:"types"`
	Loads       []loadStatus `json:"loads"` // the last ones, newest first
	LoadCount   int64        `json:"loadCount"`
	Quarantined int64        `json:"quarantined"`
}

type typeStatus struct {
	Type     string `json:"resourceType"`
	Current  int64  `json:"current"`
	Versions int64  `json:"versions"`
}

type loadStatus struct {
	ID        int64     `json:"loadId"`
	Started   time.Time `json:"started"`
	Seconds   float64   `json:"elapsedSeconds"`
	Status    string    `json:"status"` // as in tarn.load: completed, completed with errors, unchanged, failed
	Resources int64     `json:"resources"`
	Arguments string    `json:"arguments"`
}

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Show what a data directory holds: types, loads, size, format",
		Example: "  tarn status\n  tarn status --data /srv/tarn --json",
		Args:    usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.mustExist(); err != nil {
				return err
			}
			report, err := ask[statusReport](cmd.Context(), a, "status", nil)
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(report)
			}
			report.print(a.out)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func (r *statusReport) print(w io.Writer) {
	fmt.Fprintf(w, "data directory  %s\nowned by        %s\nformat          %d (tarn %s)\non disk         %s\n\n",
		r.Directory, r.Owner, r.Format, r.Version, size(r.Bytes))
	fmt.Fprintf(w, "%-32s %12s %12s\n", "resource type", "current", "versions")
	var current, versions int64
	for _, t := range r.Types {
		fmt.Fprintf(w, "%-32s %12s %12s\n", t.Type, count(t.Current), count(t.Versions))
		current, versions = current+t.Current, versions+t.Versions
	}
	fmt.Fprintf(w, "%-32s %12s %12s\n\n", "all", count(current), count(versions))
	fmt.Fprintf(w, "%s; %s in quarantine\n", countOf(r.LoadCount, "load"), countOf(r.Quarantined, "input"))
	for _, l := range r.Loads {
		fmt.Fprintf(w, "  %4d  %s  %8.1f s  %-21s  %12s resources  %s\n", l.ID, l.Started.Local().Format("2006-01-02 15:04:05"), l.Seconds, l.Status, count(l.Resources), l.Arguments)
	}
}
