package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

func (v *vocabAnswer) printAdded(w io.Writer) {
	r, s := v.Added, &v.Vocabularies[0]
	verb := "added"
	if r.Replaced {
		verb = "replaced"
	}
	fmt.Fprintf(w, "%s %s", verb, s.Name)
	if s.Version != "" {
		fmt.Fprintf(w, " %s", s.Version)
	}
	fmt.Fprintf(w, " (%s): %s concepts, %s terms, %s, in %.1f s\n", r.Format, count(s.Concepts), count(s.Terms), size(s.Bytes), r.Seconds)
	fmt.Fprintf(w, "%s names were read, %s left out: inactive, of another language or kind, or too general\n", count(int64(r.Names)), count(int64(r.Skipped)))
	if s.Licence != "" {
		fmt.Fprintf(w, "licence: %s\n", s.Licence)
	}
	fmt.Fprintln(w, againHint)
	if r.Bad > 0 {
		fmt.Fprintf(w, "%s lines could not be read. The first:\n", count(int64(r.Bad)))
		for _, line := range r.First {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
}

func printVocabularies(w io.Writer, list []vocabStatus) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "name\torigin\tstate\tversion\tconcepts\tterms\tsize\tadded\tlicence")
	for _, v := range list {
		state, added, bytes := "enabled", "-", "-"
		if !v.Enabled {
			state = "disabled"
		}
		if !v.Added.IsZero() {
			added = v.Added.Local().Format(time.DateOnly)
		}
		if v.Bytes > 0 {
			bytes = size(v.Bytes)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n",
			v.Name, v.Origin, state, orDash(v.Version), count(v.Concepts), count(v.Terms), bytes, added, orDash(v.Licence))
	}
	_ = t.Flush() // of standard output, as elsewhere
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
