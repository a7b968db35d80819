// Package match finds the terms of a lexicon in the tokens of a text: leftmost-longest within each category, across all
// stacked vocabularies at once, then a second pass for terms whose words stand in another order or apart, coordinations
// ("renal and hepatic failure"), drug names known by their endings only, and words that extend a condition.
//
// Left neighbours: token and lexicon (which fills Token.Norm). Right neighbours: abbreviation (senses), link (codes),
// tagger (features). It must not know sections, sentences or the assertion of what it finds.
package match
