package functions

import (
	"cmp"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// Routines are the engine's own functions, by name.
type Routines map[string][]Function

// OfRoutines makes the signatures of the engine's functions.
func OfRoutines(list []catalog.Routine) Routines {
	all := Routines{}
	for _, r := range list {
		f := Function{Name: r.Name, Kind: Scalar, Template: cmp.Or(r.Engine, r.Name) + "($*)"}
		for _, p := range r.Params {
			f.Params = append(f.Params, Param{Type: types.Of(p.Type)})
		}
		if r.Result != types.JSON { // a nested value is shown as json and is none
			f.Result = types.Of(r.Result)
		}
		if r.Columns != nil {
			f.Kind, f.Result = Set, types.Of(types.Record)
			for _, c := range r.Columns {
				f.Columns = append(f.Columns, Field{c.Name, types.Of(c.Type)})
			}
		}
		all[r.Name] = append(all[r.Name], f)
	}
	return all
}
