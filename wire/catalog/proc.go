package catalog

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Proc is a built-in function of PostgreSQL as pg_proc knows it, for the types of results.
type Proc struct {
	OID, Result uint32
	Args        []uint32
	Variadic    bool
	Set         bool // returns a set
	Kind        byte // prokind: 'f', 'a' aggregate, 'w' window, 'p' procedure
}

// Procs are PostgreSQL's functions of a name, all overloads, in order of OID.
func Procs(name string) []Proc { return procs()[name] }

var procs = sync.OnceValue(func() map[string][]Proc {
	s := static().byName["pg_catalog.pg_proc"]
	at := func(name string) int {
		return slices.IndexFunc(s.columns, func(c Column) bool { return c.Name == name })
	}
	name, result, args, variadic, set, kind := at("proname"), at("prorettype"), at("proargtypes"), at("provariadic"), at("proretset"), at("prokind")
	m := map[string][]Proc{}
	s.each(func(v []string) {
		p := Proc{OID: number(v[0]), Result: number(v[result]), Variadic: v[variadic] != "0", Set: v[set] == "t", Kind: v[kind][0]}
		for a := range strings.SplitSeq(strings.Trim(v[args], "[]"), ",") {
			if a != "" {
				p.Args = append(p.Args, number(a))
			}
		}
		m[v[name]] = append(m[v[name]], p)
	})
	return m
})

func number(s string) uint32 {
	n, _ := strconv.ParseUint(s, 10, 32)
	return uint32(n)
}
