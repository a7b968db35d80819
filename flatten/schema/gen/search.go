package main

import (
	"encoding/json"
	"io"
	"sort"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// readSearch adds the search parameters of search-parameters.json, a Bundle.
func (m *model) readSearch(r io.Reader) error {
	var bundle struct {
		Entry []struct {
			Resource struct {
				Code, Type, Expression string
				Base, Target           []string
			}
		}
	}
	if err := json.NewDecoder(r).Decode(&bundle); err != nil {
		return err
	}
	for _, e := range bundle.Entry {
		p := e.Resource
		m.params = append(m.params, schema.SearchParam{
			Code: p.Code, Bases: p.Base, Type: p.Type, Expression: p.Expression, Targets: p.Target,
		})
	}
	sort.SliceStable(m.params, func(i, j int) bool {
		a, b := &m.params[i], &m.params[j]
		if a.Code != b.Code {
			return a.Code < b.Code
		}
		return a.Bases[0] < b.Bases[0]
	})
	return nil
}
