package main

import (
	"context"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/spf13/cobra"
)

func (a *app) exportCommand() *cobra.Command {
	var types []string
	var output string
	var history bool
	cmd := &cobra.Command{
		Use:   "export --type TYPE",
		Short: "Write resources back as NDJSON, exactly as they were loaded",
		Long: `Writes the current version of every resource of a type as NDJSON: the same JSON values as loaded,
numbers digit by digit. With --history every version is written.`,
		Example: `  tarn export --type Patient > Patient.ndjson
  tarn export --type Observation -o Observation.ndjson`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(types) == 0 {
				return usagef("export: say which type, as --type Patient")
			}
			return writeTo(output, a.out, func(w io.Writer) error { return a.export(cmd.Context(), w, types, history) })
		},
	}
	f := cmd.Flags()
	f.StringSliceVarP(&types, "type", "t", nil, "resource type (several: separated by commas)")
	f.StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	f.BoolVar(&history, "history", false, "every version, not only the current ones")
	return cmd
}

func (a *app) export(ctx context.Context, w io.Writer, types []string, history bool) error {
	if err := a.mustExist(); err != nil {
		return err
	}
	conn, closeConn, err := a.connect(ctx)
	if err != nil {
		return err
	}
	defer closeConn()
	for _, t := range types {
		if err := exportType(ctx, conn, w, t, history); err != nil {
			return err
		}
	}
	return nil
}

func exportType(ctx context.Context, conn *pgconn.PgConn, w io.Writer, resourceType string, history bool) error {
	which := "is_current AND NOT deleted"
	if history {
		which = "resource IS NOT NULL"
	}
	sql := fmt.Sprintf("SELECT resource FROM history.resource WHERE resource_type = $1 AND %s", which)
	r := conn.ExecParams(ctx, sql, [][]byte{[]byte(resourceType)}, []uint32{pgtype.TextOID}, nil, nil)
	var werr error
	var line []byte
	for werr == nil && r.NextRow() {
		line = append(oneLine(line[:0], r.Values()[0]), '\n')
		_, werr = w.Write(line)
	}
	if _, err := r.Close(); err != nil {
		return sqlError(err, sql)
	}
	return werr
}

// oneLine appends a JSON value without its line breaks, which in JSON can only be white space between tokens.
func oneLine(dst, value []byte) []byte {
	for _, c := range value {
		if c != '\n' && c != '\r' {
			dst = append(dst, c)
		}
	}
	return dst
}
