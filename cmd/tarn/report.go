package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/outfile"
)

// loadReport is what a load did: printed as a summary, written as the manifest, sent by a server to the command line.
// The figures of HealthLake's import job (JobProgressReport, manifest.json) are all in it.
type loadReport struct {
	LoadID   int64     `json:"loadId"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Seconds  float64   `json:"elapsedSeconds"`
	Source   string    `json:"source,omitempty"`
	Inputs   []string  `json:"inputs"`

	ScannedFiles      int64   `json:"numberOfScannedFiles"`
	ImportedFiles     int64   `json:"numberOfFilesImported"`
	FilesWithErrors   int64   `json:"numberOfFilesReadWithCustomerError"`
	ScannedBytes      int64   `json:"sizeOfScannedFilesInBytes"` // as stored, compressed or not
	ScannedMB         float64 `json:"sizeOfScannedFilesInMB"`
	ReadBytes         int64   `json:"sizeOfDataReadInBytes"` // decompressed
	ResourcesScanned  int64   `json:"numberOfResourcesScanned"`
	ResourcesImported int64   `json:"numberOfResourcesImportedSuccessfully"`
	ResourcesInError  int64   `json:"numberOfResourcesWithCustomerError"`
	UnknownElements   int64   `json:"numberOfUnknownElements"`
	// OtherReleases counts the resources that look like another release of FHIR than R4, by release.
	OtherReleases      map[string]int64 `json:"resourcesOfOtherReleases,omitempty"`
	ThroughputMBPerSec float64          `json:"throughputInMBPerSecond"`
	Documents          int64            `json:"numberOfNotesAnnotated"`
	Entities           int64            `json:"numberOfEntitiesFound"`

	External *externalReport `json:"externalAnnotator,omitempty"`

	Types   []typeReport `json:"types"`
	Skipped []string     `json:"skipped,omitempty"`
	// Errors are the first quarantined inputs, for people; all of them stand in tarn.quarantine.
	Errors []string `json:"firstErrors,omitempty"`
}

// typeReport is what became of the resources of one type; Type is "" where it could not be read.
type typeReport struct {
	Type        string `json:"resourceType"`
	New         int64  `json:"new"`
	Updated     int64  `json:"updated"`
	Unchanged   int64  `json:"unchanged"`
	Older       int64  `json:"older"`
	Deleted     int64  `json:"deleted"`
	Quarantined int64  `json:"quarantined"`
}

func (r *loadReport) total() typeReport {
	var sum typeReport
	for _, t := range r.Types {
		sum.New += t.New
		sum.Updated += t.Updated
		sum.Unchanged += t.Unchanged
		sum.Older += t.Older
		sum.Deleted += t.Deleted
		sum.Quarantined += t.Quarantined
	}
	return sum
}

// print writes the summary for people.
func (r *loadReport) print(w io.Writer) {
	sum := r.total()
	columns := []struct {
		name string
		of   func(typeReport) int64
		keep bool // shown even where it is 0 throughout
	}{
		{"new", func(t typeReport) int64 { return t.New }, true},
		{"updated", func(t typeReport) int64 { return t.Updated }, true},
		{"unchanged", func(t typeReport) int64 { return t.Unchanged }, true},
		{"older", func(t typeReport) int64 { return t.Older }, false},
		{"deleted", func(t typeReport) int64 { return t.Deleted }, false},
		{"quarantined", func(t typeReport) int64 { return t.Quarantined }, true},
	}
	line := func(name string, value func(i int) string) {
		var b strings.Builder
		fmt.Fprintf(&b, "%-32s", name)
		for i, c := range columns {
			if c.keep || c.of(sum) > 0 {
				fmt.Fprintf(&b, " %12s", value(i))
			}
		}
		fmt.Fprintln(w, b.String())
	}
	line("", func(i int) string { return columns[i].name })
	for _, t := range append(r.Types, typeReport{}) {
		if t == (typeReport{}) {
			t = sum
			t.Type = "all"
		} else if t.Type == "" {
			t.Type = "(type unknown)"
		}
		line(t.Type, func(i int) string { return count(columns[i].of(t)) })
	}
	r.printNotes(w, sum)
}

func (r *loadReport) printNotes(w io.Writer, sum typeReport) {
	fmt.Fprintf(w, "\n%s in %s (%s of JSON) in %.1f s: %.1f MB/s\n", size(r.ScannedBytes), countOf(r.ScannedFiles, "file"),
		size(r.ReadBytes), r.Seconds, r.ThroughputMBPerSec)
	if sum.New+sum.Updated+sum.Deleted == 0 && sum.Unchanged > 0 {
		fmt.Fprintln(w, "Nothing changed: every resource is in the store already.")
	}
	if r.Documents > 0 {
		fmt.Fprintf(w, "%s entities found in %s texts (tables nlp_…; --nlp off leaves notes alone)\n", count(r.Entities), count(r.Documents))
	}
	if r.External != nil {
		r.External.print(w)
	}
	if r.UnknownElements > 0 {
		fmt.Fprintf(w, "%s elements are not in FHIR R4: kept in the raw resource, not in the tables.\n", count(r.UnknownElements))
	}
	for _, release := range slices.Sorted(maps.Keys(r.OtherReleases)) {
		fmt.Fprintf(w, "%s like FHIR %s: what R4 calls otherwise is not in the tables. Convert the data to R4 and load it again;\n"+
			"  tarn export gives it back as it is.\n", lookOf(r.OtherReleases[release]), release)
	}
	if n := r.newOf("OperationOutcome"); n > 0 {
		fmt.Fprintf(w, "%s: what a server said about its data. tarn export --type OperationOutcome shows it.\n", countOf(n, "OperationOutcome"))
	}
	if len(r.Skipped) > 0 {
		fmt.Fprintf(w, "%s skipped: no resource in there. The first:\n", countOf(int64(len(r.Skipped)), "input"))
		for _, skipped := range r.Skipped[:min(3, len(r.Skipped))] {
			fmt.Fprintln(w, "  "+skipped)
		}
	}
	if sum.Quarantined > 0 {
		fmt.Fprintf(w, "%s set aside in tarn.quarantine, with the reason. The first:\n", countOf(sum.Quarantined, "input"))
		for _, e := range r.Errors {
			fmt.Fprintln(w, "  "+e)
		}
	}
}

// lookOf is "1 resource looks" or "2 resources look".
func lookOf(n int64) string {
	if n == 1 {
		return countOf(n, "resource") + " looks"
	}
	return countOf(n, "resource") + " look"
}

// newOf is how many new resources of a type the load has brought.
func (r *loadReport) newOf(resourceType string) (n int64) {
	for _, t := range r.Types {
		if t.Type == resourceType {
			n += t.New
		}
	}
	return n
}

// writeManifest writes the report as JSON.
func (r *loadReport) writeManifest(file string) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return outfile.Write(file, nil, func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
}

// outcome is the error that stands for the report's exit code.
func (r *loadReport) outcome() error {
	if n := r.total().Quarantined; n > 0 {
		return quarantinedError{n}
	}
	return nil
}
