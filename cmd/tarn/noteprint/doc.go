// Package noteprint prints annotated documents: for people on a terminal or in a file ([Text]), and for programs as JSON
// ([JSON], [Comprehend]). Nothing that a text, a name or an error holds can command the terminal: control characters are
// made visible ([Visible]) or, in JSON, escaped.
//
// How a document gets to the page:
//
//	document.go  one after another: what it is, its text, the legend, the table
//	layout.go    how wide, whether in colours, how much is told
//	text.go      the text, wrapped, each byte in the style of what was found there
//	table.go     below it the entities, one a line, with their traits, details and codes
//	explain.go   with Explain also where each stands and the evidence for what is said of it
//	style.go     the colours, or the letters that stand for them, and the legend
//	glyph.go     characters and the columns they take
//	json.go      the same document with the names of the nlp tables' columns
//
// Left of this package stands cmd/tarn, which has the flags and reads the texts; right of it nlp, whose results it is
// given. It must not know of the store, of commands, nor of how texts are annotated, and it opens nothing: it writes to
// what it is given, and the caller flushes.
package noteprint
