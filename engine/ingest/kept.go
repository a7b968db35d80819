package ingest

import "github.com/apache/arrow-go/v18/arrow"

// Keep hands over rows with the columns of store.Options.Kept, for the load's Derive to read: they are stored nowhere.
// The column seq says which resource they are of. The writer releases the batch.
func (w *Writer) Keep(batch arrow.RecordBatch) error {
	defer batch.Release()
	if err := w.usable(); err != nil {
		return err
	}
	if batch.NumRows() == 0 {
		return nil
	}
	return w.fail(w.spool.Append(streamKept, batch))
}

// kept is the load's kept rows in SQL: those of the resources that it makes current.
func (p *publication) kept() string {
	if p.losers == 0 {
		return p.spool(streamKept)
	}
	return "(FROM " + p.spool(streamKept) + " ANTI JOIN loser USING (seq))"
}
