// Package fake is an engine for the tests of wire and session: it answers what a string literal in the SQL asks for,
// whatever stands around it, so that it does not matter how dialect prints a statement.
//
//	SELECT * FROM t WHERE q = 'fake series 1000 int4 text'   1000 rows of made-up values
//	… 'fake named x'          the result that the test put under Backend.Named["x"]
//	… 'fake echo'             the arguments, one text column each
//	… 'fake sleep'            nothing, until it is interrupted
//	… 'fake stall 5000'       5000 rows, then nothing until it is interrupted
//	… 'fake error 22012 text' an error when it is executed
//	… 'fake refuse 42P01 text' an error when it is prepared, at position 8
//	… 'fake fail 5000'        5000 rows, then the error 22012
//	… 'fake changed 3'        no result, three rows changed
//
// Parameters are of the types that the literal names behind "params": 'fake echo params int4 ?'. Like DuckDB it allows
// one live stream per connection: another statement ends it, and Next then fails.
package fake
