// Package abbreviation gives short forms their meaning: first by the text's own definitions ("chronic obstructive
// pulmonary disease (COPD)", after Schwartz and Hearst 2003), then by votes of section and neighbouring words for the
// curated ambiguous ones (MS, RA, PE, PT, …); what stays undecided stays marked Ambiguous.
//
// Left neighbour: match, whose matches it settles. Right neighbours: the assertion and link rooms. It must not know
// codes.
package abbreviation
