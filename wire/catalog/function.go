package catalog

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Function is a function that Prelude makes at memory.pg.<Name>.
type Function struct {
	Name string
	// Args are the numbers of arguments that it takes.
	Args []int
	// Table says that it stands in FROM: memory.pg.pg_get_keywords().
	Table bool
}

// Functions lists every function, sorted by name.
func Functions() []Function { return slices.Clone(functions()) }

// HasFunction says whether memory.pg.<name> takes nargs arguments, and whether it is a table function.
func HasFunction(name string, nargs int) (table, ok bool) {
	i, found := slices.BinarySearchFunc(functions(), name, func(f Function, n string) int { return strings.Compare(f.Name, n) })
	if !found || !slices.Contains(functions()[i].Args, nargs) {
		return false, false
	}
	return functions()[i].Table, true
}

// functions are read from the statements that make them.
var functions = sync.OnceValue(func() []Function {
	var out []Function
	for _, text := range []string{supportSQL, functionsSQL} {
		for _, s := range statements(text) {
			if f, ok := parseMacro(s); ok {
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b Function) int { return strings.Compare(a.Name, b.Name) })
	return out
})

var (
	macroHead = regexp.MustCompile(`^CREATE OR REPLACE MACRO memory\.pg\.([a-z0-9_]+)\(([^)]*)\) AS\s+(TABLE\b)?`)
	overload  = regexp.MustCompile(`,\s*\(([^()]*)\) AS\s`)
)

// parseMacro reads name and arities from CREATE MACRO f(a) AS …, (a, b) AS ….
func parseMacro(sql string) (Function, bool) {
	m := macroHead.FindStringSubmatch(sql)
	if m == nil {
		return Function{}, false
	}
	f := Function{Name: m[1], Args: []int{arity(m[2])}, Table: m[3] != ""}
	if !f.Table {
		for _, o := range overload.FindAllStringSubmatch(sql[len(m[0]):], -1) {
			if n := arity(o[1]); !slices.Contains(f.Args, n) {
				f.Args = append(f.Args, n)
			}
		}
	}
	slices.Sort(f.Args)
	return f, true
}

func arity(params string) int {
	if strings.TrimSpace(params) == "" {
		return 0
	}
	return strings.Count(params, ",") + 1
}
