package main

import (
	"context"
	"fmt"
	"time"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten/source"
)

// reportInterval is how often a load reports its progress.
const reportInterval = 100 * time.Millisecond

// load does what `tarn load` asks for: in one transaction, reporting as it goes.
func (o *owner) load(ctx context.Context, request loadRequest, report func(progress)) (*loadReport, error) {
	if err := checkSource(request.Source); err != nil {
		return nil, err
	}
	found, err := source.Discover(request.Paths)
	if err != nil {
		return nil, usageError{err}
	}
	result := &loadReport{Source: request.Source, Inputs: request.Paths}
	inputs := make([]source.Input, 0, len(found))
	for _, in := range found {
		if in.Skip != "" {
			result.Skipped = append(result.Skipped, in.Name()+": "+in.Skip)
			continue
		}
		inputs = append(inputs, in)
		result.ScannedBytes += in.Size
	}
	if len(inputs) == 0 {
		return nil, usagef("nothing to load in %v", request.Paths)
	}
	notes := o.annotation()
	options := engine.LoadOptions{Source: request.Source, Arguments: request.Paths, Alone: o.alone()}
	if !request.NoNLP {
		options.Derive, options.DeriveFrom = notes.derive, annotationReads()
	}
	load, err := o.store.BeginLoad(ctx, options)
	if err != nil {
		return nil, err
	}
	s := &shredder{
		flattener: o.flattener, load: load, source: request.Source, inputs: inputs, threads: o.config.Threads, findNotes: !request.NoNLP, attachments: o.attachments,
	}
	notes.report = func(done, total int64) {
		report(progress{Phase: annotating, Done: done, Total: total, Resources: s.resources.Load()})
	}
	if err := o.runLoad(ctx, s, request, result, report); err != nil {
		return nil, err
	}
	result.Documents, result.Entities = notes.documents.Load(), notes.entities.Load()
	if o.external != nil && result.Documents > 0 { // the load is safe in the store, whatever comes of this
		result.External, err = o.annotateExternally(ctx, report)
		if err != nil {
			result.External = &externalReport{Pending: result.Documents, Problem: err.Error()}
		}
	}
	return result, nil
}

// annotation is what finds entities in the texts of one load.
func (o *owner) annotation() *noteAnnotation {
	return &noteAnnotation{
		vocabularies: o.vocabularies,
		threads:      o.config.Threads, first: len(o.flattener.Tables()),
	}
}

// runLoad shreds and publishes. Whatever fails, the load is over and nothing of it stays.
func (o *owner) runLoad(ctx context.Context, s *shredder, request loadRequest, result *loadReport, report func(progress)) (err error) {
	defer func() {
		if err != nil {
			_ = s.load.Abort() // err says why already
		}
	}()
	started := time.Now()
	if err := whileReporting(func() { report(s.progress(result.ScannedBytes, started)) }, func() error { return s.run(ctx) }); err != nil {
		return err
	}
	o.flattener.Rest()
	if n := len(s.errors); request.Strict && n > 0 {
		return fmt.Errorf("nothing was loaded, since --strict was given and an input is bad: %s", s.errors[0])
	}
	s.load.Scanned(int64(len(s.inputs)), s.read.Load())
	summary, err := s.load.Commit(ctx, func(done, total int64) {
		report(progress{Phase: publishing, Done: done, Total: total, Resources: s.resources.Load()})
	})
	if err != nil {
		return err
	}
	result.fill(s, summary)
	return nil
}

// whileReporting runs work and calls report every now and then until it ends.
func whileReporting(report func(), work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	tick := time.NewTicker(reportInterval)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-tick.C:
			report()
		}
	}
}

// fill takes over what the shredder and the store counted.
func (r *loadReport) fill(s *shredder, summary engine.Summary) {
	r.LoadID, r.Started, r.Finished = summary.LoadID, summary.Started, summary.Started.Add(summary.Elapsed)
	r.Seconds = summary.Elapsed.Seconds()
	for _, t := range summary.Types {
		r.Types = append(r.Types, typeReport{t.Type, t.New, t.Updated, t.Unchanged, t.Older, t.Deleted, t.Quarantined})
	}
	sum := r.total()
	r.ScannedFiles, r.FilesWithErrors = int64(len(s.inputs)), s.badFiles.Load()
	r.ImportedFiles = r.ScannedFiles - r.FilesWithErrors
	r.ScannedMB, r.ReadBytes = float64(r.ScannedBytes)/1e6, s.read.Load()
	r.ResourcesImported = sum.New + sum.Updated + sum.Unchanged + sum.Older + sum.Deleted
	r.ResourcesInError = sum.Quarantined
	r.ResourcesScanned = r.ResourcesImported + r.ResourcesInError
	r.UnknownElements, r.OtherReleases = s.unknown.Load(), s.releases
	r.ThroughputMBPerSec = rate(r.ReadBytes, r.Seconds)
	r.Errors, r.Skipped = s.errors, append(r.Skipped, s.skipped...)
}
