package catalog

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed sql/relations.def
var relationsDef string

//go:embed sql/information.def
var informationDef string

// part is one source of rows of a relation that changes; see sql/relations.def.
type part struct {
	schema, name string
	mode         string            // "stored", "live" or "temp"
	from         string            // FROM item and WHERE
	set          map[string]string // expression by column
	star         string            // alias whose columns of the same names are taken; "" none
}

// definitions are the parts of every relation, by "schema.name".
var definitions = sync.OnceValue(func() map[string][]part {
	m := map[string][]part{}
	for _, text := range []string{relationsDef, informationDef} {
		parts, err := parseDefinitions(text)
		if err != nil {
			panic("catalog: " + err.Error())
		}
		for _, p := range parts {
			m[p.schema+"."+p.name] = append(m[p.schema+"."+p.name], p)
		}
	}
	return m
})

func parseDefinitions(text string) ([]part, error) {
	var parts []part
	for i, line := range joinLines(text) {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "relation "):
			f := strings.Fields(line)
			schema, name, ok := strings.Cut(f[1], ".")
			if len(f) != 3 || !ok || !slices.Contains([]string{"stored", "live", "temp"}, f[2]) {
				return nil, fmt.Errorf("definition %d: %q", i, line)
			}
			parts = append(parts, part{schema: schema, name: name, mode: f[2], set: map[string]string{}})
		case len(parts) == 0:
			return nil, fmt.Errorf("definition %d: %q before any relation", i, line)
		default:
			if err := parts[len(parts)-1].line(strings.TrimSpace(line)); err != nil {
				return nil, fmt.Errorf("definition %d: %w", i, err)
			}
		}
	}
	return parts, nil
}

// joinLines folds lines indented by four or more spaces into the line before.
func joinLines(text string) []string {
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(l, "    ") && len(lines) > 0 {
			lines[len(lines)-1] += " " + strings.TrimSpace(l)
			continue
		}
		lines = append(lines, l)
	}
	return lines
}

func (p *part) line(l string) error {
	if from, ok := strings.CutPrefix(l, "from "); ok {
		p.from = from
		return nil
	}
	name, expr, ok := strings.Cut(l, " = ")
	if !ok {
		return fmt.Errorf("%s.%s: %q", p.schema, p.name, l)
	}
	if name == "*" {
		p.star = expr
		return nil
	}
	p.set[name] = expr
	return nil
}

// temporary says whether the part has rows for temporary relations.
func (p *part) temporary() bool {
	return p.mode == "temp" || strings.Contains(p.from, "{rel}") || strings.Contains(p.from, "{att}")
}

// sources of {rel} and {att}.
var (
	lakeSources = strings.NewReplacer("{rel}", "memory.tarn_catalog.rel", "{att}", "memory.tarn_catalog.att")
	tempSources = strings.NewReplacer("{rel}", "memory.tarn_catalog.temp_rel", "{att}", "memory.tarn_catalog.temp_att")
)

// query is the part's SELECT with every column of the relation, in order and in its type.
func (p *part) query(columns []Column, sources *strings.Replacer) string {
	var b strings.Builder
	b.WriteString("SELECT ")
	for i, c := range columns {
		if i > 0 {
			b.WriteString(", ")
		}
		expr, ok := p.set[c.Name]
		switch {
		case ok:
			fmt.Fprintf(&b, "CAST(%s AS %s)", expr, duckType(c.Type))
		case p.star != "":
			b.WriteString(p.star + "." + quote(c.Name))
		default:
			b.WriteString(zero(c))
		}
		b.WriteString(" AS " + quote(c.Name))
	}
	b.WriteString(" FROM " + sources.Replace(p.from))
	return b.String()
}
