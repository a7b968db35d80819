package ingest

import "sync"

// Progress reports the publish phase: rows of all tables read so far, of how many. Calls come from several goroutines, one at a
// time.
type Progress func(doneRows, totalRows int64)

// watch makes the table function report to p.
func (l *Load) watch(p Progress) {
	if p == nil {
		return
	}
	var mu sync.Mutex
	var done int64
	l.total.Store(l.tableRows())
	l.onRows = func(n int64) {
		mu.Lock()
		defer mu.Unlock()
		done += n
		p(done, l.total.Load())
	}
}

// tableRows is the number of rows brought so far for all tables.
func (l *Load) tableRows() (n int64) {
	for i := range l.store.Tables() {
		n += l.rows(ownStreams + i)
	}
	return n
}

// counter is what the source of a stream tells its rows to, nil for streams that are no table's.
func (l *Load) counter(stream int) func(int64) {
	if stream < ownStreams || stream >= ownStreams+len(l.store.Tables()) {
		return nil
	}
	return l.onRows
}
