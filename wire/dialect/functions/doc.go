// Package functions is the table of PostgreSQL's functions and operators: their signatures, result types and what
// stands for each in DuckDB (the same name, another expression, or a macro in memory.pg), and those macros.
// It is data and a small reader of it; the printer does the rest. Functions of the system catalogs belong to
// wire/catalog: Catalog lists the names that are printed as memory.pg.<name>.
package functions
