package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// reprocessRequest is what `tarn nlp reprocess` asks the owner of the data directory to do.
type reprocessRequest struct {
	Since  time.Time `json:"since,omitzero"`   // only resources whose meta.lastUpdated is not before it
	DryRun bool      `json:"dryRun,omitempty"` // say what would change and change nothing
	// External sends the texts that the external annotator has not answered for, and does nothing else.
	External bool `json:"external,omitempty"`
}

// reprocessReport is what a reprocessing did, or would do.
type reprocessReport struct {
	DryRun    bool         `json:"dryRun"`
	Resources int64        `json:"resourcesRead"`
	Documents int64        `json:"documentsAnnotated"`
	Current   int64        `json:"documentsUpToDate"` // annotated by the same rules and vocabularies before
	Entities  int64        `json:"entities"`
	Added     int64        `json:"entitiesAdded"`
	Removed   int64        `json:"entitiesRemoved"`
	Changed   int64        `json:"entitiesChanged"` // the same words, told otherwise: traits, name or codes
	Examples  []textChange `json:"examples,omitempty"`

	External *externalReport `json:"external,omitempty"`
}

// textChange is an entity that came, went or changed, with how often.
type textChange struct {
	Change   string `json:"change"` // added, removed, changed
	Category string `json:"category"`
	Text     string `json:"text"`
	Count    int64  `json:"count"`
}

// A transaction of a reprocessing takes about so many texts and bytes of them: what is done stays done when it is
// stopped, and the next one goes on where it stopped.
const (
	reprocessTexts = 50_000
	reprocessBytes = 256 << 20
)

// errDryRun rolls a dry run back.
var errDryRun = errors.New("dry run")

// reprocessing annotates what is stored anew.
type reprocessing struct {
	owner   *owner
	request reprocessRequest
	notes   *noteAnnotation
	report  *reprocessReport
	workers map[string]*flatten.Worker // by source

	load   engine.Load
	writer engine.Writer
	finder map[string]*noteFinder // by source
	seq    int64
	texts  int
	bytes  int
}

// reprocess annotates every note of the store that was not annotated by the present rules and vocabularies.
func (o *owner) reprocess(ctx context.Context, request reprocessRequest, report func(progress)) (*reprocessReport, error) {
	if request.External {
		if o.external == nil {
			return nil, usagef("no external annotator is configured: set external.url in tarn.yaml or TARN_EXTERNAL_URL for the process that owns the data directory")
		}
		answered, err := o.annotateExternally(ctx, report)
		return &reprocessReport{External: answered}, err
	}
	p := &reprocessing{
		owner: o, request: request, notes: o.annotation(), report: &reprocessReport{DryRun: request.DryRun},
		workers: map[string]*flatten.Worker{}, finder: map[string]*noteFinder{},
	}
	p.notes.report = func(done, total int64) {
		report(progress{Phase: annotating, Done: done, Total: total, Resources: p.report.Resources})
	}
	defer p.close()
	c, err := o.store.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return nil, err
	}
	err = p.notes.learn(ctx, c)
	if err := errors.Join(err, c.Close()); err != nil {
		return nil, err
	}
	if err := p.run(ctx); err != nil {
		return nil, err
	}
	p.report.Documents, p.report.Entities = p.notes.documents.Load(), p.notes.entities.Load()
	return p.report, nil
}

func (p *reprocessing) close() {
	if p.load != nil {
		_ = errors.Join(p.writer.Close(), p.load.Abort()) // the error that led here says why
	}
	for source, w := range p.workers {
		p.finder[source].kept.release()
		w.Release()
	}
}

func (p *reprocessing) run(ctx context.Context) error {
	types, err := p.owner.store.Types(ctx)
	if err != nil {
		return err
	}
	for _, t := range types {
		err := p.owner.store.Resources(ctx, t, func(r engine.Stored) error { return p.resource(ctx, t, r) })
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	return p.commit(ctx)
}

// resource sets the texts of a stored resource aside.
func (p *reprocessing) resource(ctx context.Context, resourceType string, stored engine.Stored) error {
	p.report.Resources++
	if err := p.begin(ctx); err != nil {
		return err
	}
	item := source.Item{Raw: stored.Raw, Size: int64(len(stored.Raw))}
	name := ""
	if i := strings.IndexByte(stored.ID, ':'); i >= 0 {
		name = stored.ID[:i]
	}
	w, f := p.worker(name)
	r, err := w.Parse(item)
	if err != nil {
		return fmt.Errorf("%s/%s: %w", resourceType, stored.ID, err)
	}
	r.Key = stored.ID // also where the id came from a Bundle's fullUrl
	if !p.request.Since.IsZero() && r.LastUpdated.Before(p.request.Since) {
		return nil
	}
	before := f.kept.rows
	p.seq++
	bytes := f.kept.bytes
	f.add(p.seq, &r, w)
	p.texts += f.kept.rows - before
	p.bytes += f.kept.bytes - bytes
	if err := f.give(p.writer, false); err != nil {
		return err
	}
	if p.texts >= reprocessTexts || p.bytes >= reprocessBytes {
		return p.commit(ctx)
	}
	return nil
}

// worker is what reads the resources of a source.
func (p *reprocessing) worker(source string) (*flatten.Worker, *noteFinder) {
	if p.workers[source] == nil {
		p.workers[source] = p.owner.flattener.NewWorker(source, nil)
		p.finder[source] = newNoteFinder(p.workers[source], p.owner.attachments)
	}
	return p.workers[source], p.finder[source]
}

func (p *reprocessing) begin(ctx context.Context) (err error) {
	if p.load != nil {
		return nil
	}
	p.load, err = p.owner.store.BeginLoad(ctx, engine.LoadOptions{Rewrite: true, Derive: p.derive})
	if err == nil {
		p.writer = p.load.Writer()
	}
	return err
}

// commit annotates what was set aside and makes it visible, or after a dry run does not.
func (p *reprocessing) commit(ctx context.Context) error {
	if p.load == nil {
		return nil
	}
	var errs []error
	for _, f := range p.finder {
		errs = append(errs, f.give(p.writer, true))
	}
	load := p.load
	errs = append(errs, p.writer.Close())
	p.load, p.writer, p.texts, p.bytes = nil, nil, 0, 0
	if err := errors.Join(errs...); err != nil {
		return errors.Join(err, load.Abort())
	}
	_, err := load.Commit(ctx, nil)
	if p.request.DryRun && errors.Is(err, errDryRun) {
		return nil
	}
	return err
}

// derive replaces the rows of the resources that are not up to date.
func (p *reprocessing) derive(ctx context.Context, d *engine.Derivation) error {
	chosen, err := p.choose(ctx, d)
	if err != nil || chosen == 0 {
		return err
	}
	if err := p.notes.begin(ctx, d); err != nil {
		return err
	}
	if err := p.notes.annotate(ctx, d, "reprocessed", p.notes.documents.Load()+chosen); err != nil {
		return err
	}
	if err := p.compare(ctx, d); err != nil {
		return err
	}
	if p.request.DryRun {
		return errDryRun
	}
	d.Replace("reprocessed")
	return p.notes.record(ctx, d)
}

// choose makes the temporary table reprocessed, the texts to annotate. Whose they are is known from the load that
// brought them where the resource does not say it by itself, by references within a Bundle: from the table of references,
// or from their annotation.
func (p *reprocessing) choose(ctx context.Context, d *engine.Derivation) (chosen int64, err error) {
	pipeline := p.notes.annotator.Pipeline()
	if _, err := d.Exec(ctx, `CREATE OR REPLACE TEMP TABLE reprocessed AS
SELECT k.* REPLACE (coalesce(b.patient_id, k.patient_id, o.patient_id) AS patient_id, coalesce(b.encounter_id, k.encounter_id, o.encounter_id) AS encounter_id)
FROM `+d.Kept()+` k LEFT JOIN (SELECT source_type, source_id, any_value(patient_id) AS patient_id, any_value(encounter_id) AS encounter_id,
	bool_and(pipeline_sha = $1) AS up_to_date FROM lake.public.nlp_document GROUP BY ALL) o USING (source_type, source_id)
LEFT JOIN (SELECT resource_type AS source_type, resource_id AS source_id,
	first(target_id ORDER BY path DESC) FILTER (target_type = 'Patient' AND path IN ('subject', 'patient', 'individual', 'for', 'beneficiary')) AS patient_id,
	first(target_id ORDER BY path DESC, ordinals) FILTER (target_type = 'Encounter' AND path IN ('encounter', 'context', 'context.encounter')) AS encounter_id
	FROM lake.public.reference WHERE kind IN ('urn', 'other', 'absolute', 'versioned') GROUP BY ALL) b USING (source_type, source_id)
WHERE o.up_to_date IS NOT TRUE`, pipeline); err != nil {
		return 0, fmt.Errorf("choose the notes: %w", err)
	}
	err = oneValue(ctx, d, &chosen, "SELECT count(*) FROM reprocessed")
	p.report.Current += d.Rows() - chosen
	return chosen, err
}

// compare counts what is told otherwise than before.
func (p *reprocessing) compare(ctx context.Context, d *engine.Derivation) error {
	const told = `e.entity_id, e.category, e.text, hash(e.type, e.norm_text, e.traits, e.asserted, e.event, e.section) AS told`
	links := func(relation string) string {
		return `(SELECT entity_id, hash(list(system || '|' || code ORDER BY system, rank)) AS codes FROM ` + relation + ` GROUP BY ALL)`
	}
	query := `WITH old AS (
	SELECT ` + told + `, l.codes FROM (FROM lake.public.nlp_entity WHERE source = 'tarn') e SEMI JOIN reprocessed USING (source_type, source_id)
	LEFT JOIN ` + links("lake.public.nlp_link") + ` l USING (entity_id)
), new AS (
	SELECT ` + told + `, l.codes FROM ` + d.Made(p.notes.first+rows.Entity) + ` e
	LEFT JOIN ` + links(d.Made(p.notes.first+rows.Link)) + ` l USING (entity_id)
)
SELECT change, category, text, count(*) FROM (
	SELECT CASE WHEN old.entity_id IS NULL THEN 'added' WHEN new.entity_id IS NULL THEN 'removed' ELSE 'changed' END AS change,
		coalesce(new.category, old.category) AS category, lower(coalesce(new.text, old.text)) AS text
	FROM old FULL JOIN new USING (entity_id)
	WHERE old.entity_id IS NULL OR new.entity_id IS NULL OR old.told <> new.told OR old.codes IS DISTINCT FROM new.codes
) GROUP BY ALL ORDER BY 4 DESC, 1, 2, 3`
	err := eachRow(ctx, d, func(chunk *engine.Chunk, i int) error {
		var t textChange
		err := chunk.Scan(i, &t.Change, &t.Category, &t.Text, &t.Count)
		p.report.add(t)
		return err
	}, query)
	if err != nil {
		return fmt.Errorf("compare with what was there: %w", err)
	}
	return nil
}

// maxExamples is how many changes a report names.
const maxExamples = 20

func (r *reprocessReport) add(t textChange) {
	switch t.Change {
	case "added":
		r.Added += t.Count
	case "removed":
		r.Removed += t.Count
	default:
		r.Changed += t.Count
	}
	if len(r.Examples) < maxExamples {
		r.Examples = append(r.Examples, t)
	}
}
