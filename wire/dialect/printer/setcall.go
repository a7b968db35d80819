package printer

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// setCall is a function called in FROM.
type setCall struct {
	name   string
	t      types.Type        // of a scalar's or list's element
	fields []functions.Field // of records
	out    bool              // name is the column's own, not replaced by the alias
	list   string            // a set: the DuckDB list that is unnested
	scalar string            // no set: the expression
	table  string            // a table function or macro
	rows   string            // a SELECT that gives the rows without making a list of them
	json   bool              // records to be made from JSON by column definitions
}

// setCall prints the function of a FROM item. Constants and value functions (current_date) may stand there, too.
func (p *printer) setCall(n *pg.Node, s *scope) setCall {
	f := n.GetFuncCall()
	name, _ := figure(n)
	if f == nil {
		v := p.plain(p.expr(n, s))
		return setCall{name: name, t: v.t, scalar: v.sql}
	}
	c := p.call(f, s)
	out := setCall{name: name, t: c.t, fields: c.fields}
	if sql, ok := p.longSeries(f, s); ok {
		out.rows = sql
	}
	switch {
	case c.table != "":
		out.table = c.table
	case c.duckdb:
		out.table = c.sql
	case c.set != "":
		out.list, out.json = c.set, c.json
		if c.out != "" {
			out.name, out.out = c.out, true
		}
	default:
		out.scalar = p.plain(c.value).sql
	}
	return out
}

// columnDefinitions are AS t(a int, b text) of functions that give records: from JSON, by DuckDB's own conversion.
func (p *printer) columnDefinitions(c *setCall, defs []*pg.Node) {
	if len(defs) == 0 {
		return
	}
	c.fields = nil
	var shape []string
	for _, n := range defs {
		d := n.GetColumnDef()
		t := p.typeName(d.TypeName)
		c.fields = append(c.fields, functions.Field{Name: d.Colname, Type: t})
		shape = append(shape, jsonString(d.Colname)+":"+jsonString(types.Duck(t)))
	}
	if !c.json {
		p.unsupported(-1, "a column definition list for this function")
	}
	c.list = strings.ReplaceAll(c.list, jsonShape, "{"+strings.ReplaceAll(strings.Join(shape, ","), "'", "''")+"}")
}

// jsonShape stands in a list where the structure of its records goes.
const jsonShape = "\x03"

func jsonString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// setSelect is the SELECT that gives the rows of functions side by side, as ROWS FROM does.
func (p *printer) setSelect(calls []setCall, ordinality bool) (string, []column) {
	var items, inner []string
	var cols []column
	for i, c := range calls {
		switch {
		case c.list == "":
			items = append(items, c.scalar+" AS "+p.ident(c.name))
			cols = append(cols, column{name: c.name, t: c.t})
		case c.fields == nil:
			items = append(items, "unnest("+c.list+") AS "+p.ident(c.name))
			cols = append(cols, column{name: c.name, t: c.t})
		default:
			record := "r" + itoa(i+1)
			inner = append(inner, "unnest("+c.list+") AS "+record)
			for _, f := range c.fields {
				items = append(items, "struct_extract("+record+", "+quote(f.Name)+") AS "+p.ident(f.Name))
				cols = append(cols, column{name: f.Name, t: f.Type})
			}
		}
	}
	if ordinality {
		number := ordinalOf(calls[0]) + " AS ordinality"
		if inner == nil {
			items = append(items, number)
		} else {
			inner = append(inner, number)
			items = append(items, "ordinality")
		}
		cols = append(cols, column{name: "ordinality", t: types.Of(types.Int8)})
	}
	sql := "SELECT " + strings.Join(items, ", ")
	if inner != nil {
		sql += " FROM (SELECT " + strings.Join(inner, ", ") + ") AS r"
	}
	return sql, cols
}

func ordinalOf(c setCall) string {
	if c.list == "" {
		return "CAST(1 AS BIGINT)"
	}
	return "unnest(range(1, len(" + c.list + ") + 1))"
}

func itoa(i int) string { return strconv.Itoa(i) }

// longSeries is generate_series of integer constants, which may be long: DuckDB's table function makes no list of it.
func (p *printer) longSeries(f *pg.FuncCall, s *scope) (string, bool) {
	if lastName(f.Funcname) != "generate_series" || len(f.Args) < 2 {
		return "", false
	}
	var args []value
	for _, n := range f.Args {
		a := p.expr(n, s)
		if a.number == "" || !types.IsInteger(a.t) {
			return "", false
		}
		args = append(args, a)
	}
	return "SELECT CAST(i AS " + types.Duck(common(args...)) + ") AS %s FROM generate_series(" + join(args) + ") AS s(i)", true
}
