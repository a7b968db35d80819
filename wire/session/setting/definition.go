package setting

import (
	"sort"
	"strings"
)

// Kind is a setting's type as pg_settings.vartype names it.
type Kind uint8

// The kinds.
const (
	String Kind = iota
	Bool
	Integer
	Real
	Enum
)

func (k Kind) String() string { return [...]string{"string", "bool", "integer", "real", "enum"}[k] }

// Context says who may change a setting.
type Context uint8

// The contexts: User by anyone at any time, Internal by nobody, Server only by the operator at start, Backend only with
// the start of a session.
const (
	User Context = iota
	Internal
	Server
	Backend
)

func (c Context) String() string { return [...]string{"user", "internal", "postmaster", "backend"}[c] }

// Definition describes one setting.
type Definition struct {
	Name    string // as SHOW ALL writes it: "TimeZone"
	Kind    Kind
	Default string // in canonical form
	Unit    string // of a number: "ms", "s", "min", "kB", "8kB"
	Min     float64
	Max     float64
	Values  []string // of an enum
	Context Context
	Report  bool // ParameterStatus at start and on change
	List    bool // names separated by commas
	Text    string

	check func(value string) (canonical string, err error)
}

// Lookup finds a definition by its name in any case.
func Lookup(name string) (*Definition, bool) {
	d, ok := definitions[strings.ToLower(name)]
	return d, ok
}

// All are the definitions sorted by name, as SHOW ALL lists them.
func All() []*Definition {
	all := make([]*Definition, 0, len(definitions))
	for _, d := range definitions {
		all = append(all, d)
	}
	sort.Slice(all, func(i, j int) bool { return strings.ToLower(all[i].Name) < strings.ToLower(all[j].Name) })
	return all
}

var definitions = index(table)

func index(table []Definition) map[string]*Definition {
	m := make(map[string]*Definition, len(table))
	for i := range table {
		m[strings.ToLower(table[i].Name)] = &table[i]
	}
	return m
}
