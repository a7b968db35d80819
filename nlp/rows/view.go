package rows

import (
	"embed"
	"fmt"
	"strings"
)

// View is an SQL view in DuckDB's dialect over the tables of this package and those of flattening. Schema is public.
type View struct {
	Name, Comment, SQL string
	ColumnComments     map[string]string
}

//go:embed view/*.sql
var viewFiles embed.FS

// viewOrder is the order in which the views are made: later ones use earlier ones.
var viewOrder = []string{
	"nlp_code", "nlp_medication", "nlp_condition", "nlp_procedure", "nlp_test", "nlp_phi",
	"medication_all", "condition_all", "condition_undocumented",
}

// Views returns the views in the order in which they are made. Each is a file view/NAME.sql: comment lines that begin with
// "--- " are the view's comment, "--- column: …" a column's, the rest is the query.
func Views() []View {
	out := make([]View, 0, len(viewOrder))
	for _, name := range viewOrder {
		file, err := viewFiles.ReadFile("view/" + name + ".sql")
		if err != nil {
			panic(fmt.Sprintf("rows: %v", err))
		}
		out = append(out, parseView(name, string(file)))
	}
	return out
}

func parseView(name, file string) View {
	v := View{Name: name, ColumnComments: map[string]string{}}
	var sql strings.Builder
	for line := range strings.Lines(file) {
		comment, ok := strings.CutPrefix(line, "--- ")
		comment = strings.TrimSpace(comment)
		column, what, isColumn := strings.Cut(comment, ": ")
		switch {
		case !ok:
			sql.WriteString(line)
		case isColumn && !strings.Contains(column, " "):
			v.ColumnComments[column] = what
		default:
			v.Comment = strings.TrimSpace(v.Comment + " " + comment)
		}
	}
	v.SQL = strings.TrimSpace(sql.String())
	return v
}
