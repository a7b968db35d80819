// Package pattern reads the small languages that PostgreSQL keeps inside string constants: numbers, booleans, dates
// and times, intervals, arrays, bytea, regular expressions, LIKE and SIMILAR TO patterns, and the formats of to_char,
// to_date and to_number. It turns them into what DuckDB reads, and refuses with PostgreSQL's SQLSTATE what is wrong.
package pattern
