// Package sentence cuts the tokens of a note into sentences: the spans that assertion does not look beyond. It is rules,
// not a model: notes are half prose, half lists. A sentence ends at a full stop that is no abbreviation's or initial's, at
// a blank line, before a bullet or a numbered item, at a heading, before a "Label:" line; a line that was wrapped is
// joined with the next one.
//
// Left neighbours: token and section (headings). Right neighbour: assertion and every grammar that works sentence by
// sentence. It must not know terms, cues or the meaning of sections.
package sentence
