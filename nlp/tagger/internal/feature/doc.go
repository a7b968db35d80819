// Package feature describes a token to the tagger: its letters, shape and affixes, what a dictionary says of it, its
// neighbours, and how the text around uses it. A feature is a 32-bit hash; what it weighs is the model's business. It
// must not know labels or weights. Right neighbours: tagger (inference) and tagger/train, which must see the same
// features bit for bit: whoever changes one here trains the weights again.
package feature
