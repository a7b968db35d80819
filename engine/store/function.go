package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/duck"
)

// ScalarFunction is a function in Go that SQL may call: one result for each row of arguments.
type ScalarFunction struct {
	Name   string   // lower case; it is called without a schema
	Params []Column // names and types of the arguments; Comment is not used
	Result arrow.DataType
	// Table is the name of the same function as a table, SELECT … FROM table(arguments), where Result is a LIST of
	// STRUCT: a row per element, a column per member. Empty: none. Its arguments may be columns of items before it.
	Table string
	// Volatile says that a call does something: it is made as often as the statement says, and not before it runs.
	Volatile bool
	// Call computes one result for each of in.Len rows, in order; in has a vector per argument. Where an argument is
	// NULL the result must be NULL. Several threads call it at the same time. ctx ends when the statement is
	// interrupted or over: Call then returns at once with an error. Any error ends the statement.
	Call func(ctx context.Context, in *duck.Chunk) (arrow.Array, error)
}

// validateFunctions reports everything that is wrong with the definitions.
func validateFunctions(functions []ScalarFunction) (errs []error) {
	seen := map[string]bool{}
	for _, f := range functions {
		for _, name := range []string{f.Name, f.Table} {
			if name != strings.ToLower(name) || seen[name] {
				errs = append(errs, fmt.Errorf("function %q: names are in lower case, and each stands once", name))
			}
			seen[name] = name != ""
		}
		list, ok := f.Result.(*arrow.ListType)
		if ok {
			_, ok = list.Elem().(*arrow.StructType)
		}
		switch {
		case f.Name == "" || f.Result == nil || f.Call == nil:
			errs = append(errs, fmt.Errorf("function %q: Name, Result and Call must be given", f.Name))
		case f.Table != "" && !ok:
			errs = append(errs, fmt.Errorf("function %s: as a table %s it must give a list of structs, not %s", f.Name, f.Table, f.Result))
		}
	}
	return errs
}

// registerFunctions makes the functions callable on every connection.
func (s *Store) registerFunctions() error {
	for _, f := range s.opt.Functions {
		own := duck.ArrayFunc{Name: f.Name, Result: arrow.Field{Type: f.Result, Nullable: true}, Volatile: f.Volatile, Call: f.Call}
		for _, p := range f.Params {
			t, err := duck.TypeOf(arrow.Field{Name: p.Name, Type: p.Type})
			if err != nil {
				return fmt.Errorf("function %s: parameter %s: %w", f.Name, p.Name, err)
			}
			own.Params = append(own.Params, t)
		}
		if err := s.db.RegisterArray(own); err != nil {
			return err
		}
	}
	return nil
}

// Functions are the functions in Go, as given to Open.
func (s *Store) Functions() []ScalarFunction { return s.opt.Functions }

// SessionMacros are the statements that every session begins with, so that functions can be called as tables. They are
// the session's since a macro of the file would stay in it, and none can be made among DuckDB's own functions.
func (s *Store) SessionMacros() (statements []string) {
	for _, f := range s.opt.Functions {
		if f.Table == "" {
			continue
		}
		names := make([]string, len(f.Params))
		for i, p := range f.Params {
			names[i] = duck.QuoteIdent(p.Name)
		}
		list := strings.Join(names, ", ")
		statements = append(statements, fmt.Sprintf("CREATE TEMP MACRO %s(%s) AS TABLE SELECT unnest(%s(%s), max_depth := 2)",
			duck.QuoteIdent(f.Table), list, duck.QuoteIdent(f.Name), list))
	}
	return statements
}

// KnownFunctions are the lower-case names of all functions that there are, of whatever kind and schema, whether or not
// anybody may call them. They are read once, when the first session asks: all are registered by then.
func (s *Store) KnownFunctions(ctx context.Context) (map[string]bool, error) {
	s.knowing.Lock()
	defer s.knowing.Unlock()
	if s.known != nil {
		return s.known, nil
	}
	c, err := s.db.Connect()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	known := map[string]bool{}
	for _, f := range s.opt.Functions {
		known[f.Table] = true
	}
	err = each(ctx, c, "SELECT DISTINCT lower(function_name) FROM duckdb_functions()", func(chunk *duck.Chunk, i int) error {
		known[string(chunk.Vectors[0].Bytes(i))] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.known = known
	return known, nil
}
