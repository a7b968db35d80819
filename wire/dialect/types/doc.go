// Package types knows PostgreSQL's types: OIDs, names as clients write them, what carries their values in DuckDB, and
// which convert to which. It knows no values and no expressions.
package types
