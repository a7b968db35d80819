package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// parts are what an aggregate call has besides its arguments.
type parts struct {
	distinct, order string // "DISTINCT ", " ORDER BY …"
	suffix          string // FILTER and OVER
	within          string // the ORDER BY list of WITHIN GROUP
}

// inOrder are the aggregates that show the order of their input.
var inOrder = map[string]bool{"string_agg": true, "array_agg": true, "json_agg": true, "jsonb_agg": true}

func (p *printer) aggregateParts(f *pg.FuncCall, args []value, s *scope) parts {
	var a parts
	if f.AggDistinct {
		a.distinct = "DISTINCT "
	}
	if f.AggDistinct && len(f.AggOrder) == 0 && inOrder[lastName(f.Funcname)] && len(args) > 0 {
		a.order = " ORDER BY " + args[0].sql + " NULLS LAST" // PostgreSQL finds doubles by sorting
	}
	if len(f.AggOrder) > 0 {
		in := *s
		in.output = nil
		if a.order = p.sortList(f.AggOrder, &in); f.AggWithinGroup {
			a.within, a.order = a.order, ""
		} else {
			a.order = " ORDER BY " + a.order
		}
	}
	if f.AggFilter != nil {
		a.suffix = " FILTER (WHERE " + p.condition("FILTER", f.AggFilter, s) + ")"
	}
	if f.Over != nil {
		a.suffix += " OVER " + p.over(f.Over, s)
	}
	return a
}

// sortAfter is the template of an aggregate of distinct computed values: DuckDB holds an expression that may fail (a
// quotient, split_part) unequal to itself and so refuses to sort by it. The list of them is sorted instead.
func (a *parts) sortAfter(template, name string, args []value) string {
	if a.distinct == "" || !inOrder[name] || !strings.Contains(args[0].sql, "(") {
		return template
	}
	how, found := strings.CutPrefix(marks.ReplaceAllString(a.order, ""), " ORDER BY "+marks.ReplaceAllString(args[0].sql, ""))
	sorted, ok := listSorts[how]
	if !found || !ok {
		return template
	}
	list := "list_sort(array_agg($d$1)$f, " + sorted + ")"
	if name != "string_agg" {
		a.order = ""
		return strings.Replace(template, "array_agg($a)$f", list, 1)
	}
	if !types.IsText(args[0].t) {
		return template
	}
	a.order = ""
	return "array_to_string(" + list + ", $2)"
}

// listSorts are the orders of one key, as sortBy prints them, and how list_sort calls them.
var listSorts = map[string]string{
	" NULLS LAST":       "'ASC', 'NULLS LAST'",
	" NULLS FIRST":      "'ASC', 'NULLS FIRST'",
	" DESC NULLS LAST":  "'DESC', 'NULLS LAST'",
	" DESC NULLS FIRST": "'DESC', 'NULLS FIRST'",
}

// fill puts arguments into a template.
func fill(template string, args []value, a parts) string {
	var b strings.Builder
	for i := 0; i < len(template); i++ {
		if template[i] != '$' || i+1 == len(template) {
			b.WriteByte(template[i])
			continue
		}
		i++
		switch c := template[i]; {
		case c == '*':
			b.WriteString(join(args))
		case c == 'a':
			b.WriteString(a.distinct + join(args) + a.order)
		case c == 'd':
			b.WriteString(a.distinct)
		case c == 'o':
			b.WriteString(a.order)
		case c == 'f':
			b.WriteString(a.suffix)
		case c == '[': // $[2]: the arguments from the second as a list
			from := int(template[i+1]-'0') - 1
			b.WriteString("[" + join(args[min(from, len(args)):]) + "]")
			i += 2
		case c >= '1' && c <= '9' && int(c-'0') <= len(args):
			b.WriteString(args[c-'1'].sql)
		default:
			b.WriteString("$" + string(rune(c)))
		}
	}
	return b.String()
}
