package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/engine"
)

// version is the release this source is of.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of tarn and of what is built into it",
		Example: "  tarn version\n  tarn version | head -1",
		Args:    usageArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(a.out, "tarn %s%s\n", version, revision())
			fmt.Fprintf(a.out, "  DuckDB %s, FHIR R4 (4.0.1), PostgreSQL protocol 3.0 and 3.2\n", engine.DuckDBVersion())
			fmt.Fprintf(a.out, "  %s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// revision is the commit the binary was built from, where the Go tool recorded it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}
