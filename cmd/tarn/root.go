package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
)

// streams are where a command reads and writes; tests give their own.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// read reads a file that the user named, or standard input for "-".
func (s streams) read(name string) ([]byte, error) {
	if name == "-" {
		b, err := io.ReadAll(s.in)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return b, nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, usageError{err}
	}
	return b, nil
}

// log says something to the operator.
func (s streams) log(format string, args ...any) { fmt.Fprintf(s.err, format+"\n", args...) }

// printJSON prints a value as JSON for programs.
func (s streams) printJSON(v any) error {
	e := json.NewEncoder(s.out)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// app is one call of tarn: its configuration and streams.
type app struct {
	config config
	streams
	bar *progressBar // of the load that runs, if any
}

// run executes the command line and returns the process's exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	a := &app{streams: streams{in, out, errOut}}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := stopped(ctx, root.ExecuteContext(ctx))
	code, silent := exitCode(err)
	if !silent {
		fmt.Fprintf(errOut, "tarn: %v\n", err)
		if code == exitUsage {
			fmt.Fprintln(errOut, "Run 'tarn --help' for the commands and their flags.")
		}
	}
	return code
}

// stopped is the error of a command, where the user has ended it in the word for that. Statements of the engine call it
// query_canceled.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || sqlerror.State(err) == "57014") {
		return errors.New("stopped")
	}
	return err
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "tarn",
		Short: "Query FHIR health data in SQL, from any PostgreSQL client",
		Long: `Tarn loads FHIR R4 (bulk NDJSON, Bundles), flattens it into columnar tables in an embedded
DuckDB, and serves them over the PostgreSQL protocol: psql, BI tools and notebooks query
population data in SQL. One binary, one data directory.`,
		Example: `  tarn demo                        # a synthetic population, loaded and served
  tarn load export/*.ndjson.gz     # load your own data …
  tarn serve                       # … and serve it on 127.0.0.1:5432`,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			c, err := readConfig(cmd)
			a.config = c
			return err
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no command %q", args[0])
			}
			return cmd.Help()
		},
		Args: cobra.ArbitraryArgs,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	addConfigFlags(root.PersistentFlags())
	root.AddCommand(a.demoCommand(), a.loadCommand(), a.serveCommand(), a.sqlCommand(), a.exportCommand(),
		a.statusCommand(), a.userCommand(), a.synthCommand(), a.nlpCommand(), a.versionCommand())
	addCompletion(root)
	return root
}

// usageArgs makes a command's check of its arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%s: %w", cmd.CommandPath(), err)}
		}
		return nil
	}
}
