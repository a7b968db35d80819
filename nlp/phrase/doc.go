// Package phrase finds fixed phrases in the tokens of a text: section headings, context cues, words of habits. Phrases
// are compiled once into a trie over the lower-cased text of tokens, so that a text is read without allocating and a word
// that begins no phrase costs one probe of a table. A phrase may run over a line break.
// The sets that the program declares (Shared) number their words together: Number looks the words of a text up once for
// all rooms, and notes with each token which sets have a phrase that begins with it (annotation.Token.Begins), so that rooms
// pass over the others.
//
// Left neighbour: token. Right neighbours: section, assertion, timex, social, phi, each with its own set. It must not know
// the dictionary of medical terms (lexicon), nor what any phrase means.
package phrase
