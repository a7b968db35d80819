// Package users keeps who may connect to a data directory, and the SCRAM verifiers of their passwords, in the file
// [FileName] there: [Read] and [Update] for the operator's commands, [Watch] for a server, which sees each change at once.
// No password is ever in it, and no client sees it: it is no table.
//
// Left of this package stands cmd/tarn, which asks for passwords and serves; right of it wire/auth, which makes verifiers
// and checks passwords against them. It must not know commands, connections and the store.
package users
