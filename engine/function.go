package engine

import (
	"context"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/store"
)

// ScalarFunction is a function in Go that SQL may call, also as a table: Options.Functions. Sessions may call those of
// their store without further permission. The context that Call is given tells whose session it is: see User.
type ScalarFunction = store.ScalarFunction

// JSONField is the metadata that makes a text member of a function's result JSON.
var JSONField = duck.JSONField

type userKey struct{}

// User is whose session a function is called in, "" in trusted ones.
func User(ctx context.Context) string {
	user, _ := ctx.Value(userKey{}).(string)
	return user
}

// ownFunctions are the store's functions in Go, for the policy of a session.
func (s *Store) ownFunctions() (all []Function) {
	for _, f := range s.store.Functions() {
		all = append(all, Function{Name: f.Name})
		if f.Table != "" {
			all = append(all, Function{Name: f.Table, Table: true})
		}
	}
	return all
}
