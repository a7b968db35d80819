// Package sqlerror has the words of errors that pass through SQL. On the side of clients it words a server's error for a
// person: the message with its SQLSTATE, the line of the statement with a caret under the place, detail and hint
// ([Worded]), or the message and hint alone ([Message]). On the side of the server it gives an SQL function's error its SQLSTATE
// ([WithState]).
//
// Left of it stand the commands that run SQL and the functions that answer it, right of it pgconn, whose errors it reads.
// It must not know what a statement is for.
package sqlerror
