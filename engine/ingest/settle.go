package ingest

import (
	"fmt"
)

// settle decides what becomes of every resource of the load. It leaves three temporary tables:
//
//	verdict(seq, status, version_rank, updated_rank)         resources that are not simply new
//	superseded(version_seq, resource_type, id, was_live)     stored versions that are current no more
//	loser(seq)                                               resources whose rows do not go into the tables
//
// The rule. Versions of a resource are compared by the number of meta.versionId, then meta.lastUpdated, then arrival (the
// stored version came first). A version that states no number or no time stands at the level of those before it, so that
// a bare deletion deletes what was there, and a bare edit replaces it. What is stored already, byte for byte, changes
// nothing: if it states a version or a time it is that version; if it states neither it may still be a return to an
// older content, unless the load goes on to what is current now. That makes a load said twice a load said once.
func (p *publication) settle() error {
	if err := p.findContested(); err != nil {
		return err
	}
	for _, q := range settleScript {
		if err := p.exec(q); err != nil {
			return fmt.Errorf("settle versions: %w", err)
		}
	}
	return nil
}

// findContested makes the tables contested, the resources of which there is more than one version to choose from,
// and stored, what the store has of them. Most loads are new data: then both are empty and all that follows is quick.
func (p *publication) findContested() error {
	stored := `CREATE TEMP TABLE stored AS SELECT version_seq, resource_type, id, version_rank, updated_rank, sha256_high, sha256_low,
	deleted, is_current FROM lake.raw.version`
	if p.load.version == 1 { // nothing is stored yet
		stored += " LIMIT 0"
	} else {
		stored += " v SEMI JOIN {index} c ON v.resource_type = c.resource_type AND v.id = c.id"
	}
	if err := p.exec(stored); err != nil {
		return err
	}
	return p.exec(`CREATE TEMP TABLE contested AS
SELECT resource_type, id FROM {index} GROUP BY resource_type, id HAVING count(*) > 1
UNION
SELECT resource_type, id FROM stored`)
}

// firstArrival is where the stored current version stands in the order of arrival, before all of the load.
const firstArrival = "-9223372036854775808"

// settleScript: {index} is the load's index.
var settleScript = []string{
	// The candidates of contested resources. Of identical ones only the last counts. known: stored byte for byte;
	// confirms: it is what is current. A bare one behind a new version does not: it is said of that version, too.
	`CREATE TEMP TABLE candidate AS
WITH numbered AS (
	SELECT seq, arrival, resource_type, id, version_number, last_updated, sha256_high, sha256_low, deleted,
		version_id IS NOT NULL OR last_updated IS NOT NULL AS stated,
		row_number() OVER (PARTITION BY resource_type, id, sha256_high, sha256_low ORDER BY arrival DESC, seq DESC) = 1 AS is_last
	FROM {index} SEMI JOIN contested USING (resource_type, id)
), content AS (
	SELECT resource_type, id, sha256_high, sha256_low, bool_or(is_current) AS is_current FROM stored GROUP BY ALL
)
SELECT n.*, c.id IS NOT NULL AS known,
	coalesce(c.is_current, false) AND (stated OR count(*) FILTER (stated AND c.id IS NULL) OVER (PARTITION BY n.resource_type, n.id
		ORDER BY arrival, seq ROWS UNBOUNDED PRECEDING) = 0) AS confirms
FROM numbered n LEFT JOIN content c USING (resource_type, id, sha256_high, sha256_low)`,

	// Those that may win, the stored current version (seq NULL) among them: where the load has it too, it arrived there.
	`CREATE TEMP TABLE contender AS
SELECT seq, arrival, resource_type, id, version_number, last_updated FROM candidate
WHERE is_last AND NOT confirms AND NOT (known AND stated)
UNION ALL
SELECT NULL, coalesce(c.arrival, ` + firstArrival + `), s.resource_type, s.id, s.version_rank, s.updated_rank
FROM stored s LEFT JOIN (FROM candidate WHERE is_last AND confirms) c USING (resource_type, id)
WHERE s.is_current`,

	// What states no number or time stands at the level of those before it.
	`CREATE TEMP TABLE ranked AS
WITH leveled AS (
	SELECT *, coalesce(version_number, max(version_number) OVER (PARTITION BY resource_type, id ORDER BY arrival, seq NULLS FIRST
		ROWS UNBOUNDED PRECEDING)) AS version_rank
	FROM contender
), timed AS (
	SELECT *, coalesce(last_updated, max(last_updated) OVER (PARTITION BY resource_type, id, version_rank ORDER BY arrival, seq NULLS FIRST
		ROWS UNBOUNDED PRECEDING)) AS updated_rank
	FROM leveled
)
SELECT seq, resource_type, id, version_rank, updated_rank,
	row_number() OVER (PARTITION BY resource_type, id
		ORDER BY version_rank DESC NULLS LAST, updated_rank DESC NULLS LAST, arrival DESC, seq DESC NULLS LAST) = 1 AS wins
FROM timed`,

	`CREATE TEMP TABLE superseded AS
SELECT s.version_seq, s.resource_type, s.id, NOT s.deleted AS was_live
FROM stored s JOIN ranked r ON r.resource_type = s.resource_type AND r.id = s.id AND r.wins AND r.seq IS NOT NULL
WHERE s.is_current`,

	`CREATE TEMP TABLE verdict AS
SELECT c.seq,
	CASE WHEN coalesce(r.wins, false) THEN
			CASE WHEN c.deleted THEN 'deleted' WHEN s.was_live THEN 'updated' ELSE 'new' END
		WHEN c.known OR NOT c.is_last THEN 'unchanged'
		ELSE 'older' END AS status,
	r.version_rank, r.updated_rank
FROM candidate c
LEFT JOIN ranked r ON r.seq = c.seq
LEFT JOIN superseded s ON s.resource_type = c.resource_type AND s.id = c.id
UNION ALL
SELECT seq, 'deleted', version_number, last_updated FROM {index} ANTI JOIN contested USING (resource_type, id) WHERE deleted`,

	`CREATE TEMP TABLE loser AS SELECT seq FROM verdict WHERE status NOT IN ('new', 'updated')`,
}
