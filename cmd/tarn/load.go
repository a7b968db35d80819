package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/outfile"
)

// loadRequest is what `tarn load` asks the owner of the data directory to do.
type loadRequest struct {
	Paths  []string `json:"paths"` // as ownPath names them
	Source string   `json:"source,omitempty"`
	Strict bool     `json:"strict,omitempty"`
	NoNLP  bool     `json:"noNlp,omitempty"` // leave notes alone
}

func (a *app) loadCommand() *cobra.Command {
	var request loadRequest
	var manifest, entities string
	cmd := &cobra.Command{
		Use:   "load PATH...",
		Short: "Load FHIR R4: NDJSON, Bundles, single resources, folders of them",
		Long: `Loads FHIR R4 resources in one transaction: bulk NDJSON, Bundles, single resources; plain, .gz, .zst
or .zip; files and folders; - for standard input. Loading the same files again changes nothing. An input that cannot be
taken is set aside in tarn.quarantine with its place and reason, and never stops the load.

While a server runs on the data directory the load runs in it, and its clients see the new data
when the load commits.

Exit codes: 0 all loaded, 1 failed and nothing loaded, 2 wrong usage, 3 loaded but some quarantined.`,
		Example: `  tarn load export/                       # every file in a folder
  tarn load Patient.ndjson.gz bundle.json --manifest job.json
  export-job | tarn load -`,
		Args: usageArgs(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			request.Paths, request.Source = args, a.config.Source
			switch entities {
			case "on", "off":
				request.NoNLP = entities == "off"
			default:
				return usagef("nlp is %q: on or off", entities)
			}
			return a.load(cmd.Context(), request, manifest)
		},
	}
	f := cmd.Flags()
	f.String("source", "", `name of the source: ids of it read "NAME:id" (default: the main source, ids as they are)`)
	f.BoolVar(&request.Strict, "strict", false, "load nothing if any input would be quarantined")
	f.StringVar(&entities, "nlp", "on", "find medical entities in notes: on or off")
	f.StringVar(&manifest, "manifest", "", "write what the load did to this file, as JSON")
	return cmd
}

// load sends the request to the owner, shows progress and prints what came of it.
func (a *app) load(ctx context.Context, request loadRequest, manifest string) error {
	if err := outfile.Check(manifest); err != nil {
		return err
	}
	for i, p := range request.Paths {
		path, err := ownPath(p)
		if err != nil { // before a data directory is made for nothing
			return usageError{err}
		}
		request.Paths[i] = path
	}
	a.bar = newProgressBar(a.err)
	report, err := ask[loadReport](ctx, a, "load", request)
	a.bar.clear()
	if err != nil {
		return err
	}
	report.print(a.out)
	if manifest != "" {
		if err := report.writeManifest(manifest); err != nil {
			return err
		}
	}
	return report.outcome()
}
