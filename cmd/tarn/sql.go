package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"
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
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatNames, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (a *app) sql(ctx context.Context, o sqlOptions) error {
	text, err := o.text(a.in)
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
	conn, closeConn, err := a.connect(ctx)
	if err != nil {
		return err
	}
	defer closeConn()
	return writeTo(o.output, a.out, func(w io.Writer) error {
		return runSQL(ctx, conn, text, format.sink(w), a.err)
	})
}

// text is the SQL to run: the -c commands, then the file.
func (o sqlOptions) text(in io.Reader) (string, error) {
	parts := append([]string(nil), o.commands...)
	switch o.file {
	case "":
	case "-":
		b, err := io.ReadAll(in)
		if err != nil {
			return "", fmt.Errorf("standard input: %w", err)
		}
		parts = append(parts, string(b))
	default:
		b, err := os.ReadFile(o.file)
		if err != nil {
			return "", usagef("%w", err)
		}
		parts = append(parts, string(b))
	}
	if len(parts) == 0 {
		return "", usagef(`sql: give the statement with -c "SELECT …" or -f FILE (for a prompt, run 'tarn serve' and connect with psql)`)
	}
	return strings.Join(parts, ";\n"), nil
}

func (o sqlOptions) resultFormat() (format, error) {
	name := o.format
	if name == "" {
		name = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.output)), ".")
		if _, known := formats[name]; !known {
			name = "table"
		}
	}
	f, known := formats[name]
	if !known {
		return f, usagef("format is %q: one of %s", name, strings.Join(formatNames, ", "))
	}
	return f, nil
}

// runSQL sends the statements as one simple query and gives their results to the sink as they stream in.
func runSQL(ctx context.Context, conn *pgconn.PgConn, text string, out sink, warn io.Writer) error {
	results := conn.Exec(ctx, text)
	for results.NextResult() {
		r := results.ResultReader()
		if err := copyResult(r, out); err != nil {
			results.Close()
			return err
		}
	}
	if err := results.Close(); err != nil {
		return sqlError(err, text)
	}
	return out.close()
}

func copyResult(r *pgconn.ResultReader, out sink) error {
	fields := r.FieldDescriptions()
	if fields == nil {
		tag, err := r.Close()
		if err != nil {
			return nil // the reader of all results reports it, with its position
		}
		return out.command(tag.String())
	}
	if err := out.begin(fields); err != nil {
		return err
	}
	for r.NextRow() {
		if err := out.row(r.Values()); err != nil {
			return err
		}
	}
	if _, err := r.Close(); err != nil {
		return nil // as above
	}
	return out.end()
}

// sqlError words an error of the server for a person, with the place in the statement.
func sqlError(err error, text string) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (SQLSTATE %s)", pg.Message, pg.Code)
	if line, caret := errorPlace(text, int(pg.Position)); line != "" {
		fmt.Fprintf(&b, "\n  %s\n  %s", line, caret)
	}
	if pg.Detail != "" {
		fmt.Fprintf(&b, "\n  detail: %s", pg.Detail)
	}
	if pg.Hint != "" {
		fmt.Fprintf(&b, "\n  hint: %s", pg.Hint)
	}
	return fmt.Errorf("%s%w", b.String(), hidden{err})
}

// hidden keeps an error in the chain without printing it again.
type hidden struct{ error }

func (hidden) Error() string   { return "" }
func (h hidden) Unwrap() error { return h.error }

// errorPlace is the line of text that holds the 1-based character position, and a caret under it.
func errorPlace(text string, position int) (line, caret string) {
	runes := []rune(text)
	if position < 1 || position > len(runes)+1 {
		return "", ""
	}
	start, end := position-1, position-1
	for start > 0 && runes[start-1] != '\n' {
		start--
	}
	for end < len(runes) && runes[end] != '\n' {
		end++
	}
	return string(runes[start:end]), strings.Repeat(" ", position-1-start) + "^"
}

// writeTo runs write on the named file, or on out where the name is empty. A file appears only once it is whole.
func writeTo(name string, out io.Writer, write func(io.Writer) error) error {
	if name == "" {
		w := bufio.NewWriterSize(out, 64<<10)
		if err := write(w); err != nil {
			w.Flush()
			return err
		}
		return w.Flush()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return usagef("output: %w", err)
	}
	defer os.Remove(f.Name())
	w := bufio.NewWriterSize(f, 256<<10)
	if err := write(w); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(w.Flush(), f.Chmod(0o600), f.Close()); err != nil {
		return fmt.Errorf("output %s: %w", name, err)
	}
	return os.Rename(f.Name(), name)
}
