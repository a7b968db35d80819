package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// exportKind is which table a row of the export's query is of.
type exportKind int

const (
	exportDocument exportKind = iota
	exportEntity
	exportAttribute
	exportLink
	exportTrait
)

// exportBranch is what the query reads of one table: columns as text, in the order in which eachDocument reads them.
type exportBranch struct {
	from, entity, number string
	columns              []string
}

// exportBranches are the tables, by exportKind. The query gives their rows one behind another, document by document, so that
// it is one statement, which sees one snapshot, and no more than a document need be kept.
var exportBranches = [...]exportBranch{
	exportDocument: {"doc", "NULL", "0", []string{
		"doc.source_version", "doc.source", "doc.path", "doc.patient_id", "doc.encounter_id", "epoch_us(doc.doc_time)",
		"epoch_us(doc.annotated)", "doc.pipeline_sha", "doc.status", "doc.error", "doc.resource",
	}},
	exportEntity: {"doc JOIN nlp_entity e ON e.doc_key = doc.doc_key AND e.category <> 'PROTECTED_HEALTH_INFORMATION'", "e.entity_id", "e.entity_no", []string{
		"e.category", "e.type", "e.text", "e.norm_text", "e.section", "e.begin_char", "e.end_char", "e.score", "e.method", "e.negated",
		"e.certainty", "e.conditionality", "e.temporality", "e.experiencer", "e.dx_kind", "e.event", "e.source",
	}},
	exportAttribute: {"doc JOIN nlp_attribute a ON a.doc_key = doc.doc_key AND a.entity_id IS NOT NULL", "a.entity_id", "a.attribute_no", []string{
		"a.type", "a.relationship_type", "a.text", "a.begin_char", "a.end_char", "a.score", "a.comparator", "a.value",
		"rtrim(rtrim(CAST(a.value_hi AS VARCHAR), '0'), '.')", "a.unit", "a.ucum", "a.value_code", "a.normalized",
	}},
	exportLink: {
		"doc JOIN nlp_link l ON l.doc_key = doc.doc_key AND NOT EXISTS (SELECT 1 FROM nlp_vocabulary v WHERE v.vocab_id = l.vocab_id AND NOT v.enabled)",
		"l.entity_id", "l.rank",
		[]string{"l.system", "l.code", "l.display", "l.method", "l.rank", "l.score", "l.ambiguous"},
	},
	exportTrait: {"doc JOIN nlp_trait t ON t.doc_key = doc.doc_key", "t.entity_id", "0", []string{"t.name", "t.cue_text", "t.rule_id"}},
}

// exportWidth is the number of columns that all branches have, from the first one of a branch's own on.
const exportWidth = 17

// sql is the query of the rows. A document was annotated by the first run with its rules that ended after the load of its
// resource began: that of the load, or a later reprocessing.
func (o *nlpExportOptions) sql() (string, error) {
	where := o.where()
	since, err := o.sinceSQL()
	if err != nil {
		return "", err
	}
	resource := "NULL"
	if o.healthlake {
		resource = "r.resource"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `WITH loaded AS (
	SELECT d.*, coalesce(r.source, '') AS source, l.started, l.finished, %s AS resource
	FROM nlp_document d
	LEFT JOIN history.resource r ON r.resource_type = d.source_type AND r.id = d.source_id AND r.is_current AND NOT r.deleted
	LEFT JOIN tarn.load l ON l.load_id = r.load_id
	WHERE %s
), doc AS (
	SELECT *, coalesce((SELECT min(n.finished) FROM nlp_run n WHERE n.pipeline_sha = loaded.pipeline_sha AND n.finished >= loaded.started), finished) AS annotated
	FROM loaded
	WHERE %s
)
`, resource, where, since)
	for kind, branch := range exportBranches {
		if kind > 0 {
			b.WriteString("UNION ALL\n")
		}
		fmt.Fprintf(&b, "SELECT doc.source_type, doc.source_id, doc.ordinal, doc.doc_key, %d AS kind, %s AS entity_id, %s AS number", kind, branch.entity, branch.number)
		for i := range exportWidth {
			column := "NULL"
			if i < len(branch.columns) {
				column = branch.columns[i]
			}
			fmt.Fprintf(&b, ", CAST(%s AS VARCHAR) AS c%d", column, i)
		}
		fmt.Fprintf(&b, "\nFROM %s\n", branch.from)
	}
	b.WriteString("ORDER BY source_type, source_id, ordinal, doc_key, kind, number, entity_id, c0, c1")
	return b.String(), nil
}

// where is the condition on documents.
func (o *nlpExportOptions) where() string {
	parts := []string{"coalesce(r.source, '') = " + quoteLiteral(o.source)}
	if !o.healthlake {
		parts = append(parts, "d.status = 'ok'", "d.source_status IS DISTINCT FROM 'entered-in-error'")
	}
	if o.healthlake && len(o.types) > 0 {
		parts = append(parts, "d.source_type IN ("+quoteLiterals(o.types)+")")
	}
	if len(o.patients) > 0 {
		keys := append([]string(nil), o.patients...)
		if o.source != "" {
			for _, p := range o.patients {
				keys = append(keys, o.source+":"+p)
			}
		}
		parts = append(parts, "d.patient_id IN ("+quoteLiterals(keys)+")")
	}
	return strings.Join(parts, " AND ")
}

// sinceSQL is the condition on when documents were annotated.
func (o *nlpExportOptions) sinceSQL() (string, error) {
	since, err := o.sinceTime()
	if err != nil || since.IsZero() {
		return "true", err
	}
	return "annotated >= CAST(" + quoteLiteral(since.Format(time.RFC3339Nano)) + " AS TIMESTAMPTZ)", nil
}

func quoteLiterals(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quoteLiteral(s)
	}
	return strings.Join(out, ", ")
}

// chooseSource sets the source where there is but one. In resources ids stand without the name of their source, so those
// of two sources in one file could be taken for the same patient's.
func (o *nlpExportOptions) chooseSource(ctx context.Context, conn *pgconn.PgConn) error {
	if o.sourceGiven {
		return nil
	}
	const sql = `SELECT DISTINCT coalesce(r.source, '') FROM nlp_document d
LEFT JOIN history.resource r ON r.resource_type = d.source_type AND r.id = d.source_id AND r.is_current AND NOT r.deleted ORDER BY 1`
	r := conn.ExecParams(ctx, sql, nil, nil, nil, nil)
	var names []string
	for r.NextRow() {
		names = append(names, string(r.Values()[0]))
	}
	if _, err := r.Close(); err != nil {
		return sqlError(err, sql)
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
