// Package setting holds a session's run-time settings (PostgreSQL calls them GUCs): their definitions, the rules for
// their values, and a Store with PostgreSQL's transaction semantics for SET and SET LOCAL.
//
// Its only neighbour is session, which asks it behind SET, SHOW, RESET and current_setting and acts on the values. The
// package is pure and must not know SQL or the protocol.
package setting
