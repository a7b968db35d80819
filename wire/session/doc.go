// Package session is one client of the server: the state machine of the PostgreSQL protocol, versions 3.0 and 3.2, from
// the first byte of the connection to its end.
//
// The way of a statement: a message comes in (pump.go) and reaches simple.go or extended.go; dialect says what it is and
// gives DuckDB SQL; prepare.go prepares it, run.go executes it in a portal; its rows come from a rowset, live from the
// engine or kept, and send.go has codec write them straight into the output buffer (writer.go). What the session answers
// alone has a file of its own: settings.go, transaction.go, savepoint.go, cursor.go and fetch.go, prepared.go, copy.go,
// explain.go, call.go, discard.go. Before all that come negotiate.go, authenticate.go and startup.go.
//
// Left of it stands wire, which listens and hands over connections; right of it stand dialect, codec, chunk, auth and,
// through package backend, the engine. It must not know DuckDB's bindings or how the server is configured.
//
// Goroutines: a session is one goroutine (Serve), besides which pump reads the connection ahead, so that a client that
// goes away is noticed while a statement runs. Cancel and Drain may be called from any goroutine; all else is Serve's.
package session
