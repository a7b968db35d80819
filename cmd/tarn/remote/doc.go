// Package remote has texts annotated by an annotator outside, over HTTP: package nlp/external has the contract. A failure of
// it is an outcome of a document ([Status]), never an error of whoever loads: what is pending is sent again later.
//
//	remote.go  documents in batches, several at a time; a batch that is refused is halved until one document is to blame
//	send.go    one request: attempts, waits, and errors without token, address or words of the texts
//	config.go  where it is reached, and the bounds; texts go out encrypted or stay on this machine
//
// Left of this package stands cmd/tarn, which reads the configuration, chooses the texts and stores the answers; right of it
// nlp/external, which has the form of requests and answers. It must not know of stores, tables and loads.
package remote
