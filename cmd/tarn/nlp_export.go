package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/notedoc"
	"github.com/tarn-sql/tarn/cmd/tarn/outfile"
	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// nlpExportOptions are the flags of tarn nlp export.
type nlpExportOptions struct {
	types, patients        []string
	since, source, output  string
	all, healthlake, force bool
	sourceGiven            bool // --source was said, maybe as ''
}

func (a *app) nlpExportCommand() *cobra.Command {
	var o nlpExportOptions
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write what was found in notes as FHIR R4 NDJSON",
		Long: `Writes the entities found in notes as FHIR R4 resources: Condition, MedicationStatement, Observation,
Procedure, AllergyIntolerance, FamilyMemberHistory, and for each note a Provenance. What a note denies is refuted,
not-taken or not-done; what is hypothetical or planned is left out unless --all asks for it. Each resource is tagged
nlp-extracted and has the words it comes from. Names, addresses and the like are never written.

With --healthlake the resources that the notes are in are written instead, as they were loaded, with the extension that
Amazon HealthLake's integrated NLP adds.

The same store gives the same bytes.`,
		Example: `  tarn nlp export > extracted.ndjson
  tarn nlp export --type Condition,Provenance -o extracted/
  tarn nlp export --healthlake -o DocumentReference.ndjson`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.sourceGiven = cmd.Flags().Changed("source")
			return a.nlpExport(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringSliceVarP(&o.types, "type", "t", nil, "only these resource types (with --healthlake: of the notes' resources)")
	f.StringSliceVar(&o.patients, "patient", nil, "only notes of these patients, by their id")
	f.StringVar(&o.since, "since", "", "only notes annotated since, by a load or anew, as 2026-11-23 or 2026-11-23T08:00:00Z")
	f.StringVar(&o.source, "source", "", "only notes of this source (tarn load --source), '' for the main one; needed where there are several")
	f.StringVarP(&o.output, "output", "o", "", "write to this file (NAME.ndjson), or into this folder, one file a type")
	f.BoolVar(&o.all, "all", false, "also what is hypothetical or planned: unconfirmed, intended, in preparation, registered")
	f.BoolVar(&o.healthlake, "healthlake", false, "write the notes' resources with HealthLake's extension")
	f.BoolVar(&o.force, "force", false, "replace files that exist; of a folder also those of types that nothing is written of now")
	return cmd
}

// check finds what is wrong with the flags.
func (o *nlpExportOptions) check() error {
	if o.healthlake && o.all {
		return usagef("nlp export: --all is about FHIR resources; --healthlake writes all entities anyway")
	}
	for _, t := range o.types {
		if !o.healthlake && !slices.Contains(fhirout.Types, t) {
			return usagef("nlp export: type is %q: one of %s", t, strings.Join(fhirout.Types, ", "))
		}
	}
	return nil
}

func (a *app) nlpExport(ctx context.Context, o nlpExportOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	since, err := sinceMoment(o.since)
	if err != nil {
		return err
	}
	if err := a.mustExist(); err != nil {
		return err
	}
	out, err := outfile.OpenNDJSON(o.output, a.out, fhirout.Types, o.force)
	if err != nil {
		return err
	}
	defer out.Discard()
	s := nlpExportSummary{left: fhirout.Left{}}
	each := func(d *fhirout.Document, _ []byte) error { return s.resources(d, o, out) }
	finish := func() error { return nil }
	if o.healthlake {
		h := &healthlakeWriter{out: out, summary: &s}
		each, finish = h.document, h.flush
	}
	err = a.through(ctx, func(conn *pgconn.PgConn) error {
		if err := o.chooseSource(ctx, conn); err != nil {
			return err
		}
		selection := notedoc.Selection{Source: o.source, Patients: o.patients, Since: since, AsLoaded: o.healthlake, Types: o.types}
		return notedoc.Each(ctx, conn, selection, each)
	})
	if err != nil {
		return err
	}
	if err := finish(); err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	s.print(a.err, o.healthlake)
	return nil
}

// chooseSource sets the source where there is but one. In resources ids stand without the name of their source, so those
// of two sources in one file could be taken for the same patient's.
func (o *nlpExportOptions) chooseSource(ctx context.Context, conn *pgconn.PgConn) error {
	if o.sourceGiven {
		return nil
	}
	names, err := notedoc.Sources(ctx, conn)
	if err != nil {
		return err
	}
	if len(names) == 1 {
		o.source = names[0]
	}
	if len(names) > 1 {
		for i := range names {
			names[i] = quoteLiteral(names[i])
		}
		return usagef("nlp export: the notes are of several sources: say which with --source, one of %s", strings.Join(names, ", "))
	}
	return nil
}

// nlpExportSummary counts what was written and what was left out.
type nlpExportSummary struct {
	documents, written int
	left               fhirout.Left
}

// resources writes the resources of a document.
func (s *nlpExportSummary) resources(d *fhirout.Document, o nlpExportOptions, out *outfile.NDJSON) error {
	s.documents++
	for _, r := range fhirout.Build(d, fhirout.Options{All: o.all, Version: version, Types: o.types}, s.left) {
		if err := out.Write(r.Type, r.JSON); err != nil {
			return err
		}
		s.written++
	}
	return nil
}

func (s *nlpExportSummary) print(w io.Writer, healthlake bool) {
	if healthlake {
		fmt.Fprintf(w, "%s resources with the entities of %s texts\n", count(int64(s.written)), count(int64(s.documents)))
		return
	}
	fmt.Fprintf(w, "%s resources of %s texts\n", count(int64(s.written)), count(int64(s.documents)))
	reasons := make([]string, 0, len(s.left))
	for r := range s.left {
		reasons = append(reasons, string(r))
	}
	slices.Sort(reasons)
	for _, r := range reasons {
		fmt.Fprintf(w, "  left out: %s entities %s\n", count(int64(s.left[fhirout.Reason(r)])), r)
	}
}

// healthlakeWriter writes resources with the extensions of their texts, which come one after another.
type healthlakeWriter struct {
	out        *outfile.NDJSON
	summary    *nlpExportSummary
	typ, id    string
	resource   []byte
	extensions [][]byte
}

func (h *healthlakeWriter) document(d *fhirout.Document, resource []byte) error {
	h.summary.documents++
	if h.typ != d.SourceType || h.id != d.SourceID {
		if err := h.flush(); err != nil {
			return err
		}
		if len(resource) == 0 {
			return fmt.Errorf("%s/%s: the store has entities of it but not the resource", d.SourceType, d.SourceID)
		}
		h.typ, h.id, h.resource = d.SourceType, d.SourceID, oneLine(h.resource[:0], resource)
	}
	h.extensions = append(h.extensions, fhirout.HealthLake(d))
	return nil
}

// flush writes the resource at hand, if any.
func (h *healthlakeWriter) flush() error {
	if h.typ == "" {
		return nil
	}
	line, err := fhirout.Extend(h.resource, h.extensions...)
	if err != nil {
		return fmt.Errorf("%s/%s: %w", h.typ, h.id, err)
	}
	h.summary.written++
	err = h.out.Write(h.typ, line)
	h.typ, h.extensions = "", h.extensions[:0]
	return err
}
