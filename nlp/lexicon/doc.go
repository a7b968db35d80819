// Package lexicon turns words into ids and terms into concepts: the dictionary of the pipeline. It holds the normal form of
// a word (Fold), the flat image that a dictionary is stored and mapped as (Image), the program that makes one (Builder),
// and the stack of images that a text is read with (Lexicon): the embedded one, and over it the store's own learned and
// loaded vocabularies.
//
// Left neighbour: token, whose words it gives ids to (annotation.Token.Norm). Right neighbours: match, which walks its
// trie; link, which reads the codes of its concepts; learned and vocab, which make images with its Builder. It must not
// know notes, sections or entities: it sees words only.
//
// The embedded image (lexicon.img.zst) is made by `go generate` from the hand-made tables in data and from registry
// packages pinned by version; docs/nlp-vocabularies.md names every source with its licence.
package lexicon

//go:generate go run ./gen
