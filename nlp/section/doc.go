// Package section finds the headings of a note and cuts its text into sections with canonical names ("family_history",
// "medications", …) and LOINC section codes (those of C-CDA, of imaging reports and of pathology reports).
//
// A heading is a known form (headings.go) that stands at the start of a line, after a wide gap or after the end of a
// sentence, and is marked as a heading: by a colon, by standing alone on its line, by Markdown's # or **, by an underline.
// Body systems below a review of systems or an examination, and problems below an assessment, are sub-sections: they keep
// the name of the section they are in and have Depth 1. A line that looks like a heading but is not known ends a section whose meaning must not
// run on (family history, allergies, …), and so does the section's limit in bytes.
//
// Left neighbour: token. Right neighbours: sentence (a heading ends a sentence) and assertion (sections have priors). It
// must not know entities.
package section
