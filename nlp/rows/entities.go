package rows

import (
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

// AppendEntities makes the rows of nlp_entity alone, for a text that is in no resource: the columns that tell whose it is,
// and entity_id, are NULL. seq goes into the column seq of each row. Take the rows by Flush.
func (w *Worker) AppendEntities(seq int64, result *nlp.Result) {
	*w.current = current{seq: seq, resource: &Resource{}, note: &Note{}, result: result, entities: w.current.entities[:0]}
	d := &result.Document
	w.chars.Reset(d.Text, result.Chars)
	for i := range d.Entities {
		w.entityRow(i, "", &d.Entities[i], assertion.Traits(&d.Entities[i]))
	}
}
