package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/outfile"
	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

func (a *app) exportCommand() *cobra.Command {
	var what exported
	var output string
	cmd := &cobra.Command{
		Use:   "export --type TYPE",
		Short: "Write resources back as NDJSON, exactly as they were loaded",
		Long: `Writes the current version of every resource of a type as NDJSON: the same JSON values as loaded,
numbers digit by digit. A resource that only its Bundle named gets its id written into it. With
--history every version is written.`,
		Example: `  tarn export --type Patient > Patient.ndjson
  tarn export --type Observation -o Observation.ndjson
  tarn export --type Patient --source clinic`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(what.types) == 0 {
				return usagef("export: say which type, as --type Patient")
			}
			what.oneSource = cmd.Flags().Changed("source")
			return outfile.Write(output, a.out, func(w io.Writer) error { return a.export(cmd.Context(), w, what) })
		},
	}
	f := cmd.Flags()
	f.StringSliceVarP(&what.types, "type", "t", nil, "resource type (several: separated by commas)")
	f.StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	f.StringVar(&what.source, "source", "", `only what was loaded under this source, "" is the main one (default: all, ids of several sources may be the same)`)
	f.BoolVar(&what.history, "history", false, "every version, not only the current ones")
	return cmd
}

// exported is what an export writes.
type exported struct {
	types     []string
	history   bool // every version
	oneSource bool // only those of source
	source    string
}

func (a *app) export(ctx context.Context, w io.Writer, what exported) error {
	if err := a.mustExist(); err != nil {
		return err
	}
	return a.through(ctx, func(conn *pgconn.PgConn) error {
		for _, t := range what.types {
			if err := what.exportType(ctx, conn, w, t); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *exported) exportType(ctx context.Context, conn *pgconn.PgConn, w io.Writer, resourceType string) error {
	which := "is_current AND NOT deleted"
	if e.history {
		which = "resource IS NOT NULL"
	}
	sql := "SELECT resource, substr(id, CASE source WHEN '' THEN 1 ELSE length(source) + 2 END) FROM history.resource WHERE resource_type = $1 AND " + which
	values, types := [][]byte{[]byte(resourceType)}, []uint32{pgtype.TextOID}
	if e.oneSource {
		sql += " AND source = $2"
		values, types = append(values, []byte(e.source)), append(types, pgtype.TextOID)
	}
	r := conn.ExecParams(ctx, sql, values, types, nil, nil)
	var werr error
	var line []byte
	var named naming
	for werr == nil && r.NextRow() {
		row := r.Values()
		line = append(oneLine(line[:0], named.resource(row[0], row[1])), '\n')
		_, werr = w.Write(line)
	}
	if _, err := r.Close(); err != nil {
		return sqlerror.Worded(err, sql)
	}
	return werr
}

// naming writes ids into resources that have none: without its Bundle nothing else would say what they are.
type naming struct {
	parser node.Parser
	tape   node.Tape
	out    []byte
}

// resource returns the resource with its id; valid until the next call.
func (n *naming) resource(raw, id []byte) []byte {
	if n.parser.Parse(raw, &n.tape) != nil || n.tape.Child(0, schema.MemberResourceID) >= 0 {
		return raw
	}
	text, _ := json.Marshal(string(id)) // a string always is JSON
	inside := bytes.TrimLeft(raw[1:], " \t\r\n")
	n.out = append(append(n.out[:0], `{"id":`...), text...)
	if inside[0] != '}' {
		n.out = append(n.out, ',')
	}
	n.out = append(n.out, inside...)
	return n.out
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
