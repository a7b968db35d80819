// Package printer writes DuckDB SQL from PostgreSQL's parse tree. It walks the tree once: names are looked up in
// scopes, every expression gets PostgreSQL's type as far as it can be told, and what DuckDB would understand
// otherwise is written differently (operators, casts, functions, literals, names of output columns).
//
// An expression is a value: its SQL, its type, and what is needed to convert it (an untyped constant, a parameter).
// Where a type is not known — a relation that Env.Relation cannot describe — the SQL calls an overloaded macro and
// DuckDB chooses by its own type.
//
// Errors travel as panics of bail inside the package and come out of Print as *sqlstate.Error.
package printer
