// Package vocabfile finds the files of a vocabulary's release as people have them, in folders, zip archives and compressed
// files, and opens them unpacked ([Find]). It counts what is read, so that a bar can show how far it is.
//
// Left of this package stands cmd/tarn, which is given the paths; right of it nlp/vocab, which tells the formats and reads
// the names. It must not know of formats, stores and commands.
package vocabfile
