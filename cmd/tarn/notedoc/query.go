package notedoc

import (
	"fmt"
	"strings"
	"time"
)

// Selection says which documents are read.
type Selection struct {
	Source   string    // of loads, "" is the main one: ids of several could be the same
	Patients []string  // ids; none stands for all
	Since    time.Time // annotated since, by a load or anew; zero for ever
	// AsLoaded asks for the resource that each document is in, and for all documents: also those that could not be read or
	// were entered in error.
	AsLoaded bool
	Types    []string // of those resources, with AsLoaded; none stands for all
}

// kind is which table a row of the query is of.
type kind int

const (
	ofDocument kind = iota
	ofEntity
	ofAttribute
	ofLink
	ofTrait
)

// branch is what the query reads of one table: columns as text, in the order in which gatherer reads them.
type branch struct {
	from, entity, number string
	columns              []string
}

// branches are the tables, by kind. The query gives their rows one behind another, document by document, so that
// it is one statement, which sees one snapshot, and no more than a document need be kept.
var branches = [...]branch{
	ofDocument: {"doc", "NULL", "0", []string{
		"doc.source_version", "doc.source", "doc.path", "doc.patient_id", "doc.encounter_id", "epoch_us(doc.doc_time)",
		"epoch_us(doc.annotated)", "doc.pipeline_sha", "doc.status", "doc.error", "doc.resource",
	}},
	ofEntity: {"doc JOIN nlp_entity e ON e.doc_key = doc.doc_key AND e.category <> 'PROTECTED_HEALTH_INFORMATION'", "e.entity_id", "e.entity_no", []string{
		"e.category", "e.type", "e.text", "e.norm_text", "e.section", "e.begin_char", "e.end_char", "e.score", "e.method", "e.negated",
		"e.certainty", "e.conditionality", "e.temporality", "e.experiencer", "e.dx_kind", "e.event", "e.source",
	}},
	ofAttribute: {"doc JOIN nlp_attribute a ON a.doc_key = doc.doc_key AND a.entity_id IS NOT NULL", "a.entity_id", "a.attribute_no", []string{
		"a.type", "a.relationship_type", "a.text", "a.begin_char", "a.end_char", "a.score", "a.comparator", "a.value",
		"rtrim(rtrim(CAST(a.value_hi AS VARCHAR), '0'), '.')", "a.unit", "a.ucum", "a.value_code", "a.normalized",
	}},
	ofLink: {
		"doc JOIN nlp_link l ON l.doc_key = doc.doc_key AND NOT EXISTS (SELECT 1 FROM nlp_vocabulary v WHERE v.vocab_id = l.vocab_id AND NOT v.enabled)",
		"l.entity_id", "l.rank",
		[]string{"l.system", "l.code", "l.display", "l.method", "l.rank", "l.score", "l.ambiguous"},
	},
	ofTrait: {"doc JOIN nlp_trait t ON t.doc_key = doc.doc_key", "t.entity_id", "0", []string{"t.name", "t.cue_text", "t.rule_id"}},
}

// branchWidth is the number of columns that all branches have, from the first one of a branch's own on.
const branchWidth = 17

// statement is a query with its arguments, which are texts.
type statement struct {
	sql       string
	arguments [][]byte
}

// argument is the place of one more argument.
func (s *statement) argument(value string) string {
	s.arguments = append(s.arguments, []byte(value))
	return fmt.Sprintf("$%d", len(s.arguments))
}

// list is the places of several more, for IN.
func (s *statement) list(values []string) string {
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = s.argument(v)
	}
	return strings.Join(places, ", ")
}

// statement is the query of the rows. A document was annotated by the first run with its rules that ended after the load of
// its resource began: that of the load, or a later reprocessing.
func (o *Selection) statement() *statement {
	var s statement
	resource := "NULL"
	if o.AsLoaded {
		resource = "r.resource"
	}
	where, since := o.where(&s), "true"
	if !o.Since.IsZero() {
		since = "annotated >= CAST(" + s.argument(o.Since.Format(time.RFC3339Nano)) + " AS TIMESTAMPTZ)"
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
	for kind, branch := range branches {
		if kind > 0 {
			b.WriteString("UNION ALL\n")
		}
		fmt.Fprintf(&b, "SELECT doc.source_type, doc.source_id, doc.ordinal, doc.doc_key, %d AS kind, %s AS entity_id, %s AS number", kind, branch.entity, branch.number)
		for i := range branchWidth {
			column := "NULL"
			if i < len(branch.columns) {
				column = branch.columns[i]
			}
			fmt.Fprintf(&b, ", CAST(%s AS VARCHAR) AS c%d", column, i)
		}
		fmt.Fprintf(&b, "\nFROM %s\n", branch.from)
	}
	b.WriteString("ORDER BY source_type, source_id, ordinal, doc_key, kind, number, entity_id, c0, c1")
	s.sql = b.String()
	return &s
}

// where is the condition on documents.
func (o *Selection) where(s *statement) string {
	parts := []string{"coalesce(r.source, '') = " + s.argument(o.Source)}
	if !o.AsLoaded {
		parts = append(parts, "d.status = 'ok'", "d.source_status IS DISTINCT FROM 'entered-in-error'")
	}
	if o.AsLoaded && len(o.Types) > 0 {
		parts = append(parts, "d.source_type IN ("+s.list(o.Types)+")")
	}
	if len(o.Patients) > 0 {
		keys := append([]string(nil), o.Patients...)
		if o.Source != "" {
			for _, p := range o.Patients {
				keys = append(keys, o.Source+":"+p)
			}
		}
		parts = append(parts, "d.patient_id IN ("+s.list(keys)+")")
	}
	return strings.Join(parts, " AND ")
}
