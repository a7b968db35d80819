// Package auth checks who a client is: SCRAM-SHA-256 (RFC 5802, RFC 7677), with and without channel binding, and the
// comparison of a clear password with a stored verifier. Verifiers are strings as PostgreSQL's pg_authid keeps them.
//
// Its neighbour is session, which carries the messages. The package knows no messages and no connection; it reads
// random numbers and nothing else from outside.
package auth
