package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/outfile"
	"github.com/tarn-sql/tarn/cmd/tarn/sink"
	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
)

// sqlOptions are the flags of tarn sql.
type sqlOptions struct {
	commands []string
	file     string
	format   string
	output   string
}

func (a *app) sqlCommand() *cobra.Command {
	var o sqlOptions
	cmd := &cobra.Command{
		Use:   "sql",
		Short: "Run SQL on the data directory, with or without a server",
		Long: `Runs SQL and prints what it answers: an aligned table, or csv, json, ndjson, parquet, arrow.
While a server owns the data directory the statements run in it; otherwise no server is needed.`,
		Example: `  tarn sql -c "SELECT gender, count(*) FROM patient GROUP BY gender"
  tarn sql -f cohort.sql -o cohort.parquet`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.sql(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringArrayVarP(&o.commands, "command", "c", nil, "SQL to run (may be given several times)")
	f.StringVarP(&o.file, "file", "f", "", "file with SQL to run, - for standard input")
	f.StringVar(&o.format, "format", "", "table, csv, json, ndjson, parquet or arrow (default: by the output file's name, else table)")
	f.StringVarP(&o.output, "output", "o", "", "write the result to this file")
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(sink.Formats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) sql(ctx context.Context, o sqlOptions) error {
	text, err := o.text(a.streams)
	if err != nil {
		return err
	}
	format, err := o.resultFormat()
	if err != nil {
		return err
	}
	if err := a.mustExist(); err != nil {
		return err
	}
	return a.through(ctx, func(conn *pgconn.PgConn) error {
		return outfile.Write(o.output, a.out, func(w io.Writer) error { return runSQL(ctx, conn, text, format, w) })
	})
}

// text is the SQL to run: the -c commands, then the file.
func (o sqlOptions) text(in streams) (string, error) {
	parts := append([]string(nil), o.commands...)
	if o.file != "" {
		b, err := in.read(o.file)
		if err != nil {
			return "", err
		}
		parts = append(parts, string(b))
	}
	if len(parts) == 0 {
		return "", usagef(`sql: give the statement with -c "SELECT …" or -f FILE (for a prompt, run 'tarn serve' and connect with psql)`)
	}
	return strings.Join(parts, ";\n"), nil
}

// resultFormat is the format of the results: as said, else by the output file's name.
func (o sqlOptions) resultFormat() (string, error) {
	format := o.format
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.output)), ".")
		if !slices.Contains(sink.Formats, format) {
			format = sink.Table
		}
	}
	if !slices.Contains(sink.Formats, format) {
		return "", usagef("format is %q: one of %s", format, strings.Join(sink.Formats, ", "))
	}
	return format, nil
}

// runSQL sends the statements as one simple query and writes their results as they stream in.
func runSQL(ctx context.Context, conn *pgconn.PgConn, text, format string, w io.Writer) error {
	out, err := sink.Open(format, w, "tarn "+version)
	if err != nil {
		return err
	}
	results := conn.Exec(ctx, text)
	for results.NextResult() {
		if err := writeResult(results.ResultReader(), out); err != nil {
			results.Close()
			return err
		}
	}
	if err := results.Close(); err != nil {
		return sqlerror.Worded(err, text)
	}
	return out.Close()
}

func writeResult(r *pgconn.ResultReader, out sink.Writer) error {
	fields := r.FieldDescriptions()
	if fields == nil {
		tag, err := r.Close()
		if err != nil {
			return nil // the reader of all results reports it, with its position
		}
		return out.Command(tag.String())
	}
	if err := out.Begin(fields); err != nil {
		return err
	}
	for r.NextRow() {
		if err := out.Row(r.Values()); err != nil {
			return err
		}
	}
	if _, err := r.Close(); err != nil {
		return nil // as above
	}
	return out.End()
}
