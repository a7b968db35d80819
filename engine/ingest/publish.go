package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/store"
)

// publication is the transaction of a load.
type publication struct {
	ctx      context.Context
	load     *Load
	conn     *duck.Conn
	trimmer  *trimmer
	summary  Summary
	repacked bool
	retired  map[string]bool // types of the superseded resources, whose rows go
	replaced []string        // relations of the resources whose derived rows go: Derivation.Replace
	losers   int64
}

// publish runs the transaction. The commit itself is not interrupted: whoever cancels gets either everything or nothing,
// and is told which.
func (l *Load) publish(ctx context.Context, progress Progress) (Summary, error) {
	conn, err := l.store.DB().Connect()
	if err != nil {
		return Summary{}, err
	}
	defer conn.Close()
	l.handMemoryOver()
	trimmer, err := l.newTrimmer()
	if err != nil {
		return Summary{}, err
	}
	defer trimmer.close()
	p := &publication{ctx: ctx, load: l, conn: conn, trimmer: trimmer}
	l.watch(progress)
	if _, err := conn.Exec(ctx, "BEGIN"); err != nil {
		return Summary{}, err
	}
	calm := context.WithoutCancel(ctx)
	err = p.run()
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		release := l.store.HoldStatements(commitCalm, commitPatience)
		_, err = conn.Exec(calm, "COMMIT")
		release()
	}
	if err != nil {
		_, _ = conn.Exec(calm, "ROLLBACK") // after a failed COMMIT there is none to roll back
		return Summary{}, err
	}
	l.store.Settle(calm)
	p.summary.Elapsed = time.Since(l.started) // with the commit, which the load's row cannot have
	return p.summary, nil
}

// How long a commit waits for clients' statements that are beginning: first while others may begin, then while none may.
const (
	commitCalm     = 10 * time.Second
	commitPatience = 2 * time.Second
)

func (p *publication) run() error {
	if p.load.opt.Rewrite {
		return p.derive()
	}
	steps := []func() error{p.settle, p.tally}
	if p.load.rows(streamQuarantine) > 0 {
		steps = append(steps, p.quarantine)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	if !p.summary.Unchanged() {
		for _, step := range []func() error{p.layOut, p.repack, p.retire, p.insertRead, p.derive, p.insertOthers, p.insertRaw} {
			if err := step(); err != nil {
				return err
			}
		}
	}
	return p.record()
}

// layOut lets the store make room for the columns that the load has values for.
func (p *publication) layOut() error {
	tables := p.load.store.Tables()
	fills := make([][]store.Fill, len(tables))
	for i := range tables {
		fills[i] = p.load.tableFills(i)
	}
	return p.load.store.Prepare(p.ctx, p.conn, fills)
}

// retire takes the rows of superseded resources out of every table but the derived ones, which have their turn, and their
// versions out of the current ones.
func (p *publication) retire() (err error) {
	if p.retired, err = p.supersededTypes(); err != nil {
		return err
	}
	if err := p.retireRows(false); err != nil {
		return err
	}
	return p.exec("UPDATE lake.raw.version SET is_current = false WHERE version_seq IN (SELECT version_seq FROM superseded)")
}

// retireRows removes superseded resources' rows from the derived tables, or from all others. Their layout must be settled:
// DuckDB commits no transaction that alters a table after it has removed rows of it.
func (p *publication) retireRows(derived bool) error {
	if len(p.retired) == 0 {
		return nil
	}
	tables := p.load.store.Tables()
	for i := range tables {
		if tables[i].Derived != derived {
			continue
		}
		if sql := retireRows(&tables[i], p.retired); sql != "" {
			if err := p.exec(sql); err != nil {
				return fmt.Errorf("remove superseded rows of %s: %w", tables[i].Name, err)
			}
		}
	}
	return nil
}

// supersededTypes are the types of the resources whose rows go.
func (p *publication) supersededTypes() (map[string]bool, error) {
	types := map[string]bool{}
	err := p.each("SELECT DISTINCT resource_type FROM superseded WHERE was_live", func(c *duck.Chunk, i int) error {
		types[string(c.Vectors[0].Bytes(i))] = true
		return nil
	})
	return types, err
}

// retireRows is the statement that removes superseded resources' rows from a table, "" where it has none of the types.
func retireRows(t *store.Table, types map[string]bool) string {
	owner := duck.QuoteIdent(t.OwnerID)
	if t.OwnerTypeColumn != "" {
		if t.InDictionary(t.OwnerTypeColumn) {
			return fmt.Sprintf(`DELETE FROM %s t USING superseded s, %s e
WHERE s.was_live AND e.%s = s.resource_type AND t.%s = s.id AND t.%s = e.%s`,
				t.Rows(), t.Entries(), duck.QuoteIdent(t.OwnerTypeColumn), owner, store.EntryID, store.EntryID)
		}
		return fmt.Sprintf(`DELETE FROM %s t USING superseded s WHERE s.was_live AND t.%s = s.resource_type AND t.%s = s.id`,
			t.Rows(), duck.QuoteIdent(t.OwnerTypeColumn), owner)
	}
	if !types[t.OwnerType] {
		return ""
	}
	return fmt.Sprintf("DELETE FROM %s WHERE %s IN (SELECT id FROM superseded WHERE was_live AND resource_type = %s)",
		t.Rows(), owner, duck.QuoteLiteral(t.OwnerType))
}

// insertRead fills the tables that Derive reads.
func (p *publication) insertRead() error {
	return p.insertTables(func(t *store.Table) bool { return !t.Derived && p.isRead(t) })
}

// insertOthers fills the tables that Derive neither reads nor fills.
func (p *publication) insertOthers() error {
	if err := p.insertTables(func(t *store.Table) bool { return !t.Derived && !p.isRead(t) }); err != nil {
		return err
	}
	if len(p.retired) > 0 || p.losers > 0 {
		return p.sweepEntries()
	}
	return nil
}

// isRead says whether Derive may read a table.
func (p *publication) isRead(t *store.Table) bool {
	from := p.load.opt.DeriveFrom
	return from == nil || t.SchemaName() == "public" && slices.Contains(from, t.Name)
}

// insertTables brings each table's rows in one INSERT: only that uses all threads (research/engine.md §6).
func (p *publication) insertTables(wanted func(*store.Table) bool) error {
	tables := p.load.store.Tables()
	for i := range tables {
		if !wanted(&tables[i]) || p.load.rows(ownStreams+i) == 0 || len(tables[i].Columns) == 0 {
			continue
		}
		insert := p.insertWhole
		if tables[i].HasDictionary() {
			insert = p.insertApart
		}
		if err := insert(i); err != nil {
			return fmt.Errorf("insert into %s: %w", tables[i].Name, err)
		}
		p.load.forget()
	}
	return nil
}

// threadRows is how many rows are worth a thread. Each thread of an INSERT collects rows for itself, and those that do not fill
// a row group are appended a second time in the end.
const threadRows = 2 * duck.RowGroup

// insert runs an INSERT that reads a stream. One of few rows keeps their order, for then DuckDB takes a single thread that
// appends to the table itself.
func (p *publication) insert(stream int, sql string, args ...any) (int64, error) {
	if p.load.rows(stream) >= 2*threadRows {
		defer p.trimmer.trim(p.ctx)
		return p.run1(sql, args...)
	}
	if err := p.exec("SET SESSION preserve_insertion_order = true"); err != nil {
		return 0, err
	}
	n, err := p.run1(sql, args...)
	if err == nil {
		err = p.exec("SET SESSION preserve_insertion_order = false")
	}
	return n, err
}

// insertWhole brings the rows of a table without a dictionary.
func (p *publication) insertWhole(table int) error {
	t, stream := &p.load.store.Tables()[table], ownStreams+table
	from := p.spool(stream)
	if p.losers > 0 {
		from += " ANTI JOIN loser USING (seq)"
	}
	columns := columnList(t, p.load.fills(stream)[1:])
	n, err := p.insert(stream, fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s", t.Qualified(), columns, columns, from))
	p.summary.Rows += n
	return err
}

// columnList names the columns that the load has values for, quoted: the others are NULL without being read.
func columnList(t *store.Table, fills []store.Fill) string {
	var names []string
	for i, c := range t.RowColumns() {
		if fills[i].Values > 0 || c.Name == t.OwnerID {
			names = append(names, duck.QuoteIdent(c.Name))
		}
	}
	return strings.Join(names, ", ")
}

// insertRaw brings the versions and the blocks they lie in.
func (p *publication) insertRaw() error {
	block, offset, moved, blocks := "i.block_id", "i.block_offset", "", ""
	if p.repacked {
		block, offset = "coalesce(m.block_id, i.block_id)", "coalesce(m.block_offset, i.block_offset)"
		moved = "LEFT JOIN " + p.spool(streamMoved) + " m ON m.seq = i.seq"
		blocks = "ANTI JOIN partial USING (block_id)"
	}
	_, err := p.insert(streamIndex, `INSERT INTO lake.raw.version (version_seq, resource_type, id, version_id, version_rank, last_updated, updated_rank,
	source, load_id, file, line, byte_offset, sha256_high, sha256_low, deleted, is_current, block_id, block_offset, length)
SELECT $1 + i.seq, i.resource_type, i.id, i.version_id, coalesce(v.version_rank, i.version_number), i.last_updated,
	coalesce(v.updated_rank, i.last_updated), $2, $3, i.file, i.line, i.byte_offset, i.sha256_high, i.sha256_low, i.deleted,
	coalesce(v.status, 'new') <> 'older', `+block+`, `+offset+`, i.length
FROM {index} i LEFT JOIN verdict v ON v.seq = i.seq `+moved+`
WHERE coalesce(v.status, 'new') <> 'unchanged'`, p.load.version, p.load.opt.Source, p.load.id)
	if err != nil {
		return fmt.Errorf("insert versions: %w", err)
	}
	_, err = p.insert(streamBlock, `INSERT INTO lake.raw.block (block_id, load_id, resource_type, n, raw_bytes, stored_bytes)
SELECT block_id, $1, resource_type, n, raw_bytes, stored_bytes FROM `+p.spool(streamBlock)+` `+blocks, p.load.id)
	if err == nil {
		_, err = p.insert(streamPiece, `INSERT INTO lake.raw.piece (block_id, ordinal, data) SELECT block_id, ordinal, data FROM `+
			p.spool(streamPiece)+` `+blocks)
	}
	if err != nil {
		return fmt.Errorf("insert raw blocks: %w", err)
	}
	return nil
}

// quarantine keeps the bad inputs. One that was met before, at the same place with the same bytes and reason, is counted.
func (p *publication) quarantine() error {
	const same = `q.file = b.file AND q.line IS NOT DISTINCT FROM b.line AND q.byte_offset = b.byte_offset
	AND q.sha256 = b.sha256 AND q.reason = b.reason`
	next, err := p.load.store.Next(p.ctx)
	if err != nil {
		return err
	}
	bad := "(SELECT DISTINCT ON (file, line, byte_offset, sha256, reason) * FROM " + p.spool(streamQuarantine) + ")"
	if _, err := p.run1(`UPDATE lake.tarn.quarantine q SET times = times + 1, last_load_id = $1 FROM `+bad+` b WHERE `+same,
		p.load.id); err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	_, err = p.run1(`INSERT INTO lake.tarn.quarantine (quarantine_id, load_id, last_load_id, times, file, line, byte_offset,
	resource_type, resource_id, reason, excerpt, bytes, sha256, raw)
SELECT $1 - 1 + row_number() OVER (ORDER BY file, line, byte_offset), $2, $2, 1, file, line, byte_offset,
	nullif(resource_type, ''), nullif(resource_id, ''), reason, excerpt, bytes, sha256, raw
FROM `+bad+` b WHERE NOT EXISTS (FROM lake.tarn.quarantine q WHERE `+same+`)`, next.Quarantine, p.load.id)
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	return nil
}

// record writes the load's own rows.
func (p *publication) record() error {
	for _, t := range p.summary.Types {
		_, err := p.run1("INSERT INTO lake.tarn.load_type VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			p.load.id, t.Type, t.New, t.Updated, t.Unchanged, t.Older, t.Deleted, t.Quarantined)
		if err != nil {
			return err
		}
	}
	p.summary.Elapsed = time.Since(p.load.started)
	return p.load.writeRow(p.ctx, p.conn, &p.summary, p.summary.Status(), "")
}

// spool is a stream of the load in SQL.
func (p *publication) spool(stream int) string {
	return fmt.Sprintf("%s(%d, %d)", spoolFunction, p.load.id, stream)
}

func (p *publication) expand(sql string) string {
	return strings.ReplaceAll(sql, "{index}", p.spool(streamIndex))
}

func (p *publication) exec(sql string) error {
	_, err := p.run1(sql)
	return err
}

// run1 runs one statement and returns the number of rows it changed.
func (p *publication) run1(sql string, args ...any) (int64, error) {
	return p.conn.Exec(p.ctx, p.expand(sql), args...)
}

func (p *publication) count(sql string) (n int64, err error) {
	err = p.conn.QueryRow(p.ctx, p.expand(sql)).Scan(&n)
	return n, err
}

// each calls f for every row of a query.
func (p *publication) each(sql string, f func(c *duck.Chunk, i int) error) error {
	rows, err := p.conn.Query(p.ctx, p.expand(sql))
	if err != nil {
		return err
	}
	defer rows.Close()
	for {
		c, err := rows.Next(p.ctx)
		if err != nil || c == nil {
			return err
		}
		for i := range c.Len {
			if err := f(c, i); err != nil {
				return err
			}
		}
	}
}
